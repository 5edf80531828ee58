"""A against A: the trials of one arm dealt at random into two, and the gate asked each time.

Nothing differs but chance, so every alarm is a false one. Swapping the two halves of a whole
cluster is one of the deals, which is what the sign-flip test assumes.
"""

from __future__ import annotations

from typing import Any

from evals.statistics.aggregate import Trials
from evals.statistics.power import Plan, Shares, judged


def false_alarms(trials: Trials, *, margin: float, alpha: float, runs: int, seed: int) -> Shares:
    """The decisions of the gate over random halves of one arm's trials.

    Raises:
        ValueError: a sample has fewer than two trials, so there are no halves.
    """
    import numpy

    draw = numpy.random.default_rng(seed)
    gaps = numpy.column_stack(
        [
            numpy.mean([_gaps(values, runs, draw) for values in group.values()], axis=0)
            for group in trials.values()
        ]
    )
    fewest = min(len(values) for group in trials.values() for values in group.values())
    plan = Plan(
        clusters=len(trials), trials=fewest // 2, drop=0.0, margin=margin, alpha=alpha, runs=runs
    )
    return judged(gaps, plan, truth=0.0)


def _gaps(values: tuple[float, ...], runs: int, draw: Any) -> Any:
    """The difference of the means of two random halves, `runs` times."""
    import numpy

    half = len(values) // 2
    if half == 0:
        raise ValueError("a against a needs two trials of each sample or more")
    order = draw.permuted(numpy.tile(numpy.asarray(values, dtype=float), (runs, 1)), axis=1)
    return order[:, :half].mean(axis=1) - order[:, half : 2 * half].mean(axis=1)
