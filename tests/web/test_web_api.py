"""The API answers with the contract's records."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from web_help import MESSAGE, REPLY, events_of, problem

DRAFT_KEYS = {
    "draft_id", "case_id", "created_at", "reply", "triage", "escalation", "follow_up",
    "commitments", "evidence", "citations", "findings", "questions_for_agent", "writer",
}  # fmt: skip


def made(client: TestClient, path: str, **body: Any) -> Any:
    response = client.post(f"/v1/{path}", json=body)
    assert response.status_code in (200, 201), response.text
    return response.json()


def test_a_draft_is_the_contracts_record(client: TestClient) -> None:
    """`POST /v1/drafts` answers with the keys of the contract, about the order in the message."""
    draft = made(client, "drafts", message=MESSAGE, facts={"customer_name": "Dana"})
    assert set(draft) == DRAFT_KEYS
    assert "Dana" in draft["reply"]["text"]
    assert {"kind": "reference", "value": "LK-20931"}.items() <= draft["triage"]["facts"][0].items()


def test_a_draft_is_recorded(client: TestClient) -> None:
    """What was drafted is found again under its id, and nothing under another."""
    draft = made(client, "drafts", message=MESSAGE)
    assert client.get(f"/v1/drafts/{draft['draft_id']}").json() == draft
    assert problem(client.get("/v1/drafts/" + "0" * 32))["status"] == 404


def test_approved_promises_are_backed(client: TestClient) -> None:
    """`approve` reaches the ledger; an approval of nothing is refused by name."""
    promise = "You will have a full refund of £20 by Friday."
    body = {"reply": f"Dear Dana, I am sorry. {promise}", "case": {"message": MESSAGE}}
    plain = made(client, "lint", **body)["commitments"]
    approved = made(client, "lint", **body, approve=[promise])["commitments"]
    assert [each["status"] for each in plain] == ["needs_approval"]
    assert [each["authority"]["kind"] for each in approved] == ["agent"]


def test_a_stream_ends_with_the_draft(client: TestClient) -> None:
    """Steps come in their order, then text, then the draft, which is recorded by then."""
    response = client.post("/v1/drafts/stream", json={"message": MESSAGE})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = events_of(response.text)
    steps = [data["step"] for name, data in events if name == "progress"]
    assert steps == ["playbooks", "triage", "policies", "brief", "write", "check"]
    name, draft = events[-1]
    assert name == "done"
    assert "".join(data["text"] for name, data in events if name == "text")
    assert client.get(f"/v1/drafts/{draft['draft_id']}").json() == draft


def test_an_empty_message_starts_no_stream(client: TestClient) -> None:
    """What can be known before is refused with a status, and not inside of a stream."""
    response = client.post("/v1/drafts/stream", json={"message": " \u200b "})
    assert (response.status_code, problem(response)["kind"]) == (422, "case")


def test_lint_finds_what_it_must(client: TestClient) -> None:
    """A reply that blames the customer fails; `fix` answers with the repaired text."""
    found = made(client, "lint", reply="Calm down. You should have read the terms.")
    assert any(finding["status"] == "fail" for finding in found["findings"])
    assert found["reply"] is None
    assert made(client, "lint", reply=REPLY, fix=True)["reply"] == REPLY


def test_triage_raises_flags(client: TestClient) -> None:
    """A threat to sue is flagged and escalated."""
    found = made(client, "triage", message="I will take you to court, my lawyer is informed.")
    assert "legal" in [flag["key"] for flag in found["triage"]["flags"]]
    assert found["escalation"]["level"] >= 2


def test_questions_are_answered_with_citations(client: TestClient) -> None:
    """`ask` cites; reasons come only where they are asked for."""
    answer = made(client, "ask", question="How do I apologise?")
    assert answer["answered"]
    assert answer["citations"]
    assert "explanation" not in answer
    assert made(client, "ask", question="How do I apologise?", explain=True)["explanation"]


def test_search_keeps_to_kind_and_limit(client: TestClient) -> None:
    """Only passages of the kind, at most so many."""
    found = made(client, "search", query="refund", kind="policy", limit=3)["passages"]
    assert len(found) == 3
    assert {passage["kind"] for passage in found} == {"policy"}


def test_alternatives_are_three_manners(client: TestClient) -> None:
    """Shortest, warmest and firmest, each with its own ledger."""
    found = made(client, "alternatives", message=MESSAGE)["alternatives"]
    assert {each["style"] for each in found} <= {"shortest", "warmest", "firmest"}
    assert len({each["reply"]["text"] for each in found}) == len(found) >= 2


@pytest.mark.parametrize("by_id", [True, False])
def test_a_draft_is_revised(client: TestClient, by_id: bool) -> None:
    """By its id, or as it was answered; the revision says which one it revises."""
    draft = made(client, "drafts", message=MESSAGE)
    start = {"draft_id": draft["draft_id"]} if by_id else {"draft": draft}
    revised = made(client, "revise", instruction="sign it as Priya", **start)
    assert revised["revision"]["revises"] == draft["draft_id"]
    assert "Priya" in revised["reply"]["text"]


def test_a_change_that_needs_a_model_says_so(client: TestClient) -> None:
    """In words for who has no command line, and with what works without one."""
    made = client.post("/v1/drafts", json={"message": MESSAGE}).json()
    body = {"draft_id": made["draft_id"], "instruction": "write it in German"}
    found = problem(client.post("/v1/revise", json=body))
    assert "needs a language model" in found["detail"]
    assert "shorter" in found["remedy"]
    assert "--" not in found["remedy"]


def test_a_revision_needs_one_draft(client: TestClient) -> None:
    """Neither none nor two."""
    assert problem(client.post("/v1/revise", json={"instruction": "shorter"}))["status"] == 422


def test_sources_gaps_and_index(client: TestClient) -> None:
    """What is indexed, what is missing, and that nothing has changed."""
    sources = client.get("/v1/sources").json()
    assert sources["passages"] > 100
    made(client, "ask", question="How do I repair a tractor gearbox?")
    assert client.get("/v1/gaps").json()["gaps"]
    report = made(client, "index")
    assert (report["changed"], report["deleted"], report["rebuilt"]) == ([], [], False)


def test_a_case_from_message_to_follow_up(client: TestClient) -> None:
    """Open, draft, customer writes again, draft anew, send, and what is owed is listed."""
    case = made(client, "cases", message=MESSAGE, customer="Dana", facts={"order_id": "LK-20931"})
    place = f"cases/{case['card']['id']}"
    first = made(client, f"{place}/drafts")
    added = made(client, f"{place}/messages", text="It is Friday now. Where is it?")
    assert added["made_stale"] == [first["draft_id"]]
    events = events_of(client.post(f"/v1/{place}/drafts/stream", json={}).text)
    second = events[-1][1]
    sent = made(client, f"{place}/sent", text=second["reply"]["text"],
                draft_id=second["draft_id"])  # fmt: skip
    assert sent["message"]["change"]["share"] == 0
    owed = client.get(f"/v1/{place}/follow-ups").json()["follow_ups"]
    assert {item["id"] for item in sent["follow_ups"]} <= {item["id"] for item in owed}
    done = client.patch(f"/v1/follow-ups/{owed[0]['id']}", json={"state": "done"}).json()
    assert done["state"] == "done"
    judged = made(client, f"drafts/{second['draft_id']}/feedback", rating="up")
    assert judged["rating"] == "up"
    assert client.get(f"/v1/{place}").json()["card"]["state"] == "answered"
    assert case["card"]["id"] in [c["id"] for c in client.get("/v1/cases").json()["cases"]]


def test_the_second_of_two_writers_is_told(client: TestClient) -> None:
    """An old version answers 409, with who changed what, and changes nothing."""
    card = made(client, "cases", message=MESSAGE)["card"]
    place, version = f"/v1/cases/{card['id']}", card["version"]
    body = {"version": version, "subject": "first"}
    assert client.patch(place, json=body).status_code == 200
    late = client.patch(place, json={**body, "subject": "second"})
    told = problem(late)
    assert (told["kind"], told["version"]) == ("conflict", version + 1)
    assert told["changes"]
    assert client.get(place).json()["card"]["subject"] == "first"


def test_every_example_of_the_document_works(client: TestClient) -> None:
    """The examples of OpenAPI are requests that can be sent as they are."""
    document = client.get("/v1/openapi.json").json()
    bodies = [
        (path, example["value"])
        for path, methods in document["paths"].items()
        for operation in methods.values()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        for example in content.get("examples", {}).values()
    ]
    assert len(bodies) >= 8
    assert [client.post(path, json=body).status_code for path, body in bodies] == [200] * len(
        bodies
    )


def test_the_document_describes_a_draft(client: TestClient) -> None:
    """The schema of a draft names its parts, and every error is problem details."""
    document = client.get("/v1/openapi.json").json()
    assert set(document["components"]["schemas"]["Draft"]["required"]) == DRAFT_KEYS
    for path, methods in document["paths"].items():
        for operation in methods.values():
            wanted = {"400", "404", "422", "429", "503", "507"} if path.startswith("/v1") else set()
            assert wanted <= set(operation["responses"]), path


def test_health_and_readiness(client: TestClient) -> None:
    """Alive at once; ready only when everything was opened."""
    assert client.get("/healthz").json() == {"status": "ok"}
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["status"] == "starting"
    assert response.headers["retry-after"] == "1"
