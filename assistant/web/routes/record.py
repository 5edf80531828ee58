"""What the record shows and gives up: insights, uses of a document, export, erasure, the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from assistant.cases.insight_records import Insights, Step
from assistant.cases.records import Erasure
from assistant.web.access import allow, caller_of
from assistant.web.answers import answer
from assistant.web.bodies_cases import AuditLog, ErasureRequest, Uses
from assistant.web.routes.follow_ups import Before, Many
from assistant.web.site import assistant_of, offload

router = APIRouter(tags=["record"])
What = Literal["cases", "messages", "drafts", "follow_ups", "feedback", "audit"]
_ADMINS = [Depends(allow("admin"))]
_TYPES = {"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8"}
_EXPORT = {
    200: {
        "description": "One line for each record; CSV cells start no formula.",
        "content": {
            "application/jsonl": {"schema": {"type": "string"}},
            "text/csv": {"schema": {"type": "string"}},
        },
    }
}


@router.get(
    "/insights",
    response_model=Insights,
    dependencies=[Depends(allow("agent", "trainer", "evaluator"))],
    summary="What the record shows",
)
async def insights(
    request: Request,
    since: date | None = None,
    until: date | None = None,
    by: Step = "week",
) -> Response:
    """Themes, causes, what is rising, promises kept and missed, how much agents change drafts."""
    work = partial(assistant_of(request).casebook.insights, since=since, until=until, by=by)
    return answer(await offload(request, work))


@router.get(
    "/sources/drafts",
    response_model=Uses,
    dependencies=[Depends(allow("agent", "trainer"))],
    summary="Drafts that rest on a document",
)
async def uses(
    request: Request,
    document: Annotated[str, Query(min_length=1, max_length=500, examples=["policies/refunds"])],
) -> Response:
    """Every draft that cites a document or a passage, and whether it was sent."""
    found = await offload(request, assistant_of(request).casebook.drafts_using, document)
    return answer(Uses(drafts=found))


@router.post("/erase", response_model=Erasure, dependencies=_ADMINS, summary="Erase a customer")
async def erase(request: Request, body: ErasureRequest) -> Response:
    """Takes a customer's or a case's text out of the record for good; counts stay."""
    work = partial(
        assistant_of(request).casebook.erase,
        body.customer,
        case_id=body.case_id,
        dry_run=body.dry_run,
        by=caller_of(request).name,
    )
    return answer(await offload(request, work))


@router.get("/audit", response_model=AuditLog, dependencies=_ADMINS, summary="The log")
async def log(
    request: Request,
    limit: Many = 100,
    before: Before = None,
) -> Response:
    """Who did what, newest first; ids and counts, no text."""
    work = partial(assistant_of(request).casebook.audit, limit=limit, before=before)
    return answer(AuditLog(entries=await offload(request, work)))


@router.get(
    "/export/{what}",
    response_class=StreamingResponse,
    responses=_EXPORT,  # type: ignore[arg-type]
    dependencies=_ADMINS,
    summary="Export the record",
)
async def export(
    request: Request, what: What, form: Literal["jsonl", "csv"] = "jsonl"
) -> StreamingResponse:
    """Everything of one kind, as JSON lines or CSV."""
    book, by = assistant_of(request).casebook, caller_of(request).name
    lines = await offload(request, book.export, what, form, by=by)
    return StreamingResponse(
        _encoded(lines),
        media_type=_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="composure-{what}.{form}"'},
    )


def _encoded(lines: Iterator[str]) -> Iterator[bytes]:
    for line in lines:
        yield line.encode("utf-8", "replace") if line.endswith("\n") else f"{line}\n".encode()
