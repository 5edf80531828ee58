"""Durations: "3 weeks", "over 5 days", "half an hour", "24+ hours", "1 hour 20 minutes"."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.domain import Fact, Span
from assistant.facts.numbers import WORDS, number, plain
from assistant.facts.patterns import BLANK, pattern

DAYS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0,
    "fortnight": 14.0, "month": 30.0, "year": 365.0, "wk": 7.0, "yr": 365.0,
}  # fmt: skip
"""Days in a unit; a month counts 30 and a year 365, so that durations can be compared."""

COUNT = (
    rf"(?:\d+(?:\.\d+)?|an?{BLANK}couple(?:{BLANK}of)?|couple(?:{BLANK}of)?|{WORDS}|"
    rf"half{BLANK}an?|an?)"
)
_PART = rf"(?:[ ]?1/2|{BLANK}and{BLANK}a{BLANK}half)"
_KIND = (
    "(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|hr|days?|weeks?|wks?|fortnights?|months?|"
    "mths?|years?|yrs?)"
)
_WORKING = (
    rf"(?:(?:business|working|full|whole|straight|consecutive|solid|more|long){BLANK}){{0,2}}"
)
_DURATION = (
    rf"\b({COUNT})({_PART})?(?:{BLANK}?(?:-|–|to|or){BLANK}?({COUNT}))?\+?(?:{BLANK}|-)?"
    rf"{_WORKING}({_KIND})\b({BLANK}and{BLANK}a{BLANK}(?:half|quarter)\b)?\+?"
    rf"(?:,?{BLANK}?(?:and{BLANK})?(\d+){BLANK}?(min(?:ute)?s?)\b)?"
)
_HOURS = r"\b(\d{1,2}(?:\.\d)?)h(?:rs?)?(\d\d)?\b"
_IDIOMS = frozenset({"day", "second", "minute"})
_LEADS_TEXT = (
    "for over in within after about nearly almost around than waited took taken takes been whole "
    "full entire past last next another approximately roughly under till least wait waiting most "
    "exactly spent wasted and delayed late already lost every"
)
_LEADS = frozenset(_LEADS_TEXT.split())
_NOT_AFTER = r"^(?:-|[ ])(?:old|ago|olds)\b|^[ ](?:a|per|each)[ ](?:day|week|month|year)\b"


def find_durations(text: str) -> list[Fact]:
    """Every stretch of time with a number: not an age, a rate ("£10 a month") or "one day"."""
    found = [_duration(text, match) for match in pattern(_DURATION).finditer(text)]
    found += [_short(match) for match in pattern(_HOURS).finditer(text)]
    return [fact for fact in found if fact is not None]


def days_of(count: float, unit: str) -> float:
    """The days of a count of units ("wks", "hrs", "mins", "days")."""
    name = unit.lower().rstrip("s") or "second"
    name = {"sec": "second", "min": "minute", "hr": "hour", "mth": "month"}.get(name, name)
    return count * DAYS[name]


def _fact(days: float, span: Span) -> Fact:
    return Fact(kind="duration", value=plain(rounded(days)), span=span, unit="days")


def rounded(days: float) -> Decimal:
    """Days to a tenth of a second's worth, so that equal durations have equal values."""
    return Decimal(str(round(days, 6)))


def _duration(text: str, match: Any) -> Fact | None:
    first, part, upper, unit, more, minutes, minute_unit = match.groups()
    span = match.span()
    if minutes and not unit.lower().startswith("h"):
        span = (span[0], match.end(4))
    count = number(upper or first)
    if count is None or pattern(_NOT_AFTER).search(text[span[1] : span[1] + 12]):
        return None
    if not _meant(text, span[0], first.lower(), unit.lower().rstrip("s")):
        return None
    if part:
        count += 0.5
    if more:
        count += 0.5 if "half" in more.lower() else 0.25
    days = days_of(count, unit)
    if minutes and unit.lower().startswith("h"):
        days += days_of(float(minutes), minute_unit)
    return _fact(days, span)


def _meant(text: str, start: int, count: str, unit: str) -> bool:
    """Whether "a day", "an hour", "one minute" speak of a length and not of a rate or an idiom."""
    before = text[max(0, start - 24) : start].lower()
    if count in ("a", "an"):
        words = before.split()
        return bool(words) and words[-1] in _LEADS and unit not in ("minute", "second", "min")
    if count == "one" and unit in _IDIOMS:
        words = before.split()
        return bool(words) and words[-1] in _LEADS
    return not before.endswith(("$", "£", "€", ".", ":", "/"))


def _short(match: Any) -> Fact:
    minutes = float(match.group(2) or 0)
    return _fact(days_of(float(match.group(1)), "hour") + days_of(minutes, "min"), match.span())
