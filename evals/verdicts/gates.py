"""The gates, each on its own: hard rules, coverage, budget, quality."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean

from evals.prices import Prices, cost
from evals.records import Row, Sample, Suite
from evals.scorers import scorer
from evals.scorers.measuring import kept
from evals.statistics.aggregate import cluster_differences, cluster_means, sample_means
from evals.statistics.comparing import Contrast, contrast, corrected
from evals.statistics.intervals import Interval, clopper_pearson, t_interval
from evals.statistics.multiplicity import benjamini_hochberg
from evals.statistics.reliability import flip_rate, pass_hat_k
from evals.statistics.significance import sign_flip
from evals.verdicts.records import Break, BudgetLine, Coverage, Metric, Slice
from evals.verdicts.scores import ArmScores, same_replies, trials_of

_FEWEST_OF_A_SLICE = 5
"""Clusters below which a tag is not worth a number."""
_SHOWN = 5


def broken(rows: Sequence[Row], hard: Sequence[str]) -> tuple[Break, ...]:
    """Every trial that breaks a hard rule, with its reply and the rule."""
    return tuple(
        Break(
            scorer=score.scorer,
            sample=row.sample,
            trial=row.trial,
            why=score.explanation or scorer(score.scorer).what,
            reply=row.output.reply,
        )
        for row in rows
        for score in row.scores
        if score.scorer in hard and score.value is not None and score.value < 1
    )


def unlooked(rows: Sequence[Row], suite: Suite) -> tuple[str, ...]:
    """The gates that no trial gave anything to look at; such a gate would always be green."""
    seen = {score.scorer for row in rows for score in row.scores if score.value is not None}
    return tuple(name for name in (*suite.gates.hard, *suite.gates.quality) if name not in seen)


def unbroken(rows: Sequence[Row], suite: Suite, breaks: Sequence[Break]) -> Interval | None:
    """The rate of clusters without any hard break, with the exact interval.

    Clusters, since the trials of one sample and the variants of one attack resemble each other.
    """
    found = {r.sample: r.cluster for r in rows if r.output.state in ("generated", "rejected")}
    clusters = set(found.values())
    if not clusters or not suite.gates.hard:
        return None
    broken_ones = {found[each.sample] for each in breaks}
    return clopper_pearson(len(clusters - broken_ones), len(clusters), alpha=suite.alpha)


def coverage(
    rows: Sequence[Row], suite: Suite, samples: Sequence[Sample], planned: int
) -> Coverage:
    """How many of the planned trials have a result, and what became of the others.

    An input that is rejected has no reply for any other scorer to look at, so it is a result only
    where the sample expects that, or where a gate judges it; else it is an error.
    """
    gated = "input_handled" in (*suite.gates.hard, *suite.gates.quality)
    expected = {sample.id for sample in samples if sample.expect.error}
    states = [row.output.state for row in rows]
    rejected = sum(
        row.output.state == "rejected" and (gated or row.sample in expected) for row in rows
    )
    without = (row for row in rows if row.output.state in ("error", "refused", "needs_recording"))
    first = next(without, None)
    return Coverage(
        planned=planned,
        first=f"{first.sample}: {first.output.reason or first.output.state}" if first else "",
        scored=states.count("generated") + rejected,
        refused=states.count("refused"),
        errors=states.count("error") + states.count("rejected") - rejected,
        missing=states.count("needs_recording") + planned - len(states),
        floor=suite.coverage,
    )


def metrics(scores: ArmScores, suite: Suite) -> tuple[Metric, ...]:
    """Each scorer over the arm; scorers that nothing was expected of are left out."""
    found = (_metric(scores, name, suite.alpha) for name in suite.scorers)
    return tuple(made for made in found if made is not None)


def _metric(scores: ArmScores, name: str, alpha: float) -> Metric | None:
    trials = trials_of(scores, name)
    means = list(cluster_means(trials).values())
    if not means:
        return None
    groups = [values for group in trials.values() for values in group.values()]
    interval = _interval(means, scorer(name).kind == "pass", alpha)
    known = kept().get(name)
    repeated = scorer(name).kind == "pass" and min(len(values) for values in groups) > 1
    return Metric(
        name=name,
        kind=scorer(name).kind,
        estimate=fmean(means),
        low=max(0.0, interval.low) if interval else None,
        high=min(1.0, interval.high) if interval else None,
        clusters=len(means),
        samples=len(sample_means(trials)),
        trials=sum(len(values) for values in groups),
        pass_hat_k=fmean(_steady(values) for values in groups) if repeated else None,
        flips=fmean(flip_rate([v >= 1 for v in values]) for values in groups) if repeated else None,
        precision=known.precision if known else None,
        recall=known.recall if known else None,
    )


def _interval(means: Sequence[float], passes: bool, alpha: float) -> Interval | None:
    """Student's over clusters; where all clusters passed or all failed, the exact one of a rate."""
    if len(set(means)) > 1:
        return t_interval(means, alpha=alpha)
    if passes and means[0] in (0.0, 1.0):
        return clopper_pearson(len(means) if means[0] else 0, len(means), alpha=alpha)
    return None


def _steady(values: Sequence[float]) -> float:
    """pass^k with k = all trials."""
    return pass_hat_k(len(values), sum(value >= 1 for value in values), len(values))


def quality(suite: Suite, before: ArmScores, after: ArmScores) -> tuple[Contrast, ...]:
    """The contrasts of the metrics that gate, corrected for their number.

    Where every reply is the same, letter for letter, and no score of a metric moved, that metric is
    not worse, however few the clusters are.
    """
    sides = {
        name: (trials_of(before, name), trials_of(after, name)) for name in suite.gates.quality
    }
    made = [
        contrast(name, *sides[name], margin=gate.margin, alpha=suite.alpha)
        for name, gate in suite.gates.quality.items()
    ]
    same = same_replies(before, after)
    return tuple(
        _unchanged(each) if same and sides[each.metric][0] == sides[each.metric][1] else each
        for each in corrected(made, alpha=suite.alpha)
    )


def fallen(suite: Suite, before: ArmScores, after: ArmScores) -> tuple[str, ...]:
    """The samples that fell most over the metrics that gate, the worst first; where to look."""
    drops: dict[str, float] = {}
    for name in suite.gates.quality:
        old, new = (sample_means(trials_of(side, name)) for side in (before, after))
        for sample in old.keys() & new.keys():
            drops[sample] = drops.get(sample, 0.0) + old[sample] - new[sample]
    ordered = sorted(drops, key=lambda sample: (-drops[sample], sample))
    return tuple(sample for sample in ordered if drops[sample] > 0)[:_SHOWN]


def _unchanged(each: Contrast) -> Contrast:
    note = "the replies are the same, letter for letter"
    return each.model_copy(update={"decision": "not_worse", "note": note, "needed": None})


def slices(
    suite: Suite, samples: Sequence[Sample], before: ArmScores, after: ArmScores
) -> tuple[Slice, ...]:
    """The differences within each tag, most striking first."""
    tags: dict[str, set[str]] = {}
    for sample in samples:
        for tag in sample.tags:
            tags.setdefault(tag, set()).add(sample.id)
    gaps = {
        (tag, metric): list(found.values())
        for tag, ids in tags.items()
        for metric in suite.gates.quality
        if len(found := _gaps(before, after, ids, metric)) >= _FEWEST_OF_A_SLICE
        and any(found.values())
    }
    p = {f"{tag}\n{metric}": sign_flip(values) for (tag, metric), values in gaps.items()}
    adjusted = benjamini_hochberg(p)
    made = [
        Slice(
            tag=tag,
            metric=metric,
            clusters=len(values),
            difference=fmean(values),
            p=p[f"{tag}\n{metric}"],
            adjusted=adjusted[f"{tag}\n{metric}"],
        )
        for (tag, metric), values in gaps.items()
    ]
    return tuple(sorted(made, key=lambda each: (each.p, each.tag, each.metric)))


def _gaps(before: ArmScores, after: ArmScores, ids: set[str], metric: str) -> dict[str, float]:
    sides = [
        trials_of({sample: each for sample, each in side.items() if sample in ids}, metric)
        for side in (before, after)
    ]
    return cluster_differences(*sides)


def budget(rows: Sequence[Row], suite: Suite, prices: Prices) -> tuple[BudgetLine, ...]:
    """The limits against what live rows used; replayed rows do not count."""
    live = [row.output for row in rows if row.output.live]
    limits = suite.gates.budget
    tokens = [float(sum(output.tokens.values())) for output in live]
    seconds = sorted(output.seconds for output in live)
    measured: Mapping[str, float | None] = {
        "tokens": fmean(tokens) if live else None,
        "p95_seconds": seconds[math.ceil(0.95 * len(seconds)) - 1] if live else None,
        "cost": math.fsum(cost(prices, output.tokens) for output in live) if live else None,
    }
    return tuple(
        BudgetLine(name=name, limit=limit, measured=measured[name])
        for name, limit in limits.model_dump(exclude_none=True).items()
    )
