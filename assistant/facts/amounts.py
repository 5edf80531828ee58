"""Amounts of money: "£1,249.50", "40 quid", "1.200,00 EUR", "Rs. 4,999", "20k INR", "two grand"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.domain import Fact, Span
from assistant.facts.currencies import CODES, WORD_CODES, currency_of, home_currency
from assistant.facts.numbers import MULTIPLIERS, SPOKEN, WORDS, decimal, number, plain
from assistant.facts.patterns import BLANK, Scope, holds, matches, numeric, pattern, small

_SIGN = r"(?:(?-i:US|CA|AU|NZ|HK|SG|MX|C|A|S)?\$|r\$|[£€¥₹₦₱₽₩₺₴₪₫฿₵])"
_DIGITS = rf"\d{{1,3}}(?:{BLANK}\d\d\d)+\b(?:[.,]\d\d?\b)?|\d+(?:[.,'’]\d+)*"
_TIMES = rf"(?:{BLANK}?(?:k|bn|million|billion|thousand|grand|lakhs?|lacs?|crores?)\b|mn?\b)"
_NAMES = "|".join(sorted((name for name in WORD_CODES if name != "p"), key=len, reverse=True))
_BEFORE = (
    rf"(?:({_SIGN})|\b({CODES}|rs|euros?)\.?){BLANK}{{0,2}}({_DIGITS})({_TIMES})?"
    rf"(?:{BLANK}?({CODES})\b)?"
)
_AFTER = (
    rf"\b({_DIGITS})({_TIMES})?(?:{BLANK}{{0,2}}([£€₹₺₴$]|zł|kč)|"
    rf"(?:{BLANK}{{1,2}}|-)?({CODES}|{_NAMES})\b|(?-i:(p)\b))"
)
_RAND = rf"\b(R){BLANK}?({_DIGITS})({_TIMES})?\b"
_WORDED = (
    rf"\b((?:(?:an?|a{BLANK}couple(?:{BLANK}of)?|half{BLANK}a){BLANK})?{SPOKEN}"
    rf"(?:(?:{BLANK}|-|{BLANK}and{BLANK}){SPOKEN})*)(?:{BLANK}|-)({_NAMES})\b"
)
_NOTE = rf"\b(?:(a|an|another|one|{WORDS}|\d{{1,2}}){BLANK})?(fiver|tenner)s?\b"
_GRAND = (
    rf"\b((?:a{BLANK}couple{BLANK}(?:of{BLANK})?)?(?:\d{{1,3}}(?:[.,]\d)?|{WORDS})|"
    rf"a{BLANK}couple(?:{BLANK}of)?){BLANK}grand\b({BLANK}(?:piano|slam|prix|child|total)\w*)?"
)
_LAKHS = rf"\b(\d+(?:[.,]\d+)*){BLANK}?(lakhs?|lacs?|crores?)\b"
_PAID = (
    r"\b(?:charged?|paid|pay|costs?|refund(?:ed)?|spent|debited|deducted|owed?|price|fee|bill|"
    rf"billed|total)(?:{BLANK}(?:me|us|you|of|for|back|over|about|nearly|almost|only|another|an|"
    rf"a|is|was|extra|additional|at|the)){{0,3}}{BLANK}(\d{{1,3}}(?:,?\d{{3}})*\.\d\d)\b"
)
_WEIGHT = (
    r"\b(?:weigh\w*|weight|overweight|heav\w+|lost|gained|limit|lbs?)\b|"
    r"\b(?:suitcase|luggage|baggage|bags?|cat|dog|baby)\b.*(?:over|under|too)\b"
)
_GOES_ON_TEXT = (
    "for to from in on at and or between each per back off note fee charge fine refund voucher "
    "gift bill deposit more extra less but which that it i"
)
_GOES_ON = frozenset(_GOES_ON_TEXT.split())


def find_amounts(text: str, scope: Scope) -> list[Fact]:
    """Every amount with its currency; a percentage is none. Expects links blanked out."""
    found = list(_in_words(text, scope))
    if numeric(text):
        found += _in_digits(text, scope)
    return [fact for fact in found if fact is not None]


def _in_words(text: str, scope: Scope) -> Iterator[Fact | None]:
    for match in matches(_WORDED, text):
        value = _spoken(match.group(1).lower().replace("grand", "thousand"))
        yield _with_word(text, match.span(), match.group(2), value, scope)
    if "grand" in small(text):
        yield from (_grand(match, scope) for match in matches(_GRAND, text))
    if holds(small(text), "fiver", "tenner"):
        yield from (_note(match, scope) for match in matches(_NOTE, text))


def _in_digits(text: str, scope: Scope) -> Iterator[Fact | None]:
    yield from (_before(match, scope) for match in matches(_BEFORE, text))
    yield from (_after(text, match, scope) for match in matches(_AFTER, text))
    yield from (_paid(match, scope) for match in matches(_PAID, text))
    yield from _known(text, scope)
    if home_currency(scope) == "ZAR":
        for match in matches(_RAND, text, exact=True):
            value = _times(match.group(2), match.group(3))
            yield _fact(value, match.span(), "ZAR")
    if holds(small(text), "lakh", "lac", "crore"):
        for match in matches(_LAKHS, text):
            yield _fact(_times(*match.groups()), match.span(), currency_of("rs", scope))


@lru_cache(maxsize=4096)
def _times(digits: str, multiplier: str | None) -> Decimal | None:
    value = decimal(digits)
    if value is None or not multiplier:
        return value
    return value * MULTIPLIERS.get(multiplier.strip().lower(), 1)


def _spoken(words: str) -> Decimal | None:
    value = number(words)
    return None if value is None else Decimal(str(value))


def _fact(value: Decimal | None, span: Span, unit: str) -> Fact | None:
    if value is None:
        return None
    return Fact(kind="amount", value=plain(value), span=span, unit=unit)


def _before(match: Any, scope: Scope) -> Fact | None:
    sign = match.group(5) or match.group(1) or match.group(2)
    sign = "eur" if sign.lower().startswith("euro") else sign
    return _fact(_times(match.group(3), match.group(4)), match.span(), currency_of(sign, scope))


def _after(text: str, match: Any, scope: Scope) -> Fact | None:
    sign = match.group(3) or match.group(4) or match.group(5)
    if sign == "$" and text[match.end() : match.end() + 1].isdigit():
        return None
    if sign == "p" and not _pence(text, match):
        return None
    return _with_word(text, match.span(), sign, _times(*match.groups()[:2]), scope)


def _pence(text: str, match: Any) -> bool:
    """ "99p" is a price, "1080p" a picture, "1p.m." a time."""
    short = len(match.group(1)) <= 2 and not match.group(2)
    return short and text[match.end() : match.end() + 2].lower() != ".m"


def _with_word(
    text: str, span: Span, sign: str, value: Decimal | None, scope: Scope
) -> Fact | None:
    word = sign.lower()
    if value is None or (word in ("pound", "pounds") and _weighs(text, span, word)):
        return None
    if word in ("p", "pence", "cent", "cents"):
        value /= 100
    return _fact(value, span, currency_of(sign, scope))


def _weighs(text: str, span: Span, word: str) -> bool:
    """A pound may be a weight: near a word of weighing, or "a 40 pound bag"."""
    after = text[span[1] : span[1] + 24]
    around = text[max(0, span[0] - 24) : span[0]] + " " + after
    if pattern(_WEIGHT).search(around):
        return True
    following = after.split()[:1]
    return word == "pound" and bool(
        following and after[:1].isspace() and following[0].lower().strip(".,!?") not in _GOES_ON
    )


def _grand(match: Any, scope: Scope) -> Fact | None:
    """ "two grand" and "3 grand", not "two grand pianos"."""
    value = _spoken(match.group(1))
    if value is None or match.group(2):
        return None
    return _fact(value * 1000, match.span(), home_currency(scope))


def _note(match: Any, scope: Scope) -> Fact | None:
    count = match.group(1) or "a"
    value = Decimal(1) if count.lower() == "another" else _spoken(count)
    worth = 5 if match.group(2).lower() == "fiver" else 10
    return _fact(value and value * worth, match.span(), home_currency(scope) or "GBP")


def _paid(match: Any, scope: Scope) -> Fact | None:
    unit = (scope.facts.currency or "").upper()
    return _fact(_times(match.group(1), None), match.span(1), unit)


def _known(text: str, scope: Scope) -> list[Fact | None]:
    """The case's own amount, where the customer writes the bare number ("I want my 325 back")."""
    if not scope.facts.amount or scope.facts.amount < 10:
        return []
    value = Decimal(str(scope.facts.amount))
    digits = plain(value).removesuffix(".00").replace(".", r"\.")
    source = rf"(?:^|[\s(])({digits}(?:\.00)?)(?:$|[\s),;:!?]|\.\s|\.$)"
    unit = (scope.facts.currency or "").upper()
    return [_fact(value, match.span(1), unit) for match in matches(source, text)]
