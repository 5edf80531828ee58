"""Compiled patterns: RE2, so that no text of a customer can make one slow (SECURITY W12)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.domain import CaseFacts

BLANK = r"[ \t\x{A0}\x{202F}]"
"""A blank inside a line; RE2's `\\s` does not know the no-break ones."""
LETTERS = r"a-zA-Z\x{C0}-\x{1FFF}\x{2C00}-\x{D7FF}"
"""Inside of a character class: letters of any script, roughly; the exact class of
letters makes programs a hundred times as large."""


@lru_cache(maxsize=256)
def pattern(source: str, *, exact: bool = False) -> Any:
    """The compiled RE2 pattern, made at its first use; `exact` keeps upper and lower case apart."""
    import re2

    return re2.compile(source if exact else "(?i)" + source)


def numeric(text: str) -> bool:
    """Whether there is a digit in the text: without one, most patterns need not be tried."""
    return pattern(r"\d").search(text) is not None


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
