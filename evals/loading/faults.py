"""One line for what pydantic found wrong in a record."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError

from evals.errors import SuiteError


def fault(error: ValidationError, place: str, model: type[BaseModel]) -> SuiteError:
    """The first fault of a record, with its place and the nearest known key."""
    first = error.errors(include_url=False, include_input=False)[0]
    path = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        key = str(first["loc"][-1])
        return SuiteError(f"{place}: unknown key {path!r}", remedy=nearest(key, _keys(model)))
    message = first["msg"].removeprefix("Value error, ")
    return SuiteError(f"{place}: {path + ': ' if path else ''}{message}", remedy="correct it there")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is meant, or all of them."""
    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"


def _keys(model: type[BaseModel]) -> set[str]:
    """The keys of a record and of the records in it."""
    keys = set(model.model_fields)
    for field in model.model_fields.values():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            keys |= set(inner.model_fields)
    return keys
