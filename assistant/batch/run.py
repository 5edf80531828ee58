"""Drafts the rows of a batch, several at once, and writes each answer as it comes."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Protocol

from assistant.batch.answers import Output, answer_line
from assistant.batch.plan import Batch
from assistant.batch.row import Row, case_of
from assistant.domain import Case, Draft, Record
from assistant.errors import CaseError, ComposureError, SettingsError

PATIENCE = 20
"""Rows that may fail one after the other, none for what it holds: then it is not the rows."""
_SHOWN = 5
_TICK = 0.5
"""Seconds after which a wait looks up, for systems on which no signal interrupts one."""


class Drafter(Protocol):
    """What a batch needs of the assistant."""

    def draft(self, case: Case) -> Draft: ...


class Failure(Record):
    """A row that got an error instead of a draft."""

    row: int
    kind: str
    message: str
    remedy: str


class Standing(Record):
    """How far a run is: rows that have an answer, and how many of these failed in this run."""

    answered: int
    failed: int


class Summary(Record):
    """What a run came to.

    `rows` is all of the input, `skipped` those answered before (`failed_before` of them with an
    error), `remaining` those without an answer; `fell_back` were written offline because the
    model failed. `failures` are the first of this run.
    """

    input: str
    output: str
    rows: int
    drafted: int
    failed: int
    skipped: int
    failed_before: int
    remaining: int
    hard_stops: int
    fell_back: int
    seconds: float
    interrupted: bool
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """One row's answer, as the line that is written and what is counted of it."""

    line: bytes
    hard_stop: bool = False
    fell_back: bool = False
    failure: Failure | None = None
    blameless: bool = False
    """It failed for another reason than what the row holds."""


@dataclass(slots=True)
class _Tally:
    drafted: int = 0
    failed: int = 0
    hard_stops: int = 0
    fell_back: int = 0
    blameless: int = 0
    """The last so many rows failed for another reason than what they hold."""
    last: Failure | None = None
    failures: list[Failure] = field(default_factory=list)

    def count(self, answer: _Answer) -> None:
        self.drafted += answer.failure is None
        self.hard_stops += answer.hard_stop
        self.fell_back += answer.fell_back
        self.blameless = self.blameless + 1 if answer.blameless else 0
        if answer.failure is not None:
            self.failed += 1
            self.last = answer.failure
            if len(self.failures) < _SHOWN:
                self.failures.append(answer.failure)


def run(
    batch: Batch,
    assistant: Drafter,
    *,
    jobs: int = 1,
    limit: int | None = None,
    stop: Event | None = None,
    listen: Callable[[Standing], None] = lambda standing: None,
) -> Summary:
    """Drafts what is to do and writes each answer when it is there, in order of finishing.

    Args:
        jobs: drafts under way at the same time.
        limit: rows that this run does at most.
        stop: once set, no row is begun; those under way are finished and written.
        listen: told after every answer.

    Raises:
        SettingsError: a model cannot be used at all. ComposureError: the output cannot be
            written, or one row after the other fails for a reason that is not its own.
    """
    began, stop, tally = time.monotonic(), stop or Event(), _Tally()
    rows = islice(batch.to_do(), limit)
    made = _answers(assistant, rows, jobs, stop)
    with Output(batch.out, end=batch.end) as output, closing(made) as answers:
        for answer in answers:
            output.append(answer.line)
            tally.count(answer)
            answered = len(batch.done) + tally.drafted + tally.failed
            listen(Standing(answered=answered, failed=tally.failed))
            _check_blame(tally)
    return _summary(batch, tally, time.monotonic() - began, interrupted=stop.is_set())


def _answers(
    assistant: Drafter, rows: Iterable[Row], jobs: int, stop: Event
) -> Generator[_Answer, None, None]:
    """Answers as they come; twice as many rows are read ahead as there are jobs, and no more."""
    under_way: list[Future[_Answer]] = []
    with ThreadPoolExecutor(jobs, thread_name_prefix="batch") as pool:
        try:
            for row in rows:
                if stop.is_set():
                    break
                under_way.append(pool.submit(_answer, assistant, row))
                while len(under_way) >= 2 * jobs and not stop.is_set():
                    yield from _finished(under_way)
            while under_way:
                if stop.is_set():
                    under_way[:] = [future for future in under_way if not future.cancel()]
                yield from _finished(under_way)
        finally:
            for future in under_way:
                future.cancel()


def _finished(under_way: list[Future[_Answer]]) -> Iterator[_Answer]:
    """The answers that are there, at least one after a wait; they leave what is under way."""
    done, _ = wait(under_way, timeout=_TICK, return_when=FIRST_COMPLETED)
    for future in [future for future in under_way if future in done]:
        under_way.remove(future)
        yield future.result()


def _answer(assistant: Drafter, row: Row) -> _Answer:
    """The answer of one row, whatever becomes of it; only a setting that fails all goes on up."""
    try:
        draft = assistant.draft(case_of(row))
        line = answer_line(row, "draft", draft.model_dump_json())
    except SettingsError:
        raise
    except ComposureError as error:
        return _failed(row, error)
    except Exception as error:  # a fault of ours costs one row; its text may be a customer's
        return _failed(row, _internal(error))
    return _Answer(line, draft.escalation.level == 3, draft.writer.fell_back)


def _failed(row: Row, error: ComposureError) -> _Answer:
    said = error.as_dict()
    line = answer_line(row, "error", json.dumps(said, ensure_ascii=False))
    failure = Failure(row=row.number, **said)
    return _Answer(line, failure=failure, blameless=not isinstance(error, CaseError))


class _InternalError(ComposureError):
    kind = "internal"


def _internal(error: Exception) -> ComposureError:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return _InternalError(
        f"internal error ({type(error).__name__} in {where})", remedy="please report it"
    )


def _check_blame(tally: _Tally) -> None:
    last = tally.last
    if last is not None and tally.blameless >= PATIENCE:
        raise ComposureError(
            f"{PATIENCE} rows failed one after the other, none for what it holds: {last.message}",
            remedy=f"{last.remedy or 'composure doctor'}; then go on with --retry-failed",
        )


def _summary(batch: Batch, tally: _Tally, seconds: float, *, interrupted: bool) -> Summary:
    skipped, answered = len(batch.done), tally.drafted + tally.failed
    remaining = batch.total - skipped - answered
    return Summary(
        input=str(batch.source.path),
        output=str(batch.out),
        rows=batch.total,
        drafted=tally.drafted,
        failed=tally.failed,
        skipped=skipped,
        failed_before=batch.failed_before,
        remaining=remaining,
        hard_stops=tally.hard_stops,
        fell_back=tally.fell_back,
        seconds=round(seconds, 3),
        interrupted=interrupted and remaining > 0,
        failures=tuple(tally.failures),
    )
