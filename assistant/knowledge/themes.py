"""Themes of a query: which guidance it is about, whoever wrote the documents that are searched.

A question that points to a passage of the shipped guidance (`pointing.py`) is also looked for by
the name of that passage, and its meaning is moved towards what that passage says and is asked for:
"who may decide on a refund" by "empowering frontline staff". So documents of a company's own,
which no questions were written for, are found by it too. And a question that points to guidance is
no question about one situation or rule: what speaks of those steps back.

Measured (`benchmarks/seeds.py`, `benchmarks/retrieval.py`): on foreign pages about conversations
the right section is among the first three for 155 of 188 questions instead of 141, and among
guidance alone for 165 instead of 153; on other subjects nothing is pointed to surely, and next to
nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from assistant.knowledge.lexical import tokens
from assistant.knowledge.pointing import Learnt, Pointed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.02
"""How surely a query must point to a passage to be about it."""
MOST = 8
"""Themes of one query."""
PULL = 1.5
"""How far the meaning of a query is moved towards its themes."""
_GUIDANCE = "guidance/"


class Leaning(NamedTuple):
    """What a query's themes add to it."""

    words: Mapping[str, float]
    """Stems of the themes' names, with how much their theme counts."""
    vector: NDArray[np.float32]
    """The query's vector, moved towards them."""
    general: float
    """How sure it is that guidance answers it, and no single situation or rule: 0 to 1."""


class Themes:
    """The passages of the shipped guidance, each with its name and what it is about.

    Args:
        learnt: what points to them.
    """

    def __init__(self, learnt: Learnt) -> None:
        self._vectors = learnt.themes

    def leaning(self, vector: NDArray[np.float32], pointed: Pointed) -> Leaning:
        """What the themes of a query add; nothing where it is about none of them.

        Args:
            vector: of the query, of length one.
            pointed: to what the query points.
        """
        import numpy as np

        near, clear = self._near(pointed), pointed.clear
        words: dict[str, float] = {}
        for key, count in near.items():
            for word in tokens(_name(key)):
                words[word] = max(words.get(word, 0.0), clear * count)
        if near:
            about = sum(count * self._vectors[key] for key, count in near.items())
            moved = vector + clear * PULL / sum(near.values()) * np.asarray(about)
            vector = np.asarray(moved / max(float(np.linalg.norm(moved)), 1e-9), dtype=np.float32)
        return Leaning(words, vector, _general(pointed))

    def _near(self, pointed: Pointed) -> dict[str, float]:
        """The themes of a query and what each counts: of how surely it points there, the root."""
        if not pointed.clear:
            return {}
        sure = ((name, pointed.surely(name)) for name in pointed.first(MOST))
        return {name: share**0.5 for name, share in sure if share >= NEAR and name in self._vectors}


def _general(pointed: Pointed) -> float:
    guidance = sum(share for name, share in pointed.shares.items() if name.startswith(_GUIDANCE))
    return min(1.0, max(0.0, 2 * guidance - 1)) * pointed.sure


def _name(key: str) -> str:
    """What a passage is about, from the end of its id."""
    return key.partition("#")[2].replace("-", " ")
