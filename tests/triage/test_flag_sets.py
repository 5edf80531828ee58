"""The labelled sets of `tests/data/triage`: figures may rise, and what was reached stays reached.

What the flags ought to reach stands in the README of the folder; these floors are what they do
reach (`python -m benchmarks.triage`), a little below so that a single message does not decide.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest

from assistant.knowledge.escalation import load_rules
from assistant.settings import shipped
from assistant.triage.flags import FlagRules, find_flags

FOLDER = Path(__file__).parents[1] / "data" / "triage"
RULES = FlagRules(load_rules(shipped("knowledge") / "escalation.yaml"), classifier=True)
LEVEL_3 = frozenset(
    ["self_harm", "violence", "safety", "legal", "data_breach", "fraud", "staff_misconduct"]
)


@lru_cache(maxsize=8)
def read(name: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Labels and flags of each message of a file."""
    rows = [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]
    return tuple(
        (
            frozenset(flag.partition(":")[0] for flag in row["flags"]),
            frozenset(f.key for f in find_flags(row["text"], RULES, language=row.get("language"))),
        )
        for row in rows
    )


def counts(name: str, *, of_level_3: bool) -> tuple[int, int, int]:
    """Labels found, labels, and flags raised, of the hard stops or of the others."""
    found = wanted = raised = 0
    for both in read(name):
        labels, flags = ({k for k in each if (k in LEVEL_3) is of_level_3} for each in both)
        found += len(labels & flags)
        wanted += len(labels)
        raised += len(flags)
    return found, wanted, raised


@pytest.mark.parametrize(
    ("name", "of_level_3", "recall", "precision"),
    [
        ("final_flags_three.jsonl", True, 0.76, 0.78),
        ("final_flags_three.jsonl", False, 0.72, 0.80),
        ("final_flags_two.jsonl", True, 0.72, 0.78),
        ("final_flags_two.jsonl", False, 0.71, 0.82),
        ("final_flags.jsonl", True, 0.72, 0.83),
        ("final_flags.jsonl", False, 0.67, 0.78),
        ("unseen_plain.jsonl", True, 0.92, 0.86),
        ("unseen_plain.jsonl", False, 0.88, 0.84),
        ("final_plain.jsonl", True, 0.90, 0.84),
        ("final_plain.jsonl", False, 0.88, 0.85),
        ("unseen_languages.jsonl", True, 0.85, 0.77),
    ],
)
def test_what_the_flags_reach_on_unseen_messages_stays_reached(
    name: str, of_level_3: bool, recall: float, precision: float
) -> None:
    """Recall and precision, pooled over the situations."""
    found, wanted, raised = counts(name, of_level_3=of_level_3)
    assert found / wanted >= recall
    assert found / raised >= precision


def test_a_flag_of_the_classifier_points_at_a_sentence_and_says_so() -> None:
    """Its words stand in the message, and its source is named."""
    flags = [
        (flag, json.loads(line)["text"])
        for line in (FOLDER / "plain.jsonl").read_text(encoding="utf-8").splitlines()[:200]
        for flag in find_flags(json.loads(line)["text"], RULES)
        if flag.source == "classifier"
    ]
    assert len(flags) > 3
    for flag, text in flags:
        start, end = flag.span
        assert text[start:end].strip() == text[start:end] != ""


def test_the_classifier_removes_no_flag_that_a_rule_raises_by_itself() -> None:
    """Hints of the rules may be let go; every other flag of the rules is there with it too."""
    hints = 0
    for line in (FOLDER / "plain.jsonl").read_text(encoding="utf-8").splitlines()[:150]:
        text = json.loads(line)["text"]
        alone, hinted = RULES.told(text)
        flagged = {flag.key for flag in find_flags(text, RULES)}
        assert alone <= flagged
        hints += len(hinted)
    assert hints > 5


def test_without_the_classifier_every_hint_raises_its_flag() -> None:
    """Nobody else is there to ask."""
    rules = FlagRules(load_rules(shipped("knowledge") / "escalation.yaml"))
    for line in (FOLDER / "plain.jsonl").read_text(encoding="utf-8").splitlines()[:150]:
        text = json.loads(line)["text"]
        assert frozenset().union(*rules.told(text)) <= {f.key for f in find_flags(text, rules)}
