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
) -> None:
    """Appends one draft.

    Args:
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
            "INSERT INTO drafts (draft_id, case_id, created_at, record)"
            " VALUES (:draft_id, :case_id, :created_at, :record)",
            draft_id=draft_id,
            case_id=case_id,
            created_at=created_at.astimezone(UTC).isoformat(),
            record=text,
        )


def find_draft(database: Database, draft_id: str) -> dict[str, Any] | None:
    """The record of one draft, or None."""
    rows = database.rows("SELECT record FROM drafts WHERE draft_id = :id", id=draft_id)
    return dict(json.loads(rows[0][0])) if rows else None


def drafts_of(database: Database, case_id: str) -> tuple[dict[str, Any], ...]:
    """The records of a case's drafts, oldest first."""
    rows = database.rows(
        "SELECT record FROM drafts WHERE case_id = :id ORDER BY created_at, draft_id", id=case_id
    )
    return tuple(dict(json.loads(row[0])) for row in rows)
