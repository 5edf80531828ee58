"""The outermost layer: a request's id and host, the headers of every answer, the log, the last net.

The log holds ids, routes, sizes and times, and never a word that somebody sent.
"""

from __future__ import annotations

import logging
import secrets
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import ComposureError
from assistant.web.problems import Problem, page_wants, problem_of

log = logging.getLogger("composure.web")
ErrorPage = Callable[[Request, dict[str, Any]], Response]
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
)
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class Shield:
    """Wraps the whole application.

    Args:
        hosts: names by which the server may be called; empty = any.
        error_page: shows a problem to a person with a browser, where there are pages.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str], error_page: ErrorPage | None = None
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._error_page = error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = _Answer(send, scope)
        scope.setdefault("state", {})["request_id"] = answer.request_id
        try:
            self._check_host(Request(scope))
            await self._app(scope, receive, answer)
        except Exception as error:
            if not answer.status:
                problem = as_problem(error)
                made = show(Request(scope, receive), problem, self._error_page)
                await made(scope, receive, answer)
            else:
                log.error("%s broke off: %s", answer.request_id, type(error).__name__)
        finally:
            answer.report()

    def _check_host(self, request: Request) -> None:
        """Refuses names that are not ours: a page elsewhere may have made them point here."""
        name = host_name(request.headers.get("host", ""))
        if not name or (self._hosts and name not in self._hosts):
            raise Problem(
                421,
                "host",
                "this server is not called by that name",
                remedy="use its own address, or add the name to COMPOSURE_ALLOWED_HOSTS",
            )


class _Answer:
    """Sends on what is answered, with our headers, and remembers what the log says."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._scope = scope
        self._started = time.perf_counter()
        self.request_id = secrets.token_hex(8)
        self.status = 0
        self._size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": self._headers(message.get("headers", ()))}
        elif message["type"] == "http.response.body":
            self._size += len(message.get("body", b""))
        await self._send(message)

    def _headers(self, given: Any) -> list[tuple[bytes, bytes]]:
        headers = [*given, *HEADERS, (b"x-request-id", self.request_id.encode())]
        names = {name.lower() for name, _ in given}
        if b"cache-control" not in names:
            headers.append((b"cache-control", b"no-store"))
        return headers

    def report(self) -> None:
        """One line for the log, with the route's pattern and not the address that was asked for."""
        route = _pattern(self._scope)
        milliseconds = (time.perf_counter() - self._started) * 1000
        log.info(
            "%s %s %s %d %d bytes %.1f ms",
            self.request_id, self._scope["method"], route, self.status, self._size, milliseconds,
        )  # fmt: skip


def as_problem(error: Exception) -> Problem:
    """The problem for any exception; one that is not ours is logged by type and place alone."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ComposureError):
        return problem_of(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    log.error("internal error: %s in %s", type(error).__name__, where)
    return Problem(
        500,
        "internal",
        f"internal error ({type(error).__name__} in {where})",
        remedy="please report it, with the header X-Request-Id",
    )


def show(request: Request, problem: Problem, page: ErrorPage | None) -> Response:
    """A problem as an answer: a page for a person, problem details for a program."""
    if page is None or not page_wants(request):
        return problem.response()
    made = page(request, problem.as_dict())
    made.status_code = problem.status
    for name, value in problem.headers.items():
        made.headers[name] = value
    return made


def host_name(header: str) -> str:
    """The name in a Host header, without the port, in lower case; empty where it is none."""
    text = header.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    name = text.partition(":")[0].rstrip(".")
    return name if all(char.isalnum() or char in "-._" for char in name) else ""


def _pattern(scope: Scope) -> str:
    """The pattern of the route that was found; `-` for none."""
    path = getattr(scope.get("route"), "path", None)
    prefix = "/v1" if path and scope["path"].startswith("/v1/") and path[:3] != "/v1" else ""
    return f"{prefix}{path}" if path else "-"
