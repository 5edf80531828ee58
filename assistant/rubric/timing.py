"""Times in a sentence: by when something is promised, and words that only sound like a time."""

from __future__ import annotations

import re
from datetime import date, datetime

from assistant.domain import Span
from assistant.rubric.phrases import Phrases

_DAY = (
    r"(?:(?:later |first thing |early |late )?(?:today|tonight|tomorrow)|(?:next |this )?(?:monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday)(?: week)?|midday|noon|midnight"
    r"|christmas(?: eve| day)?|easter|(?:mon|tues|weds|thurs|fri)\b|(?:this|next) (?:weekend|winter|summer|spring|autumn|season)|this (?:morning|afternoon|evening|week|month|minute|instant)|next (?:week|month"
    r"|year|business day|working day|day)(?:'s \w+)?|the (?:same|next|following)"
    r" (?:(?:business|working) )?(?:day|morning|afternoon|evening|night|week|month|time|hour|date|\w+day)|(?:the )?end of (?:the |this |next |your )?(?:day|week|month|business|today"
    r"|shift|year|\w+day|tomorrow)|close of (?:business|play)|(?:the )?\d{1,2}(?:st|nd|rd|th)"
    r"|first thing|overnight|e\.?o\.?d\b\.?|c\.?o\.?b\b\.?|eow|end of play|closing time)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_NUMBER = (
    r"(?:(?:two|three|five|four) (?:to|or) (?:three|four|five|six|seven|ten)"
    r"|\d+(?:[.,]\d+)?(?: ?(?:-|–|to|or) ?\d+)?|an?|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|thirteen|sixteen|eighteen|fourteen|fifteen|twenty|twenty-four|thirty|forty|forty-five|forty-eight|fifty|sixty|seventy-two|ninety|half an"
    r"|a couple of)"
)
_UNIT = (
    r"(?:(?:business |working |calendar |full )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?"
    r"|months?))"
)
_HOURS = (
    r"(?:\d{1,2}(?:[.:]\d{2})?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half (?:past )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"|(?:a )?quarter (?:past|to) \w+)"
)
_CLOCK = (
    rf"(?:\d{{1,2}}(?:[:.]\d{{2}})? ?(?:am|pm|a\.m\.?|p\.m\.?)|{_HOURS} o'clock"
    r"|\d{1,2}:\d{2})"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|rd"
    rf"|th)?(?:,? \d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{2,4})"
)
_POINT = rf"(?:{_CLOCK}|{_DATE}|{_DAY})"
_MORE = (
    rf"(?:,? (?:at |on |by |in the )?(?:{_POINT}|morning|afternoon|evening|night|your time"
    rf"|gmt|bst|cet|utc))*"
)

_DUE = Phrases(
    rf"\b(?:no later than|not later than|at the latest|by|before|until|on|at|for"
    rf"|from) (?:the )?(?:{_POINT}){_MORE}",
    rf"\b(?:within|in|inside|in under|over|after) (?:the |the next |the coming |at most |up to "
    rf"|no more than |about |around |roughly |just |some )?{_NUMBER}(?: more)? {_UNIT}",
    rf"\b(?:in|over|within) (?:the )?(?:next|coming|following) (?:few )?(?:{_NUMBER} )?{_UNIT}",
    rf"\b{_POINT}{_MORE}",
    rf"\b(?:by|before|at|until|till|around|about|between) {_HOURS}(?: and {_HOURS})?"
    rf"(?: (?:at the latest|sharp|(?:on |in the )?{_POINT}{_MORE}|in the (?:morning|afternoon"
    rf"|evening))|[.,;:!?)]|$| (?:and|but|so|to|with|about|for|from)\b)",
    r"\b(?:until|till|before|by the time) (?:it|you|yours|your|mine|the|we|they|he|she|i|check|everything"
    r"|somebody)\b[^,.;]*",
    r"\b(?:by|before|after|until|over|at) (?:the )?(?:weekend|lunch(?:time)?|breakfast|dinner|tea"
    r"|check-in(?: opens)?|new year|departure|school run|holidays?)\b",
    rf"\b(?:by|before|until|till) (?:the end of |mid-|early |late )?{_MONTH}\b",
    r"\bwithin the (?:hour|day|week|month)\b",
    r"\b(?:right|straight|directly|immediately) after(?:wards?| (?:this|that|the|our|your|it|we|i)\b[^,.;]*|\b)",
    r"\bthe (?:minute|moment|second|instant) (?:it|you|they|he|she|we|i|your|the|my)\b[^,.;]*",
    rf"\bbefore that\b|\bin the week (?:of|beginning|commencing) (?:the )?(?:{_DATE}|{_DAY})",
    rf"\b(?:for|up to) (?:up to |another |a further |at least )?{_NUMBER} {_UNIT}",
    r"\b(?:now|at once|immediately|right away|straight away|this minute|every (?:day|morning"
    r"|evening|hour|week|\w+ hours)|at once)\b",
    r"\b(?:your|the) (?:next|\w+day's|(?-i:[A-Z])\w+) (?:bill|statement|invoice|box|delivery)\b",
)
VAGUE = Phrases(
    r"\bas soon as (?:possible|practicable|feasible|(?:i|we|they|he|she) (?:\w+ )?(?:can|could"
    r"|are able|am able|have (?:news|an update|more)))\b",
    r"\basap\b", r"\bwatch this space\b|\bstay tuned\b|\bunder (?:process|progress)\b|\b(?:at|by) the soonest\b", r"\bshortly\b", r"\bin due (?:course|time)\b", r"\b(?:at|as) (?:the |our |your "
    r"|my |their )?earliest(?: possible)?(?: convenience| opportunity)?\b",
    r"\bin the (?:very )?near future\b", r"\b(?:within|in) a (?:reasonable|timely)(?: \w+)?\b", r"\bas quickly as (?:possible|we can|i can)\b",
    r"\b(?:very |quite )?soon\b", r"\bwhen(?:ever)? (?:possible|(?:i|we) (?:can|get (?:a chance"
    r"|to it)))\b", r"\bpromptly\b", r"\bin no time\b",
    r"\b(?:at|in) (?:some|a later) (?:point|stage|time)\b", r"\bsooner or later\b",
    r"\bone of these days\b", r"\bmomentarily\b", r"\bspeedily\b",
    r"\bin a (?:bit|little while|while|moment)\b", r"\bin the coming (?:days|weeks|hours)\b", r"\bin a few (?:minutes|hours|days|weeks)\b",
)  # fmt: skip
"""Words that only sound like a time."""


_HOUR = re.compile(r"\b\d{1,2}:\d{2}\b")


_TAIL = re.compile(r"(?:\s+(?:and|but|so|to|with|about|for|from))?[\s.,;:!?)]*$")


def _spans(text: str) -> list[Span]:
    """Where times stand, without the word or mark that follows them."""
    spans = []
    for start, end in _DUE.find(text):
        tail = _TAIL.search(text[start:end])
        short = tail is not None and not text[start:end].rstrip().lower().endswith(_ABBREVIATED)
        spans.append((start, start + tail.start() if tail and short else end))
    return spans


_ABBREVIATED = ("a.m.", "p.m.")


def due_span(text: str) -> Span | None:
    """Where a sentence says by when; the longest of those that start first at a preposition."""
    spans = [span for span in _spans(text) if not _OF_A_THING.search(text[: span[0]])]
    if not spans:
        return None
    start, end = spans.pop()
    while spans and _BETWEEN.match(text[spans[-1][1] : start]):
        start = spans.pop()[0]  # "for Wednesday at 10" is one time
    return start, end


_BETWEEN = re.compile(r"[ ,]*$| of $")
_OF_A_THING = re.compile(
    r"\b(?:letters?|e-?mails?|messages?|calls?|complaints?|orders?|invoices?|visits?|notes?|reviews?|reports?|bills?|statements?|booking)"
    r" (?:of|dated)(?: the)? ?$",
    re.IGNORECASE,
)
"""A day by which a thing of the past goes: "your letter of 9 November"."""


def timed(text: str) -> bool:
    """Whether a sentence names a date, a time or a period."""
    return _DUE.within(text)


def untimed(text: str) -> str:
    """The text without its time: "I will call you by Friday" → "I will call you"."""
    for start, end in sorted([*_spans(text), *VAGUE.find(text)], reverse=True):
        text = text[:start].rstrip(" ,") + text[end:]
    return text


def stated_due(text: str, deadlines: tuple[datetime | str, ...]) -> str | None:
    """The due time in a sentence: ISO where it is one of the deadlines, else its own words.

    A str among the deadlines that is directly followed by a datetime is its wording.
    """
    lowered = text.lower()
    for place, each in enumerate(deadlines):
        if isinstance(each, str) and each and each.lower() in lowered:
            following = deadlines[place + 1 : place + 2]
            return _iso(following[0]) if following else each
    for each in deadlines:  # a time in the deadline's own words goes before one on its day
        if not isinstance(each, str) and _named(each, lowered):
            return _iso(each)
    span = due_span(text)
    return text[slice(*span)].strip(" ,") if span else None


def _iso(value: datetime | date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _named(moment: datetime, lowered: str) -> bool:
    """Whether the text names the day of a moment, and its hour where it names one."""
    month = moment.strftime("%B").lower()
    days = (f"{moment.day} {month}", f"{month} {moment.day}", moment.date().isoformat(),
            f"{moment.day} {month[:3]} ", f"{moment:%d/%m/%Y}")  # fmt: skip
    hours = _HOUR.search(lowered)
    same_hour = hours is None or hours.group() == f"{moment:%H:%M}"
    return same_hour and any(f" {day}" in f" {lowered} " for day in days)
