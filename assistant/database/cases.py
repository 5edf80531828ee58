"""The rows of cases and their messages; every function works inside the caller's transaction.

A row is a mapping of column → value, times are UTC texts of one length, so that they sort.
`touch` takes the row of a case first, so that two writers of one case come one after the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from assistant.database.connection import Database, Row, Transaction

CASE = (
    "id", "customer", "customer_key", "subject", "state", "owner", "channel", "language", "tone",
    "facts", "version", "hold", "level", "severity", "issues", "created_at", "updated_at",
    "open_key", "open_digest",
)  # fmt: skip
MESSAGE = (
    "id", "case_id", "position", "turn", "role", "text", "at", "recorded_at", "author", "draft_id",
    "change", "key", "digest",
)  # fmt: skip


class Reader(Protocol):
    """What reads: the open database, or a transaction that also sees what it wrote itself."""

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """The rows of one statement."""


class Within:
    """A transaction as a Reader."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """The rows of one statement, as this transaction sees them."""
        return self._transaction.execute(sql, **values)


def stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC with microseconds, always of the same length."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def insert(transaction: Transaction, table: str, row: Mapping[str, Any], more: str = "") -> bool:
    """Adds a row; with `more` = ON CONFLICT … DO NOTHING tells whether it was added."""
    names = ", ".join(row)
    binds = ", ".join(f":{name}" for name in row)
    first = next(iter(row))
    found = transaction.execute(
        f"INSERT INTO {table} ({names}) VALUES ({binds}) {more} RETURNING {first}", **row
    )
    return bool(found)


def change(transaction: Transaction, table: str, id: str, **values: Any) -> None:
    """Changes columns of the row with this id."""
    pairs = ", ".join(f"{name} = :{name}" for name in values)
    transaction.execute(f"UPDATE {table} SET {pairs} WHERE id = :id", id=id, **values)


def touch(transaction: Transaction, case_id: str, at: datetime) -> int | None:
    """Raises the version of a case and keeps others from it until the end; None = no such case.

    The caller compares the new version with the one that it expected, plus one.
    """
    rows = transaction.execute(
        "UPDATE cases SET version = version + 1, updated_at = :at WHERE id = :id RETURNING version",
        id=case_id,
        at=stamp(at),
    )
    return int(rows[0][0]) if rows else None


def take_case(transaction: Transaction, case_id: str) -> str | None:
    """Keeps others from a case until the end without changing it; its state, None = no such case.

    An update that changes nothing locks the row in every database.
    """
    rows = transaction.execute(
        "UPDATE cases SET version = version WHERE id = :id RETURNING state", id=case_id
    )
    return str(rows[0][0]) if rows else None


def find_case_row(reader: Reader, case_id: str) -> dict[str, Any] | None:
    """The row of a case."""
    rows = reader.rows(f"SELECT {', '.join(CASE)} FROM cases WHERE id = :id", id=case_id)
    return dict(zip(CASE, rows[0], strict=True)) if rows else None


def case_of_key(reader: Reader, key: str) -> tuple[str, str] | None:
    """The id of the case that was opened with a key, and the digest of what opened it."""
    rows = reader.rows("SELECT id, open_digest FROM cases WHERE open_key = :key", key=key)
    return (str(rows[0][0]), str(rows[0][1])) if rows else None


def ids_beginning(reader: Reader, beginning: str) -> tuple[str, ...]:
    """The ids of at most two cases that begin like this; ids are hexadecimal."""
    rows = reader.rows(
        "SELECT id FROM cases WHERE id >= :low AND id < :high ORDER BY id LIMIT 2",
        low=beginning,
        high=beginning + "g",
    )
    return tuple(str(row[0]) for row in rows)


def messages_of(reader: Reader, case_id: str) -> tuple[dict[str, Any], ...]:
    """The messages of a case in their order."""
    rows = reader.rows(
        f"SELECT {', '.join(MESSAGE)} FROM case_messages WHERE case_id = :id ORDER BY position",
        id=case_id,
    )
    return tuple(dict(zip(MESSAGE, row, strict=True)) for row in rows)


def message_of_key(reader: Reader, case_id: str, key: str) -> dict[str, Any] | None:
    """The message of a case that was stored under a key."""
    rows = reader.rows(
        f"SELECT {', '.join(MESSAGE)} FROM case_messages WHERE case_id = :id AND key = :key",
        id=case_id,
        key=key,
    )
    return dict(zip(MESSAGE, rows[0], strict=True)) if rows else None


def last_message(reader: Reader, case_id: str) -> dict[str, Any] | None:
    """The newest message of a case."""
    rows = reader.rows(
        f"SELECT {', '.join(MESSAGE)} FROM case_messages WHERE case_id = :id"
        " ORDER BY position DESC LIMIT 1",
        id=case_id,
    )
    return dict(zip(MESSAGE, rows[0], strict=True)) if rows else None


class Filter:
    """Conditions of a search, and their values."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: dict[str, Any] = {}

    def add(self, condition: str, **values: Any) -> None:
        """One more condition that must hold."""
        self.conditions.append(condition)
        self.values.update(values)

    @property
    def where(self) -> str:
        """The WHERE clause; empty where there is no condition."""
        return f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def like(text: str) -> str:
    """A pattern that finds a text anywhere, its own wildcards taken literally."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def search_cases(database: Database, found: Filter, limit: int) -> tuple[dict[str, Any], ...]:
    """Rows of cases, the one that changed last first, with the counts that a list shows."""
    rows = database.rows(
        f"SELECT {', '.join(f'cases.{name}' for name in CASE)}, {_COUNTS} FROM cases{found.where}"
        " ORDER BY cases.updated_at DESC, cases.id DESC LIMIT :limit",
        **found.values,
        limit=limit,
    )
    return tuple(dict(zip((*CASE, *COUNTS), row, strict=True)) for row in rows)


def card_row(reader: Reader, case_id: str, now: datetime) -> dict[str, Any] | None:
    """The row of one case with its counts."""
    rows = reader.rows(
        f"SELECT {', '.join(f'cases.{name}' for name in CASE)}, {_COUNTS} FROM cases"
        " WHERE cases.id = :id",
        id=case_id,
        now=stamp(now),
    )
    return dict(zip((*CASE, *COUNTS), rows[0], strict=True)) if rows else None


def count_cases(database: Database, found: Filter) -> int:
    """How many cases a search finds."""
    values = {name: value for name, value in found.values.items() if f":{name}" in found.where}
    return int(database.rows(f"SELECT COUNT(*) FROM cases{found.where}", **values)[0][0])


COUNTS = ("messages", "drafts", "open_follow_ups", "overdue", "last_message_at", "preview")
_OWN = "case_id = cases.id"
_COUNTS = (
    f"(SELECT COUNT(*) FROM case_messages WHERE {_OWN}),"
    f" (SELECT COUNT(*) FROM case_drafts WHERE {_OWN}),"
    f" (SELECT COUNT(*) FROM follow_ups WHERE {_OWN} AND state = 'open'),"
    f" (SELECT COUNT(*) FROM follow_ups WHERE {_OWN} AND state = 'open' AND due < :now),"
    f" (SELECT MAX(at) FROM case_messages WHERE {_OWN}),"
    f" (SELECT SUBSTR(text, 1, 300) FROM case_messages WHERE {_OWN} AND role = 'customer'"
    " ORDER BY position DESC LIMIT 1)"
)


def as_json(value: Any) -> str:
    """A value as it is stored in a text column."""
    return json.dumps(value, ensure_ascii=False, default=str)


def in_list(values: Sequence[str], name: str) -> tuple[str, dict[str, str]]:
    """The binds of an `IN (…)`, and their values."""
    binds = {f"{name}{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{bind}" for bind in binds), binds
