"""Every error as problem details (RFC 9457): what happened, to what, and what to do next.

Input is never repeated: neither values nor the names of unknown keys.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.domain import Record
from assistant.errors import (
    ComposureError,
    ConflictError,
    DatabaseFault,
    IndexFault,
    KnowledgeError,
    ModelError,
    NotFoundError,
    RevisionError,
    SettingsError,
    UsageError,
)

MEDIA_TYPE = "application/problem+json"
_STATUSES: tuple[tuple[type[ComposureError], int], ...] = (
    (NotFoundError, 404),
    (SettingsError, 503),
    (UsageError, 422),
    (RevisionError, 422),
    (ConflictError, 409),
    (KnowledgeError, 503),
    (IndexFault, 503),
    (DatabaseFault, 503),
    (ModelError, 503),
)
_HTTP: Mapping[int, tuple[str, str, str]] = {
    400: ("request", "the request cannot be read", "send one JSON object in UTF-8"),
    404: ("not_found", "there is nothing at this address", "GET /v1/openapi.json lists them"),
    405: ("method", "this address does not take this method", "see the header Allow"),
    413: ("too_large", "the body is too large", "send less"),
    415: ("media_type", "the body is not JSON", "send it with Content-Type: application/json"),
}


_REMEDIES: Mapping[str, str] = {
    "there is no message": "give the customer's words as `message`",
    "there is no question": "ask something, such as: How do I apologise?",
    "there is no reply to check": "give the text of the reply as `reply`",
    "there is no case of this id": "look it up in the list of cases (GET /v1/cases)",
    "this is not the id of a case": "look it up in the list of cases (GET /v1/cases)",
    "there is no draft of this id": "look at its case (GET /v1/cases/{id}), or draft again",
    "there is no follow-up of this id": "look it up in the list of follow-ups (GET /v1/follow-ups)",
    "this is no period": "give `since` before `until`, ten years at most",
    "name a customer or a case": "give `customer` or `case_id`",
    "name a document": "look it up in the list of sources (GET /v1/sources)",
}
"""Remedies for callers who have no command line, by message."""


class FieldProblem(Record):
    """What is wrong with one field: `where` is its path, in dots."""

    where: str
    problem: str


class ProblemDetails(Record):
    """An error. `kind` is a short stable word; `remedy` says what to do next, where we know."""

    type: str
    title: str
    status: int
    detail: str
    kind: str
    remedy: str = ""
    errors: tuple[FieldProblem, ...] = ()
    version: int | None = None
    """Of a conflict: the version of the case that is recorded now."""
    changes: tuple[dict[str, Any], ...] = ()
    """Of a conflict: who changed what, and when."""


class Problem(Exception):
    """An error on its way to the caller.

    Args:
        retry_after: seconds until a new attempt makes sense.
        headers: more headers of the answer.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        *,
        remedy: str = "",
        retry_after: float | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.headers: dict[str, str] = {}
        if retry_after is not None:
            self.headers["Retry-After"] = str(max(1, math.ceil(retry_after)))
        self.details = ProblemDetails(
            type=f"urn:composure:problem:{kind}",
            title=HTTPStatus(status).phrase,
            status=status,
            detail=detail,
            kind=kind,
            remedy=remedy,
            **more,
        )

    def as_dict(self) -> dict[str, Any]:
        """The body, without what is empty."""
        made = self.details.model_dump(mode="json", exclude_none=True)
        return {key: value for key, value in made.items() if value not in ("", [])}

    def response(self) -> Response:
        """The answer."""
        body = json.dumps(self.as_dict(), ensure_ascii=False).encode()
        return Response(body, self.status, media_type=MEDIA_TYPE, headers=self.headers)


def busy(detail: str, seconds: float = 5.0) -> Problem:
    """Too much is going on; the same request will do later."""
    return Problem(503, "busy", detail, remedy="try again later", retry_after=seconds)


def problem_of(error: ComposureError) -> Problem:
    """The problem for an error of ours."""
    status = next((code for kind, code in _STATUSES if isinstance(error, kind)), 500)
    wait: float | None = None
    more: dict[str, Any] = {}
    if isinstance(error, DatabaseFault) and error.reason == "full":
        return Problem(507, "disk_full", error.message, remedy=error.remedy)
    if isinstance(error, ConflictError):
        more = {"version": error.version, "changes": tuple(error.changes)}
    if status == 503:
        wait = getattr(error, "retry_after", None) or 5.0
    remedy = _REMEDIES.get(error.message, error.remedy).replace(" or give --model", "")
    return Problem(status, error.kind, error.message, remedy=remedy, retry_after=wait, **more)


def problem_of_http(error: HTTPException) -> Problem:
    """The problem for what the framework refuses: no such address, no such method."""
    kind, detail, remedy = _HTTP.get(error.status_code, ("request", "", ""))
    known = detail or HTTPStatus(error.status_code).phrase.lower()
    made = Problem(error.status_code, kind, known, remedy=remedy)
    made.headers.update({k: v for k, v in (error.headers or {}).items() if k.lower() == "allow"})
    return made


def problem_of_form(error: RequestValidationError, names: Sequence[str]) -> Problem:
    """The problem for a body or a parameter of the wrong form, without a word of its content.

    Args:
        names: every name that a field may have; others are not repeated.
    """
    known = set(names)
    errors = tuple(_field_problem(entry, known) for entry in error.errors()[:20])
    if any(entry["type"] == "json_invalid" for entry in error.errors()):
        return Problem(400, "request", *_HTTP[400][1:2], remedy=_HTTP[400][2])
    first = errors[0]
    detail = f"{first.where}: {first.problem}" if first.where else first.problem
    return Problem(422, "validation", detail, remedy="correct what `errors` names", errors=errors)


def _field_problem(entry: Mapping[str, Any], known: set[str]) -> FieldProblem:
    place = [part for part in entry["loc"] if part not in ("body", "query", "path", "header")]
    where = ".".join(str(p) if isinstance(p, int) or p in known else "…" for p in place)
    if entry["type"] == "extra_forbidden":
        near = get_close_matches(str(place[-1])[:60], sorted(known), n=1, cutoff=0.6)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        return FieldProblem(where=where, problem=f"this key is not known{hint}")
    if entry["type"] in ("value_error", "assertion_error"):
        return FieldProblem(where=where, problem=str(entry["ctx"]["error"])[:200])
    return FieldProblem(where=where, problem=_said(entry))


_PLAIN: Mapping[str, str] = {
    "missing": "this is missing",
    "model_attributes_type": "this is no JSON object",
    "model_type": "this is no JSON object",
    "dict_type": "this is no JSON object",
    "list_type": "this is no list",
    "tuple_type": "this is no list",
    "string_type": "this is no text",
    "string_too_short": "this is too short",
    "float_type": "this is no number",
    "float_parsing": "this is no number",
    "int_type": "this is no whole number",
    "int_parsing": "this is no whole number",
    "bool_type": "this is neither true nor false",
    "bool_parsing": "this is neither true nor false",
    "string_pattern_mismatch": "this is not of the form that is asked for",
}
"""Our words for what the validator finds; a help desk shows them to people."""
_IDS = frozenset({"case_id", "draft_id", "follow_up_id"})
_QUIET = frozenset({"date_from_datetime_parsing", "datetime_from_date_parsing", "datetime_parsing",
                    "date_parsing", "json_invalid"})  # fmt: skip


def _said(entry: Mapping[str, Any]) -> str:
    """What the validator says in our words; its own where they are plain and hold no input."""
    if entry["type"] in _QUIET:
        return "this is not a date or time in ISO 8601"
    if entry["type"] == "string_pattern_mismatch" and entry["loc"][-1] in _IDS:
        return "this is no id: it has 6 to 64 letters, digits, - and _"
    plain = _PLAIN.get(entry["type"])
    if plain is not None:
        return plain if len(entry["loc"]) > 1 else plain.replace("this", "the body", 1)
    return str(entry["msg"])[:200].replace("Input should be", "this is not")


def page_wants(request: Request) -> bool:
    """Whether a person with a browser asked, and not a program."""
    path = request.url.path
    is_api = path.startswith("/v1") or path in ("/healthz", "/readyz")
    return not is_api and "text/html" in request.headers.get("accept", "")
