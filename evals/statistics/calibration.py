"""How far a judge can be trusted: its errors against people's labels, and rates corrected by them.

Sensitivity (TPR) is the share of what people call good that the judge calls good, specificity (TNR)
the same for bad. A rate p that a judge reports is corrected to θ = (p + TNR − 1) / (TPR + TNR − 1)
(Rogan & Gladen 1978), its interval by Lang & Reiczigel (2014), which counts the uncertainty of the
rate and of both error rates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from assistant.domain import Record
from evals.statistics.intervals import Interval, wilson


class Calibration(Record):
    """A judge against labels. `unscored` are answers that could not be read: no score, no error."""

    good: int
    bad: int
    good_called_good: int
    bad_called_bad: int
    unscored: int

    @property
    def sensitivity(self) -> Interval:
        """TPR with Wilson's interval."""
        return wilson(self.good_called_good, self.good)

    @property
    def specificity(self) -> Interval:
        """TNR with Wilson's interval."""
        return wilson(self.bad_called_bad, self.bad)

    @property
    def kappa(self) -> float:
        """Cohen's κ: agreement beyond what both would reach by chance."""
        total = self.good + self.bad
        called = self.good_called_good + self.bad - self.bad_called_bad
        agreed = (self.good_called_good + self.bad_called_bad) / total
        chance = (self.good * called + self.bad * (total - called)) / total**2
        return (agreed - chance) / (1 - chance) if chance < 1 else 0.0

    @property
    def tells_apart(self) -> bool:
        """Whether the judge surely does better than a coin: only then may it gate."""
        return self.sensitivity.low + self.specificity.low > 1


def calibrated(pairs: Iterable[tuple[bool, bool | None]]) -> Calibration:
    """The calibration from pairs of a person's label and the judge's verdict.

    Raises:
        ValueError: there is not at least one good and one bad example that the judge decided.
    """
    kept = list(pairs)
    decided = [(label, verdict) for label, verdict in kept if verdict is not None]
    good = [verdict for label, verdict in decided if label]
    bad = [verdict for label, verdict in decided if not label]
    if not good or not bad:
        raise ValueError("labels of both kinds are needed, good and bad")
    return Calibration(
        good=len(good),
        bad=len(bad),
        good_called_good=sum(good),
        bad_called_bad=len(bad) - sum(bad),
        unscored=len(kept) - len(decided),
    )


def corrected(
    successes: float, trials: int, judge: Calibration, *, alpha: float = 0.05
) -> Interval:
    """The rate that a judge reports, corrected for its errors.

    Args:
        successes: of `trials`; where these are clusters, the sum of their means.

    Raises:
        ValueError: the judge is no better than a coin, so that nothing can be corrected.
    """
    from scipy.special import ndtri

    z = float(ndtri(1 - alpha / 2))
    tpr, tnr = judge.sensitivity.estimate, judge.specificity.estimate
    if tpr + tnr <= 1:
        raise ValueError("the judge is no better than a coin")
    estimate = (successes / trials + tnr - 1) / (tpr + tnr - 1)
    n, p = trials + z * z, (successes + z * z / 2) / (trials + z * z)
    n_good, se = judge.good + 2, (judge.good_called_good + 1) / (judge.good + 2)
    n_bad, sp = judge.bad + 2, (judge.bad_called_bad + 1) / (judge.bad + 2)
    theta = (p + sp - 1) / (se + sp - 1)
    of_good, of_bad = se * (1 - se) / n_good, sp * (1 - sp) / n_bad
    shift = 2 * z * z * (theta * of_good - (1 - theta) * of_bad)
    spread = math.sqrt(p * (1 - p) / n + theta**2 * of_good + (1 - theta) ** 2 * of_bad)
    error = spread / abs(se + sp - 1)
    return Interval(
        estimate=_rate(estimate),
        low=_rate(theta + shift - z * error),
        high=_rate(theta + shift + z * error),
        n=trials,
        error=error,
    )


def _rate(value: float) -> float:
    return min(1.0, max(0.0, value))
