"""The table of `scorers`: how often a scorer that reads prose is right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.domain import Commitment, Finding
from evals.folder import write_whole
from evals.reports.wording import share
from evals.scorers.measuring import KEPT, Accuracy, keep, measured, soft_scorers
from evals.solving.bench import Bench

_CLOCK = datetime(2026, 11, 20, 10, tzinfo=UTC)


def accuracy_table(*, write: bool = False) -> dict[str, Any]:
    """Precision and recall of each soft scorer, and the labelled replies that it gets wrong."""
    bench = Bench(_CLOCK)

    def lint(message: str, reply: str) -> tuple[Sequence[Finding], Sequence[Commitment]]:
        made = bench.assistant.lint(reply, {"message": message, "date": _CLOCK.isoformat()})
        return made.findings, made.commitments

    found = [measured(name, lint) for name in soft_scorers()]
    if write:
        write_whole(KEPT, keep([each for each, _ in found]))
    lines = [_line(each) for each, _ in found]
    wrong = [
        f"{each.scorer} {'alarms at' if reply.label else 'misses'}: {reply.reply!r}"
        for each, replies in found
        for reply in replies
    ]
    note = "an alarm is a score below 1; intervals are Wilson's, 95 %"
    return {"title": "Scorers against labels", "rows": lines, "note": note, "wrong": wrong}


def as_markdown(found: Sequence[Accuracy]) -> str:
    """The table of the guide for evaluators."""
    lines = ["| scorer | good, bad replies | precision | recall |", "|---|---|---|---|"]
    for each in found:
        good, bad = each.false_alarms + each.right_passes, each.right_alarms + each.missed
        cells = (f"`{each.scorer}`", f"{good}, {bad}", share(each.precision), share(each.recall))
        lines.append(f"| {' | '.join(cells)} |".replace("\u00a0", " "))
    return "\n".join(lines)


def _line(each: Accuracy) -> dict[str, Any]:
    good, bad = each.false_alarms + each.right_passes, each.right_alarms + each.missed
    return {
        "scorer": each.scorer, "good": good, "bad": bad,
        "precision": share(each.precision), "recall": share(each.recall),
        "false_alarms": each.false_alarms, "missed": each.missed,
    }  # fmt: skip
