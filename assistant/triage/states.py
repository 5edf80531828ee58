"""Whether an earlier promise was kept: the signs of it in the turns that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from assistant.triage.deeds import (
    Deed,
    Sign,
    about,
    action,
    admits,
    deed,
    finding,
    nothing_at_all,
    sign,
    silence,
)
from assistant.triage.turns import Turn, said, statements

State = Literal["kept", "missed", "open"]
Mark = Literal["kept", "missed", "open", "nothing"]
"""`nothing`: "still nothing", which counts only for what has no other sign."""
_PEOPLE = frozenset({"call", "update", "text", "visit"})
_COMES = frozenset({"visit", "collect", "deliver"})
_BOOKED = r"\b(?:booked|arranged|scheduled|planned|requested|ordered)\b"
_REPORTS = frozenset({"update", "find_out"})
_BILLED = r"\b(?:charg\w+|bill(?:ed)?|invoice|took|taken|debit\w*)\b"


class Pledge(NamedTuple):
    """A promise as it was found: its words, what it is about, and when it is due at the latest."""

    text: str
    deed: Deed
    turn: int
    since: int
    """The turn from which it holds: its own, or the one that met its condition."""
    made: datetime | None
    due: datetime | None
    never: bool = False
    """It promises that something will not happen: "you will not be charged"."""


class Heard(NamedTuple):
    """A clause that tells of something done or not done, and what it tells."""

    text: str
    deed: Deed
    sign: Sign
    """Of a customer's clause; an agent's is `done` or `not_done`."""
    nothing: bool = False
    silent: bool = False
    billed: bool = False
    found_out: bool = False
    alone: bool = False
    """It speaks of nobody, and of no deed: "and again nobody"."""


class Later(NamedTuple):
    """Where the signs are looked for: all turns with what they tell, the case, the moment."""

    turns: tuple[tuple[Turn, tuple[Heard, ...]], ...]
    actions_done: tuple[str, ...]
    now: datetime


def listen(turns: Sequence[Turn], actions_done: tuple[str, ...], now: datetime) -> Later:
    """Reads every turn once for what it says was done or not done."""
    heard = tuple(
        (turn, tuple(_customer(turn) if turn.role == "customer" else _agent(turn)))
        for turn in turns
    )
    return Later(heard, actions_done, now)


def _customer(turn: Turn) -> Iterator[Heard]:
    for clause in statements(turn):
        mark = sign(clause)
        billed = mark != "not_done" and said(_BILLED, clause) and not clause.endswith("?")
        nothing, silent = nothing_at_all(clause), silence(clause)
        if mark or billed or nothing or silent:
            about_what = deed(clause)
            alone = not about_what.kinds and said(r"\b(?:nobody|no one|noone)\b", clause)
            yield Heard(clause, about_what, mark, nothing, silent, billed, alone=alone)


def _agent(turn: Turn) -> Iterator[Heard]:
    for clause in statements(turn):
        if admits(clause):
            yield Heard(clause, deed(clause), "not_done")
        elif action(clause) or finding(clause):
            mark: Sign = "done" if action(clause) else ""
            yield Heard(clause, deed(clause), mark, found_out=finding(clause))


def state_of(pledge: Pledge, newer: Sequence[Pledge], later: Later) -> State:
    """How a promise stands, by the last sign of it.

    A promise that was missed and then made again stays missed: what was done afterwards keeps
    the newer one.
    """
    state: State = "open"
    certain = False
    again = [
        each.turn for each in newer if each.turn > pledge.turn and about(each.deed, pledge.deed)
    ]
    for turn, heard in later.turns[pledge.since + 1 :]:
        mark = _by_customer(pledge, heard) if turn.role == "customer" else _by_agent(pledge, heard)
        renewed = state == "missed" and any(number <= turn.number for number in again)
        if mark == "kept" and not renewed:
            state, certain = "kept", turn.role == "customer"
        elif _breaks(mark, state, certain) and not _still_time(pledge, turn, later.now):
            state = "missed"
        elif state == "open" and turn.role == "agent" and _reported(pledge, turn):
            state = "kept"
    if not (state == "missed" and again) and _recorded(pledge, later.actions_done):
        return "kept"
    if state == "open" and pledge.due and pledge.due < later.now:
        return "kept" if pledge.never else "missed"
    return state


def reports(first: Pledge, second: Pledge) -> bool:
    """Whether the second promise tells the outcome of the first: "look into it and ring you"."""
    told = second.deed.kinds & {"call", "update"}
    return first.turn == second.turn and "find_out" in first.deed.kinds and bool(told)


def _breaks(mark: Mark, state: State, certain: bool) -> bool:
    """Whether a word undoes what is known: never the customer's own word that it was done."""
    return (mark == "nothing" and state == "open") or (mark == "missed" and not certain)


def _still_time(pledge: Pledge, turn: Turn, now: datetime) -> bool:
    """A complaint before the time is up: nothing is missed yet."""
    return pledge.due is not None and (turn.at or now) <= pledge.due


def _by_customer(pledge: Pledge, heard: Sequence[Heard]) -> Mark:
    """What a customer's turn says of the promise; the last word of it counts."""
    found: Mark = "open"
    for each in heard:
        if pledge.never:
            found = "missed" if each.billed else found
            continue
        if each.sign and (
            about(pledge.deed, each.deed) or (found == "open" and _alone(pledge, each))
        ):
            found = "kept" if each.sign == "done" else "missed"
        elif found == "open" and each.nothing and not each.deed.things:
            found = "nothing"
        if each.silent and pledge.deed.kinds & {"update", "call"}:
            found = "missed"
    return found


def _alone(pledge: Pledge, heard: Heard) -> bool:
    return heard.alone and bool(pledge.deed.kinds & _PEOPLE)


def _by_agent(pledge: Pledge, heard: Sequence[Heard]) -> State:
    found: State = "open"
    for each in heard:
        if each.sign and about(pledge.deed, each.deed):
            found = "kept" if each.sign == "done" else "missed"
        elif each.found_out and "find_out" in pledge.deed.kinds:
            found = "kept"
    return found


def _reported(pledge: Pledge, turn: Turn) -> bool:
    """A written answer in time keeps a promise of news."""
    late = pledge.due is not None and turn.at is not None and turn.at > pledge.due
    spoken = pledge.deed.kinds & {"call", "text", "visit"}
    return bool(pledge.deed.kinds & _REPORTS) and not (late or spoken or pledge.never)


def _recorded(pledge: Pledge, actions_done: Sequence[str]) -> bool:
    """What the case says was done; a visit or a collection that was only booked was not."""
    return any(
        about(pledge.deed, deed(entry))
        and not (pledge.deed.kinds & _COMES and said(_BOOKED, entry))
        for entry in actions_done
    )
