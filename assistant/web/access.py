"""Who may do what: callers, scopes, and the keyring that knows them without asking each time."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from hmac import compare_digest
from typing import Any

from fastapi import Request

from assistant.database import Database
from assistant.database.keys import (
    SCOPES,
    ApiKey,
    Scope,
    Session,
    all_keys,
    all_sessions,
    digest_of,
)
from assistant.domain import Record
from assistant.errors import DatabaseFault
from assistant.web.problems import Problem

FRESH = 1.0
"""Seconds for which keys are believed before they are read again: so long lives a revoked key."""
STALE = 60.0
"""Seconds for which they are believed while the database does not answer."""


class Caller(Record):
    """Who asks: a key, or anybody on this machine where no key was ever made (`open`)."""

    key_id: str
    name: str
    scopes: frozenset[Scope]
    open: bool = False

    def may(self, *scopes: Scope) -> bool:
        """Whether one of the scopes is theirs; admin holds them all."""
        return bool(self.scopes & {*scopes, "admin"})


ANYBODY = Caller(key_id="local", name="", scopes=frozenset(SCOPES), open=True)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Keyring:
    """The keys and sessions as they were a moment ago.

    Args:
        is_local: the server listens on loopback; without any key it is then open.
    """

    def __init__(self, *, is_local: bool) -> None:
        self._is_local = is_local
        self._keys: Mapping[str, ApiKey] = {}
        self._by_id: Mapping[str, ApiKey] = {}
        self._sessions: Mapping[str, Session] = {}
        self._was_configured = False
        self._read_at = float("-inf")
        self._is_outdated = False

    @property
    def is_fresh(self) -> bool:
        """Whether it needs no reading now."""
        return not self._is_outdated and time.monotonic() - self._read_at < FRESH

    @property
    def is_open(self) -> bool:
        """Whether anybody may come in: on loopback, where no key was ever made."""
        return self._is_local and not self._was_configured

    def outdate(self) -> None:
        """Has it read again before the next look."""
        self._is_outdated = True

    def read(self, database: Database) -> None:
        """Reads keys and sessions; where the database is silent, what is known holds a minute.

        Raises:
            DatabaseFault: it is silent for longer.
        """
        if self.is_fresh:
            return
        try:
            keys, sessions = all_keys(database), all_sessions(database)
        except DatabaseFault:
            if time.monotonic() - self._read_at > STALE:
                raise
            return
        active = [key for key in keys if key.revoked_at is None]
        self._was_configured = bool(keys)
        self._keys = {key.prefix: key for key in active}
        self._by_id = {key.key_id: key for key in active}
        self._sessions = {session.digest: session for session in sessions}
        self._read_at = time.monotonic()
        self._is_outdated = False

    def by_key(self, secret: str) -> Caller | None:
        """The caller of a key, or None."""
        parts = secret.split("_", 2)
        found = self._keys.get(parts[1]) if len(parts) == 3 else None
        kept = found.digest if found else "0" * 64
        if compare_digest(digest_of(secret).encode(), kept.encode()) and found:
            return _caller(found)
        return None

    def by_cookie(self, cookie: str) -> Caller | None:
        """The caller of a session that is not over, or None."""
        session = self._sessions.get(digest_of(cookie))
        if session is None or session.expires_at <= datetime.now(UTC):
            return None
        key = self._by_id.get(session.key_id)
        return _caller(key) if key else None


def _caller(key: ApiKey) -> Caller:
    return Caller(key_id=key.key_id, name=key.name, scopes=frozenset(key.scopes))


def caller_of(request: Request) -> Caller:
    """Who asks; the gatekeeper found it out.

    Raises:
        Problem: nobody did (401), which no route should meet.
    """
    caller = request.scope.get("state", {}).get("caller")
    if not isinstance(caller, Caller):
        raise unauthorised()
    return caller


class allow:
    """A dependency that lets in callers with one of the scopes; 403 for others."""

    def __init__(self, *scopes: Scope) -> None:
        self.scopes = scopes

    async def __call__(self, request: Request) -> None:
        """Checks; async, since FastAPI would give a thread to anything else."""
        if not caller_of(request).may(*self.scopes):
            raise Problem(
                403,
                "forbidden",
                "this key may not do that",
                remedy=f"it needs the scope {' or '.join(self.scopes)}",
            )


def unauthorised(*, is_wrong: bool = False) -> Problem:
    """Nobody came in: without a key, or with one that does not count (`is_wrong`)."""
    detail, remedy = (
        ("this API key is not known, or it was revoked", "check that it was copied whole")
        if is_wrong
        else (
            "an API key is needed",
            "send it as Authorization: Bearer KEY; composure keys add NAME makes one",
        )
    )
    problem = Problem(401, "unauthorised", detail, remedy=remedy)
    problem.headers["WWW-Authenticate"] = 'Bearer realm="composure"'
    return problem


def bearer(headers: Any) -> str | None:
    """The key of an Authorization header; None where there is none, empty where it is not one."""
    given = headers.get("authorization")
    if given is None:
        return None
    kind, _, secret = given.partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""
