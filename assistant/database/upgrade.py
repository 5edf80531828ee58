"""Brings the tables up to date with Alembic, and costs one query where they are.

Alembic and SQLAlchemy are imported only when there is something to do: their import takes
longer than a whole warm draft.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from assistant.database.connection import Database
from assistant.database.faults import MissingTable, fault, too_new
from assistant.database.locks import waiting_lock
from assistant.database.sqlite import sqlite_path

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every revision in `migrations/versions`, oldest first; a test holds it to Alembic's view."""


def upgrade(database: Database) -> None:
    """Runs the migrations that are missing.

    Raises:
        DatabaseFault: the database is newer than this program, or cannot be changed.
    """
    if _revision(database) == REVISIONS[-1]:
        return
    with _one_at_a_time(database.url):
        found = _revision(database)
        if found is not None and found not in REVISIONS:
            raise too_new()
        if found != REVISIONS[-1]:
            _migrate(database)


def _revision(database: Database) -> str | None:
    """The stored revision; None for a database without our tables."""
    try:
        rows = database.rows("SELECT version_num FROM alembic_version")
    except MissingTable:
        return None
    return str(rows[0][0]) if rows else None


def _one_at_a_time(url: str) -> waiting_lock | nullcontext[None]:
    path = sqlite_path(url) if url.startswith("sqlite") else ":memory:"
    return nullcontext() if path == ":memory:" else waiting_lock(Path(f"{path}.lock"))


def _migrate(database: Database) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy.exc import SQLAlchemyError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except SQLAlchemyError as error:
        raise fault(error) from error
