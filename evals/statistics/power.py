"""What a suite can see, and how often it cries wolf: simulations of a stated model.

The model. Each sample has a true pass rate for the baseline, its measured rate drawn towards the
middle by half a trial ((k + ½) / (n + 1)). Clusters are drawn with replacement, so that samples of
one situation stay together. The candidate's rates are the baseline's, lowered on the logit scale by
one amount for all, such that their mean falls by `drop`. Trials are independent given the rates.
Of several metrics that gate this one alone falls, so that Holm's correction holds its p against
alpha over their number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from assistant.domain import Record
from evals.statistics.aggregate import Trials
from evals.statistics.comparing import FEWEST
from evals.statistics.intervals import clopper_pearson
from evals.statistics.significance import sign_flips

MODEL = " ".join((__doc__ or "").split("The model. ")[1].split())


class Plan(Record):
    """What is simulated: how many clusters and trials, the drop, the gate and its fellows."""

    clusters: int
    trials: int
    drop: float
    margin: float
    alpha: float = 0.05
    gates: int = 1
    runs: int = 1000
    seed: int = 0


class Shares(Record):
    """How often each decision was reached, and how often the interval held the truth."""

    regressed: float
    not_worse: float
    inconclusive: float
    covered: float
    runs: int


def rates_of(trials: Trials) -> list[list[float]]:
    """The true rates that the model assumes, by cluster."""
    return [
        [(math.fsum(values) + 0.5) / (len(values) + 1) for values in group.values()]
        for group in trials.values()
    ]


def lowered(rates: Sequence[Sequence[float]], drop: float) -> list[list[float]]:
    """The rates after one shift on the logit scale; the mean of clusters falls by `drop`."""
    if not drop:
        return [list(group) for group in rates]

    def shifted(by: float) -> list[list[float]]:
        return [[_expit(_logit(rate) - by) for rate in group] for group in rates]

    goal = _mean(rates) - drop
    if not 0 < goal < 1:
        raise ValueError(f"a mean of {_mean(rates):.3f} cannot change by {-drop:+.3f}")
    low, high = -30.0, 30.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _mean(shifted(middle)) > goal else (low, middle)
    return shifted((low + high) / 2)


def simulate(rates: Sequence[Sequence[float]], plan: Plan) -> Shares:
    """The shares of the decisions over `plan.runs` simulated comparisons."""
    import numpy

    draw = numpy.random.default_rng(plan.seed)
    after = lowered(rates, plan.drop)
    picked = draw.integers(0, len(rates), size=(plan.runs, plan.clusters))
    before_means = _cluster_draws(rates, picked, plan.trials, draw)
    after_means = _cluster_draws(after, picked, plan.trials, draw)
    return judged(after_means - before_means, plan, truth=-plan.drop)


def judged(gaps: Any, plan: Plan, *, truth: float) -> Shares:
    """The decisions that the gate takes on simulated cluster differences, a row a run."""
    found = looked_at(gaps, margin=plan.margin, alpha=plan.alpha)
    regressed = found.drop & (found.p <= plan.alpha / plan.gates)
    return Shares(
        regressed=float(regressed.mean()),
        not_worse=float(found.not_worse.mean()),
        inconclusive=float((~regressed & ~found.not_worse).mean()),
        covered=float(((found.low <= truth) & (truth <= found.high)).mean()),
        runs=len(gaps),
    )


class Looks(NamedTuple):
    """What each run shows: `drop` is a regression if its p is small enough."""

    low: Any
    high: Any
    p: Any
    not_worse: Any
    drop: Any


def looked_at(gaps: Any, *, margin: float, alpha: float) -> Looks:
    """`comparing.decide` for each row of simulated cluster differences, but for the p.

    Raises:
        ValueError: there are too few clusters to decide anything.
    """
    import numpy
    from scipy.special import stdtrit

    count = gaps.shape[1]
    if count < FEWEST:
        raise ValueError(f"below {FEWEST} clusters nothing is decided")
    mean = gaps.mean(axis=1)
    reach = float(stdtrit(count - 1, 1 - alpha / 2)) * gaps.std(axis=1, ddof=1)
    low, high = mean - reach / math.sqrt(count), mean + reach / math.sqrt(count)
    still = ~numpy.any(gaps, axis=1)
    unmoved_passes = clopper_pearson(0, count, alpha=alpha).high <= margin
    not_worse = numpy.where(still, unmoved_passes, low > -margin)
    return Looks(low, high, sign_flips(gaps), not_worse, ~still & ~not_worse & (high < 0))


def _cluster_draws(rates: Sequence[Sequence[float]], picked: Any, trials: int, draw: Any) -> Any:
    """Cluster means of simulated trials: one row a run, one column a drawn cluster."""
    import numpy

    means = numpy.empty(picked.shape)
    for number, group in enumerate(rates):
        places = numpy.nonzero(picked == number)
        passed = draw.binomial(trials, numpy.asarray(group), size=(len(places[0]), len(group)))
        means[places] = passed.mean(axis=1) / trials
    return means


def _mean(rates: Sequence[Sequence[float]]) -> float:
    return math.fsum(math.fsum(group) / len(group) for group in rates) / len(rates)


def _logit(rate: float) -> float:
    return math.log(rate / (1 - rate))


def _expit(value: float) -> float:
    return 1 / (1 + math.exp(-value))
