"""The customer's heat over the turns of a conversation."""

from __future__ import annotations

import pytest

from assistant.domain import Case, Message
from assistant.triage.mood import mood

CALM = "Hello, could you tell me when my order 4471 will leave your warehouse?"
SORE = "I'm quite disappointed, the parcel still hasn't arrived."
FURIOUS = "This is outrageous! You lied to me, you are thieves and I am furious!"
THANKS = "Thank you so much, that was a great help."


def conversation(*turns: str) -> Case:
    """The customer's turns with an agent's answer between them."""
    history: list[Message] = []
    for text in turns[:-1]:
        history += [Message(role="customer", text=text), Message(role="agent", text="I see.")]
    return Case(message=turns[-1], history=tuple(history))


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ((CALM, SORE, FURIOUS), "rising"),
        ((CALM, FURIOUS), "rising"),
        ((FURIOUS, SORE, CALM), "falling"),
        ((FURIOUS, THANKS), "falling"),
        ((FURIOUS, FURIOUS), "steady"),
        ((CALM, CALM), "steady"),
        ((FURIOUS, CALM, FURIOUS), "rising"),
    ],
)
def test_the_last_turn_is_held_against_the_earlier_ones(
    turns: tuple[str, ...], expected: str
) -> None:
    """Thanks after anger are a fall, and anger that comes back is a rise."""
    assert mood(conversation(*turns)) == expected


def test_one_message_has_no_direction() -> None:
    """However furious it is."""
    assert mood(Case(message=FURIOUS)) == "steady"


def test_a_bare_answer_changes_nothing() -> None:
    """An order number is no sign of calm, and short thanks are."""
    assert mood(conversation(FURIOUS, "AB-1234")) == "steady"
    assert mood(conversation(CALM, FURIOUS, "AB-1234")) == "rising"
    assert mood(conversation(FURIOUS, "thanks!")) == "falling"


def test_only_the_customer_is_listened_to() -> None:
    """An agent's words are not the customer's mood."""
    history = (Message(role="agent", text=FURIOUS),)
    assert mood(Case(message=CALM, history=history)) == "steady"
