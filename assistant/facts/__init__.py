"""What a text states: amounts, dates, durations, references, names, in comparable forms.

Triage, the ledger and the evidence map all read facts from here, so that they agree. All
patterns are RE2; nothing here guesses: what may as well be something else is left out.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from assistant.domain import CaseFacts, Fact, Span
from assistant.facts.addresses import find_emails, find_phones
from assistant.facts.amounts import find_amounts
from assistant.facts.contacts import find_contacts
from assistant.facts.dates import find_dates
from assistant.facts.durations import find_durations
from assistant.facts.names import case_names, find_names, name_spans
from assistant.facts.normal import amount_text, date_text, duration_text, same
from assistant.facts.numbers import number
from assistant.facts.patterns import Scope, blanked, digits, pattern, small
from assistant.facts.payment import find_cards, find_ibans
from assistant.facts.products import find_products
from assistant.facts.references import find_references

__all__ = [
    "amount_text",
    "case_names",
    "date_text",
    "duration_text",
    "find_emails",
    "find_facts",
    "find_phones",
    "name_spans",
    "number",
    "same",
]

_LINKS = r"https?://\S+|\bwww\.\S+|@[a-z0-9_]{2,}"
_UNKNOWN = CaseFacts()
_Ranked = tuple[int, Fact]


def find_facts(
    text: str, *, on: date | None = None, facts: CaseFacts | None = None, country: str = ""
) -> tuple[Fact, ...]:
    """Every fact of a text with its exact span: sorted, none overlapping another.

    Args:
        on: the day the text was written, for "yesterday" and dates without a year; today if None.
        facts: what the case knows already (product, names, order number, currency).
        country: ISO code; decides how 11/03/2026, "$" and a national phone number are read.
            Empty = the country of `facts`.
    """
    known = facts or _UNKNOWN
    scope = Scope(
        on=on or datetime.now(UTC).date(),
        facts=known,
        country=(country or known.country or "").upper(),
    )
    emails = find_emails(text)
    links = [match.span() for match in pattern(_LINKS).finditer(text)] if _linked(text) else []
    body = blanked(text, [*emails, *links])
    if digits(body) >= 13:  # a card or an account is no fact to repeat in a reply
        body = blanked(body, [*find_cards(body), *find_ibans(body)])
    ranked = [(0, _written("email", text, span)) for span in emails]
    ranked += _numeric(body, scope)
    ranked += [(3, fact) for fact in find_durations(body)]
    ranked += [(3, fact) for fact in find_contacts(body)]
    ranked += [(4, fact) for fact in find_products(body, scope)]
    ranked += [(5, fact) for fact in find_names(body, scope)]
    return _without_overlaps(ranked)


def _linked(text: str) -> bool:
    return "@" in text or "://" in text or "www." in small(text)


def _written(kind: str, text: str, span: Span) -> Fact:
    return Fact.model_validate({"kind": kind, "value": text[span[0] : span[1]], "span": span})


def _numeric(text: str, scope: Scope) -> list[_Ranked]:
    """What is made of digits, in the order in which it is believed."""
    ranked = [(1, fact) for fact in find_dates(text, scope)]
    ranked += [(1, fact) for fact in find_amounts(text, scope)]
    for fact, said in find_references(text, scope):
        ranked.append((1 if said else 3, fact))
    if digits(text) >= 7:
        phones = find_phones(text, country=scope.country)
        ranked += [(2, Fact(kind="phone", value=value, span=span)) for span, value in phones]
    return ranked


def _without_overlaps(ranked: list[_Ranked]) -> tuple[Fact, ...]:
    """The facts that no better one overlaps: first by rank, then the longer, then the earlier."""
    taken = bytearray(max((fact.span[1] for _, fact in ranked), default=0))
    kept: list[Fact] = []
    order = sorted(
        ranked, key=lambda each: (each[0], each[1].span[0] - each[1].span[1], each[1].span)
    )
    for _, fact in order:
        start, end = fact.span
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(fact)
    return tuple(sorted(kept, key=lambda fact: fact.span))
