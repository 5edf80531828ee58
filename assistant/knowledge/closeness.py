"""How near the nearest sentence of a passage is to a query.

A vector of a whole passage is the mean of all that it says; a question is often answered by one
sentence. Only the best passages are looked at so closely, and only where embeddings cost nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.domain import Passage
from assistant.text import sentences

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

LOOKED_AT = 12
"""The best passages of a search."""
_KEPT = 2_000
_LONGEST = 4_000
"""Characters of a passage whose sentences are looked at."""


class Closeness:
    """Compares sentences with queries; what was taken apart is kept, as passages come again."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._known: dict[str, NDArray[np.float32]] = {}

    def of(self, passages: Sequence[Passage], vector: NDArray[np.float32]) -> list[float]:
        """For each passage the cosine of its nearest sentence, 0 to 1.

        Args:
            vector: of the query, of length one.
        """
        self._learn([passage for passage in passages if passage.id not in self._known])
        return [max(0.0, float((self._known[one.id] @ vector).max())) for one in passages]

    def _learn(self, passages: Sequence[Passage]) -> None:
        import numpy as np

        if len(self._known) + len(passages) > _KEPT:
            self._known = {}
        parts = {passage.id: _sentences(passage.text[:_LONGEST]) for passage in passages}
        said = [sentence for found in parts.values() for sentence in found]
        rows = np.asarray(self._embeddings.embed_documents(said), dtype=np.float32)
        at, learned = 0, dict(self._known)
        for key, found in parts.items():
            learned[key] = rows[at : at + len(found)]
            at += len(found)
        self._known = learned


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)] or [text]
