"""What the conversation says back, in plain text; the records stand beside it for other views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.business_hours import local
from assistant.cases.calendar import summary_of
from assistant.cases.means import Assessed
from assistant.cases.records import Added, CaseDraft, CaseFile, FollowUpItem, Sent
from assistant.corpus import Company
from assistant.domain import Draft, Escalation
from assistant.text import clip

_LINE = 160
_WHOLE = 1200


def said_of_message(added: Added | None, assessed: Assessed) -> tuple[str, tuple[str, ...]]:
    """What came in: the situation, its heat, what may not wait, and which drafts are void."""
    found = assessed.triage
    issues = ", ".join(issue.label for issue in found.issues) or "no situation recognised"
    text = f"{issues}; {found.emotion}, intensity {found.intensity:.1f}, {found.severity} severity"
    notes = [
        f"flag {flag.key}: level {flag.level}, {flag.owner}, {flag.within}" for flag in found.flags
    ]
    if assessed.escalation.level >= 1:
        notes.append(_escalated(assessed.escalation))
    notes += [f"earlier promise, {p.state}: {clip(p.text, _LINE)}" for p in found.promises]
    if added is not None and added.made_stale:
        count = len(added.made_stale)
        drafts = "the draft does" if count == 1 else f"{count} drafts do"
        notes.append(f"{drafts} not know this message yet; say “draft it”")
    return text, tuple(notes)


def _escalated(escalation: Escalation) -> str:
    return f"escalation level {escalation.level}: {escalation.owner}, {escalation.within}"


def said_of_draft(made: CaseDraft) -> tuple[str, tuple[str, ...]]:
    """A draft: its reply, then what the agent must know before sending it."""
    draft = made.draft
    if draft is None:
        return "", ("the text of this draft was erased",)
    notes = [f"{made.state}: {made.note}"] if made.note else []
    notes += _instructions(draft)
    notes += [f"check {f.criterion}: {f.message}" for f in draft.findings if f.status == "fail"]
    notes += [
        f"needs approval: {clip(each.text, _LINE)} (“approve {number}”)"
        for number, each in enumerate(draft.commitments, 1)
        if each.status == "needs_approval"
    ]
    notes += [f"{n}. {each.question}" for n, each in enumerate(draft.questions_for_agent, 1)]
    if draft.escalation.level >= 1:
        notes.append(_escalated(draft.escalation))
    if draft.writer.fell_back:
        notes.append(f"written offline, the model failed: {draft.writer.reason}")
    return draft.reply.text, tuple(notes)


def _instructions(draft: Draft) -> list[str]:
    if draft.revision is None:
        return []
    told = [each for each in draft.revision.instructions if each.note or not each.done]
    made = [f"{'✓' if i.done and i.kept else '✗'} {i.text}: {i.note}".rstrip(": ") for i in told]
    return [*made, *draft.revision.notes]


def said_of_escalation(assessed: Assessed, company: Company) -> tuple[str, tuple[str, ...]]:
    """Who takes a case over, by when, and the handover."""
    found = assessed.escalation
    if found.level == 0:
        return "Nobody needs to: this stays with you.", tuple(found.reasons)
    when = f", by {_clock(found.due, company)}" if found.due else ""
    text = f"Level {found.level}: {found.owner}, {found.within}{when}."
    notes = [*(f"why: {reason}" for reason in found.reasons)]
    if found.tell_customer:
        notes.append(f"tell the customer: {found.tell_customer}")
    return f"{text}\n\n{found.handover}".strip(), tuple(notes)


def said_of_sent(done: Sent, company: Company) -> tuple[str, tuple[str, ...]]:
    """What was recorded, how far it differs from the draft, and what is owed."""
    change = done.message.change
    changed = ""
    if change is not None:
        changed = " as drafted" if change.share == 0 else f", {change.share:.0%} changed"
    text = f"Recorded as sent{changed}." if not done.repeated else "This was recorded before."
    notes = [f"check {f.criterion}: {f.message}" for f in done.findings if f.status == "fail"]
    return text, (*notes, *lines_of(done.follow_ups, company))


def lines_of(items: Sequence[FollowUpItem], company: Company) -> tuple[str, ...]:
    """Follow-ups by number, each with its owner and when it is due."""
    made = []
    for number, item in enumerate(items, 1):
        due = f", by {_clock(item.due, company)}" if item.due else ""
        late = " – OVERDUE" if item.overdue else ""
        state = "" if item.state == "open" else f" ({item.state})"
        said = clip(summary_of(item), _LINE)
        made.append(f"{number}. {said} [{item.owner}{due}]{late}{state}")
    return tuple(made)


def said_of_answer(answer: Any) -> tuple[str, tuple[str, ...]]:
    """An answer from the knowledge, each sentence with the numbers of its sources."""
    if not answer.answered:
        near = (f"nearest: {each.title} › {each.section}" for each in answer.nearest)
        return "The guidance does not say.", tuple(near)
    lines = []
    for sentence in answer.sentences:
        marks = "".join(f"[{each.number}]" for each in sentence.citations)
        lines.append(f"{sentence.text} {marks}".strip())
    sources = (
        f"[{e.number}] {e.title} › {e.section} ({e.document}:{e.line})" for e in answer.citations
    )
    return "\n".join(dict.fromkeys(lines)), tuple(dict.fromkeys(sources))


def said_of_case(file: CaseFile, company: Company) -> tuple[str, tuple[str, ...]]:
    """A case from its beginning, each turn in short."""
    card = file.card
    head = f"Case {card.id[:8]}: {card.customer or 'customer not named'}, {card.state}"
    lines = [head + (f", with {card.owner}" if card.owner else "")]
    for message in file.messages:
        who = message.role if message.role == "customer" else (message.by or "agent")
        when = f" {_clock(message.at, company)}" if message.at else ""
        lines.append(f"{who}{when}: {clip(message.text, _WHOLE)}")
    facts = ", ".join(f"{k} = {_short(v)}" for k, v in file.facts.known().items())
    notes = [f"facts: {facts}"] if facts else []
    return "\n".join(lines), (*notes, *lines_of(_open(file), company))


def _open(file: CaseFile) -> list[FollowUpItem]:
    return [item for item in file.follow_ups if item.state == "open"]


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {entry}" for key, entry in value.items())
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def said_of_reasons(draft: Draft) -> tuple[str, tuple[str, ...]]:
    """Why a draft says what it says: the triage, then what each sentence rests on."""
    found = draft.triage
    issues = ", ".join(f"{i.label} ({i.confidence:.0%})" for i in found.issues) or "none"
    text = f"Situation: {issues}. Fault: {found.fault} ({found.fault_reason})."
    rests = [f"{e.kind} {e.ref}: {clip(e.sentence, 100)}" for e in draft.evidence]
    flags = [f"flag {flag.key}, level {flag.level}" for flag in found.flags]
    checks = [
        f"{f.criterion} {f.status}: {f.message}" for f in draft.findings if f.status != "pass"
    ]
    return text, (*flags, *rests, *checks)


def _clock(moment: datetime, company: Company) -> str:
    return f"{local(moment, company):%a %d %b %H:%M}"
