"""Parts of the insights that come from what was sent: promises, edits, feedback, waiting times."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import mean, median

from assistant.cases.insight_records import Edits, Promises, Ratings
from assistant.database.cases import stamp
from assistant.database.cases_figures import Rows

_FEWEST = 3
_SHOWN = 5
_BOUNDS = ((0.0, "0"), (0.1, "<10%"), (0.3, "<30%"), (0.6, "<60%"))


def promise_figures(rows: Rows, now: datetime) -> Promises:
    """How the promises stand that were made in the period."""
    counts: Counter[str] = Counter()
    for state, due, resolved_at, _, promise in rows:
        counts[_standing(state, due, resolved_at, stamp(now))] += 1
        counts["bare"] += json.loads(promise).get("status") == "needs_approval"
    past = counts["kept"] + counts["late"] + counts["missed"]
    return Promises(
        made=len(rows),
        kept=counts["kept"],
        late=counts["late"],
        missed=counts["missed"],
        open=counts["open"],
        dropped=counts["dropped"],
        kept_share=round(counts["kept"] / past, 4) if past else None,
        without_authority=counts["bare"],
    )


def _standing(state: str, due: str | None, resolved_at: str | None, now: str) -> str:
    if state == "done":
        return "late" if due and resolved_at and resolved_at > due else "kept"
    if state == "open":
        return "missed" if due and due < now else "open"
    return state


def edit_figures(messages: Rows, issues: Mapping[str, Sequence[str]]) -> Edits:
    """How much of the drafts went out as written."""
    sent = [row for row in messages if row[2] == "agent"]
    changed = [(row[5], json.loads(row[6])["share"]) for row in sent if row[5] and row[6]]
    spread = Counter(_bucket(share) for _, share in changed)
    by_issue: dict[str, list[float]] = defaultdict(list)
    for draft_id, share in changed:
        for issue in issues.get(draft_id, ()):
            by_issue[issue].append(share)
    most = [(i, round(mean(s), 4), len(s)) for i, s in by_issue.items() if len(s) >= _FEWEST]
    return Edits(
        sent=len(sent),
        from_draft=len(changed),
        unchanged=spread["0"],
        median=round(median(share for _, share in changed), 4) if changed else None,
        spread={name: spread[name] for name in (*(name for _, name in _BOUNDS), "60%+")},
        most_changed=tuple(sorted(most, key=lambda each: (-each[1], each[0]))[:_SHOWN]),
    )


def _bucket(share: float) -> str:
    if share == 0:
        return "0"
    return next((name for bound, name in _BOUNDS[1:] if share < bound), "60%+")


def rating_figures(rows: Rows) -> Ratings:
    """What agents said of the drafts."""
    rated = Counter(row[0] for row in rows)
    about = Counter(row[1] or "other" for row in rows if row[0] == "down")
    return Ratings(up=rated["up"], down=rated["down"], about=dict(about.most_common()))


def reply_minutes(messages: Rows) -> float | None:
    """The median of all waits; messages that came in with an opened case count from then."""
    waits: list[float] = []
    waiting: dict[str, datetime] = {}
    for case_id, _, role, _, recorded_at, _, _ in messages:
        at = datetime.fromisoformat(recorded_at)
        if role == "customer":
            waiting.setdefault(case_id, at)
        elif case_id in waiting:
            wait = (at - waiting.pop(case_id)).total_seconds()
            waits += [wait / 60] if wait > 0 else []
    return round(median(waits), 1) if waits else None
