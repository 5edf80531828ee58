"""Many RE2 patterns against one text in one linear pass."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from assistant.domain import Span


def options() -> Any:
    """RE2 options: no regard to case, and no error written to stderr."""
    import re2

    made = re2.Options()
    made.case_sensitive = False
    made.log_errors = False
    return made


class PatternSet:
    """Patterns that are looked for together; a single one is compiled only once it matched."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = tuple(patterns)
        self._single: dict[int, Any] = {}

    @cached_property
    def _set(self) -> Any:
        import re2

        made = re2.Set.SearchSet(options())
        for pattern in self.patterns:
            made.Add(pattern)
        if self.patterns:
            made.Compile()
        return made

    def matches(self, text: str) -> tuple[int, ...]:
        """The numbers of the patterns that occur in the text, ascending."""
        if not self.patterns:
            return ()
        return tuple(sorted(self._set.Match(text) or ()))

    def span(self, number: int, text: str) -> Span | None:
        """Where one pattern first occurs."""
        if number not in self._single:
            import re2

            self._single[number] = re2.compile(self.patterns[number], options())
        found = self._single[number].search(text)
        return (found.start(), found.end()) if found else None

    def first(self, text: str) -> tuple[int, Span] | None:
        """The lowest-numbered pattern that occurs, and where."""
        for number in self.matches(text):
            if span := self.span(number, text):
                return number, span
        return None
