"""Processor time of one lint of a reply of 300 words, with a case.

    python -m benchmarks.lint_speed [--replies 60]

Each reply is put together from the labelled replies by a fixed seed and linted once, so that
nothing of it is remembered; the words "p50" and "p95" are over those replies, in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from assistant.app import Assistant
from assistant.intake import build_case
from assistant.settings import load
from benchmarks.retrieval import read_lines

_DATA = Path(__file__).parents[1] / "tests" / "data" / "rubric"
_WORDS = 300
_WARM = 10
"""Replies that are linted first and not counted: patterns compile on their first use."""


def replies(count: int, seed: int = 7) -> list[str]:
    """Texts of 300 words out of the labelled replies."""
    rows = [row["reply"] for path in sorted(_DATA.glob("*.jsonl")) for row in read_lines(path)]
    drawn = random.Random(seed)
    texts = []
    for _ in range(count):
        words: list[str] = []
        while len(words) < _WORDS:
            words += drawn.choice(rows).split()
        texts.append(" ".join(words[:_WORDS]))
    return texts


def measure(count: int) -> list[float]:
    """Milliseconds of processor time per lint, in order of size."""
    with tempfile.TemporaryDirectory() as home:
        assistant = Assistant(load(home=Path(home)))
        case = build_case({"message": "Order 48213 is two weeks late. I paid £49.99.",
                           "facts": {"order_id": "48213", "customer_name": "Ms Lee"}})  # fmt: skip
        taken = []
        for text in replies(count + _WARM):
            start = time.process_time()
            assistant.lint(text, case)
            taken.append((time.process_time() - start) * 1000)
    return sorted(taken[_WARM:])


def main() -> None:
    """Prints p50 and p95."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--replies", type=int, default=60)
    taken = measure(parser.parse_args().replies)
    print(f"{len(taken)} replies of {_WORDS} words: p50 {taken[len(taken) // 2]:.1f} ms,"
          f" p95 {taken[int(len(taken) * 0.95)]:.1f} ms of processor time")  # fmt: skip


if __name__ == "__main__":
    main()
