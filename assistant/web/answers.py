"""How routes answer: a record as JSON, written by pydantic and checked no second time."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from pydantic import BaseModel

PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {
        "description": text,
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
        },
    }
    for code, text in (
        (400, "The body cannot be read."),
        (401, "There is no key, or a wrong one."),
        (403, "The key may not do that, or the request came from another site."),
        (404, "There is nothing of this id."),
        (405, "The address does not take this method."),
        (408, "The body did not come in time."),
        (409, "Somebody else changed it meanwhile."),
        (413, "The body is too large."),
        (415, "The body is not JSON."),
        (421, "The server is not called by this name."),
        (422, "The body or a parameter has the wrong form, or cannot be used."),
        (429, "Too often; Retry-After says when to come back."),
        (500, "A fault of ours."),
        (503, "Not now; Retry-After says when to come back."),
        (507, "The disk is full; nothing was recorded."),
    )
}
"""What any route of the API may answer beside its own success."""


def answer(record: BaseModel, status: int = 200, *, exclude: set[str] | None = None) -> Response:
    """A record as JSON."""
    body = record.model_dump_json(exclude=exclude).encode()
    return Response(body, status, media_type="application/json")
