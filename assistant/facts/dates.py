"""Dates: "3 November", "11/03/2026", "Oct. 4th", "last Tuesday", "yesterday", "two weeks ago"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from assistant.domain import Fact, Span
from assistant.facts.durations import COUNT, DAYS
from assistant.facts.numbers import number
from assistant.facts.patterns import BLANK, Scope, numeric, pattern

MONTH_FIRST = frozenset({"US", "PH", "PW", "FM", "MH", "AS", "GU", "PR"})
"""Countries that write the month first (Unicode CLDR, short date formats)."""

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = (
    "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|"
    "sat(?:urday)?|sun(?:day)?)"
)
_ABSOLUTE = (
    rf"\b(?:{_WEEKDAY}\.?,?{BLANK}+(?:the{BLANK}+)?)?(?:"
    rf"({_YEAR}-[01]\d-[0-3]\d)\b|"
    rf"([0-3]?\d[/-][0-3]?\d[/-](?:{_YEAR}|\d\d)|[0-3]?\d\.[01]?\d\.{_YEAR}|[0-3]\d\.[01]\d\.\d\d)\b|"
    rf"({_DAY}{BLANK}*(?:of{BLANK}+)?-?{_MONTH}\b\.?(?:(?:{BLANK}*[,-]{BLANK}*|{BLANK}+){_YEAR}\b)?)|"
    rf"({_MONTH}\.?{BLANK}*{_DAY}\b(?:(?:{BLANK}*[,-]{BLANK}*|{BLANK}+){_YEAR}\b)?))"
)
_SHORT = rf"\b(?:on|since|by|from|until|till|dated|before|after){BLANK}([0-3]?\d/[0-3]?\d)\b"
_NAMED = (
    rf"\b(?:(last|this|next|on|since|by|until|till|before|after|from|due|coming|past|for){BLANK}+"
    rf"(?:(last|this|next|coming|past){BLANK}+)?)?({_WEEKDAY})\b"
)
_NEAR = rf"\b(?:the{BLANK}day{BLANK}(before{BLANK}yesterday|after{BLANK}tomorrow)|(yesterday|today|tonight|tomorrow|this{BLANK}(?:morning|afternoon|evening)|last{BLANK}night))\b"
_AGO = rf"\b({COUNT})[ -]?(day|week|fortnight|month|year|yr|wk)s?{BLANK}(?:ago|back)\b"

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_AHEAD = frozenset({"next", "by", "until", "till", "due", "coming"})
_SHORT_LEADS = frozenset({"on", "last", "this", "next", "by", "since"})
_WILL = frozenset({"will", "going", "arriving", "leaving", "departing", "flying", "i'll", "it'll"})
_MONTHS = {"month": 1, "year": 12, "yr": 12}
_NO_YEAR = datetime(1904, 1, 1)  # a leap year nobody complains about
_NOT_THIS_DAY = frozenset({"black", "good", "cyber", "every", "each", "giving", "super", "any"})


def find_dates(text: str, scope: Scope) -> list[Fact]:
    """Every date that names a day; without a year, the likeliest one."""
    found: list[Fact | None] = []
    if numeric(text):
        found = [_absolute(match, scope) for match in pattern(_ABSOLUTE).finditer(text)]
    if "/" in text:
        found += [_short(match, scope) for match in pattern(_SHORT).finditer(text)]
    found += [_weekday(text, match, scope) for match in pattern(_NAMED).finditer(text)]
    found += [_near(match, scope) for match in pattern(_NEAR).finditer(text)]
    found += [_ago(match, scope) for match in pattern(_AGO).finditer(text)]
    return [fact for fact in found if fact is not None]


def _fact(day: date | None, span: Span) -> Fact | None:
    return None if day is None else Fact(kind="date", value=day.isoformat(), span=span)


def _absolute(match: Any, scope: Scope) -> Fact | None:
    written = next(group for group in match.groups() if group)
    bare = written.lower()
    if written.startswith("may") and not pattern(rf"(?:st|nd|rd|th)\b|{_YEAR}").search(bare):
        return None  # "may 20 people ..." is no day
    start, end = match.span()
    end -= match.group(0).endswith(".")
    day = _parsed(bare.rstrip("."), scope.country in MONTH_FIRST, scope.on)
    return _fact(day, (start, end))


def _short(match: Any, scope: Scope) -> Fact | None:
    if match.group(1) in ("24/7", "9/11"):
        return None
    return _fact(_parsed(match.group(1), scope.country in MONTH_FIRST, scope.on), match.span(1))


@lru_cache(maxsize=512)
def _parsed(written: str, month_first: bool, on: date) -> date | None:
    """The day that is meant; None where there is no such day ("31 February")."""
    from dateutil import parser

    iso = written[:4].isdigit()
    try:
        at = parser.parse(
            written.replace(" of ", " ").replace(
                "-", " " if not iso and written[-1] > "9" else "-"
            ),
            dayfirst=not month_first and not iso,
            yearfirst=iso,
            default=_NO_YEAR,
        ).date()
    except (ValueError, OverflowError):
        return None
    return at if at.year != _NO_YEAR.year else _nearest(at.month, at.day, on)


def _nearest(month: int, day: int, on: date) -> date | None:
    """The day and month in the year nearest to `on`; the past is three times as likely."""
    years = [year for year in (on.year - 1, on.year, on.year + 1) if _exists(year, month, day)]
    days = [date(year, month, day) for year in years]
    return min(days, key=lambda at: max((on - at).days, 3 * (at - on).days), default=None)


def _exists(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return not (month == 2 and day == 29 and not leap)


def _weekday(text: str, match: Any, scope: Scope) -> Fact | None:
    lead, name = (match.group(2) or match.group(1) or "").lower(), match.group(3).lower()
    if not name.endswith("day") and lead not in _SHORT_LEADS:
        return None
    before = text[max(0, match.start() - 40) : match.start()].lower().split()
    if before and before[-1] in _NOT_THIS_DAY:
        return None
    start = match.start(3)
    if lead in ("last", "this", "next", "coming", "past"):
        start = match.start(2) if match.group(2) else match.start(1)
    ahead = lead in _AHEAD or any(word in _WILL for word in before[-6:])
    past = not ahead or lead in ("last", "past", "since")
    return _fact(
        _day_of_week(_WEEKDAYS.index(name[:3]), lead, past, scope.on), (start, match.end())
    )


def _day_of_week(wanted: int, lead: str, past: bool, on: date) -> date:
    if lead == "this":
        return on + timedelta(days=wanted - on.weekday())
    back = (on.weekday() - wanted) % 7 or 7
    return on - timedelta(days=back) if past else on + timedelta(days=(7 - back) or 7)


def _near(match: Any, scope: Scope) -> Fact | None:
    words = (match.group(1) or match.group(2)).lower().split()
    days = {"before": -2, "after": 2, "yesterday": -1, "last": -1, "tomorrow": 1}.get(words[0], 0)
    return _fact(scope.on + timedelta(days=days), match.span())


def _ago(match: Any, scope: Scope) -> Fact | None:
    count, unit = number(match.group(1)), match.group(2).lower()
    if count is None or count > 1200:
        return None
    if unit in _MONTHS and count == int(count):
        from dateutil.relativedelta import relativedelta

        return _fact(scope.on - relativedelta(months=int(count) * _MONTHS[unit]), match.span())
    days = count * (365.25 if unit in ("year", "yr") else DAYS[unit])
    return _fact(scope.on - timedelta(days=round(days)), match.span())
