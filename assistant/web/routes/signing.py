"""Signing in to the page with a key, and out again. The form itself is the page's."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from assistant.database.keys import add_session, end_session
from assistant.web.gatekeeper import SIGN_IN, address_of
from assistant.web.problems import Problem
from assistant.web.sessions import cookie_of, local_path, new_cookie, set_cookie
from assistant.web.site import site_of

router = APIRouter(include_in_schema=False)


@router.post(SIGN_IN)
async def sign_in(
    request: Request,
    key: Annotated[str, Form(max_length=200)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> RedirectResponse:
    """A new cookie for a right key; back to the form for a wrong one."""
    site, address, target = site_of(request), address_of(request), local_path(next)
    back = f"{SIGN_IN}?next={quote(target, safe='')}&error="
    try:
        caller = await site.holder_of(key.strip(), address)
    except Problem:
        return RedirectResponse(back + "often", status_code=303)
    if caller is None:
        return RedirectResponse(back + "wrong", status_code=303)
    cookie = await site.workshop.door.do(add_session, site.database, caller.key_id)
    site.keyring.outdate()
    made = RedirectResponse(target, status_code=303)
    set_cookie(request, made, cookie, signed_in=True)
    return made


@router.post("/sign-out")
async def sign_out(request: Request) -> RedirectResponse:
    """Ends the session here and in the record."""
    site = site_of(request)
    await site.workshop.door.do(end_session, site.database, cookie_of(request))
    site.keyring.outdate()
    made = RedirectResponse(SIGN_IN, status_code=303)
    set_cookie(request, made, new_cookie(), signed_in=False)
    made.headers["Clear-Site-Data"] = '"cache", "storage"'
    return made
