"""Finds passages: meaning (Chroma) and words (BM25) together, over the current generation.

A reader never waits for a writer. Each search reads the switch first (one query of some 20 µs)
and moves on to the new generation where there is one; the collection it reads is never changed
in place, and is held (`flock`) so that no writer removes it meanwhile. What Chroma answers is
compared with the vectors of the record: a damaged index ends in `IndexFault`, not in a wrong
answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.database import Database
from assistant.domain import Kind, Passage
from assistant.errors import IndexFault
from assistant.knowledge import record
from assistant.knowledge.expansion import expansion_for
from assistant.knowledge.fusion import by_scores
from assistant.knowledge.pointing import Pointed
from assistant.knowledge.ranking import Ranker, candidates
from assistant.knowledge.reading import Contents, Reader
from assistant.knowledge.reasons import Ranked
from assistant.knowledge.record import StoredDocument
from assistant.knowledge.themes import MOST
from assistant.knowledge.vectors import model_of, normal
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from langchain_core.retrievers import BaseRetriever
    from numpy.typing import NDArray

T = TypeVar("T")
CANDIDATES = 50
"""Passages that each half proposes; all of them are then scored by both."""
_LOCAL = "wordllama"
"""The embeddings whose vectors cost nothing but a moment."""


class Retriever:
    """The reading side of the index; one object serves all threads of a process.

    Args:
        embeddings: any LangChain `Embeddings`, or a function that returns one.
        name: its `provider:name`; it must be the one that the index was built with.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        embeddings: Embeddings | Callable[[], Embeddings],
        *,
        name: str,
    ) -> None:
        self._database = database
        self._settings = settings
        self._given = embeddings
        self._name = name
        self._lock = threading.RLock()
        self._contents: Contents | None = None
        self._reader: Reader | None = None
        self._ranker: Ranker | None = None

    def search(
        self, query: str, *, kinds: Collection[Kind] | None = None, limit: int = 5
    ) -> tuple[Passage, ...]:
        """The passages that fit a query best, best first, with scores from 0 to 1.

        Args:
            kinds: only passages of these kinds; None = all.

        Raises:
            IndexFault: nothing is indexed, the index is damaged or foreign, or it was built
                with another embedding model.
        """
        return self.search_many([query], kinds=kinds, limit=limit)[0]

    def search_many(
        self,
        queries: Sequence[str],
        *,
        kinds: Collection[Kind] | None = None,
        limit: int = 5,
    ) -> tuple[tuple[Passage, ...], ...]:
        """What `search` finds for each query, with one question to Chroma for all of them."""

        def rank(
            contents: Contents, query: str, vector: NDArray[np.float32], near: NDArray[Any]
        ) -> tuple[Passage, ...]:
            return _ranked(contents, query, vector, near, kinds, limit)

        return self._again_if_moved(lambda: self._search(queries, kinds, limit, rank))

    def ranked_many(
        self,
        queries: Sequence[str],
        *,
        kinds: Collection[Kind] | None = None,
        limit: int = 5,
        also: Collection[str] = (),
        closely: bool = False,
        pointed: Pointed | None = None,
    ) -> tuple[tuple[Ranked, ...], ...]:
        """The same with weight on headings, the words in which people ask, and the reasons.

        Args:
            also: ids of passages that are ranked and returned too, whatever the search proposes.
            closely: the best passages are looked at sentence by sentence.
            pointed: to what the queries point, where that is known already.

        Raises:
            KnowledgeError: the files with those words cannot be read.
        """

        def rank(
            contents: Contents, query: str, vector: NDArray[np.float32], near: NDArray[Any]
        ) -> tuple[Ranked, ...]:
            ranker = self._ranker_of(contents)
            wanted = {*also, *(pointed or ranker.pointed(query)).first(MOST)}
            lexical, _ = contents.snapshot.lexicon.scores(query)
            rows = candidates(near, lexical, contents.mask_of(kinds), max(limit, CANDIDATES))
            rows = ranker.with_more(rows, query, kinds, limit=CANDIDATES, also=wanted)
            return ranker.ranked(
                query, vector, rows, limit, also=also, closely=closely, pointed=pointed
            )

        return self._again_if_moved(lambda: self._search(queries, kinds, limit, rank))

    def documents(self, kind: Kind | None = None) -> tuple[StoredDocument, ...]:
        """The documents of the current generation, with playbooks and clauses as JSON."""
        documents = self._again_if_moved(lambda: self._current().documents)
        return tuple(each for each in documents if kind is None or each.kind == kind)

    def passages(self, kind: Kind | None = None) -> tuple[Passage, ...]:
        """All passages of the current generation, or all of a kind."""
        return self._again_if_moved(lambda: self._current().passages(kind))

    def sample(self, count: int) -> tuple[Passage, ...]:
        """Passages of the current generation, spread evenly; all where there are no more."""

        def spread() -> tuple[Passage, ...]:
            contents = self._current()
            step = max(1, contents.generation.passages // count)
            return tuple(contents.passages_at(range(0, contents.generation.passages, step)))

        return self._again_if_moved(spread)

    def passage(self, key: str) -> Passage | None:
        """The passage of an id; None where the current generation has none."""

        def one() -> Passage | None:
            contents = self._current()
            return contents.passages_of([key])[0] if key in contents.snapshot.row else None

        return self._again_if_moved(one)

    @property
    def generation(self) -> int:
        """The number of the current generation."""
        return self._current().generation.number

    def warm(self) -> None:
        """Opens everything now, so that the first search is as fast as the next."""
        self.search("warm")

    @property
    def embeddings(self) -> Embeddings:
        """The embedding model."""
        with self._lock:
            self._given = model_of(self._given)
            return self._given

    def as_langchain(
        self, *, kinds: Collection[Kind] | None = None, limit: int = 5
    ) -> BaseRetriever:
        """The same search as a LangChain retriever."""
        from assistant.knowledge.langchain_door import retriever_over

        return retriever_over(self, kinds, limit)

    @property
    def vector_store(self) -> Chroma:
        """The current collection as a LangChain vector store: the dense half alone.

        It stays with its generation: ask again after an index run.
        """
        from assistant.knowledge.langchain_door import vector_store_over

        return vector_store_over(self._open(), self.embeddings)

    def close(self) -> None:
        """Lets go of the collection."""
        with self._lock:
            self._reader = None
            self._ranker = None
            self._contents = None

    def _moved_on(self, contents: Contents) -> bool:
        return record.current_number(self._database) != contents.generation.number

    def _current(self) -> Contents:
        """The record of the current generation, read again where the switch has moved."""
        with self._lock:
            if self._contents is None or self._moved_on(self._contents):
                self._contents = Contents.read(self._database, self._settings)
            return self._contents

    def _open(self) -> Reader:
        with self._lock:
            contents = self._current()
            if self._reader is None or self._reader.contents is not contents:
                self._require_same_model(contents)
                self._reader = None
                self._reader = Reader.open(self._database, self._settings, contents)
            self._reader.require_untouched()
            return self._reader

    def _require_same_model(self, contents: Contents) -> None:
        built = contents.generation.embeddings
        if built != self._name:
            raise IndexFault(
                f"the index was built with the embedding model {built}, not {self._name}",
                remedy="run `composure index`, or set COMPOSURE_EMBEDDINGS back",
            )

    def _again_if_moved(self, search: Callable[[], T]) -> T:
        """Once more where a writer switched to a new generation meanwhile."""
        try:
            return search()
        except IndexFault:
            read = self._reader.contents if self._reader else self._contents
            if read is None or not self._moved_on(read):
                raise
        return search()

    def _ranker_of(self, contents: Contents) -> Ranker:
        with self._lock:
            if self._ranker is None or self._ranker.contents is not contents:
                local = self.embeddings if self._name.startswith(_LOCAL) else None
                self._ranker = Ranker(contents, expansion_for(self._settings.knowledge), local)
            return self._ranker

    def _search(
        self,
        queries: Sequence[str],
        kinds: Collection[Kind] | None,
        limit: int,
        rank: Callable[[Contents, str, NDArray[np.float32], NDArray[Any]], tuple[T, ...]],
    ) -> tuple[tuple[T, ...], ...]:
        contents = self._current()
        asked = [index for index, query in enumerate(queries) if query.strip()]
        found: list[tuple[T, ...]] = [()] * len(queries)
        if not asked or limit < 1 or not contents.generation.passages:
            return tuple(found)
        reader = self._open()
        mask = reader.contents.mask_of(kinds)
        if mask is not None and not mask.any():
            return tuple(found)
        vectors = self._vectors([queries[index] for index in asked], reader.contents)
        near = reader.nearest(vectors, kinds, max(limit, CANDIDATES))
        for index, vector, rows in zip(asked, vectors, near, strict=True):
            found[index] = rank(reader.contents, queries[index], vector, rows)
        return tuple(found)

    def _vectors(self, queries: Sequence[str], contents: Contents) -> NDArray[np.float32]:
        model = self.embeddings
        vectors = normal([model.embed_query(query) for query in queries])
        if vectors.shape[1] != contents.generation.dimension:
            raise IndexFault(
                f"the index holds vectors of {contents.generation.dimension} dimensions, the"
                f" embedding model gives {vectors.shape[1]}",
                remedy="run `composure index --rebuild`",
            )
        return vectors


def _ranked(
    contents: Contents,
    query: str,
    vector: NDArray[np.float32],
    near: NDArray[Any],
    kinds: Collection[Kind] | None,
    limit: int,
) -> tuple[Passage, ...]:
    """The candidates of both halves, scored by both."""
    import numpy as np

    lexical, bound = contents.snapshot.lexicon.scores(query)
    rows = candidates(near, lexical, contents.mask_of(kinds), max(limit, CANDIDATES))
    scores = by_scores(contents.snapshot.vectors[rows] @ vector, lexical[rows], bound)
    best = np.argsort(-scores, kind="stable")[:limit]
    return tuple(
        passage.model_copy(update={"score": round(float(scores[index]), 4)})
        for passage, index in zip(contents.passages_at(rows[best]), best, strict=True)
    )
