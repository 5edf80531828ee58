"""The frozen records everything speaks in: a case comes in, a draft goes out.

Field names are those of the JSON contract; `model_dump(mode="json")` is what the command
line prints. A `span` is `[start, end]` in characters of the text it speaks of.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer,
)

Span = tuple[int, int]

FlagKey = Literal[
    "self_harm", "violence", "abuse", "safety", "legal", "regulator", "press", "discrimination",
    "data_breach", "privacy_right", "fraud", "chargeback", "vulnerable", "repeat_contact",
    "manager_request", "churn", "over_authority", "mass_incident", "staff_misconduct", "no_policy",
]  # fmt: skip
Emotion = Literal[
    "anger", "frustration", "contempt", "disappointment", "fear",
    "sadness", "confusion", "neutral", "positive",
]  # fmt: skip
Ask = Literal[
    "refund", "replacement", "repair", "explanation", "correction", "compensation", "callback",
    "cancellation", "confirmation", "update", "apology", "delivery", "collection", "rebooking",
    "manager", "deletion", "other",
]  # fmt: skip
FactKind = Literal[
    "reference", "amount", "date", "duration", "contact_count", "product", "name", "email", "phone"
]
Fault = Literal["ours", "third_party", "customer", "disputed", "unknown"]
Mood = Literal["rising", "falling", "steady"]
Severity = Literal["low", "medium", "high", "critical"]
Channel = Literal["email", "chat", "social", "phone"]
Kind = Literal["guidance", "policy", "playbook"]


class Record(BaseModel):
    """Base of all records: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _in_our_time(value: datetime) -> datetime:
    if not 1990 <= value.year <= 2100:
        raise ValueError("the year must lie between 1990 and 2100")
    return value


Moment = Annotated[datetime, AfterValidator(_in_our_time)]
"""When something was written; further off, reckoning with days and zones would overflow."""


class Message(Record):
    """One earlier turn of the conversation."""

    role: Literal["customer", "agent"]
    text: str
    date: Moment | None = None


class Authority(Record):
    """What this agent may grant on their own: `refund_up_to` in the case's currency."""

    refund_up_to: float | None = Field(default=None, allow_inf_nan=False)
    actions: tuple[str, ...] = ()


class CaseFacts(BaseModel):
    """What is known about the case. Unknown keys are kept and used."""

    model_config = ConfigDict(frozen=True, extra="allow")

    customer_name: str | None = None
    agent_name: str | None = None
    order_id: str | None = None
    product: str | None = None
    amount: float | None = Field(default=None, allow_inf_nan=False)
    currency: str | None = None
    country: str | None = None
    purchase_date: date | None = None
    status: str | None = None
    fault: Fault | None = None
    authority: Authority = Authority()
    actions_done: tuple[str, ...] = ()

    @field_validator("order_id", "customer_name", "agent_name", "product", "status", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        """An order number is often written as a number."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return str(value) if is_number else value

    @field_validator("amount", mode="before")
    @classmethod
    def _as_number(cls, value: Any) -> Any:
        """ "£1,249.50", "49,99" and "49.99 EUR" are amounts as people write them."""
        if not isinstance(value, str):
            return value
        text = re.sub(r"[^\d.,-]", "", value)
        if re.search(r",\d{1,2}$", text):
            text = text.replace(".", "").replace(",", ".")
        return text.replace(",", "") or value

    def known(self) -> dict[str, Any]:
        """Every fact that holds something, the free ones too: key → value."""
        values = self.model_dump(exclude_none=True)
        if self.authority == Authority():
            del values["authority"]
        return {key: value for key, value in values.items() if value not in ("", (), [], {})}


class Case(Record):
    """A customer's message and all that is known around it (the keys of CASE.json)."""

    message: str
    history: tuple[Message, ...] = ()
    facts: CaseFacts = CaseFacts()
    channel: Channel = "email"
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}(-[A-Za-z]{2})?$")
    """An ISO 639-1 code; None = told from the message."""
    date: Moment | None = None
    tone: str | None = None


class Fact(Record):
    """Something found in a text. `value` is normalised; `unit` is a currency code or `days`.

    amount: value = decimal string ("1249.50"), unit = ISO 4217 code or "" if unknown.
    date: value = ISO date. duration: value = number of days as a decimal string
    ("0.125" is three hours), unit = "days". contact_count: value = whole number.
    reference: value = as written, without blanks or a leading "#". phone: E.164 where it can be
    known, else digits. Others: as written.
    """

    kind: FactKind
    value: str
    span: Span
    unit: str = ""


class Issue(Record):
    """A situation found in the message: `id` is a playbook's file name, or `other`."""

    id: str
    label: str
    span: Span
    confidence: float = Field(ge=0, le=1)


class Flag(Record):
    """A risk that a rule (or a model) saw in the message. ESCALATION.md holds the rules."""

    key: FlagKey
    level: int = Field(ge=0, le=3)
    owner: str
    within: str
    span: Span
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    legal_clock: str = ""
    source: Literal["rule", "classifier", "model"] = "rule"


class EarlierPromise(Record):
    """What an agent committed to earlier in the conversation, and how it stands.

    `text` is the sentence, `made` its day, `due` the day it was to be done by (None where no
    time was named), `turn` the place of its message in `history`, from 0.
    """

    text: str
    made: date | None
    due: date | None
    state: Literal["kept", "missed", "open"]
    turn: int


class Doubt(Record):
    """A hard stop that a message comes near without raising its flag; a person decides.

    Attributes:
        title: the situation in words. span: the sentence that spoke most for it.
    """

    key: FlagKey
    title: str
    span: Span


class Triage(Record):
    """What the situation is, how hot it is, and what may not wait."""

    emotion: Emotion
    intensity: float = Field(ge=0, le=1)
    severity: Severity
    issues: tuple[Issue, ...]
    asks: tuple[Ask, ...]
    facts: tuple[Fact, ...]
    fault: Fault
    fault_reason: str
    repeat_contact: bool
    language: str
    flags: tuple[Flag, ...]
    doubts: tuple[Doubt, ...] = ()
    """Hard stops that somebody should think of; empty where one is flagged anyway."""
    mood: Mood = "steady"
    """How the customer's heat moved over their turns; `steady` too where there is but one."""
    promises: tuple[EarlierPromise, ...] = ()
    removed: tuple[str, ...] = ()
    """What cleaning took out of the message (invisible characters), for the agent to see."""
    instructions: bool = False
    """The message holds instructions aimed at a machine; they are data and are not followed."""
    second_look: str = ""
    """What came of asking a model to look too: its name and how much it added, or why nothing."""

    @property
    def level(self) -> int:
        """The highest level of any flag, 0 where there is none."""
        return max((flag.level for flag in self.flags), default=0)


class Passage(Record):
    """A piece of a document. `position` is its number in the document, from 0."""

    id: str
    document: str
    title: str
    source: str
    section: str
    kind: Kind
    text: str
    position: int = 0
    score: float = 0.0
    metadata: dict[str, str] = Field(default_factory=dict)


class Citation(Record):
    """A passage that a draft rests on; `quote` occurs in it verbatim."""

    id: str
    title: str
    source: str
    section: str
    kind: Kind
    quote: str
    score: float


class CommitmentAuthority(Record):
    """On whose authority a promise is made; `ref` is a fact key, clause id or approval."""

    kind: Literal["case", "policy", "agent", "none"]
    ref: str = ""


class Commitment(Record):
    """A promise in a reply: `text` is its sentence, `span` where it stands in the reply."""

    id: str
    text: str
    what: str
    owner: str
    due: str | None = None
    authority: CommitmentAuthority
    status: Literal["backed", "needs_approval", "rewritten"]
    span: Span | None = None


class Evidence(Record):
    """What one sentence of a reply rests on."""

    sentence: str
    kind: Literal["case", "policy", "guidance", "courtesy", "unsupported"]
    ref: str = ""


class Finding(Record):
    """What a criterion of the rubric says about a reply."""

    criterion: str
    status: Literal["pass", "warn", "fail", "not_checked"]
    span: Span | None = None
    message: str = ""
    suggestion: str = ""


class Escalation(Record):
    """Who must see this, how soon, and what they need to start without asking again."""

    level: int = Field(ge=0, le=3)
    owner: str
    within: str
    due: datetime | None
    reasons: tuple[str, ...]
    tell_customer: str
    handover: str


class FollowUp(Record):
    """A step that is owed; `commitment` is the id of the promise behind it, if any."""

    action: str
    owner: str
    due: datetime | None
    channel: str
    commitment: str | None = None


class AgentQuestion(Record):
    """What only the agent can find out; `fact` is the key of `facts` that the answer fills."""

    id: str
    question: str
    why: str
    fact: str


class Reply(Record):
    """The text for the customer."""

    text: str
    subject: str
    language: str
    channel: Channel


class Writer(Record):
    """Who wrote the reply, with what, and whether another writer had failed before."""

    model: str
    prompt: str
    prompt_hash: str
    tokens: dict[str, int] = Field(default_factory=lambda: {"in": 0, "out": 0})
    seconds: float
    fell_back: bool = False
    reason: str = ""


InstructionKind = Literal[
    "shorter", "longer", "warmer", "more_formal", "less_formal", "plainer", "firmer",
    "offer", "remove", "add", "subject", "name", "language", "other",
]  # fmt: skip


class Instruction(Record):
    """One thing that a revision was told to do, and what came of it.

    `value` is what it fixed, which later revisions keep: the words that were added or taken out,
    the subject, the name, the language. `limit` is the number of words that the reply must stay
    below (shorter) or reach (longer).
    """

    kind: InstructionKind
    text: str
    value: str = ""
    limit: int | None = None
    done: bool = True
    kept: bool = True
    """It still holds; a later instruction or the agent's own edit may have overruled it."""
    note: str = ""


class Revision(Record):
    """What a draft was told to become: every instruction so far, oldest first."""

    revises: str
    """The id of the draft before this one."""
    since: datetime
    """The moment from which the times of the text count: when the first draft was made."""
    instructions: tuple[Instruction, ...]
    case: Literal["recorded", "given", "none"]
    """Where the case came from that the text was checked against."""
    approved: tuple[str, ...] = ()
    """What the agent approved so far, in words."""
    notes: tuple[str, ...] = ()
    """What the agent should know: who can approve, what could not be checked."""


class Draft(Record):
    """Everything that one call of `draft` answers with."""

    draft_id: str
    case_id: str
    created_at: datetime
    reply: Reply
    triage: Triage
    escalation: Escalation
    follow_up: tuple[FollowUp, ...]
    commitments: tuple[Commitment, ...]
    evidence: tuple[Evidence, ...]
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]
    questions_for_agent: tuple[AgentQuestion, ...]
    writer: Writer
    revision: Revision | None = None
    """Where the draft is a revision of another one; the key is absent where it is none."""

    @model_serializer(mode="wrap")
    def _as_contract(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        made: dict[str, Any] = handler(self)
        if self.revision is None:
            made.pop("revision", None)
        return made
