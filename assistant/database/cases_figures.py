"""The rows that figures are made of; everything in a period, `since` ≤ time < `until`."""

from __future__ import annotations

import json
from typing import Any

from assistant.database.connection import Database

Rows = list[tuple[Any, ...]]


def readings(database: Database, since: str, until: str) -> list[dict[str, Any]]:
    """What triage said in each draft: draft_id, case_id, created_at, seen, triage, escalation.

    `seen` is the position of the last message that the draft knew; -1 outside of a case.
    """
    is_sqlite = database.url.startswith("sqlite")
    triage, escalation = (
        ("json_extract(record, '$.draft.triage')", "json_extract(record, '$.draft.escalation')")
        if is_sqlite
        else (
            "CAST(record AS json) #>> '{draft,triage}'",
            "CAST(record AS json) #>> '{draft,escalation}'",
        )
    )
    rows = database.rows(
        "SELECT r.draft_id, COALESCE(d.case_id, r.case_id), r.created_at, COALESCE(d.seen, -1),"
        f" {triage}, {escalation}"
        " FROM drafts r LEFT JOIN case_drafts d ON d.draft_id = r.draft_id"
        " WHERE r.created_at >= :since AND r.created_at < :until ORDER BY r.created_at, r.draft_id",
        since=since,
        until=until,
    )
    names = ("draft_id", "case_id", "created_at", "seen")
    return [
        {
            **dict(zip(names, row, strict=False)),
            "triage": json.loads(row[4]) if row[4] else {},
            "escalation": json.loads(row[5]) if row[5] else {},
        }
        for row in rows
    ]


def opened(database: Database, since: str, until: str) -> Rows:
    """Cases that were opened: id, time, channel, state."""
    return database.rows(
        "SELECT id, created_at, channel, state FROM cases"
        " WHERE created_at >= :since AND created_at < :until",
        since=since,
        until=until,
    )


def messages(database: Database, since: str, until: str) -> Rows:
    """Messages as they were recorded: case, position, role, turn, time, draft, change."""
    return database.rows(
        "SELECT case_id, position, role, turn, recorded_at, draft_id, change FROM case_messages"
        " WHERE recorded_at >= :since AND recorded_at < :until ORDER BY case_id, position",
        since=since,
        until=until,
    )


def promises(database: Database, since: str, until: str) -> Rows:
    """Promises that were made: state, due, when resolved, note, promise."""
    return database.rows(
        "SELECT state, due, resolved_at, note, promise FROM follow_ups"
        " WHERE promise IS NOT NULL AND created_at >= :since AND created_at < :until",
        since=since,
        until=until,
    )


def ratings(database: Database, since: str, until: str) -> Rows:
    """Feedback: rating, what it is about."""
    return database.rows(
        "SELECT rating, about FROM feedback WHERE at >= :since AND at < :until",
        since=since,
        until=until,
    )


def drafts_with(database: Database, document: str) -> Rows:
    """Drafts whose record names a document or a passage: id, case, time, passages, whether sent."""
    escaped = document.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return database.rows(
        "SELECT r.draft_id, COALESCE(d.case_id, r.case_id), r.created_at, r.record,"
        " EXISTS (SELECT 1 FROM case_messages m WHERE m.draft_id = r.draft_id)"
        " FROM drafts r LEFT JOIN case_drafts d ON d.draft_id = r.draft_id"
        " WHERE r.record LIKE :named ESCAPE '\\' ORDER BY r.created_at DESC, r.draft_id",
        named=f'%"{escaped}%',
    )
