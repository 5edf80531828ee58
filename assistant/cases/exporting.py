"""The record as JSON lines or CSV, row by row; no cell of it starts a formula.

A spreadsheet runs a cell that starts with one of `= + - @`, a tab, a carriage return or their
full-width forms. Such a cell gets an apostrophe before it (OWASP, CSV injection), and every
cell is quoted, so that a comma, a quote or a line break inside cannot start a new one.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from assistant.cases.means import Means
from assistant.database.cases import CASE, MESSAGE
from assistant.database.cases_erasing import every
from assistant.database.cases_ledger import AUDIT, FEEDBACK, FOLLOW_UP
from assistant.errors import UsageError

STARTERS = tuple("=+-@\t\r\n\x00＝＋－＠")
_HIDDEN = {"customer_key", "open_key", "open_digest", "key", "digest"}
_TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "cases": ("cases", CASE),
    "messages": ("case_messages", MESSAGE),
    "follow_ups": ("follow_ups", FOLLOW_UP),
    "feedback": ("feedback", FEEDBACK),
}
_AS_JSON = {"facts", "issues", "change", "promise", "detail"}
_DRAFT = ("draft_id", "case_id", "created_at", "state", "author", "subject", "reply", "model",
          "prompt_hash", "severity", "level", "issues", "passages", "revises")  # fmt: skip
KINDS = (*_TABLES, "drafts", "audit")


def export(means: Means, what: str, form: str) -> Iterator[str]:
    """The lines of one kind of row; CSV starts with the names of its columns.

    Raises:
        UsageError: no such kind or form.
    """
    if what not in KINDS:
        raise UsageError("this cannot be exported", remedy=f"one of {', '.join(KINDS)}")
    if form not in ("jsonl", "csv"):
        raise UsageError("there is no such form", remedy="jsonl or csv")
    return _lines(means, what, form)


def _lines(means: Means, what: str, form: str) -> Iterator[str]:
    columns = _columns(what)
    if form == "csv":
        yield _csv_line(columns)
    for row in _rows(means, what):
        if form == "csv":
            yield _csv_line([_cell(row[name]) for name in columns])
        else:
            yield json.dumps(row, ensure_ascii=False) + "\n"


def _columns(what: str) -> tuple[str, ...]:
    if what == "drafts":
        return _DRAFT
    names = AUDIT if what == "audit" else _TABLES[what][1]
    return tuple(name for name in names if name not in _HIDDEN)


def _rows(means: Means, what: str) -> Iterator[dict[str, Any]]:
    if what == "drafts":
        yield from _draft_rows(means)
        return
    if what == "audit":
        yield from _audit_rows(means)
        return
    table, names = _TABLES[what]
    for values in every(means.database, table, names):
        yield _shown(dict(zip(names, values, strict=True)))


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what is only for us, and with its JSON as values."""
    return {
        name: json.loads(value) if name in _AS_JSON and value else value
        for name, value in row.items()
        if name not in _HIDDEN
    }


def _audit_rows(means: Means) -> Iterator[dict[str, Any]]:
    last = 0
    while True:
        rows = means.database.rows(
            f"SELECT {', '.join(AUDIT)} FROM audit_log WHERE number > :last ORDER BY number"
            " LIMIT 2000",
            last=last,
        )
        for values in rows:
            yield _shown(dict(zip(AUDIT, values, strict=True)))
        if len(rows) < 2000:
            return
        last = rows[-1][0]


def _draft_rows(means: Means) -> Iterator[dict[str, Any]]:
    filed = {
        draft_id: (case_id, author)
        for draft_id, case_id, author in means.database.rows(
            "SELECT draft_id, case_id, author FROM case_drafts"
        )
    }
    sent = {
        row[0]
        for row in means.database.rows(
            "SELECT draft_id FROM case_messages WHERE draft_id IS NOT NULL"
        )
    }
    columns = ("draft_id", "case_id", "created_at", "revises", "record")
    for draft_id, case_id, created_at, revises, record in every(means.database, "drafts", columns):
        data = json.loads(record)
        in_case, author = filed.get(draft_id, (case_id, ""))
        yield {
            "draft_id": draft_id,
            "case_id": in_case,
            "created_at": created_at,
            "state": "sent" if draft_id in sent else "",
            "author": author,
            **_of_draft(data.get("draft") or {}),
            "passages": data.get("passages") or [],
            "revises": revises,
        }


def _of_draft(draft: dict[str, Any]) -> dict[str, Any]:
    reply, triage, writer = (draft.get(key) or {} for key in ("reply", "triage", "writer"))
    flags = triage.get("flags") or ()
    return {
        "subject": reply.get("subject", ""),
        "reply": reply.get("text", ""),
        "model": writer.get("model", ""),
        "prompt_hash": writer.get("prompt_hash", ""),
        "severity": triage.get("severity", ""),
        "level": max((flag.get("level", 0) for flag in flags), default=0),
        "issues": [issue.get("id") for issue in triage.get("issues") or ()],
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return " ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _csv_line(cells: Any) -> str:
    """A line of quoted cells, none of which a spreadsheet takes for a formula."""
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(
        [safe_cell(cell) for cell in cells]
    )
    return line.getvalue()


def safe_cell(text: str) -> str:
    """The text of a cell that starts no formula, also where blanks stand before the sign."""
    bare = text.replace("\x00", "")
    return f"'{bare}" if text.startswith(STARTERS) or bare.lstrip().startswith(STARTERS) else bare
