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
    """Clusters that would settle it if the true difference were none."""


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
    mean = math.fsum(gaps) / len(gaps) if gaps else 0.0
    low = high = mean
    if len(gaps) > 1:
        interval = t_interval(gaps, alpha=alpha)
        low, high = interval.low, interval.high
    p = sign_flip(gaps) if gaps else 1.0
    decision, note = decide(gaps, low, high, p, margin=margin, alpha=alpha)
    return Contrast(
        metric=metric, margin=margin, clusters=len(gaps),
        samples=sum(len(group) for group in before.values()),
        difference=mean, low=low, high=high, p=p, adjusted=p, fell=fell, rose=rose,
        mcnemar=mcnemar(fell, rose), decision=decision, note=note,
        needed=clusters_needed(gaps, margin, alpha) if decision == "inconclusive" else None,
    )  # fmt: skip


def corrected(contrasts: Sequence[Contrast], *, alpha: float) -> tuple[Contrast, ...]:
    """The contrasts after Holm's correction: what no longer stands out is taken back."""
    values = holm({contrast.metric: contrast.p for contrast in contrasts})
    taken_back: dict[Decision, Decision] = {"regressed": "inconclusive", "improved": "not_worse"}
    made = []
    for each in contrasts:
        p = values[each.metric]
        decision = taken_back.get(each.decision, each.decision) if p > alpha else each.decision
        note = each.note
        if decision != each.decision:
            note = f"stands out alone (p {each.p:.3f}) but not among {len(contrasts)} metrics"
        update = {"adjusted": p, "decision": decision, "note": note}
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
    """Clusters with which the interval would be narrower than the margin; None if no spread."""
    from scipy.special import ndtri

    if not any(gaps):
        return math.ceil(math.log(alpha / 2) / math.log(1 - margin))
    mean = math.fsum(gaps) / len(gaps)
    variance = math.fsum((gap - mean) ** 2 for gap in gaps) / max(1, len(gaps) - 1)
    reach = float(ndtri(1 - alpha / 2) + ndtri(0.8))
    return max(FEWEST, math.ceil(variance * (reach / margin) ** 2)) if variance else None
