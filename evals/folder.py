"""A run's folder: how it was made, its tape, its rows, its verdict and its reports.

run.json        the suite, the options, the hashes of suite and samples
tape.jsonl      what models answered and what came of each trial (append only)
rows.jsonl      every trial with its scores, in a fixed order; its first line holds the prints
judge.json      how far the judge can be trusted, and which arm it prefers (suites with a judge)
verdict.json    the verdict
report.*        the verdict and the rows for people and for machines
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from assistant.database.locks import FileLock
from assistant.domain import Record
from evals.errors import RunError, SuiteError
from evals.fingerprint import Fingerprint
from evals.judgements import Panel
from evals.loading.rows import read_text
from evals.records import Row
from evals.running import Options
from evals.tape import lines


class Plan(Record):
    """How a run was made, so that it can be taken up again."""

    suite: str
    """The absolute path of the suite file."""
    suite_hash: str
    samples_hash: str
    options: Options
    knowledge: str = ""
    started: datetime


class RunFolder:
    """Reads and writes the files of one run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tape = path / "tape.jsonl"

    @classmethod
    def new(cls, runs: Path, suite: str, out: Path | None = None) -> RunFolder:
        """A folder for a new run.

        Raises:
            SuiteError: it holds a run already. RunError: it cannot be made.
        """
        name = f"{suite}-{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        path = out or runs / name
        if (path / "run.json").exists():
            raise SuiteError(
                f"{path} holds a run already",
                remedy=f"composure-eval resume {path}, or another --out",
            )
        return cls.reports(path)

    @classmethod
    def reports(cls, path: Path) -> RunFolder:
        """A folder for reports alone.

        Raises:
            RunError: it cannot be made.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunError(f"{path} cannot be made: {error.strerror}") from None
        return cls(path)

    @classmethod
    def find(cls, runs: Path, name: str | None) -> RunFolder:
        """The folder of a run by path or name; without one the newest run.

        Raises:
            SuiteError: there is none.
        """
        if name is None:
            known = sorted(runs.glob("*/run.json"), key=lambda path: path.stat().st_mtime)
            if not known:
                raise SuiteError("there is no run yet", remedy="composure-eval run smoke")
            return cls(known[-1].parent)
        for path in (Path(name), runs / name):
            if (path / "run.json").is_file():
                return cls(path)
        raise SuiteError(f"there is no run {name}", remedy=f"runs lie in {runs}")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the run; the lock ends with the process, also after a kill."""
        lock = FileLock(self.path / ".lock")
        if not lock.acquire():
            raise RunError(
                f"{self.path} is being written by another run (process {lock.holder()})",
                remedy="wait for it",
            )
        try:
            yield
        finally:
            lock.release()

    def write_plan(self, plan: Plan) -> None:
        """Keeps how the run is made."""
        self.write("run.json", plan.model_dump_json(indent=1) + "\n")

    def plan(self) -> Plan:
        """How the run was made."""
        try:
            return Plan.model_validate_json(read_text(self.path / "run.json", what="the run"))
        except ValidationError:
            raise SuiteError(f"{self.path / 'run.json'} is damaged") from None

    def write_rows(self, rows: Sequence[Row], prints: Mapping[str, Fingerprint]) -> None:
        """Keeps the rows, at once or not at all."""
        head = json.dumps({"fingerprints": {k: v.model_dump() for k, v in sorted(prints.items())}})
        body = (row.model_dump_json(exclude_defaults=True) for row in rows)
        self.write("rows.jsonl", "\n".join([head, *body]) + "\n")

    def rows(self) -> tuple[tuple[Row, ...], dict[str, Fingerprint]]:
        """The rows and the fingerprints of their arms.

        Raises:
            SuiteError: the run has not ended, or the file is damaged.
        """
        path = self.path / "rows.jsonl"
        if not path.is_file():
            raise SuiteError(
                f"{self.path} has not ended", remedy=f"composure-eval resume {self.path}"
            )
        found = [text for _, text in lines(path)]
        try:
            prints = json.loads(found[0])["fingerprints"]
            rows = tuple(Row.model_validate_json(text) for text in found[1:])
            return rows, {arm: Fingerprint.model_validate(each) for arm, each in prints.items()}
        except (ValueError, KeyError, IndexError):
            raise SuiteError(f"{path} is damaged", remedy="composure-eval resume") from None

    def write_panel(self, panel: Panel) -> None:
        """Keeps what is known of the judge."""
        self.write("judge.json", panel.model_dump_json(indent=1) + "\n")

    def panel(self) -> Panel:
        """What is known of the judge; an empty one where there is none."""
        path = self.path / "judge.json"
        if not path.is_file():
            return Panel()
        try:
            return Panel.model_validate_json(read_text(path, what="the judge's file"))
        except ValidationError:
            raise SuiteError(f"{path} is damaged", remedy="composure-eval resume") from None

    def write(self, name: str, text: str) -> Path:
        """Writes a file of the run, at once or not at all.

        Raises:
            RunError: it cannot be written.
        """
        path = self.path / name
        return write_whole(path, text)


def write_whole(path: Path, text: str) -> Path:
    """Writes a file at once or not at all.

    Raises:
        RunError: it cannot be written.
    """
    waiting = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        waiting.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        waiting.replace(path)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise RunError(f"{path} cannot be written: {reason}", remedy="make room there") from None
    return path
