"""The record: cases, their messages, drafts and what was sent."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from assistant.cases.records import (
    Added,
    CaseDraft,
    CaseFile,
    CasePage,
    CaseState,
    Feedback,
    Sent,
)
from assistant.domain import Draft
from assistant.web.access import allow, caller_of
from assistant.web.answers import answer
from assistant.web.bodies import Identifier
from assistant.web.bodies_cases import (
    CaseChange,
    DraftOptions,
    NewCase,
    NewFeedback,
    NewMessage,
    RevisionRequest,
    Seen,
    SentReply,
)
from assistant.web.drafting import Tell, offload_draft, stream_draft
from assistant.web.routes.drafts import STREAM
from assistant.web.site import assistant_of, offload

router = APIRouter(tags=["cases"], dependencies=[Depends(allow("agent"))])
Words = Annotated[str, Query(max_length=200)]


def _by(request: Request) -> str:
    return caller_of(request).name


def _key(request: Request) -> str | None:
    """The idempotency key; the record keeps it too, and outlives this process."""
    key: str | None = request.scope["state"].get("idempotency_key")
    return key


@router.post("/cases", response_model=CaseFile, status_code=201, summary="Open a case")
async def open_case(request: Request, body: NewCase) -> Response:
    """A new case, with the customer's message where there is one already."""
    given: dict[str, Any] = {name: getattr(body, name) for name in NewCase.model_fields}
    given |= {"at": given.pop("date"), "facts": body.facts.known()}
    book = assistant_of(request).casebook
    work = partial(book.open_case, given.pop("message"), **given)
    return answer(await offload(request, work, key=_key(request), by=_by(request)), 201)


@router.get("/cases", response_model=CasePage, summary="List cases")
async def list_cases(
    request: Request,
    query: Words = "",
    state: CaseState | None = None,
    owner: Words | None = None,
    customer: Words | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: Words | None = None,
) -> Response:
    """One page, the case that changed last first; `next` goes back as `after`."""
    work = partial(
        assistant_of(request).casebook.cases,
        query, state=state, owner=owner, customer=customer, limit=limit, after=after,
    )  # fmt: skip
    return answer(await offload(request, work))


@router.get("/cases/{case_id}", response_model=CaseFile, summary="A whole case")
async def one_case(request: Request, case_id: Identifier) -> Response:
    """Messages, drafts, follow-ups, feedback and log of a case."""
    return answer(await offload(request, assistant_of(request).casebook.case, case_id))


@router.patch("/cases/{case_id}", response_model=CaseFile, summary="Change a case")
async def change_case(request: Request, case_id: Identifier, body: CaseChange) -> Response:
    """Changes what is given; 409 where somebody else changed the case meanwhile."""
    given = {name: getattr(body, name) for name in body.model_fields_set}
    work = partial(assistant_of(request).casebook.update, case_id, **given)
    return answer(await offload(request, work, by=_by(request)))


@router.post("/cases/{case_id}/close", response_model=CaseFile, summary="Close a case")
async def close_case(request: Request, case_id: Identifier, body: Seen) -> Response:
    """A new message of the customer opens it again."""
    work = partial(assistant_of(request).casebook.close, case_id, version=body.version)
    return answer(await offload(request, work, by=_by(request)))


@router.post("/cases/{case_id}/reopen", response_model=CaseFile, summary="Open it again")
async def reopen_case(request: Request, case_id: Identifier, body: Seen) -> Response:
    """Opens a closed case."""
    work = partial(assistant_of(request).casebook.reopen, case_id, version=body.version)
    return answer(await offload(request, work, by=_by(request)))


@router.post(
    "/cases/{case_id}/messages", response_model=Added, status_code=201, summary="Add a message"
)
async def add_message(request: Request, case_id: Identifier, body: NewMessage) -> Response:
    """Adds a message; drafts that do not answer it become stale and say so."""
    work = partial(
        assistant_of(request).casebook.add_message,
        case_id, body.text, role=body.role, at=body.at, version=body.version,
    )  # fmt: skip
    return answer(await offload(request, work, key=_key(request), by=_by(request)), 201)


@router.post(
    "/cases/{case_id}/drafts", response_model=CaseDraft, status_code=201, summary="Draft for a case"
)
async def draft_case(request: Request, case_id: Identifier, body: DraftOptions) -> Response:
    """A draft that answers what the customer wrote last, filed in the case."""
    work = partial(assistant_of(request).casebook.draft, case_id, approve=body.approve)
    return answer(await offload_draft(request, work, by=_by(request)), 201)


@router.post(
    "/cases/{case_id}/drafts/stream",
    response_class=StreamingResponse,
    responses=STREAM,  # type: ignore[arg-type]
    summary="Draft for a case, as server-sent events",
)
async def stream_case(
    request: Request, case_id: Identifier, body: DraftOptions
) -> StreamingResponse:
    """The same while it is written; at `done` the draft is filed."""
    assistant, by = assistant_of(request), _by(request)
    given = await offload(request, assistant.casebook.input_for, case_id)

    def make(tell: Tell) -> Draft:
        made = assistant.draft(given.case, approve=body.approve, tell=tell)
        assistant.casebook.file_draft(case_id, made, seen=given.seen, by=by)
        return made

    return await stream_draft(request, make)


@router.post(
    "/cases/{case_id}/drafts/{draft_id}/revise",
    response_model=CaseDraft,
    status_code=201,
    summary="Change a draft of a case",
)
async def revise_case(
    request: Request, case_id: Identifier, draft_id: Identifier, body: RevisionRequest
) -> Response:
    """A draft changed as told, checked anew and filed."""
    work = partial(
        assistant_of(request).casebook.revise,
        case_id, draft_id, body.instruction, text=body.text, approve=body.approve,
    )  # fmt: skip
    return answer(await offload_draft(request, work, by=_by(request)), 201)


@router.post("/cases/{case_id}/sent", response_model=Sent, status_code=201, summary="It was sent")
async def sent(request: Request, case_id: Identifier, body: SentReply) -> Response:
    """Records what the agent sent: the difference to the draft, and what is owed from now on."""
    work = partial(
        assistant_of(request).casebook.sent,
        case_id, body.text, draft_id=body.draft_id, at=body.at, version=body.version,
    )  # fmt: skip
    asks_a_model = bool(assistant_of(request).settings.triage_models)
    run = offload_draft if asks_a_model else offload
    return answer(await run(request, work, key=_key(request), by=_by(request)), 201)


@router.post(
    "/drafts/{draft_id}/adopt", response_model=CaseFile, status_code=201, summary="Keep as a case"
)
async def adopt(request: Request, draft_id: Identifier) -> Response:
    """A draft that was made outside a case becomes the first of one."""
    work = partial(assistant_of(request).casebook.adopt, draft_id, by=_by(request))
    return answer(await offload(request, work), 201)


@router.post(
    "/drafts/{draft_id}/feedback", response_model=Feedback, status_code=201, summary="Judge a draft"
)
async def feedback(request: Request, draft_id: Identifier, body: NewFeedback) -> Response:
    """Keeps what an agent thinks of a draft."""
    work = partial(
        assistant_of(request).casebook.feedback,
        draft_id, body.rating, reason=body.reason, about=body.about,
    )  # fmt: skip
    return answer(await offload(request, work, by=_by(request)), 201)
