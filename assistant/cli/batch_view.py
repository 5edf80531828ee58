"""What a person sees of a batch: a bar where there is a terminal, otherwise a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.batch import Standing, Summary

_EVERY = 30.0
"""Seconds between two lines where no bar can be drawn."""

Listen = Callable[["Standing"], None]


@contextmanager
def progress_of(done: int, aim: int) -> Iterator[Listen]:
    """What is to be told of every answer: `done` rows have one already, `aim` will."""
    if sys.stderr.isatty():
        with _bar(done, aim) as listen:
            yield listen
    else:
        yield _lines(done, aim)


@contextmanager
def _bar(done: int, aim: int) -> Iterator[Listen]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (
        TextColumn("drafting"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]}"),
        Remaining(),
    )
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False) as bar:
        task = bar.add_task("drafting", total=aim, completed=done, failed="")

        def listen(standing: Standing) -> None:
            failed = f"{standing.failed:,} failed" if standing.failed else ""
            bar.update(task, completed=standing.answered, failed=failed)

        yield listen


def _lines(done: int, aim: int) -> Listen:
    began = last = time.monotonic()
    print(f"batch: {done:,} of {aim:,} rows have an answer", file=sys.stderr, flush=True)

    def listen(standing: Standing) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY:
            return
        last = now
        left = (aim - standing.answered) * (now - began) / max(1, standing.answered - done)
        print(
            f"batch: {standing.answered:,} of {aim:,} rows have an answer, "
            f"{standing.failed:,} failed, about {_span(left)} left",
            file=sys.stderr,
            flush=True,
        )

    return listen


def shown(made: Summary) -> None:
    """What came of the run, the first rows that failed, and what to do about them."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(_headline(made), "bold"), soft_wrap=True)
    for failure in made.failures:
        remedy = f" → {failure.remedy}" if failure.remedy else ""
        console.print(Text(f"  row {failure.row}: {failure.message}{remedy}"), soft_wrap=True)
    if made.failed > len(made.failures):
        console.print(Text(f"  and {made.failed - len(made.failures):,} more in the output"))
    for note in _notes(made):
        console.print(Text(note, "yellow"), soft_wrap=True)
    console.print(Text(made.output, "dim"), soft_wrap=True)


def _headline(made: Summary) -> str:
    parts = [f"{made.drafted:,} drafted", f"{made.failed:,} failed", f"{made.skipped:,} skipped"]
    if made.remaining:
        parts.append(f"{made.remaining:,} still to do")
    stops = "hard stop" if made.hard_stops == 1 else "hard stops"
    return f"{', '.join(parts)}; {made.hard_stops:,} {stops}; {_span(made.seconds)}"


def _notes(made: Summary) -> Iterator[str]:
    if made.failed or made.failed_before:
        before = f" ({made.failed_before:,} in earlier runs)" if made.failed_before else ""
        count = made.failed + made.failed_before
        yield (
            f"{count:,} {'row' if count == 1 else 'rows'} failed{before}: edit and run the same"
            " command again, or try them as they are with --retry-failed"
        )
    if made.fell_back:
        yield f"{made.fell_back:,} written offline: the model failed or its reply could not be used"
    if made.hard_stops:
        yield "hard stops hold no normal reply: a person must see them first"


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
