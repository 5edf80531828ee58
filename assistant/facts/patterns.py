"""Compiled patterns: RE2, so that no text of a customer can make one slow (SECURITY W12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from assistant.domain import CaseFacts

BLANK = r"[ \t\x{A0}\x{202F}]"
"""A blank inside a line; RE2's `\\s` does not know the no-break ones."""
LETTERS = r"a-zA-Z\x{C0}-\x{1FFF}\x{2C00}-\x{D7FF}"
"""Inside of a character class: letters of any script, roughly; the exact class of
letters makes programs a hundred times as large."""


MOST = 1000
"""Matches of one pattern that are looked at: a message of 200,000 characters that holds more of
one kind states nothing, and must not take seconds. Masking does not go by this."""


@lru_cache(maxsize=256)
def pattern(source: str, *, exact: bool = False) -> Any:
    """The compiled RE2 pattern, made at its first use; `exact` keeps upper and lower case apart."""
    import re2

    return re2.compile(source if exact else "(?i)" + source)


def matches(source: str, text: str, *, exact: bool = False) -> Iterator[Any]:
    """The first matches of a pattern, at most `MOST`."""
    return islice(pattern(source, exact=exact).finditer(text), MOST)


@lru_cache(maxsize=8)
def small(text: str) -> str:
    """The text in small letters; every kind of fact asks for it."""
    return text.lower()


@lru_cache(maxsize=8)
def digits(text: str) -> int:
    """How many digits the text holds."""
    return sum(map(text.count, "0123456789"))


def holds(text: str, *pieces: str) -> bool:
    """Whether one of a few pieces occurs in the text; for five and more a pattern is faster."""
    return any(piece in text for piece in pieces)


def numeric(text: str) -> bool:
    """Whether there is a digit in the text: without one, most patterns need not be tried."""
    return digits(text) > 0


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans overwritten by blanks, so that all other places stay the same."""
    if not spans:
        return text
    parts: list[str] = []
    end = 0
    for start, stop in sorted(spans):
        parts += (text[end:start], " " * (stop - max(start, end)))
        end = max(end, stop)
    return "".join(parts) + text[end:]


class Scope(NamedTuple):
    """What a text is read against: the day it was written, the case's facts, the country."""

    on: date
    facts: CaseFacts
    country: str
