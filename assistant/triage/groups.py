"""Groups of words of like meaning: "sell", "seller", "vendor" and "auction" are one.

Made once by clustering the WordLlama vectors of words (`benchmarks/fit_groups.py`; `models/risk.md`
is the card). A model that counts pairs of groups knows wordings that its texts do not hold. Only
the table of words is needed at run time, not the vectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("models") / "groups.npz"


KINDS = 3
"""How many times the words are grouped: into few wide groups, more, and many narrow ones."""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, list[int]]:
    import numpy as np

    with np.load(TABLE, allow_pickle=False) as file:
        words = file["words"].tobytes().decode("ascii").split("\n")
        return dict(zip(words, file["groups"].tolist(), strict=True))


def groups(words: Iterable[str]) -> list[tuple[str, ...]]:
    """The names of each word's groups, the widest first; an unknown word stands for itself."""
    return [_names(word) for word in words]


@lru_cache(maxsize=1 << 13)
def _names(word: str) -> tuple[str, ...]:
    found = _table().get(word.strip("'"))
    if found is None:
        return (word,) * KINDS
    return tuple(f"{kind}#{number}" for kind, number in enumerate(found))
