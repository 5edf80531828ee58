"""What a revision stands on: the case behind the draft, or what the draft itself says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from assistant.business_hours import add_hours, local, rounded, spoken
from assistant.corpus import Clause, Playbook
from assistant.domain import Case, Draft, Reply, Triage
from assistant.drafting.brief import Brief
from assistant.drafting.steps import brief, find_playbooks, find_policies, triage
from assistant.drafting.work import Parts, Work, begin, review
from assistant.rubric.review import Review, Thresholds

Origin = Literal["recorded", "given", "none"]


@dataclass(frozen=True)
class Ground:
    """Everything that a revised text may be compared with.

    `work` holds the case and its brief, where the case is known. `written` is the text as this
    program wrote it last: what differs from it is the agent's own. `said` are the agent's added
    statements, which are known because the agent says so.
    """

    parts: Parts
    draft: Draft
    work: Work | None
    origin: Origin
    since: datetime
    approved: tuple[str, ...] = ()
    written: str | None = None
    said: tuple[str, ...] = ()
    agent_name: str = ""
    language: str = ""
    """The language that the agent asked for, whatever the customer's is."""

    @property
    def brief(self) -> Brief | None:
        """The brief, where the case is known."""
        return self.work.brief if self.work else None

    @property
    def triage(self) -> Triage:
        """What the situation is: looked at again with the case, else as the draft has it."""
        found = self.work.known_triage() if self.work else self.draft.triage
        return found.model_copy(update={"language": self.language}) if self.language else found

    @property
    def due(self) -> datetime:
        """The moment by which the customer hears from us at the latest."""
        if self.brief:
            return self.brief.deadline
        company = self.parts.library.company
        for text in (entry.due for entry in self.draft.commitments if entry.due):
            try:
                return local(datetime.fromisoformat(text), company)
            except ValueError:
                continue
        return rounded(add_hours(self.since, company.update_hours, company), company)

    @property
    def deadline(self) -> str:
        """The same in words."""
        return spoken(self.due)

    @property
    def topic(self) -> str:
        """What the reply is about, as a noun phrase; empty where nobody knows."""
        playbooks = self._playbooks()
        return playbooks[0].topic if playbooks else ""

    def review(self, reply: Reply) -> Review:
        """The reply with everything it may be compared with."""
        if self.work is None:
            return self._alone(reply)
        facts = self.work.case.facts.model_copy(
            update={
                **{f"agent_said_{n}": each for n, each in enumerate(self.said, start=1)},
                **({"agent_name": self.agent_name} if self.agent_name else {}),
            }
        )
        case = self.work.case.model_copy(
            update={"facts": facts, "language": self.language or self.work.case.language}
        )
        work = replace(self.work, case=case, triage=self.triage, approved=self.approved)
        return review(work, self.parts, reply)

    def _alone(self, reply: Reply) -> Review:
        """Without the case: the draft's own triage, clauses and times."""
        company = self.parts.library.company
        times: list[datetime | str] = [self.deadline, self.due]
        for step in self.draft.follow_up:
            if step.due:
                times += [spoken(local(step.due, company)), step.due]
        return Review(
            reply=reply.text,
            triage=self.triage,
            clauses=self._clauses(),
            playbooks=self._playbooks(),
            company=company,
            deadlines=tuple(times),
            approved=self.approved,
            prescribed=(self.draft.escalation.tell_customer,),
            thresholds=Thresholds.of(self.parts.settings),
        )

    def _playbooks(self) -> tuple[Playbook, ...]:
        known = self.parts.library.playbooks
        return tuple(known[each.id] for each in self.triage.issues if each.id in known)

    def _clauses(self) -> tuple[Clause, ...]:
        known = self.parts.library.clauses
        named = [entry.ref for entry in self.draft.evidence if entry.kind == "policy"]
        named += [entry.authority.ref for entry in self.draft.commitments]
        named += [name for name in known if name.startswith("SRV-")]
        return tuple(known[name] for name in dict.fromkeys(named) if name in known)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The policy clauses that may allow something here."""
        return self.brief.policies if self.brief else self._clauses()


def stand(
    draft: Draft,
    parts: Parts,
    *,
    case: Case | None,
    origin: Origin,
    approved: Sequence[str],
    written: str | None,
) -> Ground:
    """The ground for a revision of this draft, as of the moment when the first draft was made.

    Args:
        case: the case behind the draft, as it came; None where nobody knows it.
        approved: what the agent approves; what they approved before still counts.
        written: the text as it was recorded, if it was.
    """
    since = draft.revision.since if draft.revision else draft.created_at
    earlier = [entry.text for entry in draft.commitments if entry.authority.kind == "agent"]
    earlier += draft.revision.approved if draft.revision else ()
    if case is None:  # what stood on the case can only be believed as the draft has it
        earlier += [e.text for e in draft.commitments if e.authority.kind == "case"]
    return Ground(
        parts=parts,
        draft=draft,
        work=_worked(case, draft, parts, since) if case else None,
        origin=origin if case else "none",
        since=since,
        approved=tuple(dict.fromkeys((*_spelled_out(approved, draft), *earlier))),
        written=written,
    )


def _spelled_out(approved: Sequence[str], draft: Draft) -> list[str]:
    """Approvals with the words of the promise where its id was given: ids change, words do not."""
    known = {entry.id: entry.text for entry in draft.commitments}
    return [known.get(each.strip().lower(), each) for each in approved]


def _worked(case: Case, draft: Draft, parts: Parts, since: datetime) -> Work:
    """The steps up to the brief, at the moment of the first draft: times stay what they were."""
    now = local(since, parts.library.company)
    work = replace(begin(case, parts), now=now)
    work = triage(find_playbooks(work, parts), parts)
    work = replace(work, triage=_with_the_models(work.known_triage(), draft.triage))
    return brief(find_policies(work, parts), parts)


def _with_the_models(found: Triage, earlier: Triage) -> Triage:
    """The triage with the flags that a model had added: no revision removes one."""
    keys = {flag.key for flag in found.flags}
    added = tuple(f for f in earlier.flags if f.source == "model" and f.key not in keys)
    if not added:
        return found
    return found.model_copy(update={"flags": (*found.flags, *added)})
