"""An empty record for each test, made from one template."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases_help import Bench, bench

from assistant.app import Assistant
from assistant.database import Database
from assistant.settings import load


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables, made once."""
    file = tmp_path_factory.mktemp("record") / "made.db"
    Database.open(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def record_file(empty_record: Path, tmp_path: Path) -> Path:
    """A fresh copy of it."""
    return Path(shutil.copy(empty_record, tmp_path / "composure.db"))


@pytest.fixture
def desk(record_file: Path) -> Iterator[Bench]:
    """A record with stand-ins for drafting and checking, and a clock."""
    database = Database.open(f"sqlite:///{record_file}")
    yield bench(database)
    database.close()


@pytest.fixture(scope="session")
def written_home(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index that tests of this folder write into."""
    return Path(shutil.copytree(shared_home, tmp_path_factory.mktemp("cases") / "home"))


@pytest.fixture(scope="session")
def _working(written_home: Path) -> Assistant:
    return Assistant(load(home=written_home, agent="priya"))


@pytest.fixture
def working(_working: Assistant) -> Assistant:
    """A whole assistant whose record tests write into; each uses cases of its own."""
    return _working
