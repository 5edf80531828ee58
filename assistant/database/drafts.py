"""The record of drafts: appended once, never changed, never removed by this program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from assistant.database.connection import Database


def record_draft(
    database: Database,
    *,
    draft_id: str,
    case_id: str,
    created_at: datetime,
    record: Mapping[str, Any] | str,
    case: str | None = None,
    revises: str | None = None,
) -> None:
    """Appends one draft.

    Args:
        case: the case that it answers, as JSON text; a revision needs it.
        revises: the id of the draft that it is a revision of.
        record: anything JSON can hold, or JSON text: the draft, its writer, prompt hash,
            model, ids of the passages used, tokens, seconds.

    Raises:
        DatabaseFault: it cannot be written, or a draft of this id exists.
    """
    text = (
        record if isinstance(record, str) else json.dumps(record, ensure_ascii=False, default=str)
    )
    with database.transaction() as transaction:
        transaction.execute(
            "INSERT INTO drafts (draft_id, case_id, created_at, record, case_record, revises)"
            " VALUES (:draft_id, :case_id, :created_at, :record, :case, :revises)",
            draft_id=draft_id,
            case_id=case_id,
            created_at=created_at.astimezone(UTC).isoformat(),
            record=text,
            case=case,
            revises=revises,
        )


def find_draft(database: Database, draft_id: str) -> dict[str, Any] | None:
    """The record of one draft, or None."""
    rows = database.rows("SELECT record FROM drafts WHERE draft_id = :id", id=draft_id)
    return dict(json.loads(rows[0][0])) if rows else None


def find_case(database: Database, draft_id: str) -> dict[str, Any] | None:
    """The case that a draft answers; None where the draft or its case is not recorded."""
    rows = database.rows("SELECT case_record FROM drafts WHERE draft_id = :id", id=draft_id)
    return dict(json.loads(rows[0][0])) if rows and rows[0][0] else None


def revisions_of(database: Database, draft_id: str) -> tuple[str, ...]:
    """The ids of the drafts that revise this one directly, oldest first."""
    rows = database.rows(
        "SELECT draft_id FROM drafts WHERE revises = :id ORDER BY created_at, draft_id", id=draft_id
    )
    return tuple(str(row[0]) for row in rows)


def drafts_of(database: Database, case_id: str) -> tuple[dict[str, Any], ...]:
    """The records of a case's drafts, oldest first."""
    rows = database.rows(
        "SELECT record FROM drafts WHERE case_id = :id ORDER BY created_at, draft_id", id=case_id
    )
    return tuple(dict(json.loads(row[0])) for row in rows)
