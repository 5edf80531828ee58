"""Business hours: when a clock that starts now runs out, and how to say that time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assistant.corpus import Company

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STEP = timedelta(days=1)
_HORIZON = 60  # days; a calendar that is closed for longer than this is a mistake in it


def local(when: datetime, company: Company) -> datetime:
    """The moment in the company's time zone; a time without a zone is taken as local."""
    zone = ZoneInfo(company.time_zone)
    return when.replace(tzinfo=zone) if when.tzinfo is None else when.astimezone(zone)


def is_open_day(when: datetime, company: Company) -> bool:
    """Whether the company works on this day."""
    return _DAYS[when.weekday()] in company.open_days and when.date() not in company.holidays


def _bounds(day: datetime, company: Company) -> tuple[datetime, datetime]:
    opens, closes = (time.fromisoformat(text) for text in (company.opens, company.closes))
    return (
        day.replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0),
        day.replace(hour=closes.hour, minute=closes.minute, second=0, microsecond=0),
    )


def add_hours(start: datetime, hours: float, company: Company) -> datetime:
    """The moment at which `hours` of business time have passed since `start`."""
    now, left = local(start, company), timedelta(hours=hours)
    for _ in range(_HORIZON):
        opens, closes = _bounds(now, company)
        if is_open_day(now, company) and now < closes:
            begin = max(now, opens)
            if begin + left <= closes:
                return begin + left
            left -= closes - begin
        now = (now + _STEP).replace(hour=0, minute=0, second=0, microsecond=0)
    return local(start, company) + timedelta(hours=hours)


def end_of_day(start: datetime, company: Company) -> datetime:
    """Closing time today, or on the next open day where today is over or closed."""
    now = local(start, company)
    for _ in range(_HORIZON):
        _, closes = _bounds(now, company)
        if is_open_day(now, company) and now < closes:
            return closes
        now = (now + _STEP).replace(hour=0, minute=0, second=0, microsecond=0)
    return _bounds(local(start, company), company)[1]


def clock(
    start: datetime, company: Company, *, minutes: int | None, round_the_clock: bool = False
) -> datetime:
    """When a clock runs out: `minutes` of business time, or of any time; None = end of the day."""
    if minutes is None:
        return end_of_day(start, company)
    if round_the_clock:
        passed = local(start, company).astimezone(UTC) + timedelta(minutes=minutes)
        return local(passed, company)  # minutes that really pass, where clocks change too
    return add_hours(start, minutes / 60, company)


def rounded(when: datetime, company: Company) -> datetime:
    """The next full half hour, never past closing time: a time that a person can keep in mind."""
    extra = timedelta(
        minutes=-when.minute % 30, seconds=-when.second, microseconds=-when.microsecond
    )
    later = when + extra
    _, closes = _bounds(when, company)
    return min(later, closes) if when <= closes else later


def spoken(when: datetime) -> str:
    """A time as an English reply names it: "17:30 on Monday 23 November"."""
    return f"{when:%H:%M} on {when:%A} {when.day} {when:%B}"
