"""Whether the knowledge answers a question at all, as a probability.

A logistic regression over what `finding` measures and over the questions that this one resembles,
fitted by `benchmarks/questions.py --fit` to the questions marked `tune` in
`tests/data/questions.jsonl`; those marked `measure` were written afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from assistant.answering.examples import Resembled
from assistant.answering.finding import AMOUNT, Found
from assistant.answering.question import Question
from assistant.answering.words import Rarity, stems

ENOUGH = 0.5
"""Below this the guidance does not say."""
LOOKED_AT = 3
"""The best passages, whose best figures count."""
WEIGHTS = {
    "cover": 2.44,
    "heading": 2.44,
    "spread": 4.80,
    "search": 3.11,
    "leaning": 21.7,
    "asked": 0.66,
    "grouped": 1.27,
    "names": -6.62,
    "elsewhere": -3.87,
    "no_amount": -0.66,
}
BIAS = -6.45


def features(
    question: Question, found: Sequence[Found], rarity: Rarity, resembled: Resembled
) -> dict[str, float]:
    """What the decision rests on, by name."""
    best = found[:LOOKED_AT]
    return {
        "cover": max(each.cover for each in best),
        "heading": max(each.heading for each in best),
        "spread": found[0].score - median(each.score for each in found),
        "search": max(each.passage.score for each in best),
        "leaning": resembled.leaning,
        "asked": max(each.asked for each in best),
        "grouped": sum(bool(word.groups) for word in question.words) / len(question.words),
        "names": float(sum(not _known(name, rarity) for name in question.names)),
        "elsewhere": float(_leads_elsewhere(question, best)),
        "no_amount": float(question.amount and not _has_amount(best)),
    }


def relevance(
    question: Question, found: Sequence[Found], rarity: Rarity, resembled: Resembled
) -> float:
    """How likely it is that the passages answer the question, 0 to 1.

    Args:
        resembled: what the question resembles.
    """
    if not found or not question.words:
        return 0.0
    values = features(question, found, rarity, resembled)
    total = BIAS + sum(WEIGHTS[name] * value for name, value in values.items())
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
