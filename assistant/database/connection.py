"""Opens the database and runs statements; one object serves all threads of a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from assistant.database.faults import translated

if TYPE_CHECKING:
    from sqlalchemy import Engine

Row = tuple[Any, ...]


class Transaction(Protocol):
    """Statements that hold together: all of them happen, or none."""

    def execute(self, sql: str, **values: Any) -> list[Row]:
        """Runs one statement; the rows it returns, if any."""

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Runs one statement for each row of values."""


class Driver(Protocol):
    """What a database must be able to do for us."""

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[Row]:
        """Runs one reading statement."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begins a writing transaction; an exception rolls it back."""

    def check(self) -> None:
        """Raises DatabaseFault where the file is damaged."""

    def compact(self) -> None:
        """Writes the tables anew, so that nothing of a removed row is left in a file."""

    def close(self) -> None:
        """Gives the connection back."""


class Database:
    """A database that is open, sound and up to date.

    Args:
        driver: how statements get there.
        url: the SQLAlchemy URL, for `engine` and the migrations.
    """

    def __init__(self, driver: Driver, url: str) -> None:
        self._driver = driver
        self._engine: Engine | None = None
        self.url = url

    @classmethod
    def open(cls, url: str) -> Database:
        """Opens the database of a URL; creates it and updates its tables where needed.

        Raises:
            DatabaseFault: it cannot be opened or written, is damaged, or is too new.
        """
        from assistant.database.upgrade import upgrade

        database = cls(_driver(url), url)
        try:
            database.check()
            upgrade(database)
        except BaseException:
            database.close()
            raise
        return database

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """The rows of one reading statement with `:name` binds."""
        with translated():
            return self._driver.rows(sql, values)

    def transaction(self) -> AbstractContextManager[Transaction]:
        """`with database.transaction() as transaction:` – all or nothing."""
        return self._driver.transaction()

    def check(self) -> None:
        """Asks the database whether its file is sound; raises DatabaseFault where not."""
        with translated():
            self._driver.check()

    def compact(self) -> None:
        """Writes the tables anew, so that nothing of a removed row is left in a file.

        Raises:
            DatabaseFault: another process keeps it busy, or the disk is too full for a copy.
        """
        with translated():
            self._driver.compact()

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine over the same database (imports SQLAlchemy)."""
        if self._engine is None:
            from assistant.database.engine import make_engine

            self._engine = make_engine(self.url)
        return self._engine

    def close(self) -> None:
        """Closes every connection; a second call does nothing."""
        self._driver.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None


def _driver(url: str) -> Driver:
    if url.startswith("sqlite://"):
        from assistant.database.sqlite import SqliteDriver

        return SqliteDriver(url)
    from assistant.database.engine import EngineDriver, make_engine

    return EngineDriver(make_engine(url))
