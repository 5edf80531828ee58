"""To which passages a question points, learnt from thousands of questions with their answers.

A softmax regression (`models/pointing.npz`; `models/pointing.md` is the card;
`benchmarks/fit_pointing.py` fits it) from what a question says to the shipped passages: its mean
vector, the same with rare words counting more, and its words and pairs of words themselves. It
learns which words tell passages apart, and so knows questions that share no word with the passage
which answers them. Beside the passages it says whether such questions are answered here at all.

It knows the shipped passages alone. A passage of a company's own is neither raised nor lowered.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.knowledge.lexical import stem, words_of

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("models") / "pointing.npz"
HASHED = 1_024
"""Numbers in which a question's words and pairs of words are kept."""
SHARES = (0.3, 0.4, 0.3)
"""Of the mean vector, of that with rare words counting more, and of the words."""
LEVEL = 0.3
"""Of the figure that is the same for every question."""
_BEST, _VAGUE, _CLEAR = 3, 0.15, 0.35
"""Of three passages together, the share that says nothing (the median of questions on other
subjects), and the one that says enough (two in three questions on ours have more)."""
_KEPT = 50_000
"""Words whose vectors are kept."""
_FEW = 0.002
"""Shares below this are none."""


class Pointed(NamedTuple):
    """To what a question points."""

    shares: Mapping[str, float]
    """Passage id → how surely the question asks for it; together at most 1."""
    answered: float
    """Whether questions like it are answered here, in log-odds; 0 = no saying."""
    known: frozenset[str] = frozenset()
    """The passages that it could point to."""

    @property
    def sure(self) -> float:
        """How likely it is that such questions are answered here, 0 to 1."""
        return 1 / (1 + math.exp(-self.answered))

    def first(self, count: int) -> tuple[str, ...]:
        """The passages it points to most surely."""
        return tuple(sorted(self.shares, key=lambda name: -self.shares[name])[:count])

    @property
    def clear(self) -> float:
        """How clearly it points anywhere, 0 to 1: a question on another subject points to all
        passages a little, one on ours to two or three."""
        best = sum(sorted(self.shares.values())[-_BEST:])
        return self.sure * min(1.0, max(0.0, (best - _VAGUE) / (_CLEAR - _VAGUE)))

    def surely(self, name: str) -> float:
        """How surely it asks for a passage, where such questions are answered here at all."""
        return self.sure * self.shares.get(name, 0.0)

    def likely(self, name: str) -> float:
        """How many powers of ten the share of a passage lies above none, 0 to 1."""
        share = self.shares.get(name, _FEW)
        return self.sure * math.log(share / _FEW) / -math.log(_FEW)


NOWHERE = Pointed({}, 0.0)


class Learnt(NamedTuple):
    """What was learnt."""

    names: tuple[str, ...]
    """Passage ids, one for each column of `weights` but the last, which is `answered`."""
    weights: Matrix
    themes: Mapping[str, Matrix]
    """Passage of the guidance → a vector of what it says and is asked for, of length one."""
    worths: Mapping[str, float]
    """Stem, or pair of stems → how much it says; one that is not there, as much as the rarest."""


class Features:
    """What is read of a question.

    Args:
        worths: stem, or pair of stems → how much it says.
        embeddings: those of the shipped model; a vector for each word costs a moment.
    """

    def __init__(self, worths: Mapping[str, float], embeddings: Embeddings) -> None:
        self._worths = worths
        self._rarest = max(worths.values(), default=1.0)
        self._embeddings = embeddings
        self._vectors: dict[str, Matrix] = {}

    def of(self, texts: Sequence[str]) -> Matrix:
        """A row for each text."""
        import numpy as np

        said = [words_of(text) for text in texts]
        vectors = self._learn({word for words in said for word in words})
        mean = np.asarray(self._embeddings.embed_documents(list(texts)), dtype=np.float32)
        parts = [mean, self._by_rarity(said, vectors, mean.shape[1]), self._hashed(said)]
        scaled = [
            math.sqrt(share) * _of_length_one(part)
            for share, part in zip(SHARES, parts, strict=True)
        ]
        level = np.full((len(texts), 1), LEVEL, dtype=np.float32)
        return np.concatenate([*scaled, level], axis=1)

    def _learn(self, words: set[str]) -> Mapping[str, Matrix]:
        """The vectors of words, those of others among them; kept, as words come again."""
        import numpy as np

        known = self._vectors if len(self._vectors) < _KEPT else {}
        new = sorted(words - known.keys())
        made = self._embeddings.embed_documents(new) if new else []
        rows = (np.asarray(vector, dtype=np.float32) for vector in made)
        self._vectors = found = {**known, **dict(zip(new, rows, strict=True))} if new else known
        return found

    def _by_rarity(
        self, said: Sequence[Sequence[str]], vectors: Mapping[str, Matrix], dimension: int
    ) -> Matrix:
        import numpy as np

        rows = np.zeros((len(said), dimension), dtype=np.float32)
        for row, words in zip(rows, said, strict=True):
            for word in words:
                row += self._worth(stem(word)) * vectors[word]
        return rows

    def _hashed(self, said: Sequence[Sequence[str]]) -> Matrix:
        """Words and pairs of words, each at a place and with a sign of its own."""
        import numpy as np

        rows = np.zeros((len(said), HASHED), dtype=np.float32)
        for row, words in zip(rows, said, strict=True):
            for term in {*terms(words)} & self._worths.keys():
                number = zlib.crc32(term.encode())
                row[number % HASHED] += self._worths[term] * (1 if number >> 20 & 1 else -1)
        return rows

    def _worth(self, word: str) -> float:
        return self._worths.get(word, self._rarest)


def terms(words: Sequence[str]) -> Iterator[str]:
    """The stems of words, and each two of them that follow each other."""
    stems = [stem(word) for word in words]
    yield from stems
    yield from (f"{one} {other}" for one, other in pairwise(stems))


class Pointer:
    """Points from a question to passages."""

    def __init__(self, learnt: Learnt, embeddings: Embeddings) -> None:
        self._learnt = learnt
        self._features = Features(learnt.worths, embeddings)
        self.names = frozenset(learnt.names)
        self._last: tuple[str, Pointed] | None = None

    def of(self, text: str) -> Pointed:
        """To what a question points; nothing where it has no words."""
        text, known = " ".join(text.split()), self._last
        if known is None or known[0] != text:
            self._last = known = text, self._of(text)
        return known[1]

    def _of(self, text: str) -> Pointed:
        import numpy as np

        if not words_of(text):
            return NOWHERE
        found = self._features.of([text])[0] @ self._learnt.weights
        raised = np.exp(found[:-1] - found[:-1].max())
        shares = (raised / raised.sum()).tolist()
        kept = {
            name: share
            for name, share in zip(self._learnt.names, shares, strict=True)
            if share >= _FEW
        }
        return Pointed(kept, float(found[-1]), self.names)


@lru_cache(maxsize=1)
def shipped_pointer() -> Learnt:
    """What was learnt from the shipped questions."""
    import numpy as np

    with np.load(WEIGHTS, allow_pickle=False) as file:
        stems, names, themed = (
            file[name].tobytes().decode().split("\n") for name in ("stems", "names", "themed")
        )
        return Learnt(
            names=tuple(names),
            weights=file["weights"].astype(np.float32),
            themes=dict(zip(themed, file["themes"].astype(np.float32), strict=True)),
            worths=dict(zip(stems, file["worths"].astype(float).tolist(), strict=True)),
        )


def _of_length_one(rows: Matrix) -> Matrix:
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    made: Matrix = (rows / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return made
