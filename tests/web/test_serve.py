"""`composure serve` as a process of its own: ready soon, answers in a crowd, ends gracefully."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fault_server import FaultServer
from web_help import MESSAGE, bearer, events_of, key_for, settings_for

from assistant.app import Assistant

COMMAND = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0"]


class Served:
    """A running `composure serve`."""

    def __init__(self, process: subprocess.Popen[str], url: str, said: list[str]) -> None:
        self.process, self.url, self.said = process, url, said

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)

    def until_said(self, words: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not any(words in line for line in self.said):
            assert time.monotonic() < end, self.said
            time.sleep(0.01)


@contextmanager
def served(home: Path, *options: str, **settings: Any) -> Iterator[Served]:
    given = {f"COMPOSURE_{name.upper()}": str(value) for name, value in settings.items()}
    environment = {**os.environ, "COMPOSURE_HOME": str(home), "COMPOSURE_RATE_DRAFTS": "100000",
                   "COMPOSURE_RATE_REQUESTS": "100000", **given}  # fmt: skip
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [*COMMAND, *options], cwd=root, env=environment, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    first = process.stderr.readline()
    said = [first]
    reader = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
    reader.start()
    try:
        yield Served(process, first.split()[-1], said)
    finally:
        process.kill()
        process.wait()
        reader.join(5)
        process.stderr.close()


def test_it_says_that_it_is_open_and_drafts(written_home: Path) -> None:
    """The address, that it is open, and that it is ready; then it drafts, and ends with code 0."""
    with served(written_home) as server:
        server.until_said("ready in")
        assert server.url.startswith("http://127.0.0.1:")
        assert server.said[1].startswith("open: no API key is configured")
        assert httpx2.get(f"{server.url}/readyz").json()["status"] == "ready"
        response = httpx2.post(f"{server.url}/v1/drafts", json={"message": MESSAGE}, timeout=30)
        assert response.status_code == 200
        assert server.end() == 0
        assert MESSAGE not in "".join(server.said)


def test_it_refuses_an_address_without_keys_and_one_that_is_taken(written_home: Path) -> None:
    """One clear line and code 2."""
    for options, words in (
        (("--host", "0.0.0.0"), "others can reach this address, and there is no API key"),
        (("--host", "203.0.113.7"), "there is no API key"),
        (("--port", "99999999"), "--port"),
    ):
        done = subprocess.run(
            [*COMMAND, *options], cwd=Path(__file__).parents[2], capture_output=True, text=True,
            env={**os.environ, "COMPOSURE_HOME": str(written_home)}, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        assert words in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_it_listens_before_it_is_ready(written_home: Path) -> None:
    """It answers /healthz while it still opens the index; /readyz says when it is done."""
    with served(written_home) as server:
        assert httpx2.get(f"{server.url}/healthz").status_code == 200
        seen = set()
        while 200 not in seen:
            seen.add(httpx2.get(f"{server.url}/readyz").status_code)
            time.sleep(0.02)
    assert seen <= {200, 503}


@pytest.mark.slow
def test_it_is_reachable_for_others_with_a_key(own_home: Path) -> None:
    """With a key it starts on any address, and lets nobody in without it."""
    key = key_for(Assistant(settings_for(own_home)), "agent")
    with served(own_home, "--host", "0.0.0.0") as server:
        server.until_said("ready in")
        assert server.said[1].startswith("closed: reachable from the network")
        url = server.url.replace("0.0.0.0", "127.0.0.1")
        assert httpx2.get(f"{url}/v1/cases").status_code == 401
        assert httpx2.get(f"{url}/v1/cases", headers=bearer(key)).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_being_drafted_is_finished(written_home: Path, number: int) -> None:
    """At the end, a stream whose model is still writing comes to its `done`, and is recorded."""
    with FaultServer() as model:
        model.script("ok:Dear customer, we are sorry.")
        model.slow(1.5)
        with served(written_home, model="openai:test", base_url=model.url) as server:
            server.until_said("ready in")
            text: list[str] = []

            def draft() -> None:
                body = {"message": MESSAGE}
                found = httpx2.post(f"{server.url}/v1/drafts/stream", json=body, timeout=60)
                text.append(found.text)

            drafting = threading.Thread(target=draft)
            drafting.start()
            while not model.requests:
                time.sleep(0.01)
            code = server.end(number)
            drafting.join(30)
    assert code == 0
    name, made = events_of(text[0])[-1]
    assert name == "done"
    recorded = Assistant(settings_for(written_home)).recorded(made["draft_id"])[0]
    assert recorded is not None
    assert json.loads(json.dumps(recorded["draft"])) == made


@pytest.mark.slow
def test_health_answers_a_thousand_connections(written_home: Path) -> None:
    """1,000 connections at once while 100 drafts wait: they do not wait for the drafts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 8192)), hard))
    with served(written_home, "--quiet") as server, httpx2.Client(timeout=120) as client:
        server.until_said("ready in")

        def draft() -> None:
            codes.append(
                client.post(f"{server.url}/v1/drafts", json={"message": MESSAGE}).status_code
            )

        codes: list[int] = []
        crowd = [threading.Thread(target=draft) for _ in range(100)]
        started = time.perf_counter()
        for each in crowd:
            each.start()
        waited = sorted(asyncio.run(_ask_all(int(server.url.rpartition(":")[2]), 1000)))
        for each in crowd:
            each.join()
        drafted = time.perf_counter() - started
    assert codes == [200] * 100
    assert len(waited) == 1000
    assert waited[989] < drafted / 2


async def _ask_all(port: int, count: int) -> list[float]:
    """Opens all connections, then asks on each; seconds until each answer."""
    pairs = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]

    async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> float:
        started = time.perf_counter()
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head
        return time.perf_counter() - started

    waited = await asyncio.gather(*(ask(*pair) for pair in pairs))
    for _, writer in pairs:
        writer.close()
    return waited
