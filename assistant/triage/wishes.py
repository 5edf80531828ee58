"""What a customer wants by now: the asks of all their turns, without what was withdrawn or done."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Ask
from assistant.text import sentences
from assistant.triage.asks import find_asks
from assistant.triage.deeds import Deed, action, deed, sign
from assistant.triage.turns import Turn, said, statements

_TO_KNOW: frozenset[Ask] = frozenset({"update", "explanation", "confirmation"})
_NAMED: dict[Ask, str] = {
    "refund": r"\brefund\w*|\bmoney back\b",
    "replacement": r"\breplac\w*|\bexchange\b|\bnew (?:one|item)\b",
    "repair": r"\brepair\w*|\bfix\b|\bengineer\b",
    "compensation": r"\bcompensat\w*|\bgoodwill\b",
    "callback": r"\bcall(?:back|-back)?\b|\bphone\b|\bring\b",
    "cancellation": r"\bcancel\w*|\bclos(?:e|ing)\b",
    "manager": r"\bmanager\b|\bsupervisor\b",
    "deletion": r"\bdelet\w*|\berase\b",
    "apology": r"\bapolog\w*",
    "delivery": r"\bdeliver\w*|\bredeliver\w*",
    "collection": r"\bcollect\w*|\bpick\w* up\b",
    "rebooking": r"\brebook\w*",
}
_WITHDRAWN = (
    r"\b(?:forget (?:about )?|never ?mind (?:about )?|no longer (?:want|need|wish|require)|(?:do not|don't) (?:want|need|wish|require|bother)|no need|no more need|(?:rather than|instead of) |changed my mind|withdraw|drop (?:the|my)|skip the|not (?:asking|looking) for|please (?:do not|don't)|scrap (?:the|that))\b"
    r"|\bno (?:\w+ )?(?:refund|replacement|call|manager|compensation|exchange)\b (?:please|needed|required|necessary|for me|any ?more)"
    r"|\bkeep (?:it|the \w+|my \w+) (?:after all|then|anyway)\b"
)
_UNWANTED = r"\b(?:forget|never ?mind|no longer|do not|don't|no need|rather than|instead of|withdraw|drop|skip|not (?:asking|looking) for|scrap|changed my mind)\b"
_DONE_BY: dict[str, frozenset[Ask]] = {
    "refund": frozenset({"refund"}),
    "deliver": frozenset({"replacement", "delivery"}),
    "repair": frozenset({"repair"}),
    "call": frozenset({"callback"}),
    "cancel": frozenset({"cancellation"}),
    "collect": frozenset({"collection"}),
    "rebook": frozenset({"rebooking"}),
    "correct": frozenset({"correction"}),
}


def wishes(
    turns: Sequence[Turn],
    asks: Sequence[Ask],
    *,
    still_open: Sequence[str] = (),
    broken: Sequence[Deed] = (),
) -> tuple[Ask, ...]:
    """What the customer still wants, in the order in which it came up.

    A wish goes when it is withdrawn, or when an agent or the customer says that it was met; it
    comes back when the customer asks again or says that it was not met after all.

    Args:
        asks: those of the message, as triage found them.
        still_open: the customer's questions that nobody answered; an answer meets the others.
        broken: promises that were not kept; what they were to meet is wanted still.
    """
    if len(turns) == 1 and not said(_WITHDRAWN, turns[0].text):
        return tuple(asks)
    wanted: dict[Ask, bool] = {}
    for turn in turns[:-1]:
        if turn.role == "agent":
            wanted |= {ask: False for ask in _met(turn) if ask in wanted}
        else:
            _hear(turn, _asked(turn, still_open), wanted)
    if turns:
        _hear(turns[-1], asks, wanted)
    missed = {ask for each in broken for kind in each.kinds for ask in _DONE_BY.get(kind, ())}
    gone = {ask for turn in turns for clause in statements(turn) for ask in _withdrawn(clause)}
    wanted |= {ask: True for ask in missed - gone if ask in wanted}
    found = tuple(ask for ask, open_ in wanted.items() if open_)
    return found if found == ("other",) else tuple(ask for ask in found if ask != "other")


def _asked(turn: Turn, still_open: Sequence[str]) -> tuple[Ask, ...]:
    """The asks of an earlier turn; those to know something go with an answered question."""
    asks = find_asks(turn.text)
    if not _TO_KNOW.intersection(asks):
        return asks
    texts = [turn.text[a:b].strip() for a, b in sentences(turn.text)]
    left = " ".join(text for text in texts if not text.endswith("?") or text in still_open)
    known = find_asks(left)
    return tuple(ask for ask in asks if ask not in _TO_KNOW or ask in known)


def _hear(turn: Turn, asks: Sequence[Ask], wanted: dict[Ask, bool]) -> None:
    """Takes in one turn of the customer: what is asked, met, denied or withdrawn."""
    own = dict.fromkeys(asks, True)
    for clause in statements(turn):
        for ask, still in _turned(clause, wanted).items():
            own[ask] = still
    wanted |= own


def _turned(clause: str, wanted: dict[Ask, bool]) -> dict[Ask, bool]:
    gone = _withdrawn(clause)
    if gone:
        return dict.fromkeys(gone, False)
    mark = sign(clause)
    if mark not in ("done", "not_done"):
        return {}
    found = deed(clause)
    kinds = found.kinds - {"deliver"} if "refund" in found.kinds else found.kinds
    if mark == "not_done" and found.sums:
        kinds = kinds | {"refund"}
    touched = {ask for kind in kinds for ask in _DONE_BY.get(kind, ()) if ask in wanted}
    return dict.fromkeys(touched, mark == "not_done")


def _withdrawn(clause: str) -> list[Ask]:
    """The wishes that a clause takes back."""
    if not said(_WITHDRAWN, clause) or clause.endswith("?"):
        return []
    return [ask for ask, noun in _NAMED.items() if said(noun, clause)]


def _met(turn: Turn) -> set[Ask]:
    kinds = {kind for clause in statements(turn) if action(clause) for kind in deed(clause).kinds}
    return {ask for kind in kinds for ask in _DONE_BY.get(kind, ())}
