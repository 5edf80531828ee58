"""Turns what came in (a message, a CASE.json) into a Case, or says in one line what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.domain import Case, CaseFacts, Message
from assistant.errors import CaseError
from assistant.settings import MESSAGE_LIMIT
from assistant.text import clean

FILE_LIMIT = 1_000_000
"""Bytes of a CASE.json (SECURITY: defaults, JSON body)."""

_TURNS, _BINDING = 50, 10
"""Earlier messages that are read, and how many of them may be older ones with a promise of ours."""
_PROMISES = re.compile(
    r"\b(?:will|shall|promise|guarantee|going to|by the latest|within)\b|'ll\b", re.I
)
_VISIBLE = re.compile(r"[A-Za-z0-9]")
"""Where one of these stands, there is a message, and no need to look closer."""


def read_text(path: Path, *, what: str) -> str:
    """The text of a file in UTF-8.

    Raises:
        CaseError: it is missing, unreadable, too large or not UTF-8; names file and place.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CaseError(
            f"{what} {path} cannot be read: {reason}", remedy="check the path"
        ) from None
    if len(raw) > FILE_LIMIT:
        raise CaseError(
            f"{what} {path} has {len(raw):,} bytes; the limit is {FILE_LIMIT:,}",
            remedy="shorten it; only the message and the facts that matter are needed",
        )
    return decode(raw, what=f"{what} {path}")


def decode(raw: bytes, *, what: str) -> str:
    """The text of bytes in UTF-8, with or without a byte order mark."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            f"{what} is not UTF-8 text (byte {error.start})", remedy="save it as UTF-8"
        ) from None


def check_message(message: str) -> str:
    """The message as it came, if it says something; what no person sees says nothing.

    Raises:
        CaseError: it is empty, or longer than the limit.
    """
    if len(message) > MESSAGE_LIMIT:
        raise CaseError(
            f"the message has {len(message):,} characters; the limit is {MESSAGE_LIMIT:,}",
            remedy="keep the part that says what happened and what the customer wants",
        )
    if not _VISIBLE.search(message) and not clean(message)[0].strip():
        raise CaseError(
            "there is no message", remedy="give it as an argument, with --file or on stdin as -"
        )
    return message


def parse_case(text: str, *, source: str) -> dict[str, Any]:
    """The keys and values of a CASE.json.

    Raises:
        CaseError: not JSON (names line and column), or not an object.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError(
            f"{source} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}",
            remedy="a case is a JSON object with keys such as message, facts, history, channel",
        ) from None
    except RecursionError:
        raise CaseError(
            f"{source} is nested too deeply", remedy="a case is a flat object"
        ) from None
    if not isinstance(data, dict):
        raise CaseError(
            f"{source} holds {_name(data)}, not an object",
            remedy='write it as {"message": "…", "facts": {…}}',
        )
    return data


def build_case(data: dict[str, Any], *, source: str = "the case") -> Case:
    """A Case from the keys of CASE.json.

    Raises:
        CaseError: an unknown key (names the nearest) or a wrong type (names the key).
    """
    known = tuple(Case.model_fields)
    for key in data:
        if key not in known:
            near = get_close_matches(str(key), known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
            raise CaseError(f"{source} has an unknown key {str(key)[:60]!r}", remedy=hint)
    message = data.get("message", "")
    if not isinstance(message, str):
        raise CaseError(
            f"{source}: message is {_name(message)}, not text", remedy="put it in quotes"
        )
    try:
        return Case.model_validate({**data, "message": check_message(message)})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CaseError(f"{source}: {where}: {first['msg']}", remedy="correct this value") from None


_FACT_LIMIT = 500
"""Characters of one fact; a fact is a name, a number or a line, not a letter."""


def cleaned(case: Case) -> tuple[Case, tuple[str, ...]]:
    """The case as every step works on it, and what cleaning took out of the message.

    Message and history lose what nobody sees; facts become single lines of a bounded length, so
    that none of them can add a paragraph to a reply or a prompt (SECURITY L1, L4).
    """
    message, removed = clean(case.message)
    kept = _remembered(case.history)
    if left := len(case.history) - len(kept):
        removed = (*removed, f"{left:,} earlier messages of a long conversation")
    turns = tuple(
        turn.model_copy(update={"text": clean(turn.text)[0][:MESSAGE_LIMIT]}) for turn in kept
    )
    facts = CaseFacts.model_validate(_lines(case.facts.model_dump()))
    made = case.model_copy(update={"message": message.strip(), "history": turns, "facts": facts})
    return made, removed


def _remembered(history: Sequence[Message]) -> list[Message]:
    """Of a very long conversation the newest messages, the first one, and our last promises.

    So a thousand turns cost little more than fifty (SECURITY W14).
    """
    if len(history) <= _TURNS:
        return list(history)
    older = history[1 : -_TURNS + _BINDING]
    binding = [turn for turn in older if turn.role == "agent" and _PROMISES.search(turn.text)]
    kept = [history[0], *binding[-_BINDING + 1 :]]
    return [*kept, *history[len(kept) - _TURNS :]]


def _lines(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(clean(value)[0].split())[:_FACT_LIMIT]
    if isinstance(value, dict):
        return {str(key)[:60]: _lines(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [line for entry in value if (line := _lines(entry)) not in ("", None)]
    return value


def _name(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return names.get(type(value), "nothing" if value is None else "a number")
