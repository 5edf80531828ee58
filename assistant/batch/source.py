"""The input of a batch, looked at before any work: can it be read, what form has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from assistant.batch.csv_rows import Dialect, csv_rows, sniff
from assistant.batch.json_rows import json_rows
from assistant.batch.row import Row
from assistant.errors import CaseError

_LOOK = 65_536
"""Bytes that show what a file is."""
_FORMS = "give a .csv with a message column, or a .jsonl with one case object a line"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of rows; `dialect` is None for JSON Lines."""

    path: Path
    dialect: Dialect | None = None

    def rows(self) -> Iterator[Row]:
        """Every row, read from the file one at a time; may be called again."""
        return csv_rows(self.path, self.dialect) if self.dialect else json_rows(self.path)


def open_source(path: Path) -> Source:
    """The input at a path.

    Raises:
        CaseError: it is missing, unreadable, no text in UTF-8, empty, or has no message column.
    """
    start = _start(path)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start or start[:2] == b"PK":
        raise CaseError(f"{path} is not UTF-8 text", remedy="save it as CSV UTF-8")
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise CaseError(f"{path} has no rows", remedy=_FORMS)
    if not _is_json(path, text):
        return Source(path, _checked(path, sniff(path)))
    if _is_list(text):
        raise CaseError(f"{path} is one JSON list", remedy="write one object a line, without [ ]")
    return Source(path)


def _start(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise CaseError(f"{path} is no file that can be read twice", remedy=_FORMS)
        with path.open("rb") as file:
            return file.read(_LOOK)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CaseError(f"{path} cannot be read: {reason}", remedy="check the path") from None


def _is_json(path: Path, text: bytes) -> bool:
    """The name of the file decides, and where it does not, the first sign."""
    suffix = path.suffix.lower()
    return suffix in (".jsonl", ".ndjson", ".json") or (
        suffix not in (".csv", ".tsv") and text[:1] in (b"{", b"[")
    )


def _is_list(text: bytes) -> bool:
    """A whole JSON document where lines are wanted; a list as one bad row is no such thing."""
    if not text.startswith(b"["):
        return False
    try:
        first = json.loads(text.splitlines()[0])
    except (ValueError, RecursionError):
        return True
    return isinstance(first, list) and any(isinstance(entry, dict) for entry in first)


def _checked(path: Path, dialect: Dialect) -> Dialect:
    """The dialect, if its columns can be used; a first row that names none is not shown."""
    columns = [column for column in dialect.columns if column]
    if "message" not in columns:
        names = [column.removeprefix("facts.") for column in columns]
        near = get_close_matches("message", names, n=1, cutoff=0.7)
        hint = f"rename the column {near[0]!r} to message" if near else "; ".join(
            ("name the columns in the first row: message", "others are optional")
        )  # fmt: skip
        raise CaseError(f"{path} has no column message", remedy=hint)
    for column in columns:
        if columns.count(column) > 1:
            problem = f"names the column {column.removeprefix('facts.')[:40]!r} twice"
            raise CaseError(f"{path} {problem}", remedy="rename one of them")
        if any(other.startswith(f"{column}.") for other in columns) or column.endswith("."):
            problem = f"has a column {column[:40]!r} beside others of that beginning"
            raise CaseError(f"{path} {problem}", remedy="rename it")
    return dialect
