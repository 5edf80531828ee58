"""What a reply gives beyond the case's own authority, and remedies without their size (D10).

The ledger judges promises by their clause; this looks at the sums and gifts themselves, however
the sentence is built: "all 2,300 go back to you", "dinner is on the house".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.domain import Span
from assistant.rubric.deeds import deeds_of
from assistant.rubric.lexicon.offers import GIFTS, GIVING, SIZELESS, UNSURE
from assistant.rubric.phrases import Phrases, any_of
from assistant.rubric.review import Review
from assistant.rubric.wording import content

SIZE_MISSING = Phrases(rf"\b{any_of(SIZELESS)}")
_GIFT = Phrases(rf"\b{any_of(GIFTS)}\b")
_NEW = Phrases(r"\b(?:a|an|another|the) (?:brand[- ]new|completely new|whole new|new) \w+")
_ORDINARY_NEW = Phrases(
    r"\bnew (?:date|time|slot|appointment|label|link|code|password|price|bill|invoice|card|account|number|answer"
    r"|address|contract|e-?mail|form|team|system|ticket|booking|visit|delivery|review|claim|case|file|offer)\b"
)
_GIVEN = Phrases(rf"\b{any_of(GIVING)}\b")
_UNSURE = Phrases(rf"\b{any_of(UNSURE)}\b|n't\b")


def beyond_authority(review: Review) -> Iterator[tuple[Span, str]]:
    """Sums above the limit and gifts that nothing allows, each with what is wrong.

    Silent where the case says nothing of what the agent may decide.
    """
    case = review.case
    if case is None:
        return
    granted = case.facts.authority
    if granted.refund_up_to is None and not granted.actions:
        return
    yield from _sums_above(review)
    yield from _gifts(review)


def _sums_above(review: Review) -> Iterator[tuple[Span, str]]:
    case = review.case
    limit = case.facts.authority.refund_up_to if case else None
    if case is None or limit is None:
        return
    settled = " ".join([*case.facts.actions_done, *case.facts.authority.actions])
    for fact in review.facts:
        if fact.kind != "amount" or Decimal(fact.value) <= Decimal(str(limit)):
            continue
        if f"{Decimal(fact.value):f}".removesuffix(".00") in settled.replace(",", ""):
            continue
        if _surely_given(review, fact.span):
            yield fact.span, f"more than the {limit:g} that the case allows"


def _surely_given(review: Review, span: Span) -> bool:
    """Whether the sentence gives what the span names, without asking, refusing or offering a choice."""
    sentence = review.sentence_at(span[0])
    if sentence is None or sentence.role != "body" or review.attributed(span):
        return False
    if sentence.text.rstrip().endswith("?") or review.is_prescribed(sentence.text):
        return False
    return _GIVEN.within(sentence.text) and not _UNSURE.within(sentence.text)


def _gifts(review: Review) -> Iterator[tuple[Span, str]]:
    """Gifts and new things that neither the authority, the facts nor a clause knows."""
    case = review.case
    if case is None:
        return
    allowed = [*case.facts.authority.actions, *case.facts.actions_done]
    known = content(" ".join([*allowed, review.facts_text, *(c.text for c in review.clauses)]))
    replacing = any(deeds_of(each.replace("_", " ")).kinds & {"replace"} for each in allowed)
    for span in _GIFT.find(review.plain):
        if _surely_given(review, span) and not content(_around(review, span)) & known:
            yield span, "a gift that nothing allows"
    for span in _NEW.find(review.plain):
        ordinary = _ORDINARY_NEW.within(review.plain[slice(*span)])
        granted = replacing or any("replacement" in clause.grants for clause in review.clauses)
        if not (granted or ordinary) and _surely_given(review, span):
            yield span, "a new one that nothing allows"


def _around(review: Review, span: Span) -> str:
    """The gift with the two words beside it: what it is given for."""
    before = review.before(span).split()[-2:]
    after = review.plain[span[1] : span[1] + 24].split()[:2]
    return " ".join([*before, review.plain[slice(*span)], *after])
