"""Runs the grid: every arm, sample and trial, several at once, into rows in a fixed order."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

from assistant.domain import Record
from evals.errors import OverBudget
from evals.hashing import digest
from evals.records import Arm, Output, Row, Sample, Suite
from evals.scorers import scores_of
from evals.solving.solvers import Solving

Progress = Callable[[int, int], None]
Task = tuple[Arm, Sample, int]


class Options(Record):
    """How a run is made. `shuffle` mixes the order by a seed; results do not depend on it."""

    workers: int = 4
    trials: int | None = None
    record: bool = False
    max_cost: float | None = None
    shuffle: int | None = None


def tasks(
    suite: Suite, arms: Sequence[Arm], samples: Sequence[Sample], options: Options
) -> list[Task]:
    """The grid. Arms are interleaved, so that a slow hour of a provider hits all of them."""
    count = options.trials or suite.trials
    made = [(a, s, t) for t in range(1, count + 1) for s in samples for a in arms]
    if options.shuffle is not None:
        random.Random(options.shuffle).shuffle(made)
    return made


def generate(
    grid: Sequence[Task], solving: Solving, *, workers: int, progress: Progress | None = None
) -> tuple[Row, ...]:
    """The rows of the grid, without scores, in the order of arm, sample and trial.

    What the budget no longer allowed stands there as not recorded.
    """
    rows: list[Row] = []
    stopped = ""
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        waiting: dict[Future[Output], Task] = {
            pool.submit(solving.solve, sample, arm, trial): (arm, sample, trial)
            for arm, sample, trial in grid
        }
        try:
            for done in as_completed(waiting):
                output, stopped = _result(done, waiting[done], stopped)
                rows.append(_row(waiting[done], output))
                if progress:
                    progress(len(rows), len(grid))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return tuple(sorted(rows, key=lambda row: row.place))


def _result(done: Future[Output], task: Task, stopped: str) -> tuple[Output, str]:
    try:
        return done.result(), stopped
    except OverBudget as error:
        reason = stopped or str(error)
        return Output(state="needs_recording", reason=reason), reason


def _row(task: Task, output: Output) -> Row:
    arm, sample, trial = task
    return Row(arm=arm.id, sample=sample.id, cluster=sample.cluster, trial=trial, output=output)


def scored(rows: Sequence[Row], samples: Sequence[Sample], names: Sequence[str]) -> tuple[Row, ...]:
    """The rows with their scores; pure, and without a single generation."""
    known = {sample.id: sample for sample in samples}
    return tuple(
        row.model_copy(update={"scores": scores_of(names, known[row.sample], row.output)})
        for row in rows
    )


def rows_digest(rows: Sequence[Row]) -> str:
    """The hash of results: equal for equal results, in whatever order they came."""
    kept = [
        row.model_dump(mode="json", exclude={"output": {"seconds", "live"}})
        for row in sorted(rows, key=lambda row: row.place)
    ]
    return digest(kept)
