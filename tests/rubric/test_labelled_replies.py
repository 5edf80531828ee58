"""Whole replies, each labelled for one criterion: breaks are found, near misses are left alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rubric.rubric_cases import DATA

from assistant.app import Assistant
from assistant.intake import build_case
from assistant.rubric.criteria import CRITERIA
from assistant.settings import load

_FILES = sorted((DATA / "rubric").glob("*.jsonl"))
_SLOW = (
    "d01_d17", "fresh_voices", "november_one", "november_two", "evening_one", "evening_two",
    "evening_three",
)  # fmt: skip
_BY_RULE = frozenset(each.id for each in CRITERIA if each.kind[0] in "RF")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _flagged(assistant: Assistant, row: dict[str, Any]) -> bool:
    case = build_case({"message": "-", **row["case"]}) if row.get("case") else None
    if case is not None and not row["case"].get("message"):
        case = case.model_copy(update={"message": ""})
    return any(
        each.criterion == row["criterion"] and each.status in ("warn", "fail")
        for each in assistant.lint(row["reply"], case).findings
    )


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=[pytest.mark.slow] * (path.stem in _SLOW))
        for path in _FILES
    ],
)
def test_breaks_are_found_and_near_misses_left_alone(path: Path, tmp_path: Path) -> None:
    """Over the criteria that rules decide: precision at least 0.95, recall at least 0.90."""
    assistant = Assistant(load(home=tmp_path))
    tally = Counter(
        (row["kind"], _flagged(assistant, row))
        for row in _rows(path)
        if row["criterion"] in _BY_RULE
    )
    hits, missed = tally["violation", True], tally["violation", False]
    false_alarms = tally["good", True]
    assert hits / (hits + false_alarms) >= 0.95, tally
    assert hits / (hits + missed) >= 0.90, tally


def test_every_file_says_what_it_labels() -> None:
    """Each line names a criterion and a kind, and no reply stands twice under one criterion."""
    rows = [row for path in _FILES for row in _rows(path)]
    assert {row["kind"] for row in rows} == {"violation", "good"}
    assert {row["criterion"] for row in rows} <= {each.id for each in CRITERIA}
    assert len({(row["criterion"], row["reply"]) for row in rows}) == len(rows)
