"""What the routes of the record take and give beyond its own records, with examples."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from assistant.cases.records import AuditEntry, FollowUpItem, UsedBy
from assistant.domain import CaseFacts, Channel, Message, Moment, Record
from assistant.settings import MESSAGE_LIMIT
from assistant.web.bodies import LATE, Short

Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=MESSAGE_LIMIT)]
Version = Annotated[
    int | None,
    Field(ge=0, le=2**31 - 1, description="The version that you saw; 409 where it moved on."),
]


class NewCase(Record):
    """A case to open, with the keys of CASE.json and whose it is."""

    message: Text | None = Field(default=None, examples=[LATE["message"]])
    history: tuple[Message, ...] = Field(default=(), max_length=1000)
    facts: CaseFacts = Field(default=CaseFacts(), examples=[LATE["facts"]])
    channel: Channel = "email"
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}(-[A-Za-z]{2})?$")
    tone: Line | None = None
    date: Moment | None = None
    customer: Line = Field(default="", examples=["Dana Whitfield"])
    subject: Line = ""
    owner: Line = ""


class CaseChange(Record):
    """What to change about a case; what is not given stays. A fact of value null is removed."""

    version: Version = None
    customer: Line | None = None
    subject: Line | None = None
    owner: Line | None = None
    channel: Channel | None = None
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}(-[A-Za-z]{2})?$")
    tone: Line | None = None
    hold: bool | None = None
    facts: dict[str, object] | None = Field(default=None, examples=[{"order_id": "LK-20931"}])


class NewMessage(Record):
    """What the customer wrote, or an earlier reply of ours."""

    text: Text = Field(examples=["It is Friday now and still nothing!"])
    role: Literal["customer", "agent"] = "customer"
    at: Moment | None = None
    version: Version = None


class SentReply(Record):
    """What the agent sent, and the draft that it was made from."""

    text: Text = Field(examples=["Dear Dana, I am sorry that your parcel did not come on Monday."])
    draft_id: Line | None = None
    at: Moment | None = None
    version: Version = None


class DraftOptions(Record):
    """Promises that the agent approves, by id or text."""

    approve: tuple[Short, ...] = Field(default=(), max_length=50)


class RevisionRequest(Record):
    """What to do with a draft of a case; `text` is what the agent made of it so far."""

    instruction: str = Field(max_length=2000, examples=["shorter"])
    text: Text | None = None
    approve: tuple[Short, ...] = Field(default=(), max_length=50)


class Seen(Record):
    """The version of the case that the caller saw."""

    version: Version = None


class NewFeedback(Record):
    """What an agent thinks of a draft."""

    rating: Literal["up", "down"]
    reason: Annotated[str, Field(max_length=2000)] = ""
    about: Literal["", "tone", "facts", "policy", "promise", "length", "language", "other"] = ""


class NewFollowUp(Record):
    """A step that is owed."""

    action: str = Field(max_length=500, examples=["Call the depot about LK-20931"])
    owner: Line = "agent"
    due: datetime | None = None
    channel: Line = "internal"


class Resolution(Record):
    """What became of a step."""

    state: Literal["open", "done", "missed", "dropped"]
    note: Annotated[str, Field(max_length=2000)] = ""


class ErasureRequest(Record):
    """Whose data goes: a customer's, or one case's. `dry_run` only counts."""

    customer: Line = ""
    case_id: Line | None = None
    dry_run: bool = False


class FollowUps(Record):
    """Steps that are owed, the soonest due first."""

    follow_ups: tuple[FollowUpItem, ...]


class AuditLog(Record):
    """Entries of the log, newest first; `before` with the last number asks for older ones."""

    entries: tuple[AuditEntry, ...]


class Uses(Record):
    """Drafts that rest on a document."""

    drafts: tuple[UsedBy, ...]
