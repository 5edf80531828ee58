"""References: order, account, flight, booking, ticket and tracking numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.domain import CaseFacts, Fact, Span
from assistant.facts.patterns import BLANK, Scope, digits, holds, matches, numeric, pattern, small

NOUNS = (
    "(?:order|booking|reservation|confirmation|reference|ref|ticket|case|claim|account|acct|a/c|"
    "invoice|conf|po|tracking|consignment|policy|customer|member(?:ship)?|complaint|transaction|txn|pnr|"
    "record locator|parcel|shipment|rma|incident|serial|imei|vin|awb|utr|docket|job|application|loan|"
    "request|sr|service request|return|waybill|receipt|contract|agreement|quote|enquiry|id|voucher|"
    "credit note|tag|pedido|reserva|factura|encomenda|fatura|commande|facture|réservation|dossier|"
    "contrato?|cliente?|bestellung|rechnung|buchung|auftrag|vertrag)"
)
_LINK = (
    r"(?:number|numbers|no|num|nr|nbr|id|ids|code|codes|ref|reference|locator|is|was|being|says|est|es|"
    r"número|numero|numéro|n[º°])"
)
_TOKEN = rf"((?:[A-Z0-9][A-Z0-9/_.-]*)?\d[A-Z0-9/_.-]*(?:{BLANK}\d{{3,6}}\b){{0,5}})"
_MARKS = rf"([#:=(\"'-]|{BLANK}){{0,4}}"
_KEYED = rf"\b{NOUNS}(s?{BLANK}*(?:{_LINK}(?:\b|{BLANK})\.?{BLANK}*){{0,3}}){_MARKS}{_TOKEN}"
_CODED = (
    r"\b(?:pnr|record locator|(?:confirmation|booking|reservation|reference|ref)(?: code| number| ref"
    r"| reference| is| was| no\.?|:)+)[\s:#(\"'-]{0,4}((?-i:[A-Z]{5,7}))\b"
)
_NUMBERED = (
    rf"\b([a-z]+){BLANK}(?:number|num|nr|id|code|reference|ref)\b\.?"
    rf"(?:{BLANK}(?:on|for|in|of|at)(?:{BLANK}[a-z]+){{1,3}})?"
    rf"(?:{BLANK}(?:is|was|says))?{_MARKS}{_TOKEN}"
)
_NUMMER = (
    rf"\b([a-zäöü]{{3,}})(?:nummer|nr)\b\.?(?:{BLANK}(?:ist|lautet|war|är|er))?{_MARKS}{_TOKEN}"
)
_NOT_REFERENCES_TEXT = (
    "phone mobile cell telephone tel fax card pin post postal postcode zip area dial dialling error "
    "house flat room seat page platform gate sort home work my a the this that your our large high "
    "contact whatsapp emergency same wrong whole helpline hotline landline country door access "
    "security model version bus route one each any no cvv office customer's direct telefon handy ni insurance passport licence license plate tax social "
    "mobil haus karten ruf zimmer telefax"
)
_NOT_REFERENCES = frozenset(_NOT_REFERENCES_TEXT.split())
_FLIGHT = (
    rf"\b(?:flights?|flt){BLANK}+(?:(?:number|no|nr)\b\.?{BLANK}*(?:(?:is|was){BLANK})?)?#?{BLANK}?"
    rf"((?-i:[A-Z]{{2}}|[A-Z]\d|\d[A-Z]){BLANK}?\d{{1,4}}|[a-z]{{2}}\d{{2,4}}|\d{{2,4}})\b"
    rf"(?:[^:]|$)"
)
_AIRLINES = (
    "AA|UA|DL|BA|LH|AF|KL|EK|QR|EY|SQ|QF|VS|WN|B6|NK|F9|FR|U2|EI|IB|LX|TK|AC|WS|6E|AI|UK|SG|CX|"
    "JL|NH|TP|SK|AY|W6|LS|BY|ET|KQ|SV|EW|VY|HA|JQ|NZ|LA|EZY|RYR|EXS|WZZ|TOM"
)
_HASH = r"(?:^|[\s(:,;])#{1,2}[ ]?((?:[A-Z0-9][A-Z0-9/_-]*)?\d[A-Z0-9/_-]*)"
_SHAPES = (
    rf"\b(?:(?:{_AIRLINES}){BLANK}?\d{{2,4}}|"
    r"\d{3}-\d{7}-\d{7}|1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|[A-Z]{2,5}-\d{5,12}|"
    r"[A-Z]{2,4}\d{7,16}|TBA\d{9,14})\b"
)
_ENDING = rf"\b(?:card|account|acct|number)\b(?:{BLANK}+\w+){{0,2}}{BLANK}+ending{BLANK}+(?:in{BLANK}+|with{BLANK}+)?(\d{{3,4}})\b"
_LONG = r"(?:^|[\s:,;(#])(\d{12,34})(?:$|[\s.,;:!?)])"
_NO_ID = (
    r"^(?:\d+(?:st|nd|rd|th|x|h|hrs?|am|pm|k|m|gb|mb|kb|g|kg|ml|mins?|days?|weeks?|wks?|yrs?|"
    r"years?|months?|hours?|p|lbs?|mbps)|\d{1,2}[:.]\d\d|\d{1,2}/\d{1,2}(?:/\d+)?|\d+[.]\d\d|"
    r"\d{1,2}[-.]\d{1,2}[-.]\d{2,4}|\d{4}-\d\d-\d\d|"
    r"A3[1-9]0|B?7[0-9]7)$"  # aircraft
)
_UNIT = (
    r"^(?:[ -]?(?:min|hour|hr|day|week|wk|month|year|yr|times|x\b|am\b|pm\b|%|people|passengers))"
)
_ID_KEYS = ("order", "reference", "ref", "id", "number", "account", "booking", "ticket", "tracking",
            "flight", "case", "claim", "invoice", "pnr", "confirmation")  # fmt: skip


def find_references(text: str, scope: Scope) -> list[tuple[Fact, bool]]:
    """Every reference, and whether a word beside it says so (else only its shape does)."""
    found: list[Fact | None] = []
    found += [_plain(match.group(1), match.span(1)) for match in matches(_CODED, text)]
    if not numeric(text):
        return [(fact, True) for fact in found if fact]
    found += _said(text)
    found += [_plain(value, span) for value, span in known_references(text, scope.facts)]
    loose = [_hash(match) for match in matches(_HASH, text)] if "#" in text else []
    loose += [_plain(match.group(0), match.span()) for match in matches(_SHAPES, text, exact=True)]
    if digits(text) >= 12:
        loose += [_plain(match.group(1), match.span(1)) for match in matches(_LONG, text)]
    return [(fact, True) for fact in found if fact] + [(fact, False) for fact in loose if fact]


def _said(text: str) -> Iterator[Fact | None]:
    """What a word beside it calls a reference."""
    yield from (_keyed(match) for match in matches(_KEYED, text))
    for source in (_NUMBERED, _NUMMER):
        yield from (_numbered(match) for match in matches(source, text))
    if holds(small(text), "flight", "flt"):
        yield from (_flight(text, match) for match in matches(_FLIGHT, text))
    if "ending" in small(text):
        for match in matches(_ENDING, text):
            yield _plain(match.group(1), match.span(1))


def _plain(written: str, span: Span) -> Fact | None:
    if masked(written):
        return None
    value = "".join(written.split()).lstrip("#")
    return Fact(kind="reference", value=value, span=span)


def _flight(text: str, match: Any) -> Fact | None:
    """A flight's number; "flight 24 hours late" and "flight in 2019" have none."""
    if pattern(_UNIT).search(text[match.end(1) : match.end(1) + 12]):
        return None
    return _plain(match.group(1), match.span(1))


def masked(written: str) -> bool:
    """A number that somebody has blacked out: "XXXX", "XX/XX/2019"."""
    return "XX" in written.upper() and pattern(r"^[X\d/.*-]*$").search(written) is not None


def _trimmed(match: Any, group: int) -> tuple[str, Span]:
    start = match.start(group)
    written = match.group(group).rstrip("./-_")
    return written, (start, start + len(written))


def _keyed(match: Any) -> Fact | None:
    """An identifier after its noun; without "number", "#" or ":" it must look like one."""
    whole = match.group(0)
    if match.group(2) == "-" and whole.isupper() and " " not in whole:
        return None  # "SR-99881" is one number
    linked = bool(match.group(1).strip(" s")) or any(
        mark in whole[match.end(1) - match.start() : match.start(3) - match.start()]
        for mark in "#:=(\"'"
    )
    return _identifier(match, linked=linked or whole[:3].lower() == "pnr")


def _numbered(match: Any) -> Fact | None:
    """What any "... number" is, unless that is a phone's, a card's or a house's."""
    if match.group(1).lower() in _NOT_REFERENCES:
        return None
    fact = _identifier(match, linked=True)
    return fact if fact and len(fact.value) >= 4 else None


def _identifier(match: Any, *, linked: bool) -> Fact | None:
    written, span = _trimmed(match, 3)
    first = written.split(maxsplit=1)[0] if written else ""
    if first != written and not (linked and first.isdigit()):
        written, span = first.rstrip("./-_"), (span[0], span[0] + len(first.rstrip("./-_")))
    count = sum(character.isdigit() for character in written)
    if not 3 <= len(written) <= 60 or pattern(_NO_ID).search(written) or not written.isascii():
        return None
    return _plain(written, span) if _identifying(written, count, linked) else None


def _identifying(written: str, count: int, linked: bool) -> bool:
    if not written.strip("0123456789 \u00a0\u202f"):
        year = len(written) == 4 and written[:2] in ("19", "20")
        return count >= 5 or (linked and count >= 4 and not year) or (linked and count == 3)
    letters = sum(character.isalpha() for character in written)
    if linked:
        return count >= 2 or (written.isupper() and len(written) >= 5)
    return count >= 3 and (letters == 0 or written[0].isdigit() or written[:letters].isupper())


def _hash(match: Any) -> Fact | None:
    """ "#LK-20391" and "#123456", but no hashtag such as "#covid2020" or "#fail"."""
    written, span = _trimmed(match, 1)
    count = sum(character.isdigit() for character in written)
    letters = sum(character.isalpha() for character in written)
    if pattern(_NO_ID).search(written) or count < 3 or len(written) > 40:
        return None
    if letters and ((letters > 3 and "-" not in written) or written != written.upper()):
        return None
    if not letters and count < 4:
        return None
    return _plain(written, span)


def known_references(text: str, facts: CaseFacts) -> list[tuple[str, Span]]:
    """Where the case's own numbers (`order_id`, `booking_reference` ...) stand in the text."""
    found: list[tuple[str, Span]] = []
    folded = small(text)
    stated = {**facts.__dict__, **(facts.model_extra or {})}
    for key, value in stated.items():
        words = key.lower().split("_")
        if not isinstance(value, str | int) or not any(word in _ID_KEYS for word in words):
            continue
        wanted = str(value).strip().lstrip("#").lower()
        if len(wanted) >= 4 and any(c.isdigit() for c in wanted) and len(folded) == len(text):
            found += _places(text, folded, wanted)
    return found


def _places(text: str, folded: str, wanted: str) -> list[tuple[str, Span]]:
    places: list[tuple[str, Span]] = []
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
            places.append((text[start:end], (start, end)))
        start = folded.find(wanted, end)
    return places
