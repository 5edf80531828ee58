"""References: order, account, flight, booking, ticket and tracking numbers."""

from __future__ import annotations

from typing import Any

from assistant.domain import CaseFacts, Fact, Span
from assistant.facts.patterns import BLANK, Scope, numeric, pattern

NOUNS = (
    "(?:order|booking|reservation|confirmation|reference|ref|ticket|case|claim|account|acct|a/c|"
    "invoice|tracking|consignment|policy|customer|member(?:ship)?|complaint|transaction|txn|pnr|"
    "record locator|parcel|shipment|rma|incident|serial|imei|awb|utr|docket|job|application|loan|"
    "request|sr|service request|return|waybill|receipt|contract|agreement|quote|enquiry|id)"
)
_LINK = r"(?:number|numbers|no|num|nr|nbr|id|ids|code|codes|ref|reference|locator|is|was|being)"
_KEYED = (
    rf"\b{NOUNS}(s?{BLANK}*(?:{_LINK}\b\.?{BLANK}*){{0,3}})([#:=(\"'-]|{BLANK}){{0,4}}"
    rf"([A-Z0-9][A-Z0-9/_.-]{{2,39}}(?:{BLANK}\d{{3,6}}\b){{0,5}})"
)
_FLIGHT = (
    rf"\b(?:flights?|flt){BLANK}+(?:(?:number|no|nr)\b\.?{BLANK}*)?#?{BLANK}?"
    rf"((?-i:[A-Z]{{2}}|[A-Z]\d|\d[A-Z]){BLANK}?\d{{1,4}}|[a-z]{{2}}\d{{2,4}}|\d{{2,4}})\b"
    rf"(?:[^:]|$)"
)
_AIRLINES = (
    "AA|UA|DL|BA|LH|AF|KL|EK|QR|EY|SQ|QF|VS|WN|B6|NK|F9|FR|U2|EI|IB|LX|TK|AC|WS|6E|AI|UK|SG|CX|"
    "JL|NH|TP|SK|AY|W6|LS|BY|ET|KQ|SV|EW|VY|HA|JQ|NZ|LA"
)
_CARRIER = rf"\b((?:{_AIRLINES}){BLANK}?\d{{2,4}})\b"
_HASH = r"(?:^|[\s(:,;])#{1,2}[ ]?([A-Z0-9][A-Z0-9/_-]{2,39})"
_SHAPES = (
    r"\b(\d{3}-\d{7}-\d{7}|1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|[A-Z]{2,5}-\d{5,12}|"
    r"[A-Z]{2,4}\d{7,16}|TBA\d{9,14})\b"
)
_ENDING = rf"\b(?:card|account|acct|number)\b(?:{BLANK}+\w+){{0,2}}{BLANK}+ending{BLANK}+(?:in{BLANK}+|with{BLANK}+)?(\d{{3,4}})\b"
_LONG = r"(?:^|[\s:,;(#])(\d{12,34})(?:$|[\s.,;:!?)])"
_NO_ID = (
    r"^(?:\d+(?:st|nd|rd|th|x|h|hrs?|am|pm|k|m|gb|mb|kb|g|kg|ml|mins?|days?|weeks?|wks?|yrs?|"
    r"years?|months?|hours?|p|lbs?|mbps)|\d{1,2}[:.]\d\d|\d{1,2}/\d{1,2}(?:/\d+)?|\d+[.]\d\d|"
    r"\d{1,2}[-.]\d{1,2}[-.]\d{2,4}|\d{4}-\d\d-\d\d)$"
)
_UNIT = (
    r"^(?:[ -]?(?:min|hour|hr|day|week|wk|month|year|yr|times|x\b|am\b|pm\b|%|people|passengers))"
)
_ID_KEYS = ("order", "reference", "ref", "id", "number", "account", "booking", "ticket", "tracking",
            "flight", "case", "claim", "invoice", "pnr", "confirmation")  # fmt: skip
_CODE_WORDS = ("pnr", "locator", "confirmation", "booking", "reservation", "reference", "ref")


def find_references(text: str, scope: Scope) -> list[tuple[Fact, bool]]:
    """Every reference, and whether a word beside it says so (else only its shape does)."""
    found = [_keyed(match) for match in pattern(_KEYED).finditer(text)]
    if not numeric(text):
        return [(fact, True) for fact in found if fact]
    found += [_flight(text, match) for match in pattern(_FLIGHT).finditer(text)]
    found += [_plain(match.group(1), match.span(1)) for match in pattern(_ENDING).finditer(text)]
    found += [_plain(value, span) for value, span in known_references(text, scope.facts)]
    keyed = [(fact, True) for fact in found if fact]
    loose = [_hash(match) for match in pattern(_HASH).finditer(text)] if "#" in text else []
    for source in (_CARRIER, _SHAPES, _LONG):
        matches = pattern(source, exact=True).finditer(text)
        loose += [_plain(match.group(1), match.span(1)) for match in matches]
    return keyed + [(fact, False) for fact in loose if fact]


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
    written, span = _trimmed(match, 3)
    linked = bool(match.group(1).strip(" s")) or (match.group(2) or " ") in "#:=(\"'"
    first = written.split(maxsplit=1)[0]
    if first != written and not (linked and first.isdigit()):
        written, span = first.rstrip("./-_"), (span[0], span[0] + len(first.rstrip("./-_")))
    digits = sum(character.isdigit() for character in written)
    if pattern(_NO_ID).search(written) or not written.isascii():
        return None
    if not digits:
        noun = match.group(0)[: match.start(3) - match.start()].lower()
        code = written.isupper() and written.isalpha() and 5 <= len(written) <= 7
        told = code and (linked or "pnr" in noun) and any(word in noun for word in _CODE_WORDS)
        return _plain(written, span) if told else None
    if not _identifying(written, digits, linked):
        return None
    return _plain(written, span)


def _identifying(written: str, digits: int, linked: bool) -> bool:
    if not written.strip("0123456789 \u00a0\u202f"):
        year = len(written) == 4 and written[:2] in ("19", "20")
        return digits >= 5 or (linked and digits >= 4 and not year) or (linked and digits == 3)
    letters = sum(character.isalpha() for character in written)
    if linked:
        return digits >= 2 or (written.isupper() and len(written) >= 5)
    return digits >= 3 and (letters == 0 or written[0].isdigit() or written[:letters].isupper())


def _hash(match: Any) -> Fact | None:
    """ "#LK-20391" and "#123456", but no hashtag such as "#covid2020" or "#fail"."""
    written, span = _trimmed(match, 1)
    digits = sum(character.isdigit() for character in written)
    letters = sum(character.isalpha() for character in written)
    if pattern(_NO_ID).search(written) or digits < 3:
        return None
    if letters and ((letters > 3 and "-" not in written) or written != written.upper()):
        return None
    if not letters and digits < 4:
        return None
    return _plain(written, span)


def known_references(text: str, facts: CaseFacts) -> list[tuple[str, Span]]:
    """Where the case's own numbers (`order_id`, `booking_reference` ...) stand in the text."""
    found: list[tuple[str, Span]] = []
    folded = text.lower()
    for key, value in facts.known().items():
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
