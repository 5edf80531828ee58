"""The facade: what people come for.

Command line, pages and suites all call `Assistant`. Nothing heavy is loaded before it is needed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

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
from assistant.errors import CaseError, SettingsError
from assistant.intake import build_case
from assistant.settings import MESSAGE_LIMIT, load
from assistant.wiring import Progress, Wiring

if TYPE_CHECKING:
    from assistant.answering.desk import Desk
    from assistant.answering.gaps import Gap
    from assistant.answering.inventory import Inventory
    from assistant.answering.records import Answer
    from assistant.cases.casebook import Casebook
    from assistant.drafting.alternatives import Alternative
    from assistant.drafting.brief import Brief
    from assistant.drafting.chain import DraftChain
    from assistant.drafting.work import Parts, Work
    from assistant.knowledge.reasons import Ranked


_TYPISTS = 32
"""Cases whose briefs are kept for `lint`."""
_WARMING = "Where is my order? It should have been here a week ago."
_NOT_IN_FORCE = 10
"""Passages that are looked at beyond those asked for, as some may hold no more."""
_FRESH = 60.0
"""Seconds for which the brief of a case serves further calls of `lint`; deadlines count from it."""


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


class Assistant(Wiring):
    """Drafts, triages, lints, searches and indexes.

    Args:
        settings: as `assistant.settings.load` returns them.
        progress: told how far the building of an index is: stage, done, total.
    """

    _linted: tuple[tuple[Case, object, float, Work], ...] = ()
    """The last cases that replies were held against, and their briefs: one for each who types."""

    @classmethod
    def from_settings(cls, *, progress: Progress | None = None, **overrides: Any) -> Assistant:
        """An assistant from the environment and `.env`; `overrides` win over both."""
        return cls(load(**overrides), progress=progress)

    def warm(self) -> None:
        """Opens now what a draft needs, so that the first is as quick as the next.

        Raises:
            IndexFault, DatabaseFault, KnowledgeError: it cannot be opened.
        """
        self.lint(_WARMING, _WARMING)
        if self.settings.models:
            from assistant.models.providers import chat_model

            for name in self.settings.models:
                with suppress(SettingsError):  # said by the draft, which names the remedy
                    chat_model(name, self.settings)

    def warm_desk(self) -> None:
        """The same for questions about the knowledge."""
        self._desk.warm()

    # -- what people come for ------------------------------------------------------------------

    def draft(
        self,
        case: Case | Mapping[str, Any] | str,
        *,
        approve: Sequence[str] = (),
        tell: Callable[[str, str], None] | None = None,
    ) -> Draft:
        """A draft reply for a case, with everything that explains it.

        Args:
            case: a Case, the keys of CASE.json, or the message alone.
            approve: ids or texts of commitments that the agent approves.
            tell: receives, in this thread, what happens meanwhile: `progress` with the step,
                `text` with a provisional piece, `replaced` with why all pieces are void.

        Raises:
            CaseError: the case cannot be used. DatabaseFault, IndexFault: nothing can be kept
            or found. A model that fails is no error: the offline writer takes over.
        """
        if self.settings.tracing:  # tracers listen to LangChain, so the steps run through it
            if tell is not None:
                return self.chain.follow(self._case(case), tell, approved=tuple(approve))
            return self.chain.invoke(self._case(case), approved=tuple(approve))
        from assistant.drafting import pipeline

        return pipeline.draft(self._case(case), self._parts, approved=approve, tell=tell)

    def alternatives(
        self, case: Case | Mapping[str, Any] | str, *, approve: Sequence[str] = ()
    ) -> tuple[Alternative, ...]:
        """The same case as shortest, warmest and firmest, each a whole reply with its own ledger.

        Written offline, whatever writes the draft; none for a hard stop.
        """
        from dataclasses import replace

        from assistant.drafting.alternatives import alternatives

        work = replace(self._until_brief(case), approved=tuple(approve))
        return alternatives(work, self._parts)

    def triage(self, case: Case | Mapping[str, Any] | str) -> Assessment:
        """Triage, flags and escalation alone, without a draft."""
        from assistant.drafting import pipeline
        from assistant.drafting.recording import escalation
        from assistant.drafting.work import as_sent

        work = pipeline.triage_only(self._case(case), self._parts)
        return Assessment(triage=as_sent(work), escalation=escalation(work, self._parts))

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
        from assistant.rubric.approvals import check_approvals
        from assistant.rubric.commitments import commitments

        review = self._review(_checked_reply(reply), case, approve)
        check_approvals(review)
        findings = linter.lint(review)
        mended = linter.fix(review.reply, findings) if fix else None
        if mended is not None and mended != review.reply:
            review = replace(review, reply=mended)
            findings = linter.lint(review)
        return Lint(findings=findings, commitments=commitments(review), reply=mended)

    def revise(
        self,
        draft: Draft | Mapping[str, Any],
        instruction: str,
        *,
        case: Case | Mapping[str, Any] | None = None,
        approve: Sequence[str] = (),
    ) -> Draft:
        """The draft changed as told and checked anew; recorded as a draft that revises the other.

        Args:
            draft: a Draft, or what `draft --json` printed, perhaps with another text by the agent.
            instruction: plain English: "shorter and warmer", "leave out the part about the fee".
            case: the case behind the draft; without it the one that is recorded with the draft.
            approve: ids or texts of commitments that the agent approves.

        Raises:
            UsageError: the draft or the instruction cannot be used. RevisionError: the draft may
            not be revised, or nothing in it changes. ModelError: it needs a model and none is set.
        """
        from assistant.drafting.revise.incoming import behind, build_draft
        from assistant.drafting.revise.revising import revise

        made = draft if isinstance(draft, Draft) else build_draft(dict(draft))
        given = self._case(case) if case is not None else None
        found, origin, written = behind(made, given, self.recorded)
        return revise(
            made, instruction, self._parts,
            case=found, origin=origin, approved=tuple(approve), written=written,
        )  # fmt: skip

    def search(self, query: str, kind: Kind | None = None, limit: int = 5) -> tuple[Passage, ...]:
        """What retrieval finds for a query, best first, with scores from 0 to 1."""
        return tuple(each.passage for each in self.search_explained(query, kind, limit))

    def search_explained(
        self, query: str, kind: Kind | None = None, limit: int = 5
    ) -> tuple[Ranked, ...]:
        """The same, each passage with what its score is made of.

        What is superseded or not in force comes only where the query asks for the past.
        """
        if not query.strip():
            raise CaseError("there is nothing to search for", remedy="give a few words")
        from assistant.knowledge.reranking import READ, reranked
        from assistant.knowledge.validity import holding

        kinds, asked = (kind,) if kind else None, query[:MESSAGE_LIMIT]
        wide = max(limit + _NOT_IN_FORCE, READ if self.reranker else 0)
        ranked = self._ready.ranked_many([asked], kinds=kinds, limit=wide, closely=True)[0]
        found = holding(ranked, asked, date.today())
        if self.reranker:
            found = reranked(asked, found[: max(limit, READ)], self.reranker)
        return found[:limit]

    def ask(
        self, question: str, conversation: Sequence[str] | None = None, *, explain: bool = False
    ) -> Answer:
        """A trainer's or an agent's question answered from the knowledge, each sentence cited.

        Where the knowledge does not say, `answered` is false and `nearest` holds what comes
        nearest; the question is then recorded as a gap, masked.

        Args:
            conversation: earlier questions, oldest first, whose subject the question may keep.
            explain: with the reasons why the passages rank where they do.

        Raises:
            CaseError: there is no question, or it is too long. IndexFault, DatabaseFault.
        """
        return self._desk.ask(question, tuple(conversation or ()), explain=explain)

    def gaps(self) -> tuple[Gap, ...]:
        """Questions and cases that the knowledge could not answer, in groups."""
        return self._desk.gaps()

    def sources(self) -> Inventory:
        """What is indexed: documents, dates, passages, and how often each was cited."""
        return self._desk.inventory()

    @cached_property
    def _desk(self) -> Desk:
        from assistant.answering.desk import Desk

        return Desk(
            self.settings,
            self.database,
            lambda: self._ready,
            own=(self.company.name,),
            given=self._indexed_elsewhere(),
        )

    @cached_property
    def casebook(self) -> Casebook:
        """The record of cases: conversations, what was sent, what is owed, what it shows."""
        from assistant.cases.casebook import Casebook
        from assistant.cases.means import Means

        return Casebook(
            Means(
                database=self.database,
                settings=self.settings,
                company=lambda: self.company,
                draft=self.draft,
                lint=self.lint,
                revise=self.revise,
                triage=self.triage,
                ask=self.ask,
                search=self.search,
                clauses=lambda: self._parts.library.clauses,
                playbooks=lambda: self._parts.library.playbooks,
                is_instruction=self._is_instruction,
            )
        )

    def _is_instruction(self, line: str) -> bool:
        """Whether every part of a line is an instruction that revisions know."""
        from assistant.drafting.revise.lexicon import load_lexicon
        from assistant.drafting.revise.reading import read

        told = read(line[: MESSAGE_LIMIT // 10], load_lexicon(self.settings.knowledge))
        return all(each.kind != "other" for each in told)

    @property
    def chain(self) -> DraftChain:
        """The LangChain Runnable from a Case to a Draft: `invoke`, `batch`, `stream`."""
        from assistant.drafting.chain import DraftChain

        return DraftChain(lambda: self._parts, self._case)

    @property
    def parts(self) -> Parts:
        """What the steps work with, for suites that run them at a fixed moment and from a tape."""
        return self._parts

    def _until_brief(self, case: Case | Mapping[str, Any] | str) -> Work:
        from assistant.drafting import pipeline

        return pipeline.brief_only(self._case(case), self._parts)

    def has_read(self, case: Case) -> bool:
        """Whether a lint of this case would rest on its brief of a moment ago and ask no model."""
        now = time.monotonic()
        return any(entry[0] == case and now - entry[2] < _FRESH for entry in self._linted)

    def _same_or_new(self, case: Case) -> Work:
        """The brief of a case that is linted again and again while somebody types."""
        parts, now = self._parts, time.monotonic()
        fresh = tuple(e for e in self._linted if e[1] is parts and now - e[2] < _FRESH)
        known = next((entry[3] for entry in fresh if entry[0] == case), None)
        if known is None:
            known = self._until_brief(case)
            self._linted = ((case, parts, now, known), *fresh)[:_TYPISTS]
        return known

    def _case(self, case: Case | Mapping[str, Any] | str) -> Case:
        """The steps themselves check the message; here only its form is found."""
        if isinstance(case, str):
            return Case(message=case)
        return case if isinstance(case, Case) else build_case(dict(case))

    def _review(
        self, reply: str, case: Case | Mapping[str, Any] | str | None, approve: Sequence[str]
    ) -> Any:
        from dataclasses import replace

        from assistant.domain import Reply
        from assistant.drafting.work import review
        from assistant.rubric.review import Review, Thresholds

        if case is None or (isinstance(case, Case) and not case.message.strip()):
            return Review(
                reply=reply,
                case=case if isinstance(case, Case) else None,
                company=self.company,
                approved=tuple(approve),
                thresholds=Thresholds.of(self.settings),
            )
        work = self._same_or_new(self._case(case))
        text = Reply(text=reply, subject="", language="", channel=work.case.channel)
        looked = review(replace(work, approved=tuple(approve)), self._parts, text)
        return replace(looked, by_person=True)


def _checked_reply(reply: str) -> str:
    if len(reply) > MESSAGE_LIMIT:
        raise CaseError(
            f"the reply has {len(reply):,} characters; the limit is {MESSAGE_LIMIT:,}",
            remedy="check it in parts",
        )
    if not reply.strip():
        raise CaseError("there is no reply to check", remedy="give it as an argument or --file")
    return reply
