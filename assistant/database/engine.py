"""Every other database, and the migrations of all, through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from assistant.database.faults import fault
from assistant.database.sqlite import pragmas
from assistant.errors import DatabaseFault

_URL = "write COMPOSURE_DATABASE_URL as sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME"


def make_engine(url: str) -> Engine:
    """The engine of a URL: connections are tested before use, SQLite gets our settings.

    Raises:
        DatabaseFault: the URL cannot be read, or its driver is not installed.
    """
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseFault("the database URL cannot be used", remedy=_URL) from error
    except ImportError as error:
        raise DatabaseFault(
            f"the driver for this database is not installed ({error.name})",
            remedy=f"pip install {error.name}",
        ) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    """Settings on connect, and a real BEGIN: without it SQLite commits each CREATE TABLE."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        pragmas(connection.execute)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


class EngineDriver:
    """Runs our statements on an SQLAlchemy engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Runs one statement in its own transaction and fetches all of its rows."""
        with self.transaction() as transaction:
            return transaction.execute(sql, **values)

    @contextmanager
    def transaction(self) -> Iterator[EngineTransaction]:
        """A transaction that ends with the block."""
        try:
            with self._engine.begin() as connection:
                yield EngineTransaction(connection)
        except SQLAlchemyError as error:
            raise fault(error) from error

    def check(self) -> None:
        """Connects; a server looks after its own files."""
        self.rows("SELECT 1", {})

    def compact(self) -> None:
        """Has the server write its tables anew; it takes them one by one, outside a transaction."""
        full = "VACUUM FULL" if self._engine.dialect.name == "postgresql" else "VACUUM"
        try:
            with self._engine.connect() as connection:
                apart = connection.execution_options(isolation_level="AUTOCOMMIT")
                apart.exec_driver_sql(full)
        except SQLAlchemyError as error:
            raise fault(error) from error

    def close(self) -> None:
        """Closes all pooled connections."""
        self._engine.dispose()


class EngineTransaction:
    """The open transaction of an EngineDriver."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """Runs one statement; the rows it returns, if any."""
        result = self._connection.execute(text(sql), values)
        return [tuple(row) for row in result] if result.returns_rows else []

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Runs one statement for each row of values."""
        values = [dict(row) for row in rows]
        if values:
            self._connection.execute(text(sql), values)
