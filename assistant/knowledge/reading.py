"""One generation, opened for reading: its record in memory, and its collection in Chroma."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.database import Database
from assistant.database.locks import FileLock
from assistant.domain import Kind, Passage
from assistant.errors import IndexFault
from assistant.knowledge import record
from assistant.knowledge.checks import changed_files
from assistant.knowledge.chroma import Place, find, guarded, leave
from assistant.knowledge.health import damaged, nothing_indexed, place_of, problem_at_start
from assistant.knowledge.record import Generation, StoredDocument
from assistant.knowledge.scan import exact
from assistant.knowledge.snapshot import KINDS, Snapshot
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Found = TypeVar("Found")
_KEPT = 5_000
"""Passages that are kept at hand."""
_WIDER = 4
_ROOM = 1_000_000
"""Bytes that Chroma needs to open a collection."""
_TOLERANCE = 1e-2
"""How far Chroma's distance may be from our own before the index counts as damaged."""


class Contents:
    """What the record holds of a generation; nothing of it ever changes.

    Passages are fetched when they are asked for: a start must not cost more the more there are.
    """

    def __init__(self, database: Database, settings: Settings, generation: Generation) -> None:
        self.generation = generation
        self._database = database
        self._settings = settings
        self._fetched: dict[str, Passage] = {}
        self._masks: dict[frozenset[Kind], NDArray[np.bool_]] = {}

    @classmethod
    def read(cls, database: Database, settings: Settings) -> Contents:
        """The contents of the current generation."""
        generation = record.current(database)
        if generation is None:
            raise nothing_indexed()
        return cls(database, settings, generation)

    @cached_property
    def snapshot(self) -> Snapshot:
        """Ids, kinds, vectors and words by row.

        Raises:
            IndexFault: its files are damaged, or the index moved on before they were read.
        """
        place = place_of(self._settings, self.generation)
        if place.embedded:
            return Snapshot.load(place.folder)
        return Snapshot.of(self._same(record.passages_with_vectors(self._database)))

    @cached_property
    def documents(self) -> tuple[StoredDocument, ...]:
        """The documents, by path."""
        return self._same(record.stored_documents(self._database))

    def passages(self, kind: Kind | None = None) -> tuple[Passage, ...]:
        """All passages, or all of a kind, in the order of their documents."""
        return self._same(record.stored_passages(self._database, kind))

    def passages_at(self, rows: Iterable[int]) -> list[Passage]:
        """The passages of some rows."""
        return self.passages_of([self.snapshot.ids[row] for row in rows])

    def passages_of(self, ids: Sequence[str]) -> list[Passage]:
        """The passages of some ids; the ones asked for lately are at hand."""
        known = self._fetched
        missing = [key for key in dict.fromkeys(ids) if key not in known]
        if missing:
            if len(known) > _KEPT:
                known = self._fetched = {key: known[key] for key in ids if key in known}
            known.update((one.id, one) for one in self._of_record(missing))
        return [known[key] for key in ids]

    def _of_record(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        found = self._same(record.passages_of(self._database, ids))
        if len(found) < len(ids):
            raise damaged("it names passages that the record does not hold")
        return found

    def _same(self, found: Found) -> Found:
        """What was read, once it is sure that it belongs to this generation."""
        if record.current_number(self._database) != self.generation.number:
            raise IndexFault("the index has moved on", remedy="ask again")
        return found

    def mask_of(self, kinds: Collection[Kind] | None) -> NDArray[np.bool_] | None:
        """Which rows are passages of these kinds; None = all are."""
        import numpy as np

        if kinds is None:
            return None
        key = frozenset(kinds)
        if key not in self._masks:
            self._masks[key] = np.isin(self.snapshot.kinds, [KINDS.index(kind) for kind in key])
        return self._masks[key]


class Reader:
    """A collection that is open; it is let go when nothing refers to this object any more.

    Args:
        collection: None where the disk is full: the vectors beside it are looked through instead.
    """

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
        client = collection = None
        try:
            if not (place.embedded and _no_room(place)):
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

        A large index is looked through without Chroma (`scan`). A filter costs Chroma more than
        four times as many answers without one, so the kinds are picked from a wider answer, and
        Chroma filters only where that holds too few of them.
        """
        mask, size = self.contents.mask_of(kinds), self.contents.generation.passages
        if (scan := self.contents.snapshot.scan) is not None:
            return [scan.nearest(vector, limit, mask) for vector in vectors]
        if self._collection is None:
            held = self.contents.snapshot.vectors
            return [exact(held, vector, limit, mask) for vector in vectors]
        if mask is None:
            return self._ask(vectors, min(limit, size), None)
        wanted, width = min(limit, int(mask.sum())), min(_WIDER * limit, size)
        found = [rows[mask[rows]] for rows in self._ask(vectors, width, None)]
        if width < size and any(len(rows) < wanted for rows in found):
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

        snapshot = self.contents.snapshot
        rows = np.array([snapshot.row.get(key, -1) for key in ids], dtype=np.intp)
        if not len(rows) or (rows < 0).any():
            raise damaged("it answers with passages that are not in the record")
        own = 1.0 - snapshot.vectors[rows] @ vector
        if not (np.abs(own - np.asarray(distances)) < _TOLERANCE).all():
            raise damaged("its distances are not those of the record")
        return rows


def _no_room(place: Place) -> bool:
    """Whether the disk is so full that Chroma, which writes when it opens, could not be opened."""
    try:
        return shutil.disk_usage(place.folder).free < _ROOM
    except OSError:
        return False


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
