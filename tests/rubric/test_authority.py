"""On whose authority a promise stands, with the policies that we ship."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.corpus import Clause
from assistant.domain import Case, Commitment
from assistant.knowledge.documents import read_document
from assistant.knowledge.policies import parse_clauses
from assistant.rubric.commitments import commitments
from assistant.rubric.review import Review

_ROOT = Path(__file__).parents[2]
_POLICIES = _ROOT / "knowledge" / "policies"
_ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (_ROOT / "tests/data/authority.jsonl").read_text(encoding="utf-8").splitlines()
]


@cache
def _clauses() -> dict[str, Clause]:
    files = sorted(_POLICIES.glob("*.md"))
    read = (parse_clauses(read_document(file, root=_POLICIES.parent)) for file in files)
    return {clause.id: clause for each in read for clause in each}


def _ledger(row: dict[str, Any]) -> tuple[Commitment, ...]:
    case = Case.model_validate(row["case"])
    clauses = tuple(_clauses()[name] for name in row["clauses"])
    made = Review(reply=row["reply"], case=case, clauses=clauses, approved=tuple(row["approve"]))
    return commitments(made)


def _decided(row: dict[str, Any]) -> dict[str, str]:
    found = _ledger(row)
    if len(found) != 1:
        return {"kind": f"{len(found)} promises", "ref": "", "status": ""}
    authority = found[0].authority
    return {"kind": authority.kind, "ref": authority.ref, "status": found[0].status}


def test_authority_is_decided_right() -> None:
    """At least 95 of 100 own cases end with the kind, the reference and the status expected."""
    wrong = [row for row in _ROWS if _decided(row) != row["expected"]]
    assert len(_ROWS) >= 100
    assert len(wrong) <= 0.05 * len(_ROWS), [(row["reply"], _decided(row)) for row in wrong]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["reply"][:40])
def test_nothing_is_backed_that_should_not_be(row: dict[str, Any]) -> None:
    """Where nobody may grant it, no promise is ever called backed."""
    if row["expected"]["status"] == "needs_approval":
        assert _decided(row)["status"] == "needs_approval"


def test_sums_count_together() -> None:
    """Two sums that each fit the agent's limit, and together pass it, are not both backed."""
    facts = {"amount": 80, "currency": "GBP", "authority": {"refund_up_to": 40}}
    case = Case.model_validate({"message": "m", "facts": facts})
    reply = "I am refunding £30 today. I am also refunding £25 tomorrow."
    found = commitments(Review(reply=reply, case=case))
    assert [each.status for each in found] == ["backed", "needs_approval"]
