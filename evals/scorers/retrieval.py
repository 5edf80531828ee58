"""Retrieval against graded judgements: recall, reciprocal rank, nDCG (Järvelin & Kekäläinen).

Only documents of the kind that is judged count: guidance between two playbooks is no mistake.
"""

from __future__ import annotations

import math

from evals.records import Output, Sample, Score

_K = 5


def recall(sample: Sample, output: Output) -> Score | None:
    """The share of the relevant documents among the first five."""
    relevant = {document for document, grade in sample.expect.qrels.items() if grade > 0}
    if not relevant:
        return None
    found = relevant & set(_ranked(sample, output)[:_K])
    missing = ", ".join(sorted(relevant - found))
    return Score(
        scorer="recall_at_5",
        value=len(found) / len(relevant),
        explanation=f"not found: {missing}" if missing else "",
    )


def reciprocal_rank(sample: Sample, output: Output) -> Score | None:
    """One over the place of the first relevant document."""
    relevant = {document for document, grade in sample.expect.qrels.items() if grade > 0}
    if not relevant:
        return None
    places = (
        n for n, document in enumerate(_ranked(sample, output), start=1) if document in relevant
    )
    place = next(places, 0)
    return Score(scorer="reciprocal_rank", value=1 / place if place else 0.0)


def ndcg(sample: Sample, output: Output) -> Score | None:
    """Discounted gain of the first five over the best that there is."""
    grades = sample.expect.qrels
    best = _gain(sorted((g for g in grades.values() if g > 0), reverse=True)[:_K])
    if not best:
        return None
    gained = _gain([grades.get(document, 0) for document in _ranked(sample, output)[:_K]])
    return Score(scorer="ndcg_at_5", value=min(1.0, gained / best))


def _ranked(sample: Sample, output: Output) -> list[str]:
    """The documents found, of the folders that judgements speak of."""
    judged = {document.partition("/")[0] for document in sample.expect.qrels}
    return [found for found in output.retrieved if found.partition("/")[0] in judged]


def _gain(grades: list[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
