"""Rows of a JSON Lines file: one object of CASE.json a line, read one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from assistant.batch.row import ROW_LIMIT, Row, broken_row, row_of

_BOM = b"\xef\xbb\xbf"
_FORM = 'write each row as {"message": "…", "facts": {…}} on one line'


def json_rows(path: Path) -> Iterator[Row]:
    """Every row of the file; blank lines are none."""
    number = 0
    with path.open("rb") as file:
        for line, raw in enumerate(_lines(file), start=1):
            text = (raw.removeprefix(_BOM) if line == 1 else raw).strip()
            if text:
                number += 1
                yield _row(number, line, text)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines, of which a longer one than the limit is cut, so that none fills the memory."""
    while raw := file.readline(ROW_LIMIT + 2):
        yield raw
        while not raw.endswith(b"\n") and (raw := file.readline(ROW_LIMIT)):
            pass


def _row(number: int, line: int, text: bytes) -> Row:
    def broken(problem: str, remedy: str = _FORM) -> Row:
        return broken_row(number, line, (text,), problem, remedy)

    if len(text) > ROW_LIMIT:
        return broken(f"has more than {ROW_LIMIT:,} bytes", "shorten it")
    try:
        data = json.loads(text.decode("utf-8"))
    except UnicodeDecodeError as error:
        return broken(f"is not UTF-8 text (byte {error.start})", "save the file as UTF-8")
    except json.JSONDecodeError as error:
        return broken(f"is not JSON: column {error.colno}: {error.msg}")
    except RecursionError:
        return broken("is nested too deeply")
    except ValueError:  # a number of thousands of digits
        return broken("holds a number that cannot be read")
    if not isinstance(data, dict):
        return broken("is not a JSON object")
    return row_of(number, line, data)
