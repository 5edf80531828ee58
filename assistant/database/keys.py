"""API keys, sessions of the page, and what a key has used up; no key and no cookie is kept.

A key reads `cmp_PREFIX_SECRET`: the prefix finds its row, the secret (256 random bits) is kept
only as SHA-256. That is enough for random secrets; a slow hash protects chosen passwords.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from assistant.database.connection import Database
from assistant.domain import Record
from assistant.errors import NotFoundError, UsageError

Scope = Literal["agent", "trainer", "evaluator", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
SESSION_HOURS = 12
_NAME_LIMIT = 60


class ApiKey(Record):
    """A key without its secret. `digest` is the SHA-256 of the whole key, in hex."""

    key_id: str
    prefix: str
    digest: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    revoked_at: datetime | None = None


class Session(Record):
    """Somebody signed in to the page with a key; `digest` is the SHA-256 of the cookie."""

    digest: str
    key_id: str
    expires_at: datetime


def digest_of(secret: str) -> str:
    """The SHA-256 of a key or a cookie, in hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def add_key(database: Database, name: str, scopes: Sequence[str]) -> tuple[ApiKey, str]:
    """Makes a key; returns its record, and the key itself, which is shown once and kept nowhere.

    Raises:
        UsageError: the name or a scope cannot be used.
    """
    secret = f"cmp_{(prefix := secrets.token_hex(4))}_{secrets.token_urlsafe(32)}"
    key = ApiKey(
        key_id=secrets.token_hex(8),
        prefix=prefix,
        digest=digest_of(secret),
        name=_checked_name(name),
        scopes=_checked_scopes(scopes),
        created_at=datetime.now(UTC),
    )
    with database.transaction() as transaction:
        transaction.execute(
            "INSERT INTO api_keys (key_id, prefix, digest, name, scopes, created_at)"
            " VALUES (:key_id, :prefix, :digest, :name, :scopes, :created_at)",
            key_id=key.key_id,
            prefix=prefix,
            digest=key.digest,
            name=key.name,
            scopes=" ".join(key.scopes),
            created_at=key.created_at.isoformat(),
        )
    return key, secret


def _checked_name(name: str) -> str:
    kept = name.strip()
    if not kept or len(kept) > _NAME_LIMIT or not kept.isprintable():
        raise UsageError(
            f"a key needs a name of 1 to {_NAME_LIMIT} printable characters",
            remedy="name the person or the program that will use it: composure keys add NAME",
        )
    return kept


def _checked_scopes(scopes: Sequence[str]) -> tuple[Scope, ...]:
    if not scopes or set(scopes) - set(SCOPES):
        raise UsageError(
            "a key needs at least one scope that exists",
            remedy=f"scopes are {', '.join(SCOPES)}; admin may do everything",
        )
    return tuple(scope for scope in SCOPES if scope in scopes)


def all_keys(database: Database) -> tuple[ApiKey, ...]:
    """Every key that was ever made, oldest first, revoked ones too."""
    rows = database.rows(
        "SELECT key_id, prefix, digest, name, scopes, created_at, revoked_at FROM api_keys"
        " ORDER BY created_at, key_id"
    )
    names = tuple(ApiKey.model_fields)
    return tuple(
        ApiKey.model_validate({**dict(zip(names, row, strict=True)), "scopes": row[4].split()})
        for row in rows
    )


def revoke_key(database: Database, which: str) -> ApiKey:
    """Ends a key, by its id, prefix or name, and everything that was signed in with it.

    Raises:
        NotFoundError: no active key is called so. UsageError: several are.
    """
    active = [key for key in all_keys(database) if key.revoked_at is None]
    found = [key for key in active if which in (key.key_id, key.prefix)]
    found = found or [key for key in active if key.name == which]
    if not found:
        raise NotFoundError("there is no active key of this name", remedy="composure keys list")
    if len(found) > 1:
        raise UsageError("several keys have this name", remedy="name the key by its prefix")
    at = datetime.now(UTC)
    with database.transaction() as transaction:
        transaction.execute(
            "UPDATE api_keys SET revoked_at = :at WHERE key_id = :key",
            at=at.isoformat(),
            key=found[0].key_id,
        )
        transaction.execute("DELETE FROM web_sessions WHERE key_id = :key", key=found[0].key_id)
    return found[0].model_copy(update={"revoked_at": at})


def add_session(database: Database, key_id: str) -> str:
    """Signs a key in; returns the cookie's value. Sessions that are over are removed."""
    cookie, now = secrets.token_urlsafe(32), datetime.now(UTC)
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM web_sessions WHERE expires_at < :now", now=now.isoformat())
        transaction.execute(
            "INSERT INTO web_sessions (digest, key_id, expires_at) VALUES (:digest, :key, :at)",
            digest=digest_of(cookie),
            key=key_id,
            at=(now + timedelta(hours=SESSION_HOURS)).isoformat(),
        )
    return cookie


def end_session(database: Database, cookie: str) -> None:
    """Signs out; an unknown cookie is no error."""
    with database.transaction() as transaction:
        transaction.execute(
            "DELETE FROM web_sessions WHERE digest = :digest", digest=digest_of(cookie)
        )


def all_sessions(database: Database) -> tuple[Session, ...]:
    """Every session that is recorded."""
    rows = database.rows("SELECT digest, key_id, expires_at FROM web_sessions")
    return tuple(Session(digest=row[0], key_id=row[1], expires_at=row[2]) for row in rows)


def tokens_used(database: Database, key_id: str, day: date) -> int:
    """Tokens of language models that a key used up on a day (UTC)."""
    rows = database.rows(
        "SELECT tokens FROM key_usage WHERE key_id = :key AND day = :day",
        key=key_id,
        day=day.isoformat(),
    )
    return int(rows[0][0]) if rows else 0


def add_tokens(database: Database, key_id: str, day: date, tokens: int) -> None:
    """Adds to what a key used up on a day (UTC)."""
    with database.transaction() as transaction:
        transaction.execute(
            "INSERT INTO key_usage (key_id, day, tokens) VALUES (:key, :day, :tokens)"
            " ON CONFLICT (key_id, day) DO UPDATE SET tokens = key_usage.tokens + :tokens",
            key=key_id,
            day=day.isoformat(),
            tokens=tokens,
        )
