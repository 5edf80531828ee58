"""What a message is about in two or three words: "my left headphone" becomes "your left headphone".

For messages of which no statement can be retold or quoted whole: the thing itself is then named,
which is more than "your message" and puts no words into the customer's mouth (rubric D01).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.clause_words import EMPTY, JUDGEMENT, OPINION
from assistant.drafting.shift_words import FINITE, I_VERBS
from assistant.drafting.telling import unfit, visible
from assistant.drafting.unsaid import sayable
from assistant.rubric.wording import content

_LONGEST = {"the": 2, "this": 2}
"""Words that are still taken for one thing, where it is not the usual `_MOST`."""
_MOST = 3
_OWNED = {"my": "your", "our": "your", "your": "our", "ur": "our", "a": "a", "an": "an"}
_RANK = {"my": 3.0, "our": 2.0, "this": 1.5, "your": 1.0, "ur": 1.0, "the": 0.5}
"""Whose it is says how near it is to what the customer came for."""
_START = re.compile(
    r"\b(my|our|your|ur|the|this|an?|worst|terrible|horrible|poor|bad|awful|pathetic|crappy|shitty|shoddy"
    r"|lousy|useless|ridiculous|disgusting|disappointing|new|brand new)\s+(?=[A-Za-z0-9])",
    re.IGNORECASE,
)
"""A thing follows these: whose it is, or what the customer thinks of it."""
_WORD = re.compile(r"[A-Za-z0-9][\w'/+-]*")
_VAGUE = frozenset([
    "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours",
    "minute", "minutes", "morning", "night", "moment", "fact", "end", "first", "last", "same",
    "world", "life", "mind", "rest", "point", "problem", "issue", "issues", "matter", "reason",
    "best", "worst", "most", "least", "only", "next", "other", "others", "whole", "hell", "god",
    "heart", "name", "way", "side", "part", "kind", "sort", "type", "bit", "fault", "case",
    "money", "business", "word", "words", "family", "friend", "friends", "wife", "husband",
    "mother", "father", "son", "daughter", "mum", "mom", "dad", "kids", "children", "opinion",
    "complaint", "message", "email", "question", "post", "tweet", "shit", "response", "answer",
    "reply", "attention", "self", "own", "face", "head", "hands", "patience", "trust", "area", "middle",
    "big", "small", "correct", "original", "recent", "available", "phone", "number", "past", "future", "present", "situation", "truth", "reality", "internet",
    "web", "fingers", "eyes", "ears", "blood", "hair", "ass", "arse", "soul", "hard", "biggest", "hand",
])  # fmt: skip
_TAIL = frozenset([
    "is", "are", "was", "were", "be", "has", "have", "had", "do", "does", "did", "and", "or",
    "but", "to", "of", "in", "on", "at", "for", "if", "since", "without", "within", "however",
    "back", "own", "looks", "requires", "arrives", "ends", "pointless", "once", "yet", "via",
    "per", "until", "till", "while", "there's", "that's", "it's", "where", "whether", "though",
    "although", "during", "through", "off", "up", "down", "lol", "haha",
    "smh", "wtf", "tho", "around", "omg", "pls", "hostage", "r", "u",
])  # fmt: skip
"""Words at which a thing has ended."""


def subject_of(message: str, private: str = "") -> str:
    """The one or two things that a message speaks of, from our point of view; empty where none.

    A second one is named only where the first is a single word: "your bag and the voucher".

    Args:
        private: words that may not be named, such as the customer's own name.
    """
    hidden = frozenset(private.lower().split())
    found: dict[str, tuple[float, str]] = {}
    for rank, owner, words in _things(visible(sayable(message))):
        phrase = " ".join(words)
        stems = content(phrase)
        judged = unfit(phrase) or JUDGEMENT.search(phrase) or OPINION.search(phrase)
        if judged or not stems or hidden & {word.lower() for word in words}:
            continue
        key = " ".join(sorted(stems))
        if key not in found or rank > found[key][0]:
            found[key] = (rank, f"{_OWNED.get(owner, 'the')} {_calm(phrase)}")
    best = [said for _, said in sorted(found.values(), key=lambda each: -each[0])[:2]]
    return best[0] if best and len(best[0].split()) > 2 else " and ".join(best)


def _things(text: str) -> Iterator[tuple[float, str, list[str]]]:
    """How near each thing is to what the customer came for, whose it is, and its words."""
    for match in _START.finditer(text):
        owner = match[1].lower()
        words = _noun(text, match.end(), _LONGEST.get(owner, _MOST))
        if len(words) > (owner in ("a", "an")):  # "a box" says less than "a dislike button"
            rank = _RANK.get(owner, 0.4) + 0.5 * min(len(words), 2) - match.start() / 2_000
            yield rank, owner, words


def _noun(text: str, start: int, most: int) -> list[str]:
    """The words of one thing: up to the first that joins, acts or says nothing."""
    words: list[str] = []
    end = start
    for match in _WORD.finditer(text, start):
        plain = match.group().lower()
        apart = text[end : match.start()].strip() or len(words) == most
        if apart or plain in EMPTY or plain in _TAIL or (words and _acts(plain)):
            break
        words.append(match.group())
        end = match.end()
    while words and (words[-1].isdigit() or words[-1].endswith("'s") or _acts(words[-1].lower())):
        words.pop()
    if not words or words[-1].lower() in _VAGUE:
        return []
    return words if any(len(word) > 2 for word in words) else []


def _acts(word: str) -> bool:
    """Whether a word tells what is done, and names nothing."""
    return bool(FINITE.fullmatch(word)) or word in I_VERBS or word.endswith(("ly", "ing"))


def _calm(phrase: str) -> str:
    """Shouted words in lower case; a word with a capital inside or a digit is a name and stays."""
    return phrase.lower() if phrase.isupper() and len(phrase) > 5 else phrase
