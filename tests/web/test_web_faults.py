"""The database is locked, read-only, full, gone, and back: clear answers, nothing lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_help import MESSAGE, app_for, client_of, problem

from assistant.database import Database


@pytest.fixture
def database(own_home: Path) -> Path:
    return own_home / "composure.db"


@pytest.fixture
def desk(own_home: Path) -> Iterator[tuple[TestClient, Database]]:
    """A client and the database behind it, which gives up waiting for locks soon."""
    app = app_for(own_home)
    opened = app.state.site.database
    opened.rows("PRAGMA busy_timeout=150")
    client = client_of(app)
    assert client.post("/v1/drafts", json={"message": MESSAGE}).status_code == 200
    assert write(client) == 201
    yield client, opened
    opened.close()


def write(client: TestClient) -> int:
    """The status of a write that is acknowledged only when it is recorded."""
    return client.post("/v1/cases", json={"message": MESSAGE}).status_code


def refused(client: TestClient, status: int, kind: str) -> None:
    """Writes and drafts are refused with this; health answers as ever."""
    for path in ("cases", "drafts"):
        response = client.post(f"/v1/{path}", json={"message": MESSAGE})
        found = problem(response)
        assert (found["status"], found["kind"]) == (status, kind)
        assert found["remedy"]
        assert ("retry-after" in response.headers) is (status == 503)
    assert client.get("/healthz").status_code == 200


def count(client: TestClient) -> int:
    return int(client.get("/v1/cases").json()["total"])


def test_a_locked_database(desk: tuple[TestClient, Database], database: Path) -> None:
    """Another process holds it: 503 with Retry-After, then it works again."""
    client, _ = desk
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    refused(client, 503, "database")
    other.execute("ROLLBACK")
    other.close()
    assert write(client) == 201
    assert count(client) == 2


def test_a_read_only_database(desk: tuple[TestClient, Database]) -> None:
    """Writes are refused, reading goes on, and nothing was half written."""
    client, database = desk
    database.rows("PRAGMA query_only=1")
    refused(client, 503, "database")
    assert count(client) == 1
    database.rows("PRAGMA query_only=0")
    assert write(client) == 201
    assert count(client) == 2


def test_a_full_disk(desk: tuple[TestClient, Database]) -> None:
    """507, reading and looking go on; with space again it writes."""
    client, database = desk
    database.rows(f"PRAGMA max_page_count={database.rows('PRAGMA page_count')[0][0]}")
    body = {"message": MESSAGE, "history": [{"role": "customer", "text": "long " * 3000}] * 12}
    found = problem(client.post("/v1/cases", json=body))
    assert (found["status"], found["kind"]) == (507, "disk_full")
    assert count(client) == 1
    assert client.post("/v1/triage", json={"message": MESSAGE}).status_code == 200
    assert client.post("/v1/lint", json={"reply": "Dear Dana"}).status_code == 200
    database.rows("PRAGMA max_page_count=1073741823")
    assert client.post("/v1/cases", json=body).status_code == 201
    assert count(client) == 2


def test_a_database_that_is_gone_and_back(
    desk: tuple[TestClient, Database], database: Path
) -> None:
    """While its file is away no write is acknowledged; when it is back all that was, is there."""
    client, _ = desk
    away = database.with_name("away.db")
    database.rename(away)
    response = client.post("/v1/cases", json={"message": MESSAGE})
    assert problem(response)["status"] == 503
    away.rename(database)
    assert write(client) == 201
    assert count(client) == 2


def test_a_stream_says_why_it_breaks_off(desk: tuple[TestClient, Database]) -> None:
    """A draft that cannot be recorded ends its stream with a problem, and not with `done`."""
    client, database = desk
    database.rows("PRAGMA query_only=1")
    text = client.post("/v1/drafts/stream", json={"message": MESSAGE}).text
    database.rows("PRAGMA query_only=0")
    assert "event: error\n" in text
    assert '"status": 503' in text
    assert "event: done" not in text


def test_keys_hold_for_a_while_without_the_database(own_home: Path, database: Path) -> None:
    """What was known of keys a moment ago serves while the database does not answer."""
    app = app_for(own_home)
    site = app.state.site
    client = client_of(app)
    assert client.get("/v1/sources").status_code == 200
    site.database.rows("PRAGMA busy_timeout=100")
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    site.keyring.outdate()
    assert client.get("/v1/openapi.json").status_code == 200
    assert problem(client.get("/v1/cases"))["kind"] == "database"
    other.execute("ROLLBACK")
    other.close()
    assert client.get("/v1/cases").status_code == 200
