"""JSON and CSV: every trial with its scores."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from evals.records import Row, Sample
from evals.verdicts.records import Verdict

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""


def as_json(verdict: Verdict, rows: Sequence[Row], samples: Sequence[Sample]) -> str:
    """One document: the verdict and the rows."""
    lines = ",\n".join(row.model_dump_json() for row in rows)
    return f'{{"verdict": {verdict.model_dump_json()},\n"rows": [\n{lines}\n]}}\n'


def as_csv(verdict: Verdict, rows: Sequence[Row], samples: Sequence[Sample]) -> str:
    """One trial a line, one scorer a column; where nothing was scored the cell is empty."""
    names = list(dict.fromkeys(score.scorer for row in rows for score in row.scores))
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    head = ["arm", "sample", "cluster", "trial", "state", "reason", "level", "flags", "issue"]
    writer.writerow([*head, *names, "reply"])
    for row in rows:
        out = row.output
        issue = out.issues[0] if out.issues else ""
        cells = [row.arm, row.sample, row.cluster, row.trial, out.state, out.reason, out.level]
        values = [row.value(name) for name in names]
        cells += [" ".join(out.flags), issue, *("" if v is None else v for v in values), out.reply]
        writer.writerow([_harmless(cell) for cell in cells])
    return target.getvalue()


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_DANGEROUS):
        return "'" + cell
    return cell
