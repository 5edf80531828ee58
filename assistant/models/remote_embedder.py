"""A provider's embeddings within our deadline, our size cap and our errors."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from assistant.models.faults import classify

if TYPE_CHECKING:
    from collections.abc import Callable

_BATCH = 64
_BODY_LIMIT = 32 * 1024 * 1024
"""Bytes that one answer of a remote embedder may have: 64 long vectors as text."""


class RemoteEmbeddings(Embeddings):
    """A provider's embeddings within our deadline and size cap; its faults become ModelError."""

    def __init__(self, name: str, inner: Embeddings, timeout: float) -> None:
        self._name, self._inner, self._timeout = name, inner, timeout

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            vectors += self._ask(
                partial(self._inner.embed_documents, texts[start : start + _BATCH])
            )
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._ask(partial(self._inner.embed_query, text))
        return vector

    def _ask(self, question: Callable[[], Any]) -> Any:
        """The answer; two more tries for what may pass, all within one deadline."""
        from assistant.models.guard import Guard, guarded

        end = time.monotonic() + self._timeout
        for attempt in range(1, 4):
            guard = Guard(end, limit=_BODY_LIMIT)
            try:
                with guarded(guard):
                    return question()
            except Exception as error:
                fault = classify(error, guard.stopped)
            pause = 0.25 * 2.0**attempt if fault.retry_after is None else fault.retry_after
            if attempt >= fault.attempts or time.monotonic() + pause >= end:
                break
            time.sleep(pause)
        raise fault.error(self._name)
