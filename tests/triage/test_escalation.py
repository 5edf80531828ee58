"""Escalation: level, owner, clock and due time, what the customer is told, and the reasons."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.corpus import Company
from assistant.domain import Case, Escalation, Flag, FlagKey, Message, Triage
from assistant.knowledge.company import load_company
from assistant.knowledge.escalation import load_rules
from assistant.settings import shipped
from assistant.triage.escalation import due, escalate, promised
from assistant.triage.flags import FlagRules, find_flags

RULES = FlagRules(load_rules(shipped("knowledge") / "escalation.yaml"))
COMPANY = load_company(shipped("knowledge") / "company.yaml")
LONDON = ZoneInfo("Europe/London")

FRIDAY, SATURDAY, EVE = "2026-11-20T16:30", "2026-11-21T11:00", "2026-12-24T17:00"
"""Friday before closing, a Saturday, and the last half hour before Christmas (25 and 28 off)."""
DUE: dict[str, tuple[str, str, str]] = {
    "at once": ("2026-11-20T16:30", "2026-11-21T11:00", "2026-12-24T17:00"),
    "15 min, always": ("2026-11-20T16:45", "2026-11-21T11:15", "2026-12-24T17:15"),
    "15 min": ("2026-11-20T16:45", "2026-11-23T09:15", "2026-12-24T17:15"),
    "1 h, always": ("2026-11-20T17:30", "2026-11-21T12:00", "2026-12-24T18:00"),
    "1 h": ("2026-11-20T17:30", "2026-11-23T10:00", "2026-12-29T09:30"),
    "4 h": ("2026-11-23T12:00", "2026-11-23T13:00", "2026-12-29T12:30"),
    "same day": ("2026-11-20T17:30", "2026-11-23T17:30", "2026-12-24T17:30"),
}
CLOCKS: dict[FlagKey, str] = {
    "self_harm": "at once",
    "violence": "at once",
    "abuse": "1 h",
    "safety": "at once",
    "legal": "1 h",
    "regulator": "same day",
    "press": "15 min",
    "discrimination": "same day",
    "data_breach": "15 min, always",
    "privacy_right": "same day",
    "fraud": "15 min, always",
    "chargeback": "4 h",
    "vulnerable": "same day",
    "repeat_contact": "same day",
    "manager_request": "4 h",
    "churn": "1 h",
    "over_authority": "4 h",
    "mass_incident": "1 h, always",
    "staff_misconduct": "at once",
    "no_policy": "4 h",
}


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def triage_with(*flags: Flag) -> Triage:
    return Triage(
        emotion="anger", intensity=0.5, severity="medium", issues=(), asks=(), facts=(),
        fault="unknown", fault_reason="", repeat_contact=False, language="en", flags=flags,
    )  # fmt: skip


def escalated(message: str, *keys: FlagKey, now: str = FRIDAY) -> Escalation:
    flags = [RULES.flag(key, (0, min(9, len(message)))) for key in keys]
    case = Case(message=message)
    return escalate(case, triage_with(*flags), rules=RULES, company=COMPANY, now=at(now))


@pytest.mark.parametrize("key", sorted(CLOCKS))
def test_every_rule_has_its_due_time(key: FlagKey) -> None:
    """Friday at 16:30, on a Saturday, and just before a holiday."""
    flag = RULES.flag(key, (0, 1))
    found = [due(flag, RULES, COMPANY, at(moment)) for moment in (FRIDAY, SATURDAY, EVE)]
    assert found == [at(moment) for moment in DUE[CLOCKS[key]]]


def test_all_twenty_rules_are_here() -> None:
    """No rule without an expected clock."""
    assert set(CLOCKS) == set(RULES.keys)


def test_a_due_time_stands_in_the_companys_time_zone() -> None:
    """Four on a Friday in New York is still today there, whatever the clock of the server says."""
    company = Company(name="Example", signature="Example", time_zone="America/New_York")
    moment = datetime(2026, 11, 20, 21, 0, tzinfo=ZoneInfo("UTC"))
    found = due(RULES.flag("legal", (0, 1)), RULES, company, moment)
    assert found == at("2026-11-20T17:00", ZoneInfo("America/New_York"))
    assert str(found.tzinfo) == "America/New_York"


def test_fifteen_minutes_are_fifteen_where_the_clocks_go_back() -> None:
    """On the night of 25 October the hour from one to two comes twice in London."""
    start = datetime(2026, 10, 25, 0, 50, tzinfo=ZoneInfo("UTC"))  # 01:50 summer time
    found = due(RULES.flag("fraud", (0, 1)), RULES, COMPANY, start)
    assert found.astimezone(ZoneInfo("UTC")) == datetime(2026, 10, 25, 1, 5, tzinfo=ZoneInfo("UTC"))


@pytest.mark.parametrize("key", sorted(CLOCKS))
@pytest.mark.parametrize("moment", [FRIDAY, SATURDAY, EVE])
def test_what_the_customer_is_told_can_be_kept(key: FlagKey, moment: str) -> None:
    """Never the moment itself or one before the clock; without a hard stop, in opening hours."""
    flag = RULES.flag(key, (0, 1))
    told = promised(flag, RULES, COMPANY, at(moment))
    assert (told - at(moment)).total_seconds() >= 30 * 60
    assert told >= due(flag, RULES, COMPANY, at(moment))
    if flag.level < 3:
        assert told.weekday() < 5
        assert "09:00" <= f"{told:%H:%M}" <= "17:30"
        assert told.date() not in COMPANY.holidays


def test_the_sentence_for_the_customer_names_that_time() -> None:
    """A threat at 16:30: not "by 16:30", but half an hour later."""
    made = escalated("I'll come round and find you", "violence")
    assert made.due == at(FRIDAY)
    assert made.tell_customer.endswith("by 17:00 on Friday 20 November.")
    assert escalated("A manager, please", "manager_request").tell_customer.endswith(
        "by 12:00 on Monday 23 November."
    )


def test_life_goes_first_then_the_highest_level_and_the_shortest_clock() -> None:
    """The leading flag names owner, clock and due time; all flags are reasons."""
    made = escalated("I will sue, and I want to die", "legal", "self_harm", "churn")
    assert (made.level, made.owner) == (3, "supervisor on duty")
    assert len(made.reasons) == 3
    made = escalated("It is in the paper, and I am ill", "vulnerable", "press")
    assert (made.level, made.owner) == (2, RULES.rule("press").owner)


def test_a_reason_quotes_the_words_and_the_legal_clock() -> None:
    """Whoever takes over sees what raised it and what the law sets."""
    message = "You sent me another customer's bank statement."
    flags = find_flags(message, RULES)
    made = escalate(
        Case(message=message), triage_with(*flags), rules=RULES, company=COMPANY, now=at(FRIDAY)
    )
    (reason,) = made.reasons
    assert "level 3" in reason
    assert "another customer's" in reason
    assert "72 hours" in reason
    assert "72 hours" in made.handover


def test_a_risk_of_an_earlier_turn_is_quoted_from_there() -> None:
    """The flag covers the whole message; its words stand in the turn before."""
    case = Case(
        message="Hello? Is anybody reading this chat at all? I am waiting.",
        history=(Message(role="customer", text="I want to die. Nobody answers."),),
    )
    flag = RULES.flag("self_harm", (0, len(case.message)))
    made = escalate(case, triage_with(flag), rules=RULES, company=COMPANY, now=at(FRIDAY))
    assert "want to die" in made.reasons[0]


def test_no_flag_is_no_escalation_but_a_handover() -> None:
    """Level 0, no owner, no clock; the summary is there all the same."""
    made = escalated("It came late.")
    assert (made.level, made.owner, made.due, made.reasons) == (0, "", None, ())
    assert made.handover.startswith("Who: a customer, by email")
