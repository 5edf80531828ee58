"""Ask, search, index, sources, gaps: what the knowledge says, and what it does not."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Depends, Request, Response

from assistant.answering.inventory import Inventory
from assistant.answering.records import Answer
from assistant.knowledge.index import IndexReport
from assistant.web.access import allow
from assistant.web.answers import answer
from assistant.web.bodies import AskRequest, GapsAnswer, IndexRequest, SearchAnswer, SearchRequest
from assistant.web.drafting import offload_draft
from assistant.web.site import assistant_of, offload

router = APIRouter(tags=["knowledge"])
_READERS = [Depends(allow("agent", "trainer", "evaluator"))]


@router.post("/ask", response_model=Answer, dependencies=_READERS, summary="Ask the guidance")
async def ask(request: Request, body: AskRequest) -> Response:
    """An answer with a citation for each sentence, or that the guidance does not say."""
    work = partial(
        assistant_of(request).ask, body.question, body.conversation, explain=body.explain
    )
    made = await offload_draft(request, work)
    return answer(made, exclude=None if body.explain else {"explanation"})


@router.post("/search", response_model=SearchAnswer, dependencies=_READERS, summary="Search")
async def search(request: Request, body: SearchRequest) -> Response:
    """What retrieval finds, with scores from 0 to 1."""
    work = partial(assistant_of(request).search, body.query, body.kind, body.limit)
    return answer(SearchAnswer(passages=await offload(request, work)))


@router.get("/sources", response_model=Inventory, dependencies=_READERS, summary="What is indexed")
async def sources(request: Request) -> Response:
    """Documents, their dates and passages, and how often each was cited."""
    return answer(await offload(request, assistant_of(request).sources))


@router.get("/gaps", response_model=GapsAnswer, dependencies=_READERS, summary="What is missing")
async def gaps(request: Request) -> Response:
    """What the knowledge could not answer, masked and in groups."""
    return answer(GapsAnswer(gaps=await offload(request, assistant_of(request).gaps)))


@router.post(
    "/index",
    response_model=IndexReport,
    dependencies=[Depends(allow("trainer"))],
    summary="Index the knowledge folder",
)
async def index(request: Request, body: IndexRequest) -> Response:
    """Finds what was added, changed and deleted in the knowledge folder, and indexes it."""
    work = partial(assistant_of(request).index, rebuild=body.rebuild)
    return answer(await offload(request, work))
