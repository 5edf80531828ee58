"""What is owed, and the log."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from assistant.cases.records import FollowUpItem, FollowUpState
from assistant.web.access import allow, caller_of
from assistant.web.answers import answer
from assistant.web.bodies import Identifier
from assistant.web.bodies_cases import AuditLog, FollowUps, NewFollowUp, Resolution
from assistant.web.site import assistant_of, offload

router = APIRouter(tags=["follow-ups"], dependencies=[Depends(allow("agent"))])
Many = Annotated[int, Query(ge=1, le=1000)]
Before = Annotated[int | None, Query(ge=0, le=2**31 - 1)]


@router.get("/follow-ups", response_model=FollowUps, summary="What is owed")
async def follow_ups(
    request: Request,
    owner: Annotated[str | None, Query(max_length=200)] = None,
    state: FollowUpState | Literal["all"] = "open",
    due: Literal["overdue", "today", "week"] | None = None,
    limit: Many = 500,
) -> Response:
    """Steps of all cases, the soonest due first."""
    work = partial(
        assistant_of(request).casebook.follow_ups,
        owner=owner, state=None if state == "all" else state, due=due, limit=limit,
    )  # fmt: skip
    return answer(FollowUps(follow_ups=await offload(request, work)))


@router.get(
    "/follow-ups.ics",
    responses={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
    response_class=Response,
    summary="What is owed, for a calendar",
)
async def calendar(
    request: Request, owner: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """Open steps as iCalendar tasks."""

    def made() -> bytes:
        book = assistant_of(request).casebook
        return book.calendar(book.follow_ups(owner=owner))

    return Response(await offload(request, made), media_type="text/calendar; charset=utf-8")


@router.patch("/follow-ups/{follow_up_id}", response_model=FollowUpItem, summary="It is done")
async def resolve(request: Request, follow_up_id: Identifier, body: Resolution) -> Response:
    """Marks a step done, missed, dropped or open again."""
    work = partial(
        assistant_of(request).casebook.resolve,
        follow_up_id, body.state, note=body.note, by=caller_of(request).name,
    )  # fmt: skip
    return answer(await offload(request, work))


@router.get("/cases/{case_id}/follow-ups", response_model=FollowUps, summary="Owed in a case")
async def of_case(request: Request, case_id: Identifier) -> Response:
    """All steps of a case, in every state."""
    work = partial(assistant_of(request).casebook.follow_ups, case_id=case_id, state=None)
    return answer(FollowUps(follow_ups=await offload(request, work)))


@router.post(
    "/cases/{case_id}/follow-ups",
    response_model=FollowUpItem,
    status_code=201,
    summary="Add a step",
)
async def add(request: Request, case_id: Identifier, body: NewFollowUp) -> Response:
    """A step that an agent adds by hand."""
    work = partial(
        assistant_of(request).casebook.add_follow_up,
        case_id, body.action, owner=body.owner, due=body.due, channel=body.channel,
        by=caller_of(request).name,
    )  # fmt: skip
    return answer(await offload(request, work), 201)


@router.get("/cases/{case_id}/commitments", response_model=FollowUps, summary="What was promised")
async def commitments(request: Request, case_id: Identifier) -> Response:
    """What the customer of a case was promised, in every state."""
    found = await offload(request, assistant_of(request).casebook.commitments, case_id)
    return answer(FollowUps(follow_ups=found))


@router.get("/cases/{case_id}/audit", response_model=AuditLog, summary="The log of a case")
async def log_of_case(
    request: Request, case_id: Identifier, limit: Many = 100, before: Before = None
) -> Response:
    """Who did what, newest first; ids and counts, no text."""
    work = partial(assistant_of(request).casebook.audit, case_id, limit=limit, before=before)
    return answer(AuditLog(entries=await offload(request, work)))
