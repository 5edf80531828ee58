"""Finds what a reply promises, told apart from what it offers, describes, asks or quotes."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Span
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import ATTRIBUTION, CONDITION
from assistant.rubric.promise_context import (
    CHOICE,
    CONTINUED,
    CONTINUED_DOES,
    CONTINUED_DOING,
    DESCRIBED,
    FIRST_NAME,
    GOES_ON,
    INTRODUCES,
    LISTED,
    NAME,
    OFFER,
    PRONOUN,
    SPOKEN_IF,
    SUBORDINATE,
    TAG,
    TEAM,
    WHEN,
)
from assistant.rubric.promise_pieces import Piece, pieces
from assistant.rubric.promise_signs import Sign, sign
from assistant.rubric.review import Review
from assistant.rubric.work import Work, work_of

_OWN = ("update", "keep", "callback", "explanation", "confirmation")
"""Steps of one effort: asking, telling, staying with it."""


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
        option = (listed and listing) or CHOICE.starts(sentence.text)
        found += _in_sentence(review, sentence, option, opened)
    return tuple(found)


def _in_sentence(review: Review, sentence: Sentence, option: bool, opened: bool) -> list[Promise]:
    text = sentence.text
    if _asks(text) or text.rstrip(' "').endswith(":") or DESCRIBED.within(text):
        return []
    found: list[Promise] = []
    for piece in pieces(text):
        promise = _promise(review, sentence, piece, option, opened)
        if promise is None and found:
            promise = _continued(found[-1], piece)
        if promise is None:
            continue
        if found and _one_step(found[-1], promise, piece):
            found[-1] = _joined(found[-1], promise)
        else:
            found.append(promise)
    return found


def _asks(text: str) -> bool:
    """Whether a sentence is a question; "I will call at five, all right?" is none."""
    return text.rstrip(' "').endswith("?") and not TAG.within(text)


def _opens_conditional(text: str) -> bool:
    """Whether a sentence begins with a condition: all of it hangs on that."""
    first = CONDITION.first(text) or WHEN.first(text)
    return first is not None and first[0] <= 4 and not SPOKEN_IF.starts(text)


def _promise(
    review: Review, sentence: Sentence, piece: Piece, option: bool, opened: bool
) -> Promise | None:
    """The promise or offer in one clause of a sentence, if there is one."""
    clause, place = piece.text, sentence.start + piece.start
    offered = option or OFFER.within(clause)
    shown = None if offered else sign(clause) or _carried(sentence, piece)
    if not offered and (shown is None or (shown.start and SUBORDINATE.starts(clause))):
        return None
    work = work_of(clause)
    if offered and work in ("update", "other", "keep", "callback"):
        return None
    if _attributed(review, clause, place, shown):
        return None
    owner = _owner(review, clause, shown) if shown else "company"
    anew = ";" in sentence.text[: piece.start]
    conditional = (opened and not anew) or _conditional(clause)
    return Promise(sentence, (place, place + len(clause)), clause.strip(), owner, work,
                   not offered and not conditional, conditional)  # fmt: skip


def _carried(sentence: Sentence, piece: Piece) -> Sign | None:
    """A promise whose subject opened the sentence: "Our team has this and will call you"."""
    if not piece.start or not GOES_ON.starts(piece.text):
        return None
    head = (TEAM if TEAM.starts(sentence.text) else FIRST_NAME).first(sentence.text)
    subject = sentence.text[slice(*head)] if head and head[0] == 0 else ""
    found = sign(f"{subject or 'It'} {piece.text}")
    return Sign(0, found.end, subject) if found else None


def _continued(first: Promise, piece: Piece) -> Promise | None:
    """The second verb of a promise: "… and tell you by noon" after "I will ask them"."""
    clause = piece.text
    going_on = (CONTINUED, CONTINUED_DOING, CONTINUED_DOES)
    if not piece.joined or not any(each.starts(clause) for each in going_on):
        return None
    place = first.sentence.start + piece.start
    return Promise(first.sentence, (place, place + len(clause)), clause.strip(), first.owner,
                   work_of(clause), first.binding, first.conditional)  # fmt: skip


def _attributed(review: Review, clause: str, place: int, shown: Sign | None) -> bool:
    inside = any(a <= place and place + len(clause) <= b for a, b in review.quotes)
    told = ATTRIBUTION.first(clause)
    own = shown.start - len(shown.subject) - 1 if shown else None
    return (
        inside
        or bool(told and (own is None or told[0] < own))
        or review.attributed((place, place + 1))
    )


def _conditional(clause: str) -> bool:
    if SPOKEN_IF.within(clause):
        return False
    return CONDITION.within(clause) or WHEN.within(clause)


def _owner(review: Review, clause: str, shown: Sign) -> str:
    """Who owes what a clause promises: the agent, a team, somebody by name, or the company."""
    agent = (review.case.facts.agent_name if review.case else None) or "agent"
    subject = shown.subject
    if subject == "i" or (subject == "you" and " from me" in clause.lower()):
        return agent
    team = TEAM.first(subject)
    if team and team[0] == 0:
        return subject[slice(*team)].split(maxsplit=1)[1]
    if NAME.starts(subject) and not PRONOUN.within(subject):
        return subject.split(maxsplit=1)[0]
    return "company"


def _one_step(first: Promise, second: Promise, piece: Piece) -> bool:
    """Asking and telling in one sentence is one step; so is a promise and the word given on it."""
    if first.binding != second.binding:
        return False
    if first.work == second.work == "update" and first.owner in (second.owner, "agent", "company"):
        return True
    alone = sign(piece.text) is None
    brief = len(first.clause.split()) <= 4
    if first.work not in (*_OWN, "other"):
        return False
    if brief and first.work == "other" and first.owner == second.owner:
        return True  # "I've got this, and I'll text you"
    return (alone and second.work in (*_OWN, "other")) or (brief and second.work in _OWN)


def _joined(first: Promise, second: Promise) -> Promise:
    start, end = first.span[0], second.span[1]
    clause = first.sentence.text[start - first.sentence.start : end - first.sentence.start]
    return Promise(first.sentence, (start, end), clause, first.owner, first.work, first.binding,
                   first.conditional or second.conditional)  # fmt: skip
