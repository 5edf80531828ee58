"""Finds what a reply promises, told apart from what it offers, describes, asks or quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Span
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import ATTRIBUTION, CONDITION
from assistant.rubric.promise_words import (
    CONTINUED,
    DESCRIBED,
    INTRODUCES,
    ITS,
    LEAD,
    LISTED,
    MINE,
    NAME,
    NO_PROMISE,
    NOT_CHARGED,
    OFFER,
    OURS,
    PRONOUN,
    SPLIT,
    SPOKEN_IF,
    SUBJECT,
    TEAM,
    WHEN,
    WILL,
    YOURS,
)
from assistant.rubric.review import Review
from assistant.rubric.work import Work, work_of


@dataclass(frozen=True)
class Promise:
    """A promise or an offer in one sentence of the reply.

    `clause` is the part of the sentence that promises, without its leading "and".
    """

    sentence: Sentence
    span: Span
    clause: str
    owner: str
    work: Work
    binding: bool
    """True for a promise; False for an option or something that hangs on a condition."""
    conditional: bool


def promises(review: Review) -> tuple[Promise, ...]:
    """Every promise and every offer of the reply, in order."""
    found: list[Promise] = []
    listing, opened = False, False
    for sentence in review.body:
        listed = LISTED.starts(sentence.text)
        if not listed:
            listing = sentence.text.rstrip().endswith(":") and INTRODUCES.within(sentence.text)
            opened = _opens_conditional(sentence.text)
        found += _in_sentence(review, sentence, listed and listing, opened)
    return tuple(found)


def _in_sentence(review: Review, sentence: Sentence, option: bool, opened: bool) -> list[Promise]:
    text = sentence.text
    if text.rstrip(' "').endswith(("?", ":")) or DESCRIBED.within(text):
        return []
    found: list[Promise] = []
    for start, end in _clauses(text):
        promise = _promise(review, sentence, (start, end), option, opened)
        if promise is None and found:
            promise = _continued(found[-1], (start, end))
        elif promise is None and start:
            promise = _carried(review, sentence, (start, end), opened)
        if promise is None:
            continue
        if found and _one_step(found[-1], promise):
            found[-1] = _joined(found[-1], promise)
        else:
            found.append(promise)
    return found


def _opens_conditional(text: str) -> bool:
    """Whether a sentence begins with a condition: all of it hangs on that."""
    first = CONDITION.first(text) or WHEN.first(text)
    return first is not None and first[0] <= 4 and not SPOKEN_IF.starts(text)


def _clauses(text: str) -> Iterator[Span]:
    start = 0
    for cut in SPLIT.find(text):
        if cut[0] > start:
            yield (start, cut[0])
            start = cut[0]
    yield (start, len(text))


def _promise(
    review: Review, sentence: Sentence, part: Span, option: bool, opened: bool
) -> Promise | None:
    """The promise or offer in one clause of a sentence, if there is one."""
    clause = sentence.text[slice(*part)]
    lead = LEAD.first(clause)
    shift = lead[1] if lead and lead[0] == 0 else 0
    clause = clause[shift:]
    place = sentence.start + part[0] + shift
    offered = option or OFFER.within(clause)
    owner = "company" if offered else _owner(review, clause)
    if not owner or (NO_PROMISE.within(clause) and not NOT_CHARGED.within(clause)):
        return None
    work = work_of(clause)
    if offered and work in ("update", "other", "keep", "callback"):
        return None
    if _attributed(review, clause, place):
        return None
    conditional = opened or _conditional(clause)
    return Promise(sentence, (place, place + len(clause)), clause.strip(), owner, work,
                   not offered and not conditional, conditional)  # fmt: skip


def _continued(first: Promise, part: Span) -> Promise | None:
    """The second verb of a promise: "… and tell you by noon" after "I will ask them"."""
    text = first.sentence.text[slice(*part)]
    lead = LEAD.first(text)
    shift = lead[1] if lead and lead[0] == 0 else 0
    clause = text[shift:]
    if not CONTINUED.within(clause):
        return None
    place = first.sentence.start + part[0] + shift
    return Promise(first.sentence, (place, place + len(clause)), clause.strip(), first.owner,
                   work_of(clause), first.binding, first.conditional)  # fmt: skip


def _carried(review: Review, sentence: Sentence, part: Span, opened: bool) -> Promise | None:
    """A promise whose subject opened the sentence: "Our team has this and will call you"."""
    lead = LEAD.first(sentence.text[slice(*part)])
    shift = part[0] + (lead[1] if lead and lead[0] == 0 else 0)
    clause = sentence.text[shift : part[1]]
    head = SUBJECT.first(sentence.text)
    if head is None or head[0] or not WILL.starts(clause) or NO_PROMISE.within(clause):
        return None
    owner = _owner(review, f"{sentence.text[slice(*head)]} {clause}")
    place = sentence.start + shift
    if not owner or _attributed(review, clause, place):
        return None
    conditional = opened or _conditional(clause)
    return Promise(sentence, (place, place + len(clause)), clause.strip(), owner, work_of(clause),
                   not conditional, conditional)  # fmt: skip


def _attributed(review: Review, clause: str, place: int) -> bool:
    inside = any(a <= place and place + len(clause) <= b for a, b in review.quotes)
    told = ATTRIBUTION.first(clause)
    own = MINE.first(clause) or OURS.first(clause) or YOURS.first(clause) or ITS.first(clause)
    return (
        inside
        or bool(told and (own is None or told[0] < own[0]))
        or review.attributed((place, place + 1))
    )


def _conditional(clause: str) -> bool:
    if SPOKEN_IF.within(clause):
        return False
    return CONDITION.within(clause) or WHEN.within(clause)


def _owner(review: Review, clause: str) -> str:
    """Who owes what a clause promises; "" where it promises nothing."""
    agent = (review.case.facts.agent_name if review.case else None) or "agent"
    if MINE.within(clause):
        return agent
    if OURS.within(clause):
        return "company"
    thing = ITS.first(clause)
    if thing:
        head = clause[thing[0] :]
        team = TEAM.first(head)
        if team and team[0] == 0:
            return head[slice(*team)].split(maxsplit=1)[1]
        if NAME.within(head) and not PRONOUN.within(head):
            return head.split(maxsplit=1)[0]
        return "company"
    if YOURS.within(clause):
        return agent if " from me" in clause.lower() else "company"
    return ""


def _one_step(first: Promise, second: Promise) -> bool:
    """Asking and telling in one sentence is one step."""
    return (
        first.work == second.work == "update"
        and first.binding == second.binding
        and first.owner in (second.owner, "agent", "company")
    )


def _joined(first: Promise, second: Promise) -> Promise:
    start, end = first.span[0], second.span[1]
    clause = first.sentence.text[start - first.sentence.start : end - first.sentence.start]
    return Promise(first.sentence, (start, end), clause, first.owner, first.work, first.binding,
                   first.conditional or second.conditional)  # fmt: skip
