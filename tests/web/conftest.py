"""A home with an index that the tests of the web may write into, and clients over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from web_help import app_for, client_of

from assistant.app import Assistant


@pytest.fixture(scope="session")
def written_home(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shared home, for tests that record something."""
    return Path(shutil.copytree(shared_home, tmp_path_factory.mktemp("web") / "home"))


@pytest.fixture
def own_home(shared_home: Path, tmp_path: Path) -> Path:
    """A copy of the shared home for one test alone: keys, faults of the database."""
    return Path(shutil.copytree(shared_home, tmp_path / "own"))


@pytest.fixture(scope="session")
def open_app(written_home: Path) -> FastAPI:
    """An application on loopback without keys."""
    return app_for(written_home)


@pytest.fixture
def client(open_app: FastAPI) -> Iterator[TestClient]:
    """A client of the open application."""
    with_client = client_of(open_app)
    yield with_client
    with_client.close()


@pytest.fixture
def closed_app(own_home: Path) -> FastAPI:
    """An application on loopback whose keys a test makes."""
    return app_for(own_home)


@pytest.fixture
def book(closed_app: FastAPI) -> Assistant:
    """The assistant of the application with keys."""
    found: Assistant = closed_app.state.site.assistant
    return found
