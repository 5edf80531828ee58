"""Vectors of passages: asked of the embedding model once, and kept in the record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from assistant.domain import Passage
from assistant.errors import IndexFault
from assistant.knowledge.lexical import searchable
from assistant.knowledge.record import StoredPassage

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

BATCH = 256
"""Texts in one call of the embedding model."""


def model_of(embeddings: Embeddings | Callable[[], Embeddings]) -> Embeddings:
    """The embeddings themselves, whether they or a function that makes them were given."""
    if isinstance(embeddings, type) or not hasattr(embeddings, "embed_query"):
        return cast("Callable[[], Embeddings]", embeddings)()
    return cast("Embeddings", embeddings)


def vector_key(model: str, text: str) -> str:
    """What a vector depends on: the model's name and the text."""
    return hashlib.sha256(f"{model}\n{text}".encode()).hexdigest()


def normal(vectors: Sequence[Sequence[float]]) -> NDArray[np.float32]:
    """The vectors with length one; one without direction gets an even one, which fits nothing.

    Raises:
        IndexFault: they differ in dimension, or hold something that is not a number.
    """
    import numpy as np

    if len({len(vector) for vector in vectors}) != 1:
        raise IndexFault("the embedding model gave vectors of different dimensions")
    matrix = np.asarray(vectors, dtype=np.float32)
    if not np.isfinite(matrix).all():
        raise IndexFault("the embedding model gave vectors that hold no numbers")
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix = np.where(lengths < 1e-9, 1.0, matrix)
    unit: NDArray[np.float32] = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return unit


def embed(
    model: Callable[[], Embeddings],
    name: str,
    passages: Sequence[Passage],
    known: Mapping[str, bytes],
    tell: Callable[[str, int, int], None],
) -> tuple[tuple[StoredPassage, ...], int]:
    """The passages with their vectors, and how many had to be embedded.

    Args:
        model: called only when a vector is missing.
        known: vectors that are at hand, by `vector_key`.
    """
    texts = {vector_key(name, text): text for text in map(searchable, passages)}
    missing = [key for key in texts if key not in known]
    vectors = dict(known)
    embeddings = model() if missing else None
    for start in range(0, len(missing), BATCH):
        tell("embedding", start, len(missing))
        keys = missing[start : start + BATCH]
        assert embeddings is not None
        found = embeddings.embed_documents([texts[key] for key in keys])
        if len(found) != len(keys):
            raise IndexFault("the embedding model did not answer for every passage")
        vectors.update(zip(keys, (row.tobytes() for row in normal(found)), strict=True))
    tell("embedding", len(missing), len(missing))
    keys = [vector_key(name, searchable(passage)) for passage in passages]
    stored = tuple(
        StoredPassage(passage=passage, vector_key=key, vector=vectors[key])
        for passage, key in zip(passages, keys, strict=True)
    )
    if len({len(item.vector) for item in stored}) > 1:
        raise IndexFault(
            "the embedding model changed its dimension under the same name",
            remedy="give it another name in COMPOSURE_EMBEDDINGS, or move the database away",
        )
    return stored, len(missing)
