"""The words of a plain view as the places of the risk model, and the windows it is read in."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from assistant.domain import Span
from assistant.triage.groups import groups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 17
"""Places into which words, beginnings of words and pairs are hashed; as many more follow for groups
of words and for what stands apart."""
_APART = (2, 3, 4)
"""Words from one beginning to the next where they stand apart."""
_STEM = 5
"""Letters of the beginning of a word: "threatened" and "threatening" begin alike."""
_TOKEN = re.compile(r"[a-z']+|[!?]")
_WORDS = 4000
"""Words that are read: all of a message of 20,000 characters, the longest that is taken."""
_WINDOW = 80
"""Words of a window, about: many messages that the model was fitted on have as many."""
_LONG = 120
"""Words from which a message is also read in windows, so that much talk hides nothing."""


class Words(NamedTuple):
    """The words of a text as places of the model, with where each word starts.

    Attributes:
        rows: how many words further the last word of a gram stands, with the place of each gram.
    """

    starts: NDArray[np.intp]
    rows: tuple[tuple[int, NDArray[np.intp]], ...]

    def places(self, low: int, high: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The places of the words from `low` to `high`, and where the first of each starts."""
        import numpy as np

        ends = [max(low, high - further) for further, _ in self.rows]
        held = [row[low:end] for end, (_, row) in zip(ends, self.rows, strict=True)]
        return np.concatenate(held), np.concatenate([self.starts[low:end] for end in ends])


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words and marks of a plain view with their places, at most `_WORDS`."""
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        found.append((match.group(), *match.span()))
        if len(found) == _WORDS:
            break
    return found


def grams(words: Sequence[str]) -> list[tuple[int, list[int]]]:
    """The places of what the model counts, row by row, each in the order of its first words.

    Words, their beginnings and the pairs of both; then the groups of words of like meaning, their
    pairs, and beginnings that stand apart. The number of a row says how many words further the last word of a gram stands.
    """
    stems = [f"{word[:_STEM]}*" for word in words]
    near = [
        (0, [*words]),
        (0, stems),
        *((1, [f"{one} {other}" for one, other in pairwise(row)]) for row in (words, stems)),
    ]
    kinds = [list(kind) for kind in zip(*groups(words), strict=True)] or [[]]
    middle = kinds[len(kinds) // 2]
    beside = [(0, kind) for kind in kinds]
    beside += [(1, [f"{one}|{other}" for one, other in pairwise(middle)])]
    beside += [
        (further, [f"{one}_{other}" for one, other in zip(stems, stems[further:], strict=False)])
        for further in _APART
    ]
    return [
        (further, [first + zlib.crc32(gram.encode()) % BUCKETS for gram in row])
        for first, rows in ((0, near), (BUCKETS, beside))
        for further, row in rows
    ]


def _said_once(text: str, sentences: Sequence[Span]) -> list[tuple[str, int, int]]:
    """The words of the sentences that have not been read before: saying it again adds nothing."""
    found = tokens(text)
    if len(found) <= _LONG:
        return found
    said: set[str] = set()
    again: list[Span] = []
    for start, end in sentences:
        sentence = text[start:end].strip()
        if sentence in said:
            again.append((start, end))
        said.add(sentence)
    firsts = [start for start, _ in again]

    def repeated(place: int) -> bool:
        held = bisect_right(firsts, place) - 1
        return held >= 0 and place < again[held][1]

    return [word for word in found if not repeated(word[1])] if again else found


def words_of(text: str, sentences: Sequence[Span]) -> Words:
    """The words of a plain view as places; a sentence that is said again counts once."""
    import numpy as np

    found = _said_once(text, sentences)
    rows = grams([word for word, _, _ in found])
    starts = np.array([start for _, start, _ in found], dtype=np.intp)
    return Words(starts, tuple((f, np.array(row, dtype=np.intp)) for f, row in rows))


def windows(starts: NDArray[np.intp], sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The whole text, then, if it is long, windows of whole sentences that overlap by a quarter.

    A sentence longer than a window is cut.
    """
    import numpy as np

    count = len(starts)
    yield 0, count
    if count <= _LONG:
        return
    edges = np.unique(np.searchsorted(starts, [start for start, _ in sentences])).tolist()
    low = 0
    while low < count - 1:
        high = min(_edge(edges, low + _WINDOW, count), low + 2 * _WINDOW)
        yield low, high
        if high == count:
            return
        following = low + (high - low) * 3 // 4
        low = _edge(edges, following, high)
        low = low if low < high else following


def _edge(edges: Sequence[int], least: int, otherwise: int) -> int:
    """The first edge that is `least` or more."""
    place = bisect_left(edges, least)
    return edges[place] if place < len(edges) else otherwise
