"""Precision and recall of the commitment ledger on labelled sentences, with Wilson intervals.

    python -m benchmarks.commitments FILE.jsonl [--errors] [--set SET]

Each line of the file holds `text` and `promises`, a list of `owner`, `what` and `by` (null where
no time is named); a sentence that promises nothing has an empty list. `owner` is `agent` for "I",
`company` for "we" and for whoever it sends, or the team or colleague of ours who is named; where a
file says only `team`, any of these will do. A promise is found where the ledger has a record in
the same sentence; each record serves once, the one with the nearest words first. Owners and times
are compared for those that were found.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.domain import Commitment
from assistant.rubric.commitments import commitments
from assistant.rubric.review import Review
from assistant.rubric.wording import content

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from facts_score import wilson

_OURS = {"i": "agent", "me": "agent", "we": "company", "us": "company", "": "company"}
_SMALL = re.compile(
    r"\b(?:the|our|my|a|an|by|before|on|at|within|in|until|no later than|from|for|first)\b|[^\w: ]"
)


@dataclass
class Score:
    """Counts over sentences: promises found, wanted and both; owners and times that agree."""

    found: int = 0
    wanted: int = 0
    hits: int = 0
    owners: int = 0
    times: int = 0
    timed: int = 0
    wrong: list[str] = field(default_factory=list)


def matched(
    found: Sequence[Commitment], wanted: Sequence[dict[str, Any]]
) -> list[tuple[Commitment, dict[str, Any]]]:
    """The records and labels that belong together, the nearest words first."""
    rest, pairs = list(found), []
    nearness = [(len(_words(f.what) & _words(w["what"])) + same_owner(f, w), f, w)
                for w in wanted for f in found]  # fmt: skip
    taken: list[dict[str, Any]] = []
    for _, one, label in sorted(nearness, key=lambda each: -each[0]):
        if one in rest and not any(label is each for each in taken):
            rest.remove(one)
            taken.append(label)
            pairs.append((one, label))
    return pairs


def _words(text: str) -> frozenset[str]:
    return content(text)


def same_owner(found: Commitment, label: dict[str, Any]) -> bool:
    """Whether the same one owes it: "the delivery team" and "delivery team" are one."""
    owed, wanted = _plain_owner(found.owner), _plain_owner(label["owner"])
    return owed == wanted or (wanted == "team" and owed not in ("agent", "company"))


def _plain_owner(owner: str | None) -> str:
    text = " ".join(_SMALL.sub(" ", (owner or "").lower()).split())
    return _OURS.get(text, text)


def same_time(found: Commitment, label: dict[str, Any]) -> bool:
    """Whether both name the same words of time, or neither names any."""
    left, right = _plain_time(found.due), _plain_time(label["by"])
    return left == right or bool(left and right and (left in right or right in left))


def _plain_time(text: str | None) -> str:
    return " ".join(_SMALL.sub(" ", (text or "").lower()).split())


def score(rows: Sequence[dict[str, Any]]) -> Score:
    """The counts over all rows, with a line for each that is wrong."""
    total = Score()
    for row in rows:
        found, wanted = commitments(Review(reply=row["text"])), row["promises"]
        pairs = matched(found, wanted)
        total.found += len(found)
        total.wanted += len(wanted)
        total.hits += len(pairs)
        total.owners += sum(same_owner(*pair) for pair in pairs)
        total.times += sum(same_time(*pair) for pair in pairs)
        total.timed += sum(bool(label["by"]) for _, label in pairs)
        if len(found) != len(wanted):
            kept = [each.what for each in found]
            total.wrong.append(f"{len(found)} of {len(wanted)}: {row['text']} -> {kept}")
        for one, label in pairs:
            if not same_owner(one, label) or not same_time(one, label):
                total.wrong.append(f"owner or time: {row['text']} -> {one.owner}, {one.due}")
    return total


def line(name: str, hits: int, of: int) -> str:
    """One figure with its interval."""
    low, high = wilson(hits, of)
    return f"{name:10} {hits / of if of else 0:.3f} [{low:.3f}, {high:.3f}]  {hits}/{of}"


def report(title: str, rows: Sequence[dict[str, Any]], *, errors: bool = False) -> str:
    """The figures of some rows as a table."""
    total = score(rows)
    promising = sum(bool(row["promises"]) for row in rows)
    lines = [
        f"{title}: {len(rows)} sentences, {promising} with a promise",
        line("precision", total.hits, total.found),
        line("recall", total.hits, total.wanted),
        line("owner", total.owners, total.hits),
        line("time", total.times, total.hits),
    ]
    return "\n".join([*lines, *(total.wrong if errors else [])])


def load(path: Path) -> list[dict[str, Any]]:
    """The labelled sentences of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [{"promises": [], **json.loads(each)} for each in lines if each.strip()]


def main() -> None:
    """Prints the figures of the file, and of each of its sets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--set", default="", help="only rows whose `set` is this")
    chosen = parser.parse_args()
    rows = [row for row in load(chosen.file) if chosen.set in ("", row.get("set"))]
    for name in dict.fromkeys(str(row["set"]) for row in rows if row.get("set")):
        part = [row for row in rows if row.get("set") == name]
        print(report(name, part, errors=chosen.errors), end="\n\n")
    if not all(row.get("set") for row in rows):
        print(report(chosen.file.name, rows, errors=chosen.errors))


if __name__ == "__main__":
    main()
