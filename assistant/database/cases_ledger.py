"""The rows of what belongs to a case: drafts, follow-ups, feedback, and the log of it all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant.database.cases import Filter, Reader, as_json, insert, stamp
from assistant.database.connection import Transaction

FOLLOW_UP = (
    "id", "case_id", "action", "owner", "due", "channel", "state", "promise", "message_id",
    "draft_id", "created_at", "resolved_at", "resolved_by", "note",
)  # fmt: skip
FEEDBACK = ("id", "draft_id", "case_id", "rating", "reason", "about", "author", "at")
AUDIT = ("number", "at", "author", "action", "kind", "object_id", "case_id", "detail")


def add_case_draft(
    transaction: Transaction, *, draft_id: str, case_id: str, seen: int, author: str
) -> None:
    """Files a recorded draft in its case; `seen` is the position of the last message it knew."""
    rows = transaction.execute(
        "SELECT COALESCE(MAX(number), 0) FROM case_drafts WHERE case_id = :id", id=case_id
    )
    insert(
        transaction,
        "case_drafts",
        {
            "draft_id": draft_id,
            "case_id": case_id,
            "seen": seen,
            "author": author,
            "number": int(rows[0][0]) + 1,
        },
    )


def case_drafts(reader: Reader, case_id: str) -> tuple[dict[str, Any], ...]:
    """The drafts of a case in the order in which they were made, with their records."""
    rows = reader.rows(
        "SELECT d.draft_id, d.seen, d.author, r.created_at, r.revises, r.record"
        " FROM case_drafts d JOIN drafts r ON r.draft_id = d.draft_id"
        " WHERE d.case_id = :id ORDER BY d.number",
        id=case_id,
    )
    names = ("draft_id", "seen", "author", "created_at", "revises", "record")
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def case_of_draft(reader: Reader, draft_id: str) -> str | None:
    """The case in which a draft is filed; None where it stands alone or is not recorded."""
    rows = reader.rows("SELECT case_id FROM case_drafts WHERE draft_id = :id", id=draft_id)
    return str(rows[0][0]) if rows else None


def draft_row(reader: Reader, draft_id: str) -> dict[str, Any] | None:
    """What is recorded of a draft, whether in a case or not."""
    names = ("draft_id", "case_id", "created_at", "record", "case_record")
    rows = reader.rows(f"SELECT {', '.join(names)} FROM drafts WHERE draft_id = :id", id=draft_id)
    return dict(zip(names, rows[0], strict=True)) if rows else None


def draft_family(reader: Reader, draft_id: str) -> tuple[str, ...]:
    """A draft with all that it revises and all that revise those, the oldest first."""
    rows = reader.rows(
        "WITH RECURSIVE above (id) AS (SELECT CAST(:id AS TEXT) UNION"
        " SELECT r.revises FROM drafts r JOIN above ON r.draft_id = above.id"
        " WHERE r.revises IS NOT NULL),"
        " family (id) AS (SELECT id FROM above UNION SELECT r.draft_id FROM drafts r"
        " JOIN family ON r.revises = family.id)"
        " SELECT r.draft_id FROM drafts r JOIN family ON family.id = r.draft_id"
        " ORDER BY r.created_at, r.draft_id",
        id=draft_id,
    )
    return tuple(str(row[0]) for row in rows)


def find_follow_ups(reader: Reader, found: Filter, limit: int) -> tuple[dict[str, Any], ...]:
    """Follow-ups with the customer of their case, the soonest due first, those without last."""
    rows = reader.rows(
        f"SELECT {', '.join(f'follow_ups.{name}' for name in FOLLOW_UP)}, cases.customer"
        f" FROM follow_ups JOIN cases ON cases.id = follow_ups.case_id{found.where}"
        " ORDER BY follow_ups.due IS NULL, follow_ups.due, follow_ups.created_at, follow_ups.id"
        " LIMIT :limit",
        **found.values,
        limit=limit,
    )
    return tuple(dict(zip((*FOLLOW_UP, "customer"), row, strict=True)) for row in rows)


def binding_messages(reader: Reader, case_id: str) -> frozenset[str]:
    """The ids of the messages of a case whose promises are still open."""
    rows = reader.rows(
        "SELECT message_id FROM follow_ups WHERE case_id = :id AND state = 'open'"
        " AND promise IS NOT NULL AND message_id IS NOT NULL",
        id=case_id,
    )
    return frozenset(str(row[0]) for row in rows)


def feedback_of(reader: Reader, case_id: str) -> tuple[dict[str, Any], ...]:
    """The feedback on the drafts of a case, oldest first."""
    rows = reader.rows(
        f"SELECT {', '.join(FEEDBACK)} FROM feedback WHERE case_id = :id ORDER BY at, id",
        id=case_id,
    )
    return tuple(dict(zip(FEEDBACK, row, strict=True)) for row in rows)


def note(
    transaction: Transaction,
    *,
    at: datetime,
    author: str,
    action: str,
    kind: str,
    object_id: str,
    case_id: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Appends to the log; `detail` holds ids, counts and names of fields, never a text."""
    transaction.execute(
        "INSERT INTO audit_log (at, author, action, kind, object_id, case_id, detail)"
        " VALUES (:at, :author, :action, :kind, :object_id, :case_id, :detail)",
        at=stamp(at),
        author=author,
        action=action,
        kind=kind,
        object_id=object_id,
        case_id=case_id,
        detail=as_json(dict(detail or {})),
    )


def log_of(
    reader: Reader, case_id: str | None, *, limit: int, before: int | None = None
) -> tuple[dict[str, Any], ...]:
    """Entries of the log, the newest first; of one case, or of all."""
    found = Filter()
    if case_id is not None:
        found.add("case_id = :case_id", case_id=case_id)
    if before is not None:
        found.add("number < :before", before=before)
    rows = reader.rows(
        f"SELECT {', '.join(AUDIT)} FROM audit_log{found.where} ORDER BY number DESC LIMIT :limit",
        **found.values,
        limit=limit,
    )
    entries = (dict(zip(AUDIT, row, strict=True)) for row in rows)
    return tuple({**entry, "detail": json.loads(entry["detail"])} for entry in entries)
