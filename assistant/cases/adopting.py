"""A draft that was made outside a case becomes the first of one, its revisions with it."""

from __future__ import annotations

import json
from typing import Any

from assistant.cases.guard import refuse_erased
from assistant.cases.means import Means
from assistant.cases.opening import open_case, show_triage
from assistant.database.cases import Reader, Within, find_case_row, last_message
from assistant.database.cases_ledger import (
    add_case_draft,
    case_of_draft,
    draft_family,
    draft_row,
    note,
)
from assistant.domain import Case
from assistant.errors import CaseError, ConflictError, NotFoundError

_TICKET = "ticket"
"""The fact that keeps the number under which another system knows the case."""


def adopt(means: Means, draft_id: str, *, by: str = "") -> str:
    """Makes a case of a draft that stands alone; the draft and its revisions are filed in it.

    The case has an id of its own: what the draft names as `case_id` is the number of a ticket in
    another system, which drafts for several customers may bear. Adopting again, also at the same
    time, gives the same case.

    Raises:
        NotFoundError: there is no such draft. CaseError: what it was made from is not recorded, or
        the case in which it was, was erased. ConflictError: it was changed meanwhile.
    """
    if draft_row(means.database, draft_id) is None:
        raise NotFoundError("there is no draft of this id", remedy="composure cases list")
    filed = case_of_draft(means.database, draft_id)
    if filed is not None:
        return filed
    family = draft_family(means.database, draft_id)
    case_id = _case_of(means.database, family)
    if case_id is None:
        case = _kept_case(means.database, family)
        try:
            case_id = open_case(means, case, key=f"adopted draft {family[0]}", by=by)
        except ConflictError as conflict:
            raise ConflictError(
                "somebody else made a case of this draft meanwhile",
                remedy="look at the list of cases",
            ) from conflict
    _file_all(means, case_id, family, by=by)
    return case_id


def _case_of(reader: Reader, family: tuple[str, ...]) -> str | None:
    found = (case_of_draft(reader, each) for each in family)
    return next((each for each in found if each is not None), None)


def _kept_case(reader: Reader, family: tuple[str, ...]) -> Case:
    """What the first of a family of drafts was made from; its ticket number stays as a fact."""
    rows = [row for each in family if (row := draft_row(reader, each)) is not None]
    cases = (find_case_row(reader, row["case_id"]) for row in rows)
    if any(case is not None and case["state"] == "erased" for case in cases):
        raise CaseError("the case of this draft was erased", remedy="open a new one")
    kept = next((row["case_record"] for row in rows if row["case_record"]), None)
    if kept is None:
        raise CaseError(
            "what this draft was made from is not recorded any more",
            remedy="open a case with the customer's message",
        )
    data: dict[str, Any] = json.loads(kept)
    facts = data.get("facts") or {}
    ticket = facts.pop("case_id", None)
    if ticket:
        facts.setdefault(_TICKET, str(ticket))
    return Case.model_validate_json(json.dumps(data))


def _file_all(means: Means, case_id: str, family: tuple[str, ...], *, by: str) -> None:
    """Files the drafts of a family that are not yet filed."""
    at = means.moment()
    with means.database.transaction() as transaction:
        refuse_erased(transaction, case_id)
        reader = Within(transaction)
        last = last_message(reader, case_id)
        for draft_id in family:
            row = draft_row(reader, draft_id)
            if row is None or case_of_draft(reader, draft_id) is not None:
                continue
            seen = last["position"] if last else 0
            add_case_draft(transaction, draft_id=draft_id, case_id=case_id, seen=seen, author=by)
            note(transaction, at=at, author=by, action="filed", kind="draft",
                 object_id=draft_id, case_id=case_id)  # fmt: skip
            show_triage(transaction, case_id, json.loads(row["record"]).get("draft", {}))
