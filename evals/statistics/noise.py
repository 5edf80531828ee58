"""A against A: the trials of one arm dealt at random into two, and the gate asked each time.

Nothing differs but chance, so every alarm is a false one. Swapping the two halves of a whole
cluster is one of the deals, which is what the sign-flip test assumes.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from evals.statistics.aggregate import Trials
from evals.statistics.power import Plan, Shares, judged, looked_at


def false_alarms(trials: Trials, *, margin: float, alpha: float, runs: int, seed: int) -> Shares:
    """The decisions of one gate, taken alone, over random halves of one arm's trials.

    Raises:
        ValueError: a sample has fewer than two trials, so there are no halves; too few clusters.
    """
    fewest = min(len(values) for group in trials.values() for values in group.values())
    plan = Plan(
        clusters=len(trials), trials=fewest // 2, drop=0.0, margin=margin, alpha=alpha, runs=runs
    )
    return judged(_halves(trials, runs, seed), plan, truth=0.0)


def any_alarm(
    gates: Sequence[tuple[Trials, float]], *, alpha: float, runs: int, seed: int
) -> float:
    """How often any of several gates alarms: the same halves for all, and Holm's correction.

    Args:
        gates: the trials of each metric, with its margin.

    Raises:
        ValueError: as `false_alarms`.
    """
    import numpy

    looks = [
        looked_at(_halves(trials, runs, seed), margin=margin, alpha=alpha)
        for trials, margin in gates
    ]
    p = numpy.stack([each.p for each in looks])
    drops = numpy.stack([each.drop for each in looks])
    return float((drops & (_holm(p) <= alpha)).any(axis=0).mean())


def _holm(p: Any) -> Any:
    """`multiplicity.holm` down each column."""
    import numpy

    order = numpy.argsort(p, axis=0, kind="stable")
    steps = numpy.arange(len(p), 0, -1)[:, None]
    raised = numpy.minimum(1.0, numpy.take_along_axis(p, order, axis=0) * steps)
    adjusted = numpy.empty_like(p)
    numpy.put_along_axis(adjusted, order, numpy.maximum.accumulate(raised, axis=0), axis=0)
    return adjusted


def _halves(trials: Trials, runs: int, seed: int) -> Any:
    """The cluster differences between two random halves: a row a run.

    A sample's trials are dealt by its own name, so that all metrics see the same halves.
    """
    import numpy

    def dealt(sample: str) -> Any:
        return numpy.random.default_rng([seed, zlib.crc32(sample.encode())])

    return numpy.column_stack(
        [
            numpy.mean([_gaps(v, runs, dealt(sample)) for sample, v in group.items()], axis=0)
            for group in trials.values()
        ]
    )


def _gaps(values: tuple[float, ...], runs: int, draw: Any) -> Any:
    """The difference of the means of two random halves, `runs` times."""
    import numpy

    half = len(values) // 2
    if half == 0:
        raise ValueError("a against a needs two trials of each sample or more")
    order = draw.permuted(numpy.tile(numpy.asarray(values, dtype=float), (runs, 1)), axis=1)
    return order[:, :half].mean(axis=1) - order[:, half : 2 * half].mean(axis=1)
