"""The end of a draft: escalation, follow-up, citations, and the record of the whole."""

from __future__ import annotations

import time
from dataclasses import replace
from uuid import uuid4

from assistant.domain import Citation, Draft, Escalation, Passage, Writer
from assistant.drafting.follow_up import follow_ups
from assistant.drafting.questions import questions
from assistant.drafting.work import Parts, Work, as_sent
from assistant.text import sentences
from assistant.triage.escalation import escalate

_QUOTE = 240
"""Characters of a passage that a citation quotes, in whole sentences."""


def finish(work: Work, parts: Parts) -> Work:
    """Escalation, follow-up and the record of the whole draft."""
    made, written = work.known_brief(), work.known_written()
    draft = Draft(
        draft_id=uuid4().hex,
        case_id=str(work.case.facts.known().get("case_id") or uuid4().hex),
        created_at=work.now,
        reply=written.reply,
        triage=as_sent(work),
        escalation=escalation(work, parts),
        follow_up=follow_ups(made, work.ledger, parts.rules, parts.library.company),
        commitments=work.ledger,
        evidence=work.evidence,
        citations=_citations(work),
        findings=work.findings,
        questions_for_agent=made.questions,
        writer=_charged(written.writer, work),
    )
    as_it_came = work.case.model_copy(update={"message": work.sent})
    parts.save(draft, [citation.id for citation in draft.citations], as_it_came)
    return replace(work, draft=draft)


def _charged(writer: Writer, work: Work) -> Writer:
    """The writer with the time and the tokens of the whole draft, the second look's too."""
    tokens = {key: count + work.looked.get(key, 0) for key, count in writer.tokens.items()}
    seconds = round(time.perf_counter() - work.started, 4)
    return writer.model_copy(update={"seconds": seconds, "tokens": tokens})


def escalation(work: Work, parts: Parts) -> Escalation:
    """Who must see the case, by when, and the handover; needs the triage, not the brief."""
    library, found = parts.library, work.known_triage()
    return escalate(
        work.case,
        found,
        rules=parts.rules,
        company=library.company,
        now=work.now,
        questions=questions(work.case, found, library.playbooks, library.company),
    )


def _citations(work: Work) -> tuple[Citation, ...]:
    """What the draft rests on: the clauses of its offers first, then what evidence names."""
    made = work.known_brief()
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
