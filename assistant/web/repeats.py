"""Idempotency keys: a write that is sent again is done once, and answered again as before.

The same key with another body is refused. Two at the same time: the second waits for the first.
Answers are kept for a day; refusals (4xx, 5xx) did nothing and are not kept.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field

from fastapi import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.database.repeats import GivenAnswer, find_answer, record_answer_given
from assistant.web.gatekeeper import SAFE, is_api
from assistant.web.problems import Problem
from assistant.web.site import Site

HEADER = b"idempotency-key"
KEY_LIMIT = 200


@dataclass
class _Recording:
    """Passes an answer on and keeps a copy."""

    send: Send
    status: int = 0
    kind: str = ""
    pieces: list[bytes] = field(default_factory=list)
    whole: bool = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            names = {name.lower(): value for name, value in message.get("headers", ())}
            self.kind = names.get(b"content-type", b"").decode("latin-1")
        elif message["type"] == "http.response.body":
            self.pieces.append(message.get("body", b""))
            self.whole = not message.get("more_body", False)
        await self.send(message)

    def answer(self, digest: str) -> GivenAnswer | None:
        """What may be given again; None where it may not."""
        is_stream = self.kind.startswith("text/event-stream")
        if not self.whole or is_stream or self.status >= 400:
            return None
        body = b"".join(self.pieces).decode("utf-8", "replace")
        return GivenAnswer(digest=digest, status=self.status, kind=self.kind, body=body)


class Repeats:
    """Stands before the routes of the API, behind the guard that has read the body."""

    def __init__(self, app: ASGIApp, *, site: Site) -> None:
        self._app = app
        self._site = site
        self._under_way: dict[str, tuple[str, asyncio.Future[GivenAnswer | None]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; only writes with a key are looked at."""
        if scope["type"] != "http" or scope["method"] in SAFE or not is_api(scope["path"]):
            return await self._app(scope, receive, send)
        given = [value for name, value in scope["headers"] if name.lower() == HEADER]
        if not given:
            return await self._app(scope, receive, send)
        identity, digest = _identity(scope, _checked(given)), _digest(scope)
        scope["state"]["idempotency_key"] = identity
        return await self._once(identity, digest, scope, receive, send)

    async def _once(
        self, identity: str, digest: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        while (other := self._under_way.get(identity)) is not None:
            _check_same(other[0], digest)
            answer = await asyncio.shield(other[1])
            if answer is not None:
                return await _again(answer, scope, receive, send)
        under_way: asyncio.Future[GivenAnswer | None]
        under_way = asyncio.get_running_loop().create_future()
        self._under_way[identity] = (digest, under_way)
        answer = None
        try:
            answer = await self._kept(identity)
            if answer is not None:
                _check_same(answer.digest, digest)
                return await _again(answer, scope, receive, send)
            recording = _Recording(send)
            await self._app(scope, receive, recording)
            answer = recording.answer(digest)
            if answer is not None:
                await self._keep(identity, answer)
        finally:
            del self._under_way[identity]
            under_way.set_result(answer if answer and answer.digest == digest else None)

    async def _kept(self, identity: str) -> GivenAnswer | None:
        database = self._site.database
        return await self._site.workshop.quick.do(find_answer, database, identity)

    async def _keep(self, identity: str, answer: GivenAnswer) -> None:
        database = self._site.database
        await self._site.workshop.quick.do(record_answer_given, database, identity, answer)


def _checked(given: list[bytes]) -> bytes:
    key = given[0]
    if len(given) > 1 or not 1 <= len(key) <= KEY_LIMIT or not all(33 <= c <= 126 for c in key):
        raise Problem(
            422,
            "validation",
            f"Idempotency-Key is not 1 to {KEY_LIMIT} visible ASCII characters",
            remedy="send a random one, such as a UUID",
        )
    return key


def _identity(scope: Scope, key: bytes) -> str:
    """Keys of one caller mean nothing to another, nor at another address."""
    caller = scope["state"]["caller"].key_id
    parts = (caller, scope["method"], scope["path"], key.decode())
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _digest(scope: Scope) -> str:
    body = scope["state"].get("body", b"")
    return hashlib.sha256(scope.get("query_string", b"") + b"\n" + body).hexdigest()


def _check_same(known: str, digest: str) -> None:
    if known != digest:
        raise Problem(
            422,
            "idempotency",
            "this Idempotency-Key was sent before with another body",
            remedy="use a new key for another request",
        )


async def _again(answer: GivenAnswer, scope: Scope, receive: Receive, send: Send) -> None:
    headers = {"Idempotency-Replayed": "true"}
    made = Response(answer.body, answer.status, media_type=None, headers=headers)
    made.headers["content-type"] = answer.kind
    await made(scope, receive, send)
