"""The database: opening, upgrading, refusing what is damaged, and keeping drafts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.database import Database
from assistant.database.connection import Driver
from assistant.database.drafts import drafts_of, find_draft, record_draft
from assistant.database.engine import EngineDriver, make_engine
from assistant.database.sqlite import SqliteDriver, journal_mode
from assistant.database.upgrade import REVISIONS
from assistant.errors import DatabaseFault

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables, made once."""
    file = tmp_path_factory.mktemp("database") / "made.db"
    Database.open(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def file(template: Path, tmp_path: Path) -> Path:
    """A fresh copy of a database."""
    return Path(shutil.copy(template, tmp_path / "composure.db"))


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """An open database."""
    opened = Database.open(f"sqlite:///{file}")
    yield opened
    opened.close()


def append(database: Database, draft_id: str = "d1") -> None:
    record_draft(
        database, draft_id=draft_id, case_id="c1", created_at=NOON, record={"seconds": 0.5}
    )


def test_a_draft_is_found_again(database: Database) -> None:
    """What was recorded comes back, by draft and by case."""
    append(database, "d1")
    append(database, "d2")
    assert find_draft(database, "d1") == {"seconds": 0.5}
    assert find_draft(database, "d9") is None
    assert len(drafts_of(database, "c1")) == 2


@pytest.mark.parametrize("statement", ["UPDATE drafts SET case_id = 'x'", "DELETE FROM drafts"])
def test_drafts_are_append_only(database: Database, statement: str) -> None:
    """The database itself refuses to change or remove a draft."""
    append(database)
    with pytest.raises(DatabaseFault), database.transaction() as transaction:
        transaction.execute(statement)
    assert find_draft(database, "d1") == {"seconds": 0.5}


def test_a_draft_is_recorded_once(database: Database) -> None:
    """A second draft of the same id is an error and leaves the first."""
    append(database)
    with pytest.raises(DatabaseFault):
        record_draft(database, draft_id="d1", case_id="c2", created_at=NOON, record={})
    assert find_draft(database, "d1") == {"seconds": 0.5}


def test_a_transaction_holds_together(database: Database) -> None:
    """An exception in the block undoes what the block did."""
    statement = (
        "INSERT INTO drafts (draft_id, case_id, created_at, record)"
        " VALUES (:id, 'c1', '2026', '{}')"
    )
    with pytest.raises(DatabaseFault), database.transaction() as transaction:
        transaction.many(statement, [{"id": "d1"}, {"id": "d1"}])
    assert database.rows("SELECT COUNT(*) FROM drafts") == [(0,)]


def test_the_revisions_are_those_of_alembic(database: Database) -> None:
    """The list that spares Alembic's import names its head."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import assistant.database

    config = Config()
    folder = Path(assistant.database.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(item.revision for item in scripts.walk_revisions())[::-1] == REVISIONS
    assert database.rows("SELECT version_num FROM alembic_version") == [(REVISIONS[-1],)]


def test_an_open_database_costs_no_sqlalchemy(file: Path) -> None:
    """Opening a database that is up to date imports neither SQLAlchemy nor Alembic."""
    code = (
        "import sys; from assistant.database import Database;"
        f"Database.open('sqlite:///{file}'); print('sqlalchemy' in sys.modules)"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert child.stdout.strip() == "False"


@pytest.mark.parametrize("kind", ["sqlite3", "sqlalchemy"])
def test_both_drivers_do_the_same(file: Path, kind: str) -> None:
    """Rows, binds, transactions and errors are the same through either driver."""
    url = f"sqlite:///{file}"
    driver: Driver = SqliteDriver(url) if kind == "sqlite3" else EngineDriver(make_engine(url))
    database = Database(driver, url)
    append(database)
    assert database.rows("SELECT draft_id FROM drafts WHERE case_id = :id", id="c1") == [("d1",)]
    with pytest.raises(DatabaseFault):
        append(database)
    with database.transaction() as transaction:
        transaction.many(
            "INSERT INTO drafts (draft_id, case_id, created_at, record)"
            " VALUES (:id, 'c1', '2026', '{}')",
            [{"id": "d2"}, {"id": "d3"}],
        )
    assert database.rows("SELECT COUNT(*) FROM drafts") == [(3,)]
    database.check()
    database.close()


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
    ],
)
def test_wal_only_where_sqlite_is_fixed(version: tuple[int, ...], mode: str) -> None:
    """The WAL-reset bug decides the journal."""
    assert journal_mode(version) == mode


def test_the_settings_of_a_connection(database: Database) -> None:
    """Every commit reaches the disk, and foreign keys hold."""
    assert database.rows("PRAGMA synchronous") == [(2,)]
    assert database.rows("PRAGMA foreign_keys") == [(1,)]


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    """Folder and file are made for their owner alone."""
    driver = SqliteDriver(f"sqlite:///{tmp_path / 'home' / 'new.db'}")
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0
    assert (tmp_path / "home" / "new.db").stat().st_mode & 0o077 == 0
    driver.close()


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """One clear error, with the setting to change and without the path."""
    (tmp_path / "plain").write_text("a file")
    with pytest.raises(DatabaseFault) as caught:
        Database.open(f"sqlite:///{tmp_path / 'plain' / 'home' / 'composure.db'}")
    assert "COMPOSURE_HOME" in caught.value.remedy
    assert str(tmp_path) not in caught.value.message


def damage(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    if how == "truncated":
        content = content[: len(content) // 3]
    elif how == "random":
        content = bytearray(os.urandom(len(content)))
    else:
        for page in range(1, len(content) // 4096):
            content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    file.write_bytes(content)


@pytest.mark.parametrize("how", ["truncated", "random", "overwritten pages"])
def test_a_damaged_database_is_refused(file: Path, how: str) -> None:
    """A damaged file is named as such when it is opened, and says how to go on."""
    damage(file, how)
    with pytest.raises(DatabaseFault) as caught:
        Database.open(f"sqlite:///{file}")
    assert "damaged" in caught.value.message
    assert "backup" in caught.value.remedy


def test_a_newer_database_is_refused(file: Path, database: Database) -> None:
    """A database of a later version is not touched."""
    with database.transaction() as transaction:
        transaction.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseFault, match="newer version"):
        Database.open(f"sqlite:///{file}")


@pytest.mark.parametrize("url", ["nonsense", "nonsense://host/name", "mysql+nothing://h/n"])
def test_a_url_that_cannot_be_used(url: str) -> None:
    """A URL that SQLAlchemy cannot read is one clear error."""
    with pytest.raises(DatabaseFault) as caught:
        Database.open(url)
    assert "COMPOSURE_DATABASE_URL" in caught.value.remedy
