"""The steps from a case to a brief and its reply. Each returns the work with one part more."""

from __future__ import annotations

from dataclasses import replace

from assistant.business_hours import local
from assistant.domain import Finding, Flag, Issue, Reply, Writer
from assistant.drafting.brief import make_brief
from assistant.drafting.manner import manner_of
from assistant.drafting.offline import OfflineWriter
from assistant.drafting.work import Checked, Parts, Work, look
from assistant.drafting.writing import Written, write_with_model
from assistant.privacy import Masker
from assistant.rubric.linter import hard_failures
from assistant.text import clip
from assistant.triage.issues import retrieved_scores

_QUERY = 600
"""Characters of the message that are searched with; what it is about stands at its beginning."""
_SURE = 0.9
"""Confidence from which a message of a running conversation opens a matter of its own."""
_FOUND, _KEPT, _FEW = 24, 8, 2
"""Passages asked for in the one search; kept of a kind; below which it is asked again."""


def find_playbooks(work: Work, parts: Parts) -> Work:
    """Asks retrieval what the message is like: situations, and on the way policies and guidance.

    One search serves both steps that need passages; it is a third of what an offline draft
    costs. Where a large knowledge crowds a kind out of its answer, that kind is asked for.
    """
    work.emit("progress", "playbooks")
    query = _query(work, parts)
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
            work.case, now=when, today=work.now, retrieved=work.playbooks, removed=work.removed
        ),
    )


def find_policies(work: Work, parts: Parts) -> Work:
    """The passages that a reply may rest on: the clauses of the situations' options, and what
    retrieval found; where that was little, retrieval is asked again with what triage knows.
    """
    found = work.known_triage()
    work.emit("progress", "policies")
    issues = [issue for issue in found.issues if issue.id in parts.library.playbooks]
    clauses = [o.clause for i in issues for o in parts.library.playbooks[i.id].options]
    named = [parts.clauses[name] for name in dict.fromkeys(clauses) if name in parts.clauses]
    passages = work.passages
    if len(passages) < _FEW:
        labels = ", ".join(issue.label for issue in issues)
        query = f"{labels} {', '.join(found.asks)}. {_query(work, parts)}"
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
    work.emit("progress", "brief")
    made = make_brief(
        work.case,
        work.known_triage(),
        library=parts.library,
        rules=parts.rules,
        passages=work.passages,
        now=work.now,
        earlier=_earlier(work, parts),
    )
    return replace(work, brief=made)


def _earlier(work: Work, parts: Parts) -> tuple[Issue, ...]:
    """What an answered conversation was about, where its newest message names nothing as surely."""
    found, turns = work.known_triage(), work.case.history
    first = found.issues[0]
    if not any(turn.role == "agent" for turn in turns):
        return ()
    told = "\n".join(turn.text for turn in turns if turn.role == "customer")
    earlier = parts.assessor.issues_of(told)
    if first.id != "other" and any(promise.state == "missed" for promise in found.promises):
        return ()  # what was promised is the matter now
    given = manner_of(work.case, found).given  # they answer what was asked about the old matter
    surer = first.id == "other" or given or first.confidence < min(_SURE, earlier[0].confidence)
    return earlier if surer and earlier[0].id != "other" else ()


def write(work: Work, parts: Parts) -> Work:
    """The reply: by the model where there is one and it answers well, else offline.

    A hard stop is never written by a model.
    """
    work.emit("progress", "write")
    brief = work.known_brief()
    if not parts.settings.models or brief.mode == "hard_stop":
        language = work.known_triage().language
        written = Written(reply=parts.offline.write(brief), writer=offline_writer(language))
        work.emit("text", written.reply.text)
        return replace(work, written=written)
    seen: list[Checked] = []

    def broken(reply: Reply) -> tuple[Finding, ...]:
        seen.append(look(work, parts, reply))
        return hard_failures(seen[-1].findings)

    written = write_with_model(
        brief,
        settings=parts.settings,
        check=broken,
        fall_back=lambda: parts.offline.write(brief),
        emit=work.emit,
        asking=parts.asking,
    )
    return replace(work, written=written, checked=seen[-1] if seen else None)


def _query(work: Work, parts: Parts) -> str:
    """What is searched with. A remote embedder never sees a name or number of the case."""
    text = work.case.message
    if parts.masks_queries:
        text = Masker.for_case(work.case).mask(text)
    return clip(text, _QUERY)


def offline_writer(language: str) -> Writer:
    """The offline writer, which says so where it does not write the customer's language."""
    foreign = not language.startswith("en")
    reason = f"the offline writer writes English; the customer writes {language}" if foreign else ""
    return Writer(model=OfflineWriter.name, prompt="", prompt_hash="", seconds=0.0, reason=reason)
