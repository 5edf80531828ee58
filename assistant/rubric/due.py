"""The moment that a promise's own words name, within business hours."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from assistant.business_hours import add_hours, end_of_day, is_open_day, local
from assistant.corpus import Company

_CLOCK = re.compile(
    r"\b(?:(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m|p\.m)\b|(\d{1,2}):(\d{2})|(noon|midday))",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:by|at|before|until) (\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)\b(?! \w*(?:day|hour|week|month|minute|working|business|january|february|march|april"
    r"|may|june|july|august|september|october|november|december))",
    re.IGNORECASE,
)
_HOURS = {word: n for n, word in enumerate(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1)}  # fmt: skip
_WORKING = re.compile(r"\b(?:working|business) days?\b", re.IGNORECASE)
_AT_ONCE = re.compile(r"\b(?:now|at once|immediately|right away|straight away)\b", re.IGNORECASE)
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|close of business|end of (?:the )?day)\b",
    re.IGNORECASE,
)
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNTED = re.compile(r"\b(?:\d+|a|an|one|two|three|four|five|six|eight) (?:\w+ )?weeks?\b")
_LAST = 14
"""Days that are looked back over for an open one."""


def moment(text: str, now: datetime, company: Company) -> datetime | None:
    """When a promise is due: "by noon tomorrow", "within 5 working days"; None where unclear.

    A day on which the company is closed becomes the last open day before it, so that what was
    promised for a Saturday is done by Friday's close. Where no open time is left before it ("today",
    said on a Sunday), it is the next open day, at the hour that was named or else at closing time.
    An hour after closing time becomes closing time.
    """
    start = local(now, company)
    named = _named(text, start, company)
    if named is None:
        return None
    hour = _clock(text, company)
    due = _at(named, hour, company)
    if due > start and is_open_day(due, company):
        return due
    following = end_of_day(start, company)
    due = _at(following, hour, company)
    return due if due > start else following


def _named(text: str, start: datetime, company: Company) -> datetime | None:
    """The day of a promise, on an open day and not before today."""
    lowered = text.lower()
    day = _by_name(lowered, start) or _by_date(text, start, company)
    if day is not None:
        return _open_before(day, start, company)
    count = _days(text, start, company)
    if count is not None:
        if _WORKING.search(text):
            return _working_days(start, int(count), company)
        return _open_before(start + timedelta(days=count), start, company)
    today = _AT_ONCE.search(text) or _TODAY.search(text) or _clock(text, company)
    return start if today else None


def _by_name(lowered: str, start: datetime) -> datetime | None:
    """ "tomorrow", a weekday (the next one that comes), the end of this or next week."""
    if "tomorrow" in lowered:
        return start + timedelta(days=1)
    for number, name in enumerate(_WEEKDAYS):
        if name in lowered:
            ahead = (number - start.weekday()) % 7
            return start + timedelta(days=ahead + (7 if f"next {name}" in lowered else 0))
    if "week" in lowered and not _COUNTED.search(lowered):
        ahead = (6 - start.weekday()) % 7
        return start + timedelta(days=ahead + (7 if "next week" in lowered else 0))
    return None


def _by_date(text: str, start: datetime, company: Company) -> datetime | None:
    from assistant.facts import find_facts

    if not any(character.isdigit() for character in text):
        return None
    for each in find_facts(text, on=start.date(), country=company.country):
        if each.kind == "date":
            day = datetime.combine(datetime.fromisoformat(each.value).date(), time(), start.tzinfo)
            passed = day.date() < start.date() and str(day.year) not in text
            return day.replace(year=day.year + 1) if passed else day
    return None


def _days(text: str, start: datetime, company: Company) -> float | None:
    from assistant.facts import find_facts

    found = find_facts(text, on=start.date(), country=company.country)
    days = [float(each.value) for each in found if each.kind == "duration"]
    return days[0] if days and days[0] >= 1 else None


def hours_from(text: str, now: datetime, company: Company) -> datetime | None:
    """The end of "within two hours", counted in business hours; None for anything else."""
    from assistant.facts import find_facts

    for each in find_facts(text, on=now.date(), country=company.country):
        if each.kind == "duration" and float(each.value) < 1:
            end = add_hours(now, round(float(each.value) * 24, 2), company)
            return (end + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return None


def _open_before(day: datetime, start: datetime, company: Company) -> datetime:
    for back in range(_LAST):
        tried = day - timedelta(days=back)
        if tried.date() <= start.date() or is_open_day(tried, company):
            return max(tried, start)
    return day


def _working_days(start: datetime, count: int, company: Company) -> datetime:
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_open_day(day, company)
    return day


def _at(day: datetime, hour: time | None, company: Company) -> datetime:
    """The hour of a day, closing time where none is named or the hour lies after it."""
    closes = time.fromisoformat(company.closes)
    when = min(hour or closes, closes)
    return day.replace(hour=when.hour, minute=when.minute, second=0, microsecond=0)


def _clock(text: str, company: Company) -> time | None:
    """The hour that a text names; a bare number is an hour within opening times."""
    match = _CLOCK.search(text)
    if match and match[6]:
        return time(12)
    if match and match[4]:
        return time(int(match[4]) % 24, int(match[5]) % 60)
    if match:
        hour = int(match[1]) % 12 + (12 if match[3].lower().startswith("p") else 0)
        return time(hour, int(match[2] or 0) % 60)
    bare = _BARE.search(text)
    if bare is None:
        return None
    hour = _HOURS.get(bare[1].lower()) or int(bare[1])
    opens = time.fromisoformat(company.opens).hour
    return time(hour + 12 if hour < opens and hour < 12 else hour % 24)
