"""What is owed: the promises of what was sent, the steps of its draft, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, cast
from uuid import uuid4

from assistant.business_hours import add_hours, end_of_day, local
from assistant.cases.forms import NOTE_LIMIT, line, moment
from assistant.cases.guard import refuse_erased
from assistant.cases.means import Means
from assistant.cases.reading import follow_up_of, found_row
from assistant.cases.records import FollowUpItem, FollowUpState, Promise
from assistant.corpus import Company
from assistant.database.cases import Filter, Within, change, insert, stamp
from assistant.database.cases_ledger import find_follow_ups, note
from assistant.database.connection import Transaction
from assistant.domain import Commitment, Draft
from assistant.errors import NotFoundError, UsageError

Due = Literal["overdue", "today", "week"]
STATES = ("open", "done", "missed", "dropped")
ACTION_LIMIT = 1000


def owed(
    means: Means, commitments: Sequence[Commitment], draft: Draft | None, at: datetime
) -> list[dict[str, Any]]:
    """The rows of what a sent text owes: each of its promises, then the other steps of its draft.

    A promise that the agent took out of the text before sending is owed by nobody.
    """
    company = means.company()
    rows = [_promise_row(same, draft, company, at) for same in _by_sentence(commitments)]
    rows += [
        _row(step.action, owner=step.owner, due=step.due, channel=step.channel)
        for step in (draft.follow_up if draft else ())
        if step.commitment is None
    ]
    unique = {(row["action"], row["owner"]): row for row in rows}
    return list(unique.values())


def _by_sentence(commitments: Sequence[Commitment]) -> list[list[Commitment]]:
    """The promises of each sentence together: who reads the list has one thing to do for it."""
    found: dict[str, list[Commitment]] = {}
    for each in commitments:
        if each.status != "rewritten" and not _stands(each):
            found.setdefault(each.text, []).append(each)
    return list(found.values())


def _stands(commitment: Commitment) -> bool:
    """Whether it only says what never happens ("never ask you for a password"): no step to do."""
    return commitment.due is None and commitment.what.lower().startswith("never ")


def _promise_row(
    same: Sequence[Commitment], draft: Draft | None, company: Company, at: datetime
) -> dict[str, Any]:
    """One row for the promises of a sentence: the last time that it names, the least authority."""
    commitment = next((each for each in same if each.status == "needs_approval"), same[0])
    timed = [each for each in same if each.due] or [commitment]
    what = "; ".join(dict.fromkeys(each.what for each in same))
    promise = Promise(
        text=commitment.text,
        what=what,
        authority=commitment.authority,
        status=commitment.status,
        made_at=at,
    )
    made = _row(
        what,
        owner=commitment.owner,
        due=max(due_of(each, company, at) for each in timed),
        channel=draft.reply.channel if draft else "",
    )
    return {**made, "promise": promise.model_dump_json()}


def due_of(commitment: Commitment, company: Company, at: datetime) -> datetime:
    """The moment that a promise names; where it names none, the company's own update deadline."""
    from assistant.rubric.due import hours_from, moment

    now = local(at, company)
    if commitment.due:
        try:
            return local(datetime.fromisoformat(commitment.due), company)
        except ValueError:
            named = hours_from(commitment.due, now, company) or moment(commitment.due, now, company)
            if named is not None:
                return local(named, company)
    return add_hours(at, company.update_hours, company)


def _row(action: str, *, owner: str, due: datetime | None, channel: str) -> dict[str, Any]:
    return {
        "id": uuid4().hex,
        "action": action,
        "owner": owner,
        "due": stamp(due) if due else None,
        "channel": channel,
        "state": "open",
        "promise": None,
        "resolved_at": None,
        "resolved_by": "",
        "note": "",
    }


def store(
    transaction: Transaction,
    rows: Sequence[dict[str, Any]],
    *,
    case_id: str,
    at: datetime,
    by: str,
    message_id: str | None = None,
    draft_id: str | None = None,
) -> list[str]:
    """Stores what is owed; the ids of what is new.

    The same step that is open already is not owed twice: a promise made again takes the place of
    the earlier one, which was missed if its time had passed; an internal step stays as it is.
    """
    found = Filter()
    found.add("follow_ups.case_id = :case_id", case_id=case_id)
    found.add("follow_ups.state = 'open'")
    still = {
        (row["action"], row["owner"]): row
        for row in find_follow_ups(Within(transaction), found, 1000)
    }
    made = []
    for row in rows:
        earlier = still.get((row["action"], row["owner"]))
        if earlier is not None and not row["promise"]:
            continue
        if earlier is not None:
            _renewed(transaction, earlier, at=at, by=by)
        more = {"case_id": case_id, "message_id": message_id, "draft_id": draft_id}
        insert(transaction, "follow_ups", {**row, **more, "created_at": stamp(at)})
        made.append(row["id"])
    return made


def _renewed(transaction: Transaction, row: dict[str, Any], *, at: datetime, by: str) -> None:
    missed = row["due"] is not None and row["due"] < stamp(at)
    change(
        transaction,
        "follow_ups",
        row["id"],
        state="missed" if missed else "dropped",
        resolved_at=stamp(at),
        resolved_by=by,
        note="promised again",
    )


def follow_ups(
    means: Means,
    *,
    case_id: str | None = None,
    owner: str | None = None,
    state: str | None = "open",
    due: Due | None = None,
    limit: int = 500,
) -> tuple[FollowUpItem, ...]:
    """What is owed, the soonest due first.

    Args:
        due: `overdue`, or what is due by the end of today or within seven days, overdue included.

    Raises:
        UsageError: a state or a time that is not known.
    """
    now = means.moment()
    found = Filter()
    if case_id is not None:
        found.add("follow_ups.case_id = :case_id", case_id=case_id)
    if owner is not None:
        found.add("LOWER(follow_ups.owner) = :owner", owner=owner.strip().lower())
    if state is not None:
        found.add("follow_ups.state = :state", state=_known(state))
    if due is not None:
        found.add("follow_ups.due < :by", by=stamp(_limit(due, now, means.company())))
    rows = find_follow_ups(means.database, found, min(max(limit, 1), 5000))
    return tuple(follow_up_of(row, now) for row in rows)


def _known(state: str) -> FollowUpState:
    if state not in STATES:
        raise UsageError("there is no such state", remedy=f"one of {', '.join(STATES)}")
    return cast(FollowUpState, state)


def _limit(due: str, now: datetime, company: Company) -> datetime:
    if due == "overdue":
        return now
    if due == "today":
        end = local(now, company).replace(hour=23, minute=59, second=59, microsecond=999999)
        return max(end, end_of_day(now, company)) if end < now else end
    if due == "week":
        return now + timedelta(days=7)
    raise UsageError("there is no such time", remedy="one of overdue, today, week")


def add_follow_up(
    means: Means,
    case_id: str,
    action: str,
    *,
    owner: str = "agent",
    due: datetime | None = None,
    channel: str = "internal",
    by: str = "",
) -> FollowUpItem:
    """A step that an agent adds by hand.

    Raises:
        NotFoundError: there is no such case. CaseError: it says nothing, or too much; or
        the case was erased.
    """
    at = means.moment()
    said = line(action, what="the step", limit=ACTION_LIMIT)
    if not said:
        raise UsageError("the step says nothing", remedy="say what is to be done")
    row = _row(
        said,
        owner=line(owner, what="the owner") or "agent",
        due=moment(due, means.company()),
        channel=line(channel, what="the channel"),
    )
    found_row(means.database, case_id)
    with means.database.transaction() as transaction:
        refuse_erased(transaction, case_id)
        insert(transaction, "follow_ups", {**row, "case_id": case_id, "created_at": stamp(at)})
        note(transaction, at=at, author=by, action="follow_up_added", kind="follow_up",
             object_id=row["id"], case_id=case_id)  # fmt: skip
    return one(means, row["id"])


def resolve(
    means: Means, follow_up_id: str, state: str, *, said: str = "", by: str = ""
) -> FollowUpItem:
    """Marks a follow-up done, missed, dropped or open again.

    Raises:
        NotFoundError: there is none of this id. UsageError: no such state. CaseError: a note on a
        case that was erased.
    """
    at, known = means.moment(), _known(state)
    remark = line(said, what="the note", limit=NOTE_LIMIT)
    item = one(means, follow_up_id)
    with means.database.transaction() as transaction:
        if remark:
            refuse_erased(transaction, item.case_id)
        change(
            transaction,
            "follow_ups",
            item.id,
            state=known,
            resolved_at=None if known == "open" else stamp(at),
            resolved_by="" if known == "open" else by,
            note=remark,
        )
        note(transaction, at=at, author=by, action=f"follow_up_{known}", kind="follow_up",
             object_id=item.id, case_id=item.case_id)  # fmt: skip
    return one(means, item.id)


def one(means: Means, follow_up_id: str) -> FollowUpItem:
    """One follow-up, by its id or a beginning of at least six characters.

    Raises:
        NotFoundError: there is none. UsageError: several begin like this.
    """
    given = follow_up_id.strip().lower()
    found = Filter()
    if len(given) >= 32:
        found.add("follow_ups.id = :id", id=given)
    else:
        found.add("follow_ups.id >= :low AND follow_ups.id < :high", low=given, high=given + "g")
    rows = find_follow_ups(means.database, found, 2) if len(given) >= 6 else ()
    if not rows:
        raise NotFoundError("there is no follow-up of this id", remedy="composure followups")
    if len(rows) > 1:
        raise UsageError("several follow-ups begin like this", remedy="give more of the id")
    return follow_up_of(rows[0], means.moment())
