"""How a customer writes, and where in the conversation: formal, numbered, an answer to an answer.

English only, like the phrases: a message in another language is answered in the ordinary way.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.domain import Case, Fact, FactKind, Record, Span, Triage
from assistant.facts import find_facts
from assistant.text import has_profanity, sentences

_FORMAL = re.compile(
    r"^[ \t]{0,8}(?:dear (?:sirs?|madam|sir ?(?:or|/|and|,) ?madam)|to whom it may concern)\b"
    r"|\byours (?:faithfully|sincerely|truly)\b|^[ \t]{0,8}respectfully(?: yours)?,|\bthis letter (?:serves|is)\b|\bi refer to (?:my|the|your|our)\b"
    r"|\bi (?:am writing|write) to (?:formally )?complain\b",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED = re.compile(
    r"(?:yours (?:faithfully|sincerely|truly)|(?:kind |best )?regards|sincerely|respectfully(?: yours)?),?[ \t]*\n+\s*"
    r"((?:[A-Z][\w.'’-]* ?){1,4})\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:^|(?<=\s))\(?([1-9])[.)]\s+(?=[\"“'A-Z]|(?<=\)\s)[a-z])")
_APOLOGY = re.compile(r"\b(?:sorry|apolog\w+|regret)\b", re.IGNORECASE)
_PICTURE = r"(?:photos?|pictures?|images?|pics?|screenshots?)"
_ASKED: dict[str, re.Pattern[str]] = {
    "photo": re.compile(rf"\b{_PICTURE}\b", re.IGNORECASE),
    "number": re.compile(
        r"\b(?:order|reference|booking|account|ticket|tracking|customer|invoice|case)"
        r" (?:number|no\b|id\b|reference|code)|\breference\b", re.IGNORECASE),
    "phone": re.compile(r"\b(?:phone|telephone|mobile) ?(?:number)?\b", re.IGNORECASE),
    "email": re.compile(r"\be-?mail address\b", re.IGNORECASE),
    "date": re.compile(r"\b(?:date|which day|on what day|when)\b", re.IGNORECASE),
}  # fmt: skip
_PHOTO_SENT = re.compile(
    rf"\b(?:here(?:'s|’s| is| are)|attach\w*|enclos\w*|sent|send(?:ing)?|uploaded|see|find|took)\b"
    rf"[^.!?]{{0,40}}\b{_PICTURE}\b|\b{_PICTURE}\b[^.!?]{{0,20}}\b(?:attached|enclosed|below)\b",
    re.IGNORECASE,
)
_NOT_SENT = re.compile(r"\b(?:not|n't|cannot|can't|never|will|would)\b", re.IGNORECASE)
_KINDS: dict[str, FactKind] = {
    "number": "reference", "phone": "phone", "email": "email", "date": "date",
}  # fmt: skip


class Manner(Record):
    """What the writer needs to know of tone and turn."""

    formal: bool = False
    signed: str = ""
    """The name below a formal letter."""
    numbered: tuple[tuple[str, Span], ...] = ()
    """The points that the customer numbered, with their places in the message."""
    answered: bool = False
    """An agent has answered before: no restart, no new introduction."""
    apologised: bool = False
    """An agent has said sorry before: not again for the same thing."""
    given: tuple[str, ...] = ()
    """What the agent had asked for and the customer now sent: `photo`, `number` …"""
    given_spans: tuple[Span, ...] = ()


def manner_of(case: Case, triage: Triage) -> Manner:
    """Tone and turn of a case."""
    text = case.message
    formal = _FORMAL.search(text) is not None and "!!" not in text and not has_profanity(text)
    signed = _SIGNED.search(text) if formal else None
    agent = [turn.text for turn in case.history if turn.role == "agent"]
    given = dict(_given(case, triage, agent[-1])) if agent else {}
    return Manner(
        formal=formal and case.channel == "email",
        signed=" ".join(signed[1].split()) if signed else "",
        numbered=_numbered(text),
        answered=bool(agent),
        apologised=any(_APOLOGY.search(turn) for turn in agent),
        given=tuple(given),
        given_spans=tuple(given.values()),
    )


def _numbered(text: str) -> tuple[tuple[str, Span], ...]:
    """The numbered points of a message, where they count up from one."""
    marks = list(_NUMBER.finditer(text))
    if len(marks) < 2 or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return ()
    found: list[tuple[str, Span]] = []
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        first = next(iter(sentences(text[mark.end() : end])), None)
        if first is None:
            return ()
        span = (mark.end() + first[0], mark.end() + first[1])
        said = text[slice(*span)].rstrip(" ,;")
        found.append((said[:1].upper() + said[1:], (span[0], span[0] + len(said))))
    return tuple(found)


def _given(case: Case, triage: Triage, asked: str) -> list[tuple[str, Span]]:
    """What an agent's last message asked for and this one holds, with the sentence that gives it."""
    requests = " ".join(asked[a:b] for a, b in sentences(asked) if _requests(asked[a:b]))
    found: list[tuple[str, Span]] = []
    if _ASKED["photo"].search(requests) and (sent := _photo(case.message)):
        found.append(("photo", sent))
    for thing, kind in _KINDS.items():
        fact = next((fact for fact in triage.facts if fact.kind == kind), None)
        if fact is not None and _ASKED[thing].search(requests):
            found.append((thing, _sentence(case.message, fact.span)))
    return found


def _requests(sentence: str) -> bool:
    return sentence.rstrip().endswith("?") or "please" in sentence.lower()


def _photo(text: str) -> Span | None:
    """The sentence with which a photo came; "I will send one" brings none."""
    for start, end in sentences(text):
        match = _PHOTO_SENT.search(text[start:end])
        if match and not _NOT_SENT.search(text[start : start + match.end()]):
            return (start, end)
    return None


def _sentence(text: str, span: Span) -> Span:
    return next((each for each in sentences(text) if each[0] <= span[0] < each[1]), span)


@lru_cache(maxsize=64)
def _facts_in(texts: tuple[str, ...]) -> tuple[Fact, ...]:
    return find_facts("\n\n".join(texts))


def told_before(case: Case) -> tuple[Fact, ...]:
    """The facts in what the customer wrote earlier: never asked for again (rubric D24)."""
    texts = tuple(turn.text for turn in case.history if turn.role == "customer")
    return _facts_in(texts) if texts else ()


def photo_sent(case: Case) -> bool:
    """Whether the customer sent a picture, now or earlier."""
    earlier = [turn.text for turn in case.history if turn.role == "customer"]
    return any(_photo(text) for text in (case.message, *earlier))
