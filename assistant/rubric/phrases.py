"""Phrase lists: RE2 patterns that are compiled together, the first time they are used."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from assistant.domain import Span


def any_of(*tables: str) -> str:
    """One group out of tables that hold an idea a line; what follows " #" on a line is a note."""
    lines = (line.split(" #", 1)[0].strip() for table in tables for line in table.splitlines())
    return "(?:" + "|".join(line for line in lines if line) + ")"


class Phrases:
    """Patterns of one idea, without regard to case.

    A pattern may not hold capturing groups: without them RE2 answers from its fast automaton.
    """

    def __init__(self, *patterns: str, case: bool = False) -> None:
        self._patterns = patterns
        self._case = case

    @cached_property
    def _compiled(self) -> Any:
        import re2

        joined = "|".join(f"(?:{pattern})" for pattern in self._patterns)
        return re2.compile(joined if self._case else f"(?i){joined}")

    def find(self, text: str) -> list[Span]:
        """The places where a pattern occurs, from left to right, not overlapping."""
        return [match.span() for match in self._compiled.finditer(_quick(text))]

    def first(self, text: str) -> Span | None:
        """The first place where a pattern occurs."""
        match = self._compiled.search(_quick(text))
        return match.span() if match else None

    def within(self, text: str) -> bool:
        """Whether any pattern occurs in the text."""
        return self._compiled.search(text.encode()) is not None

    def starts(self, text: str) -> bool:
        """Whether the text begins with one of the patterns."""
        return self._compiled.match(text.encode()) is not None


def _quick(text: str) -> str | bytes:
    """The text as bytes where each character is one: RE2 then has no places to convert."""
    return text.encode() if text.isascii() else text


ATTRIBUTION = Phrases(
    r"\byou(?:'ve| have| had|r (?:message|email|complaint|letter|note|review))?(?: also| rightly"
    r"| then)? "
    r"(?:write|wrote|written|says?|said|tell|told|describe|described|report|reported|mention"
    r"|mentioned|state|stated|explain|explained|feel|felt|think|thought|believe|ask|asked|want"
    r"|wanted|heard|hear|point|pointed|quote|quoted|note|noted|expect|expected|read)\b",
    r"\byou (?:were|had been|have been|are being|are|got) (?:told|promised|asked|assured|informed"
    r"|advised|quoted)\b",
    r"\b(?:told|telling|promised|promising|asked|asking|assured|assuring|said to|says to) "
    r"(?:you|that|to|they|we|it)\b",
    r"\b(?:being|been|was|were) (?:told|asked|promised)\b",
    r"\bfrom your (?:message|email|point of view|side)\b",
    r"\baccording to you\b",
)
"""Words that hand what follows to somebody else: "You write that …", "you were told …"."""

CONDITION = Phrases(
    r"\b(?:if|whether|unless|in case|should (?:you|it|the|we|that)|provided(?: that)?"
    r"|as long as)\b"
)
"""Words that make what follows a condition."""

CLAUSE_BREAK = Phrases(r"[;:]\s", r",? (?:but|and) (?:we|i|it|this|that|the|our)\b", r"\. ")
"""Where an attribution or a condition stops holding."""
