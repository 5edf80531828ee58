"""A small linear model that adds risk flags which no rule waits for; it never removes one.

Its features are the words, their beginnings and the pairs of both in the plain view, and the
concepts of `escalation.yaml`; its weights were fitted on our own labelled sentences (`models/risk.md` is its card). A flag of
its own points at the sentence that spoke most for it. numpy is all it needs.
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

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("models") / "risk.npz"
BUCKETS = 1 << 17
"""Places into which words, beginnings of words and pairs are hashed."""
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
    """The words of a text as places of the model, with where each word starts."""

    starts: NDArray[np.intp]
    single: NDArray[np.intp]
    stems: NDArray[np.intp]
    pairs: NDArray[np.intp]
    stem_pairs: NDArray[np.intp]

    def places(self, low: int, high: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The places of the words from `low` to `high`, and where the word of each starts."""
        import numpy as np

        last = max(low, high - 1)
        parts = (self.single[low:high], self.stems[low:high])
        pairs = (self.pairs[low:last], self.stem_pairs[low:last])
        own, before = self.starts[low:high], self.starts[low:last]
        return np.concatenate([*parts, *pairs]), np.concatenate([own, own, before, before])


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words and marks of a plain view with their places, at most `_WORDS`."""
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        found.append((match.group(), *match.span()))
        if len(found) == _WORDS:
            break
    return found


def buckets(words: Sequence[str]) -> list[int]:
    """The places of each word and its beginning, then of the pairs with the word before it."""
    stems = [f"{word[:_STEM]}*" for word in words]
    single = [*words, *stems]
    pairs = [f"{one} {other}" for row in (words, stems) for one, other in pairwise(row)]
    return [zlib.crc32(gram.encode()) % BUCKETS for gram in (*single, *pairs)]


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

    count = len(found)
    places = np.array(buckets([word for word, _, _ in found]), dtype=np.intp)
    edges = (count, 2 * count, 2 * count + max(0, count - 1))
    single, stems, pairs, stem_pairs = np.split(places, edges)
    starts = np.array([start for _, start, _ in found], dtype=np.intp)
    return _Words(starts, single, stems, pairs, stem_pairs)


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
    values /= max(float(np.linalg.norm(values)), 1e-9)
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
