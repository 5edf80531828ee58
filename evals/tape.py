"""The tape: what models answered and what came of each trial, one JSON line each, only appended.

Two kinds of lines. A `call` is one answer of a model; its key is the hash of the rendered
messages, the model's id and settings, what was retrieved, and the trial's number. An `output` is
what the assistant made of one trial; its key is the hash of all that the trial depends on (case,
moment, prompt, model, knowledge, package, trial), from which those messages follow.

Every line is flushed as it is written. A torn last line (a kill, a full disk) is cut off when the
tape is opened for writing and passed over when it is read; any other damage is an error.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from assistant.domain import Record
from assistant.errors import ModelError
from assistant.models.answers import Completion
from evals.errors import RunError, SuiteError
from evals.records import Output

_SETTLED = ("generated", "refused", "rejected")
"""States that a second try would not change; errors and missing recordings are tried again."""


class Call(Record):
    """One answer of a model, or that it declined."""

    key: str
    model: str
    text: str = ""
    tokens: dict[str, int] = Field(default_factory=dict)
    seconds: float = 0.0
    declined: str = ""
    cost: float = 0.0
    """What the run that asked paid for it."""

    def completion(self) -> Completion:
        """The answer as the assistant's models give it.

        Raises:
            ModelError: the model had declined.
        """
        if self.declined:
            raise ModelError(self.declined, reason="declined")
        return Completion(
            text=self.text,
            model=self.model,
            tokens={"in": 0, "out": 0, **self.tokens},
            seconds=self.seconds,
        )


class Tape:
    """Reads recordings, and appends to one of them. Thread-safe.

    Args:
        own: the file that is appended to; None = nothing is written.
        others: further recordings, read only.
    """

    def __init__(self, own: Path | None, others: Iterable[Path] = ()) -> None:
        self._own = own
        self._lock = threading.Lock()
        self._lines: dict[tuple[str, str], str] = {}
        for path in others:
            self._read(path)
        self._foreign = {key for kind, key in self._lines if kind == "output"}
        self.spent = 0.0
        """What this run has paid for the answers on its own tape."""
        if own is not None and own.exists():
            mend(own)
            kept = self._read(own)
            self._foreign -= kept
            self.spent = math.fsum(call.cost for call in self.calls() if call.key in kept)

    def call(self, key: str) -> Call | None:
        """The recorded answer of a model."""
        line = self._lines.get(("call", key))
        return Call.model_validate(json.loads(line)["call"]) if line else None

    def output(self, key: str, *, settled: bool = True) -> Output | None:
        """What came of a trial before; with `settled` only what a second try would not change.

        What another run recorded is not live here, so that it counts for no budget.
        """
        line = self._lines.get(("output", key))
        if line is None:
            return None
        found = Output.model_validate(json.loads(line)["output"])
        if key in self._foreign:
            found = found.model_copy(update={"live": False})
        return found if found.state in _SETTLED or not settled else None

    def settled(self, key: str) -> bool:
        """Whether a result of this trial is recorded that a second try would not change."""
        return self.output(key) is not None

    def add_call(self, call: Call) -> None:
        """Records an answer."""
        self._add("call", call.key, call)

    def add_output(self, key: str, output: Output) -> None:
        """Records what came of a trial."""
        self._add("output", key, output)

    def calls(self) -> Iterator[Call]:
        """All recorded answers, for a recording of its own."""
        for (kind, key), _ in sorted(self._lines.items()):
            if kind == "call" and (call := self.call(key)):
                yield call

    def _add(self, kind: Literal["call", "output"], key: str, value: Record) -> None:
        body = value.model_dump(mode="json", exclude_defaults=True)
        if kind == "call":
            body["key"] = key
        line = json.dumps({"kind": kind, "key": key, kind: body}, ensure_ascii=False)
        with self._lock:
            self._lines[kind, key] = line
            self._foreign.discard(key)
            if self._own is not None:
                append(self._own, line)

    def _read(self, path: Path) -> set[str]:
        """Takes a recording in; returns the keys it holds."""
        keys: set[str] = set()
        for number, line in lines(path):
            try:
                data: Any = json.loads(line)
                kind, key = data["kind"], data["key"]
            except (ValueError, KeyError, TypeError):
                raise SuiteError(
                    f"{path}:{number}: not a line of a tape", remedy="restore the file"
                ) from None
            self._lines[kind, key] = line
            keys.add(key)
        return keys


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The whole lines of a file with their numbers; a torn tail is passed over.

    Raises:
        SuiteError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                if not raw.endswith(b"\n"):
                    return
                yield number, raw.decode("utf-8", "surrogatepass")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SuiteError(f"the tape {path} cannot be read: {reason}") from None
    except UnicodeDecodeError as error:
        raise SuiteError(f"the tape {path} is damaged (byte {error.start} of a line)") from None


def mend(path: Path) -> None:
    """Cuts a torn last line off, so that the next one does not continue it."""
    raw = path.read_bytes()
    whole = raw.rfind(b"\n") + 1
    if whole < len(raw):
        with path.open("r+b") as file:
            file.truncate(whole)


def append(path: Path, line: str) -> None:
    """Adds a line and hands it to the system at once.

    Raises:
        RunError: it cannot be written.
    """
    try:
        with path.open("ab") as file:
            file.write(line.encode("utf-8", "surrogatepass") + b"\n")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RunError(
            f"the tape {path} cannot be written: {reason}",
            remedy="make room or choose another --out; composure-eval resume goes on from here",
        ) from None
