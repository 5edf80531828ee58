"""Length, sentences and reading grade (D29)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import tokens

_JARGON = Phrases(
    r"\b(?:SLA|RMA|CRM|SKU|KYC|POC|RCA|ETA|FCR|AHT|FYI|T&Cs?|L2|L3|tier (?:two|2|3)|back-?end"
    r"|aforementioned|herewith|hereby|"
    r"kindly revert|do the needful|per our records|pursuant|utili[sz]e|facilitate|going forward"
    r"|touch base|leverage|as regards|"
    r"remediat\w+|end user|stakeholders?|bandwidth|action(?:ed|ing)|ideat\w+|aforesaid|heretofore"
    r"|deliverables?)\b",
)


def readable(review: Review) -> Outcome:
    """D29: length fits the channel, sentences are short, the grade is low, no jargon."""
    return found([*_too_long(review), *_too_hard(review), *_long_sentences(review), *(
        Hit(span, f"jargon: “{review.reply[slice(*span)]}”", soft=True)
        for span in _JARGON.find(review.plain)
    )])  # fmt: skip


def _too_long(review: Review) -> Iterator[Hit]:
    limits = review.thresholds
    channel = review.case.channel if review.case else "email"
    limit = {"email": limits.email_words, "chat": limits.chat_words,
             "social": limits.social_words}.get(channel)  # fmt: skip
    if limit is not None and len(review.words) > limit:
        yield Hit(None, f"{len(review.words)} words; {channel} takes {limit}")


def _too_hard(review: Review) -> Iterator[Hit]:
    limit = review.thresholds.reading_grade
    if len(review.words) >= 40 and review.english and (grade := reading_grade(review)) > limit:
        yield Hit(None, f"reading grade {grade:.1f}, above {limit:g}")


def _long_sentences(review: Review) -> Iterator[Hit]:
    for sentence in review.body:
        if (count := len(tokens(sentence.text))) > 40:
            yield Hit(sentence.span, f"a sentence of {count} words", "Split it.", soft=True)


_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S*@\S+")


def reading_grade(review: Review) -> float:
    """The Flesch–Kincaid grade of the body; a line of a list counts as a sentence."""
    spoken = [tokens(_ADDRESS.sub("", sentence.text)) for sentence in review.body]
    count = sum(map(len, spoken))
    if not count:
        return 0.0
    syllables = sum(_syllables(word) for sentence in spoken for word in sentence)
    return 0.39 * count / len(spoken) + 11.8 * syllables / count - 15.59


_VOWELS = frozenset("aeiouy")
_COUNTED: dict[str, int] = {}


def _syllables(word: str) -> int:
    """Groups of vowels, less a silent e; figures and references count as one."""
    if not word.isalpha():
        return 1 if any(letter.isdigit() for letter in word) else max(1, len(word) // 4)
    known = _COUNTED.get(word)
    if known is None:
        groups = sum(
            letter in _VOWELS and (place == 0 or word[place - 1] not in _VOWELS)
            for place, letter in enumerate(word)
        )
        if word.endswith(("e", "es", "ed")) and not word.endswith(("le", "ted", "ded", "ses")):
            groups -= 1
        known = max(1, groups)
        if len(_COUNTED) < 20_000:
            _COUNTED[word] = known
    return known
