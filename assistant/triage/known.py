"""What a conversation states: every reference, sum, day, product and contact, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from assistant.domain import Case, Fact, Span
from assistant.facts import amount_text, date_text, duration_text, find_facts, same
from assistant.text import sentences
from assistant.triage.turns import Turn, pattern, said

_OTHERS = (
    r"\b(?:another|a different|some other|the wrong|other) (?:customer|client|person|passenger|patient|guest|tenant|account holder|member|user|people)s?(?:'s?)?\b"
    r"|\b(?:someone|somebody) else(?:'s)?\b|\b(?:a |complete |total )?stranger'?s\b|\bother people'?s\b"
    r"|\b(?:meant|intended) for (?:an? |mr|mrs|ms|miss|dr|someone|somebody|my neighbou?r)\b|\bnot (?:me|mine|my (?:name|order|account|data|details))\b"
)
_QUOTED = r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?m:^ *>.*$)"
_NAMED = r"\b(?:(?:for|to|of|named|called|from|dear|by|belongs to) )((?-i:(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)*))|\b((?-i:(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)*))"
_MASK = "[…]"
_MOST = 50
_IN_WHO = ("customer_name", "country", "language")
_ELSEWHERE = ("authority", "actions_done", "fault", "case_id", "currency")
_LABELS = {"order_id": "order"}


def masked(turn: Turn, case: Case) -> Turn:
    """A customer's turn without another customer's data, which a handover may not spread.

    Where the customer speaks of somebody else's data, quotations lose their content, and the
    sentence that says so its names, numbers and sums.
    """
    if turn.role == "agent" or not said(_OTHERS, turn.text):
        return turn
    spans = [match.span() for match in pattern(_QUOTED).finditer(turn.text)]
    for start, end in sentences(turn.text):
        sentence = turn.text[start:end]
        if said(_OTHERS, sentence):
            own = (case.facts.customer_name or "").split()
            spans += [(start + a, start + b) for a, b in _details(sentence, own)]
    return turn._replace(text=_without(turn.text, spans))


def _details(sentence: str, own: Sequence[str]) -> Iterator[Span]:
    for fact in find_facts(sentence):
        if fact.kind in ("reference", "amount", "email", "phone", "name"):
            yield fact.span
    for match in pattern(_NAMED).finditer(sentence):
        group = 1 if match.group(1) else 2
        if not any(part in own for part in match.group(group).split()):
            yield match.span(group)


def _without(text: str, spans: Sequence[Span]) -> str:
    pieces, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            pieces += [text[done:start], _MASK]
        done = max(done, end)
    return "".join([*pieces, text[done:]])


def stated(case: Case) -> dict[str, str]:
    """What the case's own facts say: item → its bare value; "order 4711", "£49.99"."""
    return {_item(key, value, case): str(value) for key, value in _own(case).items()}


def _own(case: Case) -> dict[str, Any]:
    known = case.facts.known()
    skipped = {*_IN_WHO, *_ELSEWHERE, *(key for key in known if is_contact(key))}
    return {key: value for key, value in known.items() if key not in skipped}


def is_contact(key: str) -> bool:
    """Whether a fact of the case is a way to reach the customer."""
    return said(r"(?:^|_)(?:e?mail|phone|mobile|telephone|tel)(?:$|_)", key)


def _item(key: str, value: Any, case: Case) -> str:
    if key == "amount":
        return amount_text(value, case.facts.currency or "")
    written = date_text(value) if isinstance(value, date) else str(value)
    if isinstance(value, list | tuple):
        written = ", ".join(map(str, value))
    return f"{_LABELS.get(key, key.replace('_', ' '))} {written}"


def gather(
    case: Case, turns: Sequence[Turn], *, facts: Sequence[Fact], country: str
) -> Iterator[tuple[Turn, Fact]]:
    """Every fact of the conversation with its turn, in order.

    The day of a turn is no fact of its own ("today"): it stands before the turn's words.

    Args:
        facts: those of the message, as triage found them; empty = they are found here.
        country: ISO code that dates and phone numbers are read by.
    """
    for turn in turns:
        on = turn.at.date() if turn.at else None
        told = facts if turn.number == len(case.history) else ()
        for fact in told or find_facts(turn.text, on=on, facts=case.facts, country=country):
            if not (fact.kind == "date" and on is not None and fact.value == on.isoformat()):
                yield turn, fact


class Seen:
    """Facts that were listed, so that what says the same is not listed again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], list[Fact]] = {}

    def add(self, fact: Fact) -> bool:
        """Keeps a fact; False where it says what an earlier one said. A product may be in short."""
        alike = self._kept.setdefault((fact.kind, _key(fact)), [])
        if any(_repeats(fact, other) for other in alike[:_MOST]):
            return False
        alike.append(fact)
        return True


def _key(fact: Fact) -> str:
    """What equal facts have in common, so that few need to be compared."""
    if fact.kind in ("reference", "phone"):
        return "".join(filter(str.isalnum, fact.value.casefold()))[-4:]
    if fact.kind in ("amount", "duration"):
        return fact.value.partition(".")[0]
    return "" if fact.kind == "product" else fact.value.casefold()


def _repeats(fact: Fact, other: Fact) -> bool:
    if fact.kind == "product":
        return fact.value.casefold() in other.value.casefold()
    return same(fact, other)


def worded(fact: Fact, *, year: int) -> str:
    """A fact as an item of a handover: "reference KX-22", "£49.99", "3 November", "3 contacts"."""
    if fact.kind == "amount":
        return amount_text(fact.value, fact.unit)
    if fact.kind == "date":
        return date_text(date.fromisoformat(fact.value), year=year)
    if fact.kind == "duration":
        return duration_text(fact.value)
    if fact.kind == "contact_count":
        return f"{fact.value} contacts"
    return f"{fact.kind} {fact.value}"
