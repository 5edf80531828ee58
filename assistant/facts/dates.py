"""Dates: "3 November", "11/03/2026", "5. Oktober", "on the 5th", "last Tuesday", "two weeks ago"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from assistant.domain import Fact, Span
from assistant.facts.durations import COUNT, DAYS
from assistant.facts.months import AFTER_DE, ENGLISH, MONTHS, NEAR, OTHERS
from assistant.facts.numbers import number
from assistant.facts.patterns import BLANK, Scope, holds, matches, numeric, pattern, small
from assistant.facts.weekdays import WEEKDAY, find_weekdays, goes_ahead

MONTH_FIRST = frozenset({"US", "PH", "PW", "FM", "MH", "AS", "GU", "PR"})
"""Countries that write the month first (Unicode CLDR, short date formats)."""

_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_THEN_YEAR = rf"(?:(?:{BLANK}*[,-]{BLANK}*|{BLANK}+(?:del?{BLANK}+)?){_YEAR}\b)?"
_ABSOLUTE = (
    rf"(?:^|[^0-9:]|[^0-9]:)\b((?:{WEEKDAY}\.?,?{BLANK}+(?:the{BLANK}+)?)?(?:"
    rf"({_YEAR}-[01]\d-[0-3]\d)\b|"
    rf"([0-3]?\d[/-][0-3]?\d[/-](?:{_YEAR}|\d\d)|[0-3]?\d\.[01]?\d\.{_YEAR}|[0-3]\d\.[01]\d\.\d\d)\b|"
    rf"({_DAY}(?:(?:\.|er|º)?{BLANK}*(?:of{BLANK}+)?-?(?:{ENGLISH}|{OTHERS})\b|"
    rf"º?{BLANK}de{BLANK}{AFTER_DE}\b)\.?{_THEN_YEAR})|"
    rf"({ENGLISH}\.?{BLANK}*(?:the{BLANK}+)?{_DAY}\b{_THEN_YEAR})|"
    rf"(?:le|du|au|el){BLANK}(\d\d?{BLANK}mars\b{_THEN_YEAR})))"
)
_LEADS = "on|since|by|from|until|till|dated|before|after"
_SHORT = rf"\b(?:{_LEADS}){BLANK}([0-3]?\d/[0-3]?\d)\b"
_OF_MONTH = (
    rf"\b(?:{_LEADS}|due|was|is|for|of|to|around|about){BLANK}(the{BLANK}([0-3]?\d)(?:st|nd|rd|th))\b"
    rf"({BLANK}(?:of{BLANK})?(?:the|this|last|next){BLANK}month\b)?"
)
_NOT_A_NOUN = (
    r"^(?:$|[.,;:!?)\n–—]|[ ]-|[ ](?:and|but|or|at|for|in|when|that|as|i|i've|we|we've|you|he|she|it|"
    r"they|my|our|your|his|her|the|so|to|which|not|no|nobody|nothing|with|without|there|then|"
    r"because|since|still|is|was|were|came|after|before|until|by|from|morning|afternoon|evening|"
    r"night|only|a|an|this|if|where|while|who|somebody|someone)\b)"
)
_WORDS_BEFORE_DAY = frozenset(
    ["on", "by", "since", "of", "until", "till", "from", "before", "after", "dated", "due", "the"]
)
_NEAR = r"\b(" + "|".join(NEAR).replace(" ", BLANK) + r")(?:[^\w'’-]|$)"
_AGO = (
    rf"\b({COUNT})[ -]?(day|week|fortnight|month|year|yr|wk)s?{BLANK}"
    rf"(ago|back|from{BLANK}(?:now|today))\b"
)
_UNITS_OF_MONTHS = {"month": 1, "year": 12, "yr": 12}
_SORT_CODE = "sort code"


def find_dates(text: str, scope: Scope) -> list[Fact]:
    """Every date that names a day; without a year, the likeliest one."""
    found: list[Fact | None] = [*find_weekdays(text, scope.on)]
    found += [_near(match, scope) for match in matches(_NEAR, text)]
    if holds(small(text), " ago", " back", "from now", "from today"):
        found += [_ago(match, scope) for match in matches(_AGO, text)]
    if numeric(text):
        found += _in_digits(text, scope)
    return [fact for fact in found if fact is not None]


def _in_digits(text: str, scope: Scope) -> Iterator[Fact | None]:
    yield from (_absolute(text, match, scope) for match in matches(_ABSOLUTE, text))
    if "/" in text:
        yield from (_short(match, scope) for match in matches(_SHORT, text))
    yield from (_of_month(text, match, scope.on) for match in matches(_OF_MONTH, text))


def _fact(day: date | None, span: Span) -> Fact | None:
    return None if day is None else Fact(kind="date", value=day.isoformat(), span=span)


def _absolute(text: str, match: Any, scope: Scope) -> Fact | None:
    written = next(group for group in match.groups()[1:] if group)
    start, end = match.span(1)
    end -= match.group(1).endswith(".")
    before = text[max(0, start - 24) : start].lower()
    if _SORT_CODE in before or (
        written.startswith(("may", "mar")) and not _named(written, before.split()[-1:])
    ):
        return None
    return _fact(_parsed(written.lower(), scope.country in MONTH_FIRST, scope.on), (start, end))


def _named(written: str, before: list[str]) -> bool:
    """Whether "may 20" or "march 20" in small letters is a day: "you may 20 times" is none."""
    if pattern(rf"(?:st|nd|rd|th)\b|{_YEAR}").search(written):
        return True
    return bool(before) and before[0] in _WORDS_BEFORE_DAY


def _short(match: Any, scope: Scope) -> Fact | None:
    if match.group(1) in ("24/7", "9/11"):
        return None
    return _fact(_parsed(match.group(1), scope.country in MONTH_FIRST, scope.on), match.span(1))


@lru_cache(maxsize=2048)
def _parsed(written: str, month_first: bool, on: date) -> date | None:
    """The day that is meant; None where there is no such day ("31 February")."""
    digits = [int(part) for part in pattern(r"\d+").findall(written)]
    words = pattern(r"[a-zà-ÿ]+").findall(written)
    months = [MONTHS[word] for word in words if word in MONTHS]
    if months:
        return _day(digits[1:], months[0], digits[0], on)
    if digits[0] > 31:
        return _day(digits[:1], digits[1], digits[2], on)
    first, second, *year = digits
    month_first = (month_first and first <= 12) or second > 12
    month, day = (first, second) if month_first else (second, first)
    return _day(year, month, day, on)


def _day(years: list[int], month: int, day: int, on: date) -> date | None:
    if not years:
        return _nearest(month, day, on)
    year = years[0] + (0 if years[0] > 99 else 2000 if years[0] < 70 else 1900)
    return date(year, month, day) if _exists(year, month, day) else None


def _nearest(month: int, day: int, on: date) -> date | None:
    """The day and month in the year nearest to `on`; the past is three times as likely."""
    years = [year for year in (on.year - 1, on.year, on.year + 1) if _exists(year, month, day)]
    days = [date(year, month, day) for year in years]
    return min(days, key=lambda at: max((on - at).days, 3 * (at - on).days), default=None)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _of_month(text: str, match: Any, on: date) -> Fact | None:
    """ "on the 5th": of this month or the one before or after, as the sentence looks back or on."""
    tail = text[match.end() : match.end() + 12].lower()
    month = (match.group(3) or "").split()
    if not month and not pattern(_NOT_A_NOUN).search(tail):
        return None
    shift = {"last": -1, "next": 1}.get(month[-2].lower()) if month else None
    day = int(match.group(2))
    if month:
        found = _in_month(day, on, shift or 0)
    else:
        steps = (0, 1, 2) if goes_ahead(text, match.span()) else (0, -1, -2)
        days = (_in_month(day, on, step) for step in steps)
        found = next((at for at in days if at and (at >= on if steps[1] > 0 else at <= on)), None)
    return _fact(found, match.span(1))


def _in_month(day: int, on: date, step: int) -> date | None:
    """That day of the month so many months away; None where the month is shorter."""
    year, month = divmod(on.year * 12 + on.month - 1 + step, 12)
    return date(year, month + 1, day) if _exists(year, month + 1, day) else None


def _near(match: Any, scope: Scope) -> Fact | None:
    words = " ".join(match.group(1).lower().split())
    return _fact(scope.on + timedelta(days=NEAR[words]), match.span(1))


def _ago(match: Any, scope: Scope) -> Fact | None:
    count, unit = number(match.group(1)), match.group(2).lower()
    if count is None or count > 1200:
        return None
    sign = 1 if match.group(3).lower().startswith("from") else -1
    if unit in _UNITS_OF_MONTHS and count == int(count):
        from dateutil.relativedelta import relativedelta

        months = sign * int(count) * _UNITS_OF_MONTHS[unit]
        return _fact(scope.on + relativedelta(months=months), match.span())
    days = count * (365.25 if unit in ("year", "yr") else DAYS[unit])
    return _fact(scope.on + timedelta(days=sign * round(days)), match.span())
