"""How many of something a text speaks of: "a dozen cups" and "12 cups" are one count."""

from __future__ import annotations

import re

_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100,
}  # fmt: skip
_NUMBER = "|".join(_WORDS)
_DOZEN = re.compile(rf"\b(half a|a|one|{_NUMBER}|\d{{1,3}}) dozen\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?<![\w.,:/£$€-])(\d{{1,4}}|{_NUMBER})(?:-(\w+))? (?:[a-z]+ )??([a-z]+s|people|children)\b",
    re.IGNORECASE,
)
_ANY = re.compile(rf"(?<![\w.,:/£$€])(\d{{1,4}}|{_NUMBER})\b", re.IGNORECASE)
_NOT_THINGS = frozenset(
    [
        "minutes",
        "mins",
        "hours",
        "hrs",
        "days",
        "weeks",
        "months",
        "years",
        "seconds",
        "times",
        "pounds",
        "euros",
        "dollars",
        "pence",
        "cents",
        "quid",
        "ways",
        "options",
        "choices",
        "things",
        "steps",
        "questions",
        "points",
        "parts",
        "answers",
        "reasons",
        "lines",
        "sentences",
        "words",
        "messages",
        "is",
        "was",
        "has",
        "this",
        "us",
        "as",
        "digits",
        "others",
        "always",
        "does",
        "sides",
        "messages",
        "issues",
        "matters",
    ]
)
"""Periods and sums are facts of their own; ways, steps and points count the reply itself."""


def counts(text: str) -> frozenset[int]:
    """How many things a text counts, from two up; periods, sums and dates are left out."""
    found = {_dozens(match) for match in _DOZEN.finditer(text)}
    for match in _COUNTED.finditer(_DOZEN.sub(" ", text)):
        if match[3].lower() not in _NOT_THINGS and not match[2]:
            found.add(_value(match[1]))
    return frozenset(each for each in found if each > 1)


def numbers(text: str) -> frozenset[int]:
    """Every whole number that a text writes, in figures or words."""
    found = {_dozens(match) for match in _DOZEN.finditer(text)}
    return frozenset(found | {_value(match[1]) for match in _ANY.finditer(text)})


def _dozens(match: re.Match[str]) -> int:
    word = match[1].lower()
    if word == "half a":
        return 6
    return 12 * (1 if word in ("a", "one") else _value(word))


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]
