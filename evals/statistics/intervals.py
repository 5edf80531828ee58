"""Intervals for a mean of clusters and for a rate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, stdev

from assistant.domain import Record


class Interval(Record):
    """An estimate with its two-sided interval; `n` is what was counted or averaged over."""

    estimate: float
    low: float
    high: float
    n: int
    error: float = 0.0
    """The standard error, where one belongs to the interval."""


def t_interval(values: Sequence[float], *, alpha: float = 0.05) -> Interval:
    """The mean of cluster values with Student's interval of n − 1 degrees of freedom.

    A percentile bootstrap covers less than it says with few clusters, so it is not used.

    Raises:
        ValueError: fewer than two values have no spread.
    """
    if len(values) < 2:
        raise ValueError("an interval needs two clusters")
    from scipy.special import stdtrit

    mean, error = fmean(values), stdev(values) / math.sqrt(len(values))
    reach = float(stdtrit(len(values) - 1, 1 - alpha / 2)) * error
    return Interval(estimate=mean, low=mean - reach, high=mean + reach, n=len(values), error=error)


def wilson(successes: int, trials: int, *, alpha: float = 0.05) -> Interval:
    """Wilson's score interval for one rate (Wilson 1927)."""
    _check(successes, trials)
    from scipy.special import ndtri

    z, rate = float(ndtri(1 - alpha / 2)), successes / trials
    scale = 1 + z * z / trials
    middle = (rate + z * z / (2 * trials)) / scale
    reach = z / scale * math.sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials))
    low = 0.0 if successes == 0 else max(0.0, middle - reach)
    high = 1.0 if successes == trials else min(1.0, middle + reach)
    return Interval(estimate=rate, low=low, high=high, n=trials)


def clopper_pearson(successes: int, trials: int, *, alpha: float = 0.05) -> Interval:
    """The exact interval for one rate (Clopper & Pearson 1934): for "no failure was seen"."""
    _check(successes, trials)
    from scipy.special import betaincinv

    failures = trials - successes
    low = 0.0 if successes == 0 else float(betaincinv(successes, failures + 1, alpha / 2))
    high = 1.0 if failures == 0 else float(betaincinv(successes + 1, failures, 1 - alpha / 2))
    return Interval(estimate=successes / trials, low=low, high=high, n=trials)


def _check(successes: int, trials: int) -> None:
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no rate")
