"""What the tests of the web share: applications over a home of their own, and a real server."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient
from uvicorn import Config, Server

from assistant.app import Assistant
from assistant.database.keys import add_key
from assistant.settings import load
from assistant.web.application import create_app
from assistant.web.connections import Connection

BASE = "http://127.0.0.1:8000"
MESSAGE = "My parcel (order LK-20931) should have been here on Monday. Where is it?"
REPLY = "Dear Dana, I am sorry that your parcel did not come on Monday."
MANY = 1_000_000
"""A rate that no test reaches."""


def settings_for(home: Path, **given: Any) -> Any:
    """Settings over a home, without limits of rate unless they are what is tested."""
    return load(**{"home": home, "rate_drafts": MANY, "rate_requests": MANY, **given})


def client_of(app: FastAPI, **headers: str) -> TestClient:
    """A client that is called by a loopback name, as a browser would."""
    return TestClient(app, base_url=BASE, headers=headers, raise_server_exceptions=False)


def app_for(home: Path, *, host: str = "127.0.0.1", **given: Any) -> FastAPI:
    """An application over a home, in which nothing is warm yet."""
    return create_app(settings_for(home, **given), host=host)


def key_for(assistant: Assistant, *scopes: str) -> str:
    """A new key of these scopes."""
    return add_key(assistant.database, "Priya", scopes or ("agent",))[1]


def bearer(key: str) -> dict[str, str]:
    """The header that carries a key."""
    return {"Authorization": f"Bearer {key}"}


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """The address of the application, served by uvicorn on loopback in a thread."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen(2048)
        config = Config(
            app, http=Connection, ws="none", lifespan="off", log_config=None, access_log=False,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=60,  # a slow machine must not close what a test has yet to use
        )  # fmt: skip
        server = Server(config)
        thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def events_of(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a stream: name and data."""
    found = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if line[:1] != ":")
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def problem(response: Any) -> dict[str, Any]:
    """The problem details of an answer, which must be some."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    made: dict[str, Any] = response.json()
    assert made["status"] == response.status_code
    assert made["type"] == f"urn:composure:problem:{made['kind']}"
    assert made["title"]
    assert made["detail"]
    return made
