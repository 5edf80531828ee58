"""Who sees to a promise: the agent, somebody of ours by name, or the company."""

from __future__ import annotations

import pytest

from assistant.domain import Case, CaseFacts
from assistant.rubric.commitments import commitments
from assistant.rubric.review import Review


def _owners(text: str, agent: str | None = None) -> list[tuple[str, str | None]]:
    case = Case(message="Late.", facts=CaseFacts(agent_name=agent))
    return [(each.owner, each.due) for each in commitments(Review(text, case=case))]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("I will call you by noon.", "agent"),
        ("Expect an e-mail from me this evening.", "agent"),
        ("Your complaint stays with me until it is settled.", "agent"),
        ("We will refund you by noon.", "company"),
        ("You will be refunded by noon.", "company"),
        ("A driver will be with you before noon tomorrow.", "company"),
        ("Our engineer will be there at 9 on Tuesday.", "company"),
        ("Parcel leaves Daventry tonight.", "company"),
        ("Expect a call from our metering team on Tuesday.", "metering team"),
        ("Someone from our Leeds office will ring you tomorrow.", "Leeds office"),
        ("A full answer will be issued by our complaints department by Friday.",
         "complaints department"),
        ("Fraud are ringing you within the hour.", "Fraud"),
        ("It is with the finance lads now, and they'll have it corrected by noon.", "finance lads"),
        ("My supervisor, Greta, will sign it off this afternoon.", "Greta"),
        ("My colleague Rahul will visit the branch on Monday.", "Rahul"),
        ("The store manager is going to call you at eight.", "store manager"),
    ],
)  # fmt: skip
def test_owner_is_who_can_be_asked(text: str, owner: str) -> None:
    """ "I" is the agent, one of ours goes by name, and whoever is sent is the company's."""
    assert [each[0] for each in _owners(text)] == [owner]


def test_agent_is_one_word_whoever_writes() -> None:
    """The agent's name in the facts does not make a second owner of the same person."""
    assert _owners("I will call you by noon.", "Robin") == [("agent", "by noon")]


def test_two_steps_with_their_own_times_are_two() -> None:
    """Each of two steps keeps its time; asking now and telling later is one step."""
    text = "Parcel leaves Daventry tonight and will be on your doorstep tomorrow."
    assert [each[1] for each in _owners(text)] == ["tonight", "tomorrow"]
    assert [each[1] for each in _owners("I am asking them now and will tell you at 5.")] == ["at 5"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Our plumber comes on Wednesday at 10.", "on Wednesday at 10"),
        ("I'll keep your case open for another fourteen days.", "for another fourteen days"),
        ("Your street will be back on by half four.", "by half four"),
        ("I'll write to you the minute they finish.", "the minute they finish"),
        ("Following your letter of 9 November, the charge will be removed.", None),
        ("Your contract ends on 3 December; I'll see to that.", None),
    ],
)
def test_time_of_the_promise_alone(text: str, due: str | None) -> None:
    """A time in parts is one time, and a time of something else is not the promise's."""
    assert [each[1] for each in _owners(text)][-1:] == [due]


@pytest.mark.parametrize(
    "text",
    [
        "Were the meter to fail the test, the cost would fall on us.",
        "Most parcels sent by economy reach Ireland in three to five days.",
        "Tell me if the sound cuts out again and I'll swap the headset.",
        "The board meets on Thursday.",
    ],
)
def test_conditions_and_rules_promise_nothing(text: str) -> None:
    """What hangs on something, or is told of everybody, is in no ledger."""
    assert _owners(text) == []
