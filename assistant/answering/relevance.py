"""Whether the knowledge answers a question at all, as a probability.

A logistic regression over what `finding` measures and over the questions that this one resembles,
fitted by `benchmarks/questions.py --fit` to the questions marked `tune` and `develop` in
`tests/data/questions.jsonl` and to those of `tests/data/pointing.jsonl`; those marked `measure`,
`closed` and `fresh` fitted nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median

from assistant.answering.asked_exactly import compared, speaks_of_both
from assistant.answering.examples import Resembled
from assistant.answering.measuring import Found
from assistant.answering.question import Question
from assistant.answering.words import Rarity, stems

ENOUGH = 0.5
"""Below this the guidance does not say."""
_LONG = 8
"""Content words from which a question is long."""
_SUREST = 4.0
"""Log-odds that count at most."""
LOOKED_AT = 3
"""The best passages, whose best figures count."""
WEIGHTS = {
    "cover": 1.87,
    "facts": -0.35,
    "spread": 3.13,
    "score": 3.36,
    "search": 0.08,
    "leaning": 7.15,
    "answered": 0.68,
    "clear": 0.16,
    "grouped": 0.49,
    "length": 4.62,
    "names": -2.24,
    "elsewhere": -1.22,
}
BIAS = -5.48
NOT_COMPARED = -8.0
"""Where the difference between two things is asked and no passage speaks of both; not fitted."""


def features(
    question: Question, found: Sequence[Found], rarity: Rarity, resembled: Resembled
) -> dict[str, float]:
    """What the decision rests on, by name."""
    best = found[:LOOKED_AT]
    return {
        "cover": max(each.measures["cover"] for each in best),
        "facts": float(question.form in ("what", "list", "who", "number")),
        "spread": found[0].score - median(each.score for each in found),
        "score": found[0].score,
        "search": max(each.passage.score for each in best),
        "leaning": resembled.leaning,
        "answered": _answered(found[0], resembled),
        "clear": resembled.pointed.clear,
        "grouped": sum(bool(word.groups) for word in question.words) / len(question.words),
        "length": min(len(question.words), _LONG) / _LONG,
        "names": float(sum(not _known(name, rarity) for name in question.names)),
        "elsewhere": float(_leads_elsewhere(question, best)),
    }


def decision(
    question: Question, found: Sequence[Found], rarity: Rarity, resembled: Resembled
) -> dict[str, float]:
    """What speaks for an answer (above 0) and against it, in log-odds; empty: nothing is asked.

    Args:
        resembled: what the question resembles.
    """
    if not found or not question.words:
        return {}
    values = features(question, found, rarity, resembled)
    parts = {"start": BIAS, **{name: WEIGHTS[name] * value for name, value in values.items()}}
    sides = compared(question.whole)
    if sides and not speaks_of_both(sides, [each.passage for each in found[:LOOKED_AT]]):
        parts["compared"] = NOT_COMPARED
    return parts


def relevance(parts: Mapping[str, float]) -> float:
    """How likely it is that the passages answer the question, 0 to 1."""
    return 1 / (1 + math.exp(-sum(parts.values()))) if parts else 0.0


def _answered(best: Found, resembled: Resembled) -> float:
    """Whether such questions are answered here, by what was learnt from many.

    It knows the shipped knowledge alone: where another passage comes first, it says nothing
    against it.
    """
    lean = max(-_SUREST, min(_SUREST, resembled.pointed.answered))
    return lean if best.passage.id in resembled.pointed.known else max(0.0, lean)


def _leads_elsewhere(question: Question, found: Sequence[Found]) -> bool:
    """Whether it uses words of another subject that the best passage does not use itself."""
    said = f"{found[0].passage.section} {found[0].passage.text}".lower()
    return any(not set(stems(phrase)) <= set(stems(said)) for phrase in question.elsewhere)


def _known(name: str, rarity: Rarity) -> bool:
    return all(rarity.knows(word) for word in stems(name))
