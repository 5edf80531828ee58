"""A case as it happened: messages, drafts, what was changed, what was settled."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from assistant.cases.records import CaseDraft, CaseFile, CaseMessage, FollowUpItem
from assistant.domain import Record

_CLOCK = re.compile(r" \d{4}-\d\d-\d\d \d\d:\d\d UTC$")
_DRAFT = {
    "current": "Draft",
    "stale": "Draft, out of date",
    "replaced": "Draft, replaced",
    "sent": "Draft, sent",
}


class Entry(Record):
    """One thing that happened; `kind` is a class of its look."""

    kind: str
    at: datetime
    by: str
    title: str
    text: str = ""
    change: tuple[Any, ...] = ()
    change_line: str = ""
    folded: str = ""
    folded_title: str = ""
    note: str = ""


def timeline(found: CaseFile) -> list[Entry]:
    """Everything of a case, oldest first."""
    entries = [
        *(_message(each, found.card.customer) for each in found.messages),
        *(_draft(each) for each in found.drafts),
        *(_settled(each) for each in found.follow_ups if each.resolved_at),
    ]
    return sorted(entries, key=lambda entry: entry.at)


def _message(message: CaseMessage, customer: str) -> Entry:
    change = message.change
    line = ""
    if change is not None:
        line = (
            f"{change.share:.0%} changed by hand: {change.added} words in, {change.removed} out"
            if change.added or change.removed
            else "Sent as drafted"
        )
    return Entry(
        kind=message.role,
        at=message.at or message.recorded_at,
        by=message.by if message.role == "agent" else "",
        title=(customer or "Customer") if message.role == "customer" else "Sent",
        text=message.text,
        change=change.parts if change and (change.added or change.removed) else (),
        change_line=line,
        note="" if change is None or change.added or change.removed else line,
    )


def _draft(draft: CaseDraft) -> Entry:
    reply = draft.draft.reply.text if draft.draft else ""
    thought = ", ".join(
        f"{'of use' if each.rating == 'up' else 'not of use'} {each.about and f'({each.about})'}"
        for each in draft.feedback
    ).strip()
    return Entry(
        kind="draft",
        at=draft.created_at,
        by=draft.by,
        title=_DRAFT[draft.state] if not draft.revises else f"{_DRAFT[draft.state]} (changed)",
        folded=reply,
        folded_title="Show the draft",
        note="; ".join(part for part in (_note(draft), thought) if part),
    )


def _note(draft: CaseDraft) -> str:
    """Why a draft is out of date; when that was, and that it was sent, other entries say."""
    return "" if draft.state == "sent" else _CLOCK.sub("", draft.note)


def _settled(item: FollowUpItem) -> Entry:
    assert item.resolved_at is not None
    words = {"done": "Done", "missed": "Missed", "dropped": "Not needed", "open": "Opened again"}
    return Entry(
        kind="step",
        at=item.resolved_at,
        by=item.resolved_by,
        title=f"{words[item.state]}: {item.action}",
        note=item.note,
    )
