"""Facts in messages as people write them: every kind is found, and what looks like one is not."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from facts_score import Example, differences, load, tallies, wilson

from assistant.domain import FactKind

EXAMPLES = load()
KINDS = get_args(FactKind)


@pytest.mark.parametrize("kind", KINDS)
def test_precision_and_recall(kind: str) -> None:
    """Over the whole file each kind reaches precision 0.97 and recall 0.93."""
    tally = tallies(EXAMPLES)[kind]
    assert tally.precision >= 0.97
    assert tally.recall >= 0.93


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if one.traps], ids=lambda example: example.text[:40]
)
def test_no_trap_is_taken_for_a_fact(example: Example) -> None:
    """A postcode, a card, a time of day, an age or an idiom is no fact of any kind."""
    _, _, false = differences(example)
    caught = [
        fact
        for fact in false
        if any(fact.span[0] < end and start < fact.span[1] for start, end in example.traps)
    ]
    assert not caught


def test_the_examples_are_enough() -> None:
    """160 messages and more, half of them unseen, 15 facts of a kind, 40 traps."""
    sets = Counter(example.set for example in EXAMPLES)
    kinds = Counter(fact.kind for example in EXAMPLES for fact in example.facts)
    assert set(sets) == {"dev", "unseen", "fresh"}
    assert sets["dev"] + sets["unseen"] >= 160
    assert sets["unseen"] >= sets["dev"]
    assert sets["fresh"] >= 40
    assert min(kinds[kind] for kind in KINDS) >= 15
    assert sum(len(example.traps) for example in EXAMPLES) >= 40
    assert len({example.text for example in EXAMPLES}) == len(EXAMPLES)


def test_wilson_interval() -> None:
    """The interval of a textbook example, and of none at all."""
    low, high = wilson(18, 20)
    assert (round(low, 3), round(high, 3)) == (0.699, 0.972)
    assert wilson(0, 0) == (0.0, 1.0)
