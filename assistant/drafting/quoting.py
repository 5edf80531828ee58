"""Quoting the customer where the grammar of a clause cannot be followed: whole, short and clean."""

from __future__ import annotations

import re

from assistant.domain import Span
from assistant.drafting.clause_words import (
    ADVICE,
    CUT_OFF,
    DEMAND,
    DEPENDENT,
    EVENT,
    JUDGEMENT,
    LOOSE,
    TAUNT,
)
from assistant.drafting.faithful import is_sentence, is_whole
from assistant.drafting.shift import tidy
from assistant.drafting.shift_words import I_VERBS
from assistant.drafting.telling import (
    ASKED,
    Clause,
    Detail,
    asked,
    content,
    fit,
    judges,
    leans,
    unfit,
)
from assistant.drafting.verbs import has_verb

LONGEST_QUOTED = 24
"""Words of a clause that is quoted whole."""
LONGEST_TERSE = 16
"""Words of a statement without a verb that is quoted whole."""
_INQUIRES = re.compile(
    r"(?:(?:hi|hello|hey|so|and|but|also|ok|okay|please|just)[, ]+){0,2}"
    r"((?:what|how|when|where|which|who|why) (?:is|are|was|were|do|does|did|can|could|will|would|should|much|many|long|come)"
    r"|(?:is|are|can|could|do|does|did|will|would|should|may) (?:there|i|we|you|it|they|the|my|your|this)\b)",
    re.IGNORECASE,
)
"""How a question begins that stands without its mark: "what is the status of flight 12"."""


def stands(text: str) -> bool:
    """Whether words can be quoted by themselves: no half of a sentence, no loose end."""
    words = text.strip(" .,!?")
    verbs = I_VERBS.intersection(words.lower().replace("i've", "have").split())
    whole = has_verb(words) or verbs or DEMAND.match(words) or ASKED.match(words)
    torn = LOOSE.match(words) or (DEPENDENT.match(words) and not ASKED.match(words))
    return bool(whole) and not (torn or CUT_OFF.search(words))


def verbatim(clause: Clause, message: str) -> Detail | None:
    """The whole clause between quotation marks, where it is short and clean enough."""
    if clause.question or not fit(clause) or clause.text.count('"') % 2:
        return None
    text = " ".join(tidy(clause.text, whole=True).split())
    if unfit(text) or not 3 <= len(text.split()) <= LONGEST_QUOTED or content(text) < 2:
        return None
    return quotation(text, clause.span) if quotable(text, message) else None


def quotable(text: str, message: str) -> bool:
    """Whether words are whole and stand in the message as they are, and say something alone."""
    words = text.lower().split()
    verbs = has_verb(text) or I_VERBS.intersection(words) or words[:1] in (["i"], ["we"])
    told = content(text) >= (2 if verbs or EVENT.matches(text) else 3)
    return told and not (leans(text, message) or "??" in text) and is_whole(text, message)


def quotation(text: str, span: Span) -> Detail:
    """The customer's own words; their own quotation marks become single ones."""
    text = re.sub(r'"([^"]*)"', r"‘\1’", text).rstrip(" .,;:")
    if (inquiry := _INQUIRES.match(text)) and not TAUNT.search(text):
        words = text[inquiry.start(1) :].rstrip("?! ")
        words = words[:1].upper() + words[1:]
        return Detail(sentence=f"You ask: “{words}?”", span=span, kind="asked", words=words)
    return Detail(sentence=f"You write: “{text}”.", span=span, kind="quoted", words=text)


def quoted(clause: Clause, message: str) -> Detail | None:
    """A few of the customer's own words between quotation marks."""
    if clause.question:
        return asked(clause, message)
    if made := _terse(clause, message):
        return made
    pieces = re.split(r"[,;!.]\s", clause.text)
    for piece in sorted(pieces, key=lambda part: -content(part)):
        kept = _without_verdict(piece)
        whole = kept == piece and clause.text.endswith(piece)
        text = re.sub(r"^(?:that|which|when|of|is|are|was)\s+", "", tidy(kept, whole=whole))
        if unfit(text) or judges(text) or '"' in text:
            continue
        if ADVICE.search(text) or re.match(r"(?:if|need|even)\b", text, re.IGNORECASE):
            continue
        telling = content(text) >= (2 if kept == piece else 3)
        happened = kept == piece or EVENT.matches(text)
        cut = (
            LOOSE.match(text)
            or CUT_OFF.search(text)
            or (DEPENDENT.match(text) and piece != clause.text)
        )
        alone = not cut and quotable(text, message)
        if telling and happened and alone and 3 <= len(text.split()) <= 16:
            return quotation(text, clause.span)
    return None


def _terse(clause: Clause, message: str) -> Detail | None:
    """A short statement without a verb, whole: "Twelve plates, all twelve in pieces"."""
    text = " ".join(tidy(clause.text, whole=True).split())
    if not fit(clause) or unfit(text) or not 3 <= len(text.split()) <= LONGEST_TERSE or '"' in text:
        return None
    torn = (LOOSE.match(text) or DEPENDENT.match(text)) and not is_sentence(text, message)
    loose = torn or CUT_OFF.search(text) or "?" in text
    if loose or content(text) < 3 or not quotable(text, message):
        return None
    return quotation(text, clause.span)


def _without_verdict(piece: str) -> str:
    """The longer part of a piece before or after a word of judgement, which is left out."""
    found = JUDGEMENT.search(piece)
    if found is None:
        return piece
    before, after = piece[: found.start()], piece[found.end() :]
    return max((before, after), key=content)
