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
    """Patterns that are looked for together, in time linear in the text.

    RE2's own filter first looks for the literal parts that each pattern must have, then runs
    only the patterns that are left. (Its `Set` is one automaton for all of them and gives up,
    silently, when that outgrows its memory.)
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = tuple(patterns)

    @cached_property
    def _filter(self) -> Any:
        import re2

        made = re2.Filter()
        for pattern in self.patterns:
            made.Add(pattern, options())
        made.Compile()
        return made

    def matches(self, text: str) -> tuple[int, ...]:
        """The numbers of the patterns that occur in the text, ascending."""
        if not self.patterns:
            return ()
        return tuple(sorted(self._filter.Match(text) or ()))

    def span(self, number: int, text: str) -> Span | None:
        """Where one pattern first occurs."""
        found = self._filter.re(number).search(text)
        return (found.start(), found.end()) if found else None

    def first(self, text: str) -> tuple[int, Span] | None:
        """The lowest-numbered pattern that occurs, and where."""
        for number in self.matches(text):
            if span := self.span(number, text):
                return number, span
        return None


class LazyPattern:
    """One RE2 pattern without regard to case, compiled when it is first used.

    A long list of words costs RE2 a fifth of what it costs `re`.
    """

    def __init__(self, pattern: str) -> None:
        self._source = pattern

    @cached_property
    def _compiled(self) -> Any:
        import re2

        return re2.compile(self._source, options())

    def search(self, text: str) -> Any:
        """The first match, or None."""
        return self._compiled.search(text)

    def count(self, text: str) -> int:
        """How often the pattern occurs."""
        return len(self._compiled.findall(text))
