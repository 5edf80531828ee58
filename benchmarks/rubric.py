"""Precision and recall of the rubric's checks by criterion, with Wilson intervals.

    python -m benchmarks.rubric FILE.jsonl [FILE.jsonl …] [--errors D03]

Each line of a labelled file has `criterion`, `kind` (violation or good), `reply`, and perhaps
`case` (the keys of CASE.json) and `also` (further criteria that the reply breaks). A violation
counts as found where the linter warns or fails for its criterion, a good one as a false alarm.
The pooled line is about criteria of kind R or F (RUBRIC.md), which need no model.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.app import Assistant
from assistant.intake import build_case
from assistant.rubric.criteria import CRITERIA
from assistant.settings import load
from benchmarks.facts import wilson
from benchmarks.retrieval import read_lines

_BY_RULE = frozenset(each.id for each in CRITERIA if each.kind[0] in "RF")


def flagged(assistant: Assistant, row: dict[str, Any]) -> list[str]:
    """What the linter says about the row's own criterion, empty where it says nothing."""
    case = row.get("case")
    made = build_case({"message": "-", **case}) if case else None
    if made is not None and not case.get("message"):
        made = made.model_copy(update={"message": ""})
    return [
        f"{each.status}: {each.message}"
        for each in assistant.lint(row["reply"], made).findings
        if each.criterion == row["criterion"] and each.status in ("warn", "fail")
    ]


def count(assistant: Assistant, examples: Iterable[dict[str, Any]], errors: str) -> Counter[Any]:
    """(criterion, kind, found) → how often; what goes wrong with `errors` is printed."""
    tally: Counter[Any] = Counter()
    for row in examples:
        said = flagged(assistant, row)
        tally[row["criterion"], row["kind"], bool(said)] += 1
        if row["criterion"] == errors and bool(said) != (row["kind"] == "violation"):
            print(f"{row['kind']}: {row['reply']!r}\n    case: {row.get('case')}\n    {said}")
    return tally


def line(name: str, tally: Counter[Any], ids: Iterable[str]) -> str:
    """Recall and precision of some criteria, pooled."""
    own = list(ids)
    hits = sum(tally[id, "violation", True] for id in own)
    missed = sum(tally[id, "violation", False] for id in own)
    false = sum(tally[id, "good", True] for id in own)
    return (
        f"{name:8} recall {_share(hits, hits + missed)}   precision {_share(hits, hits + false)}"
        f"   {false} false alarms"
    )


def _share(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part / max(1, whole):.3f} [{low:.3f}, {high:.3f}] {part:>4}/{whole:<4}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        assistant = Assistant(load(home=Path(home)))
        examples = [row for path in given.files for row in read_lines(path)]
        tally = count(assistant, examples, given.errors)
    present = sorted({id for id, _, _ in tally})
    for id in present:
        print(line(id, tally, [id]))
    print(line("R and F", tally, [id for id in present if id in _BY_RULE]))
    print(line("all", tally, present))


if __name__ == "__main__":
    main()
