"""Steps that several tests of the suites share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.records import Row
from evals.running import Options, generate, scored, tasks
from evals.session import Session
from evals.solving.bench import Bench
from evals.solving.solvers import Solving
from evals.tape import Tape


def replayed(session: Session, bench: Bench, tape: Path, options: Options) -> tuple[Row, ...]:
    """The scored rows of a suite over a tape, generating what it lacks."""
    solving = Solving(
        bench, Tape(tape), solver=session.suite.solver, folder=Path(session.suite.folder)
    )
    grid = tasks(session.suite, session.arms, session.samples, options)
    rows = generate(grid, solving, workers=options.workers)
    faults = [row.output.reason for row in rows if row.output.reason.startswith("internal error")]
    assert not faults, faults[0]
    return scored(rows, session.samples, session.suite.scorers)


def write_lines(path: Path, rows: Sequence[Any]) -> Path:
    """JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
