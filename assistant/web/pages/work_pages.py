"""The page to work in, the page to ask in, and signing in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import JSONResponse, RedirectResponse

from assistant.web.pages.rendering import HERE, render
from assistant.web.pages.wording import FACTS, REASONS, SUGGESTED
from assistant.web.request import allow, assistant_of, caller_of, offload

router = APIRouter()
_EARLIER = (8, 4)
"""Days since each earlier message of the example."""
_ERRORS = {
    "wrong": "This key is not known, or it was revoked. Check that it was copied whole.",
    "often": "Too many attempts. Wait a minute, then try again.",
}


@router.get("/")
async def home(request: Request) -> Response:
    """Where the work is; a trainer's is the guidance."""
    caller = caller_of(request)
    place = "/work" if caller.may("agent") else "/ask" if caller.may("trainer") else "/insights"
    return RedirectResponse(place, status_code=303)


@router.get("/work", dependencies=[Depends(allow("agent"))])
async def work(request: Request) -> Response:
    """One case: message, reply and the reasons."""
    from assistant.rubric.criteria import CRITERIA

    known = await offload(request, assistant_of(request).casebook.cases, limit=1)
    return render(
        request,
        "work.html",
        here="work",
        title="Work",
        first_time=not known.total,
        facts=FACTS,
        reasons=REASONS,
        criteria={each.id: each.statement for each in CRITERIA},
    )


@router.get("/work/example", dependencies=[Depends(allow("agent"))])
async def example(request: Request) -> Response:
    """An example case, for the first look."""
    return JSONResponse(example_case())


def example_case() -> dict[str, Any]:
    """The keys of a CASE.json with an invented customer, who wrote eight and four days ago."""
    made: dict[str, Any] = json.loads((HERE / "example.json").read_text(encoding="utf-8"))
    for turn, days in zip(made["history"], _EARLIER, strict=True):
        turn["date"] = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="minutes")
    return made


@router.get("/ask", dependencies=[Depends(allow("agent", "trainer"))])
async def ask(request: Request, q: str = "") -> Response:
    """Questions about the guidance."""
    return render(
        request, "ask.html", here="ask", title="Ask", question=q[:2000], suggested=SUGGESTED
    )


@router.get("/sign-in")
async def sign_in(request: Request, error: str = "", next: str = "/") -> Response:
    """The form that takes a key."""
    return render(
        request,
        "sign_in.html",
        title="Sign in",
        signed_in=False,
        error=_ERRORS.get(error, ""),
        next=next if next.startswith("/") and not next.startswith(("//", "/\\")) else "/",
    )
