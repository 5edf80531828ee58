"""Two people on one case: the second writer is told who changed what when, and nothing is lost."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from assistant.database.cases import Within, find_case_row, take_case, touch
from assistant.database.cases_ledger import log_of, note
from assistant.database.connection import Transaction
from assistant.errors import CaseError, ConflictError, NotFoundError

WORDS = {
    "opened": "opened the case",
    "message_added": "added a message of the customer",
    "reply_added": "added an earlier reply",
    "sent": "recorded what was sent",
    "updated": "changed it",
    "closed": "closed it",
    "reopened": "reopened it",
    "erased": "erased it",
}
"""What an entry of the log says to a person; the rest are no changes of the case itself."""
_LOOKED_AT = 50


def change_case(
    transaction: Transaction, case_id: str, *, version: int | None, at: datetime
) -> dict[str, Any]:
    """Takes a case for a change and gives its row, already at its new version.

    Raises:
        NotFoundError: there is no such case. ConflictError: it is not at the version that the
        caller saw. CaseError: its text was erased.
    """
    made = touch(transaction, case_id, at)
    row = find_case_row(Within(transaction), case_id) if made is not None else None
    if row is None:
        raise NotFoundError("there is no case of this id", remedy="composure cases list")
    if version is not None and row["version"] != version + 1:
        raise _conflict(transaction, row, version)
    if row["state"] == "erased":
        raise CaseError("this case was erased", remedy="open a new one")
    return row


def refuse_erased(transaction: Transaction, case_id: str) -> None:
    """Keeps others from a case until the end, so that no text reaches it once it is erased.

    Raises:
        CaseError: its text was erased.
    """
    if take_case(transaction, case_id) == "erased":
        raise CaseError("this case was erased", remedy="open a new one")


def _conflict(transaction: Transaction, row: dict[str, Any], version: int) -> ConflictError:
    current = row["version"] - 1
    if version > current:
        return ConflictError(
            f"the case is at version {current}, and {version} was never seen",
            remedy="look at the case again, then repeat",
            version=current,
        )
    changes = _changes_since(transaction, row["id"], version)
    told = "; ".join(f"{c['by']} {c['action']} at {c['at'][11:16]} UTC" for c in changes[:3])
    return ConflictError(
        f"the case was changed meanwhile: {told or 'somebody changed it'}"
        f" (it is at version {current}, you had {version})",
        remedy="look at the case again, then repeat",
        version=current,
        changes=tuple(changes),
    )


def _changes_since(transaction: Transaction, case_id: str, version: int) -> list[dict[str, str]]:
    """Who changed what when after a version, the newest first."""
    entries = log_of(Within(transaction), case_id, limit=_LOOKED_AT)
    newer = [e for e in entries if e["detail"].get("version", 0) > version]
    return [
        {"at": e["at"], "by": e["author"] or "somebody", "action": _words(e)}
        for e in newer
        if e["action"] in WORDS
    ]


def _words(entry: dict[str, Any]) -> str:
    fields = entry["detail"].get("fields")
    if entry["action"] == "updated" and fields:
        return f"changed {', '.join(fields)}"
    return WORDS[entry["action"]]


def noted(
    transaction: Transaction,
    row: dict[str, Any],
    action: str,
    *,
    at: datetime,
    by: str,
    **more: Any,
) -> None:
    """Appends a change of a case to the log, with the version that it led to."""
    note(
        transaction,
        at=at,
        author=by,
        action=action,
        kind="case",
        object_id=row["id"],
        case_id=row["id"],
        detail={"version": row["version"], **more},
    )


def merged(stored: str, given: dict[str, Any]) -> dict[str, Any]:
    """Facts with others laid over them, also inside of one (`authority`); None takes one away."""
    facts: dict[str, Any] = json.loads(stored)
    for key, value in given.items():
        inner = facts.get(key)
        if isinstance(value, dict) and isinstance(inner, dict):
            value = {**inner, **value}
        facts[key] = value
    return {key: value for key, value in facts.items() if value is not None}
