"""Themes of a query: what people mean by its words, whoever wrote the documents.

`asked_as.yaml` names passages of the guidance and the words in which people ask for them. A query
that is near such words is also looked for by the name of their passage: "who may decide on a
refund" by "empowering frontline staff". So documents of a company's own, which no such list was
made for, are found by it too. And a query that is nearer to the words in which people ask for
guidance than to those in which they ask for policies is no question about one situation or rule:
what speaks of those steps back. Only where embeddings cost nothing: it takes a vector for each of
some thousand phrases.

Measured (`benchmarks/seeds.py`, `benchmarks/retrieval.py`): on foreign pages about conversations
more is found; on other subjects nothing is near enough, and nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from assistant.knowledge.lexical import tokens
from assistant.knowledge.scan import products

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

NEAR = 0.55
"""Cosine from which a query is about a theme."""
MOST = 3
"""Themes of one query."""
KINDS_APART = 0.2
"""How much nearer a query is to one kind's wordings where it is clear which kind answers it."""
PULL = 0.4
"""How far the meaning of a query is moved towards its themes."""
_GUIDANCE, _POLICIES = "guidance/", "policies/"
_LOOKED_AT = 30
_NEAREST = 5
"""Wordings of each kind that tell which kind a query is about."""


class Leaning(NamedTuple):
    """What a query's themes add to it."""

    words: Mapping[str, float]
    """Stems of the themes' names, with how near their theme is."""
    vector: NDArray[np.float32]
    """The query's vector, moved towards them."""
    general: float
    """How sure it is that guidance answers it, and no single situation or rule: 0 to 1."""


class _Wordings(NamedTuple):
    """Wordings with the passage that each asks for; a row of length one for each."""

    keys: list[str]
    rows: NDArray[np.float32]


class Themes:
    """The names of the guidance's passages, and the words in which people ask for them.

    Args:
        asked_as: passage id → words and phrases.
        embeddings: those of the index.
    """

    def __init__(self, asked_as: Mapping[str, Sequence[str]], embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._asked_as = asked_as
        self._names = {key: _name(key) for key in asked_as if key.startswith(_GUIDANCE)}

    def leaning(self, vector: NDArray[np.float32]) -> Leaning:
        """What the themes of a query add; nothing where it is about none of them.

        Args:
            vector: of the query, of length one.
        """
        import numpy as np

        cosines = products(self._guidance.rows, vector)
        general = (_nearest(cosines) - _nearest(products(self._rules.rows, vector))) / KINDS_APART
        near = self._near(cosines)
        words: dict[str, float] = {}
        for key, cosine in near.items():
            for word in tokens(self._names[key]):
                words[word] = max(words.get(word, 0.0), cosine)
        if near:
            names = sum(cosine * self._vectors[key] for key, cosine in near.items())
            moved = vector + PULL * np.asarray(names, dtype=np.float32) / sum(near.values())
            vector = np.asarray(moved / max(float(np.linalg.norm(moved)), 1e-9), dtype=np.float32)
        return Leaning(words, vector, min(1.0, max(0.0, general)))

    def _near(self, cosines: NDArray[np.float32]) -> dict[str, float]:
        import numpy as np

        best: dict[str, float] = {}
        for at in np.argsort(-cosines, kind="stable")[:_LOOKED_AT]:
            if cosines[at] < NEAR or len(best) == MOST:
                break
            best.setdefault(self._guidance.keys[at], float(cosines[at]))
        return best

    @cached_property
    def _guidance(self) -> _Wordings:
        return self._of(
            (key, wording)
            for key, name in self._names.items()
            for wording in (*self._asked_as[key], name)
        )

    @cached_property
    def _rules(self) -> _Wordings:
        others = (key for key in self._asked_as if key.startswith(_POLICIES))
        return self._of((key, wording) for key in others for wording in self._asked_as[key])

    def _of(self, said: Iterable[tuple[str, str]]) -> _Wordings:
        import numpy as np

        pairs = list(said)
        rows = np.zeros((0, self._dimension), dtype=np.float32)
        if pairs:
            made = self._embeddings.embed_documents([wording for _, wording in pairs])
            rows = np.asarray(made, dtype=np.float32)
        return _Wordings([key for key, _ in pairs], rows)

    @cached_property
    def _dimension(self) -> int:
        return len(self._embeddings.embed_query("a"))

    @cached_property
    def _vectors(self) -> dict[str, NDArray[np.float32]]:
        import numpy as np

        rows = np.asarray(self._embeddings.embed_documents(list(self._names.values())))
        return dict(zip(self._names, rows.astype(np.float32), strict=True))


def _nearest(cosines: NDArray[np.float32]) -> float:
    import numpy as np

    return float(np.sort(cosines)[-_NEAREST:].mean()) if len(cosines) else 0.0


def _name(key: str) -> str:
    """What a passage is about, from the end of its id."""
    return key.partition("#")[2].replace("-", " ")
