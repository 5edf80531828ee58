"""The one place that wires the rooms together: settings in, working parts out.

Everything is made when it is first asked for, and made anew when the index has moved on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from assistant.corpus import Company
from assistant.domain import Case, Draft
from assistant.errors import IndexFault
from assistant.settings import Settings, quiet, shipped

if TYPE_CHECKING:
    from langchain_core.documents import BaseDocumentCompressor

    from assistant.database import Database
    from assistant.drafting.work import Parts
    from assistant.knowledge.index import Index, IndexReport
    from assistant.knowledge.retrieval import Retriever
    from assistant.triage.flags import FlagRules

Progress = Callable[[str, int, int], None]
_PATIENCE = 120.0
"""Seconds that a first draft waits for another process which is building the index."""


class Wiring:
    """Database, index, rules and parts for one set of settings.

    Args:
        settings: as `assistant.settings.load` returns them.
        progress: told how far the building of an index is: stage, done, total.
    """

    def __init__(self, settings: Settings, *, progress: Progress | None = None) -> None:
        quiet(settings)
        self.settings = settings
        self.progress = progress
        self._lock = RLock()
        self._is_warm = False
        self._built: tuple[int, Parts] | None = None

    @cached_property
    def company(self) -> Company:
        """The company that replies go out for."""
        from assistant.knowledge.company import company_for

        return company_for(self.settings.knowledge)

    @cached_property
    def database(self) -> Database:
        """The record: documents, passages, drafts."""
        from assistant.database import Database

        return Database.open(self.settings.database)

    @cached_property
    def retriever(self) -> Retriever:
        """Hybrid retrieval over the current index."""
        from assistant.knowledge.retrieval import Retriever

        made, name = self._embedder
        return Retriever(self.database, self.settings, made, name=name)

    def check_index(self) -> tuple[str, ...]:
        """The full check of the index, in a child process; what it found, empty = sound."""
        return self._index.check()

    def mend_index(self) -> IndexReport | None:
        """Builds the index anew from the record where its full check finds damage, else None."""
        return self._index.mend(self.progress)

    def stale_documents(self) -> tuple[str, ...]:
        """Documents of the knowledge folder that are not indexed as they are now, by path."""
        from assistant.knowledge.documents import read_knowledge

        own = [d for d in self.retriever.documents() if not d.metadata.get("given")]
        kept = {document.id: document.content_hash for document in own}
        sources = {source.id: source for source in read_knowledge(self.settings.knowledge).sources}
        changed = [s.path for s in sources.values() if kept.get(s.id) != s.content_hash]
        return (*changed, *(document.path for document in own if document.id not in sources))

    @cached_property
    def _index(self) -> Index:
        from assistant.knowledge.index import Index
        from assistant.knowledge.passages import CHUNKER_VERSION

        made, name = self._embedder
        return Index(self.database, self.settings, made, name=name, chunker=CHUNKER_VERSION)

    @cached_property
    def _embedder(self) -> tuple[Any, str]:
        """The embedder, masked where it is not our own, and the name the index records."""
        from assistant.models import embedder

        made, name = embedder(self.settings)
        if name.startswith("wordllama") or not self.settings.mask:
            return made, name
        from assistant.masked import MaskedEmbeddings

        return MaskedEmbeddings(made), name

    @cached_property
    def reranker(self) -> BaseDocumentCompressor | None:
        """What looks again at a search's passages, masked where it is not our own; None = off."""
        from assistant.models.rerankers import RemoteReranker, reranker

        made = reranker(self.settings)
        if not isinstance(made, RemoteReranker) or not self.settings.mask:
            return made
        from assistant.masked import masked_reranker

        return masked_reranker(made)

    @property
    def _ready(self) -> Retriever:
        """Retrieval over an index that is there and sound; built or mended where it is not."""
        with self._lock:
            if not self._is_warm:
                self._warm()
                self._is_warm = True
            return self.retriever

    def _warm(self) -> None:
        """Opens the index; builds it where there is none, mends it where it is damaged.

        Several first drafts at once: one of them builds, the others wait for it.
        """
        give_up = time.monotonic() + _PATIENCE
        while True:
            try:
                if not self._is_of_this_knowledge():
                    self.index()
                return self.retriever.warm()
            except IndexFault as fault:
                try:
                    if not self.has_index():
                        self.index()
                    elif self.settings.chroma_url or self._index.mend(self.progress) is None:
                        raise fault
                except IndexFault as busy:
                    if busy is fault or time.monotonic() > give_up or not busy.busy:
                        raise
                    time.sleep(0.2)
                self._forget()

    @property
    def _marker(self) -> Path:
        return self.settings.home / "knowledge"

    def _is_of_this_knowledge(self) -> bool:
        """Whether the index was built from the folder that the settings name now.

        Another company's promises must not answer because a folder was changed or mistyped.
        """
        try:
            built_from = self._marker.read_text(encoding="utf-8")
        except OSError:
            return not self.has_index()
        return built_from == str(self.settings.knowledge.resolve())

    def has_index(self) -> bool:
        """Whether anything was ever indexed here."""
        from assistant.knowledge.record import current

        return current(self.database) is not None

    def _indexed_elsewhere(self) -> tuple[Path, ...]:
        """Files and folders that earlier runs were given beside the knowledge folder."""
        from assistant.knowledge.record import stored_documents

        given = {document.metadata.get("given", "") for document in stored_documents(self.database)}
        return tuple(Path(path) for path in sorted(given) if path and Path(path).exists())

    def _forget(self) -> None:
        self.__dict__.pop("retriever", None)
        self._is_warm, self._built = False, None

    def reread_knowledge(self) -> None:
        """Lets go of what was read from the knowledge folder; the next call reads it anew."""
        with self._lock:
            for name in ("company", "rules", "_desk"):
                self.__dict__.pop(name, None)
            self._built = None

    def close(self) -> None:
        """Lets go of index and database; for an assistant that serves for a moment."""
        with self._lock:
            self._forget()
            if "database" in self.__dict__:
                self.database.close()

    @cached_property
    def rules(self) -> FlagRules:
        """The compiled risk rules: the company's own, else the shipped ones."""
        from assistant.knowledge.escalation import load_rules
        from assistant.triage.flags import FlagRules

        own = self.settings.knowledge / "escalation.yaml"
        return FlagRules(
            load_rules(own if own.is_file() else shipped("knowledge") / own.name), classifier=True
        )

    @property
    def _parts(self) -> Parts:
        """What the steps work with, as of the index's current generation.

        A process that runs for days must not offer what was deleted meanwhile.
        """
        with self._lock:
            ready = self._ready
            if self._built is None or self._built[0] != ready.generation:
                self._built = (ready.generation, self._build(ready))
            return self._built[1]

    def _build(self, ready: Retriever) -> Parts:
        from assistant.drafting.brief import Library
        from assistant.drafting.offline import OfflineWriter
        from assistant.drafting.work import Parts
        from assistant.knowledge.library import library
        from assistant.knowledge.phrases import load_phrases
        from assistant.knowledge.vocabulary import vocabulary_for
        from assistant.triage.assess import Assessor

        kept = library((doc.kind, doc.parsed or "") for doc in ready.documents())
        phrases = load_phrases(self.settings.knowledge)
        found = ready.passages("policy")
        return Parts(
            settings=self.settings,
            library=Library(
                playbooks=kept.playbooks,
                clauses=kept.clauses,
                phrases=phrases,
                company=self.company,
            ),
            rules=self.rules,
            assessor=Assessor(
                kept.playbooks,
                self.rules,
                self.company,
                vocabulary=vocabulary_for(self.settings.knowledge),
            ),
            retriever=ready,
            clauses={p.metadata["clause"]: p for p in found if "clause" in p.metadata},
            offline=OfflineWriter(phrases),
            masks_queries=self.settings.mask and not self._embedder[1].startswith("wordllama"),
            save=self._save,
        )

    def _save(self, draft: Draft, passages: Sequence[str], case: Case | None) -> None:
        from assistant.database.drafts import record_draft

        record_draft(
            self.database,
            draft_id=draft.draft_id,
            case_id=draft.case_id,
            created_at=draft.created_at,
            record=f'{{"draft": {draft.model_dump_json()}, "passages": {json.dumps(passages)}}}',
            case=case.model_dump_json() if case else None,
            revises=draft.revision.revises if draft.revision else None,
        )

    def recorded(self, draft_id: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """What is recorded of a draft: its record and the case it answers, each or None."""
        from assistant.database.drafts import find_case, find_draft

        return find_draft(self.database, draft_id), find_case(self.database, draft_id)

    def index(
        self, paths: Sequence[str | Path] | None = None, *, rebuild: bool = False
    ) -> IndexReport:
        """Indexes the knowledge folder, and more files or folders where given.

        Raises:
            KnowledgeError: there is nothing to index. IndexFault: another run holds the lock.
        """
        from assistant.knowledge.indexing import index_knowledge

        report = index_knowledge(
            self._index,
            self.settings.knowledge,
            extra=tuple(Path(path) for path in paths or ()),
            known=self._indexed_elsewhere(),
            rebuild=rebuild,
            progress=self.progress,
        )
        self._marker.write_text(str(self.settings.knowledge.resolve()), encoding="utf-8")
        self._forget()
        return report
