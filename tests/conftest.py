"""What all tests share: no network but loopback, a home of their own, one index for reading."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.settings import load

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class NetworkUsed(BaseException):
    """A test reached for the network; not an Exception, so that nothing swallows it."""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections and look-ups leave this machine in no test."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise NetworkUsed(address)
        return connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in (None, *LOOPBACK):
            raise NetworkUsed(host)
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads this machine's settings or writes into its home."""
    import os

    for name in os.environ:
        if name.startswith(("COMPOSURE_", "OPENAI_", "ANTHROPIC_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COMPOSURE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the shipped knowledge is indexed once, for tests that only read it."""
    home = tmp_path_factory.mktemp("shared") / "home"
    Assistant(load(home=home)).index()
    return home


@pytest.fixture(scope="session")
def _assistant(shared_home: Path) -> Assistant:
    return Assistant(load(home=shared_home))


@pytest.fixture
def assistant(_assistant: Assistant) -> Iterator[Assistant]:
    """An offline assistant over the shipped knowledge."""
    return _assistant
