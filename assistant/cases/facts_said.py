"""A fact as somebody says it: "refund_up_to" belongs into the authority, lists have commas."""

from __future__ import annotations

from typing import Any

from assistant.domain import Authority, CaseFacts
from assistant.errors import UsageError

_LISTS = {"actions_done", "authority.actions"}
_KEYS = 60


def fact_from(key: str, value: str) -> dict[str, Any]:
    """The facts to merge into a case for one that was said; an empty value takes it away.

    Raises:
        UsageError: the name of the fact cannot be used.
    """
    name = key.strip()
    if name in Authority.model_fields:
        name = f"authority.{name}"
    if not name or len(name) > _KEYS or name.startswith("."):
        raise UsageError("this fact has no name that can be used", remedy="set order_id = 12345")
    said: Any = value.strip().rstrip(".") if name in CaseFacts.model_fields else value.strip()
    if name in _LISTS:
        said = [each.strip() for each in value.split(",") if each.strip()]
    first, _, last = name.partition(".")
    return {first: {last: said} if last else (said or None)}
