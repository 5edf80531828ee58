"""Taking texts out of the record: what is left counts, and says nothing about anybody.

Rows stay, so that figures stay true: when, how many, which situations, which passages, whether a
promise was kept. A draft may be emptied only in a transaction that names it among the permits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from assistant.database.cases import Reader, as_json, in_list, stamp
from assistant.database.connection import Transaction

_PAGE = 2000
_TRIAGE = ("emotion", "intensity", "severity", "asks", "fault", "repeat_contact", "language")
ERASED = '{"erased"'
"""How the record of a draft begins whose text was erased."""
_WRITER = ("model", "prompt", "prompt_hash", "tokens", "seconds", "fell_back")


def skeleton(record: str) -> str:
    """The record of a draft without a word of the customer's, the agent's or the reply's."""
    data = json.loads(record)
    draft = data.get("draft") or {}
    triage = draft.get("triage") or {}
    kept = {
        **{key: draft[key] for key in ("draft_id", "case_id", "created_at") if key in draft},
        "reply": {"text": "", "channel": (draft.get("reply") or {}).get("channel", "")},
        "triage": {
            **{key: triage[key] for key in _TRIAGE if key in triage},
            "issues": [{"id": issue.get("id")} for issue in triage.get("issues") or ()],
            "flags": [
                {"key": flag.get("key"), "level": flag.get("level")}
                for flag in triage.get("flags") or ()
            ],
        },
        "escalation": {"level": (draft.get("escalation") or {}).get("level", 0)},
        "citations": [{"id": cited.get("id")} for cited in draft.get("citations") or ()],
        "writer": {k: v for k, v in (draft.get("writer") or {}).items() if k in _WRITER},
    }
    return as_json({"erased": True, "draft": kept, "passages": data.get("passages") or []})


def empty_drafts(transaction: Transaction, draft_ids: Sequence[str]) -> int:
    """Leaves the skeletons of drafts and of what was said about them; how many drafts."""
    count = 0
    for part in _parts(draft_ids):
        _permit(transaction, part)
        binds, values = in_list(part, "d")
        rows = transaction.execute(
            f"SELECT draft_id, record FROM drafts WHERE draft_id IN ({binds})", **values
        )
        count += len(rows)
        for draft_id, record in rows:
            transaction.execute(
                "UPDATE drafts SET record = :record, case_record = NULL WHERE draft_id = :id",
                id=draft_id,
                record=skeleton(record),
            )
        transaction.execute(
            f"UPDATE feedback SET reason = '' WHERE draft_id IN ({binds})", **values
        )
        transaction.execute("DELETE FROM erasure_permits")
    return count


def let_go_inputs(transaction: Transaction, draft_ids: Sequence[str]) -> None:
    """Takes away what drafts were made from; the drafts themselves stay."""
    for part in _parts(draft_ids):
        _permit(transaction, part)
        binds, values = in_list(part, "d")
        transaction.execute(
            f"UPDATE drafts SET case_record = NULL WHERE draft_id IN ({binds})", **values
        )
        transaction.execute("DELETE FROM erasure_permits")


def _permit(transaction: Transaction, draft_ids: Sequence[str]) -> None:
    transaction.many(
        "INSERT INTO erasure_permits (draft_id) VALUES (:id)", ({"id": each} for each in draft_ids)
    )


def take_cases(
    transaction: Transaction, case_ids: Sequence[str], *, unchanged_since: str | None = None
) -> list[str]:
    """Keeps others from cases until the end; those of them that are not on hold.

    Args:
        unchanged_since: leaves out what was changed at this time or later, or is erased already.
    """
    aged = " AND updated_at < :since AND state <> 'erased'" if unchanged_since else ""
    taken: list[str] = []
    for part in _parts(case_ids):
        binds, values = in_list(part, "c")
        more = {"since": unchanged_since} if unchanged_since else {}
        rows = transaction.execute(
            f"UPDATE cases SET version = version WHERE id IN ({binds}) AND hold = 0{aged}"
            " RETURNING id",
            **values,
            **more,
        )
        found = {row[0] for row in rows}
        taken += [each for each in part if each in found]
    return taken


def unerased_drafts(transaction: Transaction, case_ids: Sequence[str]) -> list[str]:
    """The drafts of cases whose text is still there, filed or not yet filed."""
    found: list[str] = []
    for part in _parts(case_ids):
        binds, values = in_list(part, "c")
        rows = transaction.execute(
            "SELECT r.draft_id FROM drafts r LEFT JOIN case_drafts d ON d.draft_id = r.draft_id"
            f" WHERE COALESCE(d.case_id, r.case_id) IN ({binds})"
            f" AND r.record NOT LIKE '{ERASED}%'",
            **values,
        )
        found += [str(row[0]) for row in rows]
    return found


def counts_of(reader: Reader, case_ids: Sequence[str], draft_ids: Sequence[str]) -> dict[str, int]:
    """How many messages, follow-ups and remarks of cases, and remarks on drafts, there are."""
    counts = {"messages": 0, "follow_ups": 0}
    for part in _parts(case_ids):
        binds, values = in_list(part, "c")
        for table, name in (("case_messages", "messages"), ("follow_ups", "follow_ups")):
            sql = f"SELECT COUNT(*) FROM {table} WHERE case_id IN ({binds})"
            counts[name] += int(reader.rows(sql, **values)[0][0])
    remarks: set[str] = set()
    for column, ids in (("case_id", case_ids), ("draft_id", draft_ids)):
        for part in _parts(ids):
            binds, values = in_list(part, "f")
            sql = f"SELECT id FROM feedback WHERE {column} IN ({binds})"
            remarks |= {row[0] for row in reader.rows(sql, **values)}
    return {**counts, "feedback": len(remarks)}


def empty_cases(transaction: Transaction, case_ids: Sequence[str], at: datetime) -> None:
    """Leaves the skeletons of cases, their messages, follow-ups and feedback."""
    for part in _parts(case_ids):
        binds, values = in_list(part, "c")
        where = f"WHERE case_id IN ({binds})"
        _empty_changes(transaction, where, values)
        transaction.execute(
            f"UPDATE case_messages SET text = '', key = NULL, digest = NULL {where}", **values
        )
        _empty_promises(transaction, where, values)
        transaction.execute(
            "UPDATE follow_ups SET action = '', note = '',"
            f" state = CASE state WHEN 'open' THEN 'dropped' ELSE state END {where}",
            **values,
        )
        transaction.execute(f"UPDATE feedback SET reason = '' {where}", **values)
        transaction.execute(
            "UPDATE cases SET customer = '', customer_key = '', subject = '', facts = '{}',"
            " tone = NULL, open_key = NULL, open_digest = NULL, state = 'erased',"
            f" version = version + 1, updated_at = :at WHERE id IN ({binds})",
            at=stamp(at),
            **values,
        )


def _empty_changes(transaction: Transaction, where: str, values: dict[str, str]) -> None:
    """Of what an agent changed, the counts stay."""
    rows = transaction.execute(
        f"SELECT id, change FROM case_messages {where} AND change IS NOT NULL", **values
    )
    for id, change in rows:
        transaction.execute(
            "UPDATE case_messages SET change = :change WHERE id = :id",
            id=id,
            change=as_json({**json.loads(change), "parts": []}),
        )


def _empty_promises(transaction: Transaction, where: str, values: dict[str, str]) -> None:
    """Of a promise stays that it was one, on whose authority, and when."""
    rows = transaction.execute(
        f"SELECT id, promise FROM follow_ups {where} AND promise IS NOT NULL", **values
    )
    for id, promise in rows:
        transaction.execute(
            "UPDATE follow_ups SET promise = :promise WHERE id = :id",
            id=id,
            promise=as_json({**json.loads(promise), "text": "", "what": ""}),
        )


def remove(transaction: Transaction, table: str, ids: Sequence[str]) -> int:
    """Removes rows of `answers` or `gaps` by their ids; how many were given."""
    for part in _parts(ids):
        binds, values = in_list(part, "r")
        transaction.execute(f"DELETE FROM {table} WHERE id IN ({binds})", **values)
    return len(ids)


def every(reader: Reader, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """All rows of a table, page by page; the first column must be its key."""
    key, last = columns[0], ""
    while True:
        rows = reader.rows(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {key} > :last ORDER BY {key}"
            f" LIMIT {_PAGE}",
            last=last,
        )
        yield from rows
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """At most 400 at a time: databases bound the number of binds."""
    for start in range(0, len(ids), 400):
        yield ids[start : start + 400]
