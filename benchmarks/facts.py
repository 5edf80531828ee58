"""Precision and recall of the facts by kind and set, with Wilson intervals.

    python -m benchmarks.facts [--errors] [--set SET]

Reads `tests/data/facts_own.yaml`. `--errors` lists each fact missed or found wrongly.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import get_args

from assistant.domain import FactKind

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from facts_score import Example, Tally, differences, load, tallies, wilson


def row(name: str, tally: Tally) -> str:
    """One line of the table."""
    found, wanted = tally.hits + tally.false, tally.hits + tally.misses
    low, high = wilson(tally.hits, found)
    under, over = wilson(tally.hits, wanted)
    return (
        f"{name:14} {tally.precision:.3f} [{low:.3f}, {high:.3f}] {tally.hits:3}/{found:<3}"
        f"  {tally.recall:.3f} [{under:.3f}, {over:.3f}] {tally.hits:3}/{wanted:<3}"
    )


def table(title: str, examples: list[Example]) -> str:
    """The figures of these examples, a kind a line, and all kinds together."""
    counts, total = tallies(examples), Tally()
    lines = [f"{title}: {len(examples)} messages", f"{'':14} precision{'':22}recall"]
    for kind in get_args(FactKind):
        total.add(counts.get(kind, Tally()))
        lines.append(row(kind, counts.get(kind, Tally())))
    return "\n".join([*lines, row("all", total)])


def errors(examples: list[Example]) -> str:
    """Each fact missed (-) or found wrongly (+), with its message."""
    lines = []
    for example in examples:
        _, misses, false = differences(example)
        for sign, facts in (("-", misses), ("+", false)):
            for fact in facts:
                words = example.text[slice(*fact.span)]
                lines.append(f"{sign} {fact.kind} {words!r} = {fact.value} {fact.unit}")
        if misses or false:
            lines.append(f"    {example.set} {example.on} {example.country} {example.text!r}")
    return "\n".join(lines)


def main() -> None:
    """Prints the tables: all sets, then each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--set", default="")
    chosen = parser.parse_args()
    examples = [one for one in load() if chosen.set in ("", one.set)]
    for name in sorted({one.set for one in examples}):
        print(table(name, [one for one in examples if one.set == name]), end="\n\n")
    print(table("all sets", examples))
    if chosen.errors:
        print(errors(examples))


if __name__ == "__main__":
    main()
