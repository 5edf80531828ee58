"""Whether a passage holds today, and whether a question asks for what held before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.domain import Passage
from assistant.knowledge.reasons import Ranked

_PAST = re.compile(
    r"\b(?:19|20)\d\d\b|\bused to\b|\bpast\b|\bformer(?:ly)?\b"
    r"|\bold (?:policy|rules?|terms|version)\b|\bin those days\b"
    r"|\bprevious(?:ly)?\b|\blast year\b|\bbefore (?:the|this) (?:year|change)\b|\bsuperseded\b",
    re.IGNORECASE,
)

_BEFORE_LAST = re.compile(r"\b(?:in )?the year before last\b", re.IGNORECASE)
_LAST_YEAR = re.compile(
    r"\b(?:in |during )?(?:(?:the )?(?:last|previous|past) year|a year ago)\b(?!['’]s\b)",
    re.IGNORECASE,
)


def with_year(text: str, today: date) -> str:
    """A question with the number of the year where it says "last year" or "the year before last".

    Documents name years by their number.
    """
    text = _BEFORE_LAST.sub(f"in {today.year - 2}", text)
    return _LAST_YEAR.sub(f"in {today.year - 1}", text)


def asks_for_the_past(text: str) -> bool:
    """Whether a question asks for what held at another time than now."""
    return _PAST.search(text) is not None


def in_force(passage: Passage, today: date) -> bool:
    """Whether nothing newer took its place and its dates include today."""
    data = passage.metadata
    if data.get("superseded_by"):
        return False
    start, end, now = data.get("valid_from", ""), data.get("valid_until", ""), today.isoformat()
    return (not start or start <= now) and (not end or now <= end)


def holding(found: Iterable[Ranked], query: str, today: date) -> tuple[Ranked, ...]:
    """Those that hold today; all of them where a query asks for the past."""
    past = asks_for_the_past(query)
    return tuple(each for each in found if past or in_force(each.passage, today))
