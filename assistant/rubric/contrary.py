"""The case's own frame filled with another value: "room 214" for 241, "the cream" in its list (D28).

Nothing here knows any trade: a number stands beside the same word on both sides, a list shares
most of its members, a stay is as long as its dates say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.domain import Fact
from assistant.rubric.outcome import Hit
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, listed, stem

_LABELLED = re.compile(
    r"\b([A-Z]?[a-zäöüß]{2,}(?:['-][a-zäöüß]+)*) (?:number |no\.? ?|#)?([A-Z]?\d{1,7}[A-Z]?)(?![\d:.,/%-]*\d|%|\.\d| ?(?:am|pm|a\.m|p\.m|o'clock|days?|weeks?|hours?|minutes?|"
    r"months?|years?|nights?|pounds?|euros?|dollars?|kr|eur|usd|gbp|times|people|per|of|degrees|kg|km|cm|mm|miles|points|gb|mbit|megabits?)\b)"
)
_LABELS = listed(
    "room flat seat seats gate row platform unit table bay track terminal apartment house bus train coach flight locker lot"
    " zone lane stand block floor level number pitch berth cabin suite ward bed door box shelf aisle counter desk slot size"
    " version model channel line route class group meter invoice ticket chapter page lesson"
)
"""Words that a number names a place or a thing by."""


def contrary(review: Review) -> Iterator[Hit]:
    """Numbers beside a known word, and members of a known list, that are not the case's."""
    yield from _labels(review)
    yield from _members(review)
    yield from _goods(review)
    yield from _places(review)


def _labels(review: Review) -> Iterator[Hit]:
    """The right street, room or seat with another number."""
    facts = review.facts_text + "\n" + review.customer_text
    known: dict[str, set[str]] = {}
    for match in _LABELLED.finditer(facts):
        if _names(match[1]):
            known.setdefault(match[1].lower(), set()).add(match[2].lower())
    for key, value in review.known.items():
        first, _, last = key.partition("_")
        if last in ("id", "number", "no", "reference") and str(value).isdigit():
            known.setdefault(first, set()).add(str(value).lower())
        last = key.rsplit("_", 1)[-1]
        if last in _LABELS and re.fullmatch(r"[A-Z]?\d{1,4}[A-Z]?", str(value)):
            known.setdefault(last, set()).add(str(value).lower())
    allowed = frozenset(re.findall(r"[a-z]?\d+[a-z]?", review.allowed_text.lower()))
    for match in _LABELLED.finditer(review.plain) if known else ():
        right, said = known.get(match[1].lower()), match[2].lower()
        if right and said not in right and said not in allowed:
            yield Hit(match.span(), f"“{match[0]}”; the case has {match[1]} {', '.join(sorted(right))}",
                      f"Write {' or '.join(sorted(right))}.", soft=True)  # fmt: skip


def _names(word: str) -> bool:
    """Whether a number after a word names something: a label, or the name of a street."""
    if word.lower() in _LABELS:
        return True
    return word[:1].isupper() and word.lower() not in _NO_NAMES


_NO_NAMES = listed(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday the a an by on at in to from of for"
    " about over after before until till within only just since your our all these those and or but you we i he she it"
    " they every each some another nearly almost around roughly last next first past up under that this dear hi hello"
    " order paid pay cost costs charged bought refunded waited took gave got sent"
)
_LIST = re.compile(
    r"\b((?:the |an? |your |and |your )?[a-z]{1,30}(?: [a-z]{1,30})?(?:, (?:the |an? |your )?[a-z]{1,30}(?: [a-z]{1,30})?){0,12},? and (?:the |an? |your )?[a-z]+(?: [a-z]+)?)"
)
_MEMBER = re.compile(r"(?:, and |, | and )")


def _members(review: Review) -> Iterator[Hit]:
    """A list of the facts told with another member in it."""
    lists = [
        value
        for value in review.known.values()
        if isinstance(value, (list, tuple)) and len(value) > 2
    ]
    for value in lists:
        known = content(" ".join(map(str, value)))
        for match in _LIST.finditer(review.plain):
            members = [content(each) for each in _MEMBER.split(match[0])]
            strange = [each for each in members if each and not each & content(review.allowed_text)]
            if sum(bool(each & known) for each in members) > 1 and strange:
                yield Hit(match.span(), f"the list in the case is {', '.join(map(str, value))}",
                          f"Write {', '.join(map(str, value))}.", soft=True)  # fmt: skip


_GOODS = frozenset(stem(each) for each in listed(
    "kettle toaster blender mixer oven cooker hob microwave fridge freezer dishwasher dryer tumble-dryer vacuum hoover iron"
    " fan heater boiler radiator lamp sofa couch armchair chair desk table bed mattress wardrobe bookcase dresser cot pram"
    " pushchair stroller rug carpet curtains blinds laptop tablet phone printer monitor keyboard mouse router modem camera"
    " television speaker headphones earbuds soundbar console drone watch smartwatch bracelet necklace ring earrings jacket"
    " coat dress skirt shirt blouse jumper sweater jeans trousers shoes boots trainers sandals suit hat scarf gloves handbag"
    " backpack suitcase tent bike bicycle scooter skateboard treadmill piano guitar violin cake pizza bouquet"
))  # fmt: skip
_YOURS = re.compile(
    r"\b[Yy]our (?:new |old |broken |faulty |damaged |[a-z]+ed )?((?:washing |coffee |sewing )?[a-z-]{3,})\b"
)


def _goods(review: Review) -> Iterator[Hit]:
    """ "Your dishwasher" where the case is about a washing machine, and nothing names the other."""
    product = content(str(review.known.get("product", "")))
    if not product:
        return
    allowed = content(review.allowed_text)
    for match in _YOURS.finditer(review.plain):
        noun = stem(match[1])
        if (noun in _GOODS and noun not in allowed) or (
            match[1].endswith(" machine") and not content(match[1].split()[0]) & allowed
        ):
            yield Hit(match.span(), f"“{match[0]}”; the case has {review.known['product']}",
                      f"Write “your {review.known['product']}”.", soft=True)  # fmt: skip


_PLACE_KEY = Phrases(r"(?:^|_)(?:city|town|destination|airport|station|branch|store|resort)(?:_|$)")
_IN_PLACE = re.compile(r"\b(?:in|to|from|at) ([A-Z][a-z]{2,}(?: [A-Z][a-z]+)?)(?=[ .,;!?]|$)")
_THEIR_STAY = Phrases(
    r"\b(?:hotel|flight|stay|room|trip|booking|train|ferry|coach|order|parcel|store|shop|branch|tickets?|table|visit)s?\b[^.!?]{0,20}$"
)


def _places(review: Review) -> Iterator[Hit]:
    """ "The hotel in Rome" where the case's city is Milan and nothing names Rome."""
    known = [str(value) for key, value in review.known.items() if _PLACE_KEY.within(key)]
    for match in _IN_PLACE.finditer(review.plain) if known else ():
        named = match[1].split()[0].lower()
        if named in review.allowed_text.lower() or named in _NO_NAMES:
            continue
        if _THEIR_STAY.within(review.before(match.span())):
            yield Hit(match.span(1), f"“{match[1]}”; the case has {', '.join(known)}",
                      f"Write “{known[0]}”.", soft=True)  # fmt: skip


_UNITS = Phrases(r"(?:^|_)(?:nights?|days?|weeks?|months?|hours?|years?|minutes?)(?:_|$)")


def counted_out(review: Review, fact: Fact) -> bool:
    """Whether a period is one the case holds as a number, or lies between two of its dates."""
    said = review.plain[slice(*fact.span)].lower()
    for key, value in review.known.items():
        if _UNITS.within(key) and str(value).isdigit():
            unit = next(part for part in key.split("_") if _UNITS.within(part)).rstrip("s")
            if unit in said and _number(said) == int(value):
                return True
    days = sorted(
        {date.fromisoformat(each.value[:10]) for each in review.known_facts if each.kind == "date"}
    )
    days += [review.case.date.date()] if review.case and review.case.date else []
    try:
        length = float(fact.value)
    except ValueError:
        return False
    slack = 31 if "month" in said else 7 if "week" in said else 1
    return any(abs(abs((b - a).days) - length) < slack for a in days for b in days if a != b)


_WORDS = {word: number for number, word in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
     "eleven", "twelve"])}  # fmt: skip


def _number(text: str) -> int:
    for part in text.split():
        if part.isdigit() or part in _WORDS:
            return int(part) if part.isdigit() else _WORDS[part]
    return -1
