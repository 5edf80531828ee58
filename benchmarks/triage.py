"""Recall and precision of the risk flags by situation, with Wilson intervals.

    python -m benchmarks.triage FILE.jsonl [FILE.jsonl …] [--rules-only] [--errors KEY]
    python -m benchmarks.triage --list FILE.jsonl [--level 2]

Each line of a labelled file has `text`, `flags` (keys; `fraud:3` names a level), `aim`, `kind`
(positive or negative) and perhaps `language`. `--rules-only` matches the rules of
`escalation.yaml` alone; without it the whole triage runs, which also decides from amounts and
from what retrieval finds. `--list` prints every flag of a level or above on an unlabelled file
(`id`, `text`), with its words, to be read by a person.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from assistant.app import Assistant
from assistant.domain import Case, Flag
from assistant.intake import cleaned
from assistant.knowledge.escalation import load_rules
from assistant.settings import load, shipped
from assistant.triage.flags import FlagRules, find_flags
from benchmarks.facts import wilson

Find = Callable[[str, str | None], Iterable[Flag]]


class Tally(NamedTuple):
    """Hits, misses and false alarms of one situation; how often a level was another one."""

    hits: Counter[str]
    misses: Counter[str]
    false: Counter[str]
    levels: Counter[str]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def labels(row: dict[str, Any]) -> dict[str, int | None]:
    """Flag key → the level that the label names, None where it names none."""
    return {
        key: int(level) if level else None
        for key, _, level in (flag.partition(":") for flag in row["flags"])
    }


def score(examples: Iterable[dict[str, Any]], find: Find, errors: str = "") -> Tally:
    """Counts over all examples; those of the situation `errors` that go wrong are printed."""
    tally = Tally(Counter(), Counter(), Counter(), Counter())
    for row in examples:
        wanted = labels(row)
        found = {flag.key: flag for flag in find(row["text"], row.get("language"))}
        for key in wanted.keys() | found.keys():
            right = key in wanted and key in found
            kind = tally.hits if right else tally.misses if key in wanted else tally.false
            kind[key] += 1
            if right and wanted[key] not in (None, found[key].level):  # type: ignore[index]
                tally.levels[key] += 1
            if key == errors and not right:
                words = row["text"][slice(*found[key].span)] if key in found else ""  # type: ignore[index]
                print("+" if key in found else "-", repr(words), row["flags"], row["text"])
    return tally


def line(name: str, hits: int, misses: int, false: int) -> str:
    """Recall and precision with their intervals, and the counts."""
    wanted, raised = hits + misses, hits + false
    low, high = wilson(hits, wanted)
    under, over = wilson(hits, raised)
    return (
        f"{name:18} recall {hits / max(wanted, 1):.3f} [{low:.3f}, {high:.3f}] {hits:4}/{wanted:<4}"
        f" precision {hits / max(raised, 1):.3f} [{under:.3f}, {over:.3f}] {hits:4}/{raised:<4}"
    )


def table(title: str, tally: Tally, levels: dict[str, int]) -> str:
    """A line a situation, then level 3, the others, and all pooled."""
    lines = [title]
    for key in levels:
        if tally.hits[key] + tally.misses[key] + tally.false[key]:
            other = f"  at another level {tally.levels[key]}" if tally.levels[key] else ""
            lines.append(line(key, tally.hits[key], tally.misses[key], tally.false[key]) + other)
    groups = {
        "level 3": [key for key in levels if levels[key] == 3],
        "others": [key for key in levels if levels[key] < 3],
        "all": list(levels),
    }
    for name, keys in groups.items():
        counts = (sum(each[key] for key in keys) for each in tally[:3])
        lines.append(line(name, *counts))
    return "\n".join(lines)


def listed(path: Path, find: Find, level: int) -> None:
    """Every flag of a level or above, with its words in their surroundings."""
    number = 0
    for row in rows(path):
        for flag in find(row["text"], None):
            if flag.level >= level:
                start, end = flag.span
                around = row["text"][max(0, start - 80) : end + 80].replace("\n", " ")
                number += 1
                print(f"{number:3} {row['id']} {flag.key} {flag.level} | …{around}…")


def finder(assistant: Assistant, *, rules_only: bool) -> Find:
    """The flags of a message, by the rules alone or by the whole triage."""
    if not rules_only:
        return lambda text, language: (
            assistant.triage(Case(message=text, language=language)).triage.flags
        )
    alone = FlagRules(load_rules(shipped("knowledge") / "escalation.yaml"))
    return lambda text, language: find_flags(
        cleaned(Case(message=text))[0].message, alone, language=language
    )


def main() -> None:
    """Prints the tables, or the list."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--errors", default="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--level", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        assistant = Assistant(load(home=Path(home)))
        find = finder(assistant, rules_only=given.rules_only)
        if given.list:
            for path in given.files:
                listed(path, find, given.level)
            return
        levels = {rule.key: max(rule.level, *(each.level for each in rule.raises), 0)
                  for rule in map(assistant.rules.rule, assistant.rules.keys)}  # fmt: skip
        for path in given.files:
            tally = score(rows(path), find, given.errors)
            print(table(f"{path.name}: {sum(1 for _ in rows(path))} messages", tally, dict(levels)))


if __name__ == "__main__":
    main()
