"""The record of questions: which passages answered, and where the knowledge said nothing.

What is recorded here is masked by the caller; no original question or message comes in.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from assistant.database.connection import Database
from assistant.domain import Record

Reason = Literal["unanswered", "no_policy", "other"]


class StoredGap(Record):
    """Something that the knowledge did not answer; `origin` is the draft that met it, if any."""

    id: str
    created_at: datetime
    reason: Reason
    text: str
    origin: str
    nearest: tuple[str, ...]
    """Ids of the passages that came nearest."""


class OpenCase(Record):
    """A draft without a policy or a playbook that is not among the gaps yet."""

    draft_id: str
    created_at: datetime
    case: dict[str, Any]
    reason: Reason
    nearest: tuple[str, ...]


def record_answer(
    database: Database, *, question: str, writer: str, passages: Sequence[str]
) -> None:
    """Notes which passages answered a question (masked), oldest first."""
    with database.transaction() as transaction:
        transaction.execute(
            "INSERT INTO answers (id, created_at, question, writer, passages)"
            " VALUES (:id, :created_at, :question, :writer, :passages)",
            id=_id("a"),
            created_at=datetime.now(UTC).isoformat(),
            question=question,
            writer=writer,
            passages=json.dumps(list(passages)),
        )


def record_gaps(database: Database, gaps: Sequence[Mapping[str, Any]]) -> None:
    """Notes gaps, each with `reason`, `text` (masked), `origin`, `nearest`, `created_at`."""
    with database.transaction() as transaction:
        transaction.many(
            "INSERT INTO gaps (id, created_at, reason, text, origin, nearest)"
            " VALUES (:id, :created_at, :reason, :text, :origin, :nearest)",
            (
                {
                    **gap,
                    "id": _id("g"),
                    "created_at": gap["created_at"].astimezone(UTC).isoformat(),
                    "nearest": json.dumps(list(gap["nearest"])),
                }
                for gap in gaps
            ),
        )


def stored_gaps(database: Database) -> tuple[StoredGap, ...]:
    """All gaps, oldest first."""
    rows = database.rows(
        "SELECT id, created_at, reason, text, origin, nearest FROM gaps ORDER BY created_at, id"
    )
    names = ("id", "created_at", "reason", "text", "origin")
    return tuple(
        StoredGap(**dict(zip(names, row, strict=False)), nearest=tuple(json.loads(row[5])))
        for row in rows
    )


def cases_without_knowledge(database: Database) -> tuple[OpenCase, ...]:
    """First drafts that met no policy or no playbook and are not among the gaps yet."""
    rows = database.rows(
        "SELECT draft_id, created_at, case_record, record FROM drafts"
        " WHERE revises IS NULL AND case_record IS NOT NULL"
        " AND (record LIKE '%\"no_policy\"%' OR record LIKE '%\"other\"%')"
        " AND NOT EXISTS (SELECT 1 FROM gaps WHERE gaps.origin = drafts.draft_id)"
        " ORDER BY created_at, draft_id"
    )
    found = (_open_case(*row) for row in rows)
    return tuple(case for case in found if case is not None)


def _open_case(draft_id: str, created_at: str, case: str, record: str) -> OpenCase | None:
    data = json.loads(record)
    draft = data.get("draft", {})
    triage = draft.get("triage", {})
    issues = {issue.get("id") for issue in triage.get("issues", ())}
    flags = {flag.get("key") for flag in triage.get("flags", ())}
    reason: Reason | None = "other" if issues == {"other"} else None
    if reason is None and "no_policy" in flags:
        reason = "no_policy"
    if reason is None:
        return None
    return OpenCase(
        draft_id=draft_id,
        created_at=datetime.fromisoformat(created_at),
        case=json.loads(case),
        reason=reason,
        nearest=tuple(dict.fromkeys(c["id"] for c in draft.get("citations", ())))[:3],
    )


def cited_by_answers(database: Database) -> dict[str, int]:
    """Passage id → in how many answers it was cited."""
    counts: dict[str, int] = {}
    for (passages,) in database.rows("SELECT passages FROM answers"):
        for passage in dict.fromkeys(json.loads(passages)):
            counts[passage] = counts.get(passage, 0) + 1
    return counts


def cited_by_drafts(database: Database) -> dict[str, int]:
    """Passage id → in how many drafts it was cited; counted where the records lie."""
    sql = (
        "SELECT json_extract(cited.value, '$.id'), COUNT(DISTINCT drafts.draft_id) FROM drafts,"
        " json_each(drafts.record, '$.draft.citations') AS cited GROUP BY 1"
        if database.url.startswith("sqlite")
        else "SELECT cited.value ->> 'id', COUNT(DISTINCT drafts.draft_id) FROM drafts,"
        " json_array_elements(CAST(drafts.record AS json) -> 'draft' -> 'citations')"
        " AS cited(value) GROUP BY 1"
    )
    return {str(row[0]): int(row[1]) for row in database.rows(sql)}


def indexed_at(database: Database) -> str:
    """When the current index was built; empty where there is none."""
    rows = database.rows("SELECT created_at FROM generations WHERE state = 'current'")
    return str(rows[0][0]) if rows else ""


def _id(letter: str) -> str:
    return f"{letter}-{secrets.token_hex(8)}"
