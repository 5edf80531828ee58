"""A draft as it comes in, from `draft --json` or a program, and the case behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from assistant.domain import Case, Draft
from assistant.drafting.revise.ground import Origin
from assistant.errors import CaseError
from assistant.settings import MESSAGE_LIMIT
from assistant.text import clean

_REMEDY = "give what `composure draft --json` printed; only reply.text and reply.subject may change"
Recorded = Callable[[str], tuple[dict[str, Any] | None, dict[str, Any] | None]]


def parse_draft(text: str, *, source: str) -> dict[str, Any]:
    """The JSON object of a draft.

    Raises:
        CaseError: it is no JSON, or no object; names the source and the place.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise CaseError(f"{source} is not JSON{place}", remedy=_REMEDY) from None
    if not isinstance(data, dict):
        raise CaseError(f"{source} holds no draft", remedy=_REMEDY)
    return data


def build_draft(data: Mapping[str, Any], *, source: str = "the draft") -> Draft:
    """The Draft of an object; what `--explain` and others added beside its keys is left out.

    Raises:
        CaseError: a key is missing or cannot be used, or the reply is empty or too long.
    """
    if isinstance(data.get("error"), dict):
        raise CaseError(f"{source} holds an error and no draft", remedy=_REMEDY)
    known = {key: value for key, value in data.items() if key in Draft.model_fields}
    try:
        made = Draft.model_validate_json(json.dumps(known))
    except (ValidationError, TypeError, ValueError) as error:
        raise CaseError(f"{source} is no draft: {_first(error)}", remedy=_REMEDY) from None
    text = clean(made.reply.text)[0].strip()
    if not text:
        raise CaseError(f"{source} holds no reply", remedy=_REMEDY)
    if len(text) > MESSAGE_LIMIT:
        raise CaseError(
            f"the reply has {len(text):,} characters; the limit is {MESSAGE_LIMIT:,}",
            remedy="shorten it by hand first",
        )
    return made.model_copy(update={"reply": made.reply.model_copy(update={"text": text})})


def _first(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "it cannot be read"
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}"


def behind(
    draft: Draft, given: Case | None, recorded: Recorded
) -> tuple[Case | None, Origin, str | None]:
    """The case behind a draft, where it came from, and the text as it was recorded.

    Args:
        given: the case that the caller names; it goes before the recorded one.
        recorded: looks a draft up by its id.
    """
    record, case = recorded(draft.draft_id)
    written = record["draft"]["reply"]["text"] if record else None
    if given is not None:
        return given, "given", written
    if case is not None:
        return Case.model_validate_json(json.dumps(case)), "recorded", written
    return None, "none", written
