"""Errors are problem details that repeat nothing; every answer has its headers."""

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from web_help import BASE, MESSAGE, client_of, problem

CANARY = "Geheimniskraemer"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "kind"),
    [
        ("GET", "/v1/nothing", {}, 404, "not_found"),
        ("GET", "/v1/drafts", {}, 405, "method"),
        ("DELETE", "/healthz", {}, 405, "method"),
        ("POST", "/v1/drafts", {"content": b"{", "headers": JSON}, 400, "request"),
        ("POST", "/v1/drafts", {"content": b'{"a": "\xff"}', "headers": JSON}, 400, "request"),
        ("POST", "/v1/drafts", {"content": b'{"message": NaN}', "headers": JSON}, 400, "request"),
        ("POST", "/v1/drafts", {"content": b"9" * 5000, "headers": JSON}, 400, "request"),
        ("POST", "/v1/drafts", {"content": b"[" * 200_000, "headers": JSON}, 400, "request"),
        ("POST", "/v1/drafts", {"content": b'{"a":' * 41 + b"1", "headers": JSON}, 400, "request"),
        ("POST", "/v1/drafts", {"content": b"message=hello"}, 415, "media_type"),
        ("POST", "/v1/drafts", {"content": b"[]", "headers": JSON}, 422, "validation"),
        ("POST", "/v1/drafts", {"json": {}}, 422, "validation"),
        ("POST", "/v1/drafts", {"json": {"message": ""}}, 422, "case"),
        ("POST", "/v1/drafts", {"json": {"message": "x" * 20_001}}, 422, "case"),
        ("POST", "/v1/drafts", {}, 422, "validation"),
        ("GET", "/v1/drafts/..%2f..%2fetc%2fpasswd", {}, 404, "not_found"),
        ("GET", "/v1/drafts/%00%00%00%00%00%00%00%00", {}, 422, "validation"),
        ("GET", "/v1/cases?limit=0", {}, 422, "validation"),
        ("POST", "/v1/search", {"json": {"query": " "}}, 422, "case"),
        ("POST", "/v1/drafts", {"content": b"x" * 1_000_001, "headers": JSON}, 413, "too_large"),
        ("GET", "/healthz", {"headers": {"Host": "evil.example"}}, 421, "host"),
        ("GET", "/v1/sources", {"headers": {"Host": "127.0.0.1.evil.example"}}, 421, "host"),
        ("GET", "/v1/sources", {"headers": {"Host": ""}}, 421, "host"),
        ("GET", "/v1/sources", {"headers": {"Host": "a b/c@localhost"}}, 421, "host"),
    ],
)
def test_errors_are_problem_details(
    client: TestClient, method: str, path: str, sent: dict[str, object], status: int, kind: str
) -> None:
    """Each with its status, kind and a remedy where we know one."""
    found = problem(client.request(method, path, **sent))  # type: ignore[arg-type]
    assert (found["status"], found["kind"]) == (status, kind)


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1"])
def test_loopback_has_its_names(client: TestClient, host: str) -> None:
    """The names by which this machine calls itself are let in."""
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_depth_counts_brackets_outside_of_texts(client: TestClient) -> None:
    """A message full of brackets is no deep body; and looking takes linear time."""
    body = {"message": "[{" * 5_000 + ' is "my" order \\" [[ lost?'}
    assert client.post("/v1/triage", json=body).status_code == 200
    hostile = b'{"message": "' + b'\\"' * 490_000
    response = client.post("/v1/triage", content=hostile, headers=JSON)
    assert response.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {CANARY: CANARY},
        {"message": MESSAGE, CANARY: 1},
        {"message": {CANARY: CANARY}},
        {"message": MESSAGE, "facts": {"amount": CANARY}},
        {"message": MESSAGE, "facts": {"purchase_date": CANARY}},
        {"message": MESSAGE, "date": CANARY},
        {"message": MESSAGE, "language": CANARY},
        {"message": MESSAGE, "channel": CANARY},
        {"message": MESSAGE, "history": [{"role": CANARY, "text": CANARY}]},
        {"message": MESSAGE, "history": [{CANARY: CANARY}]},
        {"message": MESSAGE, "facts": {"authority": {CANARY: CANARY}}},
        {"message": MESSAGE, "facts": CANARY},
    ],
)
def test_a_refusal_repeats_nothing(client: TestClient, body: dict[str, object]) -> None:
    """422 names the field, never a value, and no key that is not ours."""
    response = client.post("/v1/drafts", json=body)
    assert response.status_code == 422
    assert CANARY not in response.text
    assert problem(response)["errors"]


@pytest.mark.parametrize(
    ("path", "sent", "detail"),
    [
        ("/v1/drafts", {"json": {}}, "message: this is missing"),
        ("/v1/drafts", {"json": []}, "the body is no JSON object"),
        ("/v1/drafts", {}, "the body is missing"),
        ("/v1/drafts", {"json": {"message": 5}}, "message: this is no text"),
        ("/v1/drafts", {"json": {"message": "x", "facts": {"amount": "lots"}}},
         "facts.amount: this is no number"),
        ("/v1/drafts", {"json": {"message": "x", "channel": "fax"}},
         "channel: this is not 'email', 'chat', 'social' or 'phone'"),
        ("/v1/drafts/x/feedback", {"json": {"rating": "up"}},
         "draft_id: this is no id: it has 6 to 64 letters, digits, - and _"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_plain_line(
    client: TestClient, path: str, sent: dict[str, object], detail: str
) -> None:
    """In words that a help desk can show to people, and not in those of the validator."""
    assert problem(client.post(path, **sent))["detail"] == detail  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/drafts", {"message": " "}),
        ("POST", "/v1/ask", {"question": " "}),
        ("POST", "/v1/lint", {"reply": " "}),
        ("GET", "/v1/cases/ffffffffffff", None),
        ("GET", "/v1/drafts/ffffffffffff", None),
        ("PATCH", "/v1/follow-ups/ffffffffffff", {"state": "done"}),
        ("GET", "/v1/insights?since=2026-03-01&until=2026-02-01", None),
        ("POST", "/v1/erase", {}),
    ],
)
def test_a_remedy_speaks_of_no_command_line(
    client: TestClient, method: str, path: str, body: dict[str, str] | None
) -> None:
    """Who calls over HTTP is told what to send or where to look."""
    remedy = problem(client.request(method, path, json=body))["remedy"]
    assert remedy
    assert not any(word in remedy for word in ("composure ", "--", "stdin", "argument"))


def test_an_unknown_key_names_the_nearest(client: TestClient) -> None:
    """A slip of the pen is corrected."""
    found = problem(client.post("/v1/drafts", json={"mesage": MESSAGE}))
    assert "did you mean 'message'?" in json.dumps(found["errors"])


def test_half_a_character_is_refused(client: TestClient) -> None:
    """A lone surrogate, in a value or a key, is 422 and no fault of ours; a whole pair is fine."""
    for body in (b'{"message": "\\ud83d"}', b'{"\\udc00": 1}'):
        response = client.post("/v1/triage", content=body, headers=JSON)
        assert problem(response)["kind"] == "validation"
    pair = b'{"message": "\\ud83d\\ude21 where is my order?"}'
    assert client.post("/v1/triage", content=pair, headers=JSON).status_code == 200


def test_every_answer_has_its_headers(client: TestClient, open_app: FastAPI) -> None:
    """Policy, nosniff, no referrer, no store, an id of the request, and no CORS: on each route."""
    document = open_app.openapi()
    answers = [
        client.request(method, path.replace("{", "").replace("}", ""), headers={"Origin": BASE})
        for path, methods in document["paths"].items()
        for method in methods
    ]
    answers += [client.get("/v1/nothing"), client.get("/", headers={"Host": "evil.example"})]
    assert len(answers) > 25
    for answer in answers:
        headers = answer.headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert len(headers["x-request-id"]) == 16
        assert not [name for name in headers if name.startswith("access-control")]
        assert "server" not in headers


def test_a_fault_of_ours_names_its_place_alone(client: TestClient, open_app: FastAPI) -> None:
    """An exception that nobody foresaw is 500 with type and place, and never its text."""

    @open_app.get("/v1/broken")
    async def broken() -> None:
        raise KeyError(CANARY)

    found = problem(client.get("/v1/broken"))
    assert found["kind"] == "internal"
    assert "KeyError in test_web_problems.py" in found["detail"]
    assert CANARY not in json.dumps(found)


@pytest.mark.parametrize("path", ["drafts", "triage"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"])
def test_a_date_out_of_our_time(client: TestClient, path: str, moment: str) -> None:
    """Of the case or of an earlier message: 422, which names the field."""
    history = [{"role": "customer", "text": "Hello?", "date": moment}]
    for body, where in (({"history": history}, "history.0.date"), ({"date": moment}, "date")):
        found = problem(client.post(f"/v1/{path}", json={"message": MESSAGE, **body}))
        assert found["status"] == 422
        assert found["errors"] == [
            {"where": where, "problem": "the year must lie between 1990 and 2100"}
        ]


def test_an_erased_draft_is_gone(closed_app: FastAPI) -> None:
    """Its text was erased: 404 that says so, to read it and to revise it."""
    client = client_of(closed_app)
    case = client.post("/v1/cases", json={"message": MESSAGE}).json()["card"]["id"]
    draft_id = client.post(f"/v1/cases/{case}/drafts", json={}).json()["draft_id"]
    assert client.get(f"/v1/drafts/{draft_id}").status_code == 200
    closed_app.state.site.assistant.casebook.erase(case_id=case)
    told = {"draft_id": draft_id, "instruction": "shorter"}
    for response in (client.get(f"/v1/drafts/{draft_id}"), client.post("/v1/revise", json=told)):
        found = problem(response)
        assert (found["status"], found["detail"]) == (404, "the text of this draft was erased")
