"""By when: words of time counted from the moment in which they were said."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus import Company
from assistant.triage.deadlines import deadline

LONDON = ZoneInfo("Europe/London")
COMPANY = Company(
    name="Example", signature="Example", holidays=(date(2026, 12, 25), date(2026, 12, 28))
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by Friday", "2026-11-20T23:59"),
        ("on Wednesday", "2026-11-25T23:59"),  # said on a Wednesday: the next one
        ("by next Friday", "2026-11-27T23:59"),
        ("by Friday noon", "2026-11-20T12:00"),
        ("before 5 pm on Thursday", "2026-11-19T17:00"),
        ("between 8 and 12 on Friday", "2026-11-20T12:00"),
        ("tomorrow", "2026-11-19T23:59"),
        ("tomorrow morning", "2026-11-19T12:00"),
        ("by 9 am tomorrow", "2026-11-19T09:00"),
        ("the day after tomorrow", "2026-11-20T23:59"),
        ("today", "2026-11-18T23:59"),
        ("by the end of the day", "2026-11-18T23:59"),
        ("by close of business", "2026-11-18T17:30"),
        ("by 5 pm", "2026-11-18T17:00"),
        ("by 9:30", "2026-11-19T09:30"),  # past already: tomorrow's
        ("at noon", "2026-11-18T12:00"),
        ("tonight", "2026-11-18T23:59"),
        ("within 3 working days", "2026-11-23T23:59"),
        ("in 5-7 business days", "2026-11-27T23:59"),
        ("within ten working days", "2026-12-02T23:59"),
        ("within a week", "2026-11-25T23:59"),
        ("in the next two days", "2026-11-20T23:59"),
        ("in a few days", "2026-11-23T23:59"),
        ("within 24 hours", "2026-11-19T10:00"),
        ("within the hour", "2026-11-18T11:00"),
        ("in half an hour", "2026-11-18T10:30"),
        ("within 2 working hours", "2026-11-18T12:00"),
        ("within 10 business hours", "2026-11-19T11:30"),
        ("in the next 15 minutes", "2026-11-18T10:15"),
        ("by the next working day", "2026-11-19T23:59"),
        ("this week", "2026-11-20T23:59"),
        ("by the end of next week", "2026-11-27T23:59"),
        ("at the end of the month", "2026-11-30T23:59"),
        ("on 24 November", "2026-11-24T23:59"),
        ("by 3 January", "2027-01-03T23:59"),
        ("on 02/12/2026", "2026-12-02T23:59"),
        ("by the 25th", "2026-11-25T23:59"),
    ],
)
def test_a_time_is_counted_from_the_agents_message(text: str, due: str) -> None:
    """Said on Wednesday 18 November 2026 at ten."""
    made = at("2026-11-18T10:00")
    assert deadline(f"I will call you {text}.", made=made, company=COMPANY) == at(due)


def test_business_days_skip_weekends_and_holidays() -> None:
    """Three working days from Thursday 24 December are past Christmas and the weekend."""
    made = at("2026-12-24T16:00")
    found = deadline("within 3 working days", made=made, company=COMPANY)
    assert found == at("2026-12-31T23:59")


def test_a_day_without_an_hour_gives_hours_until_the_end_of_the_day() -> None:
    """A message dated by its day alone may have been written late on it."""
    made = at("2026-11-18T00:00")
    assert deadline("within 2 hours", made=made, company=COMPANY) == at("2026-11-18T23:59")
    assert deadline("within 24 hours", made=made, company=COMPANY) == at("2026-11-19T23:59")


def test_a_country_reads_its_dates() -> None:
    """4 December or 12 April: the customer's country decides."""
    made = at("2026-03-01T10:00")
    for country, due in (("GB", "2026-12-04T23:59"), ("US", "2026-04-12T23:59")):
        found = deadline("on 04/12/2026", made=made, company=COMPANY, country=country)
        assert found == at(due)


@pytest.mark.parametrize(
    "text", ["soon", "shortly", "as soon as possible", "when I hear more", "every hour", ""]
)
def test_no_time_is_no_deadline(text: str) -> None:
    """Words that only sound like a time name none."""
    assert deadline(f"I will call you {text}", made=at("2026-11-18T10:00"), company=COMPANY) is None


def test_without_a_day_only_a_full_date_counts() -> None:
    """ "Tomorrow" of an undated message cannot be told."""
    assert deadline("tomorrow", made=None, company=COMPANY) is None
    found = deadline("on 24 November 2026", made=None, company=COMPANY)
    assert found is not None
    assert found.date() == date(2026, 11, 24)


@given(st.text(max_size=80), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))
def test_no_text_breaks_it_and_no_deadline_lies_days_back(text: str, moment: datetime) -> None:
    """Whatever is written; a date with its year may be past."""
    made = moment.replace(tzinfo=LONDON)
    found = deadline(f"within {text} days by {text}", made=made, company=COMPANY)
    assert found is None or found.tzinfo is not None
