"""What a conversation says of the whole: repeated contact, and whose failure it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest

from assistant.domain import Case, CaseFacts, EarlierPromise, Message
from assistant.facts import find_facts
from assistant.triage.history import fault, repeat_contact

Role = Literal["customer", "agent"]


def case(message: str, *turns: tuple[Role, str], **facts: Any) -> Case:
    history = tuple(Message(role=role, text=text) for role, text in turns)
    return Case(message=message, history=history, facts=CaseFacts.model_validate(facts))


# -- repeated contact -----------------------------------------------------------------------------


def test_a_count_of_contacts_is_a_repeated_contact() -> None:
    """Once is no repetition."""
    for text, repeated in (("I called 3 times", True), ("I called once about my lamp", False)):
        assert repeat_contact(Case(message=text), find_facts(text)) is repeated


def test_who_comes_back_after_an_answer_has_repeated() -> None:
    """A turn of theirs, an answer, and they are here again."""
    told = case("It is still broken", ("customer", "It broke"), ("agent", "Try this."))
    assert repeat_contact(told, ())


def test_who_answers_a_question_has_not_come_back() -> None:
    """An agent asked for the number, and here it is."""
    told = case("It is 4711", ("customer", "It broke"), ("agent", "Sorry. What is the number?"))
    assert not repeat_contact(told, ())


def test_a_broken_promise_is_a_repeated_contact() -> None:
    """They had to come back because we did not; a promise that was kept says nothing."""
    told = case("Hello?", ("agent", "I will call you."))
    for state, repeated in (("missed", True), ("kept", False), ("open", False)):
        promise = EarlierPromise.model_validate(
            {"text": "x", "made": None, "due": None, "state": state, "turn": 0}
        )
        assert repeat_contact(told, (), (promise,)) is repeated


@pytest.mark.parametrize(
    ("days", "repeated"), [((18, 20), True), ((20, 20), False), ((None, None), True)]
)
def test_turns_without_an_answer_repeat_where_days_lie_between(
    days: tuple[int | None, int | None], repeated: bool
) -> None:
    """Two messages of one evening are one contact; a second one days later is another."""
    first, last = (datetime(2026, 11, day, tzinfo=UTC) if day else None for day in days)
    told = Case(
        message="And the lamp?",
        date=last,
        history=(Message(role="customer", text="My lamp broke", date=first),),
    )
    assert repeat_contact(told, ()) is repeated


# -- fault ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("lost by carrier", "third_party"),
        ("lost in transit", "third_party"),
        ("courier delay", "third_party"),
        ("flight cancelled: air traffic control strike", "third_party"),
        ("delivered late by us", "ours"),
        ("warehouse picking error", "ours"),
        ("cancelled by us", "ours"),
        ("room overbooked", "ours"),
        ("wrong address given by customer", "customer"),
        ("refused by recipient", "customer"),
        ("charge disputed", "disputed"),
        ("delivered", "unknown"),
        ("in transit", "unknown"),
        ("delayed", "unknown"),
        ("possibly lost by carrier", "unknown"),
        ("not our error", "unknown"),
        ("customer says it was lost by the carrier", "unknown"),
    ],
)
def test_a_status_says_whose_failure_it_is(status: str, expected: str) -> None:
    """What the company recorded counts; what is only suspected does not."""
    state, reason = fault(case("Where is it?", status=status), (), {})
    assert state == expected
    assert (f"“{status}”" in reason) == (expected != "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "I am sorry, this was our mistake.",
        "We charged you twice.",
        "I swapped the two orders, so it was my fault.",
        "There was an error on our side.",
        "We should have told you.",
    ],
)
def test_what_an_agent_admits_is_ours(text: str) -> None:
    """The reason quotes the admission."""
    state, reason = fault(case("And now?", ("customer", "Hm"), ("agent", text)), (), {})
    assert state == "ours"
    assert text.rstrip(".") in reason


@pytest.mark.parametrize(
    "text",
    ["If this was our mistake, we will say so.", "This was not our mistake.",
     "Was it our mistake?", "I am checking whether we made a mistake."],
)  # fmt: skip
def test_a_condition_a_denial_and_a_question_admit_nothing(text: str) -> None:
    """Words of fault alone do not make it ours."""
    assert fault(case("And now?", ("agent", text)), (), {})[0] == "unknown"


def test_a_denial_that_the_customer_contradicts_is_a_dispute() -> None:
    """Without the contradiction nothing is settled."""
    denial = ("agent", "Our records show that you signed for it.")
    contradicted = fault(case("That is not true, I was at home.", denial), (), {})  # type: ignore[arg-type]
    assert contradicted[0] == "disputed"
    assert "Our records show" in contradicted[1]
    assert fault(case("I see. Thank you.", denial), (), {})[0] == "unknown"  # type: ignore[arg-type]


def test_an_agent_who_names_the_carrier_makes_it_a_third_party() -> None:
    """The courier lost it, an agent says."""
    told = case("So?", ("agent", "The courier has confirmed that they lost your parcel."))
    assert fault(told, (), {})[0] == "third_party"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("You charged me twice, it is your fault!", "unknown"),
        ("Your driver broke it. Your mistake, you pay.", "unknown"),
        ("I ordered the wrong size by mistake I think", "customer"),
        ("It was my own fault, I forgot the date", "customer"),
        ("How is this my fault?", "unknown"),
        ("It is not my fault", "disputed"),
        ("This debt is not mine", "disputed"),
    ],
)
def test_nothing_is_ours_by_the_customers_word_alone(message: str, expected: str) -> None:
    """The customer's word admits nothing for us (rubric D09), only against themselves."""
    state, reason = fault(case(message), (), {})
    assert state == expected
    assert reason


def test_what_the_case_states_wins() -> None:
    """A stated fault goes before status and words."""
    told = case("My own fault", ("agent", "Our mistake."), fault="third_party", status="our error")
    assert fault(told, (), {}) == ("third_party", "the case says so")


def test_the_day_of_an_admission_is_named() -> None:
    """The next person can look it up."""
    turn = Message(role="agent", text="Our mistake.", date=datetime(2026, 11, 5, tzinfo=UTC))
    assert (
        date(2026, 11, 5).strftime("%-d %B") in fault(Case(message="x", history=(turn,)), (), {})[1]
    )
