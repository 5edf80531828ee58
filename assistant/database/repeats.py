"""Answers that were given to a write with an idempotency key, for its repetition within a day.

They may hold customers' text: `forget_answers` belongs to every erasure.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assistant.database.connection import Database
from assistant.domain import Record

KEPT = timedelta(hours=24)


class GivenAnswer(Record):
    """An answer: `digest` is that of the request, `kind` its media type."""

    digest: str
    status: int
    kind: str
    body: str


def find_answer(database: Database, identity: str) -> GivenAnswer | None:
    """The answer that was given to a write of this identity less than a day ago, or None."""
    rows = database.rows(
        "SELECT digest, status, kind, body FROM http_answers"
        " WHERE id = :id AND created_at > :since",
        id=identity,
        since=(datetime.now(UTC) - KEPT).isoformat(),
    )
    if not rows:
        return None
    digest, status, kind, body = rows[0]
    return GivenAnswer(digest=digest, status=status, kind=kind, body=body)


def record_answer_given(database: Database, identity: str, answer: GivenAnswer) -> None:
    """Keeps an answer; those that are older than a day go."""
    now = datetime.now(UTC)
    with database.transaction() as transaction:
        transaction.execute(
            "DELETE FROM http_answers WHERE created_at < :before OR id = :id",
            before=(now - KEPT).isoformat(),
            id=identity,
        )
        transaction.execute(
            "INSERT INTO http_answers (id, digest, status, kind, body, created_at)"
            " VALUES (:id, :digest, :status, :kind, :body, :now)",
            id=identity,
            now=now.isoformat(),
            **answer.model_dump(),
        )


def forget_old_answers(database: Database) -> None:
    """Removes the answers that are older than a day."""
    before = (datetime.now(UTC) - KEPT).isoformat()
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM http_answers WHERE created_at < :before", before=before)


def forget_answers(database: Database) -> int:
    """Removes every answer, and says how many there were."""
    with database.transaction() as transaction:
        count = transaction.execute("SELECT COUNT(*) FROM http_answers")[0][0]
        transaction.execute("DELETE FROM http_answers")
    return int(count)
