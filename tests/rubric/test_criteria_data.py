"""Every criterion against own sentences: violations are found, near misses are left alone."""

from __future__ import annotations

from typing import Any

import pytest
from rubric.rubric_cases import load, merged, review

from assistant.rubric.criteria import CRITERIA, criterion
from assistant.rubric.linter import CHECKS, lint

_DATA = load("rubric.yaml")


def _entries(kind: str) -> list[Any]:
    found = []
    for id, entry in _DATA["criteria"].items():
        for number, item in enumerate(entry[kind]):
            own = {"reply": item} if isinstance(item, str) else item
            context = merged(_DATA["context"], entry.get("context", {}), own)
            found.append(pytest.param(id, context, id=f"{id}-{kind}-{number + 1}"))
    return found


def _of(id: str, context: dict[str, Any]) -> list[Any]:
    return [each for each in lint(review(**context)) if each.criterion == id]


@pytest.mark.parametrize(("id", "context"), _entries("bad"))
def test_violation_is_found(id: str, context: dict[str, Any]) -> None:
    """A reply that breaks a criterion gets a warning or a failure with a suggestion."""
    hits = [each for each in _of(id, context) if each.status in ("warn", "fail")]
    assert hits
    assert all(each.suggestion and each.message for each in hits)


@pytest.mark.parametrize(("id", "context"), _entries("good"))
def test_near_miss_is_left_alone(id: str, context: dict[str, Any]) -> None:
    """A reply that only looks like a violation gets neither a warning nor a failure."""
    assert [(each.status, each.message) for each in _of(id, context)
            if each.status in ("warn", "fail")] == []  # fmt: skip


def test_every_criterion_has_its_examples() -> None:
    """Each criterion has at least three violations and three near misses (D25: none by rule)."""
    assert list(_DATA["criteria"]) == [each.id for each in CRITERIA] == list(CHECKS)
    for id, entry in _DATA["criteria"].items():
        assert len(entry["good"]) >= 3, id
        assert len(entry["bad"]) >= 3 or id == "D25", id


def test_severity_follows_kind_and_grade() -> None:
    """Rules and comparisons of grade A or B fail a draft, as do D34 and D35; the rest warns."""
    warns = {each.id for each in CRITERIA if each.severity == "warn"}
    assert warns == {"D02", "D05", "D11", "D17", "D18", "D19", "D20", "D23", "D25"}
    with pytest.raises(LookupError, match="D99"):
        criterion("D99")
