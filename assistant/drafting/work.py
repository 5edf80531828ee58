"""What the steps work on and with: one request's work so far, and the parts wired together."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from assistant.business_hours import local
from assistant.domain import (
    Case,
    Commitment,
    Draft,
    Evidence,
    Finding,
    Passage,
    Reply,
    Span,
    Triage,
)
from assistant.drafting.brief import Brief, Library
from assistant.drafting.layout import SAME_TIME
from assistant.drafting.offline import OfflineWriter
from assistant.drafting.writing import Asking, Written
from assistant.intake import check_message, cleaned
from assistant.rubric.linter import lint
from assistant.rubric.review import Review, Thresholds
from assistant.settings import Settings
from assistant.text import offsets
from assistant.triage.assess import Assessor
from assistant.triage.flags import FlagRules

Emit = Callable[[str, str], None]
"""Receives an event's name (`progress`, `text`, `replaced`) and its text."""


class Search(Protocol):
    """What drafting needs of retrieval."""

    def search(self, query: str, *, kinds: Any = None, limit: int = 5) -> tuple[Passage, ...]: ...


@dataclass(frozen=True)
class Parts:
    """Everything the steps work with, wired together by the facade."""

    settings: Settings
    library: Library
    rules: FlagRules
    assessor: Assessor
    retriever: Search
    clauses: Mapping[str, Passage]
    """Policy passages by the id of their clause."""
    offline: OfflineWriter
    masks_queries: bool
    """Queries leave the house (a remote embedder) and are masked first."""
    save: Callable[[Draft, Sequence[str], Case | None], None]
    """Records a draft with the ids of its passages and the case that it answers."""
    asking: Asking | None = None
    """Another prompt or way to ask than the usual ones."""


@dataclass(frozen=True)
class Checked:
    """A reply looked at once: what it was compared with, and what the rubric said."""

    review: Review
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Work:
    """What is known so far about one request."""

    case: Case
    sent: str
    """The message as it was sent, before cleaning: what the spans of the answer speak of."""
    now: datetime
    started: float
    removed: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    emit: Emit = lambda name, text: None
    playbooks: Mapping[str, float] = field(default_factory=dict)
    triage: Triage | None = None
    looked: Mapping[str, int] = field(default_factory=dict)
    """The tokens of the second look, `in` and `out`; empty where no model was asked or answered."""
    passages: tuple[Passage, ...] = ()
    brief: Brief | None = None
    written: Written | None = None
    checked: Checked | None = None
    ledger: tuple[Commitment, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    draft: Draft | None = None

    def known_triage(self) -> Triage:
        """The triage; a step that needs it comes after the one that makes it."""
        assert self.triage is not None
        return self.triage

    def known_brief(self) -> Brief:
        """The brief, likewise."""
        assert self.brief is not None
        return self.brief

    def known_written(self) -> Written:
        """The reply and its writer, likewise."""
        assert self.written is not None
        return self.written


def begin(
    case: Case, parts: Parts, *, approved: Sequence[str] = (), emit: Emit | None = None
) -> Work:
    """The work on a case before the first step."""
    now = local(datetime.now(UTC), parts.library.company)
    check_message(case.message)
    made, removed = cleaned(case)
    return Work(
        case=made,
        sent=case.message,
        removed=removed,
        now=now,
        started=time.perf_counter(),
        approved=tuple(approved),
        emit=emit or (lambda name, text: None),
    )


def as_sent(work: Work) -> Triage:
    """The triage with its spans in the message as it was sent, whatever cleaning took out."""
    found, message = work.known_triage(), work.case.message
    if message == work.sent:
        return found
    places = offsets(work.sent, message)

    def back(span: Span) -> Span:
        start, end = span
        return (places[start], places[end - 1] + 1 if end > start else places[start])

    return found.model_copy(
        update={
            name: tuple(
                entry.model_copy(update={"span": back(entry.span)})
                for entry in getattr(found, name)
            )
            for name in ("issues", "facts", "flags")
        }
    )


def review(work: Work, parts: Parts, reply: Reply) -> Review:
    """The reply with everything it may be compared with."""
    made = work.known_brief()
    deadlines: list[str | datetime] = [made.values["deadline"], made.deadline]
    for text, when in made.times:
        deadlines += [text, when]
    return Review(
        reply=reply.text,
        case=work.case,
        triage=work.triage,
        clauses=made.policies,
        playbooks=tuple(parts.library.playbooks[point.issue.id] for point in made.points),
        passages=made.passages,
        company=parts.library.company,
        deadlines=tuple(deadlines),
        approved=work.approved,
        details=tuple(
            text
            for each in (made.detail, *made.further)
            if each
            for text in (each.sentence, each.words)
        ),
        prescribed=(*made.holding, made.tell_customer, _without_time(made)),
        grounded=_grounded(made),
        thresholds=Thresholds.of(parts.settings),
    )


def _without_time(brief: Brief) -> str:
    """What the flags tell the customer, as it stands where the time was named before."""
    return brief.tell_customer.replace(f"by {brief.values['deadline']}", SAME_TIME)


def _grounded(brief: Brief) -> tuple[tuple[str, str], ...]:
    """What stands on a clause: the options that were offered, and the reason of a refusal."""
    offers = [point.offer for point in brief.points if point.offer]
    offered = tuple(way for each in offers for way in zip(each.choices, each.clauses, strict=False))
    refusal = brief.refusal
    if refusal is None or refusal.decider:
        return offered
    review = refusal.review_clause or refusal.clause
    ways = (
        (refusal.reason, refusal.clause),
        (refusal.appeal, review),
        (refusal.appeal_short, review),
        *zip(refusal.instead, refusal.instead_clauses, strict=True),
    )
    return (*offered, *((text, clause) for text, clause in ways if text))


def look(work: Work, parts: Parts, reply: Reply) -> Checked:
    """The reply held against the rubric; a text that was looked at already is not looked at twice."""
    if work.checked is not None and work.checked.review.reply == reply.text:
        return work.checked
    made = review(work, parts, reply)
    return Checked(review=made, findings=lint(made))
