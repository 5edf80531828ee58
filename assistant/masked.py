"""What leaves the house through other doors than the writer's, masked all the same."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from assistant.privacy import Masker


class MaskedEmbeddings(Embeddings):
    """A remote embedder that never sees personal data.

    Args:
        inner: the embedder that sends texts out.
    """

    def __init__(self, inner: Embeddings) -> None:
        self._inner = inner

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of texts, each masked on its own."""
        return self._inner.embed_documents([Masker().mask(text) for text in texts])

    def embed_query(self, text: str) -> list[float]:
        """The vector of a query, masked."""
        return self._inner.embed_query(Masker().mask(text))
