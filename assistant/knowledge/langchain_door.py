"""The index through LangChain's own interfaces: a retriever, and the vector store itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from assistant.domain import Kind, Passage

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_core.retrievers import BaseRetriever

    from assistant.knowledge.reading import Reader
    from assistant.knowledge.retrieval import Retriever


def document_of(passage: Passage) -> Document:
    """A passage as a LangChain document."""
    from langchain_core.documents import Document

    metadata = passage.model_dump(exclude={"text", "metadata"})
    return Document(
        id=passage.id, page_content=passage.text, metadata={**passage.metadata, **metadata}
    )


def retriever_over(
    retriever: Retriever, kinds: Collection[Kind] | None, limit: int
) -> BaseRetriever:
    """A LangChain retriever that finds what ours finds."""
    from langchain_core.retrievers import BaseRetriever

    class PassageRetriever(BaseRetriever):
        """Hybrid search over the current generation."""

        def _get_relevant_documents(self, query: str, *, run_manager: Any) -> list[Document]:
            found = retriever.search(query, kinds=kinds, limit=limit)
            return [document_of(passage) for passage in found]

    return PassageRetriever()


def vector_store_over(reader: Reader, embeddings: Embeddings) -> Chroma:
    """LangChain's Chroma over an open collection; it adds none and has no telemetry."""
    from langchain_chroma import Chroma

    return Chroma(
        client=reader.place.connect(),
        collection_name=reader.place.collection,
        embedding_function=embeddings,
        create_collection_if_not_exists=False,
        collection_metadata={"hnsw:space": "cosine"},
    )
