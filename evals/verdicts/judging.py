"""The verdict: on each arm by its gates, on the run by its gravest arm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evals.fingerprint import Fingerprint, differing
from evals.judgements import Panel
from evals.prices import cost
from evals.records import Arm, Row, Sample, Suite
from evals.running import rows_digest
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
            arms.append(_reference(results, arm))
        elif compare and arm.id == compare.candidate:
            made = _judged(results, arm, _other_arm(results, compare.baseline))
            pairs = judges.pair_lines(results.suite, results.panel, results.samples)
            arms.append(made.model_copy(update={"pairs": pairs}))
        else:
            arms.append(_judged(results, arm, baselines.get(arm.id)))
    status = max((arm.status for arm in arms), key=GRAVITY.index)
    return Verdict(
        suite=results.suite.suite,
        status=status,
        exit_code=EXIT_CODES[status],
        arms=tuple(arms),
        digest=rows_digest(results.rows),
        alpha=results.suite.alpha,
        generated=sum(row.output.live for row in results.rows),
        replayed=sum(not row.output.live for row in results.rows),
    )


def _other_arm(results: Results, name: str) -> Reference:
    return Reference(name, results.fingerprints[name], arm_scores(results.of(name)))


def _reference(results: Results, arm: Arm) -> ArmVerdict:
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
        coverage=gates.coverage(rows, suite, len(results.samples) * results.trials),
        metrics=gates.metrics(scores, suite.scorers),
        judged=judges.judge_lines(suite, results.panel, rows, scores),
        breaks=breaks,
        budget=gates.budget(rows, suite, arm.model.prices),
        tokens=sum(sum(each.values()) for each in tokens),
        cost=sum(cost(arm.model.prices, each) for each in tokens),
        fell_back=sum(row.output.fell_back for row in rows),
        first_failures=gates.unbroken(rows, breaks),
    )


def _judged(results: Results, arm: Arm, reference: Reference | None) -> ArmVerdict:
    """An arm by all its gates: the gravest finding decides, and every reason is said."""
    made = _described(results, arm)
    found: list[tuple[Status, str]] = [("passed", "")]
    found += [("broken", _told(made))] if made.breaks else []
    found += [("incomplete", reason) for reason in _missing(made.coverage)]
    untrusted = judges.untrusted(made.judged, results.suite.coverage)
    found += [("incomplete", reason) for reason in untrusted]
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
        return made, [("incomparable", "there is no baseline; keep one with: composure-eval bless")]
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
    return made, [_said(each) for each in contrasts]


def _said(each: Contrast) -> tuple[Status, str]:
    """What one contrast adds to the verdict."""
    metric, note = each.metric, each.note
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
            more = f"; about {each.needed} clusters would settle it" if each.needed else ""
            return "inconclusive", f"{metric}: {note}{more}"


def _missing(coverage: Coverage) -> tuple[str, ...]:
    if coverage.enough:
        return ()
    parts = {
        "errors": coverage.errors, "refusals": coverage.refused, "not recorded": coverage.missing,
    }  # fmt: skip
    told = ", ".join(f"{count} {name}" for name, count in parts.items() if count) or "no samples"
    return (
        f"{coverage.scored} of {coverage.planned} trials have a result "
        f"({coverage.share:.1%}, needed {coverage.floor:.0%}): {told}",
    )


def _told(made: ArmVerdict) -> str:
    first = made.breaks[0]
    samples = len({each.sample for each in made.breaks})
    more = f" (and {len(made.breaks) - 1} more, in {samples} samples)" if made.breaks[1:] else ""
    return f"{first.sample} breaks {first.scorer}: {first.why}{more}"


def _over(line: BudgetLine) -> str:
    return f"{line.name} is {line.measured:.4g}, more than {line.limit:g}"
