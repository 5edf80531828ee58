"""Amounts of money: "£1,249.50", "40 quid", "1.200,00 EUR", "Rs. 4,999", "{$1200.00}", "20k INR"."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.domain import Fact, Span
from assistant.facts.numbers import MULTIPLIERS, WORDS, decimal, number, plain
from assistant.facts.patterns import BLANK, Scope, numeric, pattern

SYMBOLS = {
    "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₦": "NGN", "₱": "PHP", "₽": "RUB",
    "₩": "KRW", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₫": "VND", "฿": "THB", "₵": "GHS",
    "zł": "PLN", "us$": "USD", "ca$": "CAD", "c$": "CAD", "au$": "AUD", "a$": "AUD",
    "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "sg$": "SGD", "r$": "BRL", "mx$": "MXN",
}  # fmt: skip
WORD_CODES = {
    "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "cents": "$", "euro": "EUR",
    "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "pence": "GBP",
    "rupee": "INR", "rupees": "INR", "rs": "INR", "yen": "JPY", "dirham": "AED",
    "dirhams": "AED", "naira": "NGN", "rand": "ZAR", "kr": "kr",
}  # fmt: skip
_DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD"}
_RUPEES = {"PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR"}
_KRONOR = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"}
_CODES = (  # codes that are no English word may be written small
    "usd|eur|gbp|inr|aed|aud|nzd|chf|zar|pln|sek|nok|dkk|(?-i:CAD|JPY|CNY|CZK|HUF|RON|BGN|SAR|QAR|"
    "KWD|BHD|OMR|EGP|NGN|KES|GHS|BRL|MXN|ARS|CLP|SGD|HKD|MYR|THB|IDR|PHP|VND|KRW|PKR|BDT|LKR|NPR|"
    "ILS|UAH|RUB|TWD)"
)
_SIGN = r"(?:(?-i:US|CA|AU|NZ|HK|SG|MX|C|A|S|R)?\$|[£€¥₹₦₱₽₩₺₴₪₫฿₵])"
_DIGITS = rf"\d{{1,3}}(?:{BLANK}\d\d\d)+\b(?:[.,]\d\d?\b)?|\d+(?:[.,'’]\d+)*"
_TIMES = rf"(?:{BLANK}?(?:k|bn|million|billion|thousand|grand|lakhs?|lacs?|crores?)\b|mn?\b)"
_NAMES = "|".join(sorted(WORD_CODES, key=len, reverse=True))
_BEFORE = rf"(?:({_SIGN})|\b({_CODES}|rs)\.?){BLANK}{{0,2}}({_DIGITS})({_TIMES})?"
_AFTER = rf"\b({_DIGITS})({_TIMES})?(?:{BLANK}{{0,2}}([£€₹₺₴$]|zł)|(?:{BLANK}{{1,2}}|-)?({_CODES}|{_NAMES})\b)"
_WORDED = (
    rf"\b((?:(?:an?|a{BLANK}couple(?:{BLANK}of)?){BLANK})?(?:{WORDS}|hundred|thousand)"
    rf"(?:{BLANK}(?:hundred|thousand|grand))*)(?:{BLANK}|-)({_NAMES})\b"
)
_PAID = (
    r"\b(?:charged?|paid|pay|costs?|refund(?:ed)?|spent|debited|deducted|owed?|price|fee|bill|"
    rf"total)(?:{BLANK}(?:me|us|you|of|for|back|over|about|nearly|almost|only|another|an|a|is|"
    rf"was|extra|additional|at|the)){{0,3}}{BLANK}(\d{{1,3}}(?:,?\d{{3}})*\.\d\d)\b"
)
_WEIGHT = r"\b(?:weigh\w*|weight|overweight|heav\w+|lost|gained|limit|lbs?)\b"
_GOES_ON_TEXT = (
    "for to from in on at and or between each per back off note fee charge fine refund voucher "
    "gift bill deposit more extra less but which that it i"
)
_GOES_ON = frozenset(_GOES_ON_TEXT.split())


def find_amounts(text: str, scope: Scope) -> list[Fact]:
    """Every amount with its currency; a percentage is none. Expects links blanked out."""
    found = [_worded(text, match, scope) for match in pattern(_WORDED).finditer(text)]
    if numeric(text):
        found += [_before(match, scope) for match in pattern(_BEFORE).finditer(text)]
        found += [_after(text, match, scope) for match in pattern(_AFTER).finditer(text)]
        found += [_paid(match, scope) for match in pattern(_PAID).finditer(text)]
        found += _known(text, scope)
    return [fact for fact in found if fact is not None]


def currency_of(sign: str, scope: Scope) -> str:
    """The ISO code of a sign or word; the case's country and currency decide what "$" is."""
    key = sign.strip().lower().rstrip(".")
    case_currency = (scope.facts.currency or "").upper()
    code = SYMBOLS.get(key) or WORD_CODES.get(key) or key.upper()
    if code == "$":
        of_case = case_currency in _DOLLARS.values()
        return case_currency if of_case else _DOLLARS.get(scope.country, "USD")
    if key in ("rs", "rupee", "rupees"):
        return _RUPEES.get(scope.country, "INR")
    if code == "kr":
        of_case = case_currency in _KRONOR.values()
        return case_currency if of_case else _KRONOR.get(scope.country, "")
    return code


def _fact(value: Decimal, span: Span, unit: str) -> Fact:
    return Fact(kind="amount", value=plain(value), span=span, unit=unit)


def _before(match: Any, scope: Scope) -> Fact | None:
    value = decimal(match.group(3))
    if value is None:
        return None
    value *= MULTIPLIERS.get((match.group(4) or "").strip().lower(), 1)
    return _fact(value, match.span(), currency_of(match.group(1) or match.group(2), scope))


def _after(text: str, match: Any, scope: Scope) -> Fact | None:
    sign = match.group(3) or match.group(4)
    value = decimal(match.group(1))
    if value is None or (sign == "$" and text[match.end() : match.end() + 1].isdigit()):
        return None
    value *= MULTIPLIERS.get((match.group(2) or "").strip().lower(), 1)
    return _in_words(text, match.span(), sign, value, scope)


def _worded(text: str, match: Any, scope: Scope) -> Fact | None:
    value = number(match.group(1).lower().replace("grand", "thousand"))
    if value is None:
        return None
    return _in_words(text, match.span(), match.group(2), Decimal(str(value)), scope)


def _in_words(text: str, span: Span, sign: str, value: Decimal, scope: Scope) -> Fact | None:
    word = sign.lower()
    if word in ("pound", "pounds") and _weighs(text, span, word):
        return None
    if word in ("pence", "cents"):
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


def _paid(match: Any, scope: Scope) -> Fact | None:
    value = decimal(match.group(1))
    unit = (scope.facts.currency or "").upper()
    return None if value is None else _fact(value, match.span(1), unit)


def _known(text: str, scope: Scope) -> list[Fact]:
    """The case's own amount, where the customer writes the bare number ("I want my 325 back")."""
    if not scope.facts.amount or scope.facts.amount < 10:
        return []
    value = Decimal(str(scope.facts.amount))
    digits = plain(value).removesuffix(".00").replace(".", r"\.")
    source = rf"(?:^|[\s(])({digits}(?:\.00)?)(?:$|[\s),;:!?]|\.\s|\.$)"
    unit = (scope.facts.currency or "").upper()
    return [_fact(value, match.span(1), unit) for match in pattern(source).finditer(text)]
