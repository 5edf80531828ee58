"""Whether a clause holds a finite verb of its own: "a left shoe in 38" does not.

What is retold after "you write that" must be a sentence. A form that may be no verb ("left",
"baked", "lost") counts only where its neighbours make it one; in doubt the clause is quoted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.drafting.shift_words import FINITE

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|‘[^’]*’|(?<!\w)'[^']+'(?!\w)")
_LONGEST = 60
"""Words that are looked at; a longer clause is never retold."""
_WORD = re.compile(r"[a-z][a-z'-]*")
_DOUBTFUL = frozenset(
    [
        "left",
        "lost",
        "broke",
        "put",
        "cost",
        "costs",
        "shows",
        "works",
        "sent",
        "made",
        "told",
        "kept",
        "given",
        "taken",
        "needs",
        "wants",
        "cut",
    ]
)
"""Forms that are also adjectives, nouns or participles."""
_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "our",
        "your",
        "his",
        "her",
        "their",
        "this",
        "that",
        "these",
        "those",
        "two",
        "three",
        "four",
        "five",
        "six",
        "no",
        "some",
        "any",
        "each",
        "every",
        "one",
        "same",
        "new",
        "old",
        "whole",
    ]
)
_PRONOUNS = frozenset(
    [
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "who",
        "which",
        "that",
        "nobody",
        "somebody",
        "someone",
        "everybody",
    ]
)
_OBJECTS = frozenset(
    [
        "me",
        "us",
        "him",
        "her",
        "them",
        "it",
        "you",
        "my",
        "our",
        "your",
        "his",
        "their",
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "to",
        "for",
        "nothing",
        "something",
        "everything",
        "again",
        "twice",
        "once",
        "off",
        "out",
        "up",
        "down",
        "away",
        "back",
        "over",
        "not",
        "all",
        "both",
        "on",
        "at",
        "two",
        "three",
        "four",
        "five",
        "six",
        "no",
        "any",
        "more",
        "and",
        "or",
        "after",
        "before",
        "until",
        "yesterday",
        "today",
        "last",
    ]
)
_ALONE = frozenset(
    [
        "arrived",
        "failed",
        "stopped",
        "crashed",
        "died",
        "exploded",
        "happened",
        "appeared",
        "disappeared",
        "started",
        "collapsed",
        "leaked",
        "ended",
        "vanished",
        "changed",
        "cracked",
        "snapped",
        "worked",
        "returned",
        "turned",
        "landed",
        "closed",
        "opened",
        "refused",
        "ignored",
        "hanged",
        "cancelled",
        "canceled",
        "froze",
        "jammed",
        "stalled",
        "expired",
        "bounced",
    ]
)
"""Verbs that need nothing behind them."""
_AUXILIARY = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "hasn't",
        "haven't",
        "hadn't",
        "doesn't",
        "didn't",
        "don't",
        "can't",
        "couldn't",
        "won't",
        "wouldn't",
        "must",
        "should",
    ]
)
_RELATIVE = re.compile(
    r"^(?:every|each|the|all|all the|any|an?|my|our|this|that)(?: [a-z'-]+){1,3}? (?:i|we|you|he|she|they) (?=[a-z])"
)
"""A noun with "I" or "you" right behind it: the next verb belongs to that, not to the noun."""


@lru_cache(maxsize=512)
def has_verb(clause: str) -> bool:
    """Whether something is said of something: a finite verb that belongs to the main clause."""
    text = _QUOTED.sub(" x ", clause.lower().replace("’", "'"))
    words = _WORD.findall(text)[:_LONGEST]
    verbs = [n for n, word in enumerate(words) if _is_finite(words, n)]
    if relative := _RELATIVE.match(text):
        begin = len(_WORD.findall(relative.group()))
        verbs = [n for n in verbs if n > begin + (words[begin] in _AUXILIARY)]
    return bool(verbs)


def _is_finite(words: list[str], place: int) -> bool:
    word = words[place]
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if word in _AUXILIARY:
        return True
    if word.endswith("'s") and word not in (
        "it's",
        "that's",
        "there's",
        "here's",
        "what's",
        "he's",
        "she's",
        "who's",
        "where's",
    ):
        return False
    if word.endswith(("'s", "'re", "'ve", "'m", "'ll", "'d")):
        return True
    if not FINITE.fullmatch(word) or before in _DETERMINERS:
        return False
    if before in _PRONOUNS or before.endswith(("n't", "'s")):
        return True
    if word in _DOUBTFUL or word.endswith("ed"):
        return place > 0 and (after in _OBJECTS or word in _ALONE)
    return True
