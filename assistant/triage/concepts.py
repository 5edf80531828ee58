"""Finds concepts in a plain view: "solicitor", "barrister" and "my lawyr" are all `lawyer`.

A concept is a list of words and phrases; `*` at the end of a word stands for any ending. Words
are looked up, not matched by patterns, so thousands of them cost a message a fraction of a
millisecond and no text can make them cost more. One slip in a word of nine letters or more
(a letter too many, too few, another one, two swapped) still finds it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice
from operator import attrgetter, itemgetter
from threading import Lock
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_BREAK = re.compile(r"[.!?]+(?=[\s\"')]|$)|\n+")
_MONEY = re.compile(
    r"(?:\$|\b(?:usd|eur|gbp|inr|rs|aud|cad|nzd|chf))\.? ?\d[\d,.]*k?"
    r"|\b\d[\d,.]*(?:k\b| ?(?:\$|(?:usd|eur|gbp|inr|dollars?|euros?|pounds?|quid|bucks|rupees|rs|grand)\b))"
)
_LONGEST, _OVERLAP = 50, 25
"""Words of one sentence at most, and how many two pieces of a longer one share."""
_SLIP = 8
"""Letters that a word with a slip has at least, and one fewer than the word that was meant: a
shorter one is too easily another word ("mourning", "morning")."""
_MEMORY = 20_000
"""Words whose beginning of an entry is remembered."""
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


class Sentence(dict[str, list[Tag]]):
    """The tags of one sentence by their concept; `start` and `end` in bytes of the view."""

    start = end = 0


def grouped(tags: Iterable[Tag], start: int, end: int) -> Sentence:
    """The tags of a sentence by their concept, each place once."""
    groups = Sentence()
    groups.start, groups.end = start, end
    for tag in tags:
        group = groups.setdefault(tag.concept, [])
        if not group or group[-1] != tag:
            group.append(tag)
    return groups


class _Node:
    """What may follow the words so far: whole words, beginnings of words, and what ends here."""

    __slots__ = ("concepts", "exact", "lengths", "stems")

    def __init__(self) -> None:
        self.concepts: list[str] = []
        self.exact: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}
        self.lengths: tuple[int, ...] = ()

    def child(self, part: str) -> _Node:
        """The node after one more word, made if there is none; "sue*" is the beginning of one."""
        if not part.endswith("*"):
            if part not in self.exact:
                self.exact[part] = _Node()
            return self.exact[part]
        stem = part[:-1]
        if stem not in self.stems:
            self.stems[stem] = _Node()
            self.lengths = tuple(sorted({*self.lengths, len(stem)}))
        return self.stems[stem]

    def after(self, word: str) -> list[_Node]:
        """The nodes that a word of a text leads to."""
        found = [node] if (node := self.exact.get(word)) else []
        for length in self.lengths:
            if length > len(word):
                break
            if node := self.stems.get(word[:length]):
                found.append(node)
        return found


class Lexicon:
    """Concepts with their words, ready to be looked up.

    Args:
        concepts: name → words and phrases, in lower case and plain ASCII.
    """

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        self._waiting: dict[str, list[tuple[str, str]]] = {}
        self._nodes: dict[str, _Node] = {}
        self._known: dict[str, list[_Node]] = {}
        self._lock = Lock()
        for concept, entries in concepts.items():
            for entry in entries:
                if entry:
                    self._add(concept, entry.replace("'", ""))
        stems = {len(first) - 1 for first in self._waiting if first.endswith("*")}
        self._lengths = tuple(sorted(stems))

    def _add(self, concept: str, entry: str) -> None:
        """Notes an entry under its first word; what follows is laid out when that word occurs."""
        first, _, rest = entry.partition(" ")
        self._waiting.setdefault(first, []).append((concept, rest))
        if rest and "*" not in entry:
            self._waiting.setdefault(entry.replace(" ", ""), []).append((concept, ""))

    @cached_property
    def _slips(self) -> dict[str, str]:
        """What is left of a long first word without one of its letters → the word."""
        found: dict[str, str] = {}
        for first in self._waiting:
            if len(first) > _SLIP:
                for shorter in _shortened(first.rstrip("*")):
                    found.setdefault(shorter, first)
        return found

    def _node(self, first: str) -> _Node:
        """The node of a first word, with everything that may follow it."""
        if first not in self._nodes:
            node = _Node()
            for concept, rest in self._waiting[first]:
                last = node
                for word in rest.split():
                    last = last.child(word)
                last.concepts.append(concept)
            self._nodes[first] = node
        return self._nodes[first]

    def sentences(self, text: str, *, only: Callable[[str], bool] | None = None) -> list[Sentence]:
        """The concepts of each sentence of a plain view; a very long sentence comes in pieces.

        Args:
            only: whether a sentence is read at all, by its text; without it, all are.
        """
        words = [(match.group().replace("'", ""), *match.span()) for match in _WORD.finditer(text)]
        pieces = list(_pieces(text, words))
        read: set[int] | None = None
        if only:
            pieces = [
                (first, last, question)
                for first, last, question in pieces
                if only(text[words[first][1] : words[last - 1][2]])
            ]
            read = {index for first, last, _ in pieces for index in range(first, last)}
        tags = sorted([*self._tags(words, read), *_sums(text, words)], key=_first)
        found: list[Sentence] = []
        for first, last, question in pieces:
            low = bisect_left(tags, first, key=_first)
            high = bisect_left(tags, last, key=_first)
            inside = [tag for tag in tags[low:high] if tag.last < last]
            end = words[last - 1][2]
            if question:
                inside.append(Tag(QUESTION, end, end, last, last))
            found.append(grouped(inside, words[first][1], end))
        return found

    def _tags(self, words: Sequence[tuple[str, int, int]], read: Set[int] | None) -> Iterator[Tag]:
        for index in range(len(words)) if read is None else sorted(read):
            word, start, _ = words[index]
            live = self._known.get(word)
            if live is None:
                live = self._start(word)
            last = index
            while live:
                for node in live:
                    for concept in node.concepts:
                        yield Tag(concept, start, words[last][2], index, last)
                last += 1
                if last == len(words):
                    break
                following = words[last][0]
                live = [after for node in live for after in node.after(following)]

    def _start(self, word: str) -> list[_Node]:
        """Where a word leads at the beginning of an entry; kept, for words come again."""
        with self._lock:
            nodes = [self._node(first) for first in self._firsts(word)]
            if len(self._known) >= _MEMORY:
                self._known.clear()
            if len(word) <= _LONG:
                self._known[word] = nodes
        return nodes

    def _firsts(self, word: str) -> list[str]:
        """The first words of entries that a word is: itself, beginnings, or one slip away."""
        stems = (f"{word[:length]}*" for length in self._lengths if length <= len(word))
        found = [first for first in (word, *stems) if first in self._waiting]
        if found or not _SLIP <= len(word) <= _LONG or not word.isalpha():
            return found
        slips = (self._slips[short] for short in _shortened(word) if short in self._slips)
        return list(islice(slips, 1))


def _shortened(word: str) -> Iterator[str]:
    """The word and what is left of it without one of its letters: equal for one slip."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


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
