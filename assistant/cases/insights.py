"""What the record shows: themes, causes, what rises, promises, escalations, edits, by period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import comb, sqrt
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

from assistant.cases.insight_parts import (
    edit_figures,
    promise_figures,
    rating_figures,
    reply_minutes,
)
from assistant.cases.insight_records import (
    Cause,
    Escalations,
    Insights,
    Point,
    Step,
    Theme,
)
from assistant.cases.means import Means
from assistant.database import cases_figures as figures
from assistant.database.cases import stamp
from assistant.errors import UsageError

DAYS = 30
"""The period where none is given, in days."""
_LONGEST = 3660
_FEWEST = 3
"""Cases, or replies, below which nothing is said to rise or to be changed much."""
_SHOWN = 5
_EXACT = 400
"""Cases up to which chance is counted out exactly."""
_ESCALATED = 2
_VAGUE = ("general_dissatisfaction", "other")
"""What a case is about where nothing else is known of it."""
Reading = Mapping[str, Any]


@dataclass(frozen=True)
class Period:
    """Days from `since` to `until`, both included, in the company's time zone."""

    since: date
    until: date
    zone: ZoneInfo

    @property
    def bounds(self) -> tuple[str, str]:
        """The first moment, and the first moment after it."""
        start = datetime.combine(self.since, time(), self.zone)
        end = datetime.combine(self.until + timedelta(days=1), time(), self.zone)
        return stamp(start), stamp(end)

    @property
    def before(self) -> Period:
        """The period of the same length that ends where this one starts."""
        length = self.until - self.since
        return Period(self.since - timedelta(days=1) - length, self.since - timedelta(1), self.zone)


def insights(
    means: Means, *, since: date | None = None, until: date | None = None, step: Step = "week"
) -> Insights:
    """The figures of a period; without `since` the thirty days up to `until`, which is today.

    Raises:
        UsageError: the period ends before it starts, or is longer than ten years.
    """
    period = _period(means, since, until)
    database, (first, end) = means.database, period.bounds
    found = figures.readings(database, first, end)
    cases = _by_case(found)
    earlier = _by_case(figures.readings(database, *period.before.bounds))
    opened = figures.opened(database, first, end)
    messages = figures.messages(database, first, end)
    themes = _themes(cases, earlier)
    return Insights(
        since=period.since,
        until=period.until,
        step=step,
        opened=len(opened),
        opened_before=len(figures.opened(database, *period.before.bounds)),
        drafted=len(cases),
        drafts=len(found),
        messages=len(messages),
        channels=dict(Counter(row[2] for row in opened).most_common()),
        emotions=dict(Counter(r["triage"].get("emotion", "") for r in cases).most_common()),
        repeat_contacts=sum(bool(r["triage"].get("repeat_contact")) for r in cases),
        reply_minutes=reply_minutes(messages),
        themes=themes,
        causes=_causes(cases),
        rising=tuple(theme.issue for theme in themes if theme.rising),
        points=_points(period, step, opened, found, [t.issue for t in themes[:_SHOWN]]),
        promises=promise_figures(figures.promises(database, first, end), means.moment()),
        escalations=_escalations(cases),
        edits=edit_figures(messages, {r["draft_id"]: _issues(r) for r in found}),
        ratings=rating_figures(figures.ratings(database, first, end)),
    )


def _period(means: Means, since: date | None, until: date | None) -> Period:
    zone = ZoneInfo(means.company().time_zone)
    last = until or means.moment().astimezone(zone).date()
    first = since or last - timedelta(days=DAYS - 1)
    if first > last or (last - first).days > _LONGEST or first.year < 1990:
        raise UsageError(
            "this is no period", remedy="give --since before --until, 10 years at most"
        )
    return Period(first, last, zone)


def _by_case(found: Sequence[Reading]) -> list[Reading]:
    """One reading of each case: the last one, with the situations and flags of each of its turns.

    A turn counts by its newest draft. What was escalated stays so when the customer is calm again.
    """
    turns: dict[tuple[str, int], Reading] = {}
    for reading in found:
        if reading["triage"]:
            turns.pop(place := (reading["case_id"], reading["seen"]), None)
            turns[place] = reading
    cases: dict[str, list[Reading]] = defaultdict(list)
    for (case, _), reading in turns.items():
        cases[case].insert(0, reading)
    return [_merged(readings) for readings in cases.values()]


def _merged(readings: Sequence[Reading]) -> Reading:
    """The readings of one case as one, the newest first."""
    issues = _once(readings, "issues", "id")
    named = [issue for issue in issues if issue.get("id") not in _VAGUE]
    flags = _once(readings, "flags", "key")
    triage = {**readings[0]["triage"], "issues": named or issues, "flags": flags}
    return {**readings[0], "triage": triage, "escalation": max(readings, key=_level)["escalation"]}


def _once(readings: Sequence[Reading], name: str, key: str) -> list[dict[str, Any]]:
    every = [part for reading in readings for part in reading["triage"].get(name) or ()]
    return list({part.get(key): part for part in reversed(every)}.values())[::-1]


def _issues(reading: Reading) -> list[str]:
    return [issue["id"] for issue in reading["triage"].get("issues") or () if issue.get("id")]


def _labels(cases: Sequence[Reading]) -> dict[str, str]:
    found: dict[str, str] = {}
    for reading in cases:
        for issue in reading["triage"].get("issues") or ():
            if issue.get("label"):
                found.setdefault(issue["id"], issue["label"])
    return found


def _themes(cases: Sequence[Reading], earlier: Sequence[Reading]) -> tuple[Theme, ...]:
    counts = Counter(issue for reading in cases for issue in _issues(reading))
    before = Counter(issue for reading in earlier for issue in _issues(reading))
    labels = _labels(cases)
    heat: dict[str, list[float]] = defaultdict(list)
    for reading in cases:
        for issue in _issues(reading):
            heat[issue].append(float(reading["triage"].get("intensity") or 0))
    return tuple(
        Theme(
            issue=issue,
            label=labels.get(issue, issue.replace("_", " ")),
            cases=count,
            share=round(count / len(cases), 4),
            before=before[issue],
            rising=rises(count, before[issue], len(cases), len(earlier)),
            intensity=round(mean(heat[issue]), 3),
        )
        for issue, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )


def rises(count: int, before: int, of: int, of_before: int) -> bool:
    """Whether a theme takes a larger part of the cases than before, beyond what chance brings.

    Given the sum of both counts, each case falls into this period with a probability that goes by
    the size of the periods where nothing has changed (Przyborowski and Wilenski, 1940); one-sided,
    p < 0.05. Where nothing was recorded before, nothing is said to rise.
    """
    total, size = count + before, of + of_before
    if count < _FEWEST or not of_before or count * of_before <= before * of:
        return False
    if total > _EXACT:  # the normal limit of the same test; the sum would need huge numbers
        expected = total * of / size
        return count - 0.5 - expected > 1.6449 * sqrt(expected * of_before / size)
    terms = (
        comb(total, number) * of**number * of_before ** (total - number)
        for number in range(count, total + 1)
    )
    return bool(20 * sum(terms) < size**total)


def _causes(cases: Sequence[Reading]) -> tuple[Cause, ...]:
    labels = _labels(cases)
    found = Counter(
        (issue, str(reading["triage"].get("fault", "unknown")))
        for reading in cases
        for issue in _issues(reading)[:1]
    )
    ranked = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    return tuple(
        Cause(issue=i, label=labels.get(i, i.replace("_", " ")), fault=fault, cases=count)
        for (i, fault), count in ranked
    )


def _points(
    period: Period,
    step: Step,
    opened: figures.Rows,
    found: Sequence[Reading],
    top: Sequence[str],
) -> tuple[Point, ...]:
    def part(text: str) -> date:
        day = datetime.fromisoformat(text).astimezone(period.zone).date()
        return max(start_of(day, step), period.since)

    cases = Counter(part(row[1]) for row in opened)
    drafts = Counter(part(reading["created_at"]) for reading in found)
    parts: dict[date, list[Reading]] = defaultdict(list)
    for reading in found:
        parts[part(reading["created_at"])].append(reading)
    made = []
    for start in _starts(period, step):
        cases_of = _by_case(parts[start])
        issues = Counter(issue for reading in cases_of for issue in _issues(reading))
        made.append(
            Point(
                start=start,
                opened=cases[start],
                drafts=drafts[start],
                escalated=sum(_level(reading) >= _ESCALATED for reading in cases_of),
                themes={issue: issues[issue] for issue in top},
            )
        )
    return tuple(made)


def start_of(day: date, step: Step) -> date:
    """The first day of the day, week (from Monday) or month that a day lies in."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _starts(period: Period, step: Step) -> list[date]:
    days = (period.until - period.since).days + 1
    starts = (start_of(period.since + timedelta(days=n), step) for n in range(days))
    return sorted({max(start, period.since) for start in starts})


def _level(reading: Reading) -> int:
    return int(reading["escalation"].get("level") or 0)


def _escalations(cases: Sequence[Reading]) -> Escalations:
    flags = Counter(
        flag["key"] for reading in cases for flag in reading["triage"].get("flags") or ()
    )
    levels = Counter(_level(reading) for reading in cases)
    owners = Counter(r["escalation"].get("owner", "") for r in cases if _level(r) >= 1)
    high = sum(count for level, count in levels.items() if level >= _ESCALATED)
    return Escalations(
        levels={level: levels[level] for level in range(4)},
        owners={owner: count for owner, count in owners.most_common() if owner},
        flags=dict(flags.most_common()),
        share=round(high / len(cases), 4) if cases else None,
    )
