"""Drafts, alternatives, revisions: what writes."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from assistant.domain import Draft
from assistant.errors import NotFoundError, UsageError
from assistant.intake import check_message
from assistant.web.access import allow
from assistant.web.answers import answer
from assistant.web.bodies import (
    AlternativesAnswer,
    Approved,
    CaseBody,
    Identifier,
    ReviseRequest,
)
from assistant.web.drafting import Tell, offload_draft, stream_draft
from assistant.web.site import assistant_of, offload

router = APIRouter(tags=["drafts"], dependencies=[Depends(allow("agent", "evaluator"))])
_EVENT = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {
        "event": {"enum": ["progress", "text", "replaced", "done", "error"]},
        "data": {"type": "string", "description": "JSON"},
    },
}
STREAM = {
    200: {
        "description": "Events: `progress` {step}, `text` {text} (provisional), "
        "`replaced` {reason} (all text so far is void), then `done` with the draft, "
        "or `error` with a problem.",
        "content": {"text/event-stream": {"schema": _EVENT}},
    }
}


@router.post("/drafts", response_model=Draft, summary="Draft a reply")
async def draft(request: Request, case: CaseBody, approve: Approved = []) -> Response:  # noqa: B006
    """A calm first draft for a case, with everything that explains it. Nothing is sent."""
    check_message(case.message)
    made = await offload_draft(request, assistant_of(request).draft, case, approve=approve)
    return answer(made)


@router.post(
    "/drafts/stream",
    response_class=StreamingResponse,
    responses=STREAM,  # type: ignore[arg-type]
    summary="Draft a reply, as server-sent events",
)
async def stream(
    request: Request,
    case: CaseBody,
    approve: Approved = [],  # noqa: B006
) -> StreamingResponse:
    """The same while it is written; text before `done` is provisional."""
    check_message(case.message)
    assistant = assistant_of(request)

    def make(tell: Tell) -> Draft:
        return assistant.draft(case, approve=approve, tell=tell)

    return await stream_draft(request, make)


@router.get("/drafts/{draft_id}", response_model=Draft, summary="A recorded draft")
async def recorded(request: Request, draft_id: Identifier) -> Response:
    """A draft as it was recorded."""
    return answer(await offload(request, _recorded, request, draft_id))


@router.post(
    "/alternatives", response_model=AlternativesAnswer, summary="The same case in other manners"
)
async def alternatives(
    request: Request,
    case: CaseBody,
    approve: Approved = [],  # noqa: B006
) -> Response:
    """The reply as shortest, warmest and firmest, each a whole reply with its own ledger."""
    check_message(case.message)
    work = partial(assistant_of(request).alternatives, case, approve=approve)
    return answer(AlternativesAnswer(alternatives=await offload_draft(request, work)))


@router.post("/revise", response_model=Draft, summary="Change a draft as told")
async def revise(request: Request, body: ReviseRequest) -> Response:
    """A draft changed as told in plain English, and checked anew."""
    if (body.draft is None) == (body.draft_id is None):
        raise UsageError(
            "give either draft or draft_id", remedy="draft_id is enough for a recorded draft"
        )
    return answer(await offload_draft(request, _revised, request, body))


def _recorded(request: Request, draft_id: str) -> Draft:
    found = assistant_of(request).recorded(draft_id)[0]
    if found is not None and found.get("erased"):
        raise NotFoundError("the text of this draft was erased", remedy="draft the case again")
    if found is None or not found.get("draft"):
        raise NotFoundError("there is no draft of this id", remedy="draft the case again")
    return Draft.model_validate(found["draft"])


def _revised(request: Request, body: ReviseRequest) -> Draft:
    start = body.draft or _recorded(request, str(body.draft_id))
    return assistant_of(request).revise(
        start, body.instruction, case=body.case, approve=body.approve
    )
