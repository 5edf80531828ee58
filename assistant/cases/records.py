"""What the record of cases answers with: frozen records, times in UTC."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from assistant.domain import (
    Case,
    CaseFacts,
    Channel,
    CommitmentAuthority,
    Draft,
    Finding,
    Record,
)

CaseState = Literal["open", "answered", "closed", "erased"]
"""`open`: the customer waits for us; `answered`: we wrote last."""
DraftState = Literal["current", "stale", "replaced", "sent"]
"""`stale`: the customer wrote after it was made; `replaced`: a later draft took its place."""
FollowUpState = Literal["open", "done", "missed", "dropped"]
Rating = Literal["up", "down"]
About = Literal["", "tone", "facts", "policy", "promise", "length", "language", "other"]


class CaseCard(Record):
    """A case as a list shows it. `level`, `severity` and `issues` are those of its last draft."""

    id: str
    customer: str
    subject: str
    state: CaseState
    owner: str
    channel: Channel
    language: str | None
    version: int
    hold: bool
    """Kept whatever its age, and not erased: a legal claim needs it."""
    created_at: datetime
    updated_at: datetime
    last_message_at: datetime | None
    preview: str
    messages: int
    drafts: int
    open_follow_ups: int
    overdue: int
    level: int
    severity: str
    issues: tuple[str, ...]


class CasePage(Record):
    """One page of a list of cases; `next` asks for the page after it."""

    cases: tuple[CaseCard, ...]
    next: str | None
    total: int


class ChangePart(Record):
    """A run of words that the agent kept, took out or put in."""

    kind: Literal["same", "removed", "added"]
    text: str


class Change(Record):
    """How what was sent differs from the draft; counts are words."""

    share: float = Field(ge=0, le=1)
    """0 = sent as drafted, 1 = nothing of the draft is left."""
    added: int
    removed: int
    parts: tuple[ChangePart, ...]


class CaseMessage(Record):
    """A message of a case. Messages of one burst have the same `turn`."""

    id: str
    role: Literal["customer", "agent"]
    text: str
    at: datetime | None
    """When it was written; None for earlier turns whose date nobody gave."""
    recorded_at: datetime
    by: str
    turn: int
    draft_id: str | None = None
    """The draft that it was sent from."""
    change: Change | None = None


class Feedback(Record):
    """What an agent thinks of a draft; the draft's id leads to its input and its output."""

    id: str
    draft_id: str
    case_id: str
    rating: Rating
    reason: str
    about: About
    by: str
    at: datetime


class CaseDraft(Record):
    """A draft in its case, and whether it still answers what the customer wrote last."""

    draft_id: str
    created_at: datetime
    by: str
    turn: int
    state: DraftState
    note: str
    """Why it is not current, in words."""
    revises: str | None
    draft: Draft | None
    """None where its text was erased."""
    feedback: tuple[Feedback, ...] = ()


class Promise(Record):
    """What the customer was promised: its sentence, on whose authority, and when."""

    text: str
    what: str
    authority: CommitmentAuthority
    status: Literal["backed", "needs_approval", "rewritten"]
    made_at: datetime


class FollowUpItem(Record):
    """A step that is owed; `promise` where the customer was told of it."""

    id: str
    case_id: str
    customer: str
    action: str
    owner: str
    due: datetime | None
    channel: str
    state: FollowUpState
    overdue: bool
    promise: Promise | None
    draft_id: str | None
    created_at: datetime
    resolved_at: datetime | None
    resolved_by: str
    note: str


class AuditEntry(Record):
    """One entry of the log: ids, counts and names of fields, no text of anybody."""

    number: int
    at: datetime
    by: str
    action: str
    kind: str
    object_id: str
    case_id: str | None
    detail: dict[str, Any]


class CaseFile(Record):
    """A whole case."""

    card: CaseCard
    facts: CaseFacts
    tone: str | None
    messages: tuple[CaseMessage, ...]
    drafts: tuple[CaseDraft, ...]
    follow_ups: tuple[FollowUpItem, ...]
    feedback: tuple[Feedback, ...]
    audit: tuple[AuditEntry, ...]


class Added(Record):
    """What came of adding a message."""

    message: CaseMessage
    repeated: bool
    """Its key was known: it is the stored one, and nothing was added."""
    made_stale: tuple[str, ...]
    """Ids of the drafts that no longer answer what the customer wrote last."""
    case: CaseCard


class Sent(Record):
    """What came of recording what the agent sent."""

    message: CaseMessage
    repeated: bool
    follow_ups: tuple[FollowUpItem, ...]
    """Those that are new: the promises of the text, and the steps that the draft owes."""
    findings: tuple[Finding, ...]
    """What the rubric says of the text as it went out."""
    case: CaseCard


class CaseInput(Record):
    """What a draft is made from, and the last message that it knows."""

    case: Case
    seen: int
    version: int
    left_out: int = 0
    """Earlier messages of a long conversation that the draft is not given."""


class UsedBy(Record):
    """A draft that rests on a document."""

    draft_id: str
    case_id: str
    created_at: datetime
    passages: tuple[str, ...]
    sent: bool


class Erasure(Record):
    """What was erased, in numbers; the ids of cases are no personal data."""

    cases: tuple[str, ...]
    messages: int
    drafts: int
    follow_ups: int
    feedback: int
    questions: int
    gaps: int
    held: tuple[str, ...]
    """Cases of this customer that are on hold; they were left alone."""
    mentions: tuple[str, ...]
    """What may name this customer and is left for a person to look at: ids of others' cases, and
    `draft ID`, `question ID`, `gap ID` outside of cases."""
    documents: tuple[str, ...]
    """Documents of the knowledge that name this customer; remove them and index again."""
    dry_run: bool


class Retention(Record):
    """What had reached its age."""

    cases: int
    drafts: int
    inputs: int
    """Drafts whose whole input was let go; the case keeps its messages."""
    questions: int
    gaps: int
    held: int
    dry_run: bool
