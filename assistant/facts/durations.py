"""Durations: "3 weeks", "over 5 days", "half an hour", "24+ hours", "1h 20m", "a fortnight"."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.domain import Fact, Span
from assistant.facts.numbers import WORDS, number
from assistant.facts.patterns import BLANK, matches, pattern, small

DAYS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0,
    "fortnight": 14.0, "month": 30.0, "year": 365.0, "decade": 3650.0, "wk": 7.0, "yr": 365.0,
}  # fmt: skip
"""Days in a unit; a month counts 30 and a year 365, so that durations can be compared."""

COUNT = (
    rf"(?:\d+(?:\.\d+)?|an?{BLANK}couple(?:{BLANK}of)?|couple(?:{BLANK}of)?|{WORDS}|"
    rf"half{BLANK}an?|an?)"
)
_PART = rf"(?:[ ]?1/2|{BLANK}and{BLANK}a{BLANK}half)"
_KIND = (
    "(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|hr|days?|nights?|weeks?|wks?|fortnights?|"
    "months?|mths?|years?|yrs?|decades?)"
)
_WORKING = (
    rf"(?:(?:business|working|full|whole|straight|consecutive|solid|more|long){BLANK}){{0,2}}"
)
_DURATION = (
    rf"\b({COUNT}|another)({_PART})?(?:{BLANK}?(?:-|–|to|or){BLANK}?(\d+(?:\.\d+)?|[a-z]+))?\+?(?:{BLANK}|-)?"
    rf"{_WORKING}({_KIND})\b({BLANK}and{BLANK}a{BLANK}(?:half|quarter)\b)?\+?"
    rf"(?:,?{BLANK}?(?:and{BLANK})?(\d+|[a-z]+(?:-[a-z]+)?)(?:{BLANK}|-)?(min(?:ute)?s?)\b)?"
)
_HOURS = r"\b(\d{1,2}(?:\.\d)?)h(?:rs?)?(?:(\d\d)|[ ]?(\d\d?)m(?:ins?)?)?\b"
_QUARTERS = rf"\b(?:(?:(three){BLANK})?quarters?{BLANK}of{BLANK}an{BLANK}hour)\b"
_IDIOMS = frozenset({"day", "night", "second", "minute"})
_LEADS_TEXT = (
    "for over in within after about nearly almost around than waited took taken takes been whole "
    "full entire past last next another approximately roughly under till least wait waiting most "
    "exactly spent wasted and delayed late already lost then it's its gave given"
)
_LEADS = frozenset(_LEADS_TEXT.split())
_NOT_AFTER = (
    r"^(?:-|[ ])(?:olds?|ago)\b|^[ ](?:a|per|each|every)[ ](?:day|night|week|month|year)\b|"
    rf"^[ ](?:past|to)[ ](?:\d|{WORDS}|noon|midnight)"
)
_MAY_FOLLOW = frozenset({"-o", "-a", " o", " a", " p", " e", " t"})
_ALWAYS_OPEN = (
    r"^[ -](?:hotline|helpline|phone|line|support|service|customer|emergency|petrol|gas|shop|store|"
    r"supermarket|pharmacy|gym|diner|reception|desk|chat|access|clinic|garage|station)"
)
_CLOCK_TEXT = "at by until till from before around since @ às as ás à las um gegen vers"
_CLOCK = frozenset(_CLOCK_TEXT.split())
"""Words before a time of day."""


def find_durations(text: str) -> list[Fact]:
    """Every stretch of time with a number: no age, rate ("£10 a month"), idiom or time of day."""
    found = [_duration(text, match) for match in matches(_DURATION, text)]
    found += [_short(text, match) for match in matches(_HOURS, text)]
    if "quarter" in small(text):
        for match in matches(_QUARTERS, text):
            found.append(_fact(days_of(45 if match.group(1) else 15, "min"), match.span()))
    return [fact for fact in found if fact is not None]


def days_of(count: float, unit: str) -> float:
    """The days of a count of units ("wks", "hrs", "mins", "days")."""
    name = unit.lower().rstrip("s") or "second"
    name = {"sec": "second", "min": "minute", "hr": "hour", "mth": "month"}.get(name, name)
    return count * DAYS[name]


def _fact(days: float, span: Span) -> Fact:
    value = f"{rounded(days).normalize():f}"
    return Fact(kind="duration", value=value, span=span, unit="days")


def rounded(days: float) -> Decimal:
    """Days to a tenth of a second's worth, so that equal durations have equal values."""
    return Decimal(str(round(days, 6)))


def _duration(text: str, match: Any) -> Fact | None:
    first, part, upper, unit, more, minutes, minute_unit = match.groups()
    span = match.span()
    if minutes and not unit.lower().startswith("h"):
        span = (span[0], match.end(4))
    count = 1.0 if first.lower() == "another" else number(upper or first) or number(first)
    if (
        count is None
        or match.group(0).lower() == "2day"
        or _no_length(text[span[1] : span[1] + 16])
    ):
        return None
    if not _meant(
        text, span, first.lower(), unit.lower().rstrip("s"), whole=not more and not minutes
    ):
        return None
    if part:
        count += 0.5
    if more:
        count += 0.5 if "half" in more.lower() else 0.25
    days = days_of(count, unit)
    if minutes and unit.lower().startswith("h"):
        days += days_of(number(minutes) or 0, minute_unit)
    return _fact(days, span)


def _no_length(after: str) -> bool:
    """Whether what follows makes an age, a rate or a time of day of it."""
    return after[:2].lower() in _MAY_FOLLOW and pattern(_NOT_AFTER).search(after) is not None


def _meant(text: str, span: Span, count: str, unit: str, *, whole: bool) -> bool:
    """Whether "a day", "an hour", "24-hour" speak of a length, not of a rate, hours or an idiom."""
    before = text[max(0, span[0] - 24) : span[0]].lower()
    lead = (before.split() or [""])[-1]
    if lead == "every" or (count == "another" and unit in _IDIOMS):
        return False
    if count in ("24", "twenty-four") and unit in ("hour", "hr"):
        return not pattern(_ALWAYS_OPEN).search(text[span[1] : span[1] + 16])
    if unit in ("hour", "hr") and len(count) == 4 and count.isdigit() and lead in _CLOCK:
        return False  # "at 1500 hrs" is a time of day
    if count in ("a", "an") and whole:
        return lead in _LEADS and unit not in ("minute", "second", "min", "night")
    if count == "one" and unit in _IDIOMS:
        return lead in _LEADS
    return not before.endswith(("$", "£", "€", ".", ":", "/"))


def _short(text: str, match: Any) -> Fact | None:
    """ "1h 20m" and "48h"; "21:35h" and "às 21h25" are times of day."""
    before = text[max(0, match.start() - 8) : match.start()].lower()
    if before.endswith(":") or (before.split() or [""])[-1] in _CLOCK:
        return None
    minutes = float(match.group(2) or match.group(3) or 0)
    return _fact(days_of(float(match.group(1)), "hour") + days_of(minutes, "min"), match.span())
