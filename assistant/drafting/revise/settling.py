"""The whole check of a revised text: ledger, evidence, rubric, and the steps that are owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.domain import Commitment, CommitmentAuthority, Draft, Evidence, Finding, FollowUp
from assistant.drafting.follow_up import follow_ups
from assistant.drafting.revise.lexicon import compiled
from assistant.drafting.revise.page import Page
from assistant.drafting.revise.sheet import has_sentence, replaced
from assistant.rubric.commitments import commitments, rewrite, rewritten
from assistant.rubric.evidence import evidence
from assistant.rubric.linter import lint
from assistant.rubric.timing import untimed
from assistant.rubric.wording import content, flat
from assistant.text import clip, lowered_first

_SAME = 0.6
"""Of the telling words of a sentence, what another must share to say the same."""
_OUR_LINES = ("warmer", "firmer", "longer")


@dataclass(frozen=True)
class Settled:
    """A text that promises nothing without authority, and what is said about it."""

    page: Page
    ledger: tuple[Commitment, ...]
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]


def settle(page: Page) -> Settled:
    """The page with every promise that nobody may make rewritten as a question, and its check."""
    if page.english:
        page = _without_authority(page)
    review = page.review()
    ledger = commitments(review) if page.english else page.carried or _spanless(page)
    ledger = tuple(_told_apart(each) for each in ledger)
    return Settled(
        page=page,
        ledger=_numbered(ledger, page.asked, page.text),
        evidence=_grounded(page, evidence(review)),
        findings=lint(review),
    )


def _without_authority(page: Page) -> Page:
    text, asked = page.text, list(page.asked)
    for commitment in reversed(commitments(page.review())):
        if commitment.status != "needs_approval":
            continue
        changed = _asking(page, text, commitment)
        if changed == text:
            continue
        text = changed
        asked.append(rewritten(commitment))
        page = page.noted(
            f"nobody has approved “{clip(commitment.text, 100)}”: it is a question now. With the "
            f'approval: --approve "{clip(commitment.what, 60)}"'
        )
    return replace(page.with_text(text), asked=tuple(asked))


def _asking(page: Page, text: str, commitment: Commitment) -> str:
    """The text with a promise as a question: who is asked, and by when the customer hears."""
    lexicon, (start, end) = page.lexicon, commitment.span or (0, 0)
    given = compiled(lexicon.granted).search(commitment.what)
    if given is None or text[start:end] != commitment.text:
        return rewrite(text, commitment, page.ground.deadline)
    said = lexicon.offer_sentences["asked"].replace("{who}", lexicon.approvers["agent"])
    said = said.replace("{deadline}", page.ground.deadline).replace("{thing}", given.group(1))
    return replaced(text, (start, end), said)


def _grounded(page: Page, found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence, where a sentence said in other words keeps the ground that it had.

    A sentence with a figure from nowhere, a promise or a claim stays unsupported.
    """
    lines = [line for each in page.holds(*_OUR_LINES) for line in each.value.split("\n") if line]
    review = page.review()
    granted: dict[str, list[CommitmentAuthority]] = {}
    for promise, grant in zip(review.promises, review.grants, strict=True):
        granted.setdefault(flat(promise.sentence.text), []).append(grant)
    return tuple(
        _ground_of(
            _as_granted(each, granted.get(flat(each.sentence), [])),
            lines,
            page.ground.draft.evidence,
        )
        for each in found
    )


def _as_granted(each: Evidence, grants: list[CommitmentAuthority]) -> Evidence:
    """An offer rests on what allows it."""
    if each.kind != "unsupported" or not grants or any(g.kind == "none" for g in grants):
        return each
    kind = "policy" if grants[0].kind == "policy" else "case"
    return each.model_copy(update={"kind": kind, "ref": grants[0].ref})


def _ground_of(each: Evidence, lines: Sequence[str], earlier: tuple[Evidence, ...]) -> Evidence:
    if each.kind != "unsupported" or each.ref:
        return each
    if any(has_sentence(each.sentence, line) for line in lines):
        return each.model_copy(update={"kind": "courtesy"})
    stems = content(each.sentence)
    for old in earlier:
        said = content(old.sentence)
        if old.kind != "unsupported" and stems and len(stems & said) >= _SAME * len(stems):
            return each.model_copy(update={"kind": old.kind, "ref": old.ref})
    return each


def _told_apart(each: Commitment) -> Commitment:
    """ "tell you" is no step that anybody can do: then the whole sentence is what is owed."""
    if len(each.what.split()) > 2:
        return each
    said = " ".join(untimed(each.text.strip("-• .")).split())
    return each.model_copy(update={"what": lowered_first(said)})


def _spanless(page: Page) -> tuple[Commitment, ...]:
    """The ledger of the draft before, for a text whose promises our rules cannot read."""
    earlier = page.ground.draft.commitments
    return tuple(each.model_copy(update={"span": None}) for each in earlier)


def _numbered(
    ledger: Sequence[Commitment], asked: Sequence[Commitment], text: str
) -> tuple[Commitment, ...]:
    """The ledger of the text, and after it what stands in it as a question, each once."""
    said = content(text)
    unique = {
        each.what: each
        for each in asked
        if len(content(each.what) & said) >= _SAME * len(content(each.what)) and "whether" in text
    }
    extra = [
        each.model_copy(update={"id": f"c{len(ledger) + number}", "span": None})
        for number, each in enumerate(unique.values(), start=1)
    ]
    return (*ledger, *extra)


def owed(settled: Settled, draft: Draft) -> tuple[FollowUp, ...]:
    """The steps that are owed after the revised reply, soonest first.

    Without the case the duties of the flags and the playbooks are those of the draft before.
    """
    ground = settled.page.ground
    if ground.brief is not None:
        parts = ground.parts
        return follow_ups(ground.brief, settled.ledger, parts.rules, parts.library.company)
    channel = settled.page.reply.channel
    steps = [
        FollowUp(
            action=each.what,
            owner=each.owner,
            due=_moment(each.due, ground.due),
            channel=channel,
            commitment=each.id,
        )
        for each in settled.ledger
        if each.status != "rewritten"
    ]
    steps += [step for step in draft.follow_up if step.commitment is None]
    return tuple(sorted(steps, key=lambda step: (step.due or ground.due, step.commitment is None)))


def _moment(text: str | None, otherwise: datetime) -> datetime:
    try:
        when = datetime.fromisoformat(text) if text else otherwise
    except ValueError:
        return otherwise
    return when if when.tzinfo else when.replace(tzinfo=otherwise.tzinfo)
