"""The register: level with the customer's formality, never with their heat (D27)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.lexicon.register import CHIRPY, CRUDE, NOT_CHIRPY, PROFANITY, SNAPPY, STIFF
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases, any_of
from assistant.rubric.review import Review
from assistant.text import has_profanity

_EMOJI = Phrases(
    r"[\x{1F300}-\x{1FAFF}\x{2600}-\x{26FF}\x{2705}\x{2728}\x{2753}-\x{2757}\x{2764}\x{1F1E6}-\x{1F1FF}]\x{FE0F}?",
    r"(?:^|\s)[:;]-?[)(DP](?:\s|$)", r"<3",
)  # fmt: skip
_CHIRPY = Phrases(rf"\b{any_of(CHIRPY)}\b")
_SNAPPY = Phrases(rf"\b{any_of(SNAPPY)}", rf"\b{any_of(CRUDE)}\b,? (?:\w+ )*")
_SNAP_THEIRS = Phrases(
    r"\b(?:you (?:call|called|write|wrote|describe|said|say|were|are right)|not|junk (?:folder|mail)|in your)\b[^.!?\n]*$"
)
_JUNK = Phrases(
    r"^(?:junk (?:folder|mail|e-?mail)|rubbish (?:bin|collection|chute)|trash (?:folder|can|bin)|garbage (?:bin|collection|disposal)|pants\b)"
)
_FORMAL = Phrases(
    r"\bdear (?:sir|madam|sirs)\b|\byours (?:faithfully|sincerely)\b|\bi (?:wish|write|am writing|hereby|should like|would be (?:obliged|grateful)|must|regret|refer|remain) (?:to |that )?"
    r"|\b(?:formal(?:ly)?|forthwith|hereby|by return|herewith|respectfully|to whom it may concern)\b"
)
_CASUAL = Phrases(
    r"^(?:hey|yo|hiya|heya|hi there|howdy|sup|hello there)\b|\b(?:cheers|thanks a (?:bunch|mil)|ta|laters?|catch you)\b|\b(?:stuff|quick one|no worries|cool)\b"
)
_CHATTY = Phrases(
    r"\b(?:u|ur|pls|plz|wtf|lol|omg|gonna|wanna|cant|dont|ya|hey|guys|mate|yo|thx|im|ive|idk|tbh|ffs|srsly)\b|\?\?|!!"
)
_STIFF = Phrases(rf"\b{any_of(STIFF)}\b")
_CAPITALS = Phrases(r"(?-i:\b[A-Z]{5,}\b|\b[A-Z]{2,} [A-Z]{2,}(?: [A-Z]{2,})*\b)")
_SHOUTING = Phrases(r"(?-i:\b(?:[A-Z]{2,}|I|A)(?:[ ,']+(?:[A-Z]{2,}|I|A)){3,})")
_SMALL_WORDS = Phrases(
    r"(?-i:\b(?:NOT|NEVER|ALL|VERY|ALREADY|PLEASE|YOU|YOUR|MUST|ONLY|NOW|ALWAYS|ANY|BEFORE|AFTER|WILL|DID|DO|IS|ARE|HAVE|NO|YES|THIS|THAT|TODAY|STOP|READ|SORRY|EVERY|EXACTLY|REALLY|AND|THE)\b)"
)
_CHIRPY_OK = Phrases(rf"\b{any_of(NOT_CHIRPY)}\b")


def register_level(review: Review) -> Outcome:
    """D27, in part: nothing chirpy, no swearing, no snapping back; as formal as they are."""
    hits = [Hit(span, "swearing", "Leave it out.") for span in _swearing(review)]
    if _upset(review):
        soft = not review.angry
        hits += [Hit(span, "an emoji", "Leave it out.", soft) for span in _EMOJI.find(review.plain)]
        hits += list(_exclaimed(review, soft=soft))
        hits += list(_worded(review, _CHIRPY, "chirpy"))
    hits += list(_worded(review, _SNAPPY, "answers in kind"))
    hits += [*_shouted(review), *_formality(review)]
    return found(hits, note="in part: finer shades of formality need a model to judge")


_PROFANITY = Phrases(rf"\b{any_of(PROFANITY)}\b")


def _swearing(review: Review) -> Iterator[Span]:
    for span in _PROFANITY.find(review.plain):
        if not any(a <= span[0] and span[1] <= b for a, b in review.quotes):
            yield span


def _worded(review: Review, phrases: Phrases, name: str) -> Iterator[Hit]:
    for span in phrases.find(review.plain):
        said = review.plain[slice(*span)]
        around = review.plain[max(0, span[0] - 8) : span[1] + 12]
        if review.attributed(span) or not _spoken(review, span) or has_profanity(said):
            continue
        if name == "chirpy" and (_CHIRPY_OK.within(around) or _is_name(review, span)):
            continue
        if name != "chirpy" and (
            _SNAP_THEIRS.within(review.before(span)) or _JUNK.starts(review.plain[span[0] :])
        ):
            continue
        yield Hit(
            span, f"{name}: “{review.reply[slice(*span)].strip()}”", "Leave it out.", soft=True
        )


def _is_name(review: Review, span: Span) -> bool:
    """Capitalised inside a sentence: the name of a thing, which the facts may hold."""
    said = review.plain[slice(*span)]
    return said[:1].isupper() and bool(review.before(span).strip()) and said in review.allowed_text


def _spoken(review: Review, span: Span) -> bool:
    sentence = review.sentence_at(span[0])
    return sentence is not None


def _in_body(review: Review, span: Span) -> bool:
    sentence = review.sentence_at(span[0])
    return sentence is not None and sentence.role == "body"


_MARK = re.compile("!+")


def _upset(review: Review) -> bool:
    """Whether there is any heat: a calm question may well be answered with a "!"."""
    triage = review.triage
    if triage is None:
        return True
    if triage.emotion in ("neutral", "positive"):
        return triage.intensity >= _HEAT
    return triage.intensity >= _HEAT or bool(triage.flags) or triage.repeat_contact


_HEAT = 0.3
"""The intensity from which a message is no calm one."""


def _exclaimed(review: Review, *, soft: bool) -> Iterator[Hit]:
    for match in _MARK.finditer(review.plain):
        if not any(a <= match.start() < b for a, b in review.quotes):
            yield Hit(
                match.span(),
                "an exclamation mark to an angry customer",
                "End it with a full stop.",
                soft,
            )


def _shouted(review: Review) -> Iterator[Hit]:
    """Capitals: four words in a row, one long word nobody wrote so, or a small word."""
    known = review.facts_text + review.customer_text + review.allowed_text
    whole = _SHOUTING.find(review.plain)
    for span in whole:
        if not review.attributed(span):
            yield Hit(span, "whole sentences in capitals", "Write it in small letters.")
    for span in (*_CAPITALS.find(review.plain), *_SMALL_WORDS.find(review.plain)):
        word = review.plain[slice(*span)]
        if (
            any(a <= span[0] < b for a, b in whole)
            or not _in_body(review, span)
            or review.attributed(span)
            or review.in_link(span[0])
        ):
            continue
        if review.plain[span[0] - 1 : span[0]] == "[":
            continue  # a mask, or a slot that another criterion tells of
        named = _COMPANY.starts(review.plain[span[1] :]) or _SIGNED.within(review.before(span))
        if not named and (word not in known or _SMALL_WORDS.starts(word)):
            yield Hit(span, f"capitals: “{word}”", "Write it in small letters.", soft=True)


_COMPANY = Phrases(r"^ (?:LTD|LLC|INC|PLC|GMBH|CO|LIMITED)\b")
_SIGNED = Phrases(r"\b(?:name|called|code|as|reads|says|word|button|marked) [\"']?$")


def _formality(review: Review) -> Iterator[Hit]:
    """A formal letter answered with "Hey", or a quick chat answered like a court."""
    if review.case is None:
        return
    message = review.case.message
    if _FORMAL.within(message) and not _CHATTY.within(message):
        for span in _CASUAL.find(review.plain):
            if not review.attributed(span) and (
                _in_body(review, span) or span[0] == 0 or _near_end(review, span)
            ):
                yield Hit(
                    span,
                    "too casual for a formal letter",
                    "Write it as formally as they do.",
                    soft=True,
                )
                return
    elif review.case.channel in ("chat", "social") or _CHATTY.within(message):
        for span in _STIFF.find(review.plain):
            yield Hit(span, "stiffer than the customer", "Say it as you would aloud.", soft=True)
            return


def _near_end(review: Review, span: Span) -> bool:
    return span[0] > len(review.plain) - 60
