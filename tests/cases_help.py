"""A record of cases with a stand-in for drafting and checking, so that a test takes no time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from assistant.cases.casebook import Casebook
from assistant.cases.means import Means
from assistant.corpus import Company
from assistant.database import Database
from assistant.database.drafts import record_draft
from assistant.domain import (
    Case,
    Citation,
    Commitment,
    CommitmentAuthority,
    Draft,
    Escalation,
    Finding,
    Flag,
    FollowUp,
    Issue,
    Reply,
    Triage,
    Writer,
)
from assistant.settings import load

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
COMPANY = Company(name="Larkfield", signature="Larkfield", time_zone="Europe/London")


class Clock:
    """A moment that tests move on."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def go(self, **more: float) -> None:
        self.now += timedelta(**more)


@dataclass(frozen=True)
class Said:
    """What the stand-in for the check answers with."""

    findings: tuple[Finding, ...] = ()
    commitments: tuple[Commitment, ...] = ()


def promise(
    text: str, *, due: str | None = None, what: str = "", status: Any = "backed"
) -> Commitment:
    """A promise as the check finds it."""
    return Commitment(
        id="c1", text=text, what=what or text.lower(), owner="agent", due=due, status=status,
        authority=CommitmentAuthority(kind="policy", ref="SRV-01"),
    )  # fmt: skip


def draft_of(
    case: Case, now: datetime, *, text: str = "", issue: str = "late_delivery", level: int = 2
) -> Draft:
    """A draft with everything in it, about the first words of the message."""
    legal = Flag(key="legal", level=3, owner="legal owner", within="1 h", span=(0, 1))
    return Draft(
        draft_id=uuid4().hex,
        case_id=str(case.facts.known().get("case_id") or uuid4().hex),
        created_at=now,
        reply=Reply(text=text or f"Hello, about: {case.message}", subject="About it",
                    language="en", channel=case.channel),
        triage=Triage(
            emotion="anger", intensity=0.6, severity="high", asks=("refund",), facts=(),
            issues=(Issue(id=issue, label=issue.replace("_", " "), span=(0, 1), confidence=0.9),),
            fault="ours", fault_reason="", repeat_contact=True, language="en",
            flags=(legal,) if level == 3 else (),
        ),
        escalation=Escalation(level=level, owner="supervisor", within="same day", due=None,
                              reasons=(), tell_customer="", handover=f"about {case.message}"),
        follow_up=(FollowUp(action="Ask the team", owner="agent", due=now + timedelta(hours=4),
                            channel="internal"),),
        commitments=(), evidence=(),
        citations=(Citation(id="policies/delivery#DEL-02", title="Delivery", source="", quote="q",
                            section="DEL-02", kind="policy", score=0.9),),
        findings=(), questions_for_agent=(),
        writer=Writer(model="offline", prompt="", prompt_hash="", seconds=0.1),
    )  # fmt: skip


@dataclass
class Bench:
    """A record, its clock, and what the stand-ins say."""

    book: Casebook
    database: Database
    clock: Clock
    said: list[Said] = field(default_factory=lambda: [Said()])
    issue: list[str] = field(default_factory=lambda: ["late_delivery"])
    level: list[int] = field(default_factory=lambda: [2])
    checked: list[tuple[str, Case | None, tuple[str, ...]]] = field(default_factory=list)


def bench(database: Database, **settings: Any) -> Bench:
    """A record on an open database."""
    clock = Clock()
    made = Bench(book=None, database=database, clock=clock)  # type: ignore[arg-type]

    def write(case: Case, *, approve: Sequence[str] = ()) -> Draft:
        draft = draft_of(case, clock(), issue=made.issue[0], level=made.level[0])
        return _recorded(database, draft, case)

    def lint(reply: str, case: Case | None, *, approve: Sequence[str] = ()) -> Said:
        made.checked.append((reply, case, tuple(approve)))
        return made.said[0]

    def revise(
        draft: Draft, instruction: str, *, case: Case | None, approve: Sequence[str] = ()
    ) -> Draft:
        reply = draft.reply.model_copy(update={"text": f"{draft.reply.text} [{instruction}]"})
        new = draft.model_copy(
            update={"reply": reply, "draft_id": uuid4().hex, "created_at": clock()}
        )
        return _recorded(database, new, None)

    made.book = Casebook(
        Means(
            database=database, settings=load(**settings), company=lambda: COMPANY, draft=write,
            lint=lint, revise=revise, triage=None, ask=None, search=None,  # type: ignore[arg-type]
            clauses=dict, playbooks=dict, is_instruction=lambda line: False, moment=clock,
        )
    )  # fmt: skip
    return made


def _recorded(database: Database, draft: Draft, case: Case | None) -> Draft:
    passages = '["policies/delivery#DEL-02"]'
    record_draft(
        database, draft_id=draft.draft_id, case_id=draft.case_id, created_at=draft.created_at,
        record=f'{{"draft": {draft.model_dump_json()}, "passages": {passages}}}',
        case=case.model_dump_json() if case else None,
    )  # fmt: skip
    return draft


def with_settings(made: Bench, **changed: Any) -> None:
    """Other settings for the same record."""
    made.book.means = replace(made.book.means, settings=load(**changed))
