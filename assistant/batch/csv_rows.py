"""Rows of a CSV file, read one at a time; its first row names the columns."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from assistant.batch.row import ROW_LIMIT, Row, broken_row, row_of
from assistant.domain import Case

_TOP = frozenset({"id", *Case.model_fields} - {"facts"})
"""Columns that are keys of the case itself; every other column is a fact."""
_LISTS = frozenset({"actions_done", "actions"})
_CHOICES = frozenset({"channel", "fault"})
_UNDECODED = re.compile("[\udc80-\udcff]")
_LONE = "\x1f"
"""The separator of a file that has one column: none, so that commas are text."""
_QUOTES = 'see that every quote is closed, and that a quote inside a text is written ""'
_HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""The line by which spreadsheets name the separator."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the file separates cells, and where each column belongs: "message", "facts.order_id"."""

    delimiter: str
    columns: tuple[str, ...]
    hinted: bool = False


def sniff(path: Path) -> Dialect:
    """The dialect under which the first row names a `message` column; comma where none does."""
    with open_csv(path) as file:
        hint = _HINT.fullmatch(file.readline(80))
    if hint:
        return Dialect(hint[1], _header(path, hint[1], hinted=True), hinted=True)
    found = [Dialect(sign, _header(path, sign)) for sign in (",", ";", "\t", "|")]
    best = max(found, key=lambda dialect: ("message" in dialect.columns, len(dialect.columns)))
    return Dialect(_LONE, best.columns) if best.columns == ("message",) else best


def open_csv(path: Path) -> TextIO:
    """The file as text; bytes that are no UTF-8 stay to be found in their row."""
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def csv_rows(path: Path, dialect: Dialect) -> Iterator[Row]:
    """Every row below the names; rows of empty cells are none."""
    number = 0
    with open_csv(path) as file:
        lines = _Lines(file)
        reader = _reader(lines, dialect.delimiter, hinted=dialect.hinted)
        next(reader)
        while True:
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                lines.close_quote()
                cells = None
            if cells is None or any(cell.strip() for cell in cells):
                number += 1
                yield _row(number, lines, cells, dialect.columns)


class _Lines:
    """The lines of the file, and what they were since the row began."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.number = 0
        self.begin()

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.first, self.length, self._quotes = self.number + 1, 0, 0
        self.said: list[bytes] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(ROW_LIMIT + 2)
        if not line:
            raise StopIteration
        self.number += 1
        self._quotes += line.count('"')
        if self.length <= ROW_LIMIT:
            self.said.append(line.encode("utf-8", "surrogateescape"))
        self.length += len(line)
        rest = line
        while not rest.endswith(("\n", "\r")) and (rest := self._file.readline(ROW_LIMIT)):
            self._quotes += rest.count('"')
            self.length += len(rest)
        return line

    def close_quote(self) -> None:
        """Passes over the lines of a cell that could not be read: they are no rows."""
        while self._quotes % 2 and next(self, None) is not None:
            pass


def _reader(lines: Iterator[str], delimiter: str, *, hinted: bool) -> Iterator[list[str]]:
    if hinted:
        next(lines, None)
    return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)


def _header(path: Path, delimiter: str, *, hinted: bool = False) -> tuple[str, ...]:
    with open_csv(path) as file:
        try:
            names = next(_reader(_Lines(file), delimiter, hinted=hinted), [])
        except csv.Error:
            return ()
    return tuple(_column(name) for name in names)


def _column(name: str) -> str:
    """Where a column belongs; capitals, blanks and hyphens in its name do not matter."""
    key = "_".join(re.split(r"[\s_-]+", name.strip().lower()))
    return key if not key or key in _TOP or key.startswith("facts.") else f"facts.{key}"


def _row(number: int, lines: _Lines, cells: list[str] | None, columns: Sequence[str]) -> Row:
    def broken(problem: str, remedy: str) -> Row:
        first, last = lines.first, lines.number
        return broken_row(number, first, lines.said, problem, remedy, last=last)

    if lines.length > ROW_LIMIT:
        return broken(f"has more than {ROW_LIMIT:,} characters", _QUOTES)
    if cells is None:
        return broken("cannot be read as CSV, or has a cell that is too long", _QUOTES)
    if any(_UNDECODED.search(cell) for cell in cells):
        return broken("is not UTF-8 text", "save the file as CSV UTF-8")
    if any(cell.strip() for cell in cells[len(columns) :]):
        problem = f"has {len(cells)} cells where the first row names {len(columns)}"
        return broken(problem, "put texts that hold the separator in quotes")
    try:
        data = _data(columns, cells)
    except (ValueError, RecursionError):
        return broken("has a history that is not JSON", "write it as in CASE.json, or leave it out")
    return row_of(number, lines.first, data)


def _data(columns: Sequence[str], cells: Sequence[str]) -> dict[str, Any]:
    """The keys of CASE.json from the cells that hold something."""
    data: dict[str, Any] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip():
            *parents, key = column.split(".")
            place = data
            for parent in parents:
                place = place.setdefault(parent, {})
            place[key] = _value(key, cell) if column != "message" else cell
    return data


def _value(key: str, cell: str) -> Any:
    text = cell.strip()
    if key == "history":
        return json.loads(text)
    if key in _LISTS:
        return [part.strip() for part in re.split(r"[,;|]", text) if part.strip()]
    return text.lower() if key in _CHOICES else text
