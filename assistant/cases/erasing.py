"""One customer's data taken out of everything, and what has reached its age.

What is left counts and names nobody. Afterwards the file is written anew, so that the bytes are
gone too; where that could not be done, the next run of `retain` makes up for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from assistant.cases.forms import customer_key
from assistant.cases.means import Means
from assistant.cases.records import Erasure, Retention
from assistant.database import Database
from assistant.database.cases import stamp
from assistant.database.cases_erasing import (
    empty_cases,
    empty_drafts,
    every,
    let_go_inputs,
    remove,
)
from assistant.database.cases_ledger import note
from assistant.database.connection import Transaction
from assistant.database.repeats import forget_answers
from assistant.errors import DatabaseFault, NotFoundError, UsageError

_NOT_THEIRS = {"agent_name", "country", "currency", "product", "status", "fault", "case_id"}
"""Facts that say nothing about who the customer is."""
_NAMES = ("customer_name", "email", "phone")
_TELLING = 4
"""Characters that a name must have to be looked for in texts."""


@dataclass
class _Found:
    """What there is of a customer."""

    cases: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def erase(
    means: Means, customer: str = "", *, case_id: str | None = None, by: str = "", dry_run: bool
) -> Erasure:
    """Takes one customer's texts out of cases, drafts, questions and gaps.

    Args:
        customer: the name, address or number under which the cases were kept, in any case.
        case_id: one case instead.

    Raises:
        UsageError: neither or both are given. NotFoundError: nothing is kept under this name.
        DatabaseFault: nothing was erased; or all was, but the file could not be written anew.
    """
    if bool(customer.strip()) == bool(case_id):
        raise UsageError("name a customer or a case", remedy="composure erase CUSTOMER")
    found = _find(means.database, customer_key(customer), case_id)
    if not (found.cases or found.drafts or found.held or found.questions or found.gaps):
        raise NotFoundError(
            "nothing is kept of this customer",
            remedy="give the name, address or number exactly as the case has it",
        )
    if dry_run:
        return _erasure(found, _counts(means.database, found.cases), len(found.drafts), True)
    with means.database.transaction() as transaction:
        counts, drafts = _empty(transaction, means, found)
        detail = {**counts, "drafts": drafts, "cases": len(found.cases), "held": len(found.held)}
        note(transaction, at=means.moment(), author=by, action="erased", kind="customer",
             object_id="", detail=detail)  # fmt: skip
        for each in found.cases:
            note(transaction, at=means.moment(), author=by, action="erased", kind="case",
                 object_id=each, case_id=each)  # fmt: skip
    compact(means, by=by)
    return _erasure(found, counts, drafts, False)


def _empty(transaction: Transaction, means: Means, found: _Found) -> tuple[dict[str, int], int]:
    counts = empty_cases(transaction, found.cases, means.moment())
    drafts = empty_drafts(transaction, found.drafts)
    remove(transaction, "answers", found.questions)
    remove(transaction, "gaps", found.gaps)
    return counts, drafts


def _erasure(found: _Found, counts: dict[str, int], drafts: int, dry_run: bool) -> Erasure:
    return Erasure(
        cases=tuple(found.cases),
        drafts=drafts,
        **counts,
        questions=len(found.questions),
        gaps=len(found.gaps),
        held=tuple(found.held),
        mentions=tuple(found.mentions),
        documents=tuple(found.documents),
        dry_run=dry_run,
    )


def _counts(database: Database, case_ids: list[str]) -> dict[str, int]:
    counts = {"messages": 0, "follow_ups": 0, "feedback": 0}
    for table, name in (("case_messages", "messages"), ("follow_ups",) * 2, ("feedback",) * 2):
        for case_id in case_ids:
            sql = f"SELECT COUNT(*) FROM {table} WHERE case_id = :id"
            counts[name] += int(database.rows(sql, id=case_id)[0][0])
    return counts


def _find(database: Database, key: str, case_id: str | None) -> _Found:
    found = _Found(names={key} if key else set())
    for id, customer, facts, hold, state in every(
        database, "cases", ("id", "customer_key", "facts", "hold", "state")
    ):
        data = json.loads(facts)
        if state == "erased" or not (id == case_id or (key and _is_theirs(key, customer, data))):
            continue
        (found.held if hold else found.cases).append(id)
        found.names |= {customer, *(customer_key(str(data.get(name) or "")) for name in _NAMES)}
    found.names = {name for name in found.names if len(name) >= _TELLING}
    found.drafts = list(_drafts(database, key, found))
    found.questions = [id for id, _ in _naming(database, "answers", ("id", "question"), found)]
    gaps = every(database, "gaps", ("id", "text", "origin"))
    theirs = set(found.drafts)
    found.gaps = [id for id, text, origin in gaps if origin in theirs or _names(text, found)]
    _find_mentions(database, found)
    return found


def _is_theirs(key: str, customer: str, facts: dict[str, Any]) -> bool:
    """Whether a case is kept under this name, address or number."""
    values = (value for name, value in facts.items() if name not in _NOT_THEIRS)
    return customer == key or any(
        isinstance(value, str | int) and customer_key(str(value)) == key for value in values
    )


def _drafts(database: Database, key: str, found: _Found) -> Iterator[str]:
    """The drafts of the cases, and those made outside a case whose input names the customer."""
    cases, held = set(found.cases), set(found.held)
    filed: dict[str, str] = dict(database.rows("SELECT draft_id, case_id FROM case_drafts"))
    for draft_id, own_case, given, start in every(
        database, "drafts", ("draft_id", "case_id", "case_record", "SUBSTR(record, 1, 9)")
    ):
        case_id = filed.get(draft_id, own_case)
        if case_id in held or start == '{"erased"':
            continue
        if case_id in cases or (key and draft_id not in filed and _input_names(key, given)):
            yield draft_id


def _input_names(key: str, given: str | None) -> bool:
    if not given:
        return False
    data = json.loads(given)
    if _is_theirs(key, "", data.get("facts") or {}):
        return True
    turns = [data.get("message", ""), *(t.get("text", "") for t in data.get("history") or ())]
    return "@" in key and any(key in turn.casefold() for turn in turns)


def _naming(
    database: Database, table: str, columns: tuple[str, str], found: _Found
) -> Iterator[tuple[str, str]]:
    """Rows of a table whose text names the customer."""
    for id, text in every(database, table, columns):
        if _names(text, found):
            yield id, text


def _names(text: str, found: _Found) -> bool:
    folded = " ".join(text.split()).casefold()
    return any(name in folded for name in found.names)


def _find_mentions(database: Database, found: _Found) -> None:
    """Cases of others and documents of the knowledge that name the customer."""
    own = {*found.cases, *found.held}
    others: dict[str, None] = {}
    for _, case_id, text in every(database, "case_messages", ("id", "case_id", "text")):
        if case_id not in own and case_id not in others and _names(text, found):
            others[case_id] = None
    for id, customer in every(database, "cases", ("id", "customer_key")):
        if id not in own and customer and customer in found.names:
            others[id] = None
    found.mentions = list(others)
    documents: dict[str, None] = {}
    for _, document, text in every(database, "passages", ("id", "document", "text")):
        if document not in documents and _names(text, found):
            documents[document] = None
    found.documents = list(documents)


def compact(means: Means, *, by: str) -> None:
    """Writes the database anew without what was taken out, and notes that it is done."""
    forget_answers(means.database)
    try:
        means.database.compact()
    except DatabaseFault as fault:
        raise DatabaseFault(
            f"all of it is erased, but the file could not be written anew: {fault.message}",
            remedy="run `composure retention` when nothing else uses the database",
        ) from fault
    with means.database.transaction() as transaction:
        note(transaction, at=means.moment(), author=by, action="compacted", kind="database",
             object_id="")  # fmt: skip


def _is_uncompacted(database: Database) -> bool:
    """Whether something was taken out since the file was last written anew."""
    rows = database.rows(
        "SELECT action FROM audit_log WHERE action IN ('erased', 'retention', 'compacted')"
        " ORDER BY number DESC LIMIT 1"
    )
    return bool(rows) and rows[0][0] != "compacted"


def retain(means: Means, *, by: str = "retention", dry_run: bool) -> Retention:
    """Takes out what has reached its age: cases by their last change, drafts, inputs, questions.

    Cases on hold stay. Ages are COMPOSURE_RETENTION_DAYS and COMPOSURE_PROMPT_RETENTION_DAYS.

    Raises:
        DatabaseFault: nothing was taken out; or all was, but the file could not be written anew.
    """
    old = stamp(means.moment() - timedelta(days=means.settings.retention_days))
    inputs_old = stamp(means.moment() - timedelta(days=means.settings.prompt_retention_days))
    found, inputs = _aged(means.database, old, inputs_old)
    done = Retention(
        cases=len(found.cases),
        drafts=len(found.drafts),
        inputs=len(inputs),
        questions=len(found.questions),
        gaps=len(found.gaps),
        held=len(found.held),
        dry_run=dry_run,
    )
    if dry_run:
        return done
    counts = done.model_dump(exclude={"dry_run", "held"})
    if any(counts.values()):
        with means.database.transaction() as transaction:
            _empty(transaction, means, found)
            let_go_inputs(transaction, inputs)
            note(transaction, at=means.moment(), author=by, action="retention", kind="database",
                 object_id="", detail=counts)  # fmt: skip
    if _is_uncompacted(means.database):
        compact(means, by=by)
    return done


def _aged(database: Database, old: str, inputs_old: str) -> tuple[_Found, list[str]]:
    """What has reached its age, and the drafts whose input has."""
    found = _Found()
    rows = database.rows(
        "SELECT id, hold FROM cases WHERE updated_at < :old AND state <> 'erased'", old=old
    )
    for id, hold in rows:
        (found.held if hold else found.cases).append(id)
    kept = "SELECT id FROM cases WHERE hold = 1"
    found.drafts = _ids(
        database,
        "SELECT r.draft_id FROM drafts r LEFT JOIN case_drafts d ON d.draft_id = r.draft_id"
        " LEFT JOIN cases c ON c.id = COALESCE(d.case_id, r.case_id)"
        " WHERE r.record NOT LIKE '{\"erased\"%' AND"
        " ((c.id IS NULL AND r.created_at < :old) OR (c.updated_at < :old AND c.hold = 0))",
        old=old,
    )
    found.questions = _ids(database, "SELECT id FROM answers WHERE created_at < :old", old=old)
    found.gaps = _ids(database, "SELECT id FROM gaps WHERE created_at < :old", old=old)
    emptied = set(found.drafts)
    inputs = _ids(
        database,
        "SELECT draft_id FROM drafts WHERE case_record IS NOT NULL AND created_at < :old"
        f" AND case_id NOT IN ({kept})",
        old=inputs_old,
    )
    return found, [each for each in inputs if each not in emptied]


def _ids(database: Database, sql: str, **values: Any) -> list[str]:
    return [str(row[0]) for row in database.rows(sql, **values)]
