"""The facade of the record: everything that is done with cases, in one place.

`assistant.casebook` gives it, wired to drafting, checking and answering.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.cases import adopting, drafting, finding, ledger, managing, opening
from assistant.cases.forms import moment, storable
from assistant.cases.reading import (
    card_for,
    case_file,
    drafts_in,
    found_row,
    message_of,
)
from assistant.cases.records import (
    Added,
    CaseCard,
    CaseDraft,
    CaseFile,
    CaseInput,
    CasePage,
    Sent,
)
from assistant.cases.register import Register
from assistant.cases.turns import case_input
from assistant.database.cases import messages_of
from assistant.database.cases_ledger import binding_messages, case_drafts
from assistant.domain import Case, Channel, Draft, Message
from assistant.errors import UsageError


class Casebook(Register):
    """The record of cases.

    Args:
        means: the database, and drafting, checking and answering as functions.

    `by` is the name of who does it. `version` is the version of the case that they saw; a
    ConflictError tells the second of two writers. `key` makes a repeated call harmless.
    """

    # -- cases ---------------------------------------------------------------------------------

    def open_case(
        self,
        message: str | None = None,
        *,
        customer: str = "",
        subject: str = "",
        channel: Channel = "email",
        language: str | None = None,
        facts: Mapping[str, Any] | None = None,
        history: Sequence[Message] = (),
        tone: str | None = None,
        owner: str = "",
        at: datetime | None = None,
        key: str | None = None,
        by: str = "",
    ) -> CaseFile:
        """A new case, with the customer's message where there is one already."""
        from assistant.cases.forms import frame, message_text

        checked = frame(facts=facts or {}, channel=channel, language=language, tone=tone)
        text = message_text(message) if message is not None else ""
        written = moment(at, self.means.company())
        case = checked.model_copy(
            update={"message": text, "history": tuple(history), "date": written}
        )
        return self.open_from(case, customer=customer, subject=subject, owner=owner, key=key, by=by)

    def open_from(
        self,
        case: Case,
        *,
        customer: str = "",
        subject: str = "",
        owner: str = "",
        key: str | None = None,
        by: str = "",
    ) -> CaseFile:
        """A new case from the keys of a CASE.json."""
        made = opening.open_case(
            self.means, case, customer=customer, subject=subject, owner=owner, key=key, by=by
        )
        return self.case(made)

    def adopt(self, draft_id: str, *, by: str = "") -> CaseFile:
        """A draft that was made outside a case becomes the first of one."""
        return self.case(adopting.adopt(self.means, draft_id, by=by))

    def cases(
        self,
        query: str = "",
        *,
        state: str | None = None,
        owner: str | None = None,
        customer: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> CasePage:
        """One page of the cases that fit, the one that changed last first."""
        return finding.find_cases(
            self.means,
            storable(query),
            state=state,
            owner=owner,
            customer=customer,
            limit=limit,
            after=after,
        )

    def case(self, case_id: str) -> CaseFile:
        """A whole case, by its id or a beginning of at least six characters.

        Raises:
            NotFoundError: there is none. UsageError: several begin like this.
        """
        return case_file(self.means.database, self._id(case_id), self.means.moment())

    def card(self, case_id: str) -> CaseCard:
        """A case as a list shows it."""
        return card_for(self.means.database, self._id(case_id), self.means.moment())

    def update(
        self,
        case_id: str,
        *,
        version: int | None = None,
        by: str = "",
        facts: Mapping[str, Any] | None = None,
        **given: Any,
    ) -> CaseFile:
        """Changes customer, subject, owner, channel, language, tone, hold or facts of a case."""
        unknown = sorted(set(given) - _FIELDS)
        if unknown:
            raise UsageError("a case has no such field", remedy=", ".join(sorted(_FIELDS)))
        found = self._id(case_id)
        managing.update(self.means, found, version=version, by=by, facts=facts, **given)
        return self.case(found)

    def close(self, case_id: str, *, version: int | None = None, by: str = "") -> CaseFile:
        """Closes a case; a new message of the customer opens it again."""
        found = self._id(case_id)
        managing.set_closed(self.means, found, True, version=version, by=by)
        return self.case(found)

    def reopen(self, case_id: str, *, version: int | None = None, by: str = "") -> CaseFile:
        """Opens a closed case again."""
        found = self._id(case_id)
        managing.set_closed(self.means, found, False, version=version, by=by)
        return self.case(found)

    # -- messages and drafts -------------------------------------------------------------------

    def add_message(
        self,
        case_id: str,
        text: str,
        *,
        role: str = "customer",
        at: datetime | None = None,
        key: str | None = None,
        version: int | None = None,
        by: str = "",
    ) -> Added:
        """Adds what the customer wrote (or an earlier reply); older drafts become stale."""
        if role not in ("customer", "agent"):
            raise UsageError("a message is the customer's or an agent's", remedy="customer, agent")
        found = self._id(case_id)
        before = {each.draft_id for each in self._drafts(found) if each.state == "stale"}
        turn = Message(
            role="customer" if role == "customer" else "agent",
            text=storable(text),
            date=moment(at, self.means.company()) or self.means.moment(),
        )
        row, repeated = opening.add_message(
            self.means, found, turn, key=key, version=version, by=by
        )
        stale = [each.draft_id for each in self._drafts(found) if each.state == "stale"]
        return Added(
            message=message_of(row),
            repeated=repeated,
            made_stale=tuple(each for each in stale if each not in before),
            case=self.card(found),
        )

    def input_for(self, case_id: str) -> CaseInput:
        """What a draft for a case is made from; for `assistant.chain.stream`, then file_draft."""
        return drafting.input_for(self.means, self._id(case_id))

    def conversation_of(self, case_id: str) -> Case:
        """The case so far, as triage and the check of replies see it, also where we wrote last."""
        found = self._id(case_id)
        database = self.means.database
        row, messages = found_row(database, found), messages_of(database, found)
        return case_input(row, messages, promised=binding_messages(database, found)).case

    def file_draft(self, case_id: str, draft: Draft, *, seen: int, by: str = "") -> CaseDraft:
        """Files a draft that was made from `input_for`; stale if the customer wrote meanwhile."""
        return drafting.file_draft(self.means, self._id(case_id), draft, seen=seen, by=by)

    def draft(self, case_id: str, *, approve: Sequence[str] = (), by: str = "") -> CaseDraft:
        """Drafts a reply to what the customer wrote last."""
        return drafting.draft(self.means, self._id(case_id), approve=approve, by=by)

    def revise(
        self,
        case_id: str,
        draft_id: str,
        instruction: str,
        *,
        text: str | None = None,
        approve: Sequence[str] = (),
        by: str = "",
    ) -> CaseDraft:
        """Changes a draft as told; `text` is what the agent made of it so far."""
        return drafting.revise(
            self.means, self._id(case_id), draft_id, instruction, text=text, approve=approve, by=by
        )

    def sent(
        self,
        case_id: str,
        text: str,
        *,
        draft_id: str | None = None,
        at: datetime | None = None,
        key: str | None = None,
        version: int | None = None,
        by: str = "",
    ) -> Sent:
        """Records what the agent sent: the difference to the draft, and what is owed now."""
        found = self._id(case_id)
        row, repeated, checked, steps = drafting.sent(
            self.means, found, text, draft_id=draft_id, at=at, key=key, version=version, by=by
        )
        items = ledger.follow_ups(self.means, case_id=found, state=None, limit=1000)
        return Sent(
            message=message_of(row),
            repeated=repeated,
            follow_ups=tuple(item for item in items if item.id in steps),
            findings=checked.findings if checked else (),
            case=self.card(found),
        )

    # -- inside --------------------------------------------------------------------------------

    def _drafts(self, case_id: str) -> tuple[CaseDraft, ...]:
        database = self.means.database
        return drafts_in(case_drafts(database, case_id), messages_of(database, case_id), ())


_FIELDS = {"customer", "subject", "owner", "channel", "language", "tone", "hold"}
