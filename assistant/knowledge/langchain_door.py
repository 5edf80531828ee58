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

    from assistant.knowledge.reading import Contents, Reader
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
    """LangChain's Chroma over an open collection; it adds none and has no telemetry.

    The collection holds vectors; texts and metadata come from the record. Filters are by `kind`
    and `document`.
    """
    from langchain_chroma import Chroma

    class PassageStore(Chroma):
        """Chroma's answers with the passages they stand for."""

        @property
        def _collection(self) -> Any:
            return WithPassages(super()._collection, reader.contents)

    return PassageStore(
        client=reader.place.connect(),
        collection_name=reader.place.collection,
        embedding_function=_langchains(embeddings),
        create_collection_if_not_exists=False,
        collection_metadata={"hnsw:space": "cosine"},
    )


def _langchains(embeddings: Embeddings) -> Embeddings:
    """The embedder with LangChain's base class, which the local one does without."""
    from langchain_core.embeddings import Embeddings as Base

    if isinstance(embeddings, Base):
        return embeddings

    class Local(Base):
        """The same vectors, with LangChain's asynchronous methods too."""

        embed_documents = staticmethod(embeddings.embed_documents)
        embed_query = staticmethod(embeddings.embed_query)

    return Local()


class WithPassages:
    """A collection whose answers hold the texts and the metadata of the record.

    Args:
        collection: Chroma's own; whatever is not asked here is asked of it.
        contents: of the same generation.
    """

    def __init__(self, collection: Any, contents: Contents) -> None:
        self._inner = collection
        self._contents = contents

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def query(self, **asked: Any) -> dict[str, Any]:
        """Chroma's answer; a list for each query."""
        answer = self._inner.query(**asked)
        return self._filled(answer, [self._found(ids) for ids in answer["ids"]])

    def get(self, *args: Any, **asked: Any) -> dict[str, Any]:
        """Chroma's answer; one list."""
        answer = self._inner.get(*args, **asked)
        return self._filled(answer, self._found(answer["ids"]), flat=True)

    def _found(self, ids: list[str]) -> list[Document]:
        return [document_of(passage) for passage in self._contents.passages_of(ids)]

    def _filled(self, answer: Any, found: Any, *, flat: bool = False) -> dict[str, Any]:
        lists = [found] if flat else found
        texts = [[document.page_content for document in each] for each in lists]
        metadatas = [[document.metadata for document in each] for each in lists]
        return {
            **answer,
            "documents": texts[0] if flat else texts,
            "metadatas": metadatas[0] if flat else metadatas,
        }
