"""Texts as numbers for fitting the model of emotion: signs, word vectors, words and pairs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.triage.signs import INNER, Signs, grams
from benchmarks.logistic import Matrix

_SEEN = 3
"""In how many texts a word or pair must occur to have a weight of its own."""
_CONTRACTIONS = ("n't", "'re", "'ve", "'ll", "'m", "'s", "'d")
_WRITTEN = re.compile(r"[a-zà-ÿ]+")


class Vectors:
    """WordLlama's vectors of single words."""

    def __init__(self) -> None:
        from assistant.models.wordllama import load_wordllama

        self._tokenizer, table = load_wordllama()
        self._table = np.asarray(table, dtype=np.float64)

    def __call__(self, vocabulary: Sequence[str]) -> Matrix:
        found = np.zeros((len(vocabulary), self._table.shape[1]))
        encoded = self._tokenizer.encode_batch_fast(
            [_spelt(word) for word in vocabulary], add_special_tokens=False
        )
        for row, encoding in enumerate(encoded):
            found[row] = self._table[encoding.ids].sum(axis=0)
        return found

    def pieces(self) -> dict[str, tuple[int, Matrix]]:
        """What the tokenizer knows of our alphabet: rank and vector, inner parts after INNER."""
        found: dict[str, tuple[int, Matrix]] = {}
        for piece, place in sorted(self._tokenizer.get_vocab().items()):
            part = piece.removeprefix("▁")
            if _WRITTEN.fullmatch(part):
                name = part if piece[0] == "▁" else INNER + part
                found[name] = place, self._table[place]
        return found


def _spelt(word: str) -> str:
    """A contraction with its apostrophe, as the vectors know it."""
    for end in _CONTRACTIONS:
        bare = end.replace("'", "")
        if word in {f"{stem}{bare}" for stem in _STEMS.get(end, ())}:
            return word.removesuffix(bare) + end
    return word


_STEMS = {
    "n't": ("do", "ca", "wo", "did", "is", "does", "was", "are", "were", "have", "has", "had",
            "would", "could", "should"),
    "'re": ("you", "they"), "'ve": ("i", "you", "we", "they"), "'ll": ("you", "they", "it"),
    "'m": ("i",), "'s": ("it", "that", "what", "he", "she", "there"), "'d": ("you", "they"),
}  # fmt: skip


class Features:
    """Texts as numbers; what is common to all (vocabulary, scales) is taken from the first."""

    def __init__(self, texts: Sequence[str], own: int, vectors: Vectors) -> None:
        self.vectors = vectors
        counts = Counter(gram for text in texts for part in grams(text) for gram in part)
        self.words = sorted(gram for gram in counts if " " not in gram)
        self.seen = sorted(gram for gram, count in counts.items() if count >= _SEEN)
        self.place = {gram: number for number, gram in enumerate(self.seen)}
        dense = _dense(texts[:own])
        self.mean, self.spread = dense.mean(axis=0), dense.std(axis=0) + 0.05
        self.spread[:-1] *= math.sqrt(dense.shape[1])
        self.mean[-1], self.spread[-1] = 0.0, 1.0
        self.vector_scale = 1.0
        flat = self._vectors(texts[:own])
        self.vector_scale = float(np.sqrt((flat**2).sum(axis=1).mean()))

    def __call__(self, texts: Sequence[str]) -> Matrix:
        dense = np.clip((_dense(texts) - self.mean) / self.spread, *self.limits)
        return np.hstack([dense, self._vectors(texts), self._grams(texts)])

    @property
    def limits(self) -> tuple[Matrix, Matrix]:
        """Three standard deviations either side."""
        bound = np.full_like(self.mean, 3 / math.sqrt(len(self.mean)))
        bound[-1] = 1.0
        return -bound, bound

    def _vectors(self, texts: Sequence[str]) -> Matrix:
        sets = [sorted(grams(text)[0]) for text in texts]
        vocabulary = sorted(set().union(*sets))
        place = {word: number for number, word in enumerate(vocabulary)}
        table = self.vectors(vocabulary)
        return (
            np.array(
                [table[[place[w] for w in s]].sum(axis=0) / math.sqrt(len(s) + 3) for s in sets]
            )
            / self.vector_scale
        )

    def _grams(self, texts: Sequence[str]) -> Matrix:
        found = np.zeros((len(texts), len(self.seen)))
        for row, text in enumerate(texts):
            single, pairs = grams(text)
            places = [self.place[gram] for gram in single | pairs if gram in self.place]
            found[row, places] = 1 / math.sqrt(len(single) + 3)
        return found


def _dense(texts: Sequence[str]) -> Matrix:
    return np.array([Signs(text).values for text in texts])
