"""What is conceded to a threat of reviews, posts or press (D30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.rubric.deeds import deeds_of, matches
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
        hits += [
            *_above_limit(review),
            *_exceptions(review),
            *_not_allowed(review),
            *_ungranted(review),
        ][:1]
    return found(hits, note=note)


def _threatened(review: Review) -> bool:
    """Whether the customer speaks of going public; the words of their triage count too."""
    if review.case is None:
        return False
    if _SPREAD.within(review.customer_text) or _LEVERAGE.within(review.customer_text):
        return True
    flags = {flag.key for flag in review.triage.flags} if review.triage else set()
    if _PLATFORM.search(review.customer_text):
        return "press" in flags  # to a platform, its own channels and videos are the matter
    return "press" in flags or any(
        _goes_public(review.customer_text[start:end])
        for start, end in sentences(review.customer_text)
    )


_PLATFORM = re.compile(
    r"@\w*(?:youtube|google|facebook|instagram|twitter|tiktok|reddit|twitch|spotify)\w*",
    re.IGNORECASE,
)
_SPREAD = Phrases(
    r"\b(?:i|i've|i have|i'll|i will|gonna|going to|we|we'll) (?:\w+ )?(?:told|tell|warn|let|show|inform|text|message) (?:absolutely )?(?:every\w*|all (?:my|the|of)|the (?:(?:whole|entire) )?(?:world|town|street|neighbou?rhood|village|city|internet|office)"
    r"|my (?:\w+ )?(?:friends|family|colleagues|followers|network|neighbou?rs|whole \w+))\b"
)
_LEVERAGE = Phrases(
    r"\b\d[\d.,]*(?: ?(?:k|m|thousand|million|hundred))? (?:\w+ )?(?:followers|views|subscribers|shares|likes|readers|viewers|listeners|comments)\b",
    r"\bi (?:blog|stream|vlog|podcast|tweet|write (?:for|about)|review|broadcast|post) (?:about|to|for|on|every|\w+ for|professionally)\b|\b(?:one|two|1|2) stars? (?:until|unless|from me|it is|for)\b",
)
"""Publicity shown as a means, with no word of using it."""
"""Spreading it by word of mouth."""
_ADDRESSES = re.compile(
    rf"https?://\S+|www\.\S+|(?<!\S)[^\s\[]*\[(?:NUMBER|EMAIL)\]\S*|\bkeep\w* (?:you|me|us|them) posted\b"
    r"|\bdecide about the review\b|\breview (?:by|with) (?:an?|the|my|our|some\w+)\b"
    r"|\breview of (?:the|your|this|that|a) (?:decision|case|claim|complaint|refusal|refused)\b"
    rf"|\bonline (?:services?|stores?|shops?|banking|orders?|accounts?|portal|forms?|teams?)\b|{HANDLES.pattern}"
)


def _bare(text: str) -> str:
    """A text without what threatens nobody: links, handles, an online shop, the review of a decision."""
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
            or (
                public
                and (threatened or _outright(text))
                and _bargains(review, place, threatened=threatened)
            )
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
    r"\b(?:your|that|this|those|these|bad|negative|honest|angry|public|poor|positive|better|critical|nasty|(?:google|online|star)) (?:\w+ )?"
    r"(?:reviews?|posts?|ratings?|stars?|tweets?|threads?|followers|audience|reach|video about)\b",
    r"\bthe (?:tweet|post|thread|article|papers)\b|\b(?:a|the|any|google|online) (?:\w+ )?(?:reviews?|ratings?)\b|\b(?:posting|the press|media|newspapers?|trustpilot|tripadvisor|journalists?|publicity|social media)\b",
)
"""The customer's own publicity; a channel, a video or an article may be what the matter is about."""


def _bargains(review: Review, place: int, *, threatened: bool) -> bool:
    """Whether a sentence that names publicity asks for silence, or gives something for it."""
    text = _bare(review.body[place].text)
    if (ASKED.within(text) or BARGAINED.within(text)) and SILENT.within(text):
        return True
    if AVOIDED.within(text) or GOOD_NAME.within(text):
        return True
    if not (REASONED.within(text) or BARGAINED.within(text) or ASKED.within(text)):
        return False
    return _gives(review, place, threatened=threatened)


_THANKED = Phrases(r"^\W*(?:thank|thanks|i(?:'ve| have)? (?:read|seen|saw))\b")
_CONSEQUENCE = Phrases(
    r"^\W*(?:so|that's why|that is why|therefore|for that|given that|because of (?:that|this)|in return|with that|i've therefore|and so)\b"
)


def _gives(review: Review, place: int, *, threatened: bool = True) -> bool:
    """Whether this sentence gives something, or the next as what follows, and not as a refusal."""
    near = review.body[place : place + 2]
    heard = _THANKED.starts(near[0].text)
    if (heard or not threatened) and not (len(near) > 1 and _CONSEQUENCE.starts(near[1].text)):
        near = near[:1]
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
        if (GIVEN.within(said) or _FOR_YOU.within(said)) and not DECLINED.within(said):
            yield Hit((start, start + len(str(value))), f"gives more than the {limit:g} that the case allows",
                      f"Offer up to {limit:g}, as without the threat.")  # fmt: skip


_FOR_YOU = Phrases(
    r"\b(?:for you|back|yours|off|to you|rather than|instead of|i(?:'ll| will|'ve| have|'m))\b"
)
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


def _ungranted(review: Review) -> Iterator[Hit]:
    """A remedy given to somebody who threatens that the case's authority does not name."""
    case = review.case
    if case is None or not case.facts.authority.actions:
        return
    named = [*case.facts.authority.actions, *case.facts.actions_done]
    known = [deeds_of(each.replace("_", " ")) for each in named]
    for sentence in review.body:
        text = sentence.text
        if not _WAIVES.within(text) or DECLINED.within(text) or LEFT_FREE.within(text):
            continue
        if any(matches(deeds_of(text), each) for each in known) or content(text) & _stems(named):
            continue
        yield Hit(sentence.span, "gives what the case does not allow; the customer threatened",
                  "Offer what the case allows, as without the threat.", soft=True)  # fmt: skip
        return


def _stems(named: list[str]) -> frozenset[str]:
    return content(" ".join(named).replace("_", " ")) - content(
        "fee charge day week month order card account new"
    )


_WAIVES = Phrases(
    r"\b(?:waiv\w+|scrap\w*|drop(?:s|ped|ping)?|lift(?:s|ed|ing)?|refund\w*|cancel\w*|forget|tear up|wipe\w*|doubl\w+|upgrad\w+|throw\w* in|thrown in|comp(?:s|ed)?)\b[^.!?;,]{0,40}\b(?:fee|charge|cost|deposit|bill|rate|penalty|it|whole|full|all|amount|you|dinner|night|month|seat|voucher)\b",
    r"\b(?:waiv\w+|scrap\w*|refund\w*|credit\w*|pay|paid)\b[^.!?]{0,24}[£$€] ?\d",
    r"\b(?:fee|charge|deposit|penalty|bill|cost|amount|money|whole)\b[^.!?]{0,24}\b(?:is|are|comes|goes|has been|gets) (?:gone|waived|dropped|off|cancelled|back|refunded|yours|scrapped|lifted)\b|\bis on us\b",
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
