"""The record when things go wrong: killed writers and migrations, many writers, a full disk."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from cases_help import Bench, bench

from assistant.database import Database
from assistant.database.upgrade import REVISIONS
from assistant.errors import ConflictError, DatabaseFault
from benchmarks.record_kills import WRITER, kill_once, lost

MIGRATE = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from assistant.database import Database

left = [int(sys.argv[2])]

@event.listens_for(Engine, "before_cursor_execute")
def count(*_):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)

Database.open(f"sqlite:///{sys.argv[1]}")
"""


def old_record(empty: Path, place: Path) -> Path:
    """A database as it was before there were cases, with a draft in it."""
    from alembic import command
    from alembic.config import Config

    import assistant.database

    database = Database.open(f"sqlite:///{place}") if place.exists() else None
    assert database is None
    config = Config()
    folder = Path(assistant.database.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    from assistant.database.engine import make_engine

    engine = make_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
    engine.dispose()
    with sqlite3.connect(place) as raw:
        raw.execute("INSERT INTO drafts VALUES ('d1', 'c1', '2026', '{}', NULL, NULL)")
    raw.close()
    return place


def revision(file: Path) -> str:
    raw = sqlite3.connect(file)
    try:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        raw.close()


def killed_migrations(tmp_path: Path, empty: Path, steps: list[int]) -> list[str]:
    """The revisions that are found after a migration was killed at each of these statements."""
    template = old_record(empty, tmp_path / "old.db")
    found = []
    for step in steps:
        file = Path(shutil.copy(template, tmp_path / f"killed{step}.db"))
        child = subprocess.run([sys.executable, "-c", MIGRATE, str(file), str(step)], timeout=60)
        assert child.returncode in (0, -signal.SIGKILL)
        found.append(revision(file))
        database = Database.open(f"sqlite:///{file}")
        assert database.rows("SELECT draft_id FROM drafts") == [("d1",)]
        assert database.rows("SELECT COUNT(*) FROM cases") == [(0,)]
        assert revision(file) == REVISIONS[-1]
        database.close()
    return found


def test_a_killed_migration_leaves_the_old_tables(tmp_path: Path, empty_record: Path) -> None:
    """In its middle: the next start finds them sound and does it again."""
    assert killed_migrations(tmp_path, empty_record, [12]) == ["0003"]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_migration_killed_anywhere_leaves_old_or_new(tmp_path: Path, empty_record: Path) -> None:
    """At each of eleven statements from its first to its last."""
    found = killed_migrations(tmp_path, empty_record, list(range(2, 68, 6)))
    assert set(found) <= {"0003", REVISIONS[-1]}
    assert found.count("0003") >= 5


@pytest.mark.slow
def test_what_was_acknowledged_survives_a_kill(empty_record: Path, tmp_path: Path) -> None:
    """Five writers killed while they write: nothing they had said is gone or half there."""
    for number in range(5):
        file = Path(shutil.copy(empty_record, tmp_path / f"kill{number}.db"))
        acknowledged = kill_once(file, after=0.15 + number * 0.1)
        assert len(acknowledged) > 3
        assert lost(file, acknowledged) == []


def test_a_killed_writer_loses_nothing(empty_record: Path, tmp_path: Path) -> None:
    """Once, while it writes messages and replies."""
    assert "sent(" in WRITER
    file = Path(shutil.copy(empty_record, tmp_path / "kill.db"))
    acknowledged = kill_once(file, after=0.2)
    assert len(acknowledged) > 3
    assert lost(file, acknowledged) == []


def test_many_people_on_one_case_lose_no_update(desk: Bench) -> None:
    """Each writes only what rests on what they saw; everybody gets through in the end."""
    case = desk.book.open_case("Late.").card.id
    refused: list[int] = []

    def person(number: int) -> None:
        for turn in range(5):
            while True:
                card = desk.book.card(case)
                seen = desk.book.case(case).facts.known().get("count", "0")
                facts = {"count": str(int(seen) + 1), f"p{number}": turn}
                try:
                    desk.book.update(case, facts=facts, version=card.version, by=str(number))
                    break
                except ConflictError:
                    refused.append(number)

    people = [threading.Thread(target=person, args=(n,)) for n in range(6)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    known = desk.book.case(case).facts.known()
    assert known["count"] == "30"
    assert desk.book.card(case).version == 31
    assert len([e for e in desk.book.audit(case) if e.action == "updated"]) == 30


def test_one_key_from_many_threads_is_stored_once(desk: Bench) -> None:
    """A webhook that is delivered eight times at once."""
    case = desk.book.open_case("Late.").card.id
    made: list[str] = []
    opened: list[str] = []

    def deliver() -> None:
        made.append(desk.book.add_message(case, "Hello?", key="same").message.id)
        opened.append(desk.book.open_case("Another", key="other").card.id)

    threads = [threading.Thread(target=deliver) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(made)) == 1
    assert len(made) == 8
    assert len(set(opened)) == 1
    assert len(desk.book.case(case).messages) == 2


def test_two_processes_write_one_record(record_file: Path) -> None:
    """Two connections: the second sees the first's case and is told of its change."""
    first, second = (Database.open(f"sqlite:///{record_file}") for _ in range(2))
    one, other = bench(first).book, bench(second).book
    case = one.open_case("Late.", by="ann").card
    one.update(case.id, subject="Mine", version=case.version, by="ann")
    with pytest.raises(ConflictError, match="ann changed subject"):
        other.update(case.id, subject="Yours", version=case.version, by="tom")
    assert other.case(case.id).card.subject == "Mine"
    first.close()
    second.close()


def test_a_full_disk_refuses_and_recovers(desk: Bench, record_file: Path) -> None:
    """One clear error, reading goes on, and writing works again when there is room."""
    case = desk.book.open_case("Late.").card.id
    pages = desk.database.rows("PRAGMA page_count")[0][0]
    desk.database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DatabaseFault, match="disk is full"):  # noqa: PT012
        for _ in range(50):
            desk.book.add_message(case, "word " * 2000)
    stored = len(desk.book.case(case).messages)
    desk.database.rows("PRAGMA max_page_count = 1000000")
    desk.book.add_message(case, "It works again.")
    assert len(desk.book.case(case).messages) == stored + 1


def test_a_locked_record_is_waited_for(desk: Bench, record_file: Path) -> None:
    """Another process's short transaction delays a write and loses nothing."""
    case = desk.book.open_case("Late.").card.id
    other = sqlite3.connect(record_file, check_same_thread=False, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    release.start()
    desk.book.add_message(case, "Hello?")
    release.join()
    other.close()
    assert len(desk.book.case(case).messages) == 2


def test_only_the_owner_may_read_the_record(tmp_path: Path) -> None:
    """The file and what is written beside it."""
    database = Database.open(f"sqlite:///{tmp_path / 'home' / 'composure.db'}")
    bench(database).book.open_case("Late.")
    for file in (tmp_path / "home").iterdir():
        assert os.stat(file).st_mode & 0o077 == 0, file.name
    database.close()
