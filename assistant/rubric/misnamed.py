"""The right person, thing or sum under another title, number or currency (D28)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rubric.outcome import Hit
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import listed

_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Mister|Herr|Frau)\b\.? ((?:[A-Z][\w'-]+ ?){1,3})")
_MEN = listed("mr mister herr")
_NUMBERED = re.compile(r"\b([A-Z][a-z]{2,}(?: [A-Z][a-z]+)*) ([A-Z]{0,3}\d{1,5}[A-Z]{0,2})\b")
_SOMEBODY = re.compile(
    r"\b(?:for|from|of|to|by|with|under|named|called|belonging to|name) ((?:[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)? ){1,2}[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)?)(?=[ .,;]|$)"
)
_THEIR_THING = Phrases(
    r"\b(?:parcel|package|order|booking|letter|statement|bill|invoice|claim|policy|account|refund|ticket|file|e-?mail|details|data|address|card|medicine|prescription|report|results?|appointment|reservation|delivery)s? (?:\w+ )?$"
)


def misnamed(review: Review) -> Iterator[Hit]:
    """Places where a known name, product or sum is told wrongly beside its right part."""
    yield from _titles(review)
    yield from _models(review)
    yield from _somebody_else(review)
    yield from _currencies(review)


def _titles(review: Review) -> Iterator[Hit]:
    """ "Mr Rao" where the case has "Ms Anjali Rao"; a Miss may well be a Ms."""
    known = _TITLED.search(review.case.facts.customer_name or "") if review.case else None
    if known is None:
        return
    for match in _TITLED.finditer(review.plain):
        same = set(match[2].split()) & set(known[2].split())
        if same and (match[1].lower() in _MEN) != (known[1].lower() in _MEN):
            yield Hit(match.span(1), f"“{match[1]}”; the case has “{known[0].strip()}”",
                      f"Write “{known[1]}”.")  # fmt: skip


def _models(review: Review) -> Iterator[Hit]:
    """A product of the case under another number: "Nordica 200" for the Nordica 300."""
    product = str(review.known.get("product", ""))
    known = {match[1]: match[2] for match in _NUMBERED.finditer(product)}
    for match in _NUMBERED.finditer(review.plain) if known else ():
        name = match[1].split()[-1]
        right = next((number for each, number in known.items() if each.split()[-1] == name), "")
        if right and match[2] != right and match[0] not in review.allowed_text:
            yield Hit(match.span(), f"“{match[0]}”; the case has “{product}”",
                      f"Write “{match[1]} {right}”.")  # fmt: skip


def _somebody_else(review: Review) -> Iterator[Hit]:
    """A thing said to be somebody's whom nothing known names: "the parcel for Peter Novak"."""
    known = review.allowed_text.lower()
    for match in _SOMEBODY.finditer(review.plain):
        sentence = review.sentence_at(match.start())
        if sentence is None or sentence.role != "body":
            continue
        if any(part.lower() in known for part in match[1].split()):
            continue
        if _THEIR_THING.within(review.plain[sentence.start : match.start()]):
            yield Hit(match.span(1), f"names “{match[1]}”, who is not in the case",
                      "Leave out whoever is not in the case.", soft=True)  # fmt: skip


def _currencies(review: Review) -> Iterator[Hit]:
    """The sum of the case in another currency."""
    facts = review.case.facts if review.case else None
    if facts is None or facts.amount is None or not facts.currency:
        return
    known = {each.unit for each in review.known_facts if each.kind == "amount" and each.unit}
    for fact in review.facts:
        if fact.kind != "amount" or not fact.unit or float(fact.value) != float(facts.amount):
            continue
        if fact.unit != facts.currency.upper() and fact.unit not in known:
            yield Hit(fact.span, f"a sum in {fact.unit}; the case has {facts.currency}",
                      f"Write it in {facts.currency}.")  # fmt: skip
