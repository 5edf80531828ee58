"""Slips beside what is known: a name misspelt, a digit swapped, another customer's data (D28)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rubric.outcome import Hit
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, listed, stem, tokens

TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "mx", "prof", "sir", "madam"))
NOBODY = listed(
    "there all customer sir madam or again everyone team guest valued friend both folks"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Mx|Prof)\b\.? ([A-Z][\w'-]+)")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)*\b")
_STRANGER = re.compile(
    r"\b(?:account ?holder|customer|guest|passenger|member|client|policyholder|patient|user|buyer|recipient"
    r"|tenant|cardholder|neighbou?r|resident|flatmate|lady|gentleman|woman|man|person|owner|caller|sender|claimant|pupil|student|order (?:of|for|by|from)|booking (?:of|for|by|from)|belongs? to|addressed to|in the name of|meant for)"
    r",? (?:named |called )?((?:[A-Z]\.? ){0,2}[A-Z][a-z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
_INITIALLED = re.compile(r"\b((?:[A-Z]\. ?){1,2}[A-Z][a-z][\w'-]+)")
_COLLEAGUE = Phrases(
    r"\b(?:colleague|manager|engineer|assessor|handler|driver|adviser|advisor|team lead|supervisor|technician|officer"
    r"|surveyor|i'm|i am|name is|this is|by|with|ask for|our|with you)\b[^.!?\n]{0,30}$"
)


def likeness(review: Review) -> Iterator[Hit]:
    """Names, times, counts and colours that are close to a known one, and not it."""
    yield from _names(review)
    yield from _strangers(review)
    yield from _times(review)
    yield from _counts(review)
    yield from _colours(review)


def _known_names(review: Review) -> frozenset[str]:
    """The parts of the customer's name, and of the other names the facts hold."""
    named = " ".join(str(value) for key, value in review.known.items() if _NAME_KEY.within(key))
    return frozenset(
        part for part in re.findall(r"[A-Z][\w'-]{2,}", named) if part.lower() not in TITLES
    )


_NAME_KEY = Phrases(
    r"name|product|item|restaurant|hotel|city|street|address|agent|guest|passenger|model|event"
)


def _names(review: Review) -> Iterator[Hit]:
    """A capitalised word of the body that is one or two letters away from a known name."""
    names = _known_names(review)
    allowed = review.allowed_text.lower()
    if not names:
        return
    for sentence in review.body:
        for match in _CAPITALISED.finditer(sentence.text):
            word = match.group()
            near = next((each for each in names if _slipped(word, each)), "")
            if near and word.lower() not in allowed and word.lower() not in _COMMON:
                start = sentence.start + match.start()
                yield Hit(
                    (start, start + len(word)),
                    f"“{word}” is not the name the case has",
                    f"Write “{near}”.",
                )


_COMMON = listed(
    "the this that when what where which with will have here there then them they your you"
)


def _slipped(word: str, name: str) -> bool:
    """Whether two names differ by one letter, or by two in a long one, and are not the same."""
    if word == name or abs(len(word) - len(name)) > 1 or len(name) < 4 or word[0] != name[0]:
        return False
    return 0 < _distance(word.lower(), name.lower()) <= (1 if len(name) < 7 else 2)


def _distance(first: str, second: str) -> int:
    """The edit distance; a swap of neighbours counts two."""
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        above, row[0] = row[0], place
        for column, other in enumerate(second, 1):
            above, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, above + (letter != other)),
            )
    return row[-1]


def _strangers(review: Review) -> Iterator[Hit]:
    """Somebody with a title, or called another account holder, whom nothing known names."""
    known = review.allowed_text.lower()
    own = " ".join(each.text for each in review.sentences if each.role == "signoff").lower()
    for sentence in review.body:
        for pattern in (_TITLED, _STRANGER, _INITIALLED):
            for match in pattern.finditer(sentence.text):
                last = match.group(1).split()[-1].lower().removesuffix("'s")
                if (
                    sentence.text[max(0, match.start() - 1) : match.start()] == "@"
                    or last in known
                    or last in own
                    or len(last) < 3
                    or (
                        pattern is not _STRANGER
                        and _COLLEAGUE.within(sentence.text[: match.start()])
                    )
                ):
                    continue
                place = sentence.start + match.start(1)
                yield Hit((place, place + len(match.group(1))), f"names “{match.group(1)}”, who is not in the case",
                          "Leave out whoever is not in the case.")  # fmt: skip


_TIME = re.compile(r"\b(\d{1,2})[:.](\d\d)(?:\s?([ap])\.?m\b\.?)?", re.IGNORECASE)


def _clock(text: str) -> set[tuple[int, int]]:
    """The times of a text on the 24-hour clock; without a.m. or p.m. both readings of 4:20."""
    found = set()
    for hour, minute, half in _TIME.findall(text):
        first, second = int(hour), int(minute)
        if first > 24 or second > 59:
            continue
        if half:
            found.add(((first % 12) + (12 if half in "pP" else 0), second))
        else:
            found |= {(first, second), (first + 12 if first < 12 else first, second)}
    return found


def _times(review: Review) -> Iterator[Hit]:
    """A time that shares the hour or the minutes with a known one, and is not it."""
    known = _clock(review.facts_text)
    if not known:
        return
    allowed = known | _clock(review.allowed_text)
    for match in _TIME.finditer(review.plain):
        said = _clock(match.group())
        before = review.plain[max(0, match.start() - 1) : match.start()]
        if not said or said & allowed or before in "£$€" or match.group(2) == "00":
            continue
        if any(a[0] == b[0] or a[1] == b[1] for a in said for b in known):
            yield Hit(
                match.span(), f"the time “{match.group()}” is not the one the case has", soft=True
            )


_NUMBERS = {word: number for number, word in enumerate(
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])}  # fmt: skip


def _counts(review: Review) -> Iterator[Hit]:
    """ "Two tickets" where the facts hold three."""
    for key, value in review.known.items():
        noun = stem(key.rsplit("_", 1)[-1])
        if isinstance(value, bool) or not str(value).isdigit() or len(noun) < 3 or int(value) > 12:
            continue
        for sentence in review.body:
            spoken = tokens(sentence.text)
            for place, word in enumerate(spoken[1:], 1):
                count = _NUMBERS.get(
                    spoken[place - 1],
                    int(spoken[place - 1]) if spoken[place - 1].isdigit() else None,
                )
                if (
                    stem(word) == noun
                    and count is not None
                    and count not in (0, 1, int(value))
                    and str(count) not in review.customer_text
                ):
                    yield Hit(
                        sentence.span,
                        f"“{spoken[place - 1]} {word}”; the case has {value}",
                        f"Write {value}.",
                        soft=True,
                    )


_COLOURS = listed(
    "black white red blue green grey gray yellow pink purple brown orange navy silver gold beige cream small medium large walnut oak"
)


def _colours(review: Review) -> Iterator[Hit]:
    """The right thing in another colour or size than the case knows."""
    product = str(review.known.get("product", "")).lower()
    own = _COLOURS & frozenset(tokens(product))
    if not own:
        return
    known = frozenset(tokens(review.allowed_text))
    things = content(product) - {stem(each) for each in own}
    for sentence in review.body:
        spoken = tokens(sentence.text)
        for word in (_COLOURS & frozenset(spoken)) - known:
            after = spoken[spoken.index(word) + 1 : spoken.index(word) + 3]
            if things & content(" ".join(after)):
                yield Hit(
                    sentence.span,
                    f"“{word}”; the case has {product}",
                    f"Write “{product}”.",
                    soft=True,
                )
