"""SQLite through Python's own driver: safe settings, one connection, one statement at a time.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode (the WAL-reset bug; fixed in 3.51.3,
3.50.7 and 3.44.6), so WAL is used only where the library is fixed, else the rollback journal.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.database.faults import damaged, translated, unwritable

BUSY_SECONDS = 30.0
"""How long a statement waits for another process's transaction."""

CHECK_LIMIT = 50_000_000
"""Bytes up to which the file is checked at every start (about 20 ms for each 10 MB)."""


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """`WAL` where this SQLite has the WAL-reset bug fixed, else `DELETE`."""
    fixed = version >= (3, 51, 3) or any(
        branch <= version < (3, branch[1] + 1, 0) for branch in ((3, 50, 7), (3, 44, 6))
    )
    return "WAL" if fixed else "DELETE"


def pragmas(execute: Any) -> None:
    """Sets what every connection needs, through a function that runs one statement."""
    execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
    execute("PRAGMA foreign_keys=ON")
    execute("PRAGMA synchronous=FULL")


def sqlite_path(url: str) -> str:
    """The file of a `sqlite:///` URL; `:memory:` where it names none."""
    path = url.partition("://")[2].partition("?")[0].removeprefix("/")
    return path or ":memory:"


def prepare_file(path: str) -> None:
    """Makes the folder and the file, readable by their owner alone: they hold customer text."""
    if path == ":memory:":
        return
    try:
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise unwritable(error) from error


class SqliteDriver:
    """One connection behind a lock; transactions of other processes are waited for."""

    def __init__(self, url: str) -> None:
        self.path = sqlite_path(url)
        self._lock = threading.RLock()
        prepare_file(self.path)
        with translated():
            self._connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        pragmas(self._connection.execute)
        wanted = journal_mode()
        found = self._connection.execute("PRAGMA journal_mode").fetchone()[0]
        if found.upper() not in (wanted, "MEMORY"):
            self._connection.execute(f"PRAGMA journal_mode={wanted}")

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Runs one statement and fetches all of its rows."""
        with self._lock:
            return self._connection.execute(sql, dict(values)).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[SqliteTransaction]:
        """Takes the write lock at once, so that a transaction never fails half-way for it."""
        with self._lock, translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteTransaction(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def check(self) -> None:
        """Runs `quick_check` on files up to CHECK_LIMIT; an empty file is sound."""
        if self.path != ":memory:" and os.path.getsize(self.path) > CHECK_LIMIT:
            return
        with self._lock:
            if self._connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise damaged()

    def compact(self) -> None:
        """Copies what is there into a new file image; journal and write-ahead log end empty."""
        with self._lock:
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes the connection."""
        with self._lock:
            self._connection.close()


class SqliteTransaction:
    """The open transaction of a SqliteDriver."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """Runs one statement; the rows it returns, if any."""
        return self._connection.execute(sql, values).fetchall()

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Runs one statement for each row of values."""
        self._connection.executemany(sql, (dict(row) for row in rows))
