"""What is conceded to a threat of reviews, posts or press (D30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.threat_signs import (
    ASKED,
    AVOIDED,
    BARGAINED,
    CONFIDENTIAL,
    DECLINED,
    EXCEPTION,
    EXTRA,
    GIVEN,
    GIVEN_IN,
    GOING_AFTER,
    GOING_BEFORE,
    GOOD_NAME,
    LEFT_FREE,
    MEANT_OTHERWISE,
    PUBLIC,
    REASONED,
    SILENT,
    TAKEN_BACK,
)
from assistant.rubric.wording import HANDLES, content, weight
from assistant.text import sentences

_UNTIE = "Make the offer the facts allow, and do not speak of what they may publish."


def threat_rewarded(review: Review) -> Outcome:
    """D30: no remedy is tied to a threat, and none is larger because of it."""
    note = "in part: whether a calm customer would be offered the same needs both drafts"
    threatened = _threatened(review)
    hits = [Hit(each.span, "ties the remedy to a threat", _UNTIE)
            for each in _tied(review, threatened=threatened)][:1]  # fmt: skip
    if not hits and threatened:
        hits += [*_above_limit(review), *_exceptions(review), *_not_allowed(review)][:1]
    return found(hits, note=note)


def _threatened(review: Review) -> bool:
    """Whether the customer speaks of going public; the words of their triage count too."""
    if review.case is None:
        return False
    flags = {flag.key for flag in review.triage.flags} if review.triage else set()
    return "press" in flags or any(
        _goes_public(review.customer_text[start:end])
        for start, end in sentences(review.customer_text)
    )


_ADDRESSES = re.compile(rf"https?://\S+|www\.\S+|\S*\[(?:NUMBER|EMAIL)\]\S*|{HANDLES.pattern}")


def _bare(text: str) -> str:
    """A text without its links and handles: "@SomeTube" and a help page threaten nobody."""
    return _ADDRESSES.sub(lambda match: " " * len(match.group()), text)


def _goes_public(sentence: str) -> bool:
    sentence = _bare(sentence)
    place = PUBLIC.first(sentence)
    if place is None:
        return False
    return GOING_BEFORE.within(sentence[: place[1]]) or GOING_AFTER.within(sentence[place[1] :])


def _tied(review: Review, *, threatened: bool) -> Iterator[Sentence]:
    """Sentences of ours that bring the remedy and the publicity together."""
    for place, sentence in enumerate(review.body):
        text = _bare(sentence.text)
        if LEFT_FREE.within(text) or MEANT_OTHERWISE.within(text):
            continue
        if _somebody_else(review, sentence):
            continue
        public = PUBLIC.within(text) or GOOD_NAME.within(text)
        if (
            (threatened and GIVEN_IN.within(text) and (public or _gives(review, place)))
            or (
                threatened
                and CONFIDENTIAL.within(text)
                and (SILENT.within(text) or GIVEN.within(text))
            )
            or (public and (threatened or _outright(text)) and _bargains(review, place))
            or (
                threatened
                and BARGAINED.within(text)
                and SILENT.within(text)
                and _TAKEN_DOWN.within(text)
            )
        ):
            yield sentence


_TAKEN_DOWN = Phrases(
    r"\b(?:take|taking|took|taken) (?:it|this|that|them|the \w+|your \w+) down\b|\b(?:delet|remov|withdraw)\w*\b"
)


def _somebody_else(review: Review, sentence: Sentence) -> bool:
    """Whether the sentence only hands on what the customer wrote, and offers nothing itself."""
    place = PUBLIC.first(sentence.text)
    start = sentence.start + (place[0] if place else 0)
    if sentence.text.startswith(_RETOLD):
        return True
    return review.attributed((start, start + 1)) and not GIVEN.within(sentence.text)


_RETOLD = ("You write", "You tell me", "You ask", "You add", "You also")


def _outright(text: str) -> bool:
    """Whether a sentence speaks of the customer's own publicity even where no threat is known."""
    return _THEIR_PUBLICITY.within(text)


_THEIR_PUBLICITY = Phrases(
    r"\b(?:(?:your|a|an|bad|negative|that|google|online|star|honest|angry|public|poor|any|positive|better|critical|nasty"
    r"|the (?:google|online|bad|negative)) (?:\w+ )?(?:reviews?|posts?)|rating|posting|tweet|press|media|newspapers?"
    r"|papers|tv|programme|gazette|herald|channel|article|column|trustpilot|tripadvisor|video|followers|journalist|publicity|social media)\b"
)


def _bargains(review: Review, place: int) -> bool:
    """Whether a sentence that names publicity asks for silence, or gives something for it."""
    text = _bare(review.body[place].text)
    if (ASKED.within(text) or BARGAINED.within(text)) and SILENT.within(text):
        return True
    if AVOIDED.within(text) or GOOD_NAME.within(text):
        return True
    if not (REASONED.within(text) or BARGAINED.within(text) or ASKED.within(text)):
        return False
    return _gives(review, place)


def _gives(review: Review, place: int) -> bool:
    """Whether this sentence or the next gives something, and not as a refusal."""
    near = review.body[place : place + 2]
    return any(
        (GIVEN.within(each.text) or EXTRA.within(each.text)) and not DECLINED.within(each.text)
        for each in near
    )


def _above_limit(review: Review) -> Iterator[Hit]:
    """A sum above what the case lets the agent give."""
    limit = review.case.facts.authority.refund_up_to if review.case else None
    if limit is None:
        return
    priced = _figures(review)
    for start, value in _sums(review):
        sentence = review.sentence_at(start)
        said = sentence.text if sentence else ""
        if value <= Decimal(str(limit)) or value in priced:
            continue
        if GIVEN.within(said) and not DECLINED.within(said):
            yield Hit((start, start + len(str(value))), f"gives more than the {limit:g} that the case allows",
                      f"Offer up to {limit:g}, as without the threat.")  # fmt: skip


_GIVEN_SUM = re.compile(
    r"\b(?:make it|give you|raise (?:it|this|that) to|offer(?: you)?|would|go (?:up )?to|up to|pay(?: you)?|stretch to"
    r"|the full|all) (\d{2,6})\b(?! ?(?:%|days|hours|minutes|weeks|am|pm|points|o'clock))"
)


def _sums(review: Review) -> Iterator[tuple[int, Decimal]]:
    """The amounts of the reply, and the bare figures that are given as one."""
    for fact in review.facts:
        if fact.kind == "amount":
            yield fact.span[0], Decimal(fact.value)
    for match in _GIVEN_SUM.finditer(review.plain):
        yield match.start(1), Decimal(match.group(1))


def _figures(review: Review) -> set[Decimal]:
    """What was paid: naming the price gives nothing away."""
    paid = review.case.facts.amount if review.case else None
    named = {Decimal(f.value) for f in review.customer_facts if f.kind == "amount"}
    return named | ({Decimal(str(paid))} if paid is not None else set())


def _own(review: Review, span: tuple[int, int]) -> Sentence | None:
    """The sentence of the body that says a span in the reply's own voice."""
    sentence = review.sentence_at(span[0])
    if sentence is None or sentence.role != "body" or review.attributed(span):
        return None
    return sentence


def _exceptions(review: Review) -> Iterator[Hit]:
    """A rule set aside, or an earlier answer raised or taken back, after a threat."""
    for phrases in (EXCEPTION, TAKEN_BACK):
        for span in phrases.find(review.plain):
            sentence = _own(review, span)
            if sentence is None or _DENIED.within(sentence.text) or LEFT_FREE.within(sentence.text):
                continue
            if GIVEN.within(review.plain) or EXTRA.within(review.plain):
                yield Hit(span, "an exception after a threat",
                          "Give what anyone with these facts gets; say no to the rest.", soft=True)  # fmt: skip
                return


_DENIED = Phrases(
    r"\b(?:cannot|can't|unable|won't|not able|n't be able|above what i|more than (?:i|my)|beyond what i|i(?:'m| am) asking|decides?|is for my)\b"
)


def _not_allowed(review: Review) -> Iterator[Hit]:
    """A favour that neither the authority, nor the facts, nor a clause knows."""
    if review.case is None:
        return
    facts = review.case.facts
    if not facts.authority.actions and facts.authority.refund_up_to is None:
        return
    parts = (
        *facts.authority.actions,
        *facts.actions_done,
        review.facts_text,
        *(c.text for c in review.clauses),
    )
    known = content(" ".join(parts).replace("_", " "))
    for span in EXTRA.find(review.plain):
        sentence = _own(review, span)
        if sentence is None or not GIVEN.within(sentence.text) or DECLINED.within(sentence.text):
            continue
        said = review.plain[slice(*span)]
        stems = content(said)
        if stems and weight(stems & known) == 0:
            yield Hit(span, f"“{said}” is no remedy that the case allows; the customer threatened",
                      "Offer what the case allows, as without the threat.", soft=True)  # fmt: skip
            return
