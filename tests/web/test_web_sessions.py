"""Signing in to the page, its cookie, and what other sites may not do with it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from web_help import BASE, MESSAGE, app_for, bearer, client_of, key_for, problem

from assistant.app import Assistant
from assistant.database.keys import all_sessions, revoke_key
from assistant.web.sessions import COOKIE, local_path, token_of

HTML = {"Accept": "text/html"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def visited(app: FastAPI, **headers: str) -> tuple[TestClient, str]:
    """A browser that has opened the sign-in page, and the token of its forms."""
    client = client_of(app, **headers)
    client.get("/sign-in", headers=HTML)
    return client, token_of(client.cookies[COOKIE])


def signed_in(app: FastAPI, book: Assistant, *scopes: str) -> tuple[TestClient, str]:
    """A browser that has signed in, and its token."""
    client, token = visited(app)
    data = {"key": key_for(book, *scopes), "csrf": token, "next": "/"}
    response = client.post("/sign-in", data=data, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/")
    return client, token_of(client.cookies[COOKIE])


def test_a_page_leads_to_the_form(closed_app: FastAPI, book: Assistant) -> None:
    """A person without a session is led to the form, and from there to where they wanted to go."""
    key = key_for(book)
    client, token = visited(closed_app)
    first = client.get("/cases?state=open", headers=HTML, follow_redirects=False)
    assert first.headers["location"] == "/sign-in?next=%2Fcases%3Fstate%3Dopen"
    data = {"key": key, "csrf": token, "next": "/cases?state=open"}
    back = client.post("/sign-in", data=data, follow_redirects=False)
    assert back.headers["location"] == "/cases?state=open"


def test_the_cookie_is_shut_to_scripts_and_other_sites(own_home: Any) -> None:
    """HttpOnly and SameSite=Lax; Secure where the server is not called by a loopback name; a new
    one at each sign-in; the record keeps its hash alone."""
    app = app_for(own_home, allowed_hosts="desk.example")
    book = app.state.site.assistant
    client, _ = visited(app)
    before = client.cookies[COOKIE]
    client, _ = signed_in(app, book)
    cookie = client.cookies[COOKIE]
    assert cookie != before
    assert cookie not in str(all_sessions(book.database))
    headers = {**HTML, "Host": "desk.example"}
    away = client_of(app).get("/sign-in", headers=headers).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Secure", "Path=/"} <= set(away.split("; "))
    here = client_of(app).get("/sign-in", headers=HTML).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax"} <= set(here.split("; "))
    assert "Secure" not in here


def test_a_wrong_key_leads_back(closed_app: FastAPI, book: Assistant) -> None:
    """With `error=wrong`, and after ten of them in a minute with `error=often`."""
    key = key_for(book)
    client, token = visited(closed_app)
    data = {"key": "cmp_00000000_wrong", "csrf": token}
    found = [client.post("/sign-in", data=data, follow_redirects=False) for _ in range(10)]
    assert {answer.headers["location"] for answer in found} == {"/sign-in?next=%2F&error=wrong"}
    late = client.post("/sign-in", data={**data, "key": key}, follow_redirects=False)
    assert late.headers["location"].endswith("error=often")


def test_a_session_opens_the_api_only_with_its_token(closed_app: FastAPI, book: Assistant) -> None:
    """The cookie alone opens nothing of /v1; with the token it does what its key may do."""
    client, token = signed_in(closed_app, book, "trainer")
    assert client.get("/v1/sources").status_code == 401
    assert client.get("/v1/sources", headers={"X-CSRF-Token": token}).status_code == 200
    assert client.get("/v1/sources", headers={"X-CSRF-Token": token[:-1]}).status_code == 403
    late = client.post("/v1/drafts", json={"message": MESSAGE}, headers={"X-CSRF-Token": token})
    assert problem(late)["kind"] == "forbidden"


def test_a_session_ends(closed_app: FastAPI, book: Assistant) -> None:
    """By signing out, and with its key."""
    client, token = signed_in(closed_app, book)
    headers = {"X-CSRF-Token": token}
    stolen = client.cookies[COOKIE]
    client.post("/sign-out", data={"csrf": token}, follow_redirects=False)
    thief = client_of(closed_app, Cookie=f"{COOKIE}={stolen}")
    assert thief.get("/v1/cases", headers=headers).status_code == 401
    client, token = signed_in(closed_app, book)
    revoke_key(book.database, all_sessions(book.database)[0].key_id)
    closed_app.state.site.keyring.outdate()
    assert client.get("/v1/cases", headers={"X-CSRF-Token": token}).status_code == 401


FOREIGN: list[dict[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://127.0.0.1:9000"},
    {"Origin": "http://127.0.0.1.evil.example:8000"},
    {"Origin": "null"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://localhost:8000"},
]


@pytest.mark.parametrize("sent", FOREIGN)
@pytest.mark.parametrize("path", ["/cases", "/sign-out", "/v1/cases"])
def test_no_form_of_another_site_is_accepted(
    closed_app: FastAPI, book: Assistant, sent: dict[str, str], path: str
) -> None:
    """Thirty forms that a browser sends for another site, with cookie and even the right token:
    refused, and nothing is recorded."""
    client, token = signed_in(closed_app, book)
    before = book.casebook.cases().total
    form = f"csrf={token}&message=hello&customer=x"
    refused = client.post(path, content=form, headers={**FORM, **sent}, follow_redirects=False)
    json = {"message": "hello", "customer": "x"}
    headers = {**sent, "X-CSRF-Token": token}
    refused_too = client.post(path, json=json, headers=headers, follow_redirects=False)
    assert {refused.status_code, refused_too.status_code} <= {401, 403}
    assert book.casebook.cases().total == before
    assert client.get("/v1/cases", headers={"X-CSRF-Token": token}).status_code == 200


@pytest.mark.parametrize("token", ["", "0" * 64, "other", "ä"])
@pytest.mark.parametrize("kind", ["form", "multipart", "header"])
def test_a_form_needs_its_token(
    closed_app: FastAPI, book: Assistant, token: str, kind: str
) -> None:
    """Without the token of this very cookie nothing is done, however it is sent."""
    client, _ = signed_in(closed_app, book)
    if token == "other":
        token = visited(closed_app)[1]
    sent: dict[str, Any] = {"data": {"csrf": token}}
    if kind == "multipart":
        sent["files"] = {"file": ("a.md", b"x")}
    elif kind == "header":
        sent = {"headers": {b"X-CSRF-Token": token.encode("latin-1")}}
    assert problem(client.post("/sign-out", **sent))["kind"] == "csrf"
    assert len(all_sessions(book.database)) == 1


def test_a_form_of_ours_is_accepted_without_origin(closed_app: FastAPI, book: Assistant) -> None:
    """Our own policy makes a form's Origin `null`; the browser's own word for the site counts."""
    client, token = signed_in(closed_app, book)
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    out = client.post("/sign-out", data={"csrf": token}, headers=headers, follow_redirects=False)
    assert out.status_code == 303


def test_an_open_server_takes_nothing_from_other_sites(client: TestClient) -> None:
    """Without keys too: a page elsewhere in the agent's browser may not write or draft."""
    for sent in FOREIGN:
        response = client.post("/v1/cases", json={"message": MESSAGE}, headers=sent)
        assert problem(response)["kind"] == "csrf"
    plain = {"Content-Type": "text/plain"}
    assert client.post("/v1/cases", content=b"{}", headers=plain).status_code == 415


def test_a_key_needs_no_token(closed_app: FastAPI, book: Assistant) -> None:
    """A program with a key sends neither cookie nor token."""
    client = client_of(closed_app, **bearer(key_for(book)))
    assert client.post("/v1/cases", json={"message": MESSAGE}).status_code == 201


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example",
        "javascript:alert(1)", "/%0d%0aSet-Cookie:x"[:1] + "\r\nSet-Cookie: x=1", "/\tevil", "",
        "evil.example", "/a\\..\\b", "/\u2028", "data:text/html,x",
    ],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(target: str) -> None:
    """After signing in one lands on this site, whatever `next` says."""
    assert local_path(target) == "/"
    assert local_path("/cases?state=open#top") == "/cases?state=open#top"
