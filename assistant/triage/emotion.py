"""How the customer feels and how strongly: weighted words and the shape of the text.

The words are data in `lexicon.py`; the weights are ours and were set by hand, on no row of the
data that we measure with. Every score can be traced to the words that gave it.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import cast

from assistant.domain import Emotion, Severity
from assistant.text import PROFANITY
from assistant.triage.lexicon import COMPLAINT, LEXICON
from assistant.triage.matching import PatternSet

_SHOUT = re.compile(r"\b[A-Z]{4,}\b")


@lru_cache(maxsize=1)
def _compiled() -> tuple[PatternSet, tuple[tuple[str, float], ...]]:
    entries = [
        (rf"\b(?:{alternatives})", emotion, weight)
        for emotion, groups in LEXICON.items()
        for weight, alternatives in groups.items()
    ]
    entries.append((PROFANITY, "anger", 0.3))
    entries.append((rf"\b(?:{COMPLAINT})", "complaint", 0.25))
    names = tuple((emotion, weight) for _, emotion, weight in entries)
    return PatternSet(pattern for pattern, _, _ in entries), names


def feel(text: str) -> tuple[Emotion, float]:
    """The strongest emotion of a message and its intensity, 0 (calm) to 1 (furious)."""
    patterns, names = _compiled()
    scores: dict[str, float] = {}
    for index in patterns.matches(text.replace("’", "'")):
        name, weight = names[index]
        scores[name] = scores.get(name, 0.0) + weight
    complaint = scores.pop("complaint", 0.0)
    positive = scores.pop("positive", 0.0)
    confusion = scores.pop("confusion", 0.0)
    heat = sum(scores.values()) + complaint + _shape(text, bool(scores))
    if heat < 0.15 or (positive > heat and not scores):
        return _mild(positive, confusion, heat)
    intensity = round(1 - math.exp(-1.3 * max(0.0, heat - 0.5 * positive)), 2)
    if not scores:
        return ("confusion" if confusion > complaint else "frustration"), min(intensity, 0.45)
    return cast(Emotion, max(scores, key=lambda name: scores[name])), intensity


def _mild(positive: float, confusion: float, heat: float) -> tuple[Emotion, float]:
    if positive > 0:
        return "positive", 0.0
    return ("confusion" if confusion else "neutral"), round(min(0.2, heat), 2)


def _shape(text: str, negative: bool) -> float:
    """Shouting and rows of exclamation or question marks; they mean little in a kind message."""
    if not negative and "!!" not in text:
        return 0.0
    shouted = min(0.3, 0.08 * len(_SHOUT.findall(text)))
    marks = min(0.25, 0.06 * text.count("!") + 0.05 * text.count("??"))
    return shouted + marks


def severity(intensity: float, level: int, harm: bool) -> Severity:
    """How much is at stake. `level` is the highest flag; `harm` = money, health or access lost."""
    if level >= 3:
        return "critical"
    if level == 2 or (intensity >= 0.75 and harm):
        return "high"
    return "medium" if intensity >= 0.3 or harm else "low"
