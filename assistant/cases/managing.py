"""Changes of a case itself: facts, owner, subject, state; and feedback on its drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args
from uuid import uuid4

from assistant.cases.forms import NOTE_LIMIT, customer_key, frame, line
from assistant.cases.guard import change_case, merged, noted, refuse_erased
from assistant.cases.means import Means
from assistant.cases.reading import feedback_from
from assistant.cases.records import About, Feedback, Rating
from assistant.database.cases import Within, as_json, change, insert, last_message, stamp
from assistant.database.cases_erasing import ERASED
from assistant.database.cases_ledger import case_of_draft, draft_row, note
from assistant.errors import CaseError, NotFoundError, UsageError

_LINES = {
    "customer": "the customer's name",
    "subject": "the subject",
    "owner": "the owner's name",
    "tone": "the tone",
}


def update(
    means: Means,
    case_id: str,
    *,
    version: int | None = None,
    by: str = "",
    facts: Mapping[str, Any] | None = None,
    **given: Any,
) -> None:
    """Changes what is given of customer, subject, owner, channel, language, tone, hold, facts.

    Raises:
        NotFoundError, ConflictError: see `change_case`. CaseError: a value cannot be used.
    """
    at = means.moment()
    values = {name: value for name, value in given.items() if value is not None}
    values |= {
        name: line(values[name], what=what) for name, what in _LINES.items() if name in values
    }
    fields = [*values, *(["facts"] if facts else [])]
    if not fields:
        raise UsageError("nothing is to be changed", remedy="name a field and its value")
    with means.database.transaction() as transaction:
        row = change_case(transaction, case_id, version=version, at=at)
        change(transaction, "cases", case_id, **_columns(row, values, facts or {}))
        noted(transaction, row, "updated", at=at, by=by, fields=fields)


def _columns(
    row: Mapping[str, Any], values: dict[str, Any], facts: Mapping[str, Any]
) -> dict[str, Any]:
    """The columns to write, after all of them together were checked."""
    checked = frame(
        facts=merged(row["facts"], dict(facts)),
        channel=values.get("channel", row["channel"]),
        language=values.get("language", row["language"]),
        tone=values.get("tone", row["tone"]),
    )
    made: dict[str, Any] = {
        name: values[name] for name in ("subject", "owner", "tone") if name in values
    }
    if "customer" in values:
        made |= {"customer": values["customer"], "customer_key": customer_key(values["customer"])}
    if "hold" in values:
        made["hold"] = int(bool(values["hold"]))
    stored = checked.facts.model_dump(mode="json", exclude_defaults=True)
    stored.pop("case_id", None)
    return {
        **made,
        "facts": as_json(stored),
        "channel": checked.channel,
        "language": checked.language,
    }


def set_closed(
    means: Means, case_id: str, closed: bool, *, version: int | None = None, by: str = ""
) -> None:
    """Closes a case, or opens it again in the state that its last message calls for."""
    at = means.moment()
    with means.database.transaction() as transaction:
        row = change_case(transaction, case_id, version=version, at=at)
        last = last_message(Within(transaction), case_id)
        reopened = "answered" if last and last["role"] == "agent" else "open"
        change(transaction, "cases", case_id, state="closed" if closed else reopened)
        noted(transaction, row, "closed" if closed else "reopened", at=at, by=by)


def feedback(
    means: Means, draft_id: str, rating: str, *, reason: str = "", about: str = "", by: str = ""
) -> Feedback:
    """Keeps what an agent thinks of a draft, in a case or not.

    Raises:
        NotFoundError: there is no such draft. UsageError: no such rating or subject.
        CaseError: its text was erased.
    """
    if rating not in get_args(Rating):
        raise UsageError("there is no such rating", remedy="up or down")
    if about not in get_args(About):
        known = ", ".join(word for word in get_args(About) if word)
        raise UsageError("feedback cannot be about this", remedy=f"one of {known}")
    found = draft_row(means.database, draft_id)
    if found is None:
        raise NotFoundError("there is no draft of this id", remedy="look at the case")
    at = means.moment()
    row = {
        "id": uuid4().hex,
        "draft_id": draft_id,
        "case_id": case_of_draft(means.database, draft_id) or str(found["case_id"]),
        "rating": rating,
        "reason": line(reason, what="the reason", limit=NOTE_LIMIT),
        "about": about,
        "author": by,
        "at": stamp(at),
    }
    with means.database.transaction() as transaction:
        refuse_erased(transaction, row["case_id"])
        now = draft_row(Within(transaction), draft_id)
        if now is None or now["record"].startswith(ERASED):
            raise CaseError("the text of this draft was erased", remedy="nothing is to be rated")
        insert(transaction, "feedback", row)
        note(transaction, at=at, author=by, action=f"feedback_{rating}", kind="draft",
             object_id=draft_id, case_id=row["case_id"], detail={"about": about})  # fmt: skip
    return feedback_from(row)
