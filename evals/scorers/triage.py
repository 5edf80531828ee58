"""Escalation, flags, issues, and whether the input was taken at all."""

from __future__ import annotations

from evals.records import Output, Sample, Score
from evals.scorers.kinds import passed


def input_handled(sample: Sample, output: Output) -> Score | None:
    """What is no message is rejected, and everything else is answered."""
    expected = sample.expect.error is not None
    was = output.state == "rejected"
    why = "answered, though it is no message" if expected else f"rejected: {output.reason}"
    return passed("input_handled", expected == was, why)


def level_safe(sample: Sample, output: Output) -> Score | None:
    """The level is as high as it must be, or higher."""
    expect = sample.expect
    floor = expect.at_least if expect.at_least is not None else expect.level
    if floor is None:
        return None
    return passed("level_safe", output.level >= floor, f"level {output.level}, at least {floor}")


def level_exact(sample: Sample, output: Output) -> Score | None:
    """The level is the one expected; too high wakes somebody for nothing."""
    level = sample.expect.level
    if level is None:
        return None
    return passed("level_exact", output.level == level, f"level {output.level}, expected {level}")


def flags_seen(sample: Sample, output: Output) -> Score | None:
    """The share of the risks that are there and were seen."""
    wanted = sample.expect.flags
    if not wanted:
        return None
    missing = [flag for flag in wanted if flag not in output.flags]
    why = f"not seen: {', '.join(missing)}" if missing else ""
    return Score(scorer="flags_seen", value=1 - len(missing) / len(wanted), explanation=why)


def flags_clean(sample: Sample, output: Output) -> Score | None:
    """No risk is seen that is not there."""
    if not sample.expect.no_flags:
        return None
    wrong = [flag for flag in sample.expect.no_flags if flag in output.flags]
    return passed("flags_clean", not wrong, f"seen where there is none: {', '.join(wrong)}")


def issue_found(sample: Sample, output: Output) -> Score | None:
    """The first issue is one of those that this message is about."""
    wanted = sample.expect.issues
    if not wanted:
        return None
    first = output.issues[0] if output.issues else "none"
    return passed("issue_found", first in wanted, f"{first}, expected {' or '.join(wanted)}")


def fault_told(sample: Sample, output: Output) -> Score | None:
    """Triage takes it for the fault of whose it is."""
    wanted = sample.expect.fault
    if wanted is None:
        return None
    return passed("fault_told", output.fault == wanted, f"{output.fault}, expected {wanted}")


def repeat_seen(sample: Sample, output: Output) -> Score | None:
    """Whether they have written before is seen."""
    wanted = sample.expect.repeat_contact
    if wanted is None:
        return None
    why = "not seen" if wanted else "seen where there was none"
    return passed("repeat_seen", output.repeat_contact == wanted, why)
