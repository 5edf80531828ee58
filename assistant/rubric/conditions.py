"""Conditions of a policy clause such as `days_since_delivery <= 30`, held against case facts.

A small grammar and nothing else: `name op value`, where value is a number, true, false or a
word. What the case does not say makes the answer "unknown", never "yes".
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any, Literal

from assistant.domain import Case

Verdict = Literal["yes", "no", "unknown"]
_CHECK = re.compile(r"^\s*([A-Za-z_][\w.]*)\s*(<=|>=|==|!=|<|>)\s*(\S(?:.*\S)?)\s*$")


def holds(check: str, case: Case | None) -> Verdict:
    """Whether a condition holds for a case; a condition that cannot be read is "unknown"."""
    match = _CHECK.match(check)
    if match is None or case is None:
        return "unknown"
    name, operator, stated = match.groups()
    actual = _fact(name, case)
    if actual is None:
        return "unknown"
    left, right = _number(actual), _number(stated)
    if left is not None and right is not None:
        return "yes" if _compare(left, operator, right) else "no"
    if operator not in ("==", "!="):
        return "unknown"
    equal = str(actual).strip().lower() == stated.strip("\"'").lower()
    return "yes" if equal == (operator == "==") else "no"


def all_hold(checks: tuple[str, ...], case: Case | None) -> Verdict:
    """ "no" if any condition fails, "yes" if all hold, otherwise "unknown"."""
    verdicts = {holds(check, case) for check in checks}
    return "no" if "no" in verdicts else "unknown" if "unknown" in verdicts else "yes"


def _compare(left: float, operator: str, right: float) -> bool:
    match operator:
        case "<=":
            return left <= right
        case ">=":
            return left >= right
        case "<":
            return left < right
        case ">":
            return left > right
        case "!=":
            return left != right
        case _:
            return left == right


def _number(value: Any) -> float | None:
    if isinstance(value, str) and value.lower() in ("true", "yes", "false", "no"):
        return float(value.lower() in ("true", "yes"))
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _fact(name: str, case: Case) -> Any:
    """A fact by name; `a.b` looks inside, `days_since_x` counts from the fact `x_date` or `x`.

    `days_late` counts from `promised_date`.
    """
    value: Any = case.facts.known()
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if value is None and name.startswith("days_since_"):
        return _days_since(name.removeprefix("days_since_"), case)
    if value is None and name == "days_late":
        late = _days_since("promised", case)
        return max(late, 0) if late is not None else None
    return value


def _days_since(event: str, case: Case) -> int | None:
    known = case.facts.known()
    then = _day(known.get(f"{event}_date", known.get(event)))
    now = case.date.date() if case.date else datetime.now(UTC).date()
    return (now - then).days if then else None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        return None
