"""How near the nearest sentence of a passage is to a query.

A vector of a whole passage is the mean of all that it says; a question is often answered by one
sentence. Only the best passages are looked at so closely, and only where embeddings cost nothing.
The vectors of the shipped embeddings add up word by word: the words of passages come again and
again, and are kept, so that a new passage costs a sum and no reading by the tokenizer. At 100,000
passages of words drawn at random that takes a fifth of the time.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from assistant.domain import Passage
from assistant.text import sentences

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

LOOKED_AT = 12
"""The best passages of a search."""
_KEPT = 2_000
_KEPT_WORDS = 30_000
_LONGEST = 4_000
"""Characters of a passage whose sentences are looked at."""


class Closeness:
    """Compares sentences with queries; what was taken apart is kept, as passages come again."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._known: dict[str, Matrix] = {}
        sums = getattr(embeddings, "sums", None)
        self._rows = Words(sums).rows if sums else _by_sentence(embeddings)

    def of(self, passages: Sequence[Passage], vector: Matrix) -> list[float]:
        """For each passage the cosine of its nearest sentence, 0 to 1.

        Args:
            vector: of the query, of length one.
        """
        known = self._learn([passage for passage in passages if passage.id not in self._known])
        return [max(0.0, float((known[one.id] @ vector).max())) for one in passages]

    def _learn(self, passages: Sequence[Passage]) -> dict[str, Matrix]:
        known = self._known
        if passages:
            kept = dict(known) if len(known) + len(passages) <= _KEPT else {}
            parts = [_sentences(passage.text[:_LONGEST]) for passage in passages]
            rows = self._rows([sentence for found in parts for sentence in found])
            ends = [0, *accumulate(map(len, parts))]
            learned = {
                passage.id: rows[start:end].copy()
                for passage, start, end in zip(passages, ends, ends[1:], strict=False)
            }
            self._known = {**kept, **learned}
            return {**known, **learned}
        return known


class Words:
    """The vectors of sentences, added up from those of their words.

    Args:
        sums: gives the sum of the vectors of a text's parts, for each of some texts.
    """

    def __init__(self, sums: Any) -> None:
        self._sums = sums
        self._places: dict[str, int] = {}
        self._table: Matrix | None = None
        self._lock = threading.Lock()

    def rows(self, said: Sequence[str]) -> Matrix:
        """A row of length one for each sentence; zeros where it has no words."""
        import numpy as np

        split = [sentence.split() or [""] for sentence in said]
        places, table = self._learn({word for words in split for word in words})
        starts = [0, *accumulate(map(len, split))][:-1]
        every = table[[places[word] for words in split for word in words]]
        rows = np.add.reduceat(every, starts, axis=0)
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
        made: Matrix = (rows / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
        return made

    def _learn(self, words: set[str]) -> tuple[dict[str, int], Matrix]:
        """Where each word stands in a table, which only grows while somebody reads it."""
        with self._lock:
            new = words - self._places.keys()
            if len(self._places) + len(new) > _KEPT_WORDS:
                self._places, self._table, new = {}, None, words
            if new or self._table is None:
                self._keep(sorted(new))
            assert self._table is not None
            return self._places, self._table

    def _keep(self, words: list[str]) -> None:
        import numpy as np

        made = np.asarray(self._sums(words), dtype=np.float32)
        start, end = len(self._places), len(self._places) + len(words)
        if self._table is None or end > len(self._table):
            larger = np.zeros((2 * end, made.shape[1]), dtype=np.float32)
            if self._table is not None:
                larger[:start] = self._table[:start]
            self._table = larger
        self._table[start:end] = made
        self._places.update(zip(words, range(start, end), strict=True))


def _by_sentence(embeddings: Embeddings) -> Any:
    def rows(said: Sequence[str]) -> Matrix:
        import numpy as np

        return np.asarray(embeddings.embed_documents(list(said)), dtype=np.float32)

    return rows


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)] or [text]
