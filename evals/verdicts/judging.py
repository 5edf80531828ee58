"""The verdict: on each arm by its gates, on the run by its gravest arm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evals.fingerprint import Fingerprint, differing
from evals.judgements import Panel
from evals.prices import cost
from evals.records import Arm, Row, Sample, Suite
from evals.running import rows_digest
from evals.scorers import scorer
from evals.statistics.comparing import Contrast
from evals.verdicts import gates, judges
from evals.verdicts.records import (
    EXIT_CODES,
    GRAVITY,
    ArmVerdict,
    BudgetLine,
    Coverage,
    Status,
    Verdict,
)
from evals.verdicts.scores import ArmScores, arm_scores


@dataclass(frozen=True)
class Reference:
    """What an arm is held against: the scores of a baseline or of another arm."""

    name: str
    fingerprint: Fingerprint
    scores: ArmScores


@dataclass(frozen=True)
class Results:
    """All that a verdict is made of."""

    suite: Suite
    samples: Sequence[Sample]
    arms: Sequence[Arm]
    rows: Sequence[Row]
    fingerprints: Mapping[str, Fingerprint]
    trials: int
    panel: Panel = field(default_factory=Panel)
    absent: str = "there is no baseline; keep one with: composure-eval bless"
    """What is said of an arm that there is nothing to hold against."""

    def of(self, arm: str) -> list[Row]:
        """The rows of an arm."""
        return [row for row in self.rows if row.arm == arm]


def judge(results: Results, baselines: Mapping[str, Reference | None]) -> Verdict:
    """The verdict on a run.

    Args:
        baselines: what each arm is held against where the suite compares no two of its own arms.
    """
    compare = results.suite.compare
    arms = []
    for arm in results.arms:
        if compare and arm.id == compare.baseline:
            arms.append(reference_arm(results, arm))
        elif compare and arm.id == compare.candidate:
            made = _judged(results, arm, _other_arm(results, compare.baseline))
            pairs = judges.pair_lines(results.suite, results.panel, results.samples)
            arms.append(made.model_copy(update={"pairs": pairs}))
        else:
            arms.append(_judged(results, arm, baselines.get(arm.id)))
    status = _gravest(arms)
    return Verdict(
        suite=results.suite.suite,
        status=status,
        exit_code=EXIT_CODES[status],
        arms=tuple(arms),
        digest=rows_digest(results.rows),
        alpha=results.suite.alpha,
        generated=sum(row.output.live for row in results.rows),
        replayed=sum(not row.output.live for row in results.rows),
        unseen=_unseen(results),
    )


def _unseen(results: Results) -> dict[str, int]:
    """What samples expect and nobody looks at: it would pass whatever happens, so it is told."""
    seen = {field for name in results.suite.scorers for field in scorer(name).expects}
    found = Counter(
        field
        for sample in results.samples
        for field in sample.expect.model_dump(exclude_defaults=True)
        if field not in seen
    )
    return dict(sorted(found.items()))


def _other_arm(results: Results, name: str) -> Reference:
    return Reference(name, results.fingerprints[name], arm_scores(results.of(name)))


def with_arms(verdict: Verdict, arms: Sequence[ArmVerdict]) -> Verdict:
    """The verdict on these arms; the gravest one decides."""
    status = _gravest(arms)
    update = {"arms": tuple(arms), "status": status, "exit_code": EXIT_CODES[status]}
    return verdict.model_copy(update=update)


def _gravest(arms: Sequence[ArmVerdict]) -> Status:
    return max((arm.status for arm in arms), key=GRAVITY.index)


def reference_arm(results: Results, arm: Arm) -> ArmVerdict:
    """An arm that others are held against: described; only missing results count against it."""
    made = _described(results, arm)
    status: Status = "reference" if made.coverage.enough else "incomplete"
    return made.model_copy(update={"status": status, "reasons": _missing(made.coverage)})


def _described(results: Results, arm: Arm) -> ArmVerdict:
    suite, rows = results.suite, results.of(arm.id)
    breaks = gates.broken(rows, suite.gates.hard)
    tokens = [row.output.tokens for row in rows]
    scores = arm_scores(rows)
    return ArmVerdict(
        arm=arm.id,
        status="passed",
        reasons=(),
        coverage=gates.coverage(
            rows, suite, results.samples, len(results.samples) * results.trials
        ),
        metrics=gates.metrics(scores, suite),
        judged=judges.judge_lines(suite, results.panel, rows, scores),
        breaks=breaks,
        budget=gates.budget(rows, suite, arm.model.prices),
        tokens=sum(sum(each.values()) for each in tokens),
        cost=sum(cost(arm.model.prices, each) for each in tokens),
        fell_back=sum(row.output.fell_back for row in rows),
        first_failures=gates.unbroken(rows, suite, breaks),
    )


def _judged(results: Results, arm: Arm, reference: Reference | None) -> ArmVerdict:
    """An arm by all its gates: the gravest finding decides, and every reason is said."""
    made = _described(results, arm)
    found: list[tuple[Status, str]] = [("passed", "")]
    found += [("broken", _told(made))] if made.breaks else []
    found += [("incomplete", reason) for reason in _missing(made.coverage)]
    untrusted = judges.untrusted(made.judged, results.suite.coverage)
    idle = gates.unlooked(results.of(arm.id), results.suite) if made.coverage.scored else ()
    found += [("incomplete", reason) for reason in untrusted]
    found += [("incomplete", f"{name} gates, and nothing gave it a score") for name in idle]
    found += [("broken", _over(line)) for line in made.budget if not line.kept]
    if results.suite.gates.quality:
        made, more = _held_against(results, arm, made, reference)
        found = [*found[1:], *more]
    status = max((status for status, _ in found), key=GRAVITY.index)
    reasons = tuple(reason for _, reason in found if reason)
    return made.model_copy(update={"status": status, "reasons": reasons})


def _held_against(
    results: Results, arm: Arm, made: ArmVerdict, reference: Reference | None
) -> tuple[ArmVerdict, list[tuple[Status, str]]]:
    """The arm with its contrasts, and what they say."""
    suite = results.suite
    if reference is None:
        return made, [("incomparable", results.absent)]
    made = made.model_copy(update={"against": reference.name})
    parts = differing(reference.fingerprint, results.fingerprints[arm.id], suite.subject)
    if parts:
        names = ", ".join(parts)
        return made, [("incomparable", f"{reference.name} was made with other: {names}")]
    after = arm_scores(results.of(arm.id))
    contrasts = gates.quality(suite, reference.scores, after)
    made = made.model_copy(
        update={
            "contrasts": contrasts,
            "fallen": gates.fallen(suite, reference.scores, after),
            "slices": gates.slices(suite, results.samples, reference.scores, after),
        }
    )
    return made, [_said(each, suite.coverage) for each in contrasts]


def _said(each: Contrast, floor: float) -> tuple[Status, str]:
    """What one contrast adds to the verdict.

    Samples that one side alone has are not compared; with too many of them the worse half of a
    candidate could hide there.
    """
    metric, note = each.metric, each.note
    if each.samples < floor * each.either:
        told = f"{metric} has a score on both sides for {each.samples} of {each.either} samples"
        return "incomplete", f"{told} (needed {floor:.0%})"
    match each.decision:
        case "regressed":
            sure = "surely" if each.high < -each.margin else "perhaps"
            return "regressed", f"{metric} fell, {sure} by more than the margin"
        case "improved":
            return "improved", ""
        case "not_worse":
            return "not_worse", ""
        case "descriptive":
            return "inconclusive", f"{metric}: {note}"
        case _:
            return "inconclusive", f"{metric}: {note}{_settled(each)}"


def _settled(each: Contrast) -> str:
    """How many clusters would settle it; where none moved, that is certain."""
    if not each.needed:
        return ""
    if not each.difference and not each.low and not each.high:
        return f"; {each.needed} clusters would settle it if none of them moves"
    return f"; about {each.needed} clusters would settle it, if the difference stays as it is"


def _missing(coverage: Coverage) -> tuple[str, ...]:
    if coverage.enough:
        return ()
    parts = {
        "errors": coverage.errors, "refusals": coverage.refused, "not recorded": coverage.missing,
    }  # fmt: skip
    told = ", ".join(f"{count} {name}" for name, count in parts.items() if count) or "no samples"
    return (
        f"{coverage.scored} of {coverage.planned} trials have a result "
        f"({coverage.share:.1%}, needed {coverage.floor:.0%}): {told}"
        f"{f'; first {coverage.first}' if coverage.first else ''}",
    )


def _told(made: ArmVerdict) -> str:
    first = made.breaks[0]
    samples = len({each.sample for each in made.breaks})
    more = f" (and {len(made.breaks) - 1} more, in {samples} samples)" if made.breaks[1:] else ""
    return f"{first.sample} breaks {first.scorer}: {first.why}{more}"


def _over(line: BudgetLine) -> str:
    return f"{line.name} is {line.measured:.4g}, more than {line.limit:g}"
