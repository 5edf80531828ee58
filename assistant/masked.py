"""What leaves the house through other doors than the writer's, masked all the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from assistant.privacy import Masker

if TYPE_CHECKING:
    from langchain_core.callbacks import Callbacks
    from langchain_core.documents import BaseDocumentCompressor, Document


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


def masked_reranker(inner: BaseDocumentCompressor) -> BaseDocumentCompressor:
    """A remote reranker that never sees personal data; what comes back are our own documents."""
    from langchain_core.documents import BaseDocumentCompressor

    class Masked(BaseDocumentCompressor):
        """Query and documents are masked with one set of placeholders, so that they still meet."""

        def compress_documents(
            self, documents: Sequence[Document], query: str, callbacks: Callbacks = None
        ) -> Sequence[Document]:
            masker = Masker()
            asked = masker.mask(query)
            sent = [
                document.model_copy(update={"page_content": masker.mask(document.page_content)})
                for document in documents
            ]
            own = {document.id: document for document in documents}
            found = inner.compress_documents(sent, asked)
            return [own[document.id] for document in found if document.id in own]

    return Masked()
