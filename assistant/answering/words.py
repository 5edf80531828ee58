"""How near two words are: the same stem, the same group of synonyms, or like vectors.

The vectors are those of the shipped static embeddings, whatever embeds the index: relevance is
calibrated on them, and a remote embedder would cost a call for each word.
"""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.domain import Passage, Record
from assistant.knowledge.lexical import STOP_WORDS, searchable, stem
from assistant.text import words

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

SAMPLE = 4_000
"""Passages whose words are counted; more say no more about how rare a word is."""
_UNLIKE, _ALIKE, _MOST = 0.3, 0.8, 0.7
"""Cosines of two words that say nothing to each other, and that say the same; what like vectors
count at most."""
_KEPT = 50_000
_NONE: frozenset[int] = frozenset()
_ASIDE = 0.4
"""What a word counts in a gist that says only who asks and how."""
SYNONYM = 0.9
"""How near two words of one group are."""


class Asked(Record):
    """A word that carries what is asked."""

    stem: str
    groups: frozenset[int] = frozenset()
    """The groups of words alike that it, or the phrase it belongs to, stands for."""
    weight: float = 1.0
    """How much it counts beside its rarity: what a follow-up adds counts double."""
    name: bool = False
    """A name: only the same name will do."""


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, stop words left out."""
    return tuple(_stem(word) for word in words(text) if word not in STOP_WORDS)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """As the index has it, but "apply" and "reply" are no adverbs."""
    bare = word.removesuffix("'s").replace("'", "")
    return bare if bare.endswith("ly") and len(bare) <= 6 else stem(bare)


class Rarity:
    """How rare a word is in the knowledge, as an inverse document frequency.

    Args:
        asked_as: passage id → words in which people ask for it; they count as its own.
    """

    def __init__(
        self, passages: Sequence[Passage], asked_as: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        step = max(1, len(passages) // SAMPLE)
        more = asked_as or {}
        seen = [
            set(stems(" ".join((searchable(passage), *more.get(passage.id, ())))))
            for passage in passages[::step]
        ]
        self._size = len(seen)
        self._occurs = Counter(word for found in seen for word in found)

    def of(self, word: str) -> float:
        """From near 0 for a word of every passage to 1 for one that occurs nowhere."""
        most = math.log(1 + (self._size + 0.5) / 0.5)
        occurs = self._occurs[word]
        return math.log(1 + (self._size - occurs + 0.5) / (occurs + 0.5)) / most

    def knows(self, word: str) -> bool:
        """Whether the knowledge uses the word at all."""
        return self._occurs[word] > 0


class Likeness:
    """Compares words.

    Args:
        groups: the groups of words alike that a stem belongs to.
        phrases: phrases in small letters, and the group each belongs to.
    """

    def __init__(
        self,
        embeddings: Embeddings,
        groups: Mapping[str, frozenset[int]],
        phrases: Sequence[tuple[str, int]] = (),
    ) -> None:
        self._embeddings = embeddings
        self._groups = groups
        self._phrases = phrases
        self._row: dict[str, int] = {}
        self._table: Matrix | None = None
        self._groups_in: dict[str, frozenset[int]] = {}
        self._lock = threading.Lock()

    def best(self, asked: Sequence[Asked], text: str) -> list[float]:
        """For each word that is asked for, how near the nearest word of a text is: 0 to 1."""
        import numpy as np

        there = list(dict.fromkeys(stems(text)))
        if not asked or not there:
            return [0.0] * len(asked)
        cosines = self.vectors([word.stem for word in asked]) @ self.vectors(there).T
        near = np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0, _MOST).max(axis=1)
        known = set(there)
        groups = self._groups_of(text)
        return [
            float(word.stem in known)
            if word.name or word.stem in known
            else max(float(score), SYNONYM * bool(word.groups & groups))
            for word, score in zip(asked, near, strict=True)
        ]

    def groups(self, word: str) -> frozenset[int]:
        """The groups of words alike that a stem belongs to."""
        return self._groups.get(word, _NONE)

    def _groups_of(self, text: str) -> frozenset[int]:
        """The groups that a text's words and phrases belong to; kept, as passages come again."""
        found = self._groups_in.get(text)
        if found is None:
            lowered = " ".join(text.lower().split())
            inside = (group for phrase, group in self._phrases if phrase in lowered)
            found = frozenset(inside).union(*(self._groups.get(w, _NONE) for w in stems(text)))
            if len(self._groups_in) > _KEPT:
                self._groups_in.clear()
            self._groups_in[text] = found
        return found

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """A row of length one for each text; kept, as words come again and again."""
        import numpy as np

        with self._lock:
            if len(self._row) > _KEPT:
                self._row.clear()
            missing = [text for text in dict.fromkeys(texts) if text not in self._row]
            if missing:
                made = np.asarray(self._embeddings.embed_documents(missing), dtype=np.float32)
                self._keep(missing, made)
            assert self._table is not None
            found: Matrix = self._table[[self._row[text] for text in texts]]
            return found

    def _keep(self, texts: Sequence[str], made: Matrix) -> None:
        """Writes rows behind those that are kept; the table doubles where it is full."""
        import numpy as np

        start, end = len(self._row), len(self._row) + len(texts)
        if self._table is None or end > len(self._table):
            larger = np.zeros((2 * end, made.shape[1]), dtype=np.float32)
            if self._table is not None:
                larger[:start] = self._table[:start]
            self._table = larger
        self._table[start:end] = made
        self._row.update(zip(texts, range(start, end), strict=True))


class Gist:
    """What a text is about: the mean of its words' vectors, rare words counting more.

    Args:
        set_aside: stems of words that say who asks and how; they count less.
    """

    def __init__(self, likeness: Likeness, rarity: Rarity, set_aside: frozenset[str]) -> None:
        self._likeness = likeness
        self._rarity = rarity
        self._set_aside = set_aside
        self._known: dict[str, Matrix] = {}

    def of(self, text: str) -> Matrix:
        """A row of length one; zeros for a text without words."""
        import numpy as np

        found = self._known.get(text)
        if found is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            found = self._known[text] = np.asarray(self._mean(text), dtype=np.float32)
        return found

    def _mean(self, text: str) -> Matrix:
        import numpy as np

        plain = [word.removesuffix("'s").replace("'", "") for word in words(text)]
        content = [word for word in plain if word and word not in STOP_WORDS]
        rows = self._likeness.vectors(content or ["nothing"])
        total = np.array([self._weight(word) for word in content] or [0.0]) @ rows
        mean: Matrix = total / max(float(np.linalg.norm(total)), 1e-9)
        return mean

    def _weight(self, word: str) -> float:
        return self._rarity.of(_stem(word)) * (_ASIDE if _stem(word) in self._set_aside else 1.0)
