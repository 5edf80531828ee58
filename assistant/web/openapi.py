"""The OpenAPI document: what the framework finds out, and what it cannot know."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.domain import Draft
from assistant.web.answers import PROBLEMS
from assistant.web.problems import ProblemDetails

_REF = "#/components/schemas/{model}"
_KEYS = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A random text; the same write sent again is done once and answered as before.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]{1,200}$"},
}
_DESCRIPTION = (
    "Drafts calm replies to angry customers, explains them, and keeps the record. Nothing is ever "
    "sent to a customer. Errors are problem details (RFC 9457)."
)


def document(app: FastAPI) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes
        )
        _add_schemas(made["components"]["schemas"])
        made["components"]["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer", "description": "composure keys add NAME"}
        }
        for path, methods in made["paths"].items():
            for method, operation in methods.items():
                _complete(operation, path, method)
        app.openapi_schema = made
    return app.openapi_schema


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    """What holds for every route of the API: keys, and the ways in which it may be refused."""
    is_open = not path.startswith("/v1")
    operation["security"] = [] if is_open else [{"key": []}]
    answers = operation["responses"]
    answers.pop("422", None)
    for code in (400, 405, 413, 421, 500) if is_open else PROBLEMS:
        answers.setdefault(str(code), PROBLEMS[code])
    if not is_open and method in ("post", "put", "patch", "delete") and "stream" not in path:
        operation.setdefault("parameters", []).append(_KEYS)


def _add_schemas(schemas: dict[str, Any]) -> None:
    """Drafts and problems as they are: a draft leaves out `revision` where it is none, which
    its own serializer does and the framework therefore cannot describe."""
    for name in ("HTTPValidationError", "ValidationError", "Draft-Input", "Draft-Output"):
        schemas.pop(name, None)
    for record in (Draft, ProblemDetails):
        made = record.model_json_schema(ref_template=_REF)
        for name, schema in made.pop("$defs", {}).items():
            schemas.setdefault(name, schema)
        schemas[record.__name__] = made


def known_names(app: FastAPI) -> tuple[str, ...]:
    """Every name of a property or parameter; problem details repeat no other."""
    names: tuple[str, ...] | None = getattr(app.state, "known_names", None)
    if names is None:
        names = app.state.known_names = _field_names(document(app))
    return names


def _field_names(schema: dict[str, Any]) -> tuple[str, ...]:
    names: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            properties = node.get("properties")
            names.update(properties if isinstance(properties, dict) else ())
            if "in" in node and isinstance(node.get("name"), str):
                names.add(node["name"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(schema)
    return tuple(sorted(names))
