"""What a baseline keeps and a comparison needs of an arm: scores and reply hashes per sample."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Record
from evals.hashing import digest
from evals.records import Row
from evals.statistics.aggregate import Trials, gathered


class SampleScores(Record):
    """One sample's trials: the hash of each reply, and each scorer's values in that order."""

    cluster: str
    replies: tuple[str, ...]
    scores: dict[str, tuple[float, ...]]


ArmScores = dict[str, SampleScores]
"""By sample id."""


def arm_scores(rows: Sequence[Row]) -> ArmScores:
    """The scores of one arm's rows; trials without a reply are left out."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.place):
        if row.output.state in ("generated", "rejected"):
            found.setdefault(row.sample, []).append(row)
    return {sample: _of(group) for sample, group in found.items()}


def _of(group: Sequence[Row]) -> SampleScores:
    values: dict[str, list[float]] = {}
    for row in group:
        for score in row.scores:
            if score.value is not None:
                values.setdefault(score.scorer, []).append(round(score.value, 6))
    return SampleScores(
        cluster=group[0].cluster,
        replies=tuple(digest([row.output.reply, row.output.state]) for row in group),
        scores={name: tuple(values[name]) for name in sorted(values)},
    )


def trials_of(scores: ArmScores, metric: str) -> Trials:
    """One scorer's values as cluster → sample → trials."""
    return gathered(
        (entry.cluster, sample, value)
        for sample, entry in scores.items()
        for value in entry.scores.get(metric, ())
    )


def same_replies(before: ArmScores, after: ArmScores) -> bool:
    """Whether every reply is the same, letter for letter."""
    return before.keys() == after.keys() and all(
        before[sample].replies == after[sample].replies for sample in before
    )
