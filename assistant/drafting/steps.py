"""The steps from a case to a draft. Each takes the work so far and returns it with one part more."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

from assistant.business_hours import local, spoken
from assistant.domain import (
    Case,
    Citation,
    Commitment,
    CommitmentAuthority,
    Draft,
    Evidence,
    Finding,
    Flag,
    Passage,
    Reply,
    Triage,
    Writer,
)
from assistant.drafting.brief import Brief, Library, make_brief
from assistant.drafting.follow_up import follow_ups
from assistant.drafting.holding import leading
from assistant.drafting.offline import OfflineWriter
from assistant.drafting.writing import Written, write_with_model
from assistant.rubric.commitments import commitments, rewrite, rewritten
from assistant.rubric.evidence import evidence
from assistant.rubric.linter import fix, hard_failures, lint
from assistant.rubric.review import Review, Thresholds
from assistant.settings import Settings
from assistant.text import clean, clip, sentences
from assistant.triage.assess import Assessor
from assistant.triage.escalation import escalate
from assistant.triage.flags import FlagRules
from assistant.triage.issues import retrieved_scores

Emit = Callable[[str, str], None]
"""Receives an event's name (`progress`, `text`, `replaced`) and its text."""

_QUERY = 600
"""Characters of the message that are searched with; what it is about stands at its beginning."""
_FOUND, _KEPT, _FEW = 24, 8, 2
"""Passages asked for in the one search; kept of a kind; below which it is asked again."""
_QUOTE = 240


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
    save: Callable[[Draft, Sequence[str]], None]


@dataclass(frozen=True)
class Work:
    """What is known so far about one request."""

    case: Case
    now: datetime
    started: float
    removed: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    emit: Emit = lambda name, text: None
    playbooks: Mapping[str, float] = field(default_factory=dict)
    triage: Triage | None = None
    passages: tuple[Passage, ...] = ()
    brief: Brief | None = None
    written: Written | None = None
    ledger: tuple[Commitment, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    draft: Draft | None = None


def begin(
    case: Case, parts: Parts, *, approved: Sequence[str] = (), emit: Emit | None = None
) -> Work:
    """The work on a case before the first step."""
    now = local(datetime.now(UTC), parts.library.company)
    message, removed = clean(case.message)
    return Work(
        case=case.model_copy(update={"message": message.strip()}),
        removed=removed,
        now=now,
        started=time.perf_counter(),
        approved=tuple(approved),
        emit=emit or (lambda name, text: None),
    )


def find_playbooks(work: Work, parts: Parts) -> Work:
    """Asks retrieval what the message is like: situations, and on the way policies and guidance.

    One search serves both steps that need passages; it is a third of what an offline draft
    costs. Where a large knowledge crowds a kind out of its answer, that kind is asked for.
    """
    work.emit("progress", "playbooks")
    query = clip(work.case.message, _QUERY)
    found = parts.retriever.search(query, limit=_FOUND)
    playbooks = [passage for passage in found if passage.kind == "playbook"]
    if not playbooks:
        playbooks = list(parts.retriever.search(query, kinds=("playbook",), limit=_KEPT))
    scores = retrieved_scores([(passage.document, passage.score) for passage in playbooks])
    others = tuple(passage for passage in found if passage.kind != "playbook")
    return replace(work, playbooks=scores, passages=others[:_KEPT])


def triage(work: Work, parts: Parts) -> Work:
    """Issues, emotion, facts, fault and risk flags, by rules."""
    work.emit("progress", "triage")
    when = local(work.case.date, parts.library.company) if work.case.date else work.now
    return replace(
        work,
        triage=parts.assessor.assess(
            work.case, now=when, retrieved=work.playbooks, removed=work.removed
        ),
    )


def find_policies(work: Work, parts: Parts) -> Work:
    """The passages that a reply may rest on: the clauses of the situations' options, and what
    retrieval found; where that was little, retrieval is asked again with what triage knows.
    """
    found = _triage(work)
    work.emit("progress", "policies")
    issues = [issue for issue in found.issues if issue.id in parts.library.playbooks]
    clauses = [o.clause for i in issues for o in parts.library.playbooks[i.id].options]
    named = [parts.clauses[name] for name in dict.fromkeys(clauses) if name in parts.clauses]
    passages = work.passages
    if len(passages) < _FEW:
        labels = ", ".join(issue.label for issue in issues)
        query = f"{labels} {', '.join(found.asks)}. {clip(work.case.message, _QUERY)}"
        passages = parts.retriever.search(query, kinds=("policy", "guidance"), limit=_KEPT)
    known = {passage.id for passage in named}
    passages = (*named, *(passage for passage in passages if passage.id not in known))
    unknown = not issues and not passages and found.intensity > 0
    if unknown and "no_policy" in parts.rules.keys:
        gap: Flag = parts.rules.flag("no_policy", (0, len(work.case.message)))
        found = found.model_copy(update={"flags": (*found.flags, gap)})
    return replace(work, passages=passages, triage=found)


def brief(work: Work, parts: Parts) -> Work:
    """Everything known, allowed and required, as one record."""
    assert work.triage is not None
    work.emit("progress", "brief")
    made = make_brief(
        work.case,
        work.triage,
        library=parts.library,
        rules=parts.rules,
        passages=work.passages,
        now=work.now,
    )
    return replace(work, brief=made)


def write(work: Work, parts: Parts) -> Work:
    """The reply: by the model where there is one and it answers well, else offline.

    A hard stop is never written by a model.
    """
    assert work.brief is not None
    work.emit("progress", "write")
    if parts.settings.models and work.brief.mode != "hard_stop":
        written = write_with_model(
            work.brief,
            settings=parts.settings,
            check=lambda reply: hard_failures(lint(review(work, parts, reply))),
            fall_back=lambda: parts.offline.write(_brief(work)),
            emit=work.emit,
        )
    else:
        written = Written(reply=parts.offline.write(work.brief), writer=_offline(work))
        work.emit("text", written.reply.text)
    return replace(work, written=written)


def check(work: Work, parts: Parts) -> Work:
    """Ledger, evidence and rubric; a promise without authority is rewritten as a question."""
    assert work.brief is not None
    assert work.written is not None
    work.emit("progress", "check")
    if work.brief.mode == "hard_stop":
        return _checked_stop(work, parts)
    reply = work.written.reply
    looked = review(work, parts, reply)
    ledger, findings = commitments(looked), lint(looked)
    text, kept = _authorised(reply.text, ledger, spoken(work.brief.deadline))
    if text == reply.text:
        text = fix(text, findings)
    if text != reply.text:
        work.emit("replaced", "a promise without authority, or a word, was rewritten")
        reply = reply.model_copy(update={"text": text})
        looked = review(work, parts, reply)
        ledger, findings = _merged(commitments(looked), kept), lint(looked)
    return replace(
        work,
        written=work.written.with_reply(reply),
        ledger=ledger,
        evidence=evidence(looked),
        findings=findings,
    )


def _checked_stop(work: Work, parts: Parts) -> Work:
    """A holding or safety message is sent as its rule has it: not a word of it is rewritten.

    Its promises stand on the rule, which the company wrote.
    """
    assert work.written is not None
    assert work.triage is not None
    looked = review(work, parts, work.written.reply)
    flag = leading(work.triage)
    rule = CommitmentAuthority(kind="policy", ref=f"escalation:{flag.key if flag else ''}")
    ledger = tuple(
        c if c.status == "backed" else c.model_copy(update={"status": "backed", "authority": rule})
        for c in commitments(looked)
    )
    return replace(work, ledger=ledger, evidence=evidence(looked), findings=lint(looked))


def finish(work: Work, parts: Parts) -> Work:
    """Escalation, follow-up and the record of the whole draft."""
    made, written, found = work.brief, work.written, work.triage
    assert made is not None
    assert written is not None
    assert found is not None
    seconds = round(time.perf_counter() - work.started, 4)
    draft = Draft(
        draft_id=uuid4().hex,
        case_id=str(work.case.facts.known().get("case_id") or uuid4().hex),
        created_at=work.now,
        reply=written.reply,
        triage=found,
        escalation=escalate(
            work.case,
            found,
            rules=parts.rules,
            company=parts.library.company,
            now=work.now,
            questions=made.questions,
        ),
        follow_up=follow_ups(made, work.ledger, parts.rules, parts.library.company),
        commitments=work.ledger,
        evidence=work.evidence,
        citations=_citations(work),
        findings=work.findings,
        questions_for_agent=made.questions if made.mode != "hard_stop" else (),
        writer=written.writer.model_copy(update={"seconds": seconds}),
    )
    parts.save(draft, [citation.id for citation in draft.citations])
    return replace(work, draft=draft)


def review(work: Work, parts: Parts, reply: Reply) -> Review:
    """The reply with everything it may be compared with."""
    made = _brief(work)
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
        details=(made.detail.sentence,) if made.detail else (),
        prescribed=(*made.holding, made.tell_customer),
        thresholds=Thresholds.of(parts.settings),
    )


def _brief(work: Work) -> Brief:
    assert work.brief is not None
    return work.brief


def _triage(work: Work) -> Triage:
    assert work.triage is not None
    return work.triage


def _offline(work: Work) -> Writer:
    return Writer(model=OfflineWriter.name, prompt="", prompt_hash="", seconds=0.0)


def _authorised(
    text: str, ledger: Sequence[Commitment], deadline: str
) -> tuple[str, dict[str, Commitment]]:
    """The text with unbacked promises as questions, and which sentences were changed."""
    changed: dict[str, Commitment] = {}
    for commitment in reversed(ledger):
        if commitment.status == "needs_approval":
            text = rewrite(text, commitment, deadline)
            changed[commitment.what] = rewritten(commitment)
    return text, changed


def _merged(
    ledger: Sequence[Commitment], changed: Mapping[str, Commitment]
) -> tuple[Commitment, ...]:
    """The ledger of the new text, and after it what was rewritten, so that nothing is hidden."""
    extra = [
        commitment.model_copy(update={"id": f"c{len(ledger) + number}", "span": None})
        for number, commitment in enumerate(changed.values(), start=1)
    ]
    return (*ledger, *extra)


def _citations(work: Work) -> tuple[Citation, ...]:
    """What the draft rests on: the clauses of its offers first, then what evidence names."""
    made = _brief(work)
    used = {clause for point in made.points if point.offer for clause in point.offer.clauses}
    used |= {entry.ref for entry in work.evidence if entry.kind in ("policy", "guidance")}
    cited = [p for p in made.passages if _is_used(p, used)] or list(made.passages[:2])
    return tuple(
        Citation(
            id=passage.id,
            title=passage.title,
            source=passage.source,
            section=passage.section,
            kind=passage.kind,
            quote=_quote(passage),
            score=round(min(1.0, passage.score), 4),
        )
        for passage in cited
    )


def _is_used(passage: Passage, used: set[str]) -> bool:
    names = {passage.id, passage.document, passage.document.rsplit("/", 1)[-1]}
    return bool(used & (names | {passage.metadata.get("clause", "")} - {""}))


def _quote(passage: Passage) -> str:
    """The first whole sentences of a passage, verbatim."""
    end = 0
    for _, stop in sentences(passage.text):
        if stop > _QUOTE and end:
            break
        end = stop
    return passage.text[:end] if end <= 2 * _QUOTE else passage.text[:_QUOTE]
