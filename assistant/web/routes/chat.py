"""A conversation about one case, a line at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from assistant.cases.handlers import Turn
from assistant.domain import Record
from assistant.settings import MESSAGE_LIMIT
from assistant.web.access import allow, caller_of
from assistant.web.answers import answer
from assistant.web.drafting import offload_draft
from assistant.web.site import assistant_of

if TYPE_CHECKING:
    from assistant.app import Assistant

router = APIRouter(tags=["chat"], dependencies=[Depends(allow("agent"))])


class Line(Record):
    """What the agent says; `case_id` and `pending` are those of the turn before, if any."""

    text: Annotated[str, Field(max_length=MESSAGE_LIMIT, examples=["draft it"])]
    case_id: Annotated[str | None, Field(max_length=64)] = None
    pending: Annotated[str | None, Field(max_length=MESSAGE_LIMIT)] = None


@router.post("/chat", response_model=Turn, summary="Speak about a case")
async def chat(request: Request, body: Line) -> Response:
    """The customer's message, "draft it", "shorter", "may I offer 20 %?" and the like."""
    work = partial(_say, assistant_of(request), body, caller_of(request).name)
    return answer(await offload_draft(request, work))


def _say(assistant: Assistant, line: Line, by: str) -> Turn:
    from assistant.cases.conversation import Conversation

    talk = Conversation(assistant.casebook, case_id=line.case_id, by=by, pending=line.pending)
    return talk.say(line.text)
