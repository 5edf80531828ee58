"""One clear error for whatever a database driver says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import DatabaseFault

_WRITABLE = "set COMPOSURE_HOME to a folder that this user may write to"
_RESTORE = (
    "restore the file from a backup, or move it away and run `composure index`; "
    "drafts recorded in it stay in the file moved away"
)
_CAUSES = (
    ("not a database", "the database file is damaged: it is not a database", _RESTORE, "damaged"),
    ("malformed", "the database file is damaged", _RESTORE, "damaged"),
    ("unable to open", "the database cannot be opened or created", _WRITABLE, "gone"),
    ("readonly", "the database cannot be written: it is read-only", _WRITABLE, "readonly"),
    ("full", "the disk is full; nothing was recorded", "free some space and try again", "full"),
    ("disk i/o", "the disk refused to read or write the database", _WRITABLE, "gone"),
    (
        "locked",
        "another process keeps the database locked",
        "try again when it has finished",
        "locked",
    ),
)


class MissingTable(DatabaseFault):
    """A table is not there: the database is new, or not ours."""


def fault(error: Exception) -> DatabaseFault:
    """The error a person sees for a driver's error; it names no path and no value."""
    said = str(getattr(error, "orig", None) or error).lower()
    if "no such table" in said or ("relation" in said and "does not exist" in said):
        return MissingTable("a table is missing in the database", remedy=_RESTORE)
    for needle, message, remedy, reason in _CAUSES:
        if needle in said:
            return DatabaseFault(message, remedy=remedy, reason=reason)
    name = type(getattr(error, "orig", None) or error).__name__
    return DatabaseFault(
        f"the database refused a statement ({name})", remedy="run `composure doctor`"
    )


def unwritable(error: OSError) -> DatabaseFault:
    """The folder of the database cannot be made or entered."""
    reason = (error.strerror or type(error).__name__).lower()
    return DatabaseFault(f"the home folder cannot be used: {reason}", remedy=_WRITABLE)


def damaged() -> DatabaseFault:
    """The quick check found a page, an index or a row that cannot be right."""
    return DatabaseFault("the database file is damaged", remedy=_RESTORE)


def too_new() -> DatabaseFault:
    """The tables were made by a later version than this one."""
    return DatabaseFault(
        "the database was made by a newer version of Composure",
        remedy="update Composure, or set COMPOSURE_HOME to another folder",
    )


@contextmanager
def translated() -> Iterator[None]:
    """Turns errors of Python's SQLite driver into `DatabaseFault`; the cause is kept."""
    try:
        yield
    except sqlite3.Error as error:
        raise fault(error) from error
