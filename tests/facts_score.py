"""Scores `find_facts` on `data/facts_own.yaml`: what is found, missed and found wrongly, by kind.

A fact counts as found when kind, value and unit are right and its span overlaps the words that
the example names; each expected fact can be found once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.domain import CaseFacts, Fact
from assistant.facts import find_facts

DATA = Path(__file__).parent / "data" / "facts_own.yaml"


@dataclass(frozen=True)
class Example:
    """One message of the file and the complete list of its facts."""

    text: str
    on: date
    set: str
    country: str
    case: CaseFacts
    facts: tuple[Fact, ...]
    traps: tuple[tuple[int, int], ...]


@dataclass
class Tally:
    """Counts of one kind: `hits` found rightly, `misses` not found, `false` found wrongly."""

    hits: int = 0
    misses: int = 0
    false: int = 0

    def add(self, other: Tally) -> None:
        """Adds the counts of `other` to these."""
        self.hits += other.hits
        self.misses += other.misses
        self.false += other.false

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / max(self.hits + self.false, 1)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hits / max(self.hits + self.misses, 1)


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share after E. B. Wilson (1927); (0, 1) where nothing was tried."""
    if not trials:
        return 0.0, 1.0
    z = 1.959964
    share, weight = hits / trials, 1 + z * z / trials
    middle = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return max((middle - reach) / weight, 0.0), min((middle + reach) / weight, 1.0)


def load(path: Path = DATA) -> list[Example]:
    """All examples; words that are not in their message, in order, are an error."""
    return [_example(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))["examples"]]


def found(example: Example) -> tuple[Fact, ...]:
    """What the code finds in the message."""
    return tuple(
        find_facts(example.text, on=example.on, facts=example.case, country=example.country)
    )


def differences(example: Example) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Facts found rightly, missed, and found though they are none."""
    false = list(found(example))
    hits, misses = [], []
    for wanted in example.facts:
        match = next((fact for fact in false if _is(fact, wanted)), None)
        if match is None:
            misses.append(wanted)
        else:
            hits.append(wanted)
            false.remove(match)
    return hits, misses, false


def tallies(examples: Iterable[Example]) -> dict[str, Tally]:
    """The counts by kind."""
    counts: dict[str, Tally] = {}
    for example in examples:
        for attribute, facts in zip(("hits", "misses", "false"), differences(example), strict=True):
            for fact in facts:
                tally = counts.setdefault(fact.kind, Tally())
                setattr(tally, attribute, getattr(tally, attribute) + 1)
    return counts


def _is(fact: Fact, wanted: Fact) -> bool:
    same = (fact.kind, fact.value, fact.unit) == (wanted.kind, wanted.value, wanted.unit)
    return same and fact.span[0] < wanted.span[1] and wanted.span[0] < fact.span[1]


def _example(row: dict[str, Any]) -> Example:
    text, start = row["text"], 0
    facts = []
    for kind, words, value, *unit in row["facts"]:
        start = text.index(str(words), start)
        span = (start, start + len(str(words)))
        start = span[1]
        cells = {"kind": kind, "value": str(value), "span": span, "unit": "".join(unit)}
        facts.append(Fact.model_validate(cells))
    traps = tuple(
        (text.index(str(words)), text.index(str(words)) + len(str(words)))
        for words in row.get("traps", ())
    )
    case = CaseFacts(**row.get("case", {}))
    country = row.get("country", "")
    return Example(text, row["on"], row["set"], country, case, tuple(facts), traps)
