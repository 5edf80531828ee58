"""One row of the input, and the case that it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from assistant.domain import Case
from assistant.errors import CaseError
from assistant.intake import build_case
from assistant.text import clean

ROW_LIMIT = 1_000_000
"""Bytes of one row, as of one CASE.json (SECURITY: defaults, JSON body)."""

_ID_LIMIT = 200
_NAME = re.compile(r"[^\W\d][\w.-]{0,39}")
"""What the name of a key looks like; anything else may be a customer's words."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it came: `data` has the keys of CASE.json, `error` says why it has none.

    `number` counts rows from 1, `line` the lines of the file; `hash` is that of what the row says,
    so that an edited row is told from an answered one, and a reformatted one is not.
    """

    number: int
    line: int
    data: Mapping[str, Any]
    id: str | int | None
    hash: str
    error: CaseError | None = None


def row_of(number: int, line: int, data: dict[str, Any]) -> Row:
    """The row that holds these keys and values, its own `id` apart."""
    try:
        said = json.dumps(data, sort_keys=True).encode("ascii")
    except RecursionError:
        return broken_row(number, line, (), "is nested too deeply", "a case is a flat object")
    own = data.pop("id", None)
    is_id = own is None or (isinstance(own, str | int) and not isinstance(own, bool))
    if not is_id or len(str(own)) > _ID_LIMIT:
        problem = f"has an id that is no number and no text of up to {_ID_LIMIT} characters"
        return broken_row(number, line, (said,), problem, "correct the id, or leave it out")
    return Row(number, line, data, own, _hash((said,)))


def broken_row(
    number: int, line: int, said: Iterable[bytes], problem: str, remedy: str, *, last: int = 0
) -> Row:
    """The row that cannot be read; `last` is the last line that it takes."""
    place = f"lines {line} to {last}" if last > line else f"line {line}"
    error = CaseError(f"{place}: the row {problem}", remedy=remedy)
    return Row(number, line, {}, None, _hash(said), error)


def case_of(row: Row) -> Case:
    """The case of a row.

    Raises:
        CaseError: the row cannot be read, says nothing, or holds a key or value that no case has.
    """
    if row.error is not None:
        raise row.error
    source = f"line {row.line}"
    _check_names(row.data, source)
    message = row.data.get("message", "")
    if row.data.keys() <= _KEYS and isinstance(message, str) and not clean(message)[0].strip():
        raise CaseError(f"{source}: the row has no message", remedy="fill in message")
    return build_case(dict(row.data), source=source)


def _check_names(data: Mapping[str, Any], source: str) -> None:
    """Unknown keys are named in errors; one that is no name is refused without being shown."""
    for key in _strict_keys(data):
        if not _NAME.fullmatch(str(key)):
            raise CaseError(
                f"{source} has a key that is no name", remedy=f"known: {', '.join(_KNOWN)}"
            )


def _strict_keys(data: Mapping[str, Any]) -> Iterable[Any]:
    """The keys of everything in a case that takes known keys only."""
    yield from data
    facts, history = data.get("facts"), data.get("history")
    if isinstance(facts, Mapping) and isinstance(facts.get("authority"), Mapping):
        yield from facts["authority"]
    for turn in history if isinstance(history, list) else ():
        yield from turn if isinstance(turn, Mapping) else ()


_KEYS = frozenset(Case.model_fields)
_KNOWN = ("id", *Case.model_fields)


def _hash(said: Iterable[bytes]) -> str:
    """16 hexadecimal digits: enough to tell an edited row, not to tell what it says."""
    made = blake2b(digest_size=8)
    for piece in said:
        made.update(piece)
    return made.hexdigest()
