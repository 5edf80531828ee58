"""From the messages of a case to what a draft is made from: bursts are one turn.

Several messages that a customer sends in a row, each within half an hour of the one before, are
answered together. What they wrote longer ago belongs to the conversation so far.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from assistant.cases.records import CaseInput
from assistant.domain import Case, Message
from assistant.errors import CaseError
from assistant.intake import build_case
from assistant.settings import MESSAGE_LIMIT

BURST = timedelta(minutes=30)
"""The longest pause between two messages of one turn."""
HISTORY = 30
"""Earlier messages that a draft is given: the newest, the first, and those with open promises."""
_Row = Mapping[str, Any]


def turn_after(last: _Row | None, role: str, at: datetime | None) -> int:
    """The turn of a message that comes after another one."""
    if last is None:
        return 1
    if last["role"] != role or at is None or not last["at"]:
        return int(last["turn"]) + 1
    pause = abs(at - datetime.fromisoformat(last["at"]))
    return int(last["turn"]) + (pause > BURST)


def case_input(
    row: _Row, messages: Sequence[_Row], *, promised: frozenset[str] = frozenset()
) -> CaseInput:
    """What a draft for a case is made from: its last customer turn, and what was before as history.

    Args:
        promised: ids of the messages whose promises are still open; they are never left out.

    Raises:
        CaseError: the customer has not written yet.
    """
    spoken = [message for message in messages if message["role"] == "customer"]
    if not spoken:
        raise CaseError(
            "the customer has not written yet", remedy="add the customer's message first"
        )
    turn = _fitting([message for message in spoken if message["turn"] == spoken[-1]["turn"]])
    in_turn = {message["position"] for message in turn}
    before = [message for message in messages if message["position"] not in in_turn]
    history = _remembered(before, promised)
    case = build_case(
        {
            "message": "\n\n".join(message["text"] for message in turn),
            "history": [_turn(message) for message in history],
            "facts": _facts(row),
            "channel": row["channel"],
            "language": row["language"],
            "tone": row["tone"],
            "date": turn[-1]["at"] or None,
        },
        source="the case",
    )
    return CaseInput(
        case=case,
        seen=int(messages[-1]["position"]),
        version=int(row["version"]),
        left_out=len(before) - len(history),
    )


def _remembered(before: Sequence[_Row], promised: frozenset[str]) -> list[_Row]:
    """Of a long conversation the newest messages, the first one, and those that still bind us."""
    if len(before) <= HISTORY:
        return list(before)
    binding = [message for message in before[1:-HISTORY] if message["id"] in promised]
    kept = [before[0], *binding[-HISTORY // 2 :]]
    return [*kept, *before[len(kept) - HISTORY :]]


def unanswered(messages: Sequence[_Row]) -> bool:
    """Whether the customer wrote last."""
    return bool(messages) and messages[-1]["role"] == "customer"


def _fitting(turn: Sequence[_Row]) -> list[_Row]:
    """The newest messages of a turn that together stay within the limit of one message."""
    kept: list[_Row] = []
    size = 0
    for message in reversed(turn):
        size += len(message["text"]) + 2
        if kept and size > MESSAGE_LIMIT:
            break
        kept.insert(0, message)
    return kept


def _turn(message: _Row) -> dict[str, Any]:
    return Message(
        role=message["role"],
        text=message["text"],
        date=datetime.fromisoformat(message["at"]) if message["at"] else None,
    ).model_dump()


def _facts(row: _Row) -> dict[str, Any]:
    """The facts of a case, with its id and the customer's name."""
    facts = {"case_id": row["id"], **json.loads(row["facts"])}
    facts["case_id"] = row["id"]
    if not facts.get("customer_name") and row["customer"] and "@" not in row["customer"]:
        facts["customer_name"] = row["customer"]
    return facts


def as_case(row: _Row, messages: Sequence[_Row]) -> Case | None:
    """The case a reply is checked against; None where the customer has not written."""
    if not any(message["role"] == "customer" for message in messages):
        return None
    return case_input(row, messages).case
