"""What drafts and answers rest on: the list, a document, the place behind a citation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import JSONResponse

from assistant.app import Assistant
from assistant.web.pages.editing import Desk, is_own
from assistant.web.pages.library import find_passage, flagged_documents, retriever, shelf
from assistant.web.pages.rendering import render
from assistant.web.request import allow, assistant_of, caller_of, offload

router = APIRouter(dependencies=[Depends(allow("agent", "trainer", "evaluator"))])
_KINDS = (("policy", "Policies"), ("playbook", "Playbooks"), ("guidance", "Guidance"))
_FOUND = 8


@router.get("/sources")
async def sources(request: Request, q: str = "", removed: str = "") -> Response:
    """Everything that is indexed, and what fits a search."""
    assistant = assistant_of(request)
    context = await offload(request, _sources, assistant, q.strip()[:300])
    return render(
        request,
        "sources.html",
        here="sources",
        title="Sources",
        may_edit=caller_of(request).may("trainer"),
        own_folder=is_own(assistant.settings),
        has_company=(assistant.settings.knowledge / "company.yaml").is_file(),
        removed=removed[:200],
        query=q.strip()[:300],
        **context,
    )


def _sources(assistant: Assistant, query: str) -> dict[str, Any]:
    inventory = assistant.sources()
    groups = [
        {"label": label, "documents": [each for each in inventory.documents if each.kind == kind]}
        for kind, label in _KINDS
    ]
    return {
        "inventory": inventory,
        "indexed": _moment(inventory.indexed_at),
        "groups": [group for group in groups if group["documents"]],
        "found": assistant.search(query, limit=_FOUND) if query else (),
        "flagged": flagged_documents(assistant),
        "changed": assistant.stale_documents(),
    }


def _moment(text: str) -> datetime | None:
    """The moment that an index names; None where it names none."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


@router.get("/sources/document")
async def document(request: Request, path: str = "", ref: str = "") -> Response:
    """A document as it is indexed, with the drafts that used it."""
    assistant = assistant_of(request)
    found, here = await offload(request, shelf, assistant, path=path, ref=ref)
    used = await offload(request, assistant.casebook.drafts_using, found.document.id)
    return render(
        request,
        "document.html",
        here="sources",
        title=found.document.title,
        document=found.document,
        passages=found.passages,
        flagged_passages=found.flagged,
        notes=found.notes,
        provenance=found.provenance,
        here_id=here,
        used=used,
        may_edit=caller_of(request).may("trainer"),
        editable=Desk(assistant).may_change(found.document.path),
    )


@router.get("/sources/passage")
async def passage(request: Request, ref: str, quote: str = "") -> Response:
    """The place behind a reference, for the window beside the work."""
    assistant = assistant_of(request)
    return JSONResponse(await offload(request, _passage, assistant, ref, quote))


def _passage(assistant: Assistant, ref: str, quote: str) -> dict[str, str]:
    found = find_passage(retriever(assistant).passages(), ref)
    data = found.metadata
    dates = [f"from {data['valid_from']}"] if data.get("valid_from") else []
    dates += [f"until {data['valid_until']}"] if data.get("valid_until") else []
    return {
        "title": found.title,
        "section": found.section,
        "kind": found.kind,
        "text": found.text,
        "quote": quote if quote and quote in found.text else "",
        "source": found.source,
        "dates": ", ".join(dates),
        "document": data.get("path", found.document),
        "address": f"/sources/document?{urlencode({'ref': found.id})}#here",
    }
