"""What a suite can see: the tables of `noise` and `power`, from a run's own trials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evals.errors import SuiteError
from evals.folder import RunFolder
from evals.loading.faults import nearest
from evals.scorers import scorer
from evals.session import Session
from evals.statistics.aggregate import Trials
from evals.statistics.comparing import FEWEST
from evals.statistics.noise import any_alarm, false_alarms
from evals.statistics.power import MODEL, Plan, rates_of, simulate
from evals.verdicts.scores import arm_scores, trials_of

_DEFAULT_MARGIN = 0.05
_NOISE = (
    "Nothing differs, so every alarm is a false one. Each metric is judged alone; the last line is"
    " how often a run with no change at all would be called regressed."
)
_SHARES = (
    "Shares ({}) are simulated as passes: no spread is wider for a mean, so a drop that is the same"
    " everywhere is seen more often than this."
)
_STILL = "No trial differed from another one of its sample, so this noise is assumed, not measured."


def noise_table(
    session: Session,
    folder: RunFolder,
    *,
    arm: str | None,
    metric: str | None,
    runs: int,
    seed: int,
) -> dict[str, Any]:
    """How often the gate alarms, metric by metric, when an arm is held against itself.

    Raises:
        SuiteError: no such arm or metric, or samples with one trial only.
    """
    lines: list[dict[str, Any]] = []
    measured = _measured(session, folder, arm, metric)
    for name, trials, margin in measured:
        if not _varies(trials):
            lines.append(
                {"metric": name, "note": "every trial of a sample gave the same: no noise"}
            )
            continue
        try:
            found = false_alarms(
                trials, margin=margin, alpha=session.suite.alpha, runs=runs, seed=seed
            )
        except ValueError as error:
            raise SuiteError(f"{name}: {error}", remedy="run the suite with --trials 4") from None
        lines.append(
            {
                "metric": name, "clusters": len(trials), "margin": margin,
                "false_alarms": found.regressed, "not_worse": found.not_worse,
                "inconclusive": found.inconclusive, "covered": found.covered,
            }
        )  # fmt: skip
    moved = [(trials, margin) for _, trials, margin in measured if _varies(trials)]
    if len(measured) > 1 and moved:
        # a metric that never moves still counts in Holm's correction, with a p of 1
        gates = [(trials, margin) for _, trials, margin in measured]
        share = any_alarm(gates, alpha=session.suite.alpha, runs=runs, seed=seed)
        lines.append({"metric": f"any of {len(gates)} (Holm)", "false_alarms": share})
    title = f"A against A: {runs} random halves of one arm's trials"
    return {"title": title, "rows": lines, "note": _NOISE}


def power_table(
    session: Session,
    folder: RunFolder,
    *,
    arm: str | None,
    metric: str | None,
    drops: Sequence[float],
    runs: int,
) -> dict[str, Any]:
    """How often a drop is called a regression, for the suite as it is and for larger ones.

    Raises:
        SuiteError: no such arm or metric.
    """
    lines: list[dict[str, Any]] = []
    count = folder.plan().options.trials or session.suite.trials
    gating = session.suite.gates.quality
    for name, trials, margin in _measured(session, folder, arm, metric):
        rates = rates_of(trials)
        for drop in drops:
            for clusters in sorted({len(trials), 2 * len(trials)}):
                if clusters < FEWEST:
                    continue
                plan = Plan(
                    clusters=clusters, trials=count, drop=drop, margin=margin,
                    alpha=session.suite.alpha, runs=runs,
                    gates=len(gating) if name in gating else 1,
                )  # fmt: skip
                try:
                    found = simulate(rates, plan)
                except ValueError as error:
                    lines.append({"metric": name, "drop": drop, "note": str(error)})
                    break
                lines.append(
                    {"metric": name, "drop": drop, "clusters": clusters, "trials": count,
                     "margin": margin, "seen": found.regressed, "missed": found.not_worse,
                     "inconclusive": found.inconclusive}
                )  # fmt: skip
    if not lines:
        raise SuiteError(f"below {FEWEST} clusters nothing is decided", remedy="add situations")
    measured = _measured(session, folder, arm, metric)
    still = not any(_varies(trials) for _, trials, _ in measured)
    shares = [name for name, _, _ in measured if scorer(name).kind == "share"]
    told = _SHARES.format(", ".join(shares)) if shares else ""
    note = " ".join(part for part in (_STILL if still else "", MODEL, told) if part)
    return {"title": f"What {session.suite.suite} can see", "rows": lines, "note": note}


def _measured(
    session: Session, folder: RunFolder, arm: str | None, metric: str | None
) -> list[tuple[str, Trials, float]]:
    """The metrics that gate (or the one asked for) with their trials and margins."""
    rows, prints = folder.rows()
    name = arm or session.arms[0].id
    if name not in prints:
        raise SuiteError(f"there is no arm {name!r}", remedy=nearest(name, prints))
    scores = arm_scores([row for row in rows if row.arm == name])
    gates = session.suite.gates.quality
    names = [metric] if metric else list(gates) or list(session.suite.gates.hard)
    found = []
    for each in names:
        if each not in session.suite.scorers:
            raise SuiteError(f"no scorer {each!r}", remedy=nearest(each, session.suite.scorers))
        if trials := trials_of(scores, each):
            margin = gates[each].margin if each in gates else _DEFAULT_MARGIN
            found.append((each, trials, margin))
    if not found:
        raise SuiteError("nothing was scored", remedy="choose another --metric")
    return found


def _varies(trials: Trials) -> bool:
    return any(len(set(values)) > 1 for group in trials.values() for values in group.values())
