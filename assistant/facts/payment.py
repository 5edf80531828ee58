"""Card numbers and IBANs, told from order and tracking numbers by their checksums."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from assistant.domain import Span
from assistant.facts.patterns import BLANK, pattern

IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BI": 27, "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27,
    "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27,
    "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28,
    "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28,
    "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22,
    "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23,
    "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24,
    "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28,
    "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip
"""Characters of an IBAN by country (SWIFT IBAN registry)."""

_SEPARATORS = " -.\u00a0\u202f"
_RUN = rf"\d(?:(?:{BLANK}|[.-]){{0,2}}\d){{12,}}"
_IBAN = r"\b[a-z]{2}\d\d"
_CARD_SHAPES = frozenset(
    {
        (4, 4, 4, 4),
        (4, 6, 5),
        (4, 6, 4),
        (4, 4, 5),
        (4, 4, 4, 4, 3),
        (4, 4, 4, 4, 2),
        (4, 4, 4, 4, 1),
    }
)
_ORDER_WORD = (
    r"(?:#|\b(?:order|tracking|parcel|consignment|shipment|waybill|awb|ref|reference|booking|ticket|"
    r"case|claim|invoice|imei|isbn|serial|transaction|txn|utr|package|confirmation)"
    rf"(?:{BLANK}+(?:number|no|nr|num|id|code|ref|reference|is|was))*)[\s.:#=(]*$"
)
_CARD_WORD = (
    r"\b(?:card|credit|debit|visa|mastercard|maestro|amex|american express|discover|diners)\b"
)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1."""
    total = 0
    for index, character in enumerate(reversed(digits)):
        value = int(character)
        if index % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def issued(digits: str) -> bool:
    """Whether a card scheme gives out numbers of this beginning and length."""
    size, two, four = len(digits), int(digits[:2]), int(digits[:4])
    if digits[0] == "4":
        return size in (13, 16, 19)
    if two in (34, 37):
        return size == 15
    if 51 <= two <= 55 or 2221 <= four <= 2720:
        return size == 16
    if two in (36, 38, 39) or 300 <= four // 10 <= 305:
        return size in (14, 16, 19)
    if 3528 <= four <= 3589 or two in (60, 62, 64, 65, 81):
        return 16 <= size <= 19
    return two in (50, 56, 57, 58, 63, 67) and 13 <= size <= 19


def find_cards(text: str) -> tuple[Span, ...]:
    """The spans of card numbers of 13 to 19 digits, with blanks, dashes or dots between them.

    A number that follows "order number" or the like, and is not grouped as on a card, is none.
    """
    spans: list[Span] = []
    for match in pattern(_RUN).finditer(text):
        start, end = match.span()
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        spans += _cards_of(text, _groups(text, start, end))
    return tuple(spans)


def _groups(text: str, start: int, end: int) -> list[Span]:
    """The spans of the unbroken digits between two places."""
    groups: list[Span] = []
    first = -1
    for at in range(start, end + 1):
        digit = at < end and text[at] not in _SEPARATORS
        if digit and first < 0:
            first = at
        elif not digit and first >= 0:
            groups.append((first, at))
            first = -1
    return groups


def _cards_of(text: str, groups: list[Span]) -> list[Span]:
    spans: list[Span] = []
    index = 0
    whole = len(groups) < 20
    sizes = [end - start for start, end in groups]
    while index < len(groups):
        size, following = sizes[index], sizes[index + 1 : index + 2]
        begins = 13 <= size <= 19 or (size == 4 and following in ([4], [6]))
        taken = _card_from(text, groups, index) if begins or (whole and index == 0) else 0
        if taken:
            spans.append((groups[index][0], groups[index + taken - 1][1]))
        index += taken or 1
    return spans


def _card_from(text: str, groups: list[Span], index: int) -> int:
    """How many groups from `index` on are a card number; 0 where none are."""
    sizes = tuple(stop - start for start, stop in groups[index : index + 19])
    lead = text[max(0, groups[index][0] - 40) : groups[index][0]]
    for count in _counts(sizes, whole=index == 0 and len(groups) < 20):
        digits = "".join(text[start:stop] for start, stop in groups[index : index + count])
        if issued(digits) and luhn(digits) and _grouped_as_card(sizes[:count], lead):
            return count
    return 0


def _grouped_as_card(sizes: tuple[int, ...], lead: str) -> bool:
    """Whether the groups, and the words before them, speak for a card and not for an order."""
    if sizes in _CARD_SHAPES:
        return True
    if pattern(_ORDER_WORD).search(lead):
        return False
    ends = list(accumulate(sizes[:-1]))
    natural = all(end % 4 == 0 for end in ends) or all(end in (4, 10) for end in ends)
    return natural or pattern(_CARD_WORD).search(lead) is not None


def _counts(sizes: tuple[int, ...], *, whole: bool) -> list[int]:
    """How many groups may be tried: those of a card's shape, one alone, or the whole run."""
    counts = [len(shape) for shape in _CARD_SHAPES if sizes[: len(shape)] == shape]
    counts.sort(reverse=True)
    if 13 <= sizes[0] <= 19:
        counts.append(1)
    if whole:
        totals = list(accumulate(sizes))
        counts += [n for n in range(len(sizes), 1, -1) if 13 <= totals[n - 1] <= 19]
    return counts


def find_ibans(text: str) -> tuple[Span, ...]:
    """The spans of IBANs, in one piece or grouped, whose check digits are right (ISO 13616)."""
    spans = [_iban_at(text, match) for match in pattern(_IBAN).finditer(text)]
    return tuple(span for span in spans if span)


def _iban_at(text: str, match: Any) -> Span | None:
    start, at = match.start(), match.end()
    length = IBAN_LENGTHS.get(match.group(0)[:2].upper(), 0)
    compact = match.group(0).upper()
    gap = 0
    while length and len(compact) < length and at < len(text) and gap < 3:
        character = text[at]
        at += 1
        if character.isascii() and character.isalnum():
            compact, gap = compact + character.upper(), 0
        elif character in _SEPARATORS:
            gap += 1
        else:
            break
    if len(compact) != length or text[at : at + 1].isalnum():
        return None
    return (start, at) if _mod_97(compact) else None


def _mod_97(compact: str) -> bool:
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1
