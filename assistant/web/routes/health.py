"""Whether the process answers, and whether drafts can be made; both are open."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from assistant.web.answers import answer
from assistant.web.bodies import Health, Readiness
from assistant.web.site import site_of

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=Health, summary="Is the process alive?")
async def healthz() -> Response:
    """Answers from the event loop, whatever else is going on."""
    return answer(Health(status="ok"))


@router.get(
    "/readyz",
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "Not yet, or not any more."}},
    summary="Can it draft?",
)
async def readyz(request: Request) -> Response:
    """200 when database, index and libraries are open; 503 before, and where they cannot be."""
    site = site_of(request)
    kind = site.fault.kind if site.fault else ""
    made = answer(Readiness(status=site.state, kind=kind), 200 if site.state == "ready" else 503)
    if site.state != "ready":
        made.headers["Retry-After"] = "1"
    return made
