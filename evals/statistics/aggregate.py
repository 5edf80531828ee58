"""Trial → sample mean → cluster mean → paired cluster differences.

Trials of one sample, and samples of one situation, resemble each other; counted one by one they
would pretend to be more evidence than they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import fmean

Trials = Mapping[str, Mapping[str, tuple[float, ...]]]
"""Cluster → sample → the values of its trials."""


def gathered(values: Iterable[tuple[str, str, float]]) -> Trials:
    """Cluster, sample and value of each trial, put together; both levels in order of names."""
    found: dict[str, dict[str, list[float]]] = {}
    for cluster, sample, value in values:
        found.setdefault(cluster, {}).setdefault(sample, []).append(value)
    return {
        cluster: {sample: tuple(found[cluster][sample]) for sample in sorted(found[cluster])}
        for cluster in sorted(found)
    }


def sample_means(trials: Trials) -> dict[str, float]:
    """The mean of each sample's trials."""
    return {s: fmean(values) for group in trials.values() for s, values in group.items()}


def cluster_means(trials: Trials) -> dict[str, float]:
    """The mean of each cluster's sample means."""
    return {
        cluster: fmean(fmean(values) for values in group.values())
        for cluster, group in trials.items()
    }


def paired(baseline: Trials, candidate: Trials) -> tuple[Trials, Trials]:
    """Both, with the samples alone that both have."""
    return _only(baseline, candidate), _only(candidate, baseline)


def _only(trials: Trials, other: Trials) -> Trials:
    kept = {
        cluster: {s: v for s, v in group.items() if s in other.get(cluster, {})}
        for cluster, group in trials.items()
    }
    return {cluster: group for cluster, group in kept.items() if group}


def cluster_differences(baseline: Trials, candidate: Trials) -> dict[str, float]:
    """Candidate minus baseline for each cluster, over the samples that both have."""
    before, after = (cluster_means(each) for each in paired(baseline, candidate))
    return {cluster: after[cluster] - before[cluster] for cluster in before}


def discordant(baseline: Trials, candidate: Trials) -> tuple[int, int]:
    """Samples that fell from pass to fail and that rose, by the majority of their trials."""
    before, after = (sample_means(each) for each in paired(baseline, candidate))
    fell = sum(before[s] > 0.5 >= after[s] for s in before)
    rose = sum(before[s] <= 0.5 < after[s] for s in before)
    return fell, rose
