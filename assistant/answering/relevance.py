"""Whether the knowledge answers a question at all, as a probability.

A logistic regression over what `finding` measures and over the questions that this one resembles,
fitted by `benchmarks/questions.py --fit` to the questions marked `tune` and `develop` in
`tests/data/questions.jsonl`; those marked `measure` and `closed` fitted nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median

from assistant.answering.examples import Resembled
from assistant.answering.measuring import Found
from assistant.answering.question import Question
from assistant.answering.words import Rarity, stems

ENOUGH = 0.5
"""Below this the guidance does not say."""
_LONG = 8
"""Content words from which a question is long."""
LOOKED_AT = 3
"""The best passages, whose best figures count."""
WEIGHTS = {
    "cover": 3.71,
    "facts": -0.83,
    "spread": 3.76,
    "score": 2.92,
    "search": 2.47,
    "leaning": 10.44,
    "subject": 3.77,
    "grouped": 1.29,
    "length": 5.62,
    "names": -4.62,
    "elsewhere": -3.76,
}
BIAS = -8.05


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
        "subject": resembled.subject,
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
    return {"start": BIAS, **{name: WEIGHTS[name] * value for name, value in values.items()}}


def relevance(parts: Mapping[str, float]) -> float:
    """How likely it is that the passages answer the question, 0 to 1."""
    return 1 / (1 + math.exp(-sum(parts.values()))) if parts else 0.0


def _leads_elsewhere(question: Question, found: Sequence[Found]) -> bool:
    """Whether it uses words of another subject that the best passage does not use itself."""
    said = f"{found[0].passage.section} {found[0].passage.text}".lower()
    return any(not set(stems(phrase)) <= set(stems(said)) for phrase in question.elsewhere)


def _known(name: str, rarity: Rarity) -> bool:
    return all(rarity.knows(word) for word in stems(name))
