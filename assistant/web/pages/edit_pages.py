"""Where a support lead adds, changes or takes out a playbook, a policy or the company."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field
from starlette.responses import JSONResponse

from assistant.app import Assistant
from assistant.domain import Case, Record
from assistant.errors import UsageError
from assistant.settings import MESSAGE_LIMIT
from assistant.web.pages.editing import COMPANY, TEXT_LIMIT, Desk, is_own
from assistant.web.pages.rendering import HERE, render
from assistant.web.pages.trial import try_out
from assistant.web.pages.work_pages import example_case
from assistant.web.request import allow, assistant_of, offload, offload_draft

router = APIRouter(dependencies=[Depends(allow("trainer"))])
_FOLDERS = {"policy": "policies", "playbook": "playbooks", "guidance": "guidance"}


class Edit(Record):
    """A change as the page sends it; `message` is what to try it on."""

    name: str = Field(max_length=120)
    text: str | None = Field(default=None, max_length=TEXT_LIMIT)
    base: str = Field(default="", max_length=64)
    message: str = Field(default="", max_length=MESSAGE_LIMIT)


@router.get("/sources/edit")
async def edit(request: Request, path: str) -> Response:
    """The text of a document, to be changed."""
    desk = Desk(assistant_of(request))
    page = await offload(request, desk.read, path)
    kind = "company" if path == COMPANY else path.partition("/")[0]
    return _form(request, kind=kind, path=path, name=path, text=page.text, base=page.base)


@router.get("/sources/new")
async def new(
    request: Request, kind: Annotated[Literal["policy", "playbook", "guidance"], Query()]
) -> Response:
    """An empty document of a kind, with everything such a document needs."""
    text = (HERE / "starters" / f"{kind}.md").read_text(encoding="utf-8")
    return _form(request, kind=kind, path="", name="", text=text, base="")


def _form(request: Request, **context: Any) -> Response:
    return render(
        request,
        "edit.html",
        here="sources",
        title="Edit" if context["path"] else "New document",
        is_new=not context["path"],
        own_folder=is_own(assistant_of(request).settings),
        example=example_case()["message"],
        **context,
    )


@router.post("/sources/preview")
async def preview(request: Request, change: Edit) -> Response:
    """What a change would do; nothing is changed."""
    trial = await offload_draft(request, _preview, assistant_of(request), change)
    return JSONResponse(trial.model_dump(mode="json"))


def _preview(assistant: Assistant, change: Edit) -> Any:
    desk = Desk(assistant)
    path = desk.path(change.name)
    base = desk.read(change.name).text if path.exists() else ""
    return try_out(assistant, change.name, change.text, _case(change.message), base=base)


def _case(message: str) -> Case | None:
    """The message to try a change on; the example's comes with all that is known of it."""
    if not message.strip():
        return None
    example = example_case()
    if message.strip() == example["message"]:
        return Case.model_validate(example)
    return Case(message=message)


@router.post("/sources/publish")
async def publish(request: Request, change: Edit) -> Response:
    """Publishes a change that holds, and says where it can be seen."""
    if change.text is None or not change.text.strip():
        raise UsageError("the document is empty", remedy="to take it out, use its own page")
    assistant = assistant_of(request)
    await offload_draft(request, _publish, assistant, change)
    return JSONResponse({"name": change.name})


def _publish(assistant: Assistant, change: Edit) -> None:
    text = change.text or ""
    try_out(assistant, change.name, text, None, base="")
    Desk(assistant).publish(change.name, text, base=change.base)


@router.post("/sources/remove")
async def remove(request: Request, change: Edit) -> Response:
    """Takes a document out; answers with the drafts that rest on it (SECURITY, L6)."""
    used = await offload_draft(request, _remove, assistant_of(request), change)
    return JSONResponse({"name": change.name, "drafts": used})


def _remove(assistant: Assistant, change: Edit) -> list[dict[str, Any]]:
    desk = Desk(assistant)
    desk.require_own()
    page = desk.read(change.name)
    document = change.name.removesuffix(".md")
    used = assistant.casebook.drafts_using(document)
    desk.remove(change.name, base=change.base or page.base)
    return [each.model_dump(mode="json") for each in used]
