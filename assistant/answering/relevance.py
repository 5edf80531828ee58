"""Whether the knowledge answers a question at all, as a probability.

A logistic regression over what `finding` measures, fitted by `benchmarks/questions.py --fit` to
half of the questions in `tests/data/questions.jsonl`; the other half measures it.
"""

from __future__ import annotations

import math
from statistics import median
from collections.abc import Sequence

from assistant.answering.finding import AMOUNT, Found
from assistant.answering.question import Question
from assistant.answering.words import Rarity, stems

ENOUGH = 0.5
"""Below this the guidance does not say."""
LOOKED_AT = 3
"""The best passages, whose best figures count."""
WEIGHTS = {
    "cover": 3.16,
    "heading": 3.99,
    "missing": -0.83,
    "cosine": 0.40,
    "says": 0.31,
    "sounds": 2.71,
    "spread": 4.10,
    "search": 1.57,
    "leaning": 0.0,
    "grouped": 0.0,
    "names": -3.36,
    "elsewhere": -5.53,
    "no_amount": -1.51,
}
BIAS = -4.23
"""The fitted one is 0.3 lower: that many more answerable questions are worth it."""


def features(
    question: Question, found: Sequence[Found], rarity: Rarity, leaning: float
) -> dict[str, float]:
    """What the decision rests on, by name."""
    best = found[:LOOKED_AT]
    return {
        "cover": max(each.cover for each in best),
        "heading": max(each.heading for each in best),
        "sounds": max((s.cosine for each in best for s in each.statements), default=0.0),
        "spread": found[0].score - median(each.score for each in found),
        "search": max(each.passage.score for each in best),
        "leaning": leaning,
        "grouped": sum(bool(word.groups) for word in question.words) / len(question.words),
        "names": float(sum(not _known(name, rarity) for name in question.names)),
        "elsewhere": float(_leads_elsewhere(question, best)),
        "no_amount": float(question.amount and not _has_amount(best)),
    }


def relevance(
    question: Question, found: Sequence[Found], rarity: Rarity, leaning: float
) -> float:
    """How likely it is that the passages answer the question, 0 to 1.

    Args:
        leaning: what `Examples.leaning` says of it.
    """
    if not found or not question.words:
        return 0.0
    values = features(question, found, rarity, leaning)
    total = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))


def _leads_elsewhere(question: Question, found: Sequence[Found]) -> bool:
    """Whether it uses words of another subject that the best passage does not use itself."""
    said = f"{found[0].passage.section} {found[0].passage.text}".lower()
    return any(not set(stems(phrase)) <= set(stems(said)) for phrase in question.elsewhere)


def _known(name: str, rarity: Rarity) -> bool:
    return all(rarity.knows(word) for word in stems(name))


def _has_amount(found: Sequence[Found]) -> bool:
    """Whether a statement that comes near the question holds a number or a length of time."""
    bar = 0.7 * max(each.best for each in found)
    return any(
        AMOUNT.search(statement.unit.text)
        for each in found
        for statement in each.statements
        if statement.score >= bar
    )
