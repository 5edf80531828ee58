"""E-mail, internet and phone addresses; `privacy` masks what is found here."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from assistant.domain import Span
from assistant.facts.patterns import BLANK, LETTERS, pattern

_EMAIL = (
    rf"[{LETTERS}0-9_.%+'&-]*[{LETTERS}0-9_%+&-]@[{LETTERS}0-9-]+(?:\.[{LETTERS}0-9-]+)*"
    rf"\.[{LETTERS}]{{2,24}}"
)
_SPELLED = r"\b[a-z0-9][a-z0-9._-]*[ ]?(?:\(at\)|\[at\])[ ]?[a-z0-9-]+(?:[ ]?(?:\(dot\)|\[dot\]|\.)[ ]?[a-z0-9-]+){1,4}"
_RUN = rf"(?:\+|\(\+?|00)?\d(?:{BLANK}?[-–./()]?{BLANK}?[(]?\d){{6,16}}"
_NEAR_PHONE = (
    r"\b(?:number|on|at|contact|reach|home|work|nr|handy|calling|called|rang|nummer|n[uú]mero|num[eé]ro|"
    r"unter|al|au)\b(?: (?:is|ist|es|est|é))?(?: (?:le|el|o))?[\s.:#(]*$"
)
_CALL = (
    r"\b(?:phone|telephone|tel|mobile|mob|cell(?:phone)?|landline|call|ring|dial|text|sms|"
    r"whatsapp|fax|reach(?: me)?|contact me|hotline|helpline|ph|telefono?|teléfono|téléphone|telefone|handy|"
    r"portable|móvil|call ?back|llam\w+|ruf\w*|rückruf|appel\w+|lig(?:ue|ar|uem))\b"
)
_CALL_AFTER = r"^[\s,.)(-]*(?:is|that is|that's)?[ ]?(?:my |the |our )?(?:phone|mobile|cell|tel\b|number|landline)"
_REFERENCE = (
    r"\b(?:order|tracking|booking|reference|ref|ticket|case|claim|account|acct|a/c|invoice|parcel|"
    r"consignment|policy|customer|transaction|txn|pnr|shipment|rma|incident|serial|imei|awb|utr|"
    r"membership|confirmation|waybill|receipt|complaint|docket|id|sku|isbn|barcode|card|iban|"
    r"reservation|package|delivery|flight|job|loan|return|model|version|pin|postcode|zip)s?"
    r"(?:[ ]+(?:number|numbers|no|nr|num|id|code|ref|reference|is|was|of|my|the))*[\s.:#=(\"'-]*$"
)
_DATES = (
    r"^(?:(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d|[0-3]?\d[-/.][0-3]?\d[-/.](?:19|20)\d\d)|"
    r"^\d{1,3}(?:[.,]\d{3})+$"
)
_V4 = r"\d{1,3}(?:\.\d{1,3}){3,}"
_V6 = r"[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?:\.\d{1,3}){0,3}"
_VERSION = (
    r"\b(?:version|ver|v|firmware|build|ios|android|app|release|update[ds]?|software|os|driver|"
    r"windows|chrome|section|clause|upgraded?)[ .:]{0,2}$"
)
_SPARE = (
    r"^(?:07\d{3}[ -]?\d{3}[ -]?\d{3}|\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,5}|(?:1[ .-])?\(?\d{3}\)?[ .-]*555[ .-]\d{4}|"
    r"0(?:1[ .]?99[ .]?00|2[ .]?61[ .]?91|3[ .]?53[ .]?01|4[ .]?65[ .]?71|5[ .]?36[ .]?49|6[ .]?39[ .]?98)(?:[ .]?\d\d){2})$"
)
"""Shapes that are phones though no plan has them in use: 07700 900123, (212) 555-0123, and the
numbers that Arcep keeps for films (06 39 98 ...)."""
_LIKELY = ("GB", "US")


def find_emails(text: str) -> tuple[Span, ...]:
    """The spans of the e-mail addresses, "anna (at) example.org" included."""
    spans = [match.span() for match in pattern(_EMAIL).finditer(text)] if "@" in text else []
    if "(at)" in text or "[at]" in text:
        spans += [match.span() for match in pattern(_SPELLED).finditer(text)]
    return tuple(spans)


def find_ips(text: str) -> tuple[Span, ...]:
    """The spans of IPv4 and IPv6 addresses; no times, and no numbers after "version" and kin."""
    spans = [match.span() for match in pattern(_V4).finditer(text) if _is_v4(text, match)]
    if text.count(":") >= 2:
        spans += [match.span() for match in pattern(_V6).finditer(text) if _is_v6(text, match)]
    return tuple(spans)


def _is_v4(text: str, match: Any) -> bool:
    start, end = match.span()
    parts = match.group(0).split(".")
    if len(parts) != 4 or any(
        int(part) > 255 or (part[0] == "0" and part != "0") for part in parts
    ):
        return False
    lead = text[max(0, start - 24) : start].lower()
    if lead[-1:].isalnum() or (lead[-1:] in "._-" and lead) or text[end : end + 1].isalnum():
        return False
    return pattern(r"\bip\b").search(lead) is not None or not pattern(_VERSION).search(lead)


def _is_v6(text: str, match: Any) -> bool:
    import ipaddress

    start, end = match.span()
    written = match.group(0)
    whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
    if len(written) < 6 or not whole or not any(c.isdigit() for c in written):
        return False
    try:
        return ipaddress.ip_address(written).version == 6
    except ValueError:
        return False


def find_phones(text: str, *, country: str = "") -> tuple[tuple[Span, str], ...]:
    """The spans of the phone numbers, each with its E.164 form, or its digits.

    A number counts when a word such as "call" comes before it, or when it is valid in the
    country (without one: in Britain or the United States) and written as phone numbers are; and
    when nothing beside it says that it is an order or tracking number. `phonenumbers` is
    imported only where a run of seven digits looks like a phone number.
    """
    found: list[tuple[Span, str]] = []
    for match in pattern(_RUN).finditer(text):
        start, end = match.span()
        if match.group(0).startswith("(") and ")" not in match.group(0):
            start += 1
        if not _in_word(text, (start, end)):
            value = _phone(text, (start, end), country.upper())
            if value:
                found.append(((start, end), value))
    return tuple(found)


def _in_word(text: str, span: Span) -> bool:
    """Whether letters or more digits hang on the run, as in a tracking number."""
    before, after = text[max(0, span[0] - 2) : span[0]], text[span[1] : span[1] + 2]
    if before[-1:].isalnum() or after[:1].isalnum() or before[-1:] in ("#", "_", "£", "$", "€"):
        return True
    joined = before[-1:] in ("-", "/", ".", ",", "+") and before[:1].isalnum()
    return joined or (after[:1] in ("-", "/", "_") and after[1:].isalnum())


def _phone(text: str, span: Span, country: str) -> str:
    written = text[span[0] : span[1]]
    digits = "".join(character for character in written if character.isdigit())
    if not 7 <= len(digits) <= 15 or pattern(_DATES).search(written):
        return ""
    lead = text[max(0, span[0] - 48) : span[0]].rsplit("\n", 1)[-1]
    if pattern(_REFERENCE).search(lead):
        return ""
    if written[0] == "+" or written[:2] == "(+":
        bare = written.replace("(0)", "")
        whole = _valid(bare, "ZZ") or _valid(bare, "ZZ", spare=True)
        return whole or (digits if len(digits) >= 8 else "")
    called = _matches(_CALL, lead) or _matches(_CALL_AFTER, text[span[1] : span[1] + 32])
    near = called or _matches(_NEAR_PHONE, lead)
    return _national(written, digits, country, called=called, near=near)


def _matches(source: str, text: str) -> bool:
    return pattern(source).search(text) is not None


def _national(written: str, digits: str, country: str, *, called: bool, near: bool) -> str:
    """A number without its country's code: valid somewhere likely, and written like one."""
    grouped = any(mark in written for mark in " -.()\u00a0\u202f/")
    shaped = (grouped and len(digits) >= 9) or (written[0] == "0" and len(digits) >= 10)
    if near or shaped:
        for region in (country, *_LIKELY):
            value = _valid(written, region) if region else ""
            if value:
                return value if region == country or not country else digits
    if pattern(_SPARE).search(written):
        return (_valid(written, country, spare=True) if country else "") or digits
    return digits if called and (len(digits) >= 9 or grouped) else ""


@lru_cache(maxsize=1024)
def _valid(written: str, region: str, *, spare: bool = False) -> str:
    """E.164, where the number exists in the region's plan or, if `spare`, could; else empty."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(written, None if region == "ZZ" else region)
    except phonenumbers.NumberParseException:
        return ""
    fits = phonenumbers.is_possible_number if spare else phonenumbers.is_valid_number
    if not fits(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
