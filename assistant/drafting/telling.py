"""How a reply says what the customer wrote: turned to our point of view, asked back, or quoted.

Where the grammar of a clause cannot be followed, it is quoted. Nothing here judges whether it is
true: the sentence says that the customer wrote it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from assistant.domain import Case, Record, Span
from assistant.drafting.clause_words import (
    ADVICE,
    ARTEFACT,
    ASIDE,
    ASKS,
    CUT_OFF,
    DEMAND,
    DEPENDENT,
    EMOJI,
    EMPTY,
    EVENT,
    HANDLE,
    HASHTAGS,
    INSULT,
    JUDGEMENT,
    MASKED,
    MASKED_DATE,
    MASKED_SUM,
    NAMED,
    OPINION,
    PLAYED_DOWN,
    PLEASE,
    PRAISE,
    PUT_INTO,
    RUN_TOGETHER,
    SARCASM,
    STOP,
    TAUNT,
)
from assistant.drafting.faithful import is_sentence, is_whole
from assistant.drafting.shift import can_shift, shift, tidy
from assistant.text import has_profanity

LONGEST, SHORTEST = 26, 4
"""Words of a clause that is repeated."""
_WARNS = re.compile(
    r"(?:ever )?(?:fly|buy|use|shop|order|book|trust|waste|eat|stay|sign|choose|travel|spend|visit|invest"
    r"|install|download|believe|fall|go|come|deal|do business)\b",
    re.IGNORECASE,
)
"""How a warning to other customers goes on; nobody asks us not to fly with ourselves."""
_SOON = re.compile(
    r"[, ]+(?:asap|a\.s\.a\.p\.?|immediately|urgently|right now|now)$", re.IGNORECASE
)
"""How soon they want it: the reply names a time of its own."""
_NOT_TO = re.compile(r"(?:don't|do not|never) (?=[a-z]{3,} )", re.IGNORECASE)
_SPOKEN_TO = re.compile(
    r"\b(?:told|called|said to|shouted at|laughed at|asked) (?:me|us)\b[^.!?]*\b(?:calm down|shut up|relax|gran(?:ny|dma|dad)"
    r"|stupid|idiot|liability|silly|old (?:man|woman|lady)|dear|hysterical|crazy|fat|foreign\w*)\b",
    re.IGNORECASE,
)


class Detail(Record):
    """A concrete detail: `sentence` names it; `span` is where in the message it stands."""

    sentence: str
    span: Span
    kind: Literal["told", "asked", "quoted", "wished"]
    words: str = ""
    """What is told, asked or quoted, as it stands inside the sentence."""


class Clause(Record):
    """A clause of the message and how well it says what the matter is."""

    text: str
    span: Span
    question: bool
    score: float


_OURS_QUOTED = re.compile(r"^\s*[“\"]@\w{2,30}:\s[^”\"]{5,300}[”\"]")
"""Our own post that they answer, quoted before their words as it was done."""


@lru_cache(maxsize=32)
def visible(text: str) -> str:
    """The message without handles, addresses and emoji, character for character.

    Removed characters become blanks, so that spans still hold.
    """
    text = _OURS_QUOTED.sub(lambda match: " " * len(match.group()), text)
    text = NAMED.sub(r"\1 ", text)  # "delivered by @Name": inside a sentence it is a name
    for pattern in (HANDLE, EMOJI, HASHTAGS, RUN_TOGETHER, MASKED_DATE):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    text = MASKED_SUM.sub(lambda match: f" {match[1]} ", text)
    return text.replace("#", " ").replace("’", "'").replace("“", '"').replace("”", '"')


def told(clause: Clause, case: Case, turn: int) -> Detail | None:
    """The clause turned to our view, where its grammar can be followed."""
    if clause.question:
        return asked(clause, case.message)
    if made := wished(clause):
        return made
    if made := spoken_to(clause):
        return made
    text = _shortened(tidy(clause.text, whole=True))
    if leans(text, case.message) or not is_whole(text, case.message, skipping=True):
        return None
    if not text or not fit(clause) or unfit(text) or PRAISE.search(text) or not can_shift(text):
        return None
    if content(text) < 3 or CUT_OFF.search(text) or PLAYED_DOWN.search(text) or _lists(text):
        return None
    if _DASHED.search(text) or clause.text.count('"') % 2:
        return None
    turned = shift(text)
    spoken = not turn % 2 or case.channel in ("chat", "phone")
    way = "You tell me that {0}." if spoken else "You write that {0}."
    return Detail(sentence=way.format(turned), span=clause.span, kind="told", words=turned)


_DASHED = re.compile(r"[a-z]-\s|\s-[a-z]", re.IGNORECASE)
"""A dash that joins two sentences."""
_CONDITION = re.compile(r"\b(?:that|told (?:me|us)|said|says) (?:if|when)\b", re.IGNORECASE)
"""What follows is the half of a sentence whose other half was cut off."""


def _lists(text: str) -> bool:
    """Whether only things are named, with participles behind them: "tours missed, rooms left over"."""
    return text.count(",") > 1 and not _PREDICATE.search(text)


_PREDICATE = re.compile(
    r"\b(?:i|we|you|he|she|it|they|who|this|that|there)\b [a-z']|\b(?:is|are|was|were|has|have|had|do|does|did|can"
    r"|could|will|would|came|got|went|took|gave|told|said|made)\b|n't\b",
    re.IGNORECASE,
)


def leans(text: str, message: str) -> bool:
    """Whether a clause has only its first half: "when I asked for the notes".

    "Since version 8 the app closes" is a sentence of theirs, and "where is my coat" a question.
    """
    if "," in text or ASKED.match(text):
        return False
    if _CONDITION.search(text):
        return True
    return bool(DEPENDENT.match(text)) and not is_sentence(text, message)


ASKED = re.compile(
    r"(?:where|when|who|which \w+) (?:is|are|was|were|did|do|does|has|have|will|can)\b",
    re.IGNORECASE,
)


def fit(clause: Clause) -> bool:
    """Whether the clause tells of what happened, and not only what they think of us."""
    if ADVICE.search(clause.text) or SARCASM.search(clause.text) or judges(clause.text):
        return False
    return not _REFUSES.match(clause.text)


_REFUSES = re.compile(
    r"(?:no,? )?(?:i|we) (?:will not|won't|will never|am not going to|are not going to)"
    r" (?!be able|get|have|make|see|arrive|receive|know)",
    re.IGNORECASE,
)
"""What they will not do is no event that a reply takes up."""


def wished(clause: Clause) -> Detail | None:
    """A demand turned into a wish: "Switch us back" becomes "you ask us to switch you back"."""
    text = _SOON.sub("", _shortened(tidy(PLEASE.sub("", clause.text.strip()), whole=True)))
    if text and PLEASE.match(clause.text.strip()) and (left := _NOT_TO.match(text)):
        turned = shift(text[left.end() :])
        if unfit(text) or judges(text) or '"' in text or _WARNS.match(text[left.end() :]):
            return None
        words = f"us not to {turned[:1].lower()}{turned[1:]}"
        return Detail(sentence=f"You ask {words}.", span=clause.span, kind="wished", words=words)
    if not text or not DEMAND.match(text) or unfit(text) or judges(text) or '"' in text:
        return None
    turned = shift(text)
    words = f"us to {turned[:1].lower()}{turned[1:]}"
    return Detail(sentence=f"You ask {words}.", span=clause.span, kind="wished", words=words)


def spoken_to(clause: Clause) -> Detail | None:
    """What staff said to hurt is not said again: that they were spoken to so is what is named."""
    if not _SPOKEN_TO.search(clause.text):
        return None
    words = "you were not spoken to as you should be"
    return Detail(sentence=f"You write that {words}.", span=clause.span, kind="told", words=words)


def asked(clause: Clause, message: str, *, bare: bool = False) -> Detail | None:
    """A question as the customer put it.

    Args:
        bare: even where it says nothing by itself: it is all there is.
    """
    text = ASIDE.sub("", tidy(clause.text.split("?")[0], whole=True))
    count = len(text.split())
    if unfit(text) or judges(text) or not 3 <= count <= LONGEST or not ASKS.match(text):
        return None
    if TAUNT.search(text) or not is_whole(text, message) or not (bare or _about_something(text)):
        return None
    text = text[:1].upper() + text[1:]
    return Detail(sentence=f"You ask: “{text}?”", span=clause.span, kind="asked", words=text)


def _about_something(question: str) -> bool:
    """Whether a question can be understood by itself: "where is it?" cannot."""
    words = re.findall(r"[a-z0-9']+", question.lower())
    return any(word not in EMPTY and not ASKS.fullmatch(word) for word in words)


def unfit(text: str) -> bool:
    """Whether a reply never repeats these words: swearing, masked data, broken exports."""
    if has_profanity(text) or INSULT.search(text):
        return True
    if PUT_INTO.search(text):
        return True
    return bool(MASKED.search(text)) or bool(ARTEFACT.search(text))


def judges(text: str) -> bool:
    """Whether the words are about us and not about what happened: no reply repeats those."""
    opinions = OPINION.count(text)
    return bool(
        JUDGEMENT.search(text)
        or SARCASM.search(text)
        or opinions > 1
        or (opinions and not EVENT.matches(text))
    )


def content(text: str) -> int:
    """How many words say something."""
    return sum(word.lower().strip(".,!?") not in STOP and len(word) > 2 for word in text.split())


def _shortened(text: str) -> str:
    """The clause, cut at a comma or a joining word where it is too long to repeat."""
    words = text.split()
    if len(words) < SHORTEST:
        return ""
    if len(words) <= LONGEST:
        return text
    for size in range(LONGEST, 7, -1):
        if words[size - 1].endswith(",") or words[size].lower() in (
            "and", "but", "so", "because", "when", "where", "after", "before", "until", "while", "as",
        ):  # fmt: skip
            return " ".join(words[:size]).rstrip(",")
    return ""
