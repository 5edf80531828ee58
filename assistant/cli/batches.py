"""`composure batch`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import JsonOption, ModelOption, answer_with, app, assistant_for, errors

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.batch import Summary


@app.command()
def batch(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN", help="A .csv with a message column, or a .jsonl of CASE.json objects."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT.jsonl", help="Where the answers go.")
    ],
    model: ModelOption = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Do at most this many rows now.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, max=256,
            help="Drafts under way at once; 1 offline, COMPOSURE_MODEL_SLOTS with a model.",
        ),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Do the rows that failed again.")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw the answers in OUT away and begin again.")
    ] = False,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Draft replies to many messages. The same command goes on where it was stopped."""
    with errors(as_json):
        from assistant.batch import open_batch, open_source
        from assistant.cli.batch_view import shown

        given = open_source(source)
        with open_batch(given, out, restart=restart, retry_failed=retry_failed) as opened:
            assistant = assistant_for(model=model)
            _ready(assistant)
            made = _run(opened, assistant, jobs=jobs or _jobs(assistant), limit=limit)
        answer_with(as_json, made.model_dump(mode="json"), lambda: shown(made))
        _say_how_to_go_on(made)
        if made.interrupted or made.failed or made.failed_before:
            raise typer.Exit(1)


def _ready(assistant: Assistant) -> None:
    """Makes and checks what every draft needs, so that what is wrong is said before any row."""
    _ = (assistant.company, assistant.rules)
    assistant.search("late delivery", limit=1)
    settings = assistant.settings
    for name in (*settings.models, *settings.triage_models):
        from assistant.models import chat_model

        chat_model(name, settings)


def _jobs(assistant: Assistant) -> int:
    """Offline a draft is work of the processor, and more threads make none of it faster."""
    settings = assistant.settings
    asks = settings.models or settings.triage_models
    return settings.model_slots if asks else 1


def _run(opened: Any, assistant: Assistant, *, jobs: int, limit: int | None) -> Summary:
    from assistant.batch import run
    from assistant.cli.batch_view import progress_of

    stop, done = Event(), len(opened.done)
    aim = opened.total if limit is None else min(opened.total, done + limit)
    with _stopping(stop), progress_of(done, aim) as listen:
        return run(opened, assistant, jobs=jobs, limit=limit, stop=stop, listen=listen)


@contextmanager
def _stopping(stop: Event) -> Iterator[None]:
    """Ctrl-C ends the run after the rows under way; once more, and it ends at once."""

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(1)  # each line is written whole, so that nothing is half written
        stop.set()
        _say("stopping after the rows under way; Ctrl-C again leaves them")

    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say_how_to_go_on(made: Summary) -> None:
    if made.interrupted:
        answered = made.rows - made.remaining
        _say(f"stopped: {answered:,} of {made.rows:,} rows have an answer")
        _say("run the same command again to go on")


def _say(line: str) -> None:
    print(f"composure: {line}", file=sys.stderr, flush=True)
