"""Idempotency keys: a write that is sent again is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from web_help import MESSAGE, app_for, bearer, client_of, key_for, problem, running

from assistant.app import Assistant
from assistant.database.repeats import forget_answers

KEY = {"Idempotency-Key": "6f1c-one"}


def total(client: TestClient) -> int:
    return int(client.get("/v1/cases").json()["total"])


def test_a_thousand_duplicates_are_stored_once(closed_app: FastAPI, book: Assistant) -> None:
    """1,000 times the same write, 32 at once: one case, and one answer for all."""
    with running(closed_app) as url, httpx2.Client(base_url=url, timeout=60) as client:

        def send(_: int) -> tuple[int, str]:
            body = {"message": MESSAGE, "customer": "Dana"}
            response = client.post("/v1/cases", json=body, headers=KEY)
            return response.status_code, response.json()["card"]["id"]

        with ThreadPoolExecutor(32) as crowd:
            found = list(crowd.map(send, range(1000)))
    assert len(found) == 1000
    assert len(set(found)) == 1
    assert found[0][0] == 201
    assert book.casebook.cases().total == 1


def test_it_is_answered_again_as_before(client: TestClient) -> None:
    """Same status, same body, and said to be a repetition."""
    first = client.post("/v1/drafts", json={"message": MESSAGE}, headers=KEY)
    second = client.post("/v1/drafts", json={"message": MESSAGE}, headers=KEY)
    assert second.content == first.content
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["content-type"] == first.headers["content-type"]
    assert "idempotency-replayed" not in first.headers


def test_it_outlives_the_process(own_home: Path) -> None:
    """Another process over the same record answers as the first one did."""
    sent: dict[str, Any] = {"json": {"message": MESSAGE}, "headers": KEY}
    first = client_of(app_for(own_home)).post("/v1/cases", **sent)
    later = client_of(app_for(own_home))
    assert later.post("/v1/cases", **sent).content == first.content
    assert total(later) == 1


def test_messages_are_once_for_the_record_too(own_home: Path) -> None:
    """Where the kept answers are gone (erasure), the record still knows the key."""
    app = app_for(own_home)
    client, database = client_of(app), app.state.site.database
    place = f"/v1/cases/{client.post('/v1/cases', json={}).json()['card']['id']}/messages"
    first = client.post(place, json={"text": MESSAGE}, headers=KEY).json()
    assert forget_answers(database) == 1
    again = client.post(place, json={"text": MESSAGE}, headers=KEY).json()
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert again["message"]["id"] == first["message"]["id"]


def test_another_body_is_refused(client: TestClient) -> None:
    """The same key with another body is 422, and nothing is written."""
    key = {"Idempotency-Key": "other-body"}
    client.post("/v1/cases", json={"message": MESSAGE}, headers=key)
    before = total(client)
    late = client.post("/v1/cases", json={"message": MESSAGE + "!"}, headers=key)
    assert problem(late)["kind"] == "idempotency"
    assert total(client) == before


def test_keys_of_others_mean_nothing(closed_app: FastAPI, book: Assistant) -> None:
    """Two callers may use the same idempotency key, and one may at two addresses."""
    ids = set()
    for _ in range(2):
        client = client_of(closed_app, **bearer(key_for(book)))
        response = client.post("/v1/cases", json={"message": MESSAGE}, headers=KEY)
        ids.add(response.json()["card"]["id"])
        assert client.post("/v1/lint", json={"reply": "Dear Dana"}, headers=KEY).status_code == 200
    assert len(ids) == 2


@pytest.mark.parametrize("key", ["", " ", "a b", "ä", "x" * 201, "a\tb"])
def test_a_key_is_visible_ascii(client: TestClient, key: str) -> None:
    """Anything else is refused by name."""
    headers = {b"Idempotency-Key": key.encode("latin-1")}
    response = client.post("/v1/cases", json={"message": MESSAGE}, headers=headers)
    assert "Idempotency-Key" in problem(response)["detail"]


def test_a_refusal_for_now_is_not_kept(own_home: Path) -> None:
    """429 says "try again", so trying again with the same key works."""
    app = app_for(own_home, rate_drafts=1)
    client = client_of(app)
    client.post("/v1/drafts", json={"message": MESSAGE})
    assert client.post("/v1/drafts", json={"message": MESSAGE}, headers=KEY).status_code == 429
    free = client_of(app_for(own_home))
    assert free.post("/v1/drafts", json={"message": MESSAGE}, headers=KEY).status_code == 200


def test_a_refusal_does_not_hold_its_key(client: TestClient) -> None:
    """What was refused did nothing: the same key serves the mended request, and is then kept."""
    key = {"Idempotency-Key": "refused-first"}
    refused = client.post("/v1/drafts", json={"message": ""}, headers=key)
    assert refused.status_code == 422
    mended = client.post("/v1/drafts", json={"message": MESSAGE}, headers=key)
    assert mended.status_code == 200
    assert "idempotency-replayed" not in mended.headers
    again = client.post("/v1/drafts", json={"message": MESSAGE}, headers=key)
    assert again.content == mended.content


def test_a_conflict_is_looked_at_anew(client: TestClient) -> None:
    """Who lost a race and sends again is told of the version of now, and not of then."""
    card = client.post("/v1/cases", json={"message": MESSAGE}).json()["card"]
    place, key = f"/v1/cases/{card['id']}/messages", {"Idempotency-Key": "lost-the-race"}
    stale = {"text": "And now?", "version": card["version"]}
    versions = []
    for owner in ("Priya", "Robin"):
        client.patch(f"/v1/cases/{card['id']}", json={"owner": owner})
        versions.append(problem(client.post(place, json=stale, headers=key))["version"])
    assert versions[1] > versions[0] > card["version"]
