"""The facade: the one place that wires the rooms together.

Command line, pages and suites all call `Assistant`. Nothing heavy is loaded before it is needed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from assistant.corpus import Company
from assistant.domain import (
    Case,
    Commitment,
    Draft,
    Escalation,
    Finding,
    Kind,
    Passage,
    Record,
    Triage,
)
from assistant.errors import CaseError, IndexFault
from assistant.intake import build_case, check_message
from assistant.settings import MESSAGE_LIMIT, Settings, load, quiet, shipped

if TYPE_CHECKING:
    from assistant.database import Database
    from assistant.drafting.brief import Brief
    from assistant.drafting.chain import DraftChain
    from assistant.drafting.work import Parts, Work
    from assistant.knowledge.index import Index, IndexReport
    from assistant.knowledge.retrieval import Retriever
    from assistant.triage.flags import FlagRules

Progress = Callable[[str, int, int], None]
_PATIENCE = 120.0
"""Seconds that a first draft waits for another process which is building the index."""


class Assessment(Record):
    """What `triage` answers with."""

    triage: Triage
    escalation: Escalation


class Lint(Record):
    """What `lint` answers with; `reply` is the text after the safe repairs, where asked for."""

    findings: tuple[Finding, ...]
    commitments: tuple[Commitment, ...]
    reply: str | None = None

    @property
    def failed(self) -> bool:
        """Whether a hard criterion is broken."""
        return any(finding.status == "fail" for finding in self.findings)


class Assistant:
    """Drafts, triages, lints, searches and indexes.

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

    @classmethod
    def from_settings(cls, *, progress: Progress | None = None, **overrides: Any) -> Assistant:
        """An assistant from the environment and `.env`; `overrides` win over both."""
        return cls(load(**overrides), progress=progress)

    # -- what people come for ------------------------------------------------------------------

    def draft(self, case: Case | Mapping[str, Any] | str, *, approve: Sequence[str] = ()) -> Draft:
        """A draft reply for a case, with everything that explains it.

        Args:
            case: a Case, the keys of CASE.json, or the message alone.
            approve: ids or texts of commitments that the agent approves.

        Raises:
            CaseError: the case cannot be used. DatabaseFault, IndexFault: nothing can be kept
            or found. A model that fails is no error: the offline writer takes over.
        """
        if self.settings.tracing:  # tracers listen to LangChain, so the steps run through it
            return self.chain.invoke(self._case(case), approved=tuple(approve))
        from assistant.drafting import pipeline

        return pipeline.draft(self._case(case), self._parts, approved=approve)

    def triage(self, case: Case | Mapping[str, Any] | str) -> Assessment:
        """Triage, flags and escalation alone, without a draft."""
        from assistant.drafting.work import as_sent
        from assistant.triage.escalation import escalate

        work = self._until_brief(case)
        return Assessment(
            triage=as_sent(work),
            escalation=escalate(
                work.case,
                work.known_triage(),
                rules=self.rules,
                company=self.company,
                now=work.now,
                questions=work.known_brief().questions,
            ),
        )

    def brief(self, case: Case | Mapping[str, Any] | str) -> Brief:
        """The brief that a writer would get for this case."""
        return self._until_brief(case).known_brief()

    def lint(
        self,
        reply: str,
        case: Case | Mapping[str, Any] | str | None = None,
        *,
        approve: Sequence[str] = (),
        fix: bool = False,
    ) -> Lint:
        """What the rubric says about any reply, with or without the case that it answers.

        Raises:
            CaseError: there is no reply, or it has more than 20,000 characters.
        """
        from dataclasses import replace

        from assistant.rubric import linter
        from assistant.rubric.commitments import commitments

        review = self._review(_checked_reply(reply), case, approve)
        findings = linter.lint(review)
        mended = linter.fix(review.reply, findings) if fix else None
        if mended is not None and mended != review.reply:
            review = replace(review, reply=mended)
            findings = linter.lint(review)
        return Lint(findings=findings, commitments=commitments(review), reply=mended)

    def search(self, query: str, kind: Kind | None = None, limit: int = 5) -> tuple[Passage, ...]:
        """What retrieval finds for a query, best first, with scores from 0 to 1."""
        if not query.strip():
            raise CaseError("there is nothing to search for", remedy="give a few words")
        kinds = (kind,) if kind else None
        return self._ready.search(query[:MESSAGE_LIMIT], kinds=kinds, limit=limit)

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
        self._forget()
        return report

    # -- what they are made of -----------------------------------------------------------------

    @property
    def chain(self) -> DraftChain:
        """The LangChain Runnable from a Case to a Draft: `invoke`, `batch`, `stream`."""
        from assistant.drafting.chain import DraftChain

        return DraftChain(lambda: self._parts, self._case)

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

    @cached_property
    def rules(self) -> FlagRules:
        """The compiled risk rules: the company's own, else the shipped ones."""
        from assistant.knowledge.escalation import load_rules
        from assistant.triage.flags import FlagRules

        own = self.settings.knowledge / "escalation.yaml"
        return FlagRules(load_rules(own if own.is_file() else shipped("knowledge") / own.name))

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
            assessor=Assessor(kept.playbooks, self.rules, self.company),
            retriever=ready,
            clauses={p.metadata["clause"]: p for p in found if "clause" in p.metadata},
            offline=OfflineWriter(phrases),
            masks_queries=self.settings.mask and not self._embedder[1].startswith("wordllama"),
            save=self._save,
        )

    def _save(self, draft: Draft, passages: Sequence[str]) -> None:
        from assistant.database.drafts import record_draft

        record_draft(
            self.database,
            draft_id=draft.draft_id,
            case_id=draft.case_id,
            created_at=draft.created_at,
            record=f'{{"draft": {draft.model_dump_json()}, "passages": {json.dumps(passages)}}}',
        )

    def _until_brief(self, case: Case | Mapping[str, Any] | str) -> Work:
        from assistant.drafting import pipeline

        return pipeline.brief_only(self._case(case), self._parts)

    def _case(self, case: Case | Mapping[str, Any] | str) -> Case:
        if isinstance(case, str):
            return Case(message=check_message(case))
        if isinstance(case, Case):
            return case.model_copy(update={"message": check_message(case.message)})
        return build_case(dict(case))

    def _review(
        self, reply: str, case: Case | Mapping[str, Any] | str | None, approve: Sequence[str]
    ) -> Any:
        from dataclasses import replace

        from assistant.domain import Reply
        from assistant.drafting.work import review
        from assistant.rubric.review import Review, Thresholds

        if case is None:
            return Review(
                reply=reply, company=self.company, thresholds=Thresholds.of(self.settings)
            )
        work = self._until_brief(case)
        text = Reply(text=reply, subject="", language="", channel=work.case.channel)
        return review(replace(work, approved=tuple(approve)), self._parts, text)


def _checked_reply(reply: str) -> str:
    if len(reply) > MESSAGE_LIMIT:
        raise CaseError(
            f"the reply has {len(reply):,} characters; the limit is {MESSAGE_LIMIT:,}",
            remedy="check it in parts",
        )
    if not reply.strip():
        raise CaseError("there is no reply to check", remedy="give it as an argument or --file")
    return reply
