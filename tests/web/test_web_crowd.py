"""Many at once: nothing is mixed up, queues are bounded, health answers, limits hold."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import pytest
from fault_server import FaultServer
from starlette.types import Message, Receive, Scope, Send
from web_help import MESSAGE, app_for, client_of, events_of, problem, running

from assistant.web.connections import Connection
from assistant.web.guard import Guard
from assistant.web.problems import Problem


def with_model(home: Path, server: FaultServer, **given: Any) -> Any:
    """An application whose model answers with a reply that the rubric accepts."""
    app = app_for(home, **{"model": "openai:test", "base_url": server.url, **given})
    server.script(f"ok:{good(app)}")
    return app


def good(app: Any) -> str:
    """A reply to MESSAGE that may stand as it is."""
    deadline = app.state.site.assistant.brief(MESSAGE).values["deadline"]
    return (
        "Hello,\n\nYour order LK-20931 should have been with you on Monday, and I am sorry that "
        "it was not."
        "\n\nI am asking the delivery team today where it is, and I will write to you by "
        f"{deadline} with what they found.\n\nLarkfield Customer Care"
    )


def canary(number: int) -> str:
    return f"LK-{70_000 + 13 * number}"


@pytest.mark.parametrize("streamed", [False, True])
def test_sixty_four_at_once_are_not_mixed_up(written_home: Path, streamed: bool) -> None:
    """Each of 64 simultaneous drafts speaks of its own order and of no other."""
    path = "/v1/drafts/stream" if streamed else "/v1/drafts"
    everybody = {canary(number) for number in range(64)}

    with (
        running(app_for(written_home)) as url,
        httpx2.Client(base_url=url, timeout=60, limits=httpx2.Limits(max_connections=64)) as client,
        ThreadPoolExecutor(64) as crowd,
    ):

        def send(number: int) -> tuple[int, str]:
            message = f"My order {canary(number)} is late again and nobody answers. Where is it?"
            response = client.post(path, json={"message": message})
            return response.status_code, response.text

        found = list(crowd.map(send, range(64)))
    assert [status for status, _ in found] == [200] * 64
    for number, (_, text) in enumerate(found):
        assert {each for each in everybody if each in text} == {canary(number)}


def test_no_prompt_holds_what_another_customer_wrote(written_home: Path) -> None:
    """What a model receives for one of 64 simultaneous cases names no other customer's order."""
    everybody = {canary(number) for number in range(64)}
    with FaultServer() as server, running(with_model(written_home, server)) as url:
        with (
            httpx2.Client(base_url=url, timeout=60) as client,
            ThreadPoolExecutor(32) as crowd,
        ):
            messages = [f"Where is my order {canary(number)}?!" for number in range(64)]
            send = lambda text: client.post("/v1/drafts", json={"message": text})  # noqa: E731
            assert {r.status_code for r in crowd.map(send, messages)} == {200}
        prompts = [str(request["messages"]) for request in server.requests]
    named = [{each for each in everybody if each in prompt} for prompt in prompts]
    assert len(prompts) >= 64
    assert {len(names) for names in named} == {1}
    assert set().union(*named) == everybody


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_thousand_prompts_of_two_hundred_customers(own_home: Path) -> None:
    """Ten drafts for each of 200 customers in any order, 32 at once, with their names, facts and
    earlier messages: none of what the model receives names another one (SECURITY, L3)."""
    order = [number for number in range(200) for _ in range(10)]
    Random(7).shuffle(order)
    everybody = {canary(number) for number in range(200)}
    with FaultServer() as server:
        app = with_model(own_home, server, rate_drafts=100_000, rate_requests=100_000)
        with (
            running(app) as url,
            httpx2.Client(base_url=url, timeout=120) as client,
            ThreadPoolExecutor(32) as crowd,
        ):

            def send(number: int) -> int:
                known = {"order_id": canary(number), "status": f"{canary(number)} is on its way"}
                earlier = {"role": "customer", "text": f"Hello, {canary(number)} has not come."}
                message = f"Where is my order {canary(number)}?!"
                case = {"message": message, "facts": known, "history": [earlier]}
                return client.post("/v1/drafts", json=case).status_code

            assert set(crowd.map(send, order)) == {200}
        prompts = [str(request["messages"]) for request in server.requests]
    named = [{each for each in everybody if each in prompt} for prompt in prompts]
    assert len(prompts) >= 2000
    assert {len(names) for names in named} == {1}
    assert set().union(*named) == everybody


def test_slots_and_queue_are_bounded(written_home: Path) -> None:
    """With 2 slots and a queue of 3, of 12 at once 5 are drafted and 7 told to come back."""
    with FaultServer() as server:
        app = with_model(written_home, server, model_slots=2, model_queue=3)
        app.state.site.assistant.warm()
        server.slow(1.0)
        with running(app) as url, ThreadPoolExecutor(12) as crowd:

            def send(_: int) -> httpx2.Response:
                return httpx2.post(f"{url}/v1/drafts", json={"message": MESSAGE}, timeout=60)

            found = list(crowd.map(send, range(12)))
    counted = Counter(response.status_code for response in found)
    assert counted == {200: 5, 503: 7}
    refused = next(response for response in found if response.status_code == 503)
    assert problem(refused)["kind"] == "busy"
    assert int(refused.headers["retry-after"]) >= 1


def test_the_model_goes_and_comes_back(written_home: Path) -> None:
    """While it is away the offline writer drafts and says so; then the model writes again."""
    with FaultServer() as server:
        app = with_model(written_home, server, timeout=3)
        app.state.site.assistant.warm()
        client, fine = client_of(app), f"ok:{good(app)}"
        writers = []
        for script in (fine, "500", "reset", fine):
            server.script(script)
            draft = client.post("/v1/drafts", json={"message": MESSAGE}).json()
            writers.append((draft["writer"]["model"], draft["writer"]["fell_back"]))
        server.script("cut")
        events = events_of(client.post("/v1/drafts/stream", json={"message": MESSAGE}).text)
    assert writers == [("openai:test", False), ("offline", True), ("offline", True),
                       ("openai:test", False)]  # fmt: skip
    assert events[-1][0] == "done"
    assert events[-1][1]["writer"]["fell_back"]


def test_drafts_are_counted(own_home: Path) -> None:
    """7 drafts at 5 a minute: 5 are made, 2 are told when to come back; a lint is no draft."""
    client = client_of(app_for(own_home, rate_drafts=5))
    found = [client.post("/v1/drafts", json={"message": MESSAGE}) for _ in range(7)]
    assert [response.status_code for response in found] == [200] * 5 + [429] * 2
    assert 1 <= int(found[-1].headers["retry-after"]) <= 60
    assert client.post("/v1/lint", json={"reply": "Dear Dana"}).status_code == 200


def test_requests_are_counted(written_home: Path) -> None:
    """Of any kind, and health is not one of them."""
    client = client_of(app_for(written_home, rate_requests=3))
    assert [client.get("/v1/cases").status_code for _ in range(5)] == [200] * 3 + [429] * 2
    assert client.get("/healthz").status_code == 200


def test_the_budget_of_tokens_stops(own_home: Path) -> None:
    """At 18 tokens a draft and 50 a day the third draft is the last, also after a restart."""
    with FaultServer() as server:
        given = {"daily_tokens": 50}
        client = client_of(with_model(own_home, server, **given))
        spent = 0
        found = []
        for _ in range(5):
            response = client.post("/v1/drafts", json={"message": MESSAGE})
            found.append(response.status_code)
            if response.status_code == 200:
                assert spent < 50
                spent += sum(response.json()["writer"]["tokens"].values())
        assert 429 in found
        assert found == sorted(found)
        assert spent >= 50
        again = client_of(with_model(own_home, server, **given))
        late = again.post("/v1/drafts", json={"message": MESSAGE})
    assert problem(late)["kind"] == "rate_limited"
    assert int(late.headers["retry-after"]) <= 86_400


# -- slow and huge -----------------------------------------------------------------------------


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError("the body was handed on")


def guarded(messages: list[Message], *, headers: dict[str, str], seconds: float) -> Problem:
    """The problem of a guard that receives these pieces and then waits without end."""

    async def receive() -> Message:
        if messages:
            return messages.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        raise AssertionError(message)

    scope = {
        "type": "http", "method": "POST", "path": "/v1/drafts", "state": {},
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip
    with pytest.raises(Problem) as raised:
        asyncio.run(Guard(_nothing, seconds=seconds)(scope, receive, send))
    return raised.value


def test_a_slow_body_is_given_up() -> None:
    """A body that does not end in time is 408, and the connection is closed."""
    piece = {"type": "http.request", "body": b"{", "more_body": True}
    found = guarded([piece], headers={"content-type": "application/json"}, seconds=0.05)
    assert (found.status, found.headers["Connection"]) == (408, "close")


def test_an_announced_size_is_not_read() -> None:
    """Content-Length beyond the limit is refused before a byte is read; so is no number."""
    for size in ("1000001", "9" * 30, "-1", "abc"):
        assert guarded([], headers={"content-length": size}, seconds=5).status == 413


def test_a_form_with_files_has_no_more_room(written_home: Path) -> None:
    """No route takes files: more than a megabyte is refused at the sign-in form as elsewhere."""
    client = client_of(app_for(written_home))
    sent = {"file": ("big.bin", b"x" * 1_000_001)}
    assert problem(client.post("/sign-in", files=sent))["kind"] == "too_large"


def test_three_hundred_megabytes_are_not_taken(written_home: Path) -> None:
    """A body in pieces without an announced size is refused after its first megabyte or so."""
    with (
        running(app_for(written_home)) as url,
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=10) as caller,
    ):
        caller.sendall(
            b"POST /v1/drafts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        piece, sent = b"10000\r\n" + b"x" * 65_536 + b"\r\n", 0
        with contextlib.suppress(ConnectionError):
            while sent < 300_000_000:
                caller.sendall(piece)
                sent += 65_536
        with contextlib.suppress(ConnectionError):
            assert b" 413 " in caller.recv(65_536)
    assert sent < 20_000_000


def test_slow_headers_block_nobody(written_home: Path) -> None:
    """200 clients that never end their headers: the others are served, and they are sent away."""
    app = app_for(written_home)
    patient = Connection.head_seconds
    Connection.head_seconds = 0.5
    try:
        with running(app) as url:
            port = int(url.rpartition(":")[2])
            slow = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(200)]
            for each in slow:
                each.sendall(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
            assert httpx2.get(f"{url}/healthz", timeout=2).status_code == 200
            ended = sum(_is_ended(each) for each in slow)
    finally:
        Connection.head_seconds = patient
    assert ended == 200


def _is_ended(connection: socket.socket) -> bool:
    with connection, contextlib.suppress(ConnectionResetError):
        return connection.recv(1000) == b""
    return True


def test_headers_have_a_limit(written_home: Path) -> None:
    """A request with 100 KB of headers, in one or in 5,000, is 431; the next one is served."""
    with running(app_for(written_home)) as url:
        for headers in (
            [b"X-A: " + b"a" * 100_000],
            [b"X-%d: aaaaaaaaaaaaaaaa" % n for n in range(5000)],
        ):
            with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as caller:
                caller.settimeout(5)
                caller.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
                with contextlib.suppress(ConnectionError):
                    caller.sendall(b"\r\n".join(headers) + b"\r\n\r\n")
                assert caller.recv(1000).startswith(b"HTTP/1.1 431 ")
        assert httpx2.get(f"{url}/healthz").status_code == 200
