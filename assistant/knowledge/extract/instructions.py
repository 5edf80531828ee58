"""Flags sentences of a document that are aimed at a machine; they are data, never followed."""

from __future__ import annotations

import unicodedata

from assistant.knowledge.extract.phrases import instruction_words
from assistant.text import sentences

_LONGEST = 2_000


def has_instructions(text: str) -> bool:
    """Whether a text tells a machine what to do instead of informing a person."""
    plain = _plain(text)
    if instruction_words().patterns.search(plain) is None:
        return False
    return any(_speaks_to_machine(part) for part in _parts(plain))


def _plain(text: str) -> str:
    """The text as its letters look: wide and styled forms become ordinary ones."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _parts(text: str) -> list[str]:
    """Sentences and lines, each by itself."""
    found: list[str] = []
    for line in text.split("\n"):
        for at in range(0, len(line), _LONGEST):
            block = line[at : at + _LONGEST + 200]
            found.extend(block[start:end] for start, end in sentences(block))
    return found


def _speaks_to_machine(sentence: str) -> bool:
    words = instruction_words()
    if words.patterns.search(sentence) is None:
        return False
    return words.unless.search(sentence) is None
