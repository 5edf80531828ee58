"""The record as a whole: what is owed, what it shows, what leaves it, and what is taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from assistant.cases import ledger, managing
from assistant.cases.forms import named_id
from assistant.cases.insight_records import Insights, Step
from assistant.cases.means import Means
from assistant.cases.reading import entry_of, resolved_id
from assistant.cases.records import (
    AuditEntry,
    Erasure,
    Feedback,
    FollowUpItem,
    Retention,
    UsedBy,
)
from assistant.database.cases_ledger import log_of, note


class Register:
    """What is asked of all cases together.

    Args:
        means: the database, and drafting, checking and answering as functions.
    """

    def __init__(self, means: Means) -> None:
        self.means = means

    def follow_ups(
        self,
        *,
        case_id: str | None = None,
        owner: str | None = None,
        state: str | None = "open",
        due: ledger.Due | None = None,
        limit: int = 500,
    ) -> tuple[FollowUpItem, ...]:
        """What is owed, the soonest due first; `state` None = all."""
        found = self._id(case_id) if case_id is not None else None
        return ledger.follow_ups(
            self.means, case_id=found, owner=owner, state=state, due=due, limit=limit
        )

    def follow_up(self, follow_up_id: str) -> FollowUpItem:
        """One follow-up, by its id or a beginning of at least six characters."""
        return ledger.one(self.means, follow_up_id)

    def commitments(self, case_id: str) -> tuple[FollowUpItem, ...]:
        """What the customer of a case was promised, in every state."""
        return tuple(item for item in self.follow_ups(case_id=case_id, state=None) if item.promise)

    def add_follow_up(
        self,
        case_id: str,
        action: str,
        *,
        owner: str = "agent",
        due: datetime | None = None,
        channel: str = "internal",
        by: str = "",
    ) -> FollowUpItem:
        """A step that an agent adds by hand."""
        return ledger.add_follow_up(
            self.means, self._id(case_id), action, owner=owner, due=due, channel=channel, by=by
        )

    def resolve(
        self, follow_up_id: str, state: str, *, note: str = "", by: str = ""
    ) -> FollowUpItem:
        """Marks a follow-up done, missed, dropped or open again."""
        return ledger.resolve(self.means, follow_up_id, state, said=note, by=by)

    def audit(
        self, case_id: str | None = None, *, limit: int = 100, before: int | None = None
    ) -> tuple[AuditEntry, ...]:
        """The log, newest first; of one case or of everything."""
        found = self._id(case_id) if case_id is not None else None
        rows = log_of(self.means.database, found, limit=min(max(limit, 1), 5000), before=before)
        return tuple(map(entry_of, rows))

    def _id(self, case_id: str) -> str:
        return resolved_id(self.means.database, named_id(case_id))

    def feedback(
        self, draft_id: str, rating: str, *, reason: str = "", about: str = "", by: str = ""
    ) -> Feedback:
        """Keeps what an agent thinks of a draft."""
        return managing.feedback(self.means, draft_id, rating, reason=reason, about=about, by=by)

    # -- what it shows -------------------------------------------------------------------------

    def insights(
        self, *, since: date | None = None, until: date | None = None, by: Step = "week"
    ) -> Insights:
        """Themes, causes, what rises, promises, escalations and edits of a period.

        Without `since` it is the thirty days up to `until`, which is today where not given.
        """
        from assistant.cases.insights import insights

        return insights(self.means, since=since, until=until, step=by)

    def drafts_using(self, document: str) -> tuple[UsedBy, ...]:
        """The drafts that rest on a document or a passage, newest first."""
        from assistant.cases.usage import drafts_using

        return drafts_using(self.means, document)

    # -- what leaves it, and what is taken out -------------------------------------------------

    def calendar(self, items: Sequence[FollowUpItem]) -> bytes:
        """Follow-ups as an iCalendar file."""
        from assistant.cases.calendar import calendar

        return calendar(items, now=self.means.moment(), name=self.means.company().name)

    def export(self, what: str, form: str = "jsonl", *, by: str = "") -> Iterator[str]:
        """The lines of cases, messages, drafts, follow_ups, feedback or audit; jsonl or csv.

        That it was done is in the log.
        """
        from assistant.cases.exporting import export

        lines = export(self.means, what, form)
        with self.means.database.transaction() as transaction:
            note(transaction, at=self.means.moment(), author=by, action="exported", kind=what,
                 object_id="", detail={"form": form})  # fmt: skip
        return lines

    def erase(
        self, customer: str = "", *, case_id: str | None = None, by: str = "", dry_run: bool = False
    ) -> Erasure:
        """Takes one customer's texts out of everything; counts and figures stay."""
        from assistant.cases.erasing import erase

        found = self._id(case_id) if case_id else None
        return erase(self.means, customer, case_id=found, by=by, dry_run=dry_run)

    def retain(self, *, by: str = "retention", dry_run: bool = False) -> Retention:
        """Takes out what has reached its age; for `serve`, at its start, and a daily job."""
        from assistant.cases.retaining import retain

        return retain(self.means, by=by, dry_run=dry_run)
