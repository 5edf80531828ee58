"""One generation, opened for reading: its record in memory, and its collection in Chroma."""

from __future__ import annotations

import weakref
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.database import Database
from assistant.database.locks import FileLock
from assistant.domain import Kind, Passage
from assistant.errors import IndexFault
from assistant.knowledge import record
from assistant.knowledge.checks import changed_files
from assistant.knowledge.chroma import Place, find, guarded, leave
from assistant.knowledge.health import damaged, nothing_indexed, place_of, problem_at_start
from assistant.knowledge.lexical import Lexicon, searchable
from assistant.knowledge.record import Generation, StoredDocument, StoredPassage
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TRIES = 5
_WIDER = 4
_TOLERANCE = 1e-2
"""How far Chroma's distance may be from our own before the index counts as damaged."""


class Contents:
    """What the record holds of a generation; nothing of it ever changes."""

    def __init__(
        self,
        generation: Generation,
        documents: tuple[StoredDocument, ...],
        stored: tuple[StoredPassage, ...],
    ) -> None:
        self.generation = generation
        self.documents = documents
        self.passages: tuple[Passage, ...] = tuple(item.passage for item in stored)
        self._stored = stored
        self._masks: dict[frozenset[Kind] | None, NDArray[np.bool_]] = {}

    @classmethod
    def read(cls, database: Database) -> Contents:
        """Reads the current generation; again where a writer switches meanwhile."""
        for _ in range(_TRIES):
            generation = record.current(database)
            if generation is None:
                raise nothing_indexed()
            documents = record.stored_documents(database)
            stored = record.passages_with_vectors(database)
            if record.current_number(database) == generation.number:
                return cls(generation, documents, stored)
        raise IndexFault("the index is switched again and again", remedy="try again")

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """A row for each passage."""
        import numpy as np

        joined = b"".join(item.vector for item in self._stored)
        return np.frombuffer(joined, dtype="<f4").reshape(len(self._stored), -1)

    @cached_property
    def lexicon(self) -> Lexicon:
        """BM25 over the passages."""
        return Lexicon([searchable(passage) for passage in self.passages])

    @cached_property
    def row(self) -> dict[str, int]:
        """Passage id → its row."""
        return {passage.id: index for index, passage in enumerate(self.passages)}

    def mask_of(self, kinds: Collection[Kind] | None) -> NDArray[np.bool_]:
        """Which rows are passages of these kinds; None = all."""
        import numpy as np

        key = None if kinds is None else frozenset(kinds)
        if key not in self._masks:
            self._masks[key] = np.array(
                [key is None or passage.kind in key for passage in self.passages], dtype=bool
            )
        return self._masks[key]


class Reader:
    """A collection that is open; it is let go when nothing refers to this object any more."""

    def __init__(self, place: Place, contents: Contents, collection: Any) -> None:
        self.place = place
        self.contents = contents
        self._collection = collection

    @classmethod
    def open(cls, database: Database, settings: Settings, contents: Contents) -> Reader:
        """Opens the collection of a generation, after the cheap checks.

        Raises:
            IndexFault: it is damaged or foreign.
        """
        generation = contents.generation
        problem = problem_at_start(database, settings, generation)
        if problem:
            raise damaged(problem)
        refreshed = record.current(database)
        if refreshed is not None and refreshed.number == generation.number:
            contents.generation = refreshed
        place = place_of(settings, generation)
        hold = _held(place)
        client = None
        try:
            with guarded("opened"):
                client = place.connect()
                collection = find(client, place.collection)
                if collection.count() != generation.passages:
                    raise damaged("it does not hold as many passages as the record")
            reader = cls(place, contents, collection)
        except BaseException:
            _let_go(client, hold)
            raise
        weakref.finalize(reader, _let_go, client, hold)
        return reader

    def require_untouched(self) -> None:
        """Raises IndexFault where a file of the collection is gone or was changed."""
        if self.place.embedded:
            changed = changed_files(self.place.folder, self.contents.generation.files)
            if changed:
                raise damaged(f"{changed[0]} is gone or was changed")

    def nearest(
        self, vectors: NDArray[np.float32], kinds: Collection[Kind] | None, limit: int
    ) -> list[NDArray[Any]]:
        """For each vector, the rows of the passages nearest to it.

        A filter costs Chroma more than four times as many answers without one, so the kinds are
        picked from a wider answer, and Chroma filters only where that holds too few of them.
        """
        mask = self.contents.mask_of(kinds)
        wanted = min(limit, int(mask.sum()))
        width = min(limit if kinds is None else _WIDER * limit, len(mask))
        found = [rows[mask[rows]] for rows in self._ask(vectors, width, None)]
        if width < len(mask) and any(len(rows) < wanted for rows in found):
            found = self._ask(vectors, wanted, {"kind": {"$in": sorted(kinds or ())}})
            if not all(mask[rows].all() for rows in found):
                raise damaged("it answers with passages of another kind")
        return found

    def _ask(
        self, vectors: NDArray[np.float32], limit: int, where: dict[str, Any] | None
    ) -> list[NDArray[Any]]:
        with guarded("read"):
            answer = self._collection.query(
                query_embeddings=list(vectors),
                n_results=limit,
                where=where,
                include=["distances"],
            )
        return [
            self._verified(vector, ids, distances)
            for vector, ids, distances in zip(
                vectors, answer["ids"], answer["distances"], strict=True
            )
        ]

    def _verified(
        self, vector: NDArray[np.float32], ids: list[str], distances: list[float]
    ) -> NDArray[Any]:
        """The rows of an answer, once its distances agree with the record's own vectors."""
        import numpy as np

        rows = np.array([self.contents.row.get(key, -1) for key in ids], dtype=np.intp)
        if not len(rows) or (rows < 0).any():
            raise damaged("it answers with passages that are not in the record")
        own = 1.0 - self.contents.vectors[rows] @ vector
        if not (np.abs(own - np.asarray(distances)) < _TOLERANCE).all():
            raise damaged("its distances are not those of the record")
        return rows


def _held(place: Place) -> FileLock | None:
    """Keeps writers from removing the collection; not possible where home is read-only."""
    lock = FileLock(place.hold)
    try:
        return lock if place.embedded and lock.acquire(shared=True) else None
    except OSError:
        return None


def _let_go(client: Any, hold: FileLock | None) -> None:
    try:
        if client is not None:
            leave(client)
    finally:
        if hold is not None:
            hold.release()
