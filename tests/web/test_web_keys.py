"""API keys: who comes in, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from typer.testing import CliRunner
from web_help import MESSAGE, REPLY, app_for, bearer, client_of, key_for, problem, settings_for

from assistant.app import Assistant
from assistant.cli import app as commands
from assistant.database.keys import all_keys, digest_of, revoke_key
from assistant.errors import SettingsError
from assistant.web.serving import serve

OPEN = {"/healthz", "/readyz"}
UNKNOWN = "0123456789abcdef0123456789abcdef"


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and address of the OpenAPI document, with ids that exist nowhere."""
    return [
        (method.upper(), re.sub(r"\{\w+\}", UNKNOWN, path))
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    ]


def test_every_route_without_a_key_is_shut(closed_app: FastAPI, book: Assistant) -> None:
    """Everything of the document is 401 without a key, but the two health routes."""
    key_for(book)
    client = client_of(closed_app)
    found = routes_of(closed_app)
    assert len(found) >= 25
    for method, path in found:
        response = client.request(method, path)
        if path in OPEN:
            assert response.status_code in (200, 503)
        else:
            assert problem(response)["kind"] == "unauthorised", path
            assert response.headers["www-authenticate"].startswith("Bearer")
    for path in ("/v1/openapi.json", "/v1/nothing", "/", "/cases", "/docs", "/redoc"):
        assert client.get(path).status_code == 401, path


WRONG = [
    "", "Bearer", "Bearer ", "Basic abc", "Bearer x", "Bearer cmp_", "Bearer cmp__", "Token {key}",
    "Bearer {key}x", "Bearer {half}", "Bearer {prefix}", "{key}", "Bearer {key} {key}",
    "Bearer {upper}", "Bearer ä{key}", "Bearer \xff\xfe", "Bearer {digest}",
]  # fmt: skip


@pytest.mark.parametrize("header", WRONG)
def test_a_wrong_key_is_no_key(closed_app: FastAPI, book: Assistant, header: str) -> None:
    """Nothing but the whole key opens; characters beyond ASCII are no fault of ours."""
    key = key_for(book)
    given = header.format(
        key=key, half=key[:-1], prefix=key[:13], upper=key.upper(), digest=digest_of(key)
    )
    client = client_of(closed_app)
    response = client.get("/v1/cases", headers={b"Authorization": given.encode("latin-1")})
    assert problem(response)["status"] == 401
    assert client.get("/v1/cases", headers=bearer(key)).status_code == 200


def test_who_sent_a_wrong_key_is_told_so(closed_app: FastAPI, book: Assistant) -> None:
    """A revoked or cut key is another matter than none, and needs another remedy."""
    key, client = key_for(book), client_of(closed_app)
    wrong = problem(client.get("/v1/cases", headers=bearer(key[:-1])))
    assert wrong["detail"] == "this API key is not known, or it was revoked"
    assert problem(client.get("/v1/cases"))["detail"] == "an API key is needed"


ALLOWED = {
    ("POST", "/v1/drafts"): {"agent", "evaluator"},
    ("POST", "/v1/drafts/stream"): {"agent", "evaluator"},
    ("GET", "/v1/drafts/{draft_id}"): {"agent", "evaluator"},
    ("POST", "/v1/alternatives"): {"agent", "evaluator"},
    ("POST", "/v1/revise"): {"agent", "evaluator"},
    ("POST", "/v1/lint"): {"agent", "evaluator"},
    ("POST", "/v1/triage"): {"agent", "evaluator"},
    ("POST", "/v1/ask"): {"agent", "trainer", "evaluator"},
    ("POST", "/v1/search"): {"agent", "trainer", "evaluator"},
    ("GET", "/v1/sources"): {"agent", "trainer", "evaluator"},
    ("GET", "/v1/sources/drafts"): {"agent", "trainer"},
    ("GET", "/v1/gaps"): {"agent", "trainer", "evaluator"},
    ("POST", "/v1/index"): {"trainer"},
    ("GET", "/v1/insights"): {"agent", "trainer", "evaluator"},
    ("POST", "/v1/erase"): set(),
    ("GET", "/v1/audit"): set(),
    ("GET", "/v1/export/{what}"): set(),
}
"""Who may use what beside admin; a route that is not named here is for agents."""


@pytest.mark.parametrize("scope", ["agent", "trainer", "evaluator", "admin"])
def test_a_key_may_what_its_scopes_say(closed_app: FastAPI, book: Assistant, scope: str) -> None:
    """For each route and each scope: 403 where it is not allowed, anything else where it is."""
    client = client_of(closed_app, **bearer(key_for(book, scope)))
    for path, methods in closed_app.openapi()["paths"].items():
        for method in methods:
            if path in OPEN:
                continue
            may = scope == "admin" or scope in ALLOWED.get((method.upper(), path), {"agent"})
            status = client.request(method, re.sub(r"\{\w+\}", UNKNOWN, path)).status_code
            assert (status != 403) is may, (scope, method, path, status)


def test_ids_that_are_not_there_are_404(closed_app: FastAPI, book: Assistant) -> None:
    """Guessed ids of cases, drafts and follow-ups answer 404, with whatever body is right."""
    client = client_of(closed_app, **bearer(key_for(book)))
    card = client.post("/v1/cases", json={"message": MESSAGE}).json()["card"]
    near = card["id"][:-1] + ("0" if card["id"][-1] != "0" else "1")
    for case in (UNKNOWN, near, "f" * 32):
        for method, path, body in (
            ("GET", "", None), ("PATCH", "", {"subject": "x"}), ("POST", "/close", {}),
            ("POST", "/messages", {"text": "hello"}), ("POST", "/drafts", {}),
            ("POST", "/drafts/stream", {}), ("POST", "/sent", {"text": REPLY}),
            ("GET", "/follow-ups", None), ("GET", "/commitments", None), ("GET", "/audit", None),
        ):  # fmt: skip
            response = client.request(method, f"/v1/cases/{case}{path}", json=body)
            assert response.status_code == 404, (path, response.text)
    assert client.patch(f"/v1/follow-ups/{UNKNOWN}", json={"state": "done"}).status_code == 404
    assert client.post(f"/v1/drafts/{UNKNOWN}/feedback", json={"rating": "up"}).status_code == 404
    assert client.post(f"/v1/drafts/{UNKNOWN}/adopt").status_code == 404


def test_a_first_key_shuts_and_a_last_one_does_not_open(
    closed_app: FastAPI, book: Assistant
) -> None:
    """Open on loopback as long as no key was ever made; revoking the last one opens nothing."""
    client, site = client_of(closed_app), closed_app.state.site
    assert client.get("/v1/cases").status_code == 200
    key = key_for(book)
    site.keyring.outdate()
    assert client.get("/v1/cases").status_code == 401
    assert client.get("/v1/cases", headers=bearer(key)).status_code == 200
    revoke_key(book.database, "Priya")
    site.keyring.outdate()
    assert client.get("/v1/cases", headers=bearer(key)).status_code == 401
    assert client.get("/v1/cases").status_code == 401


def test_another_address_is_never_open(own_home: object) -> None:
    """Beyond loopback nothing is open, whether keys were made or not."""
    client = client_of(app_for(own_home, host="0.0.0.0"))  # type: ignore[arg-type]
    assert client.get("/v1/cases").status_code == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "composure.example"])
def test_it_refuses_to_start_for_others_without_a_key(own_home: object, host: str) -> None:
    """An address that others can reach needs an active key; a revoked one is none."""
    assistant = Assistant(settings_for(own_home))  # type: ignore[arg-type]
    key_for(assistant)
    revoke_key(assistant.database, "Priya")
    with pytest.raises(SettingsError, match="there is no API key") as raised:
        serve(assistant, host=host, port=0, announce=print)
    assert "composure keys add" in raised.value.remedy


def test_guessing_is_slowed_down(closed_app: FastAPI, book: Assistant) -> None:
    """After ten wrong keys in a minute the right one is not looked at either."""
    key, client = key_for(book), client_of(closed_app)
    wrong = [client.get("/v1/cases", headers=bearer(f"cmp_{n}")).status_code for n in range(12)]
    assert wrong == [401] * 10 + [429] * 2
    late = client.get("/v1/cases", headers=bearer(key))
    assert problem(late)["kind"] == "rate_limited"
    assert problem(late)["remedy"] == f"wait {late.headers['retry-after']} s, then try again"
    assert int(late.headers["retry-after"]) <= 60


def test_a_key_is_kept_only_as_its_hash(book: Assistant, own_home: object) -> None:
    """Neither the database's bytes nor the record of the key hold it; it has 256 random bits."""
    key = key_for(book)
    assert re.fullmatch(r"cmp_[0-9a-f]{8}_[\w-]{43}", key)
    path = book.settings.home / "composure.db"
    assert key.split("_", 2)[2].encode() not in path.read_bytes()
    assert all_keys(book.database)[0].digest == digest_of(key)


def test_keys_on_the_command_line() -> None:
    """Add shows it once, list never, revoke ends it; a wrong scope or name is one clear line."""
    run = CliRunner().invoke
    added = run(commands, ["keys", "add", "Help desk", "--scope", "agent", "-s", "trainer"])
    key = added.stdout.strip()
    assert key.startswith("cmp_")
    listed = run(commands, ["keys", "list"]).stdout
    assert "Help desk" in listed
    assert "agent,trainer" in listed
    assert key not in listed
    assert "revoked" in run(commands, ["keys", "revoke", "Help desk"]).stdout
    again = run(commands, ["keys", "revoke", "Help desk"])
    assert again.exit_code == 2
    assert "no active key" in again.stderr
    assert run(commands, ["keys", "add", "x", "-s", "root"]).exit_code == 2
    assert run(commands, ["keys", "add", "a\nb"]).exit_code == 2


def test_the_log_holds_no_words(
    closed_app: FastAPI, book: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    """Requests with a canary in body, address, query and headers leave ids and sizes alone."""
    key = key_for(book)
    client: TestClient = client_of(closed_app, **bearer(key))
    canary = "Zebra4711"
    with caplog.at_level("DEBUG"):
        client.post("/v1/drafts", json={"message": f"{MESSAGE} {canary}", canary: 1})
        client.post("/v1/triage", json={"message": f"{MESSAGE} {canary}"})
        client.get(f"/v1/cases/{canary}?query={canary}", headers={"X-Name": canary})
        client.get(f"/v1/{canary}", headers=bearer(canary))
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name != "httpx2")
    assert "POST /v1/triage 200" in ours
    assert canary not in ours
    assert key not in ours


@pytest.mark.parametrize("path", ["/static/core.js", "/static/none", "/favicon.ico"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_open_files_are_only_read(
    closed_app: FastAPI, book: Assistant, path: str, method: str
) -> None:
    """Anything else is 405 before a byte of its body is read, whoever asks."""
    key_for(book)

    def body() -> Iterator[bytes]:
        raise AssertionError("the body was read")
        yield b""

    response = client_of(closed_app).request(method, path, content=body())
    assert problem(response)["kind"] == "method"
    assert response.headers["allow"] == "GET, HEAD"
    assert response.headers["connection"] == "close"


def test_open_files_are_read_without_a_key(closed_app: FastAPI, book: Assistant) -> None:
    """The page's own files need no key."""
    key_for(book)
    client = client_of(closed_app)
    assert client.get("/static/core.js").status_code == 200
    assert client.head("/static/core.js").status_code == 200
