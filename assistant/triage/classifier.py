"""A small linear model that adds risk flags which no rule waits for; it never removes one.

Its features are the words, their beginnings and the pairs of both in the plain view, and the
concepts of `escalation.yaml`; its weights were fitted on our own labelled sentences (`models/risk.md` is its card). A flag of
its own points at the sentence that spoke most for it. numpy is all it needs.
"""

from __future__ import annotations

import re
import zlib
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
_WORDS = 1500
"""Words that are read; what a customer has to say is said by then."""


class Seen(NamedTuple):
    """A situation that the model sees: its key and the sentence that spoke most for it."""

    key: str
    span: Span


class _Model(NamedTuple):
    keys: tuple[str, ...]
    thresholds: NDArray[np.float32]
    bias: NDArray[np.float32]
    idf: NDArray[np.float32]
    words: NDArray[np.int8]
    scale: NDArray[np.float32]
    concepts: Mapping[str, int]
    concept_idf: NDArray[np.float32]
    concept_weights: NDArray[np.float32]


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
            bias=file["bias"],
            idf=file["idf"].astype(np.float32),
            words=file["words"],
            scale=file["scale"],
            concepts={name: row for row, name in enumerate(file["concepts"].tolist())},
            concept_idf=file["concept_idf"],
            concept_weights=file["concept_weights"],
        )


def seen(text: str, concepts: Iterable[str], sentences: Sequence[Span]) -> Iterator[Seen]:
    """The situations whose score lies above their threshold.

    Args:
        text: a plain view. concepts: the concepts found in it. sentences: its sentences.
    """
    import numpy as np

    found = tokens(text)
    if not found:
        return
    model = _model()
    places = np.array(buckets([word for word, _, _ in found]))
    unique, inverse, count = np.unique(places, return_inverse=True, return_counts=True)
    values = (1 + np.log(count)) * model.idf[unique]
    values /= max(float(np.linalg.norm(values)), 1e-9)
    parts = model.words[unique].astype(np.float32) * model.scale * values[:, None]
    scores = model.bias + parts.sum(axis=0) + _of_concepts(model, concepts)
    over = np.flatnonzero(scores > model.thresholds)
    if not len(over):
        return
    share = (parts / count[:, None])[inverse]
    first = [start for _, start, _ in found]
    starts = np.array([*first, *first, *first[:-1], *first[:-1]])
    for place in over:
        yield Seen(model.keys[place], _strongest(starts, share[:, place], sentences))


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
