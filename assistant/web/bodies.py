"""What the routes take and give beyond the records of the contract, with examples."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Body, Path, Query
from pydantic import Field

from assistant.answering.gaps import Gap
from assistant.domain import Case, Commitment, Draft, Finding, Kind, Passage, Record
from assistant.drafting.alternatives import Alternative
from assistant.settings import MESSAGE_LIMIT

Identifier = Annotated[str, Path(pattern=r"^[0-9a-zA-Z_-]{6,64}$")]
"""An id in an address: random letters and digits."""
Short = Annotated[str, Field(max_length=500)]
Approved = Annotated[
    list[Short],
    Query(max_length=50, description="Promises that the agent approves, by id or text."),
]
LATE = {
    "message": "I was promised my parcel (order LK-20931) for Monday. It is Thursday, nobody "
    "answers my e-mails, and I stayed at home for nothing. Where is it?",
    "facts": {"customer_name": "Dana Whitfield", "agent_name": "Priya", "order_id": "LK-20931"},
    "channel": "email",
}
CHARGED = {
    "message": "You charged my card twice!! £89.90 is gone twice. I want it back TODAY.",
    "facts": {"amount": 89.90, "currency": "GBP", "authority": {"refund_up_to": 100}},
    "channel": "chat",
    "history": [{"role": "agent", "text": "Hello, how can I help you?"}],
}
CASES: dict[str, Any] = {
    "late": {"summary": "A parcel that did not come", "value": LATE},
    "charged": {"summary": "Charged twice, with authority to refund", "value": CHARGED},
}
CaseBody = Annotated[Case, Body(openapi_examples=CASES)]


class LintRequest(Record):
    """A reply to check, also one written by a person, and the case that it answers."""

    reply: str = Field(
        max_length=MESSAGE_LIMIT,
        examples=["Dear Dana, I am sorry that your parcel did not come on Monday."],
    )
    case: Case | None = None
    approve: tuple[Short, ...] = Field(default=(), max_length=50)
    fix: bool = False
    """Apply the safe repairs; `reply` of the answer is the text after them."""


class LintAnswer(Record):
    """What the rubric says; `reply` is null unless `fix` was asked for."""

    findings: tuple[Finding, ...]
    commitments: tuple[Commitment, ...]
    reply: str | None = None


class AskRequest(Record):
    """A question; `conversation` holds earlier ones, oldest first, whose subject it may keep."""

    question: str = Field(max_length=MESSAGE_LIMIT, examples=["How do I apologise without blame?"])
    conversation: tuple[Annotated[str, Field(max_length=MESSAGE_LIMIT)], ...] = Field(
        default=(), max_length=20
    )
    explain: bool = False
    """With the reasons why the passages rank where they do."""


class SearchRequest(Record):
    """What to look for."""

    query: str = Field(max_length=MESSAGE_LIMIT, examples=["parcel late refund"])
    kind: Kind | None = None
    limit: int = Field(default=5, ge=1, le=50)


class SearchAnswer(Record):
    """What retrieval found, best first."""

    passages: tuple[Passage, ...]


class ReviseRequest(Record):
    """A draft, or the id of a recorded one, and what to do with it in plain English."""

    instruction: str = Field(max_length=2000, examples=["shorter and warmer"])
    draft: Draft | None = None
    draft_id: str | None = Field(default=None, max_length=64, examples=["0" * 32])
    case: Case | None = None
    approve: tuple[Short, ...] = Field(default=(), max_length=50)


class AlternativesAnswer(Record):
    """The same case as shortest, warmest and firmest; none for a hard stop."""

    alternatives: tuple[Alternative, ...]


class GapsAnswer(Record):
    """What the knowledge could not answer, the most frequent first."""

    gaps: tuple[Gap, ...]


class IndexRequest(Record):
    """`rebuild`: build the index anew although no document has changed."""

    rebuild: bool = False


class Health(Record):
    """The process answers."""

    status: Literal["ok"]


class Readiness(Record):
    """Whether drafts can be made now; `kind` names the fault where not."""

    status: Literal["ready", "starting", "failed"]
    kind: str = ""
