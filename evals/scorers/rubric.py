"""The rubric's own checks, as the drafter and the linter run them."""

from __future__ import annotations

from evals.records import Output, Sample, Score
from evals.scorers.kinds import passed


def rubric_hard(sample: Sample, output: Output) -> Score | None:
    """No criterion fails."""
    failed = [finding for finding in output.findings if finding.status == "fail"]
    if not failed:
        return passed("rubric_hard", True)
    names = ", ".join(dict.fromkeys(finding.criterion for finding in failed))
    why = f"{names}: {failed[0].message}"
    return passed("rubric_hard", False, why, failed[0].span)


def rubric_clean(sample: Sample, output: Output) -> Score | None:
    """The share of the criteria looked at that nothing breaks, not even softly."""
    looked = [status for status in output.statuses.values() if status != "not_checked"]
    if not looked or output.hard_stop:
        return None
    broken = sorted(c for c, status in output.statuses.items() if status in ("warn", "fail"))
    return Score(
        scorer="rubric_clean",
        value=looked.count("pass") / len(looked),
        explanation=", ".join(broken),
    )


def criteria(sample: Sample, output: Output) -> Score | None:
    """None of these criteria is broken, not even softly."""
    wanted = sample.expect.criteria
    if not wanted:
        return None
    broken = [c for c in wanted if output.statuses.get(c) in ("warn", "fail")]
    return passed("criteria", not broken, f"broken: {', '.join(broken)}")


def evidence(sample: Sample, output: Output) -> Score | None:
    """The share of the sentences that rest on the case, a policy, guidance or courtesy."""
    total = sum(output.evidence.values())
    if not total or output.hard_stop:
        return None
    open_ = output.evidence.get("unsupported", 0)
    why = f"{open_} of {total} sentences rest on nothing" if open_ else ""
    return Score(scorer="evidence", value=1 - open_ / total, explanation=why)


def citations(sample: Sample, output: Output) -> Score | None:
    """Each quote occurs word for word in the passage it names."""
    if not output.citations:
        return None
    wrong = [cited.id for cited in output.citations if cited.quote not in cited.text]
    return passed("citations", not wrong, f"not in the passage: {', '.join(wrong)}")
