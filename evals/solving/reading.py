"""What the assistant made of a trial, as an output."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from evals.records import Cited, Output
from evals.solving.asking import TapedModel
from evals.solving.bench import Bench, Retrieved

if TYPE_CHECKING:
    from assistant.drafting.work import Parts, Work


def read_work(work: Work, parts: Parts, retrieved: Retrieved, model: TapedModel | None) -> Output:
    """The output of work that has a reply and was checked."""
    from assistant.drafting.recording import escalation

    brief, written, triage = work.known_brief(), work.known_written(), work.known_triage()
    reply = written.reply
    return Output(
        state="generated",
        reply=reply.text,
        subject=reply.subject,
        language=triage.language,
        level=escalation(work, parts).level,
        flags=tuple(sorted({flag.key for flag in triage.flags})),
        issues=tuple(issue.id for issue in triage.issues),
        hard_stop=brief.mode == "hard_stop",
        fault=triage.fault,
        repeat_contact=triage.repeat_contact,
        statuses=_statuses(work),
        findings=tuple(f for f in work.findings if f.status in ("warn", "fail")),
        commitments=work.ledger,
        citations=_cited(work),
        retrieved=retrieved.documents,
        evidence=dict(Counter(entry.kind for entry in work.evidence)),
        fell_back=written.writer.fell_back,
        reason=written.writer.reason,
        tokens=dict(written.writer.tokens),
        calls=tuple(model.keys) if model else (),
        live=bool(model and model.live),
    )


def answered(bench: Bench, question: str) -> Output:
    """The output of a question to the guidance."""
    made = bench.desk.ask(question)
    texts = {passage.id: passage.text for passage in bench.assistant.retriever.passages()}
    cited = tuple(
        Cited(
            id=c.id, kind=c.kind, quote=c.quote, text=texts.get(c.id, ""),
            place=f"{_document(c.document)}#{c.section}",
        )
        for c in made.citations
    )  # fmt: skip
    return Output(
        state="generated",
        reply=made.answer,
        language="en",
        answered=made.answered,
        citations=cited,
        retrieved=tuple(dict.fromkeys(each.place.partition("#")[0] for each in cited)),
    )


def _document(path: str) -> str:
    """The document of a path: the same without its ending."""
    return path.removesuffix(".md")


def _statuses(work: Work) -> dict[str, str]:
    """The gravest word on each criterion."""
    grave = {"fail": 3, "warn": 2, "pass": 1, "not_checked": 0}
    found: dict[str, str] = {}
    for finding in work.findings:
        known = found.get(finding.criterion, "not_checked")
        found[finding.criterion] = max(known, finding.status, key=lambda status: grave[status])
    return found


def _cited(work: Work) -> tuple[Cited, ...]:
    """The citations of the draft, each with its passage; without a draft none are made."""
    if work.draft is None:
        return ()
    texts = {passage.id: passage.text for passage in work.known_brief().passages}
    return tuple(
        Cited(id=c.id, kind=c.kind, quote=c.quote, text=texts.get(c.id, ""))
        for c in work.draft.citations
    )
