"""The records that knowledge is made of: playbooks, policy clauses, risk rules, the company.

They are data that a company writes; `assistant.knowledge` reads them from files, everything
else only receives them. The formats are explained in `knowledge/README.md`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from assistant.domain import Ask, Fault, FlagKey, Kind, Record, Severity


class Phrase(Record):
    """A sentence of a playbook, and when it may be said.

    A `{slot}` in the text makes the phrase eligible only where the slot can be filled.
    `fault` empty = any. Intensity is the customer's, 0 to 1.
    """

    text: str
    fault: tuple[Fault, ...] = ()
    min_intensity: float = 0.0
    max_intensity: float = 1.0
    asks: tuple[Ask, ...] = ()


class Signal(Record):
    """A pattern (RE2, case-insensitive) in the customer's words that speaks for a playbook."""

    pattern: str
    weight: float = 1.0


class Option(Record):
    """A way forward that may be offered. `clause` is the policy clause that allows it.

    `text` completes "you can choose: (a) …" and starts with a noun or an -ing form.
    `asks` are the wishes it answers.
    """

    text: str
    clause: str
    asks: tuple[Ask, ...] = ()


class Lookup(Record):
    """What must be found out: of the agent, and where only the customer knows, of them."""

    fact: str
    question: str
    why: str
    ask_customer: str = ""
    """A whole sentence that asks the customer; empty = only the agent is asked."""


class Variant(Record):
    """A kind of a situation that their words tell: a torn book among what was damaged.

    What it holds stands in place of the playbook's own; what it leaves out stays as it is.
    """

    when: str
    """A pattern (RE2, case-insensitive) in the customer's words."""
    unless: str = ""
    """A pattern that says it is not this kind after all."""
    topic: str = ""
    team: str = ""
    acknowledgements: tuple[Phrase, ...] = ()
    """They replace those that hold for any fault; those for our own fault stay."""
    actions: tuple[Phrase, ...] = ()
    """Replace those that hold for any fault and wish."""
    options_if: str = ""
    clauses: tuple[str, ...] | None = None
    """Of the playbook's options only those that rest on these clauses; empty = none is offered."""
    ask_customer: str | None = None
    """Asked in place of the playbook's question; empty = nothing is asked."""
    anticipate: tuple[Phrase, ...] = ()


class Playbook(Record):
    """One situation: how to recognise it, what to say, offer, find out and follow up."""

    id: str
    label: str
    topic: str
    """A noun phrase with its article: "the late delivery"."""
    domains: tuple[str, ...] = ()
    severity: Severity = "medium"
    usual_fault: Fault = "unknown"
    team: str
    """Who finds out or acts, with article: "the delivery team"."""
    asks: tuple[Ask, ...] = ()
    signals: tuple[Signal, ...] = Field(min_length=1)
    excludes: tuple[str, ...] = ()
    """Patterns that say it is not this situation after all."""
    acknowledgements: tuple[Phrase, ...] = Field(min_length=1)
    actions: tuple[Phrase, ...] = Field(min_length=1)
    options: tuple[Option, ...] = ()
    options_if: str = ""
    """What must be true before the options hold, completing "If …": "the parcel is late"."""
    together: bool = False
    """The options do not exclude one another: a trace of the bag and what they had to buy."""
    instead: tuple[Option, ...] = ()
    """What may still be offered where the facts rule out what the customer asks for."""
    find_out: tuple[Lookup, ...] = ()
    anticipate: tuple[Phrase, ...] = ()
    closings: tuple[Phrase, ...] = ()
    variants: tuple[Variant, ...] = ()
    """Kinds of it, the first that fits is taken."""
    follow_ups: tuple[str, ...] = ()
    escalate_when: tuple[str, ...] = ()
    sections: dict[str, str] = Field(default_factory=dict)
    source: str = ""


class Clause(Record):
    """One clause of a policy. `checks` are conditions on facts: `days_since_delivery <= 30`."""

    id: str
    title: str
    text: str
    document: str
    conditions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    approval: Literal["none", "agent", "team_lead", "manager", "specialist"] = "agent"
    limit: str = ""
    """A money limit for the approval named, such as `50 GBP`; empty = none stated."""
    checks: tuple[str, ...] = ()
    grants: tuple[Ask, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    superseded_by: str = ""


class Raise(Record):
    """A pattern that changes a flag's level when it stands near the match: fraud happening now."""

    pattern: str
    level: int = Field(ge=0, le=3)


class Report(Record):
    """The noun phrase for what a customer reported, where its pattern is in their words."""

    pattern: str
    phrase: str


class Holding(Record):
    """The message of a hard stop for one kind of report, where its pattern is in their words."""

    name: str
    patterns: tuple[str, ...]
    say: tuple[str, ...]


class Rule(Record):
    """A risk rule of `escalation.yaml`: how it is recognised and what follows from it.

    The patterns are written in the notation that `escalation.yaml` explains.
    """

    key: FlagKey
    title: str
    level: int = Field(ge=0, le=3)
    owner: str
    within: str
    """`at once`, `15 min`, `1 h`, `4 h`, `same day`, `same contact` or another clock."""
    minutes: int | None = None
    """The clock in minutes; None = the end of the business day."""
    round_the_clock: bool = False
    """The clock runs outside business hours too."""
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    legal_clock: str = ""
    tell_customer: str = ""
    """One sentence for the customer about who takes over and when."""
    holding: tuple[str, ...] = ()
    """Level 3: the paragraphs of the holding or safety message, with slots. A paragraph with a
    slot that cannot be filled is left out."""
    holdings: tuple[Holding, ...] = ()
    """What is said instead of `holding` for a kind of report: with gas nobody pulls a plug."""
    holding_without_line: tuple[str, ...] = ()
    """The same, to use instead where no crisis line of the customer's country is configured."""
    reported: str = ""
    """The noun phrase for what was reported where none of `reports` fits: "this hazard"."""
    reports: tuple[Report, ...] = ()
    signals: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Language code → patterns that raise the flag."""
    frames: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Language code (or `all`) → frames, concepts that together raise the flag."""
    concepts: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    """Language code → concept → its words and phrases: those that the frames use."""
    implies: tuple[FlagKey, ...] = ()
    """Situations that this one always brings with it."""
    idioms: tuple[str, ...] = ()
    """Patterns that are taken out of the text before the signals are looked for."""
    contexts: tuple[str, ...] = ()
    """Patterns that cancel a match when they stand in the same sentence."""
    raises: tuple[Raise, ...] = ()
    quotation: Literal["cancel", "keep"] = "cancel"
    """Whether words that the customer quotes from somebody else still count."""
    source: str = ""


class CrisisLine(Record):
    """A crisis line of one country, and when somebody last checked it."""

    country: str
    line: str
    checked_on: date
    names: tuple[str, ...] = ()
    """Other ways in which a case may name the country: "USA", "United States"."""


class Company(Record):
    """The company that replies go out for (`company.yaml`)."""

    name: str
    signature: str
    country: str = "GB"
    currency: str = "GBP"
    language: str = "en"
    time_zone: str = "Europe/London"
    open_days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    opens: str = "09:00"
    closes: str = "17:30"
    holidays: tuple[date, ...] = ()
    update_hours: float = 8.0
    """Business hours within which an agent may always promise an update (clause SRV-01)."""
    urgent_hours: float = 1.0
    """The same where the customer is in the middle of it: at the gate, locked out, on hold."""
    refund_limit: float = 50.0
    """What an agent may refund alone where the case says nothing else, in `currency`."""
    private_channel: str = "a direct message"
    complaints_address: str = ""
    crisis_lines: tuple[CrisisLine, ...] = ()
    gas_lines: tuple[CrisisLine, ...] = ()
    """The gas emergency services, by country, for whoever smells gas."""


class Vocabulary(Record):
    """The words of the situations, and which of them are one and the same happening.

    Attributes:
        words: situation → words of which a message about it holds at least one; "*" = any ending.
        one_matter: situations of which a message tells one at a time, however many it resembles.
    """

    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    one_matter: tuple[tuple[str, ...], ...] = ()


class Source(Record):
    """A document as it was read: text, kind and where it lies."""

    id: str
    title: str
    kind: Kind
    path: str
    text: str
    content_hash: str
    metadata: dict[str, str] = Field(default_factory=dict)


class Phrases(Record):
    """The sentences of one language that belong to no playbook (`phrases/<language>.yaml`).

    Each key of `lines` names a moment of a reply and holds the ways to say it; slots as in
    playbooks.
    """

    language: str
    lines: dict[str, tuple[str, ...]]

    def of(self, key: str) -> tuple[str, ...]:
        """The ways to say something; empty where the language has none."""
        return self.lines.get(key, ())
