"""How often triage finds what a message is about.

    python -m benchmarks.situations FILE.jsonl …

Rows: `text`, `main`, `others` (as in `tests/data/triage/situations.jsonl`). Prints how often the
main situation is right, left open and wrong, with 95 % intervals (Wilson), and of the further
situations how many are found and right.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from assistant import Assistant, Case
from benchmarks.questions import wilson


def main() -> None:
    """Prints a line a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    assistant = Assistant.from_settings()
    for path in parser.parse_args().files:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        right = left = further = fitting = found = asked = 0
        for row in rows:
            names = [i.id for i in assistant.triage(Case(message=row["text"])).triage.issues]
            right += names[0] == row["main"]
            left += names[0] == "other" != row["main"]
            told = {row["main"], *row["others"]}
            further += len(names) - 1
            fitting += len(told.intersection(names[1:]))
            asked += len(row["others"])
            found += len(set(row["others"]).intersection(names))
        print(
            f"{path.name}: main {wilson(right, len(rows))}, "
            f"left open {left}, wrong {len(rows) - right - left}; further named {further}, "
            f"right {fitting}, found {found} of {asked}"
        )


if __name__ == "__main__":
    main()
