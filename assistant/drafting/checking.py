"""The last look at a reply: ledger, evidence and rubric, and what they change in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.business_hours import spoken
from assistant.domain import Commitment, CommitmentAuthority, Finding
from assistant.drafting.work import Parts, Work, look
from assistant.rubric.approvals import check_approvals
from assistant.rubric.commitments import commitments, rewrite, rewritten
from assistant.rubric.evidence import evidence
from assistant.rubric.linter import fix
from assistant.triage.escalation import leading

_EVEN_THEN = ("D28", "D34")
"""What holds for a safety message too: no wrong name, no placeholder."""


def check(work: Work, parts: Parts) -> Work:
    """Ledger, evidence and rubric; a promise without authority is rewritten as a question."""
    work.emit("progress", "check")
    if work.known_brief().mode == "hard_stop":
        return _checked_stop(work, parts)
    written = work.known_written()
    reply = written.reply
    looked = look(work, parts, reply)
    check_approvals(looked.review)
    ledger = commitments(looked.review)
    text, kept = _authorised(reply.text, ledger, spoken(work.known_brief().deadline))
    if text == reply.text:
        text = fix(text, looked.findings)
    if text != reply.text:
        work.emit("replaced", "a promise without authority, or a word, was rewritten")
        reply = reply.model_copy(update={"text": text})
        looked = look(work, parts, reply)
        ledger = _merged(commitments(looked.review), kept)
    return replace(
        work,
        written=written.with_reply(reply),
        ledger=ledger,
        evidence=evidence(looked.review),
        findings=looked.findings,
    )


def _checked_stop(work: Work, parts: Parts) -> Work:
    """A holding or safety message is sent as its rule has it: not a word of it is rewritten.

    Its promises stand on the rule, which the company wrote.
    """
    looked = look(work, parts, work.known_written().reply)
    flag = leading(work.known_triage())
    rule = CommitmentAuthority(kind="policy", ref=f"escalation:{flag.key if flag else ''}")
    ledger = tuple(
        c if c.status == "backed" else c.model_copy(update={"status": "backed", "authority": rule})
        for c in commitments(looked.review)
    )
    findings = tuple(
        f if f.status == "pass" or f.criterion in _EVEN_THEN else _unmeasured(f)
        for f in looked.findings
    )
    return replace(work, ledger=ledger, evidence=evidence(looked.review), findings=findings)


def _unmeasured(finding: Finding) -> Finding:
    """A safety message is no service reply: what it "lacks" must not invite anybody to edit it."""
    return Finding(
        criterion=finding.criterion,
        status="not_checked",
        message="a safety or holding message is not measured by this",
    )


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
