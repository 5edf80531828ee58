"""What `insights` answers with. Counts are of cases unless they say otherwise."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.domain import Record

Step = Literal["day", "week", "month"]


class Theme(Record):
    """A situation that customers wrote about."""

    issue: str
    label: str
    cases: int
    share: float
    """Of all cases of the period that were drafted for."""
    before: int
    """Cases in the period of the same length before."""
    rising: bool
    """A larger part of the cases than before, by more than chance would bring (p < 0.05)."""
    intensity: float
    """The mean heat of its customers, 0 to 1."""


class Cause(Record):
    """Where a situation came from: its issue and whose fault it was."""

    issue: str
    label: str
    fault: str
    cases: int


class Point(Record):
    """A day, week or month, by its first day."""

    start: date
    opened: int
    drafts: int
    escalated: int
    themes: dict[str, int]
    """The most frequent issues of the whole period, counted in this part of it."""


class Promises(Record):
    """Promises that were made in the period, as they stand now."""

    made: int
    kept: int
    late: int
    missed: int
    """Marked as missed, or overdue and still open."""
    open: int
    dropped: int
    kept_share: float | None
    """Of those whose time has passed; None where there are none."""
    without_authority: int


class Escalations(Record):
    """What had to go to somebody else, by level, owner and reason."""

    levels: dict[int, int]
    owners: dict[str, int]
    flags: dict[str, int]
    share: float | None
    """Of the cases that were drafted for, those of level 2 or 3."""


class Edits(Record):
    """How much agents change drafts before they send them; `share` as in `Change`."""

    sent: int
    from_draft: int
    unchanged: int
    median: float | None
    spread: dict[str, int]
    """`0`, `<10%`, `<30%`, `<60%`, `60%+` → replies."""
    most_changed: tuple[tuple[str, float, int], ...]
    """Issue, mean share, replies; at least three replies each."""


class Ratings(Record):
    """Feedback on drafts."""

    up: int
    down: int
    about: dict[str, int]
    """What the bad ones are about."""


class Insights(Record):
    """What the record shows of a period, and how it was the period before."""

    since: date
    until: date
    step: Step
    opened: int
    opened_before: int
    drafted: int
    """Cases, in the record or drafted for outside of one."""
    drafts: int
    messages: int
    channels: dict[str, int]
    emotions: dict[str, int]
    repeat_contacts: int
    reply_minutes: float | None
    """The median time from a customer's first unanswered message to the reply."""
    themes: tuple[Theme, ...]
    causes: tuple[Cause, ...]
    rising: tuple[str, ...]
    points: tuple[Point, ...]
    promises: Promises
    escalations: Escalations
    edits: Edits
    ratings: Ratings
