"""Finds concepts in a plain view: "solicitor", "barrister" and "my lawyr" are all `lawyer`.

A concept is a list of words and phrases; `*` at the end of a word stands for any ending. Words
are looked up, not matched by patterns, so thousands of them cost a message a fraction of a
millisecond and no text can make them cost more. One slip in a word of seven letters or more
(a letter too many, too few, another one, two swapped) still finds it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_BREAK = re.compile(r"[.!?]+(?=[\s\"')]|$)|\n+")
_MONEY = re.compile(
    r"(?:\$|\b(?:usd|eur|gbp|inr|rs|aud|cad|nzd|chf))\.? ?\d[\d,.]*k?"
    r"|\b\d[\d,.]*(?:k\b| ?(?:\$|(?:usd|eur|gbp|inr|dollars?|euros?|pounds?|quid|bucks|rupees|rs|grand)\b))"
)
_LONGEST, _OVERLAP = 50, 25
"""Words of one sentence at most, and how many two pieces of a longer one share."""
_STEM = 3
"""Letters that a word with "*" has at least."""
_SLIP = 7
"""Letters from which on one slip is forgiven; a shorter word is too easily another one."""
_LONG = 24
"""Letters of the longest word that is looked at closely."""
QUESTION, MONEY = "_question", "_money"


_first = attrgetter("first")


class Tag(NamedTuple):
    """A concept at a place: `start` and `end` in bytes of the view, `first` and `last` in words."""

    concept: str
    start: int
    end: int
    first: int
    last: int


class _Phrase(NamedTuple):
    concept: str
    rest: tuple[str, ...]


class Lexicon:
    """Concepts with their words, ready to be looked up.

    Args:
        concepts: name → words and phrases, in lower case and plain ASCII.
    """

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._slips: dict[str, str] = {}
        for concept, entries in concepts.items():
            for entry in entries:
                self._add(concept, tuple(entry.replace("'", "").split()))

    def _add(self, concept: str, words: tuple[str, ...]) -> None:
        if not words:
            return
        first, rest = words[0], words[1:]
        phrase = _Phrase(concept, rest)
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append(phrase)
        else:
            self._exact.setdefault(first, []).append(phrase)
            if rest and not any(word.endswith("*") for word in rest):
                self._exact.setdefault("".join(words), []).append(_Phrase(concept, ()))
        if len(first) > _SLIP:
            for shorter in _shortened(first.rstrip("*")):
                self._slips.setdefault(shorter, first)

    def sentences(self, text: str) -> list[list[Tag]]:
        """The tags of each sentence of a plain view; a very long sentence comes in pieces."""
        words = [(match.group().replace("'", ""), *match.span()) for match in _WORD.finditer(text)]
        tags = sorted([*self._tags(words), *_sums(text, words)], key=lambda tag: tag.first)
        found: list[list[Tag]] = []
        for first, last, question in _pieces(text, words):
            low = bisect_left(tags, first, key=_first)
            high = bisect_left(tags, last, key=_first)
            inside = [tag for tag in tags[low:high] if tag.last < last]
            if question:
                end = words[last - 1][2]
                inside.append(Tag(QUESTION, end, end, last, last))
            found.append(inside)
        return found

    def _tags(self, words: Sequence[tuple[str, int, int]]) -> Iterator[Tag]:
        seen: dict[str, tuple[_Phrase, ...]] = {}
        for index, (word, start, _) in enumerate(words):
            if word not in seen:
                seen[word] = tuple(self._phrases(word))
            for phrase in seen[word]:
                last = index + len(phrase.rest)
                if last < len(words) and all(
                    _fits(words[index + 1 + place][0], part)
                    for place, part in enumerate(phrase.rest)
                ):
                    yield Tag(phrase.concept, start, words[last][2], index, last)

    def _phrases(self, word: str) -> Iterator[_Phrase]:
        found = False
        for phrase in self._exact.get(word, ()):
            found = True
            yield phrase
        for length in range(_STEM, min(len(word), _LONG) + 1):
            for phrase in self._stems.get(word[:length], ()):
                found = True
                yield phrase
        if not found and _SLIP <= len(word) <= _LONG and word.isalpha():
            meant = next((m for s in _shortened(word) if (m := self._slips.get(s))), None)
            if meant and meant.endswith("*"):
                yield from self._stems[meant[:-1]]
            elif meant:
                yield from self._exact[meant]


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _shortened(word: str) -> set[str]:
    """The word and what is left of it without one of its letters: equal for one slip."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(1, len(word)))}


def _pieces(text: str, words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[int, int, bool]]:
    """First word, word after the last, and whether it asks, for each sentence or piece of one."""
    first = 0
    breaks = [(match.start(), "?" in match.group()) for match in _BREAK.finditer(text)]
    for place, question in [*breaks, (len(text), False)]:
        last = first
        while last < len(words) and words[last][1] < place:
            last += 1
        if last > first:
            yield from (
                (start, min(start + _LONGEST, last), question) for start in _starts(first, last)
            )
        first = last


def _starts(first: int, last: int) -> Iterable[int]:
    if last - first <= _LONGEST:
        return (first,)
    return range(first, last - _OVERLAP, _OVERLAP)


def _sums(text: str, words: Sequence[tuple[str, int, int]]) -> Iterator[Tag]:
    """Sums of money; every currency sign is "$" in a plain view."""
    for match in _MONEY.finditer(text):
        start, end = match.span()
        first = bisect_right(words, start, key=itemgetter(2))
        last = bisect_left(words, end, key=itemgetter(1)) - 1
        if first <= last:
            yield Tag(MONEY, start, end, first, last)
