"""The mood over the turns of a conversation."""

from __future__ import annotations

import pytest

from assistant.domain import Case, Message
from assistant.triage.mood import mood

CALM = "Could you tell me when order 4411 arrives?"
HOT = "This is outrageous! You lied to me again, you are useless, I am furious!"
THANKS = "Thank you so much, it has arrived and it works."


@pytest.mark.parametrize(
    ("turns", "last", "expected"),
    [
        ((), HOT, "steady"),
        ((CALM,), HOT, "rising"),
        ((CALM, CALM), CALM, "steady"),
        ((HOT,), THANKS, "falling"),
        ((HOT, HOT), HOT, "steady"),
        ((CALM, HOT), THANKS, "falling"),
    ],
)
def test_the_mood_moves_with_the_heat_of_the_turns(
    turns: tuple[str, ...], last: str, expected: str
) -> None:
    """Agents' turns do not count, and one turn alone has no direction."""
    agent = Message(role="agent", text="This is a disgrace, we are furious ourselves!")
    history = tuple(m for text in turns for m in (Message(role="customer", text=text), agent))
    assert mood(Case(message=last, history=history)) == expected
