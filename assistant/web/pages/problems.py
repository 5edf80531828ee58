"""What a person sees where a page cannot be shown."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response

from assistant.web.pages.rendering import render


def error_page(request: Request, problem: dict[str, Any]) -> Response:
    """A problem as a page: what happened and what to do, with its own status."""
    page = render(request, "error.html", title=str(problem.get("title", "")), problem=problem)
    page.status_code = int(problem.get("status", 500))
    return page
