"""Questions over the shipped knowledge: are the right passages found, is the rest refused?

    python -m benchmarks.questions           hit@1 and hit@3, refusals, seconds
    python -m benchmarks.questions --misses  names each question that went wrong
    python -m benchmarks.questions --fit     fits the weights of `answering/relevance.py`

`tests/data/questions.jsonl` holds the questions in trainers' words: those marked `tune` fitted the
weights and the words of `knowledge/asking.yaml`; those marked `measure` were written afterwards and
changed neither. No question counts as an example of itself. Intervals are Wilson's at 95 %.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.asking import Sources
from assistant.answering.finding import find
from assistant.answering.question import read_question
from assistant.answering.relevance import ENOUGH, features, relevance
from assistant.app import Assistant

QUESTIONS = Path(__file__).parents[1] / "tests" / "data" / "questions.jsonl"
_STRENGTH = 1.0
"""Of the ridge that keeps the weights small."""


def wilson(hits: int, total: int) -> str:
    """A share with its 95 % interval."""
    if not total:
        return "–"
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5 / (1 + z * z / total)
    return f"{hits}/{total} = {share:.3f} [{middle - half:.3f}, {min(1, middle + half):.3f}]"


def rows() -> list[dict[str, Any]]:
    """The questions."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def looked_at(row: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """A question with what was found for it, how sure that is, and the seconds it took."""
    started = time.perf_counter()
    question = read_question(row["question"], sources.lexicon, own=sources.own)
    library = sources.library
    resembled = library.examples.resembled(
        question.whole, library.likeness, left_out=row["question"]
    )
    found = find(question, library, resembled, today=date(2026, 6, 1))
    sure = relevance(question, found, library.rarity, resembled)
    return {
        **row,
        "found": [each.passage.id for each in found],
        "sure": sure,
        "features": features(question, found, library.rarity, resembled),
        "seconds": time.perf_counter() - started,
    }


def report(done: list[dict[str, Any]], *, misses: bool) -> None:
    """Prints the figures of one part of the questions."""
    answerable = [row for row in done if row["answerable"]]
    known = [row for row in answerable if row["passages"]]
    for depth in (1, 3):
        hits = [row for row in known if set(row["found"][:depth]) & set(row["passages"])]
        print(f"  hit@{depth:<22}{wilson(len(hits), len(known))}")
    refused = [row for row in answerable if row["sure"] < ENOUGH]
    others = [row for row in done if not row["answerable"]]
    kept = [row for row in others if row["sure"] < ENOUGH]
    print(f"  answerable, refused     {wilson(len(refused), len(answerable))}")
    print(f"  unanswerable, refused   {wilson(len(kept), len(others))}")
    if misses:
        for row in known:
            if not set(row["found"][:3]) & set(row["passages"]):
                print(f"    not in the first three: {row['question']}  {row['found'][:3]}")
        for row in [*refused, *(row for row in others if row["sure"] >= ENOUGH)]:
            print(f"    wrong at {row['sure']:.2f}: {row['question']}  {row['found'][:1]}")


def fit(done: list[dict[str, Any]]) -> None:
    """Prints the weights of a ridge logistic regression, both classes counting alike."""
    import numpy as np

    names = list(done[0]["features"])
    raw = np.array([list(row["features"].values()) for row in done])
    middle, scale = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    values = np.c_[(raw - middle) / scale, np.ones(len(done))]
    wanted = np.array([row["answerable"] for row in done], dtype=float)
    share = wanted.mean()
    class_weight = np.where(wanted > 0, 0.5 / share, 0.5 / (1 - share))
    ridge = np.eye(len(names) + 1) * _STRENGTH
    ridge[-1, -1] = 0
    weights = np.zeros(len(names) + 1)
    for _ in range(60):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = np.maximum(class_weight * chance * (1 - chance), 1e-6)
        step = values.T @ (class_weight * (chance - wanted)) + ridge @ weights
        weights -= np.linalg.solve(values.T @ (values * slope[:, None]) + ridge, step)
    plain = weights[:-1] / scale
    print(f"BIAS = {weights[-1] - plain @ middle:.2f}")
    for name, weight in zip(names, plain, strict=True):
        print(f'    "{name}": {weight:.2f},')


def main() -> None:
    """Measures, or fits."""
    sources = Assistant.from_settings()._desk._current()
    first = [looked_at(row, sources) for row in rows()]
    done = [looked_at(row, sources) for row in rows()]
    for use in ("tune", "measure"):
        print(use)
        report([row for row in first if row["use"] == use], misses="--misses" in sys.argv)
    seconds = sorted(row["seconds"] for row in done)
    print(f"warm: median {1000 * seconds[len(seconds) // 2]:.0f} ms, ", end="")
    print(f"p95 {1000 * seconds[int(len(seconds) * 0.95)]:.0f} ms to find and judge")
    if "--fit" in sys.argv:
        fit([row for row in first if row["use"] == "tune"])


if __name__ == "__main__":
    main()
