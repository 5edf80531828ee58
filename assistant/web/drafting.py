"""What costs a draft: counted, admitted to the room for drafts, and charged with its tokens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

from fastapi import Request
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from assistant.domain import Draft
from assistant.web.access import Caller, caller_of
from assistant.web.gatekeeper import address_of
from assistant.web.shield import as_problem
from assistant.web.site import Site, site_of

P = ParamSpec("P")
T = TypeVar("T")
PING = 10.0
"""Seconds of silence after which a stream says that it is alive."""
Tell = Callable[[str, str], None]
Event = tuple[str, str]
_KEYS = {"progress": "step", "text": "text", "replaced": "reason"}


async def offload_draft(
    request: Request, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """The result of a draft, a revision or an answer, from the room for drafts.

    Raises:
        Problem: too often (429), too many tokens today (429), or no place (503).
    """
    site, caller = _admitted(request)
    return await site.workshop.draft.do(_charged, site, caller, partial(function, *args, **kwargs))


async def stream_draft(request: Request, make: Callable[[Tell], Draft]) -> StreamingResponse:
    """The events of a draft as server-sent events; the draft is finished also where nobody
    listens any more.

    Args:
        make: makes the draft in a thread, and tells its argument what happens meanwhile.
    """
    site, caller = _admitted(request)
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[Event | None] = asyncio.Queue()

    def tell(name: str, text: str) -> None:
        loop.call_soon_threadsafe(events.put_nowait, (name, text))

    begun = await site.workshop.draft.start(_charged, site, caller, partial(make, tell))
    begun.add_done_callback(lambda _: events.put_nowait(None))
    return StreamingResponse(
        _told(events, begun),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _told(
    events: asyncio.Queue[Event | None], begun: asyncio.Future[Draft]
) -> AsyncIterator[bytes]:
    """Each event on the wire; the last one is the draft, or why there is none."""
    while True:
        try:
            async with asyncio.timeout(PING):
                event = await events.get()
        except TimeoutError:
            yield format_sse_event(comment="ping")
            continue
        if event is None:
            break
        yield _wire(event[0], {_KEYS[event[0]]: event[1]})
    try:
        draft = await asyncio.shield(begun)
    except Exception as error:
        yield _wire("error", as_problem(error).as_dict())
        return
    yield format_sse_event(event="done", data_str=draft.model_dump_json())


def _wire(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))


def _admitted(request: Request) -> tuple[Site, Caller]:
    site, caller = site_of(request), caller_of(request)
    site.limits.count_draft(caller.key_id, address_of(request))
    return site, caller


def _charged(site: Site, caller: Caller, function: Callable[[], T]) -> T:
    """Runs it in this thread, where the database may be asked."""
    if not (site.settings.models or site.settings.triage_models):
        return function()
    from assistant.models.meter import metered

    site.limits.check_tokens(site.database, caller)
    with metered() as meter:
        try:
            return function()
        finally:
            site.limits.count_tokens(site.database, caller, meter.tokens)
