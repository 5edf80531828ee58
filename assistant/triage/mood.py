"""Whether the customer's heat rises or falls over the turns of a conversation."""

from __future__ import annotations

from assistant.domain import Case, Mood
from assistant.triage.emotion import Feeling, read

_STEP = 0.15
"""Intensity by which the last turn must differ from those before it."""
_FEW = 8
"""Words below which a turn without feeling ("AB-1234", "yes, that one") says nothing of the mood."""


def mood(case: Case) -> Mood:
    """How the last turn stands to the customer's earlier ones; `steady` where there are none.

    Turns that only answer a question are passed over, so an order number between two furious
    messages calms nobody; thanks always count.
    """
    earlier = [turn.text for turn in case.history if turn.role == "customer"]
    if not earlier:
        return "steady"  # nothing to compare with, and reading costs
    texts = [*earlier, case.message]
    felt = [(text, read(text)) for text in texts]
    heats = [feeling.intensity for text, feeling in felt if _tells(text, feeling)]
    if len(heats) < 2:
        return "steady"
    change = heats[-1] - sum(heats[:-1]) / len(heats[:-1])
    if abs(change) < _STEP:
        return "steady"
    return "rising" if change > 0 else "falling"


def _tells(text: str, feeling: Feeling) -> bool:
    shown = feeling.emotion == "positive" or feeling.intensity >= _STEP
    return shown or len(text.split()) >= _FEW
