"""The table of `calibrate`: a judge's verdicts against people's labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.errors import SuiteError
from evals.loading.rows import rows
from evals.statistics.calibration import Calibration, calibrated, corrected
from evals.statistics.intervals import Interval


def read_labels(path: Path) -> list[tuple[bool, bool | None]]:
    """Pairs of `label` (a person's) and `verdict` (the judge's; null where unreadable).

    Raises:
        SuiteError: a line lacks one of them; names file and line.
    """
    found = []
    for line, data in rows(path, what="a label"):
        label, verdict = data.get("label"), data.get("verdict")
        if not isinstance(label, bool) or "verdict" not in data:
            raise SuiteError(
                f"{path}:{line}: label and verdict are needed",
                remedy='write {"label": true, "verdict": false}, or null for an unreadable verdict',
            )
        if not isinstance(verdict, bool | None):
            raise SuiteError(f"{path}:{line}: verdict is not true, false or null")
        found.append((label, verdict))
    return found


def calibration_table(
    pairs: Sequence[tuple[bool, bool | None]], observed: str | None, *, source: Path
) -> dict[str, Any]:
    """TPR, TNR and κ, and a reported rate `K/N` raw and corrected.

    Raises:
        SuiteError: the labels or the rate cannot be used.
    """
    try:
        judge = calibrated(pairs)
        lines = [_line("TPR", judge.sensitivity), _line("TNR", judge.specificity)]
        if observed:
            lines += _observed(observed, judge)
    except ValueError as error:
        raise SuiteError(f"{source}: {error}", remedy="label more examples of both kinds") from None
    may = "may gate" if judge.tells_apart else "must not gate: it may be no better than a coin"
    note = f"κ {judge.kappa:.3f}; {judge.unscored} unreadable, left out; this judge {may}"
    title = f"{judge.good} good and {judge.bad} bad examples"
    return {"title": title, "rows": lines, "note": note, "may_gate": judge.tells_apart}


def _observed(text: str, judge: Calibration) -> list[dict[str, Any]]:
    successes, sign, trials = text.partition("/")
    if not (sign and successes.isdigit() and trials.isdigit() and int(trials) > 0):
        raise SuiteError(f"--observed {text!r} is not K/N", remedy="e.g. --observed 84/120")
    if int(successes) > int(trials):
        raise SuiteError(f"--observed {text!r}: more than all")
    made = corrected(int(successes), int(trials), judge)
    raw = {"rate": "as reported", "estimate": int(successes) / int(trials), "of": int(trials)}
    return [raw, _line("corrected", made)]


def _line(name: str, interval: Interval) -> dict[str, Any]:
    return {
        "rate": name, "estimate": interval.estimate, "low": interval.low,
        "high": interval.high, "of": interval.n,
    }  # fmt: skip
