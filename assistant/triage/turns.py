"""The turns of a conversation, its clauses, and the words that carry them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from assistant.business_hours import local
from assistant.corpus import Company
from assistant.domain import Case, Span
from assistant.settings import MESSAGE_LIMIT
from assistant.text import clean, sentences, words
from assistant.triage.matching import options

_SUBJECT = r"(?:i|we|you|they|he|she|it|someone|somebody|this|that|the|your|our|an?|my|one)"
_VERB = (
    r"(?:send|tell|write|call|phone|ring|e-?mail|text|let you|come back|get back|report|update|"
    r"refund|cancel|credit|arrange|ship|return|post|collect|check|ask|contact|issue|remove|correct|"
    r"replace|book|pay|deliver|confirm|keep you|make sure|close|waive|inform|follow up|chase)"
)
_HELPER = r"(?:will|shall|should|have|has|am|are|is|was|were|can|could)"
_OURS = (
    rf",? (?:and|but|so|then) (?:then |also )?{_SUBJECT}(?:'ll|'ve|'m|'re| (?:[^\s,;.]+ ){{0,6}}?(?:{_HELPER}|[^\s,;.]+'ll))\b"
    rf"|, (?:then )?(?:i|we|you|they|she|he|it|this)(?:'ll|'ve|'m|'re| {_HELPER})\b"
    rf"|, (?:the|your|our|an?) [^\s,;.]+(?: [^\s,;.]+)?(?: will|'ll)\b"
    rf"|,? (?:and|but|so|then) (?-i:[A-Z][\w'-]+)(?: from(?: [^\s,;.]+){{1,4}}?)?(?: {_HELPER}|'ll)\b"
    rf"|,? (?:and|then) (?:then |also |will |'ll )*{_VERB}\b"
    r"|; | [–—-] "
)
_THEIRS = (
    r",? (?:and|but|yet|though|although|while|whereas|except|however|because|since then)\b"
    r"|, (?:no|not|nobody|nothing|none|never|still|i|we|you|he|she|it|they|the|my|which|thanks|thank you)\b"
    r"|; |: | [–—-] "
)
_FINITE = (
    r"\b(?:i|we|you|he|she|it|they|there|is|are|was|were|has|have|will|sorry|thanks?|yes|no|right|"
    r"certainly|sure|apologies)\b|'|(?:[^\s]+\s+){5}"
)
"""What an opening of a sentence holds that says something by itself; "by Friday" does not."""
_COMMON_TEXT = (
    "about actually after afternoon again against almost along already also although always "
    "another answer anything around arrive arrived asked because been before being between both "
    "business call called came come could days dear delivery does doing done down each either "
    "else even evening ever every everything first friday from gave getting give given gone good "
    "have having hello help here hour hours however into item just keep kind know last latest "
    "least less like long look made make many maybe mean might minutes monday money more morning "
    "most much must myself need never next nobody nothing once only order other otherwise over "
    "package parcel part people please possible promised quite rather ready really receive "
    "received right said same saturday says send sent shall should since some somebody someone "
    "something soon sorry still such sunday sure take tell than thank thanks that their them then "
    "there these they thing things think this those though through thursday time today together "
    "told tomorrow took tuesday under until very want wanted wants wednesday week weeks well went "
    "were what when where which while whole will with within without work working would write "
    "yesterday your yours yourself "
)
_COMMON = frozenset(_COMMON_TEXT.split())


_HARMLESS = dict.fromkeys(map(ord, "\n’‘“”–—…€•"), " ")
"""Signs that people's devices write and cleaning leaves alone."""


class Turn(NamedTuple):
    """One turn; the message is the last one. `at` is in the company's time zone."""

    number: int
    role: Literal["customer", "agent"]
    text: str
    at: datetime | None


def turns_of(case: Case, *, now: datetime, company: Company) -> tuple[Turn, ...]:
    """The history and then the message, with apostrophes made straight and invisibles gone.

    Of each no more than a message may have; a case that came in by the front door has no longer
    ones.
    """
    told = [
        Turn(number, turn.role, straight(turn.text), local(turn.date, company) if turn.date else None)
        for number, turn in enumerate(case.history)
    ]  # fmt: skip
    when = local(case.date or now, company)
    return (*told, Turn(len(told), "customer", straight(case.message), when))


def straight(text: str) -> str:
    """The text as it is read here: cleaned, with straight apostrophes."""
    text = text[:MESSAGE_LIMIT]
    probe = text.translate(_HARMLESS)
    if probe.isprintable() and max(probe, default=" ") < "\u0300":  # nothing to clean
        return text.replace("’", "'")
    return clean(text)[0].replace("’", "'")


@lru_cache(maxsize=256)
def pattern(source: str) -> Any:
    """The compiled RE2 pattern, without regard to case, made at its first use."""
    import re2

    return re2.compile(source, options())


def said(source: str, text: str) -> bool:
    """Whether a pattern occurs in a text."""
    return pattern(source).search(text.encode()) is not None  # bytes spare the offsets


def clauses(text: str, *, role: Literal["customer", "agent"]) -> Iterator[Span]:
    """The parts of a sentence that say one thing each.

    An agent's sentence is cut where a new subject and verb or a second promise begins; a
    customer's at every "and" and "but", since only the tone of each part matters there.
    """
    start = 0
    for match in pattern(_OURS if role == "agent" else _THEIRS).finditer(text):
        opening = start == 0 and role == "agent" and not said(_FINITE, text[: match.start()])
        if match.start() > start and not opening:
            yield start, match.start()
            start = match.start()
    yield start, len(text)


def statements(turn: Turn) -> Iterator[str]:
    """Every clause of a turn; a question stays one, with its mark."""
    for start, end in sentences(turn.text):
        sentence = turn.text[start:end]
        for a, b in clauses(sentence, role=turn.role):
            clause = sentence[a:b]
            yield clause + "?" if sentence.endswith("?") and b < len(sentence) else clause


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """What a text is about: its longer words without their endings, without common ones."""
    return frozenset(
        _stem(word) for word in words(text) if len(word) > 3 and word not in _COMMON
    )  # fmt: skip


def _stem(word: str) -> str:
    for ending in ("'s", "ing", "ied", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("ei")
    return word.rstrip("ei")
