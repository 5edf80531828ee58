"""The words of questions, as `asking.yaml` lists them: set aside, alike, elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answering.words import stems
from assistant.domain import Record
from assistant.errors import KnowledgeError
from assistant.settings import shipped

FILE = "asking.yaml"


class Lexicon(Record):
    """What is known about the words in which people ask; all by stem."""

    set_aside: frozenset[str]
    elsewhere: frozenset[str]
    """Stems, and phrases in small letters."""
    groups: dict[str, frozenset[int]]
    """Stem → the groups of words alike that it belongs to."""
    words_of: tuple[tuple[str, ...], ...]
    """Group → the stems of its single words."""
    phrases: tuple[tuple[str, int], ...]
    """Phrases of several words, in small letters, longest first, and their group."""


def lexicon_for(folder: Path) -> Lexicon:
    """The company's own list, else the shipped one.

    Raises:
        KnowledgeError: the file cannot be read.
    """
    own = folder / FILE
    return _load(own if own.is_file() else shipped("knowledge") / FILE)


@lru_cache(maxsize=4)
def _load(path: Path) -> Lexicon:
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        return _lexicon(data)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError) as error:
        raise KnowledgeError(
            f"{path.name} cannot be read: {type(error).__name__}",
            remedy="correct it, or remove it so that the shipped one is used",
        ) from error


def _lexicon(data: dict[str, Any]) -> Lexicon:
    groups: dict[str, set[int]] = {}
    words_of: list[tuple[str, ...]] = []
    phrases: list[tuple[str, int]] = []
    for number, line in enumerate(data.get("alike") or ()):
        entries = [entry.strip().lower() for entry in str(line).split(",") if entry.strip()]
        single = [entry for entry in entries if " " not in entry]
        phrases += [(entry, number) for entry in entries if " " in entry]
        found = tuple(dict.fromkeys(word for entry in single for word in stems(entry)))
        words_of.append(found)
        for word in found:
            groups.setdefault(word, set()).add(number)
    return Lexicon(
        set_aside=frozenset(stems(str(data.get("set_aside", "")))),
        elsewhere=frozenset(_elsewhere(str(data.get("elsewhere", "")))),
        groups={word: frozenset(numbers) for word, numbers in groups.items()},
        words_of=tuple(words_of),
        phrases=tuple(sorted(phrases, key=lambda entry: -len(entry[0]))),
    )


def _elsewhere(text: str) -> Iterator[str]:
    """Words by stem, phrases as they are written."""
    for entry in (entry.strip().lower() for entry in text.split(",")):
        yield from [entry] if " " in entry else stems(entry)
