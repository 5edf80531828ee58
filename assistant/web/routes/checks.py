"""Lint and triage: what only looks."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Depends, Request, Response

from assistant.app import Assessment
from assistant.intake import check_message
from assistant.web.access import allow
from assistant.web.answers import answer
from assistant.web.bodies import CaseBody, LintAnswer, LintRequest
from assistant.web.drafting import offload_draft
from assistant.web.site import assistant_of, offload

router = APIRouter(tags=["checks"], dependencies=[Depends(allow("agent", "evaluator"))])


@router.post("/lint", response_model=LintAnswer, summary="Check a reply")
async def lint(request: Request, body: LintRequest) -> Response:
    """What the rubric says about any reply, also one written by a person."""
    assistant, case = assistant_of(request), body.case
    work = partial(assistant.lint, body.reply, case, approve=body.approve, fix=body.fix)
    # while somebody types only the first look at a case asks the model and costs a draft
    is_read = case is None or not case.message.strip() or assistant.has_read(case)
    run = offload if is_read or not assistant.settings.triage_models else offload_draft
    return answer(await run(request, work))


@router.post("/triage", response_model=Assessment, summary="Triage a message")
async def triage(request: Request, case: CaseBody) -> Response:
    """Issues, emotion, facts, risk flags and escalation, without a draft."""
    check_message(case.message)
    assistant = assistant_of(request)
    asks_a_model = bool(assistant.settings.triage_models)
    run = offload_draft if asks_a_model else offload
    return answer(await run(request, assistant.triage, case))
