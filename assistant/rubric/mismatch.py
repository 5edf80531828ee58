"""What a reply says of the customer's own things, and the case says otherwise (D28).

Each check compares the same frame on both sides: the two ends of a journey, the number before a
street, the last digits of a card, the day of a call, a count of the same thing, what was bought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rubric.outcome import Hit
from assistant.rubric.review import Review
from assistant.rubric.wording import content, listed, stem

_JOURNEY = re.compile(
    r"\bfrom ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?) (?:on )?to ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
_ROUTE = re.compile(
    r"\b([A-Z][\w'-]+(?: [A-Z][\w'-]+)?) (?:on )?to ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
"""A journey as the facts write it, "Boston to Hartford"."""
_STREET = re.compile(r"\b(\d{1,4}[a-z]?) ((?:[A-Z][\w'-]+ ){1,2}[A-Z][\w'-]+)")
_ROADS = listed("street st road rd lane ln close avenue ave drive dr court way place terrace gardens crescent"
                " hill grove square row park")  # fmt: skip
_DIGITS = re.compile(r"\b(?:ending(?: in| with)?|digits(?: are| of \w+)?|card|last four) (\d{4})\b")
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b")
_YOU_DID = re.compile(
    r"\byou(?:'ve| have)? (?:first |last |also |then )?(?:called|rang|phoned|wrote|emailed|came|visited"
    r"|contacted|complained|reported)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:[Yy]our|all|these|those|of the|the other) (\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    r" ((?:[a-z]+ )?[a-z]{3,})\b"
)
_ORDERED = re.compile(
    r"\b[Tt]he (\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) ((?:[a-z]+ )?[a-z]{3,})"
    r"(?= (?:that |which )?you (?:have |had )?(?:ordered|bought|booked|paid|wanted|chose|rented|asked))"
)
_ANY_COUNT = r"\b(\d{{1,2}}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:[a-z]+ )?{noun}\w*"
_BOUGHT = re.compile(
    r"\b(?:the|your|those|these|both|two|three) (?:\w+ ){0,2}?([a-z]{3,}) (?:that |which )?you (?:have |had |'ve )?"
    r"(?:bought|ordered|purchased|booked|rented|hired|returned|paid (?:us )?for|picked|chose)\b",
    re.IGNORECASE,
)
_VALUES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "twelve": 12}  # fmt: skip
_TIMES = listed(
    "day days week weeks month months hour hours minute minutes year years time times working business"
)
_ANYTHING = frozenset(stem(each) for each in listed(
    "item items thing things product products order orders one ones goods ticket tickets what service size pair set"
))  # fmt: skip


def mismatch(review: Review) -> Iterator[Hit]:
    """Places of the reply whose frame the case fills in another way."""
    yield from _journeys(review)
    yield from _streets(review)
    yield from _digits(review)
    yield from _days(review)
    yield from _numbers_of(review)
    yield from _purchases(review)


def _journeys(review: Review) -> Iterator[Hit]:
    known = [match.groups() for match in _ROUTE.finditer(review.allowed_text)]
    for match in _JOURNEY.finditer(review.plain):
        ends = match.groups()
        if known and ends not in known and not all(end in review.allowed_text for end in ends):
            yield Hit(match.span(), f"“{match.group()}” is not the journey of the case", soft=True)


def _streets(review: Review) -> Iterator[Hit]:
    """The right street with another number."""
    for match in _STREET.finditer(review.plain):
        number, street = match.groups()
        if street.split()[-1].lower() not in _ROADS or street not in review.allowed_text:
            continue
        if not re.search(rf"\b{re.escape(number)} {re.escape(street)}", review.allowed_text):
            yield Hit(match.span(), f"“{match.group()}” is not the address of the case")


def _digits(review: Review) -> Iterator[Hit]:
    """The last digits of a card, where the case has others."""
    known = review.allowed_text
    for match in _DIGITS.finditer(review.plain):
        if match.group(1) not in known and _DIGITS.search(known + " card " + _last_four(review)):
            yield Hit(match.span(1), f"“{match.group(1)}” is in nothing that is known")


def _last_four(review: Review) -> str:
    return next((str(value) for key, value in review.known.items() if "card" in key), "")


def _days(review: Review) -> Iterator[Hit]:
    """A weekday on which the customer did something, where the case names others."""
    known = set(_WEEKDAY.findall(review.allowed_text))
    if not known:
        return
    for sentence in review.body:
        did = _YOU_DID.search(sentence.text)
        for match in _WEEKDAY.finditer(sentence.text):
            near = did is not None and 0 <= match.start() - did.end() < 40
            if near and match.group(1) not in known:
                start = sentence.start + match.start()
                yield Hit((start, start + len(match.group(1))),
                          f"“{match.group(1)}” is not a day the case names", soft=True)  # fmt: skip


def _numbers_of(review: Review) -> Iterator[Hit]:
    """ "Your 5 boxes" where the message counts four."""
    text = "\n".join([review.customer_text, review.agent_text, review.facts_text]).lower()
    for match in (*_COUNTED.finditer(review.plain), *_ORDERED.finditer(review.plain)):
        words = match.group(2).split()
        if words[-1] in _TIMES or words[0] in _TIMES:
            continue
        known = [
            _value(each) for word in content(" ".join(words)) for each in _counts_of(word, text)
        ]
        said = _value(match.group(1))
        worked_out = {a + b for a in known for b in known} | {
            abs(a - b) for a in known for b in known
        }
        if known and said not in known and said not in worked_out:
            yield Hit(match.span(), f"“{match.group()}” is not the number the case has", soft=True)


def _counts_of(word: str, text: str) -> list[str]:
    """How many of a thing a text counts."""
    return re.findall(_ANY_COUNT.format(noun=re.escape(stem(word))), text)


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _VALUES.get(word, 0)


def _purchases(review: Review) -> Iterator[Hit]:
    """ "The kettle you bought" where nothing known speaks of a kettle."""
    if not review.known.get("product"):
        return
    for match in _BOUGHT.finditer(review.plain):
        noun = stem(match.group(1))
        if noun in _ANYTHING or noun in content(review.allowed_text):
            continue
        yield Hit(
            match.span(), f"“{match.group(1)}” is not what the case says was bought", soft=True
        )
