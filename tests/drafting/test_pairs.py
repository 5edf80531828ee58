"""The same facts get the same remedy, whoever shouts (rubric D30)."""

from __future__ import annotations

import pytest

from assistant.app import Assistant

FACTS = [
    "My refund for order 48213 has not come for three weeks.",
    "My suitcase did not arrive with my flight.",
    "I was charged twice for the same order.",
    "The kettle arrived with a cracked lid.",
    "The internet has been down since Monday.",
    "You sent me the wrong size.",
]


def offered(assistant: Assistant, message: str) -> list[tuple[str, tuple[str, ...]]]:
    """The situations of a message with the clauses their offers rest on."""
    points = assistant.brief(message).points
    return [(point.issue.id, point.offer.clauses if point.offer else ()) for point in points]


@pytest.mark.parametrize("facts", FACTS)
def test_heat_changes_no_offer(assistant: Assistant, facts: str) -> None:
    """Insults, capitals and threats around the same facts lead to the same clauses."""
    calm = offered(assistant, facts)
    angry = offered(
        assistant, f"This is a disgrace!!! {facts} You will hear of this on every site."
    )
    assert calm
    assert calm == angry
