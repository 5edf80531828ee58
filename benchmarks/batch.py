"""Kills `composure batch` over and over, and looks at its memory on a very long input.

    python -m benchmarks.batch kills [--count 50] [--rows 120] [--seed 4]
    python -m benchmarks.batch memory [--rows 200000]

`kills` starts the real command, offline, ends it with SIGKILL at a random moment, looks at what the
output holds, and starts it again, until so many kills have met a running batch. `memory` runs a
batch whose drafter hands out one ready draft, so that what grows is the batch's own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from assistant.app import Assistant
from assistant.batch import open_batch, open_source, run
from assistant.domain import Case, Draft
from assistant.settings import load

TEXTS = (
    "My parcel is {n} days late and nobody answers my letters.",
    "You charged me twice for order LK-{n}, and I want my money back.",
    "The lamp of order LK-{n} came broken, and it is the second one.",
)


def write_rows(path: Path, count: int) -> None:
    """An input of so many rows, no two alike."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            message = TEXTS[number % len(TEXTS)].format(n=number + 2)
            file.write(json.dumps({"id": f"r{number}", "message": message}) + "\n")


def kills(folder: Path, count: int, rows: int, seed: int) -> None:
    """Kills until the count is reached; every round ends in a whole output."""
    source, draw = folder / "in.jsonl", random.Random(seed)
    write_rows(source, rows)
    environment = {**os.environ, "COMPOSURE_HOME": str(folder / "home")}
    Assistant(load(home=folder / "home")).index()
    killed = drafting = torn = lost = rounds = 0
    while drafting < count:
        out, before = folder / f"out{rounds}.jsonl", 0
        rounds += 1
        while not _once(source, out, environment, draw):
            whole, is_torn = _look(out)
            lost += whole < before
            killed, drafting, torn = killed + 1, drafting + (whole > before), torn + is_torn
            before = max(before, whole)
            print(f"kill {killed}: {whole} of {rows} rows answered", file=sys.stderr, flush=True)
        lost += _wrong(out, rows)
    print(f"{killed} kills, {drafting} of them after new answers; seed {seed}")
    print(f"{rounds} outputs of {rows} rows each, all finished afterwards")
    print(f"torn last lines {torn} (cut off); answers lost, doubled or wrong: {lost}")


def _once(source: Path, out: Path, environment: dict[str, str], draw: random.Random) -> bool:
    """Whether the command came to its end before it was killed, 0.5 to 3 s after it was ready."""
    command = [sys.executable, "-m", "assistant.cli", "batch", str(source), "-o", str(out)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr is not None
        child.stderr.readline()
        try:
            code = child.wait(timeout=draw.uniform(0.5, 3.0))
        except subprocess.TimeoutExpired:
            child.kill()
            return False
    if code:
        raise SystemExit(f"the command ended with {code}")
    return True


def _look(out: Path) -> tuple[int, bool]:
    """Whole lines, and whether the last one is torn."""
    raw = out.read_bytes() if out.exists() else b""
    for line in raw.split(b"\n")[:-1]:
        json.loads(line)
    return raw.count(b"\n"), bool(raw) and not raw.endswith(b"\n")


def _wrong(out: Path, rows: int) -> int:
    """Answers of a finished output that are missing, there twice, or another row's."""
    answers: list[dict[str, Any]] = [
        json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()
    ]
    found = [answer["row"] for answer in answers if "draft" in answer]
    mixed: int = sum(answer["id"] != f"r{answer['row'] - 1}" for answer in answers)
    return len(set(range(1, rows + 1)) ^ set(found)) + len(found) - len(set(found)) + mixed


class Ready:
    """A drafter that hands out one draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def draft(self, case: Case) -> Draft:
        return self._draft


def memory(folder: Path, rows: int) -> None:
    """The peak of memory after a short batch, after a long one, and after going on with it."""
    made = Assistant(load(home=folder / "home")).draft(TEXTS[0].format(n=4))
    drafter: Any = Ready(made)
    for name, count in (("short", 100), ("long", rows), ("long", rows)):
        source, out = folder / f"{name}.jsonl", folder / f"{name}.out.jsonl"
        write_rows(source, count)
        began = time.monotonic()
        with open_batch(open_source(source), out) as batch:
            summary = run(batch, drafter)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:>9,} rows: {summary.drafted:,} drafted, {summary.skipped:,} skipped, "
            f"{time.monotonic() - began:.1f} s, peak {peak:.0f} MB, "
            f"output {out.stat().st_size / 1e6:.0f} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("part", choices=("kills", "memory"))
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.part == "kills":
            kills(Path(name), given.count, given.rows or 120, given.seed)
        else:
            memory(Path(name), given.rows or 200_000)


if __name__ == "__main__":
    main()
