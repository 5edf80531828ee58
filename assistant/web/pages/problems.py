"""What a person sees where a page cannot be shown."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response

from assistant.web.pages.rendering import render

_HEADINGS = {
    403: "This is not allowed",
    404: "Nothing is here",
    409: "Somebody else was here first",
    422: "This cannot be used",
    429: "One moment",
    503: "Not available just now",
    507: "The disk is full",
}


def error_page(request: Request, problem: dict[str, Any]) -> Response:
    """A problem as a page: what happened and what to do, with its own status."""
    status = int(problem.get("status", 500))
    heading = _HEADINGS.get(status, "Something went wrong")
    page = render(request, "error.html", title=heading, heading=heading, problem=problem)
    page.status_code = status
    return page
