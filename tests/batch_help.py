"""What the tests of batches share: a drafter that costs nothing, inputs, runs, answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.app import Assistant
from assistant.batch import Summary, open_batch, open_source, run
from assistant.domain import Case, Draft
from assistant.errors import DatabaseFault, SettingsError

ROOT = Path(__file__).parents[1]


class Stub:
    """A drafter that hands out one draft, or does what a word in the message says."""

    def __init__(self, draft: Draft) -> None:
        self.made = draft
        self.cases: list[Case] = []
        self._lock = Lock()

    def draft(self, case: Case) -> Draft:
        with self._lock:
            self.cases.append(case)
        match case.message:
            case "database":
                raise DatabaseFault("the database is full", remedy="make room")
            case "settings":
                raise SettingsError("no key is set", remedy="set it")
            case "internal":
                raise ZeroDivisionError("a secret of Ms Roe")
        return self.made


@cache
def ready(assistant: Assistant) -> Draft:
    """One draft, made once."""
    return assistant.draft("My parcel is late.")


def jsonl(path: Path, rows: Sequence[Any]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def messages(count: int) -> list[dict[str, Any]]:
    return [{"id": f"r{n}", "message": f"My order {n} is late."} for n in range(1, count + 1)]


def do(source: Path, out: Path, stub: Stub, *, jobs: int = 1, **options: Any) -> Summary:
    """One run with the stub; `limit`, `stop` and `listen` go to it, the rest to the plan."""
    of_run = {key: options.pop(key) for key in ("limit", "stop", "listen") if key in options}
    with open_batch(open_source(source), out, **options) as batch:
        return run(batch, stub, jobs=jobs, **of_run)


def answers(out: Path) -> dict[int, dict[str, Any]]:
    """The answers by row; a row that is there twice is an error."""
    found = [json.loads(line) for line in out.read_bytes().split(b"\n")[:-1]]
    assert len({answer["row"] for answer in found}) == len(found)
    return {answer["row"]: answer for answer in found}
