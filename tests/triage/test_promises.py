"""Earlier promises of agents: what is one, by when it is due, and whether it was kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus import Company
from assistant.domain import Case, CaseFacts, EarlierPromise, Message
from assistant.triage.promises import earlier_promises

DATA = Path(__file__).parents[1] / "data" / "promises.yaml"
KNOWN = yaml.safe_load(DATA.read_text(encoding="utf-8"))
COMPANY = Company(name="Example", signature="Example")
MADE = datetime(2026, 11, 16, 10, tzinfo=UTC)  # a Monday
NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
Role = Literal["customer", "agent"]


def promises(
    said: str,
    *later: tuple[Role, str],
    message: str = "Hello.",
    done: tuple[str, ...] = (),
    now: datetime = NOW,
) -> tuple[EarlierPromise, ...]:
    """The promises after an agent said something on Monday and others wrote a day later."""
    turns = [Message(role="agent", text=said, date=MADE)]
    turns += [Message(role=role, text=text, date=MADE + timedelta(days=1)) for role, text in later]
    case = Case(message=message, history=tuple(turns), facts=CaseFacts(actions_done=done), date=now)
    return earlier_promises(case, now=now, company=COMPANY)


def state(said: str, message: str, *later: tuple[Role, str], done: tuple[str, ...] = ()) -> str:
    return " ".join(each.state for each in promises(said, *later, message=message, done=done))


# -- what is a promise ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", [entry["text"] for entry in KNOWN["promises"]])
def test_a_commitment_is_found(text: str) -> None:
    """The sentences that the ledger knows as promises, read in an agent's turn."""
    assert promises(text)


@pytest.mark.parametrize(
    "text",
    [
        *KNOWN["others"],
        "I will be happy to help with anything else.",
        "I have refunded the £20.",
        "Thank you for waiting.",
        "We will not be able to change that.",
        "I am asking you for a little patience.",
        "You will find the form in your account.",
        "Refunds are usually paid within five days.",
        "If you have any questions, we will be glad to answer them.",
        "Our engineers are working on it.",
        "It will take a while.",
        "I understand how you feel.",
    ],
)
def test_what_only_sounds_like_one_is_none(text: str) -> None:
    """Offers, questions, conditions, policies, courtesies, what is done and others' words."""
    assert promises(text) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "I will refund you today and call you tomorrow.",
            ["I will refund you today", "call you tomorrow."],
        ),
        (
            "We'll send a new one, and you will receive the label by e-mail.",
            ["We'll send a new one", "you will receive the label by e-mail."],
        ),
        (
            "I've raised it, and our team will call you by noon.",
            ["our team will call you by noon."],
        ),
        ("You get 10% off your next order.", ["You get 10% off your next order."]),
        (
            "An engineer has been booked for Thursday.",
            ["An engineer has been booked for Thursday."],
        ),
        ("Let me check that for you.", ["Let me check that for you."]),
        ("By Friday, we will write to you.", ["By Friday, we will write to you."]),
    ],
)
def test_each_promise_stands_alone(text: str, parts: list[str]) -> None:
    """Several in one sentence are several, in their own words."""
    assert [promise.text for promise in promises(text)] == parts


def test_a_promise_has_its_days_and_its_turn() -> None:
    """Made on Monday, due on Friday, in the first turn."""
    (promise,) = promises("Sorry. We will send it by Friday. Can you wait?")
    assert promise.text == "We will send it by Friday."
    assert (promise.made, promise.due) == (date(2026, 11, 16), date(2026, 11, 20))
    assert (promise.state, promise.turn) == ("open", 0)


def test_a_second_verb_shares_the_time_and_a_second_subject_does_not() -> None:
    """ "I will check and tell you by noon": both by noon."""
    shared = promises("I will check this and let you know by Thursday.")
    assert [promise.due for promise in shared] == [date(2026, 11, 19)] * 2
    apart = promises("We will credit a month, and Priya will call you by Thursday.")
    assert [promise.due for promise in apart] == [None, date(2026, 11, 19)]


def test_a_condition_makes_a_promise_once_it_is_met() -> None:
    """Until the customer sends the photo there is none; then its time counts from that day."""
    said = "Once you send us a photo of the crack, we will refund you within 2 working days."
    assert promises(said, message="What a mess.") == ()
    (promise,) = promises(said, ("customer", "Here is the photo."), message="Hello.")
    assert promise.due == date(2026, 11, 19)


# -- how it stands --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "message", "expected"),
    [
        ("I will call you by Wednesday.", "Nobody called.", "open"),  # its day is not over yet
        ("I will call you tomorrow.", "Nobody called.", "missed"),
        ("I will call you today.", "Nobody called.", "missed"),
        ("I will call you.", "Nobody has called me.", "missed"),
        ("I will call you.", "I never got a call back.", "missed"),
        ("I will call you.", "Thanks for the call.", "kept"),
        ("I will call you.", "Please call me after six.", "open"),
        ("I will call you today.", "What is the number of the shop?", "missed"),
        ("We will refund you.", "Still no refund!", "missed"),
        ("We will refund you.", "Where is my refund?", "missed"),
        ("We will refund you.", "I got the refund, thanks.", "kept"),
        ("We will refund you £20.", "The £20 came in this morning.", "kept"),
        ("We will refund you £20.", "The £35 never came.", "open"),
        ("We will refund you.", "You said you would refund me.", "open"),
        ("We will send a label.", "The label arrived but the box is torn.", "kept"),
        ("We will send a label.", "The parcel never arrived.", "open"),
        ("We will send a label.", "Still nothing!", "missed"),
        ("I will let you know.", "I have heard nothing.", "missed"),
        ("We will replace the lamp.", "The new lamp came four days late.", "missed"),
        ("You will not be charged again.", "You charged me again.", "missed"),
        ("You will not be charged again.", "Fine.", "open"),
        ("We will cancel it today.", "You have not cancelled it.", "missed"),
        ("An engineer will come today.", "No engineer showed up.", "missed"),
        ("An engineer will come today.", "The engineer came and fixed it.", "kept"),
    ],
)
def test_the_customers_words_tell_how_a_promise_stands(
    said: str, message: str, expected: str
) -> None:
    """Done, not done or late in the customer's words; a request or a reminder is no sign."""
    later: tuple[Role, str] = ("customer", message)
    assert state(said, "And now?", later) == expected


def test_different_promises_are_not_confused() -> None:
    """Refunded, but nobody called."""
    said = "I will refund you today and a colleague will call you today."
    assert state(said, "You refunded me, but nobody called.") == "kept missed"
    assert state(said, "Thanks for ringing. The refund has not come.") == "missed kept"
    assert state(said, "Neither the refund nor the call has happened.") == "missed missed"


def test_what_is_not_due_yet_is_open_whatever_is_said() -> None:
    """A complaint before the time is up makes nothing missed."""
    assert state("We will refund you by Friday.", "There is no refund yet!") == "open"
    (late,) = promises("We will refund you by Friday.", now=datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert late.state == "missed"


def test_an_hour_counts_too() -> None:
    """Due at noon, now it is one."""
    said = "I will ring you by noon on Wednesday."
    for hour, expected in ((11, "open"), (13, "missed")):
        (promise,) = promises(said, now=datetime(2026, 11, 18, hour, tzinfo=UTC))
        assert promise.state == expected


def test_a_later_agent_or_the_case_says_that_it_was_done() -> None:
    """Somebody did it, or it is on record; a visit that is only booked is not."""
    said = "I will refund the £20 today."
    assert state(said, "Hm.", ("agent", "I have refunded the £20.")) == "kept"
    assert state(said, "Hm.", done=("refund of £20 issued",)) == "kept"
    assert state(said, "Hm.", done=("called the customer",)) == "missed"
    assert state("We will collect it today.", "Hm.", done=("collection booked",)) == "missed"


def test_what_the_customer_denies_was_not_done() -> None:
    """The agent says refunded, the customer has no refund."""
    later: tuple[Role, str] = ("agent", "I have refunded the £20.")
    assert state("I will refund the £20 today.", "There is no refund.", later) == "missed"


def test_a_promise_made_again_leaves_the_first_one_missed() -> None:
    """The second call was made; the first still was not."""
    found = promises(
        "I will call you today.",
        ("customer", "Nobody called."),
        ("agent", "Sorry. I will call you on Wednesday."),
        message="Thanks for the call.",
    )
    assert [promise.state for promise in found] == ["missed", "kept"]


def test_an_answer_in_time_keeps_a_promise_of_news() -> None:
    """They wrote back by the day; an apology for not writing keeps nothing."""
    said = "I will get back to you by Wednesday."
    assert state(said, "Hm.", ("agent", "The warehouse has found your box.")) == "kept"
    sorry: tuple[Role, str] = ("agent", "I am sorry that I did not get back to you.")
    assert state("I will get back to you today.", "Hm.", sorry) == "missed"


def test_without_a_history_of_agents_there_is_nothing() -> None:
    """A message alone holds no promise, whatever it quotes."""
    case = Case(message='He said "I will call you today".')
    assert earlier_promises(case, now=NOW, company=COMPANY) == ()


def test_undated_turns_have_no_days() -> None:
    """No day, no due day; the customer's word still counts."""
    case = Case(
        message="Nobody called.", history=(Message(role="agent", text="I will call you tomorrow."),)
    )
    (promise,) = earlier_promises(case, now=NOW, company=COMPANY)
    assert (promise.made, promise.due, promise.state) == (None, None, "missed")


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.text(min_size=1, max_size=60))
def test_no_text_breaks_it(texts: list[str], message: str) -> None:
    """Whatever agents and customers write, every promise lies in an agent's turn."""
    history = tuple(
        Message(role="agent" if number % 2 else "customer", text=f"I will call you. {text}")
        for number, text in enumerate(texts)
    )
    case = Case(message=message, history=history)
    for promise in earlier_promises(case, now=NOW, company=COMPANY):
        assert case.history[promise.turn].role == "agent"
