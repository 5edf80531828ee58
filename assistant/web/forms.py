"""A page's unsafe methods need the token of the page: nothing that another site sends has it."""

from __future__ import annotations

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.access import bearer
from assistant.web.gatekeeper import HEALTH, SAFE, is_api
from assistant.web.guard import JSON_LIMIT, again
from assistant.web.problems import Problem
from assistant.web.sessions import COOKIE, TOKEN_HEADER, foreign, is_token_of

FIELDS = 200
"""Fields and files that a form may have."""


class FormCheck:
    """Stands before the pages; the API has its own rule (see `gatekeeper`)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        is_form = scope["type"] == "http" and scope["method"] not in SAFE
        if is_form and not is_api(scope["path"]) and scope["path"] not in HEALTH:
            request = Request(scope)
            if bearer(request.headers) is None or scope["state"].get("caller") is None:
                token = request.headers.get(TOKEN_HEADER) or await _field(scope, receive)
                if not is_token_of(token, request.cookies.get(COOKIE, "")):
                    raise foreign()
        await self._app(scope, receive, send)


async def _field(scope: Scope, receive: Receive) -> str:
    """The field `csrf` of the form in a body that the guard has read."""
    body = scope["state"].get("body", b"")
    request = Request(dict(scope), again(body, receive))
    try:
        async with request.form(
            max_files=FIELDS, max_fields=FIELDS, max_part_size=JSON_LIMIT
        ) as form:
            given = form.get("csrf", "")
    except Exception as error:
        raise Problem(400, "request", "the form cannot be read") from error
    return given if isinstance(given, str) else ""
