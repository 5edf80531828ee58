"""Follow-ups as a calendar that other programs read (RFC 5545, to-dos with an alarm)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assistant.cases.records import FollowUpItem
from assistant.text import clip

if TYPE_CHECKING:
    from icalendar import Alarm, Todo

_STATUS = {
    "open": "NEEDS-ACTION",
    "done": "COMPLETED",
    "missed": "CANCELLED",
    "dropped": "CANCELLED",
}
_PRIORITY = {True: 1, False: 5}
"""High where the customer was promised it and the time has passed."""
_SUMMARY = 200


def calendar(items: Sequence[FollowUpItem], *, now: datetime, name: str) -> bytes:
    """An iCalendar file of follow-ups, each a to-do with its due time in UTC.

    The same follow-up keeps its UID, so that a second import changes it and adds nothing.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Composure//Follow-ups//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Follow-ups, {name}")
    for item in items:
        made.add_component(_todo(item, now))
    return bytes(made.to_ical())


def _todo(item: FollowUpItem, now: datetime) -> Todo:
    from icalendar import Todo

    todo = Todo()
    todo.add("uid", f"{item.id}@composure")
    todo.add("dtstamp", now)
    todo.add("created", item.created_at)
    todo.add("summary", clip(summary_of(item), _SUMMARY))
    todo.add("description", _description(item))
    todo.add("status", _STATUS[item.state])
    todo.add("priority", _PRIORITY[item.overdue])
    todo.add("categories", [item.owner])
    if item.due is not None:
        todo.add("due", item.due)
    if item.state == "done" and item.resolved_at is not None:
        todo.add("completed", item.resolved_at)
    if item.state == "open" and item.due is not None:
        todo.add_component(_alarm())
    return todo


def _alarm() -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "A follow-up is due")
    alarm.add("trigger", timedelta(minutes=-30), parameters={"related": "END"})
    return alarm


def summary_of(item: FollowUpItem) -> str:
    """What is to be done, in one line: a promise by its sentence, any other step as it is."""
    said = f"Promised: {item.promise.text}" if item.promise else item.action
    return " ".join(said.split())


def _description(item: FollowUpItem) -> str:
    who = f"Customer: {item.customer}\n" if item.customer else ""
    return f"{who}Owner: {item.owner}\nCase: {item.case_id}"
