"""What has reached its age is taken out: what has is looked up once more when it is taken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from assistant.cases.erasing import compact
from assistant.cases.means import Means
from assistant.cases.records import Retention
from assistant.cases.traces import Traces
from assistant.database import Database
from assistant.database.cases import Reader, Within, stamp
from assistant.database.cases_erasing import (
    ERASED,
    empty_cases,
    empty_drafts,
    let_go_inputs,
    remove,
    take_cases,
    unerased_drafts,
)
from assistant.database.cases_ledger import note
from assistant.database.connection import Transaction

_OF_CASE = (
    " FROM drafts r LEFT JOIN case_drafts d ON d.draft_id = r.draft_id"
    " LEFT JOIN cases c ON c.id = COALESCE(d.case_id, r.case_id)"
)
"""Drafts with the case in which they are filed, or for which they were made."""


def retain(means: Means, *, by: str = "retention", dry_run: bool) -> Retention:
    """Takes out what has reached its age: cases by their last change, drafts, inputs, questions.

    Cases on hold stay. Ages are COMPOSURE_RETENTION_DAYS and COMPOSURE_PROMPT_RETENTION_DAYS.

    Raises:
        DatabaseFault: nothing was taken out; or all was, but the file could not be written anew.
    """
    old = stamp(means.moment() - timedelta(days=means.settings.retention_days))
    inputs_old = stamp(means.moment() - timedelta(days=means.settings.prompt_retention_days))
    done = _retention(*_aged(means.database, old, inputs_old), dry_run)
    if dry_run:
        return done
    if any(_counts(done).values()):
        with means.database.transaction() as transaction:
            done = _take_out(transaction, means, old, inputs_old)
            note(transaction, at=means.moment(), author=by, action="retention", kind="database",
                 object_id="", detail=_counts(done))  # fmt: skip
    if _is_uncompacted(means.database):
        compact(means, by=by)
    return done


def _counts(done: Retention) -> dict[str, int]:
    return done.model_dump(exclude={"dry_run", "held"})


def _take_out(transaction: Transaction, means: Means, old: str, inputs_old: str) -> Retention:
    """What has reached its age now that nobody else can change it: a hold or a message saves it."""
    reader = Within(transaction)
    aged = _ids(reader, "SELECT id FROM cases WHERE updated_at < :old AND hold = 0", old=old)
    taken = take_cases(transaction, aged, unchanged_since=old)
    found, inputs = _aged(reader, old, inputs_old)
    found.cases = taken
    found.drafts = list(dict.fromkeys((*found.drafts, *unerased_drafts(transaction, taken))))
    empty_cases(transaction, found.cases, means.moment())
    empty_drafts(transaction, found.drafts)
    let_go_inputs(transaction, inputs)
    remove(transaction, "answers", found.questions)
    remove(transaction, "gaps", found.gaps)
    return _retention(found, inputs, False)


def _retention(found: Traces, inputs: list[str], dry_run: bool) -> Retention:
    return Retention(
        cases=len(found.cases),
        drafts=len(found.drafts),
        inputs=len(inputs),
        questions=len(found.questions),
        gaps=len(found.gaps),
        held=len(found.held),
        dry_run=dry_run,
    )


def _aged(reader: Reader, old: str, inputs_old: str) -> tuple[Traces, list[str]]:
    """What has reached its age, and the drafts whose input has."""
    found = Traces()
    rows = reader.rows(
        "SELECT id, hold FROM cases WHERE updated_at < :old AND state <> 'erased'", old=old
    )
    for id, hold in rows:
        (found.held if hold else found.cases).append(id)
    found.drafts = _ids(
        reader,
        f"SELECT r.draft_id{_OF_CASE} WHERE r.record NOT LIKE '{ERASED}%' AND"
        " ((c.id IS NULL AND r.created_at < :old) OR (c.updated_at < :old AND c.hold = 0))",
        old=old,
    )
    found.questions = _ids(reader, "SELECT id FROM answers WHERE created_at < :old", old=old)
    found.gaps = _ids(reader, "SELECT id FROM gaps WHERE created_at < :old", old=old)
    emptied = set(found.drafts)
    inputs = _ids(
        reader,
        f"SELECT r.draft_id{_OF_CASE} WHERE r.case_record IS NOT NULL AND r.created_at < :old"
        " AND (c.id IS NULL OR c.hold = 0)",
        old=inputs_old,
    )
    return found, [each for each in inputs if each not in emptied]


def _is_uncompacted(database: Database) -> bool:
    """Whether something was taken out since the file was last written anew."""
    rows = database.rows(
        "SELECT action FROM audit_log WHERE action IN ('erased', 'retention', 'compacted')"
        " ORDER BY number DESC LIMIT 1"
    )
    return bool(rows) and rows[0][0] != "compacted"


def _ids(reader: Reader, sql: str, **values: Any) -> list[str]:
    return [str(row[0]) for row in reader.rows(sql, **values)]
