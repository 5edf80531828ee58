"""The guard in front of the application: a body's size, the time it takes, and its form.

The framework would read a body of any size for any time, repeat bad input in its answer, and fall
over a lone surrogate (SECURITY, decision 7 and W8).
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.gatekeeper import HEALTH, is_api
from assistant.web.problems import Problem

JSON_LIMIT = 1_000_000
"""Bytes of a body, of JSON or of a form; no route takes files."""
DEPTH = 40
"""How deep JSON may be nested; a case needs four levels, a draft six."""
SECONDS = 20.0
"""Within which a body must have come."""
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Guard:
    """Reads bodies within their limits, checks them, and hands them on whole."""

    def __init__(self, app: ASGIApp, *, seconds: float = SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; lifespan and the health routes pass."""
        if scope["type"] != "http" or scope["path"] in HEALTH:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        _check_announced(request)
        body = await self._read(receive)
        if body is None:
            return
        if is_api(scope["path"]):
            _check_json(request, body)
        scope["state"]["body"] = body
        await self._app(scope, again(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body; None where the caller left before its end."""
        pieces: list[bytes] = []
        size, more = 0, True
        try:
            async with asyncio.timeout(self._seconds):
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    piece = message.get("body", b"")
                    size += len(piece)
                    if size > JSON_LIMIT:
                        raise too_large()
                    pieces.append(piece)
                    more = message.get("more_body", False)
        except TimeoutError:
            raise _closing(Problem(408, "slow", "the body did not come in time")) from None
        return b"".join(pieces)


def again(body: bytes, receive: Receive) -> Receive:
    """Hands out a body that was read, then whatever comes after it."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _check_announced(request: Request) -> None:
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and len(announced) < 20 and int(announced) <= JSON_LIMIT:
        return
    raise too_large()


def too_large() -> Problem:
    """More than the limit came, or was announced."""
    detail = f"the body has more than {JSON_LIMIT:,} bytes"
    return _closing(Problem(413, "too_large", detail, remedy="send less, or in parts"))


def _closing(problem: Problem) -> Problem:
    problem.headers["Connection"] = "close"
    return problem


def _check_json(request: Request, body: bytes) -> None:
    """A body of the API is JSON in UTF-8, of bounded depth, with whole characters."""
    if not body:
        return
    kind = _kind(request)
    if kind != "application/json" and not (kind.startswith("application/") and "+json" in kind):
        raise Problem(
            415, "media_type", "the body is not JSON", remedy="send Content-Type: application/json"
        )
    if body.count(b"[") + body.count(b"{") > DEPTH and _is_deep(body):
        raise _unreadable(f"the body is nested more than {DEPTH} levels deep")
    try:
        data = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
        if _SURROGATE.search(body):
            json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise Problem(422, "validation", "the body holds half a character (a surrogate)") from None
    except (ValueError, RecursionError):
        raise _unreadable("the body is not JSON in UTF-8") from None


def _unreadable(detail: str) -> Problem:
    return Problem(400, "request", detail, remedy="send one JSON object in UTF-8")


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _is_deep(body: bytes) -> bool:
    """Whether brackets outside of texts are open deeper than DEPTH at any place."""
    depth = 0
    for match in re.finditer(rb'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', body, re.DOTALL):
        first = match[0][:1]
        if first in b"[{":
            depth += 1
            if depth > DEPTH:
                return True
        elif first in b"]}":
            depth -= 1
    return False
