"""Who comes in: by key, by the page's session, or, on loopback without any key, everybody.

Everything is shut unless it is named here as open, before a body is read.
"""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.access import ANYBODY, Caller, Keyring, bearer, unauthorised
from assistant.web.problems import Problem, page_wants
from assistant.web.sessions import (
    COOKIE,
    TOKEN_HEADER,
    check_origin,
    foreign,
    is_token_of,
    new_cookie,
    set_cookie,
)
from assistant.web.site import Site

HEALTH = frozenset({"/healthz", "/readyz"})
SIGN_IN = "/sign-in"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_api(path: str) -> bool:
    """Whether a path belongs to the API and not to the page."""
    return path == "/v1" or path.startswith("/v1/")


class Gatekeeper:
    """Finds out who asks, and keeps `state.caller` for the routes."""

    def __init__(self, app: ASGIApp, *, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; lifespan passes."""
        if scope["type"] != "http" or scope["path"] in HEALTH or _is_static(scope["path"]):
            _check_reads(scope)
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        keyring = await self._site.known_keys()
        caller = await self._identify(request, keyring)
        if caller is None and scope["path"] != SIGN_IN:
            if not page_wants(request) or scope["method"] not in SAFE:
                raise unauthorised()
            await _to_sign_in(request)(scope, receive, send)
            return
        scope["state"]["caller"] = caller
        self._site.limits.count_request(caller.key_id if caller else "", address_of(request))
        await self._app(scope, receive, _with_cookie(request, send))

    async def _identify(self, request: Request, keyring: Keyring) -> Caller | None:
        """Who asks; a cookie alone never opens the API."""
        secret = bearer(request.headers)
        if keyring.is_open:
            _check_foreign(request)
            return ANYBODY
        if secret is not None:
            return await self._by_key(secret, address_of(request))
        cookie = request.cookies.get(COOKIE, "")
        caller = keyring.by_cookie(cookie) if cookie else None
        if caller is not None and is_api(request.url.path):
            token = request.headers.get(TOKEN_HEADER)
            if token is None:
                return None
            if not is_token_of(token, cookie):
                raise foreign()
        _check_foreign(request)
        return caller

    async def _by_key(self, secret: str, address: str) -> Caller:
        caller = await self._site.holder_of(secret, address)
        if caller is None:
            raise unauthorised(is_wrong=bool(secret))
        return caller


def address_of(request: Request) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else ""


def _check_foreign(request: Request) -> None:
    if request.method not in SAFE or is_api(request.url.path):
        check_origin(request)


def _is_static(path: str) -> bool:
    return path.startswith("/static/") or path == "/favicon.ico"


def _check_reads(scope: Scope) -> None:
    """What is open to everybody is only read: the body of anything else is not looked at.

    Raises:
        Problem: another method on a static file (405).
    """
    if scope["type"] != "http" or not _is_static(scope["path"]):
        return
    if scope["method"] not in ("GET", "HEAD"):
        refusal = Problem(
            405, "method", "this address does not take this method", remedy="see the header Allow"
        )
        refusal.headers |= {"Allow": "GET, HEAD", "Connection": "close"}
        raise refusal


def _to_sign_in(request: Request) -> Response:
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{SIGN_IN}?next={quote(asked, safe='')}", status_code=303)


def _with_cookie(request: Request, send: Send) -> Send:
    """Gives a browser that opens a page and has no cookie one, for the token of its forms."""
    if is_api(request.url.path) or COOKIE in request.cookies or not page_wants(request):
        return send
    cookie = request.scope["state"]["cookie"] = new_cookie()

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            carrier = Response()
            set_cookie(request, carrier, cookie, signed_in=False)
            headers = MutableHeaders(scope=message)
            if not any(value.startswith(COOKIE) for value in headers.getlist("set-cookie")):
                headers.append("set-cookie", carrier.headers["set-cookie"])
        await send(message)

    return sending
