"""By when something was promised: the words of a deadline, counted from the day they were said."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assistant.business_hours import add_hours, is_open_day, local
from assistant.corpus import Company
from assistant.domain import CaseFacts
from assistant.facts import number
from assistant.facts.dates import find_dates
from assistant.facts.patterns import Scope
from assistant.triage.turns import pattern

_COUNT = (
    r"(?:\d+(?:\.\d+)?|half an|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|"
    r"fourteen|fifteen|twenty|thirty|few|couple of|couple)"
)
_PERIOD = (
    r"\b(?:within|in|inside|under|over|next|coming|following|up to|than|allow|takes?)(?: the)?"
    r"(?: next| coming| following)?(?: at most| up to| about| around| no more than)?(?: a)? ?"
    rf"({_COUNT})(?:\s?(?:-|–|to|or)\s?({_COUNT}))? ?(?:more )?"
    r"(business|working|calendar|full)?(?: |-)?(minute|min|hour|hr|day|week|month)s?\b"
)
_ONE = r"\b(?:within|in|inside) the (?:next |coming )?(hour|day|week|month)\b"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"\b(next |this |coming )?(mon|tues|wednes|thurs|fri|satur|sun)day\b"
_CLOCK = (
    r"\b(?:by|at|before|until|till|than|and|to|-) ?(\d{1,2})(?:[:.](\d\d))? ?"
    r"(am|pm|a\.m\.?|p\.m\.?|o'clock)?(?:\s|[.,;!)]|$)"
)
_BARE_CLOCK = r"\b(\d{1,2})(?:[:.](\d\d))? ?(am|pm|a\.m\.?|p\.m\.?)(?:\W|$)|\b(\d{1,2}):(\d\d)\b"
_DAYTIMES = (
    (r"\b(?:noon|midday)\b|\bmorning\b", time(12)),
    (r"\bafternoon\b", time(18)),
    (r"\b(?:evening|tonight)\b", time(23, 59)),
)
_FEW = {"few": 5.0, "half an": 0.5, "couple of": 2.0, "couple": 2.0, "a": 1.0, "an": 1.0}
_LAST_MINUTE = time(23, 59)
_TODAY = (
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|same day|right away|straight ?away|"
    r"immediately|at once|right now|end of (?:the |this )?(?:day|business)|close of (?:play|business))\b"
)
_OPENING = r"\b(?:end|close) of business\b|\bbusiness hours\b"


def deadline(
    text: str, *, made: datetime | None, company: Company, country: str = ""
) -> datetime | None:
    """The last moment that the words allow; None where they name no time.

    A day counts until its end, business days until the end of the last one, a time of day that
    is past already means the next day. "A few" are five. Without the day on which it was said,
    only a full date can be told.
    """
    text = text.lower()
    if made is None:
        dated = _dated(text, datetime.now(UTC).date(), company, country)
        return local(dated, company) if dated else None
    period = pattern(_PERIOD).search(text)
    if period:
        return _after(made, period, company)
    if one := pattern(_ONE).search(text):
        return _count_on(made, 1, one.group(1))
    day = _day(text, made, company, country)
    hour = _hour(text, company)
    if day is None:
        return _next(made, hour) if hour else None
    return datetime.combine(day, hour or _LAST_MINUTE, made.tzinfo)


def _after(made: datetime, period: Any, company: Company) -> datetime:
    count = max(_count(word) for word in period.group(1, 2) if word)
    kind, unit = period.group(3) or "", period.group(4)
    if unit.startswith(("min", "h")):
        hours = count / 60 if unit.startswith("min") else count
        if kind in ("business", "working"):
            return add_hours(made, hours, company)
        timed = made.time() != time(0)  # a date alone says nothing about the hour
        return made + timedelta(hours=hours) if timed else _end(made.date(), made, hours)
    if kind in ("business", "working") and unit == "day":
        return _end(_open_days_on(made, int(count), company), made)
    return _count_on(made, count, unit)


def _count_on(made: datetime, count: float, unit: str) -> datetime:
    if unit == "hour":
        return made + timedelta(hours=count)
    days = count * {"day": 1, "week": 7, "month": 30}[unit]
    return _end(made.date() + timedelta(days=round(days)), made)


_MOST = 1000
"""Days, hours or months at most: what lies further off is no deadline, and no date either."""


def _count(word: str) -> float:
    return min(_FEW.get(word) or float(number(word) or 1), _MOST)


def _end(day: date, made: datetime, hours: float = 0) -> datetime:
    return datetime.combine(day + timedelta(days=hours // 24), _LAST_MINUTE, made.tzinfo)


def _open_days_on(made: datetime, count: int, company: Company) -> date:
    """The day on which `count` open days have passed; the day itself does not count."""
    day = made
    while count > 0 and day < made + timedelta(days=120):
        day += timedelta(days=1)
        count -= is_open_day(day, company)
    return day.date()


def _day(text: str, made: datetime, company: Company, country: str) -> date | None:
    on = made.date()
    if "day after tomorrow" in text:
        return on + timedelta(days=2)
    if pattern(r"\b(?:next|following) (?:business|working) day\b").search(text):
        return _open_days_on(made, 1, company)
    if found := _dated(text, on, company, country):
        return found.date()
    if weekday := pattern(_WEEKDAY).search(text):
        return _weekday(weekday, on)
    if "tomorrow" in text:
        return on + timedelta(days=1)
    if period := pattern(r"\b(this|next|of the|of this|of next) (week|month)\b").search(text):
        return _end_of(period.group(2), on, company, later="next" in period.group(1))
    if monthday := pattern(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b").search(text):
        return _day_of_month(int(monthday.group(1)), on)
    return on if pattern(_TODAY).search(text) else None


def _has_date(text: str) -> bool:
    return pattern(r"\d").search(text) is not None


def _dated(text: str, on: date, company: Company, country: str) -> datetime | None:
    """A full date ("14 July", "14/07/2026"); the next one where the year is not said."""
    if not _has_date(text):
        return None
    scope = Scope(on=on, facts=CaseFacts(), country=country or company.country)
    for fact in find_dates(text, scope):
        written = text[fact.span[0] : fact.span[1]]
        if pattern(r"\d").search(written) and not written.endswith(("ago", "back")):
            day = date.fromisoformat(fact.value)
            if day < on and pattern(r"(?:19|20)\d\d").search(written) is None:
                day = _in_year(day, on.year + 1)
            return datetime.combine(day, _LAST_MINUTE)
    return None


def _in_year(day: date, year: int) -> date:
    last = calendar.monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))


def _weekday(match: Any, on: date) -> date:
    """The coming weekday; "next Friday" is the one of next week."""
    wanted = _WEEKDAYS.index(match.group(2)[:3])
    if (match.group(1) or "").startswith("next"):
        return on + timedelta(days=7 - on.weekday() + wanted)
    return on + timedelta(days=(wanted - on.weekday()) % 7 or 7)


def _end_of(unit: str, on: date, company: Company, *, later: bool) -> date:
    """The last open day of this or the next week, or the last day of the month."""
    if unit == "month":
        first = on.replace(day=1)
        first = (first + timedelta(days=32)).replace(day=1) if later else first
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    monday = on + timedelta(days=7 * later - on.weekday())
    open_days = [
        number for number, name in enumerate(_WEEKDAYS) if name in company.open_days
    ]  # fmt: skip
    last = monday + timedelta(days=max(open_days, default=6))
    return last if last >= on else monday + timedelta(days=6)


def _day_of_month(day: int, on: date) -> date | None:
    for months in range(3):
        year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
        if 1 <= day <= calendar.monthrange(year, month + 1)[1]:
            found = date(year, month + 1, day)
            if found >= on:
                return found
    return None


def _hour(text: str, company: Company) -> time | None:
    if pattern(_OPENING).search(text):
        return time.fromisoformat(company.closes)
    clocks = [match for match in pattern(_CLOCK).finditer(text) if _is_clock(match)]
    if clocks:
        return _time(*clocks[-1].group(1, 2, 3))
    bare = pattern(_BARE_CLOCK).search(text)
    if bare:
        return _time(bare.group(1) or bare.group(4), bare.group(2) or bare.group(5), bare.group(3))
    for source, hour in _DAYTIMES:
        if pattern(source).search(text):
            return hour
    return None


def _is_clock(match: Any) -> bool:
    """A number after "by" or "at" is a time with its am or minutes, or as an hour of a range."""
    lead = match.group(0)[:3]
    return bool(match.group(2) or match.group(3)) or (lead == "and" and int(match.group(1)) <= 24)


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    hours = int(hour)
    if (half or "").startswith("p") and hours < 12:
        hours += 12
    if (half or "").startswith("a") and hours == 12:
        hours = 0
    return time(hours % 24, min(59, int(minute or 0))) if hours <= 24 else None


def _next(made: datetime, hour: time) -> datetime:
    """The next time that a clock shows the hour."""
    at = datetime.combine(made.date(), hour, made.tzinfo)
    return at if at >= made or made.time() == time(0) else at + timedelta(days=1)
