"""What a reply gives beyond the case's own authority, and remedies without their size (D10).

The ledger judges promises by their clause; this looks at the sums and gifts themselves, however
the sentence is built: "all 2,300 go back to you", "dinner is on the house".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from assistant.domain import Span
from assistant.rubric.deeds import deeds_of
from assistant.rubric.lexicon.offers import (
    ENDLESS,
    GIFTS,
    GIVING,
    GOODWILL,
    PASSIVE,
    SIZELESS,
    UNDECIDED,
    UNSURE,
)
from assistant.rubric.phrases import Phrases, any_of
from assistant.rubric.review import Review
from assistant.rubric.wording import content, listed, stem

SIZE_MISSING = Phrases(rf"\b{any_of(SIZELESS)}")
UNDATED = Phrases(rf"\b{any_of(UNDECIDED, PASSIVE)}\b")
_GOODWILL = Phrases(rf"\b{any_of(GOODWILL)}\b")
_ENDLESS = Phrases(rf"\b{any_of(ENDLESS)}\b")
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
    yield from _goodwill(review)
    yield from _excluded(review)
    yield from _more_of_it(review)


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


_FREE = Phrases(r"\b(?:free of charge|at no (?:charge|cost)|without (?:any )?charge|nothing)\b")
"""What says only that something costs nothing; what it is, the sentence says."""


def _gifts(review: Review) -> Iterator[tuple[Span, str]]:
    """Gifts and new things that neither the authority, the facts nor a clause knows."""
    case = review.case
    if case is None:
        return
    allowed = [*case.facts.authority.actions, *case.facts.actions_done]
    replacing = any(deeds_of(each.replace("_", " ")).kinds & {"replace"} for each in allowed)
    for span in _GIFT.find(review.plain):
        said = review.plain[slice(*span)]
        sentence = review.sentence_at(span[0])
        near = sentence.text if sentence and _FREE.within(said) else _around(review, span)
        if _surely_given(review, span) and not _granted(review, content(near)):
            yield span, "a gift that nothing allows"
    for span in _NEW.find(review.plain):
        ordinary = _ORDINARY_NEW.within(review.plain[slice(*span)])
        granted = replacing or any("replacement" in clause.grants for clause in review.clauses)
        if not (granted or ordinary) and _surely_given(review, span):
            yield span, "a new one that nothing allows"


def _goodwill(review: Review) -> Iterator[tuple[Span, str]]:
    """Something given beyond the matter ("to make up for it", "for life") that nothing knows."""
    for phrases, what in (
        (_GOODWILL, "goodwill that nothing allows"),
        (_ENDLESS, "a gift without an end"),
    ):
        for span in phrases.find(review.plain):
            sentence = review.sentence_at(span[0])
            if sentence is None or not _surely_given(review, span):
                continue
            clause = _clause(sentence.text, span[0] - sentence.start)
            said = review.plain[slice(*span)]
            given = {each for each in content(clause) - content(said) - _COMMON if each.isalpha()}
            endless = phrases is _ENDLESS
            named = content(said) if endless else given
            if named and not _granted(review, named):
                yield span, what


_COMMON = content(
    "day week month year today tomorrow account card order money amount full new back"
)
_PARTS = Phrases(r"[,;:]\s|\b(?:and|plus|but) (?:also |then |now )?(?:i|we)\b")


def _clause(text: str, place: int) -> str:
    """The part of a sentence in which a place stands."""
    breaks = [0, *(start for start, _ in _PARTS.find(text)), len(text)]
    start = max(each for each in breaks if each <= place)
    return text[start : min(each for each in breaks if each > place)]


def _granted(review: Review, given: Collection[str]) -> bool:
    """Whether the case names any of what is given, or one clause names most of it."""
    case = review.case
    allowed = [*case.facts.authority.actions, *case.facts.actions_done] if case else []
    if any(each in content(" ".join([*allowed, review.facts_text])) for each in given):
        return True
    most = max(2, len(given) / 2)
    return any(
        sum(each in content(clause.text) for each in given) >= most for clause in review.clauses
    )


_EXCLUSION = re.compile(
    r"(?:\b(?:no|not|never|without|except|excluding|other than)\b|n't) (?:\w+ )?([a-z]{4,}(?: [a-z]{4,})?)",
    re.IGNORECASE,
)


def _excluded(review: Review) -> Iterator[tuple[Span, str]]:
    """What the case's own policy or authority leaves out: "no premiere tickets"."""
    case = review.case
    if case is None:
        return
    rules = [str(value) for key, value in review.known.items() if "policy" in key]
    rules += [each.replace("_", " ") for each in case.facts.authority.actions]
    barred = frozenset[str]().union(
        *(content(m[1].split()[0]) for rule in rules for m in _EXCLUSION.finditer(rule))
    )
    allowed = content(" ".join(_EXCLUSION.sub(" ", rule) for rule in rules))
    for sentence in review.body if barred - allowed else ():
        if (
            (barred - allowed) & content(sentence.text)
            and _GIVEN.within(sentence.text)
            and not _DENIAL.within(sentence.text)
        ):
            yield sentence.span, "what the case's own policy leaves out"


_MANY = re.compile(
    r"\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:[a-z]+ ){0,2}?([a-z]{3,})\b"
)
_NUMBER_WORDS = listed("two three four five six seven eight nine ten eleven twelve")


def _more_of_it(review: Review) -> Iterator[tuple[Span, str]]:
    """Four of a thing of which the authority names one."""
    case = review.case
    named = " ".join(case.facts.authority.actions).replace("_", " ").lower() if case else ""
    for match in _MANY.finditer(review.plain):
        noun = stem(match[2])
        single = re.search(rf"\b(?:one|an?|1) (?:[a-z]+ ){{0,2}}?{re.escape(noun)}\w*", named)
        several = match[1] in _NUMBER_WORDS or (match[1].isdigit() and int(match[1]) > 1)
        if single and several and noun not in _PERIODS and _surely_given(review, match.span()):
            yield match.span(), "more of it than the case allows"


_PERIODS = content("day hour minute week month working business")
_DENIAL = Phrases(r"\b(?:cannot|can't|not|no|never|unable|except|without)\b|n't\b")


def _around(review: Review, span: Span) -> str:
    """The gift with the two words beside it: what it is given for."""
    before = review.before(span).split()[-2:]
    after = review.plain[span[1] : span[1] + 24].split()[:2]
    return " ".join([*before, review.plain[slice(*span)], *after])
