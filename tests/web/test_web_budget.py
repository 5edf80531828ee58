"""What a language model is asked for counts, wherever it is asked: drafts, chat, lint, sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fault_server import FaultServer
from starlette.testclient import TestClient
from web_help import MESSAGE, REPLY, app_for, client_of, problem

from assistant.web.access import ANYBODY


def with_writer(home: Path, server: FaultServer, **given: Any) -> FastAPI:
    """An application whose drafts and answers ask a model: each call is 18 tokens."""
    return app_for(home, model="openai:test", base_url=server.url, **given)


def spent(app: FastAPI) -> int:
    """The tokens that were charged today."""
    found = app.state.site.database.rows("SELECT COALESCE(SUM(tokens), 0) FROM key_usage")
    return int(found[0][0])


def tokens(writer: dict[str, Any]) -> int:
    return sum(writer["tokens"].values())


def opened(client: TestClient) -> str:
    return str(client.post("/v1/cases", json={"message": MESSAGE}).json()["card"]["id"])


def test_the_draft_of_a_case_is_charged(own_home: Path) -> None:
    """What its writer used up is charged; so is a revision."""
    with FaultServer() as server:
        app = with_writer(own_home, server)
        client = client_of(app)
        place = f"/v1/cases/{opened(client)}/drafts"
        made = client.post(place, json={}).json()
        first = tokens(made["draft"]["writer"])
        assert spent(app) == first > 0
        told = {"instruction": "shorter"}
        revised = client.post(f"{place}/{made['draft_id']}/revise", json=told).json()
        assert spent(app) == first + tokens(revised["draft"]["writer"])


def test_a_turn_is_charged_once(own_home: Path) -> None:
    """A draft and an answer of a conversation are charged, and not again where they are shown."""
    with FaultServer() as server:
        app = with_writer(own_home, server)
        client = client_of(app)
        case = opened(client)

        def say(text: str) -> dict[str, Any]:
            turn: dict[str, Any] = client.post(
                "/v1/chat", json={"text": text, "case_id": case}
            ).json()
            assert not turn["failed"], turn
            return turn

        first = tokens(say("draft it")["draft"]["draft"]["writer"])
        assert spent(app) == first > 0
        assert say("show draft")["draft"] is not None
        assert spent(app) == first
        asked = say("what does our policy say about refunds?")
        assert asked["intent"] == "ask"
        assert spent(app) == first + tokens(asked["answer"]["writer"]) > first


def test_the_budget_stops_drafts_of_cases(own_home: Path) -> None:
    """The key's tokens of today hold for cases and conversations as for plain drafts."""
    with FaultServer() as server:
        app = with_writer(own_home, server, daily_tokens=1)
        client = client_of(app)
        case = opened(client)
        assert client.post(f"/v1/cases/{case}/drafts", json={}).status_code == 201
        late = client.post(f"/v1/cases/{case}/drafts", json={})
        said = client.post("/v1/chat", json={"text": "draft it", "case_id": case})
    assert problem(late)["kind"] == problem(said)["kind"] == "rate_limited"


@pytest.fixture
def second_look(own_home: Path) -> Any:
    """An application whose triage asks a model, at two drafts a minute, and the model."""
    with FaultServer() as server:
        server.script("ok:nothing")
        given = {"triage_model": "openai:test", "base_url": server.url, "rate_drafts": 2}
        yield app_for(own_home, **given), server


def test_a_lint_that_asks_a_model_is_counted(second_look: tuple[FastAPI, FaultServer]) -> None:
    """The first lint of a case costs a draft; while somebody types the model is not asked again."""
    app, server = second_look
    client = client_of(app)
    body = {"reply": REPLY, "case": {"message": MESSAGE}}
    assert [client.post("/v1/lint", json=body).status_code for _ in range(9)] == [200] * 9
    assert len(server.requests) == 1
    others = [{**body, "case": {"message": f"{MESSAGE} {n}"}} for n in range(3)]
    found = [client.post("/v1/lint", json=other).status_code for other in others]
    assert found == [200, 429, 429]
    assert len(server.requests) == 2
    assert client.post("/v1/lint", json={"reply": REPLY}).status_code == 200


def test_recording_what_was_sent_is_counted(second_look: tuple[FastAPI, FaultServer]) -> None:
    """It is checked against its case, which asks the model: in the room for drafts, and counted."""
    app, _ = second_look
    client = client_of(app)
    cases = [opened(client) for _ in range(3)]
    found = [client.post(f"/v1/cases/{case}/sent", json={"text": REPLY}) for case in cases]
    assert [response.status_code for response in found] == [201, 201, 429]


def test_a_used_up_budget_stops_the_second_look(own_home: Path) -> None:
    """Who has no tokens left does not have a model asked by lint either."""
    with FaultServer() as server:
        app = app_for(own_home, triage_model="openai:test", base_url=server.url, daily_tokens=10)
        app.state.site.limits.count_tokens(app.state.site.database, ANYBODY, 10)
        body = {"reply": REPLY, "case": {"message": MESSAGE}}
        assert problem(client_of(app).post("/v1/lint", json=body))["kind"] == "rate_limited"
        assert server.requests == []


def test_what_only_looks_is_charged_too(own_home: Path) -> None:
    """A triage and the first lint of a case ask the model: their tokens count for the day."""
    with FaultServer() as server:
        server.script("ok:none")
        app = app_for(own_home, triage_model="openai:test", base_url=server.url)
        client = client_of(app)
        assert client.post("/v1/triage", json={"message": MESSAGE}).status_code == 200
        assert spent(app) == 18
        body = {"reply": REPLY, "case": {"message": MESSAGE}}
        assert [client.post("/v1/lint", json=body).status_code for _ in range(3)] == [200] * 3
    assert spent(app) == 36
