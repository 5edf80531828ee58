"""What a question asks for exactly: how many of something, or how two things differ.

"Five steps" are answered by what names five steps; the difference between two things only by what
speaks of both, however much else resembles the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.words import stems
from assistant.domain import Passage

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTED = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|[2-9]|10) (?:[a-z-]+ )?([a-z]{{2,}}s)\b", re.IGNORECASE
)
_SPANS = frozenset(
    stems("seconds minutes hours days weeks months years times euros pounds dollars people")
)
"""What is counted and no list of things: how long, how often, how much."""
_DIFFERENCE = re.compile(
    r"\bdifferences? between (?P<one>[^?.,;]+?) and (?P<other>[^?.,;]+)"
    r"|\bdistinguish\w* (?P<one2>[^?.,;]+?) from (?P<other2>[^?.,;]+)"
    r"|\bhow (?:do|does) (?P<one3>[^?.,;]+?) differ from (?P<other3>[^?.,;]+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s+(?:to|for|with|when|in|at|on|so|if|that|which|who)\s.*$", re.IGNORECASE)
"""What follows the second thing: "… and empathy to new staff"."""


def counted(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers of things that a text names, as ("five", "step")."""
    found = ((_word(number), *stems(noun)[:1]) for number, noun in _COUNTED.findall(text.lower()))
    return tuple((each[0], each[1]) for each in found if len(each) == 2 and each[1] not in _SPANS)


def compared(text: str) -> tuple[tuple[str, ...], ...]:
    """The stems of two things whose difference a question asks for; empty where it does not."""
    match = _DIFFERENCE.search(text)
    if match is None:
        return ()
    one, other = (part for part in match.groups() if part)
    sides = stems(one.lower())[-2:], stems(_BEHIND.sub("", other).lower())[:2]
    return sides if all(sides) else ()


def counts_the_same(wanted: Iterable[tuple[str, str]], passage: Passage) -> bool:
    """Whether a passage names so many of the things that a question counts."""
    asked = set(wanted)
    return bool(asked) and not asked.isdisjoint(counted(f"{passage.section}. {passage.text}"))


def speaks_of_both(sides: tuple[tuple[str, ...], ...], passages: Iterable[Passage]) -> bool:
    """Whether one of the passages names both things, each by its own word."""
    said = [set(stems(f"{each.section} {each.text}".lower())) for each in passages]
    return any(all(not words.isdisjoint(side) for side in sides) for words in said)


def _word(number: str) -> str:
    return _NUMBERS[int(number) - 2] if number.isdigit() else number
