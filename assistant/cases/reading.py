"""From rows to records: cards, messages, drafts with their state, follow-ups, whole cases."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.cases.records import (
    AuditEntry,
    CaseCard,
    CaseDraft,
    CaseFile,
    CaseMessage,
    Change,
    DraftState,
    Feedback,
    FollowUpItem,
    Promise,
)
from assistant.database.cases import (
    Filter,
    Reader,
    card_row,
    find_case_row,
    ids_beginning,
    messages_of,
)
from assistant.database.cases_ledger import case_drafts, feedback_of, find_follow_ups, log_of
from assistant.domain import CaseFacts, Draft
from assistant.errors import CaseError, NotFoundError, UsageError
from assistant.text import clip

_PREVIEW = 160
_SHORTEST = 6
"""Characters of an id that a person must give at least."""
_HISTORY = 200
"""Entries of the log that a case shows."""


def card_of(row: Mapping[str, Any]) -> CaseCard:
    """A case as a list shows it."""
    names = ("messages", "drafts", "open_follow_ups", "overdue", "id", "customer", "subject",
             "state", "owner", "channel", "language", "version", "level", "severity")  # fmt: skip
    return CaseCard(
        **{name: row[name] for name in names},
        hold=bool(row["hold"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        updated_at=datetime.fromisoformat(row["updated_at"]),
        last_message_at=_moment(row["last_message_at"]),
        preview=clip(" ".join((row["preview"] or "").split()), _PREVIEW),
        issues=tuple(json.loads(row["issues"])),
    )


def message_of(row: Mapping[str, Any]) -> CaseMessage:
    """A message of a case."""
    return CaseMessage(
        id=row["id"],
        role=row["role"],
        text=row["text"],
        at=_moment(row["at"]),
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        by=row["author"],
        turn=row["turn"],
        draft_id=row["draft_id"],
        change=Change.model_validate_json(row["change"]) if row["change"] else None,
    )


def follow_up_of(row: Mapping[str, Any], now: datetime) -> FollowUpItem:
    """A step that is owed, and whether its time has passed."""
    due = _moment(row["due"])
    names = ("id", "case_id", "customer", "action", "owner", "channel", "state", "draft_id",
             "resolved_by", "note")  # fmt: skip
    return FollowUpItem(
        **{name: row[name] for name in names},
        due=due,
        overdue=row["state"] == "open" and due is not None and due < now,
        promise=Promise.model_validate_json(row["promise"]) if row["promise"] else None,
        created_at=datetime.fromisoformat(row["created_at"]),
        resolved_at=_moment(row["resolved_at"]),
    )


def feedback_from(row: Mapping[str, Any]) -> Feedback:
    """What an agent thinks of a draft."""
    values = {name: row[name] for name in ("id", "draft_id", "case_id", "rating", "reason")}
    at = datetime.fromisoformat(row["at"])
    return Feedback(**values, about=row["about"], by=row["author"], at=at)


def entry_of(row: Mapping[str, Any]) -> AuditEntry:
    """One entry of the log."""
    values = {
        name: row[name] for name in ("number", "action", "kind", "object_id", "case_id", "detail")
    }
    return AuditEntry(**values, at=datetime.fromisoformat(row["at"]), by=row["author"])


def draft_in(record: str) -> Draft | None:
    """The draft of a record; None where its text was erased."""
    data = json.loads(record)
    if data.get("erased") or "draft" not in data:
        return None
    return Draft.model_validate_json(json.dumps(data["draft"]))


def drafts_in(
    rows: Sequence[Mapping[str, Any]],
    messages: Sequence[Mapping[str, Any]],
    feedback: Sequence[Feedback],
) -> tuple[CaseDraft, ...]:
    """The drafts of a case, each with its state."""
    turns = {message["position"]: message["turn"] for message in messages}
    made = []
    for number, row in enumerate(rows):
        state, note = _state(row, rows[number + 1 :], messages)
        made.append(
            CaseDraft(
                draft_id=row["draft_id"],
                created_at=datetime.fromisoformat(row["created_at"]),
                by=row["author"],
                turn=turns.get(row["seen"], 0),
                state=state,
                note=note,
                revises=row["revises"],
                draft=draft_in(row["record"]),
                feedback=tuple(f for f in feedback if f.draft_id == row["draft_id"]),
            )
        )
    return tuple(made)


def _state(
    row: Mapping[str, Any],
    later: Sequence[Mapping[str, Any]],
    messages: Sequence[Mapping[str, Any]],
) -> tuple[DraftState, str]:
    """Whether a draft still answers what the customer wrote last, and why not."""
    sent = [message for message in messages if message["draft_id"] == row["draft_id"]]
    if sent:
        return "sent", f"sent {_clock(sent[-1]['recorded_at'])}"
    after = [message for message in messages if message["position"] > row["seen"]]
    newer = next((message for message in after if message["role"] == "customer"), None)
    if newer is not None:
        return "stale", f"the customer wrote again {_clock(newer['recorded_at'])}"
    if after:
        return "replaced", f"another reply was sent {_clock(after[0]['recorded_at'])}"
    if later:
        return "replaced", "a later draft took its place"
    return "current", ""


def _clock(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M} UTC"


def resolved_id(reader: Reader, case_id: str) -> str:
    """The whole id for the beginning of one.

    Raises:
        NotFoundError: no case begins like this. UsageError: several do.
    """
    if reader.rows("SELECT 1 FROM cases WHERE id = :id", id=case_id):
        return case_id
    found = ids_beginning(reader, case_id) if len(case_id) >= _SHORTEST else ()
    if len(found) > 1:
        raise UsageError("several cases begin like this", remedy="give more of the id")
    if not found:
        raise NotFoundError("there is no case of this id", remedy="composure cases list")
    return found[0]


def card_for(reader: Reader, case_id: str, now: datetime) -> CaseCard:
    """The card of a case that is there.

    Raises:
        NotFoundError: there is none.
    """
    row = card_row(reader, case_id, now)
    if row is None:
        raise NotFoundError("there is no case of this id", remedy="composure cases list")
    return card_of(row)


def found_row(reader: Reader, case_id: str) -> dict[str, Any]:
    """The row of a case whose text is still there.

    Raises:
        NotFoundError: there is no such case. CaseError: it was erased.
    """
    row = find_case_row(reader, case_id)
    if row is None:
        raise NotFoundError("there is no case of this id", remedy="composure cases list")
    if row["state"] == "erased":
        raise CaseError("this case was erased", remedy="open a new one")
    return row


def follow_ups_of(reader: Reader, case_id: str, now: datetime) -> tuple[FollowUpItem, ...]:
    """The follow-ups of a case, the soonest due first."""
    found = Filter()
    found.add("follow_ups.case_id = :case_id", case_id=case_id)
    return tuple(follow_up_of(row, now) for row in find_follow_ups(reader, found, 1000))


def case_file(reader: Reader, case_id: str, now: datetime) -> CaseFile:
    """A whole case.

    Raises:
        NotFoundError: there is none.
    """
    card = card_for(reader, case_id, now)
    facts, tone = reader.rows("SELECT facts, tone FROM cases WHERE id = :id", id=case_id)[0]
    messages = messages_of(reader, case_id)
    feedback = tuple(feedback_from(row) for row in feedback_of(reader, case_id))
    return CaseFile(
        card=card,
        facts=CaseFacts.model_validate_json(facts),
        tone=tone,
        messages=tuple(message_of(row) for row in messages),
        drafts=drafts_in(case_drafts(reader, case_id), messages, feedback),
        follow_ups=follow_ups_of(reader, case_id, now),
        feedback=feedback,
        audit=tuple(entry_of(row) for row in log_of(reader, case_id, limit=_HISTORY)),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
