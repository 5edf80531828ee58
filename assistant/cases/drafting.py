"""Drafts in a case: made from its conversation, revised, and sent with what the agent changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.cases import ledger
from assistant.cases.changes import change_between
from assistant.cases.forms import digest, key_hash, moment, reply_text
from assistant.cases.guard import change_case, noted
from assistant.cases.means import Checked, Means
from assistant.cases.opening import Repeated, message_row, refuse_repeated, show_triage
from assistant.cases.reading import case_file, draft_in, found_row
from assistant.cases.records import CaseDraft, CaseInput
from assistant.cases.turns import as_case, case_input, unanswered
from assistant.database.cases import (
    Within,
    change,
    insert,
    last_message,
    messages_of,
    take_case,
)
from assistant.database.cases_erasing import empty_drafts
from assistant.database.cases_ledger import (
    add_case_draft,
    binding_messages,
    case_of_draft,
    draft_row,
    note,
)
from assistant.database.connection import Transaction
from assistant.domain import Case, Draft, Message
from assistant.errors import CaseError, NotFoundError


def input_for(means: Means, case_id: str) -> CaseInput:
    """What a draft for a case is made from.

    Raises:
        NotFoundError: there is no such case. CaseError: the customer is not waiting for a reply.
    """
    row = found_row(means.database, case_id)
    messages = messages_of(means.database, case_id)
    promised = binding_messages(means.database, case_id)
    made = case_input(row, messages, promised=promised)
    if not unanswered(messages):
        raise CaseError(
            "the customer has not written since the last reply",
            remedy="add what they wrote back",
        )
    return made


def file_draft(
    means: Means, case_id: str, draft: Draft, *, seen: int, by: str = "", action: str = "drafted"
) -> CaseDraft:
    """Files a recorded draft in its case, as of the last message that it knows.

    A draft that was being made while its case was erased is erased too.

    Raises:
        NotFoundError: there is no such case. CaseError: it was erased.
    """
    at = means.moment()
    with means.database.transaction() as transaction:
        is_there = take_case(transaction, case_id) not in (None, "erased")
        if is_there:
            _file(transaction, case_id, draft, seen=seen, by=by, action=action, at=at)
        else:
            empty_drafts(transaction, [draft.draft_id])
    if not is_there:
        found_row(means.database, case_id)
    return draft_of_case(means, case_id, draft.draft_id)


def _file(
    transaction: Transaction, case_id: str, draft: Draft, *, seen: int, by: str, action: str,
    at: datetime,
) -> None:  # fmt: skip
    add_case_draft(transaction, draft_id=draft.draft_id, case_id=case_id, seen=seen, author=by)
    show_triage(transaction, case_id, draft.model_dump(mode="json", include={"triage"}))
    detail = {"model": draft.writer.model}
    note(transaction, at=at, author=by, action=action, kind="draft", object_id=draft.draft_id,
         case_id=case_id, detail=detail)  # fmt: skip


def draft_of_case(means: Means, case_id: str, draft_id: str) -> CaseDraft:
    """One draft of a case.

    Raises:
        NotFoundError: the case has no draft of this id.
    """
    made = case_file(means.database, case_id, means.moment()).drafts
    found = next((each for each in made if each.draft_id == draft_id), None)
    if found is None:
        raise NotFoundError("this case has no draft of this id", remedy="look at the case")
    return found


def draft(means: Means, case_id: str, *, approve: Sequence[str] = (), by: str = "") -> CaseDraft:
    """Drafts a reply to what the customer wrote last."""
    given = input_for(means, case_id)
    made = means.draft(given.case, approve=tuple(approve))
    return file_draft(means, case_id, made, seen=given.seen, by=by)


def revise(
    means: Means,
    case_id: str,
    draft_id: str,
    instruction: str,
    *,
    text: str | None = None,
    approve: Sequence[str] = (),
    by: str = "",
) -> CaseDraft:
    """Changes a draft of the case as told; what it did not know, the new one does not know either.

    Args:
        text: the draft as the agent has edited it so far.

    Raises:
        NotFoundError: the case has no such draft. CaseError: its text was erased.
    """
    before = draft_of_case(means, case_id, draft_id)
    if before.draft is None:
        raise CaseError("the text of this draft was erased", remedy="draft again")
    given = before.draft
    if text is not None:
        reply = given.reply.model_copy(update={"text": reply_text(text)})
        given = given.model_copy(update={"reply": reply})
    made = means.revise(given, instruction, case=_behind(means, case_id, draft_id), approve=approve)
    rows = means.database.rows("SELECT seen FROM case_drafts WHERE draft_id = :id", id=draft_id)
    return file_draft(means, case_id, made, seen=int(rows[0][0]), by=by, action="revised")


def _behind(means: Means, case_id: str, draft_id: str) -> Case | None:
    """None where the case is recorded with the draft, which is found there; else the case's own."""
    found = draft_row(means.database, draft_id)
    if found is not None and found["case_record"]:
        return None
    return as_case(found_row(means.database, case_id), messages_of(means.database, case_id))


def sent(
    means: Means,
    case_id: str,
    text: str,
    *,
    draft_id: str | None = None,
    at: datetime | None = None,
    key: str | None = None,
    version: int | None = None,
    by: str = "",
) -> tuple[dict[str, Any], bool, Checked | None, list[str]]:
    """Stores what the agent sent, the difference to the draft, and what is now owed.

    Returns:
        The row of the message, whether its key was known, what the rubric says of the text
        (None where it was known), and the ids of the new follow-ups.

    Raises:
        NotFoundError, ConflictError: as for a message. CaseError: there is no text, or the moment
        cannot be.
    """
    reply, now, hashed = reply_text(text), means.moment(), key_hash(key)
    went_out = moment(at, means.company()) or now
    mark = digest("agent", reply)
    try:
        refuse_repeated(means.database, case_id, hashed, mark)
        base = _base(means, case_id, draft_id)
        checked = _checked(means, case_id, reply, base)
        owed = ledger.owed(means, checked.commitments, base, went_out)
        with means.database.transaction() as transaction:
            row = change_case(transaction, case_id, version=version, at=now)
            refuse_repeated(Within(transaction), case_id, hashed, mark)
            turn = Message(role="agent", text=reply, date=went_out)
            last = last_message(Within(transaction), case_id)
            made = message_row(means, case_id, last, turn, at=now, by=by)
            made |= {"key": hashed, "digest": mark if hashed else None}
            made |= _against(base, reply)
            insert(transaction, "case_messages", made)
            change(transaction, "cases", case_id, state="answered")
            steps = ledger.store(
                transaction, owed, case_id=case_id, at=now, by=by,
                message_id=made["id"], draft_id=draft_id,
            )  # fmt: skip
            share = json.loads(made["change"])["share"] if made["change"] else None
            noted(transaction, row, "sent", at=now, by=by, message=made["id"], changed=share,
                  follow_ups=len(steps))  # fmt: skip
    except Repeated as known:
        return dict(known.row), True, None, []
    return made, False, checked, steps


def _against(base: Draft | None, reply: str) -> dict[str, Any]:
    if base is None:
        return {}
    change = change_between(base.reply.text, reply)
    return {"draft_id": base.draft_id, "change": change.model_dump_json()}


def _base(means: Means, case_id: str, draft_id: str | None) -> Draft | None:
    """The draft that a text was sent from.

    Raises:
        NotFoundError: the draft belongs to another case, or is not recorded.
    """
    if draft_id is None:
        return None
    found = draft_row(means.database, draft_id)
    if found is None or case_of_draft(means.database, draft_id) != case_id:
        raise NotFoundError("this case has no draft of this id", remedy="look at the case")
    return draft_in(found["record"])


def _checked(means: Means, case_id: str, reply: str, base: Draft | None) -> Checked:
    """What the rubric says of a text; what was approved in the draft stays approved."""
    messages: Sequence[Mapping[str, Any]] = messages_of(means.database, case_id)
    case = as_case(found_row(means.database, case_id), messages)
    approved = [
        each.text
        for each in (base.commitments if base else ())
        if each.authority.kind == "agent" and each.text in reply
    ]
    return means.lint(reply, case, approve=approved)
