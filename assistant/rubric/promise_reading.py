"""What one sentence promises: a function of its words alone, so that it is worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.domain import Span
from assistant.rubric.phrases import ATTRIBUTION, CLAUSE_BREAK, CONDITION
from assistant.rubric.promise_context import (
    ASSURED,
    BACK,
    CHOICE,
    CONTINUED,
    CONTINUED_DOES,
    CONTINUED_DOING,
    DESCRIBED,
    FIRST_NAME,
    GOES_ON,
    HANGS,
    INTRODUCES,
    LISTED,
    MOVED,
    OFFER,
    PAST_WHEN,
    REDO,
    SPOKEN_IF,
    SUBORDINATE,
    SUM,
    SWAP,
    TAG,
    TELL_IF,
    TO_ACCOUNT,
    WHEN,
)
from assistant.rubric.promise_owner import AGENT, COMPANY, TEAM, owner_of
from assistant.rubric.promise_pieces import Piece, pieces
from assistant.rubric.promise_signs import Sign, sign
from assistant.rubric.promise_terse import terse
from assistant.rubric.timing import due_span
from assistant.rubric.work import Work, work_of

_THIRD = re.compile(r"\b([a-z]{3,}[a-rt-z])s\b")
_CALLED = re.compile(r",? [A-Z][a-z]+\b")
_BESIDE = re.compile(
    r"((?:the|our|my|their) (?:[\w-]+ ){0,2}[\w-]+), (?:[A-Z][\w'-]+ ?){1,2},?\s*$"
)
"""Somebody with the name behind: "the duty manager, Aoife, will …"."""
_AT_ONCE = ("now", "at once", "immediately", "right away", "straight away", "this minute")
_OWN = ("update", "keep", "callback", "explanation", "confirmation")
"""Steps of one effort: asking, telling, staying with it."""


@dataclass(frozen=True)
class Found:
    """A promise or an offer; `start` and `end` are places in its sentence."""

    start: int
    end: int
    clause: str
    owner: str
    work: Work
    binding: bool
    conditional: bool


@dataclass(frozen=True)
class Line:
    """A sentence as it is read: an `option` of a list, `opened` by a condition, with quotations."""

    text: str
    option: bool = False
    opened: bool = False
    quotes: tuple[Span, ...] = ()


@lru_cache(maxsize=2048)
def read(line: Line) -> tuple[Found, ...]:
    """Every promise and every offer of a sentence, in order."""
    text = line.text
    if _asks(text) or text.rstrip(' "').endswith(":") or DESCRIBED.within(text):
        return ()
    found: list[Found] = []
    for piece in pieces(text):
        made = _promise(line, piece) or (_continued(found[-1], piece) if found else None)
        if made is None:
            continue
        if found and _one_step(found[-1], made, piece):
            found[-1] = _joined(text, found[-1], made)
        else:
            found.append(made)
    return tuple(found) or _terse(line)


class Shape(NamedTuple):
    """What a sentence is among its neighbours: an item of a list, what leads to one, a condition."""

    listed: bool
    introduces: bool
    conditional: bool
    choice: bool


@lru_cache(maxsize=2048)
def shape_of(text: str) -> Shape:
    """The shape of a sentence."""
    leads = text.rstrip().endswith(":") and INTRODUCES.within(text)
    return Shape(LISTED.starts(text), leads, _opens_conditional(text), CHOICE.starts(text))


def _opens_conditional(text: str) -> bool:
    """Whether a sentence begins with a condition: all of it hangs on that."""
    first = CONDITION.first(text) or WHEN.first(text) or HANGS.first(text)
    return first is not None and first[0] <= 4 and not SPOKEN_IF.starts(text)


def _terse(line: Line) -> tuple[Found, ...]:
    """What a sentence without subject or verb promises: "Spare key posted tonight"."""
    text = line.text
    shown = None if line.option or line.opened or _conditional(text) else terse(text)
    if shown is None or _attributed(line, text, 0, None):
        return ()
    owner = owner_of(text, shown.subject, 0, text)
    return (Found(0, len(text), text.strip(), owner, _kind(text), True, False),)


def _asks(text: str) -> bool:
    """Whether a sentence is a question; "I will call at five, all right?" is none."""
    return text.rstrip(' "').endswith("?") and not TAG.within(text)


def _promise(line: Line, piece: Piece) -> Found | None:
    """The promise or offer in one clause of a sentence, if there is one."""
    clause, place = piece.text, piece.start
    offered = line.option or OFFER.within(clause)
    shown = None if offered else sign(clause) or _carried(line.text, piece)
    if not offered and (shown is None or _subordinate(clause, shown)):
        return None
    work = _kind(clause)
    if offered and work in ("update", "other", "keep", "callback"):
        return None
    if _attributed(line, clause, place, shown):
        return None
    anew = ";" in line.text[:place]
    asked = piece.joined and TELL_IF.starts(line.text)
    conditional = (line.opened and not anew) or asked or _conditional(clause)
    who = owner_of(clause, shown.subject, shown.start, line.text[:place]) if shown else COMPANY
    return Found(place, place + len(clause), clause.strip(), who, work,
                 not offered and not conditional, conditional)  # fmt: skip


def _kind(clause: str) -> Work:
    """What kind of thing is promised; "collects" is "collect", and a sum that moves is money."""
    work = work_of(clause)
    if work in ("update", "other") and SUM.within(clause) and TO_ACCOUNT.within(clause):
        return "refund"  # "comes back" tells news, unless it is money
    if work != "other":
        return work
    if SWAP.within(clause):
        return "replacement"
    if MOVED.within(clause):
        return "rebooking"
    if REDO.within(clause):
        return "repair"
    work = work_of(_THIRD.sub(r"\1", clause.replace(" goes ", " go ")))
    if work == "other" and SUM.within(clause):
        return "refund" if BACK.within(clause) else "compensation"
    return work


def _subordinate(clause: str, shown: Sign) -> bool:
    return bool(shown.start) and SUBORDINATE.starts(clause) and not SPOKEN_IF.starts(clause)


def _carried(text: str, piece: Piece) -> Sign | None:
    """A promise whose subject opened the sentence: "Our team has this and will call you"."""
    if not piece.start or not GOES_ON.starts(piece.text):
        return None
    head = (TEAM if TEAM.starts(text) else FIRST_NAME).first(text)
    subject = text[slice(*head)] if head and head[0] == 0 else ""
    if subject and (called := _CALLED.match(text[len(subject) :])):
        subject += called[0]
    beside = _BESIDE.search(text[: piece.start])
    subject = beside[1] if beside else subject
    found = sign(f"{subject or 'It'} {piece.text}")
    return Sign(0, found.end, subject) if found else None


def _continued(first: Found, piece: Piece) -> Found | None:
    """The second verb of a promise: "… and tell you by noon" after "I will ask them"."""
    clause = piece.text
    going_on = (CONTINUED, CONTINUED_DOING, CONTINUED_DOES)
    if not piece.joined or not any(each.starts(clause) for each in going_on):
        return None
    return Found(piece.start, piece.start + len(clause), clause.strip(), first.owner,
                 _kind(clause), first.binding, first.conditional)  # fmt: skip


def _attributed(line: Line, clause: str, place: int, shown: Sign | None) -> bool:
    """Whether a clause gives what somebody else said, or what was said before."""
    if any(start <= place < end for start, end in line.quotes):
        return True
    told = None if ASSURED.starts(clause) else ATTRIBUTION.first(clause)
    own = shown.start - len(shown.subject) - 1 if shown else None
    if told and (own is None or told[0] < own):
        return True
    before = "" if ASSURED.starts(line.text) else line.text[:place]
    places = ATTRIBUTION.find(before)
    following = line.text[place : place + 8]
    return bool(places) and not CLAUSE_BREAK.within(before[places[-1][1] :] + following)


def _conditional(clause: str) -> bool:
    if HANGS.within(clause):
        return True
    if SPOKEN_IF.within(clause):
        return False
    return CONDITION.within(clause) or WHEN.within(_without_past(clause))


def _without_past(clause: str) -> str:
    """A clause without the time of what is over: "the fee taken after you cancelled"."""
    for start, end in reversed(PAST_WHEN.find(clause)):
        clause = clause[:start] + clause[end:]
    return clause


def _one_step(first: Found, second: Found, piece: Piece) -> bool:
    """Asking and telling in one sentence is one step; so is a promise and the word given on it.

    Two other steps that each have a time of their own are two.
    """
    if first.binding != second.binding:
        return False
    another = second.owner not in (first.owner, AGENT, COMPANY)
    if another and second.owner[:1].isupper():
        return False  # "I am passing this to Yusuf, and he will write to you"
    if first.work == second.work == "update" and first.owner in (second.owner, AGENT, COMPANY):
        return True
    if _later(first.clause) and _later(second.clause):
        return False
    alone = sign(piece.text) is None
    brief = len(first.clause.split()) <= 4
    if first.work not in (*_OWN, "other"):
        return False
    if brief and first.work == "other" and first.owner == second.owner:
        return True  # "I've got this, and I'll text you"
    return (alone and second.work in (*_OWN, "other")) or (brief and second.work in _OWN)


def _later(clause: str) -> bool:
    """Whether a clause has a time of its own that is not now."""
    span = due_span(clause)
    return span is not None and clause[slice(*span)].strip(" ,.").lower() not in _AT_ONCE


def _joined(text: str, first: Found, second: Found) -> Found:
    clause = text[first.start : second.end]
    return Found(first.start, second.end, clause, first.owner, first.work, first.binding,
                 first.conditional or second.conditional)  # fmt: skip
