"""Which situations a message cannot be about, since it holds none of their words."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.corpus import Vocabulary

_MEMORY = 20_000
"""Words whose situations are remembered: words come again."""
_TOKEN = re.compile(r"[a-z0-9]+|[£$€₹₦%]")


class Words:
    """The words of the situations, looked up word by word.

    Args:
        vocabulary: situation → words, and the situations that are one matter.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.words
        self._matters = [frozenset(names) for names in vocabulary.one_matter]
        self._names = frozenset(words)
        self._whole: dict[str, set[str]] = {}
        self._begun: dict[str, set[str]] = {}
        for name, entries in words.items():
            for entry in entries:
                table = self._begun if entry.endswith("*") else self._whole
                table.setdefault(entry.rstrip("*"), set()).add(name)
        self._longest = max(map(len, self._begun), default=0)
        self._told_by = lru_cache(maxsize=_MEMORY)(self._look_up)

    def one_matter(self, one: str, other: str) -> bool:
        """Whether two situations are hardly ever told of in the same message."""
        return any(one in names and other in names for names in self._matters)

    def missing(self, text: str) -> frozenset[str]:
        """The situations of which a text holds no word; those without words never miss any."""
        words = set(_TOKEN.findall(text.lower()))
        return self._names.difference(*map(self._told_by, words))

    def _look_up(self, word: str) -> frozenset[str]:
        """The situations that one word is a word of."""
        told = set(self._whole.get(word, _NOTHING))
        for size in range(1, min(len(word), self._longest) + 1):
            told |= self._begun.get(word[:size], _NOTHING)
        return frozenset(told)


_NOTHING: frozenset[str] = frozenset()
