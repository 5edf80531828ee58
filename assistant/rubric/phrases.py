"""Phrase lists: RE2 patterns that are compiled together, the first time they are used."""

from __future__ import annotations

from collections.abc import Callable
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
        options = re2.Options()
        options.max_mem = _MEMORY
        return re2.compile(joined if self._case else f"(?i){joined}", options)

    @cached_property
    def _place(self) -> _Place:
        """The first place in a text from a byte on, (-1, -1) where there is none."""
        return _engine(self._compiled, "UNANCHORED") or _slow(self._compiled.search)

    @cached_property
    def _head(self) -> _Place:
        """What stands at the very beginning of a text, (-1, -1) where nothing does."""
        return _engine(self._compiled, "ANCHOR_START") or _slow(self._compiled.match)

    def find(self, text: str) -> list[Span]:
        """The places where a pattern occurs, from left to right, not overlapping."""
        data = text.encode()
        end, start, spans, place = len(data), 0, list[Span](), self._place
        while start <= end:
            span = place(data, start, end)
            if span[0] < 0:
                break
            spans.append(span)
            start = span[1] if span[1] > start else _next(data, start)
        return [_in_characters(data, span) for span in spans] if end != len(text) else spans

    def first(self, text: str) -> Span | None:
        """The first place where a pattern occurs."""
        data = text.encode()
        span = self._place(data, 0, len(data))
        if span[0] < 0:
            return None
        return span if len(data) == len(text) else _in_characters(data, span)

    def within(self, text: str) -> bool:
        """Whether any pattern occurs in the text."""
        data = text.encode()
        return self._place(data, 0, len(data))[0] >= 0

    def starts(self, text: str) -> bool:
        """Whether the text begins with one of the patterns."""
        data = text.encode()
        return self._head(data, 0, len(data))[0] >= 0


_MEMORY = 32 << 20
"""Bytes that the automaton of one list may grow to; at the library's 8 MB the two longest lists
were thrown away and built anew with every reply, at thirty times the cost."""
_Place = Callable[[bytes, int, int], Span]


def _engine(pattern: Any, anchor: str) -> _Place | None:
    """Asks the library's engine itself, where this version of it lets us.

    Its match objects cost more than the match: three thousand of them are made for a reply.
    """
    import re2

    engine, anchors = getattr(pattern, "_regexp", None), getattr(re2, "_Anchor", None)
    if engine is None or anchors is None:
        return None
    match, kind = engine.Match, getattr(anchors, anchor)

    def place(data: bytes, start: int, end: int) -> Span:
        found: Span = match(kind, data, start, end)[0]
        return found

    return place


def _slow(ask: Callable[[bytes, int, int], Any]) -> _Place:
    def place(data: bytes, start: int, end: int) -> Span:
        match = ask(data, start, end)
        return match.span() if match else (-1, -1)

    return place


def _next(data: bytes, start: int) -> int:
    """The byte at which the next character begins."""
    start += 1
    while start < len(data) and data[start] & 0xC0 == 0x80:
        start += 1
    return start


def _in_characters(data: bytes, span: Span) -> Span:
    """A place in bytes as a place in characters."""
    before = len(data[: span[0]].decode())
    return before, before + len(data[slice(*span)].decode())


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
