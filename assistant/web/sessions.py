"""The page's cookie, and the token that shows that a form is ours.

The token is a hash of the cookie, which no script and no other site can read, so it needs no
secret of the server and outlives a restart.
"""

from __future__ import annotations

import hashlib
import secrets
from hmac import compare_digest
from urllib.parse import urlsplit

from fastapi import Request, Response

from assistant.database.keys import SESSION_HOURS
from assistant.web.access import is_loopback
from assistant.web.problems import Problem
from assistant.web.shield import host_name

COOKIE = "composure_session"
TOKEN_HEADER = "x-csrf-token"
_SAME = ("same-origin", "none")


def new_cookie() -> str:
    """The value of a cookie for somebody who has none yet."""
    return secrets.token_urlsafe(32)


def cookie_of(request: Request) -> str:
    """The cookie that came, or that goes out with this answer; empty where there is neither."""
    return str(request.scope.get("state", {}).get("cookie") or request.cookies.get(COOKIE, ""))


def csrf_token(request: Request) -> str:
    """What a form of ours carries in its field `csrf`, and a script in X-CSRF-Token."""
    return token_of(cookie_of(request))


def token_of(cookie: str) -> str:
    """The token that belongs to a cookie; for an empty one, one that nobody is given."""
    return hashlib.sha256(
        b"csrf:" + (cookie or new_cookie()).encode("utf-8", "replace")
    ).hexdigest()


def is_token_of(token: str, cookie: str) -> bool:
    """Whether a token belongs to a cookie."""
    return bool(cookie) and compare_digest(
        token.encode("utf-8", "replace"), token_of(cookie).encode()
    )


def set_cookie(request: Request, response: Response, value: str, *, signed_in: bool) -> None:
    """Puts the cookie into an answer: unreadable for scripts, sent to this site alone, and off
    this machine over TLS alone."""
    response.set_cookie(
        COOKIE,
        value,
        max_age=SESSION_HOURS * 3600 if signed_in else None,
        path="/",
        secure=not is_loopback(host_name(request.headers.get("host", ""))),
        httponly=True,
        samesite="lax",
    )


def check_origin(request: Request) -> None:
    """Refuses what another site's page had the browser send (SECURITY, W7).

    With `Referrer-Policy: no-referrer` a form's Origin is `null`; then the browser's own
    Sec-Fetch-Site decides. A program that is no browser sends neither.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in _SAME:
        raise foreign()
    if origin is None or (origin == "null" and site is not None):
        return
    if origin == "null" or urlsplit(origin).netloc.lower() != request.headers["host"].lower():
        raise foreign()


def foreign() -> Problem:
    """It did not come from a page of ours."""
    return Problem(
        403,
        "csrf",
        "this did not come from a page of this server",
        remedy="load the page again and repeat it there",
    )


def local_path(target: str) -> str:
    """A path of this site to go to after signing in; `/` for anything else."""
    is_local = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_local and target.isprintable() and "\\" not in target else "/"
