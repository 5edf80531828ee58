"""Builds the index: compares, embeds what is new, stores it in Chroma, checks it, switches.

A run holds the writer's lock from beginning to end. What is new goes into a collection of its
own; only when that holds what it must does one transaction make it current, together with the
rows of documents and passages. A run that is killed leaves the old index or the new one, and the
next run sweeps what it left. Vectors are kept in the record, so an index is rebuilt without a
model, and a damaged one is never read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.corpus import Source
from assistant.database import Database
from assistant.database.locks import FileLock
from assistant.domain import Passage, Record
from assistant.errors import IndexFault
from assistant.knowledge import record
from assistant.knowledge.build import build
from assistant.knowledge.comparison import Change, compare, gather
from assistant.knowledge.health import full_check, nothing_indexed, place_of, problem_at_start
from assistant.knowledge.record import FullDocument
from assistant.knowledge.vectors import embed, model_of
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

Progress = Callable[[str, int, int], None]
"""Called with the stage (`embedding`, `storing`, `checking`, `switching`), done and total."""


class IndexReport(Record):
    """What an index run found and did. Documents are named by their paths."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    """Documents that speak to a machine or hide text from readers, each with what was done."""
    passages: int = 0
    embedded: int = 0
    """Passages that had to be embedded; the others' vectors were at hand."""
    seconds: float = 0.0
    generation: int = 0
    rebuilt: bool = False
    """A new index was built and switched to."""
    reason: str = ""
    """Why it was built although no document had changed, or empty."""


class Index:
    """The writing side of the index.

    Args:
        embeddings: any LangChain `Embeddings`, or a function that returns one; it is called
            only when something must be embedded.
        name: its `provider:name`, stored with every vector; another name means a full rebuild.
        chunker: version of the splitter; another one means a full rebuild.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        embeddings: Embeddings | Callable[[], Embeddings],
        *,
        name: str,
        chunker: str = "1",
    ) -> None:
        self._database = database
        self._settings = settings
        self._embeddings = embeddings
        self._name = name
        self._chunker = chunker

    def run(
        self,
        sources: Sequence[Source],
        passages: Sequence[Passage],
        *,
        parsed: Mapping[str, Any] | None = None,
        refused: Sequence[str] = (),
        keep: Collection[str] = (),
        progress: Progress | None = None,
    ) -> IndexReport:
        """Makes the index hold these documents; where it does already, nothing is written.

        Args:
            passages: of all sources; `Passage.document` is the `Source.id`.
            parsed: document id → what its reader made of it, as JSON.
            refused: documents that could not be read, for the report.
            keep: ids of indexed documents that stay although they are not given.

        Raises:
            IndexFault: another process is indexing, or the new index fails its checks; the
                old one still answers.
        """
        started = time.monotonic()
        with self._writing():
            documents, given = gather(self._database, sources, passages, parsed or {}, keep)
            change = compare(record.digests(self._database), documents)
            reason = self._reason()
            report = _report(change, refused)
            if change.nothing and not reason:
                return self._unchanged(report, started)
            return self._build(documents, given, report, reason, started, progress)

    def rebuild(self, progress: Progress | None = None) -> IndexReport:
        """Builds the whole index anew from the record in the database.

        Raises:
            IndexFault: another process is indexing, or nothing was ever indexed.
        """
        started = time.monotonic()
        with self._writing():
            if record.current(self._database) is None:
                raise nothing_indexed()
            documents = record.full_documents(self._database)
            passages = record.stored_passages(self._database)
            report = IndexReport(unchanged=tuple(document.source.path for document in documents))
            reason = "rebuilt from the record"
            return self._build(documents, passages, report, reason, started, progress)

    def check(self) -> tuple[str, ...]:
        """The full check in a child process: what is wrong, or nothing where it is sound."""
        generation = record.current(self._database)
        if generation is None:
            return ("nothing has been indexed yet",)
        return full_check(self._database, self._settings, generation)

    def mend(self, progress: Progress | None = None) -> IndexReport | None:
        """Checks the index, and rebuilds it from the record where it is damaged.

        Returns:
            The report of the rebuild; None where the index was sound.
        """
        generation = record.current(self._database)
        if generation is None:
            raise nothing_indexed()
        if self._reason() == "" and not self.check():
            return None
        return self.rebuild(progress)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Holds the writer's lock, and sweeps what earlier runs left."""
        home = self._settings.home
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._settings.index.mkdir(mode=0o700, exist_ok=True)
            lock = FileLock(home / "index.lock")
            taken = lock.acquire()
        except OSError as error:
            raise IndexFault(
                f"the index folder cannot be written: {(error.strerror or 'refused').lower()}",
                remedy="set COMPOSURE_HOME to a folder that this user may write to",
            ) from error
        if not taken:
            raise IndexFault(
                f"another process is indexing (process {lock.holder()})",
                busy=True,
                remedy="wait until it has finished; reading goes on meanwhile",
            )
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    def _sweep(self) -> None:
        """Removes generations that are not current and that no reader holds."""
        for generation in record.others(self._database):
            place = place_of(self._settings, generation)
            hold = FileLock(place.hold)
            if generation.state == "retired" and place.embedded and not hold.acquire():
                continue
            place.remove()
            hold.release()
            record.forget(self._database, generation.number)

    def _reason(self) -> str:
        """Why the current index cannot stay although no document changed; empty = it can."""
        generation = record.current(self._database)
        if generation is None:
            return "nothing was indexed yet"
        if generation.embeddings != self._name:
            return f"the embedding model changed from {generation.embeddings} to {self._name}"
        if generation.chunker != self._chunker:
            return "documents are split in another way now"
        problem = problem_at_start(self._database, self._settings, generation)
        return f"the index was damaged: {problem}" if problem else ""

    def _unchanged(self, report: IndexReport, started: float) -> IndexReport:
        generation = record.current(self._database)
        assert generation is not None
        return report.model_copy(
            update={
                "passages": generation.passages,
                "generation": generation.number,
                "seconds": time.monotonic() - started,
            }
        )

    def _build(
        self,
        documents: Sequence[FullDocument],
        passages: Sequence[Passage],
        report: IndexReport,
        reason: str,
        started: float,
        progress: Progress | None,
    ) -> IndexReport:
        tell = progress or _silent
        before = record.passages_with_vectors(self._database)
        known = {stored.vector_key: stored.vector for stored in before}
        ordered = sorted(passages, key=lambda each: (each.document, each.position, each.id))
        stored, embedded = embed(self._model, self._name, ordered, known, tell)
        generation = record.begin(
            self._database,
            embeddings=self._name,
            dimension=len(stored[0].vector) // 4 if stored else 0,
            chunker=self._chunker,
        )
        built = build(place_of(self._settings, generation), generation, stored, tell)
        tell("switching", 0, 1)
        record.switch(self._database, built, documents=documents, passages=stored)
        self._sweep()
        tell("switching", 1, 1)
        return report.model_copy(
            update={
                "passages": len(stored),
                "embedded": embedded,
                "generation": generation.number,
                "rebuilt": True,
                "reason": reason,
                "seconds": time.monotonic() - started,
            }
        )

    def _model(self) -> Embeddings:
        self._embeddings = model_of(self._embeddings)
        return self._embeddings


def _report(change: Change, refused: Sequence[str]) -> IndexReport:
    return IndexReport(
        added=change.added,
        changed=change.changed,
        deleted=change.deleted,
        unchanged=change.unchanged,
        refused=tuple(refused),
    )


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass
