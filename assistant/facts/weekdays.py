"""Days of the week: "last Tuesday", "by Friday"; and whether a sentence looks back or ahead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from assistant.domain import Fact, Span
from assistant.facts.patterns import BLANK, matches, pattern

WEEKDAY = (
    "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|"
    "sat(?:urday)?|sun(?:day)?)"
)
_NAMED = (
    rf"\b(?:(last|this|next|on|since|by|until|till|before|after|from|due|coming|past|for){BLANK}+"
    rf"(?:(last|this|next|coming|past){BLANK}+)?)?({WEEKDAY})\b"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_AHEAD = frozenset({"next", "by", "until", "till", "due", "coming"})
_SHORT_LEADS = frozenset({"on", "last", "this", "next", "by", "since"})
_WILL = frozenset({"will", "going", "arriving", "leaving", "departing", "flying", "i'll", "it'll"})
_NOT_THIS_DAY = frozenset(
    [
        "black",
        "good",
        "cyber",
        "every",
        "each",
        "giving",
        "super",
        "any",
        "second",
        "other",
        "alternate",
    ]
)
_NO_DAY = (
    rf"^{BLANK}?(?:-|–|to|till|until|through|thru){BLANK}?{WEEKDAY}\b|"
    rf"^{BLANK}(?:best|roast|times|league|school|market)\b"
)
_RANGE = rf"\b{WEEKDAY}{BLANK}?(?:-|–|to|till|until|through|thru)$"
_SENTENCE_END = ".!?\n"
_BACK_WORDS = (
    r"\b(?:was|were|had|did|didn't|came|went|took|paid|bought|sent|got|left|said|told|wrote|spoke|"
    r"made|gave|rang|broke|lost|became|began|ran|[a-z]{2,}[^e\W]ed)\b"
)
_AHEAD_WORDS = (
    r"\b(?:will|won't|going to|is|are|i'm|need|needs|must|want|wants|have to|has to|due|fly|flies|"
    r"leave|leaves|travel|travels|move|moves|start|starts|end|ends|begins?|expires?|'ll|see you|wedding)\b"
)


def find_weekdays(text: str, on: date) -> list[Fact]:
    """Every day of the week that stands for one day: neither "every Monday" nor "Mon-Fri"."""
    found = [_weekday(text, match, on) for match in matches(_NAMED, text)]
    return [fact for fact in found if fact is not None]


def goes_ahead(text: str, span: Span) -> bool:
    """Whether the sentence around a place speaks of what is to come."""
    start = max(text.rfind(mark, max(0, span[0] - 80), span[0]) for mark in _SENTENCE_END) + 1
    start = max(start, span[0] - 80)
    ends = [text.find(mark, span[1], span[1] + 40) for mark in _SENTENCE_END]
    end = min((end for end in ends if end >= 0), default=span[1] + 40)
    sentence = text[start:end]
    if pattern(_BACK_WORDS).search(sentence):
        return False
    return pattern(_AHEAD_WORDS).search(sentence) is not None


def _weekday(text: str, match: Any, on: date) -> Fact | None:
    lead, name = (match.group(2) or match.group(1) or "").lower(), match.group(3).lower()
    if not name.endswith("day") and lead not in _SHORT_LEADS:
        return None
    before = text[max(0, match.start() - 40) : match.start(3)].lower()
    words = before.split()
    if words and words[-1] in _NOT_THIS_DAY:
        return None
    if pattern(_NO_DAY).search(text[match.end() : match.end() + 16]) or (
        before[-1:] in "-–to " and pattern(_RANGE).search(before.rstrip())
    ):
        return None
    start = match.start(3)
    if lead in ("last", "this", "next", "coming", "past"):
        start = match.start(2) if match.group(2) else match.start(1)
    said = text[max(0, match.start() - 40) : match.start()].lower().split()
    ahead = lead in _AHEAD or any(word in _WILL for word in said[-6:])
    past = not ahead or lead in ("last", "past", "since")
    day = _day_of_week(_WEEKDAYS.index(name[:3]), lead, past, on)
    return Fact(kind="date", value=day.isoformat(), span=(start, match.end()))


def _day_of_week(wanted: int, lead: str, past: bool, on: date) -> date:
    if lead == "this":
        return on + timedelta(days=wanted - on.weekday())
    back = (on.weekday() - wanted) % 7 or 7
    return on - timedelta(days=back) if past else on + timedelta(days=(7 - back) or 7)
