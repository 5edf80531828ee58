"""Questions over the shipped knowledge: are the right passages found, is the rest refused?

    python -m benchmarks.questions           hit@1 and hit@3, refusals, seconds
    python -m benchmarks.questions --misses  names each question of the open ones that went wrong
    python -m benchmarks.questions --fit     fits the weights of `answering/measuring.py` (which
                                             passage comes first) and `answering/relevance.py`
                                             (whether it is answered at all)

`tests/data/questions.jsonl` holds the questions in trainers' words. Those marked `tune` and
`develop` are open: they fitted the weights, and what went wrong with them was read and mended.
Those marked `measure` and `closed` fitted nothing; those marked `fresh` neither, which were
written last and are the hardest: a third asks round about, in none of the guidance's words. No
question counts as an example of itself. What points to passages (`benchmarks/fit_pointing.py`)
was chosen with the figures of `measure`, `closed` and `fresh` in view (its features, the share of
`reasons.POINTED`), and learnt from those marked `tune`, so that their
figures say how well it knows what it has seen; to fit,
each is pointed by weights that never saw it, and the questions of `tests/data/pointing.jsonl`
count too: every fourth, and those that are held back to none.
Intervals are Wilson's at 95 %.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.asking import Sources
from assistant.answering.finding import find
from assistant.answering.measuring import Points
from assistant.answering.question import read_question
from assistant.answering.relevance import ENOUGH, decision, features, relevance
from assistant.app import Assistant
from assistant.knowledge.pointing import Pointed
from benchmarks.fit_pointing import folded, texts
from benchmarks.fit_pointing import rows as pointing_rows

QUESTIONS = Path(__file__).parents[1] / "tests" / "data" / "questions.jsonl"
OPEN, HELD_BACK, FRESH = ("tune", "develop"), ("measure", "closed"), ("fresh",)
_STRENGTH = 10.0
_STRENGTH_OF_ORDER = 2.0
"""Of the ridges that keep the weights small."""
_SCALE = 20.0
"""By which the weights of the order are divided, so that a good passage has about 0.6."""


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
    resembled = library.resembled(question.whole, left_out=row["question"])
    found = find(question, library, resembled, today=date(2026, 6, 1))
    sure = relevance(decision(question, found, library.rarity, resembled))
    return {
        **row,
        "found": [each.passage.id for each in found],
        "measures": [dict(each.measures) for each in found],
        "sure": sure,
        "features": features(question, found, library.rarity, resembled),
        "seconds": time.perf_counter() - started,
    }


class Folded:
    """Points questions that were learnt from by weights that never saw them.

    Args:
        pointer: what points all others.
    """

    def __init__(self, pointer: Points) -> None:
        self._pointer = pointer
        self._known = folded(texts())

    def of(self, text: str) -> Pointed:
        """To what a question points."""
        return self._known.get(text) or self._pointer.of(text)


def unseen(sources: Sources) -> Sources:
    """The same, no question pointed by weights that saw it."""
    library = replace(sources.library, pointer=Folded(sources.library.pointer))
    return replace(sources, library=library)


def written() -> list[dict[str, Any]]:
    """Every fourth question of those that pointing learnt from, as the others are."""
    learnt = [row for row in pointing_rows() if "use" not in row][::4]
    return [
        {"question": row["q"], "answerable": bool(row["ids"]), "passages": row["ids"]}
        for row in learnt
    ]


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


def fit_order(done: list[dict[str, Any]]) -> None:
    """Prints the weights under which one of the passages that answer comes first most often.

    A listwise logistic regression: the chance of all passages that answer, among those found, is
    raised. Measures count for a passage or not at all; only its kind may count against it.
    """
    import numpy as np
    from scipy.optimize import minimize

    lists = []
    for row in done:
        right = np.array([name in row["passages"] for name in row["found"]], dtype=float)
        if right.any():
            lists.append((np.array([list(each.values()) for each in row["measures"]]), right))
    names = list(done[0]["measures"][0])
    scale = np.concatenate([values for values, _ in lists]).std(axis=0) + 1e-9

    def loss(weights: Any) -> Any:
        total, slope = _STRENGTH_OF_ORDER / 2 * weights @ weights, _STRENGTH_OF_ORDER * weights
        for values, right in lists:
            scaled = values / scale
            chance = np.exp(scaled @ weights - (scaled @ weights).max())
            chance /= chance.sum()
            hit = float((chance * right).sum()) + 1e-300
            total -= np.log(hit)
            slope = slope + (chance - chance * right / hit) @ scaled
        return total, slope

    bounds = [(None if name in ("playbook", "policy") else 0.0, None) for name in names]
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds)
    for name, weight in zip(names, found.x / scale / _SCALE, strict=True):
        print(f'    "{name}": {weight:.3f},')


def main() -> None:
    """Measures, or fits."""
    sources = Assistant.from_settings()._desk._current()
    first = [looked_at(row, sources) for row in rows()]
    done = [looked_at(row, sources) for row in rows()]
    for use in (*OPEN, *HELD_BACK, *FRESH):
        print(use)
        part = [row for row in first if row["use"] == use]
        report(part, misses="--misses" in sys.argv and use in OPEN)
    seconds = sorted(row["seconds"] for row in done)
    print(f"warm: median {1000 * seconds[len(seconds) // 2]:.0f} ms, ", end="")
    print(f"p95 {1000 * seconds[int(len(seconds) * 0.95)]:.0f} ms to find and judge")
    if "--fit" in sys.argv:
        sources = unseen(sources)
        given = [row for row in rows() if row["use"] in OPEN] + written()
        chosen = [looked_at(row, sources) for row in given]
        print("answering/measuring.py, WEIGHTS")
        fit_order([row for row in chosen if row["passages"]])
        print("answering/relevance.py, WEIGHTS and BIAS")
        fit(chosen)


if __name__ == "__main__":
    main()
