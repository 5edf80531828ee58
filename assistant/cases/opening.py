"""Opening a case, and adding what was written: each message once, whatever comes twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from assistant.cases.forms import customer_key, digest, frame, key_hash, line, message_text, moment
from assistant.cases.guard import change_case, noted
from assistant.cases.means import Means
from assistant.cases.turns import turn_after
from assistant.database.cases import (
    Reader,
    Within,
    as_json,
    case_of_key,
    change,
    insert,
    last_message,
    message_of_key,
    stamp,
)
from assistant.database.connection import Transaction
from assistant.domain import Case, Message
from assistant.errors import ConflictError

_USED = "this key was used for something else"
_NEW_KEY = "use a new key for what is new"


class Repeated(Exception):
    """Ends a transaction that would store a message a second time; holds the stored row."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row


def open_case(
    means: Means,
    case: Case,
    *,
    customer: str = "",
    subject: str = "",
    owner: str = "",
    key: str | None = None,
    by: str = "",
) -> str:
    """Stores a new case with its messages; the id of the stored one where the key is known.

    Raises:
        CaseError: something in it cannot be used. ConflictError: the key opened another case.
    """
    at, hashed = means.moment(), key_hash(key)
    mark = digest(case.model_dump_json(), customer, subject)
    row = _case_row(case, customer=customer or _name_in(case), subject=subject, owner=owner, at=at)
    row = {**row, "id": uuid4().hex, "open_key": hashed, "open_digest": mark}
    known = _opened_before(means.database, hashed, mark)
    if known:
        return known
    with means.database.transaction() as transaction:
        if not insert(transaction, "cases", row, "ON CONFLICT (open_key) DO NOTHING"):
            return _opened_before(Within(transaction), hashed, mark) or row["id"]
        count = _store_messages(means, transaction, row, case, by=by)
        noted(transaction, row, "opened", at=at, by=by, messages=count)
    return str(row["id"])


def _opened_before(reader: Reader, hashed: str | None, mark: str) -> str | None:
    found = case_of_key(reader, hashed) if hashed else None
    if found is not None and found[1] != mark:
        raise ConflictError(_USED, remedy=_NEW_KEY)
    return found[0] if found else None


def _case_row(
    case: Case, *, customer: str, subject: str, owner: str, at: datetime
) -> dict[str, Any]:
    facts = case.facts.known()
    facts.pop("case_id", None)
    name = line(customer, what="the customer's name")
    checked = frame(facts=facts, channel=case.channel, language=case.language, tone=case.tone)
    return {
        "id": "",
        "customer": name,
        "customer_key": customer_key(name),
        "subject": line(subject, what="the subject"),
        "state": "open",
        "owner": line(owner, what="the owner's name"),
        "channel": case.channel,
        "language": case.language,
        "tone": line(case.tone, what="the tone") if case.tone else None,
        "facts": as_json(checked.facts.model_dump(mode="json", exclude_defaults=True)),
        "version": 1,
        "hold": 0,
        "level": 0,
        "severity": "",
        "issues": "[]",
        "created_at": stamp(at),
        "updated_at": stamp(at),
    }


def _name_in(case: Case) -> str:
    return str(case.facts.customer_name or case.facts.known().get("email") or "")


def _store_messages(
    means: Means, transaction: Transaction, row: Mapping[str, Any], case: Case, *, by: str
) -> int:
    """Stores the conversation so far; how many messages it has."""
    at = datetime.fromisoformat(row["created_at"])
    turns = [turn for turn in case.history if turn.text.strip()]
    if case.message.strip():
        turns.append(Message(role="customer", text=case.message, date=case.date or at))
    last: dict[str, Any] | None = None
    for turn in turns:
        last = message_row(means, row["id"], last, turn, at=at, by=by)
        insert(transaction, "case_messages", last)
    if last is not None and last["role"] == "agent":
        change(transaction, "cases", row["id"], state="answered")
    return len(turns)


def message_row(
    means: Means,
    case_id: str,
    last: Mapping[str, Any] | None,
    turn: Message,
    *,
    at: datetime,
    by: str,
) -> dict[str, Any]:
    """The row of a message that comes after another one."""
    written = moment(turn.date, means.company())
    return {
        "id": uuid4().hex,
        "case_id": case_id,
        "position": last["position"] + 1 if last else 1,
        "turn": turn_after(last, turn.role, written),
        "role": turn.role,
        "text": message_text(turn.text),
        "at": stamp(written) if written else "",
        "recorded_at": stamp(at),
        "author": by,
        "draft_id": None,
        "change": None,
        "key": None,
        "digest": None,
    }


def add_message(
    means: Means,
    case_id: str,
    turn: Message,
    *,
    key: str | None = None,
    version: int | None = None,
    by: str = "",
) -> tuple[dict[str, Any], bool]:
    """Stores a message; its row, and whether it was there already under this key.

    A message of the customer opens a closed case again.

    Raises:
        NotFoundError, ConflictError: see `change_case`; or the key was used for another text.
    """
    hashed, mark = key_hash(key), digest(turn.role, turn.text.strip())
    at = means.moment()
    try:
        refuse_repeated(means.database, case_id, hashed, mark)
        with means.database.transaction() as transaction:
            row = change_case(transaction, case_id, version=version, at=at)
            refuse_repeated(Within(transaction), case_id, hashed, mark)
            last = last_message(Within(transaction), case_id)
            made = message_row(means, case_id, last, turn, at=at, by=by)
            made |= {"key": hashed, "digest": mark if hashed else None}
            insert(transaction, "case_messages", made)
            state = "open" if turn.role == "customer" else "answered"
            change(transaction, "cases", case_id, state=state)
            action = "message_added" if turn.role == "customer" else "reply_added"
            noted(transaction, row, action, at=at, by=by, message=made["id"])
    except Repeated as known:
        return dict(known.row), True
    return made, False


def refuse_repeated(reader: Reader, case_id: str, hashed: str | None, mark: str) -> None:
    """Raises Repeated where the message is there, ConflictError where the key means another."""
    found = message_of_key(reader, case_id, hashed) if hashed else None
    if found is None:
        return
    if found["digest"] != mark:
        raise ConflictError(_USED, remedy=_NEW_KEY)
    raise Repeated(found)


def show_triage(transaction: Transaction, case_id: str, draft: Mapping[str, Any]) -> None:
    """Keeps what lists show of a case: level, severity and issues of its newest draft."""
    found = draft.get("triage") or {}
    flags: Sequence[Mapping[str, Any]] = found.get("flags") or ()
    change(
        transaction,
        "cases",
        case_id,
        level=max((int(flag.get("level", 0)) for flag in flags), default=0),
        severity=str(found.get("severity", "")),
        issues=as_json([issue.get("id", "") for issue in found.get("issues") or ()]),
    )
