"""A draft and an instruction become a new draft, which says what it revises."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from assistant.business_hours import local, spoken
from assistant.domain import Case, Draft, Instruction, InstructionKind, Revision, Writer
from assistant.drafting.offline import OfflineWriter
from assistant.drafting.revise.by_model import MODEL_KINDS, Asked, by_model
from assistant.drafting.revise.ground import Origin, stand
from assistant.drafting.revise.keeping import overruled, restored, still_holding
from assistant.drafting.revise.labels import name, subject
from assistant.drafting.revise.lengths import longer, shorter
from assistant.drafting.revise.lexicon import load_lexicon
from assistant.drafting.revise.offers import offer
from assistant.drafting.revise.page import Page, Step, undone
from assistant.drafting.revise.points import add, is_statement, remove
from assistant.drafting.revise.reading import read
from assistant.drafting.revise.settling import Settled, owed, settle
from assistant.drafting.revise.sheet import count_words
from assistant.drafting.revise.tones import firmer, less_formal, more_formal, plainer, warmer
from assistant.drafting.work import Parts
from assistant.errors import ModelError, RevisionError
from assistant.text import clip

STEPS: dict[InstructionKind, Step] = {
    "remove": remove, "offer": offer, "add": add, "subject": subject, "name": name,
    "shorter": shorter, "longer": longer, "plainer": plainer, "more_formal": more_formal,
    "less_formal": less_formal, "firmer": firmer, "warmer": warmer,
}  # fmt: skip
"""What is done without a model, in the order in which it is done: what goes and comes first, then
the length, and the tone last, in the room that the length leaves."""
_NO_CASE = (
    "the case behind this draft is not known here: promises were checked against the draft's own "
    "ledger, and the customer's details not at all (--case CASE.json checks them)"
)
_NEEDS = "needs a language model"


def revise(
    draft: Draft,
    instruction: str,
    parts: Parts,
    *,
    case: Case | None,
    origin: Origin,
    approved: Sequence[str] = (),
    written: str | None = None,
) -> Draft:
    """The draft as told, checked as a new one is; recorded under an id of its own.

    Args:
        draft: as `draft` answered it, perhaps with another text by the agent.
        case: the case behind it, where it is known; `origin` says from where.
        written: the text as it was recorded, to tell the agent's own edits.

    Raises:
        UsageError: there is no instruction. RevisionError: the draft may not be revised, or
        nothing of the instruction could be done. ModelError: all of it needs a model.
    """
    started = time.perf_counter()
    lexicon = load_lexicon(parts.settings.knowledge)
    told = read(instruction, lexicon)
    _refuse_hard_stop(draft.escalation.level)
    ground = stand(draft, parts, case=case, origin=origin, approved=approved, written=written)
    _refuse_hard_stop(ground.triage.level)
    page = Page(reply=draft.reply, ground=ground, lexicon=lexicon,
                start=count_words(draft.reply.text))  # fmt: skip
    page = _with_what_was_said(page, draft)
    earlier = still_holding(page, draft.revision.instructions if draft.revision else ())
    page = replace(page, fixed=overruled(earlier, told, page))
    after, done, asked = _carried_out(page, told)
    after = restored(after, page, count=len(earlier))
    if not any(each.done for each in done) and not asked:
        raise _nothing_done(done)
    settled = settle(_noted(after, draft))
    history = (*settled.page.fixed[: len(earlier)], *done)
    return _recorded(draft, settled, history, done, asked, time.perf_counter() - started)


def _refuse_hard_stop(level: int) -> None:
    if level >= 3:
        raise RevisionError(
            "this is a safety or holding message, and it is not rewritten",
            remedy="follow its escalation; once that owner has decided, draft a reply anew",
        )


def _with_what_was_said(page: Page, draft: Draft) -> Page:
    """The page with what earlier instructions brought in: statements, the name, questions."""
    held = [e for e in (draft.revision.instructions if draft.revision else ()) if e.done]
    said = tuple(e.value for e in held if e.kind == "add" and is_statement(page, e.value))
    names = [e.value for e in held if e.kind == "name"]
    languages = [e.value for e in held if e.kind == "language" and e.kept]
    ground = replace(
        page.ground,
        said=said,
        agent_name=names[-1] if names else "",
        language=languages[-1] if languages else "",
    )
    asked = tuple(each for each in draft.commitments if each.status == "rewritten")
    return replace(page, ground=ground, asked=asked)


def _carried_out(
    page: Page, told: tuple[Instruction, ...]
) -> tuple[Page, tuple[Instruction, ...], Asked | None]:
    """The page after every instruction, each with what came of it, in the order as told."""
    settings = page.ground.parts.settings
    order = list(STEPS)
    ranked = sorted(
        range(len(told)),
        key=lambda n: order.index(told[n].kind) if told[n].kind in STEPS else len(order),
    )
    for_model = [n for n in ranked if settings.models and _is_for_model(page, told[n])]
    results: dict[int, Instruction] = {}
    for number in (n for n in ranked if n not in for_model):
        page, results[number] = _step(page, told[number])
    asked = None
    if for_model:
        wanted = tuple(told[n] for n in for_model)
        page, made, asked = by_model(page, wanted, without=_in_turn)
        results.update(zip(for_model, made, strict=True))
    return page, tuple(results[number] for number in range(len(told))), asked


def _is_for_model(page: Page, each: Instruction) -> bool:
    """Whether a model does it better; what must be exact, it never does."""
    if each.kind in MODEL_KINDS:
        return True
    return not page.english and each.kind in ("add", "offer", "remove")


def _step(page: Page, each: Instruction) -> tuple[Page, Instruction]:
    step = STEPS.get(each.kind)
    if step is None:
        return page, undone(each, _NEEDS)
    if not page.english and each.kind not in ("subject", "name", "remove"):
        return page, undone(each, f"the reply is not in English, so it {_NEEDS}")
    revised, made = step(page, each)
    return (replace(revised, fixed=(*revised.fixed, made)) if made.done else revised), made


def _in_turn(page: Page, told: tuple[Instruction, ...]) -> tuple[Page, tuple[Instruction, ...]]:
    """What the rules make of instructions that a model could not carry out."""
    made = []
    for each in told:
        page, result = _step(page, each)
        made.append(result)
    return page, tuple(made)


def _nothing_done(done: Sequence[Instruction]) -> RevisionError | ModelError:
    first = done[0]
    if all(_NEEDS in each.note for each in done):
        return ModelError(
            f"“{clip(first.text, 80)}” {first.note}",
            reason="needed",
            remedy="set COMPOSURE_MODEL or give --model; without one these work: shorter, longer, "
            "warmer, firmer, plainer, more or less formal, add that …, remove …, offer …, "
            "subject: …, sign it as …",
        )
    return RevisionError(
        f"“{clip(first.text, 80)}”: {first.note}; the draft is as it was",
        remedy="quote the words that are meant, or edit the text and check it with lint",
    )


def _noted(page: Page, draft: Draft) -> Page:
    """The page with what could not be checked, and with a time that has passed meanwhile."""
    ground = page.ground
    if ground.origin == "none":
        page = page.noted(_NO_CASE)
    if not page.english:
        page = page.noted(
            "the reply is not in English: its promises are those of the draft before, and only "
            "figures, names and length were compared"
        )
    if ground.deadline in page.text and ground.due < datetime.now(UTC):
        page = page.noted(f"{spoken(ground.due)} has passed; a new draft names a new time")
    return page


def _recorded(
    draft: Draft,
    settled: Settled,
    history: tuple[Instruction, ...],
    done: tuple[Instruction, ...],
    asked: Asked | None,
    seconds: float,
) -> Draft:
    """The new draft, kept beside the old one."""
    page, ground = settled.page, settled.page.ground
    now = local(datetime.now(UTC), ground.parts.library.company)
    failed = tuple(each for each in done if not each.done)
    made = draft.model_copy(
        update={
            "draft_id": uuid4().hex,
            "created_at": now,
            "reply": page.reply,
            "follow_up": owed(settled, draft),
            "commitments": settled.ledger,
            "evidence": settled.evidence,
            "findings": settled.findings,
            "writer": _writer(draft, failed, asked, seconds),
            "revision": Revision(
                revises=draft.draft_id,
                since=ground.since,
                instructions=history,
                case=ground.origin,
                approved=ground.approved,
                notes=page.notes,
            ),
        }
    )
    case = (
        ground.work.case.model_copy(update={"message": ground.work.sent}) if ground.work else None
    )
    ground.parts.save(made, [citation.id for citation in made.citations], case)
    return made


def _writer(
    draft: Draft, failed: tuple[Instruction, ...], asked: Asked | None, seconds: float
) -> Writer:
    notes = [f"“{clip(each.text, 80)}”: {each.note}" for each in failed]
    if asked is None:
        reason = "; ".join(notes)
        return Writer(model=OfflineWriter.name, prompt="", prompt_hash="",
                      seconds=round(seconds, 4), reason=reason)  # fmt: skip
    return asked.writer.model_copy(
        update={
            "seconds": round(seconds, 4),
            "reason": "; ".join(filter(None, [asked.writer.reason, *notes])),
        }
    )
