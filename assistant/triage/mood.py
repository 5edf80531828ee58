"""How the customer's heat moved over their turns of the conversation."""

from __future__ import annotations

from assistant.domain import Case, Mood
from assistant.triage.emotion import feel

_STEP = 0.15
"""Difference in intensity below which two turns are equally hot."""


def mood(case: Case) -> Mood:
    """Rising, falling or steady: the last turn against the mean of the customer's earlier ones.

    A thank-you after anger is falling. With no earlier turn of the customer it is steady.
    """
    earlier = [feel(turn.text)[1] for turn in case.history if turn.role == "customer"]
    if not earlier:
        return "steady"
    change = feel(case.message)[1] - sum(earlier) / len(earlier)
    if abs(change) < _STEP:
        return "steady"
    return "rising" if change > 0 else "falling"
