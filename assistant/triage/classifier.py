"""A small linear model that adds risk flags which no rule waits for; it never removes one.

Its features are the words, their beginnings and the pairs of both in the plain view; beside them
groups of words of like meaning, their pairs, and beginnings that stand a few words apart; and the
concepts of `escalation.yaml`. Its weights were fitted on our own labelled sentences
(`models/risk.md` is its card). A flag of its own points at the sentence that spoke most for it.
numpy is all it needs.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.domain import Span
from assistant.triage.groups import groups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("models") / "risk.npz"
BUCKETS = 1 << 17
"""Places into which words, beginnings of words and pairs are hashed; as many more follow for groups
of words and for what stands apart."""
BESIDE = 1.2
"""Length of the second half of the places where that of the first is 1."""
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
_SURER = 0.25
"""By how much a window must lie above the threshold: many windows have many chances."""


class Seen(NamedTuple):
    """A situation that the model sees: its key and the sentence that spoke most for it.

    Attributes:
        sure: the score is above the threshold of a flag, and not only of a doubt.
    """

    key: str
    span: Span
    sure: bool = True


class _Model(NamedTuple):
    keys: tuple[str, ...]
    thresholds: NDArray[np.float32]
    doubts: NDArray[np.float32]
    bias: NDArray[np.float32]
    idf: NDArray[np.float32]
    words: NDArray[np.int8]
    scale: NDArray[np.float32]
    concepts: Mapping[str, int]
    concept_idf: NDArray[np.float32]
    concept_weights: NDArray[np.float32]


class _Words(NamedTuple):
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


@lru_cache(maxsize=1)
def _model() -> _Model:
    import numpy as np

    with np.load(WEIGHTS, allow_pickle=False) as file:
        return _Model(
            keys=tuple(file["keys"].tolist()),
            thresholds=file["thresholds"],
            doubts=file["doubts"],
            bias=file["bias"],
            idf=file["idf"].astype(np.float32),
            words=file["words"],
            scale=file["scale"],
            concepts={name: row for row, name in enumerate(file["concepts"].tolist())},
            concept_idf=file["concept_idf"],
            concept_weights=file["concept_weights"],
        )


def seen(
    text: str, concepts: Sequence[tuple[int, str]], sentences: Sequence[Span]
) -> Iterator[Seen]:
    """The situations whose score lies above their threshold, in the message or in a window of it.

    First those that are sure, then those that are worth a doubt.

    Args:
        text: a plain view. concepts: where each concept in it starts, in that order.
        sentences: its sentences.
    """
    import numpy as np

    words = _words(_said_once(text, sentences))
    count = len(words.starts)
    if not count:
        return
    model = _model()
    told: set[str] = set()
    near: dict[str, Seen] = {}
    held = [start for start, _ in concepts]
    for low, high in _windows(words.starts, sentences):
        first, last = int(words.starts[low]), int(words.starts[high - 1])
        whole = (low, high) == (0, count)
        inside = concepts[bisect_left(held, first) : bisect_right(held, last)]
        places, starts = words.places(low, high)
        unique, inverse, times = np.unique(places, return_inverse=True, return_counts=True)
        parts = _parts(model, unique, times)
        scores = model.bias + parts.sum(axis=0)
        scores += _of_concepts(model, {name for _, name in (concepts if whole else inside)})
        surer = 0.0 if whole else _SURER
        for place in np.flatnonzero(scores > model.doubts + surer):
            key = model.keys[place]
            sure = bool(scores[place] > model.thresholds[place] + surer)
            if key in told or (key in near and not sure):
                continue
            share = (parts[:, place] / times).astype(np.float32)[inverse]
            found = Seen(key, _strongest(starts, share, sentences), sure)
            if sure:
                told.add(key)
                yield found
            else:
                near[key] = found
    yield from (found for key, found in near.items() if key not in told)


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


def _words(found: Sequence[tuple[str, int, int]]) -> _Words:
    import numpy as np

    rows = grams([word for word, _, _ in found])
    starts = np.array([start for _, start, _ in found], dtype=np.intp)
    return _Words(starts, tuple((f, np.array(row, dtype=np.intp)) for f, row in rows))


def _windows(starts: NDArray[np.intp], sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
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


def _parts(model: _Model, unique: NDArray[np.intp], times: NDArray[np.intp]) -> NDArray[np.float32]:
    """What each place that occurs adds to the score of each situation."""
    import numpy as np

    values = (1 + np.log(times)) * model.idf[unique]
    edge = int(np.searchsorted(unique, BUCKETS))
    for half, length in ((values[:edge], 1.0), (values[edge:], BESIDE)):
        half *= length / max(float(np.linalg.norm(half)), 1e-9)
    parts: NDArray[np.float32] = model.words[unique] * (model.scale * values[:, None])
    return parts


def _of_concepts(model: _Model, concepts: Iterable[str]) -> NDArray[np.float32]:
    import numpy as np

    rows = sorted({model.concepts[name] for name in concepts if name in model.concepts})
    if not rows:
        return np.zeros(len(model.keys), dtype=np.float32)
    values = model.concept_idf[rows]
    values = values / np.linalg.norm(values)
    total: NDArray[np.float32] = values @ model.concept_weights[rows]
    return total


def _strongest(
    starts: NDArray[np.intp], share: NDArray[np.float32], sentences: Sequence[Span]
) -> Span:
    """The sentence whose words add most to the score."""
    return max(
        sentences, key=lambda span: float(share[(starts >= span[0]) & (starts < span[1])].sum())
    )
