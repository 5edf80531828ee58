"""The facade: what people come for.

Command line, pages and suites all call `Assistant`. Nothing heavy is loaded before it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from assistant.errors import CaseError
from assistant.intake import build_case
from assistant.settings import MESSAGE_LIMIT, load
from assistant.wiring import Progress, Wiring

if TYPE_CHECKING:
    from assistant.drafting.brief import Brief
    from assistant.drafting.chain import DraftChain
    from assistant.drafting.work import Work


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

    @property
    def chain(self) -> DraftChain:
        """The LangChain Runnable from a Case to a Draft: `invoke`, `batch`, `stream`."""
        from assistant.drafting.chain import DraftChain

        return DraftChain(lambda: self._parts, self._case)

    def _until_brief(self, case: Case | Mapping[str, Any] | str) -> Work:
        from assistant.drafting import pipeline

        return pipeline.brief_only(self._case(case), self._parts)

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
