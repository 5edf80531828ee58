"""One metric of a candidate held against its baseline: a decision with its reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from assistant.domain import Record
from evals.statistics.aggregate import Trials, cluster_differences, discordant, paired
from evals.statistics.intervals import clopper_pearson, t_interval
from evals.statistics.multiplicity import holm
from evals.statistics.significance import mcnemar, sign_flip

FEWEST = 20
"""Clusters below which nothing is decided: the numbers are described only."""

Decision = Literal["improved", "not_worse", "regressed", "inconclusive", "descriptive"]


class Contrast(Record):
    """Candidate minus baseline on one metric, so that higher is better."""

    metric: str
    margin: float
    clusters: int
    samples: int
    either: int
    """Samples that one side has at least; those that the other side lacks are not compared."""
    difference: float
    low: float
    high: float
    p: float
    adjusted: float
    """p after Holm's correction over all metrics that gate."""
    fell: int
    rose: int
    mcnemar: float
    decision: Decision
    note: str = ""
    needed: int | None = None
    """Clusters that would settle it if the difference stays as it was measured."""


def contrast(
    metric: str, baseline: Trials, candidate: Trials, *, margin: float, alpha: float = 0.05
) -> Contrast:
    """The contrast of one metric, before the correction for several metrics.

    Difference = mean of paired cluster differences; interval by Student's t over clusters; p by
    sign flips of whole clusters; McNemar's exact test over samples beside it.
    """
    gaps = list(cluster_differences(baseline, candidate).values())
    fell, rose = discordant(baseline, candidate)
    before, _ = paired(baseline, candidate)
    either = {s for side in (baseline, candidate) for group in side.values() for s in group}
    mean = math.fsum(gaps) / len(gaps) if gaps else 0.0
    low = high = mean
    if len(gaps) > 1:
        interval = t_interval(gaps, alpha=alpha)
        low, high = interval.low, interval.high
    p = sign_flip(gaps) if gaps else 1.0
    decision, note = decide(gaps, low, high, p, margin=margin, alpha=alpha)
    return Contrast(
        metric=metric, margin=margin, clusters=len(gaps),
        samples=sum(len(group) for group in before.values()), either=len(either),
        difference=mean, low=low, high=high, p=p, adjusted=p, fell=fell, rose=rose,
        mcnemar=mcnemar(fell, rose), decision=decision, note=note,
        needed=clusters_needed(gaps, margin, alpha) if decision == "inconclusive" else None,
    )  # fmt: skip


def corrected(contrasts: Sequence[Contrast], *, alpha: float) -> tuple[Contrast, ...]:
    """The contrasts after Holm's correction: what no longer stands out is taken back.

    How many clusters would settle it is then asked at the level that the sharpest of them must
    reach.
    """
    values = holm({contrast.metric: contrast.p for contrast in contrasts})
    taken_back: dict[Decision, Decision] = {"regressed": "inconclusive", "improved": "not_worse"}
    made = []
    for each in contrasts:
        p = values[each.metric]
        decision = taken_back.get(each.decision, each.decision) if p > alpha else each.decision
        update: dict[str, object] = {"adjusted": p, "decision": decision}
        if decision != each.decision:
            told = f"stands out alone (p {each.p:.3f}) but not among {len(contrasts)} metrics"
            update["note"] = told
        if decision == "inconclusive" and each.decision == "regressed":
            update["needed"] = _more(each, alpha, among=len(contrasts))
        made.append(each.model_copy(update=update))
    return tuple(made)


def decide(
    gaps: Sequence[float], low: float, high: float, p: float, *, margin: float, alpha: float
) -> tuple[Decision, str]:
    """What the numbers allow to say.

    Not worse: the whole interval lies above −margin. Regressed: the drop is more than chance
    (p ≤ alpha) and may pass the margin. A drop that is surely smaller than the margin is not worse.
    """
    if len(gaps) < FEWEST:
        return "descriptive", f"{len(gaps)} clusters; below {FEWEST} nothing is decided"
    if not any(gaps):
        return _unmoved(len(gaps), margin, alpha)
    if low > -margin:
        return ("improved" if low > 0 and p <= alpha else "not_worse"), ""
    if high < 0 and p <= alpha:
        return "regressed", ""
    return "inconclusive", "the interval reaches from worse than the margin to no drop that is sure"


def _unmoved(clusters: int, margin: float, alpha: float) -> tuple[Decision, str]:
    """No score moved: that has no variance to judge by, so the rate of moves is bounded instead."""
    bound = clopper_pearson(0, clusters, alpha=alpha).high
    if bound <= margin:
        return "not_worse", f"no cluster moved; at most {bound:.1%} of situations do"
    return (
        "inconclusive",
        f"no cluster moved, but up to {bound:.1%} of situations could, more than the margin",
    )


def clusters_needed(gaps: Sequence[float], margin: float, alpha: float) -> int | None:
    """Clusters that would settle an open question four times out of five.

    The measured difference and spread are taken for the true ones: the interval must come off the
    margin or off zero, whichever is farther away. None where there is no spread to reckon with.
    """
    if not any(gaps):
        return math.ceil(math.log(alpha / 2) / math.log(1 - margin))
    mean = math.fsum(gaps) / len(gaps)
    variance = math.fsum((gap - mean) ** 2 for gap in gaps) / max(1, len(gaps) - 1)
    return _settling(mean, variance, len(gaps), margin, (alpha, alpha))


def _more(each: Contrast, alpha: float, *, among: int) -> int | None:
    """The same for a drop that does not stand out among several metrics."""
    from scipy.special import stdtrit

    reach = float(stdtrit(each.clusters - 1, 1 - alpha / 2))
    variance = each.clusters * ((each.high - each.low) / 2 / reach) ** 2
    levels = (alpha, alpha / among)
    return _settling(each.difference, variance, each.clusters, each.margin, levels)


def _settling(
    mean: float, variance: float, now: int, margin: float, levels: tuple[float, float]
) -> int | None:
    """Clusters by the normal approximation, for the nearer of two ends at these two levels.

    levels: of the interval that must come off the margin; of the test for a drop.
    """
    from scipy.special import ndtri

    ways = zip((margin + mean, -mean), levels, strict=True)
    counts = [
        variance * (float(ndtri(1 - level / 2) + ndtri(0.8)) / distance) ** 2
        for distance, level in ways
        if distance > 0
    ]
    return max(FEWEST, now + 1, math.ceil(min(counts))) if variance and counts else None
