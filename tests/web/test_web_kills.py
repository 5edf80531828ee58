"""What goes in the middle: the server by `kill -9`, the model; and a crowd that only waits."""

from __future__ import annotations

import asyncio
import contextlib
import json
import resource
import signal
import sqlite3
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fault_server import FaultServer
from test_serve import Served, served
from web_help import MESSAGE, app_for, client_of, events_of, running

CROWD = 1000


def read_until_it_ends(response: httpx2.Response, first_text: threading.Event) -> str:
    """What of a stream came, until it ended or broke off."""
    seen = ""
    with contextlib.suppress(httpx2.TransportError):
        for piece in response.iter_text():
            seen += piece
            if "event: text" in seen:
                first_text.set()
    return seen


class Listener(threading.Thread):
    """Listens to the stream of a draft, and keeps what it heard."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.url, self.heard, self.first_text = url, "", threading.Event()

    def run(self) -> None:
        body = {"message": MESSAGE}
        with httpx2.stream("POST", f"{self.url}/v1/drafts/stream", json=body, timeout=60) as found:
            self.heard = read_until_it_ends(found, self.first_text)


def written_while(server: Served, count: int) -> list[str]:
    """Ids of cases that were acknowledged."""
    answers = [
        httpx2.post(f"{server.url}/v1/cases", json={"message": f"{MESSAGE} ({number})"}, timeout=30)
        for number in range(count)
    ]
    assert [answer.status_code for answer in answers] == [201] * count
    return [str(answer.json()["card"]["id"]) for answer in answers]


def drafts_in(home: Path) -> int:
    """The drafts that a home has recorded; the copy of a shared home has some already."""
    with closing(sqlite3.connect(home / "composure.db")) as database:
        return int(database.execute("SELECT COUNT(*) FROM drafts").fetchone()[0])


@pytest.mark.slow
def test_a_kill_in_the_middle_of_a_stream(own_home: Path) -> None:
    """The client's stream breaks off without `done`; what was acknowledged is there afterwards,
    nothing of the unfinished draft is, and the next start drafts as ever.
    """
    before = drafts_in(own_home)
    with FaultServer() as model:
        model.script("hang")
        with served(own_home, model="openai:test", base_url=model.url) as server:
            server.until_said("ready in")
            listener = Listener(server.url)
            listener.start()
            assert listener.first_text.wait(30)
            acknowledged = written_while(server, 5)
            assert server.end(signal.SIGKILL) == -signal.SIGKILL
            listener.join(30)
        names = [name for name, _ in events_of(listener.heard.rpartition("\n\n")[0])]
        assert "text" in names
        assert not {"done", "error"} & set(names)
        database = sqlite3.connect(own_home / "composure.db")
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()
        assert drafts_in(own_home) == before
        model.script("ok:Dear customer, we are sorry.")
        with served(own_home, model="openai:test", base_url=model.url) as server:
            server.until_said("ready in")
            cases = [httpx2.get(f"{server.url}/v1/cases/{key}") for key in acknowledged]
            assert [found.status_code for found in cases] == [200] * 5
            again = httpx2.post(
                f"{server.url}/v1/drafts/stream", json={"message": MESSAGE}, timeout=60
            )
            assert events_of(again.text)[-1][0] == "done"
            assert server.end() == 0


def test_the_models_server_is_gone_and_comes_back(written_home: Path) -> None:
    """It goes in the middle of a stream: what was heard is void and the offline writer takes over;
    so while nobody listens at its address; and once it is back there, it is asked again.
    """
    with FaultServer() as model:
        app = app_for(written_home, model="openai:test", base_url=model.url, timeout=5)
        client = client_of(app)
        model.script("no_end")
        heard = events_of(client.post("/v1/drafts/stream", json={"message": MESSAGE}).text)
    assert heard[-1][1]["writer"]["fell_back"]
    names = [name for name, _ in heard]
    assert names.index("text") < names.index("replaced") < names.index("done")
    gone = client.post("/v1/drafts", json={"message": MESSAGE}).json()["writer"]
    assert (gone["model"], gone["fell_back"]) == ("offline", True)
    with FaultServer(model.port) as back:
        back.script("ok:Dear customer, we are sorry.")
        client.post("/v1/drafts", json={"message": MESSAGE})
        assert len(back.requests) >= 1


def test_health_answers_a_crowd_while_every_draft_waits(written_home: Path) -> None:
    """Each of 1,000 open connections gets its answer while the model, which holds every place for
    a draft, has not answered one.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 8192)), hard))
    statuses: list[int] = []
    with FaultServer() as model:
        model.script("silent")
        app = app_for(written_home, model="openai:test", base_url=model.url, model_slots=2)
        app.state.site.assistant.warm()
        with running(app) as url:

            def draft() -> None:
                found = httpx2.post(f"{url}/v1/drafts", json={"message": MESSAGE}, timeout=60)
                statuses.append(found.status_code)

            waiting = [threading.Thread(target=draft) for _ in range(6)]
            for each in waiting:
                each.start()
            answers = Counter(asyncio.run(_ask_twice(int(url.rpartition(":")[2]), model)))
            drafted = len(statuses)
            model.ended.set()
            for each in waiting:
                each.join(60)
    assert answers == {"ok": 2 * CROWD}
    assert drafted == 0
    assert statuses == [200] * 6


async def _ask_twice(port: int, model: FaultServer) -> list[str]:
    """Opens all connections and asks on each; then, with all of them open, once more."""
    while len(model.requests) < 2:
        await asyncio.sleep(0)
    pairs = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CROWD)]

    async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        made: dict[str, Any] = json.loads(await reader.readexactly(length))
        return str(made["status"])

    found = [*await asyncio.gather(*(ask(*pair) for pair in pairs))]
    found += await asyncio.gather(*(ask(*pair) for pair in pairs))
    for _, writer in pairs:
        writer.close()
    return found
