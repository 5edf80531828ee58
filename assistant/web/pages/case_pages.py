"""The list of cases, one case with its timeline, and what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from textwrap import shorten
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from assistant.cases.records import CaseFile, FollowUpItem
from assistant.web.pages.rendering import render
from assistant.web.pages.timeline import timeline
from assistant.web.pages.wording import CASE_STATES, FOLLOW_UP_STATES
from assistant.web.request import allow, assistant_of, offload

router = APIRouter(dependencies=[Depends(allow("agent"))])
_PAGE = 40
_MOST = 500
_TITLE = 60
"""Characters of a message that name its case."""


@router.get("/cases")
async def cases(request: Request, q: str = "", state: str = "", after: str = "") -> Response:
    """Cases that fit, the one that changed last first."""
    wanted = state if state in dict(CASE_STATES) else ""
    book = assistant_of(request).casebook
    page = await offload(
        request, book.cases, q[:200], state=wanted or None, limit=_PAGE, after=after or None
    )
    return render(
        request,
        "cases.html",
        here="cases",
        title="Cases",
        page=page,
        query=q[:200],
        state=wanted,
        states=CASE_STATES,
    )


@router.get("/cases/{case_id}")
async def one_case(request: Request, case_id: str) -> Response:
    """A case: what was written, drafted, changed, sent and promised, in order."""
    found: CaseFile = await offload(request, assistant_of(request).casebook.case, case_id)
    return render(
        request,
        "case.html",
        here="cases",
        title=_name(found),
        card=found.card,
        timeline=timeline(found),
        owed=[item for item in found.follow_ups if item.state == "open"],
        settled=[item for item in found.follow_ups if item.state != "open"],
        facts=_facts(found),
        audit=found.audit,
    )


def _name(found: CaseFile) -> str:
    """How the page to work in calls it too: its customer, its subject, or its first words."""
    first = found.messages[0].text if found.messages else ""
    words = shorten(first, _TITLE, placeholder=" …")
    begun = f"{words[:-2].rstrip('.,;:!? -')}…" if words.endswith(" …") else words
    return found.card.customer or found.card.subject or begun or f"Case {found.card.id[:8]}"


def _facts(found: CaseFile) -> list[tuple[str, str]]:
    known = found.facts.known()
    known.pop("case_id", None)
    return [(key, _shown(value)) for key, value in known.items()]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_shown(part)}" for key, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@router.get("/follow-ups")
async def follow_ups(
    request: Request, state: str = "open", owner: str = "", case: str = ""
) -> Response:
    """What is owed: overdue first, then today, this week and later."""
    wanted = state if state in dict(FOLLOW_UP_STATES) else "open"
    items = await offload(request, _items, request, wanted, case)
    return render(
        request,
        "follow_ups.html",
        here="follow-ups",
        title="Follow-ups",
        groups=_groups([item for item in items if owner in ("", item.owner)], wanted),
        owners=sorted({item.owner for item in items}),
        owner=owner,
        case=case,
        state=wanted,
        states=FOLLOW_UP_STATES,
    )


def _items(request: Request, state: str, case: str) -> tuple[FollowUpItem, ...]:
    book = assistant_of(request).casebook
    return book.follow_ups(
        state=None if state == "all" else state, case_id=case or None, limit=_MOST
    )


def _groups(items: Sequence[FollowUpItem], state: str) -> list[dict[str, Any]]:
    """By how soon; what is settled stands in one group."""
    if state not in ("open", "all"):
        return [{"label": dict(FOLLOW_UP_STATES)[state].capitalize(), "items": items}][
            : bool(items)
        ]
    now = datetime.now(UTC)
    groups: dict[str, list[FollowUpItem]] = {label: [] for label in _LABELS}
    for item in items:
        groups[_label(item, now)].append(item)
    return [{"label": label, "items": found} for label, found in groups.items() if found]


_LABELS = ("Overdue", "Within a day", "Within a week", "Later", "No date", "Settled")


def _label(item: FollowUpItem, now: datetime) -> str:
    if item.state != "open":
        return "Settled"
    if item.due is None:
        return "No date"
    if item.overdue:
        return "Overdue"
    if item.due <= now + timedelta(days=1):
        return "Within a day"
    return "Within a week" if item.due <= now + timedelta(days=7) else "Later"


@router.get("/follow-ups/calendar")
async def calendar(request: Request) -> Response:
    """What is owed as an iCalendar file."""
    book = assistant_of(request).casebook
    made = await offload(request, lambda: book.calendar(book.follow_ups(limit=_MOST)))
    return Response(
        made,
        media_type="text/calendar",
        headers={"Content-Disposition": 'attachment; filename="follow-ups.ics"'},
    )
