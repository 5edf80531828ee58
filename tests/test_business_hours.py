"""Clocks run in business hours, and times are said as people say them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.business_hours import add_hours, clock, end_of_day, is_open_day, rounded, spoken
from assistant.corpus import Company

LONDON = ZoneInfo("Europe/London")
COMPANY = Company(name="Example", signature="Example", holidays=(date(2026, 12, 25),))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-11-23T09:00", 2, "2026-11-23T11:00"),
        ("2026-11-23T16:30", 2, "2026-11-24T10:00"),
        ("2026-11-21T22:00", 1, "2026-11-23T10:00"),  # a Saturday night
        ("2026-11-27T17:30", 1, "2026-11-30T10:00"),  # Friday at closing time
        ("2026-12-24T17:00", 1, "2026-12-28T09:30"),  # a holiday, then a weekend
    ],
)
def test_business_hours_skip_nights_weekends_and_holidays(
    start: str, hours: float, expected: str
) -> None:
    """Hours are counted only while the company is open."""
    assert add_hours(at(start), hours, COMPANY) == at(expected)


def test_end_of_day_is_closing_time_or_that_of_the_next_open_day() -> None:
    """A clock of a day ends when the company closes."""
    assert end_of_day(at("2026-11-23T10:00"), COMPANY) == at("2026-11-23T17:30")
    assert end_of_day(at("2026-11-21T10:00"), COMPANY) == at("2026-11-23T17:30")


def test_a_clock_round_the_clock_does_not_wait_for_monday() -> None:
    """A danger to life is not put off until opening time."""
    start = at("2026-11-21T23:50")
    assert clock(start, COMPANY, minutes=15, round_the_clock=True) == at("2026-11-22T00:05")
    assert clock(start, COMPANY, minutes=15) == at("2026-11-23T09:15")
    assert clock(start, COMPANY, minutes=None) == at("2026-11-23T17:30")


def test_times_are_rounded_up_and_said_in_words() -> None:
    """A customer gets a time they can keep in mind."""
    assert rounded(at("2026-11-23T10:01"), COMPANY) == at("2026-11-23T10:30")
    assert rounded(at("2026-11-23T17:12"), COMPANY) == at("2026-11-23T17:30")
    assert spoken(at("2026-11-23T17:30")) == "17:30 on Monday 23 November"


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    hours=st.floats(min_value=0.25, max_value=80),
)
def test_a_due_time_lies_in_business_hours_after_the_start(start: datetime, hours: float) -> None:
    """Whatever the start, the due time is later and the company is open then."""
    due = add_hours(start, hours, COMPANY)
    assert due > start.replace(tzinfo=LONDON)
    assert is_open_day(due, COMPANY)
    assert "09:00" <= f"{due:%H:%M}" <= "17:30"
