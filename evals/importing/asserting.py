"""promptfoo's assertions as expectations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

_EACH = ("contains", "icontains", "contains-all", "icontains-all")
_ANY = ("contains-any", "icontains-any")
_NONE = ("not-contains", "not-icontains", "not-contains-any", "not-icontains-any")
TYPES = (*_EACH, *_ANY, *_NONE)
"""The assertion types that are taken; case does not count here in any of them."""
_OPTIONS = ("type", "value")


def expectations(assertions: Iterable[Any], reported: Counter[str]) -> dict[str, Any]:
    """What these assertions expect; the others are counted in `reported`."""
    mention: list[Any] = []
    never: list[str] = []
    for each in assertions:
        if not isinstance(each, Mapping):
            reported["assert: not an object"] += 1
            continue
        kind, texts = str(each.get("type")), _texts(each.get("value"))
        if kind not in TYPES or not texts:
            reported[f"assert: {kind}"] += 1
            continue
        reported.update(f"assert.{key}" for key in each if key not in _OPTIONS)
        if kind in _NONE:
            never += texts
        else:
            mention += [texts] if kind in _ANY else texts
    made = {"must_mention": mention, "must_not": list(dict.fromkeys(never))}
    return {key: value for key, value in made.items() if value}


def _texts(value: Any) -> list[str]:
    """The texts of a value; one that is computed or read from a file cannot be taken."""
    texts = value if isinstance(value, list) else [value]
    usable = [str(text) for text in texts if isinstance(text, str | int | float)]
    computed = any(text.startswith("file://") or "{{" in text for text in usable)
    return [] if computed or len(usable) < len(texts) else usable


def parse_expected(cell: str) -> dict[str, Any]:
    """One `__expected` cell of promptfoo's CSV: `type: value`; a bare text means `equals`."""
    kind, sign, value = cell.partition(":")
    if not sign or " " in kind.strip():
        return {"type": "equals", "value": cell}
    texts = [part.strip() for part in value.split(",")]
    many = kind.strip().endswith(("-any", "-all"))
    return {"type": kind.strip(), "value": texts if many else value.strip()}
