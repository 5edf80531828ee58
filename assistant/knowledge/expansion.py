"""The words in which people ask for passages that use others, as two files of data hold them.

`asked_as.yaml` lists, for a passage, the words in which people ask for it; they count like words
of its text. `alike` in `asking.yaml` lists words that mean the same: a word of a query that the
documents never use is looked for by those that they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.domain import Record
from assistant.errors import KnowledgeError
from assistant.knowledge.lexical import tokens
from assistant.settings import shipped

ASKED_AS = "asked_as.yaml"
ALIKE = "asking.yaml"


class Expansion(Record):
    """Words that widen a search."""

    asked_as: dict[str, tuple[str, ...]]
    """Passage id → words and phrases in which people ask for it."""
    alike: dict[str, tuple[str, ...]]
    """Stem → the stems of words that mean the same."""


NONE = Expansion(asked_as={}, alike={})


def expansion_for(folder: Path) -> Expansion:
    """The shipped words with the company's own: for a passage both, words alike from its own file.

    Raises:
        KnowledgeError: a file cannot be read.
    """
    asked_as = dict(_asked_as(shipped("knowledge") / ASKED_AS))
    own = folder / ASKED_AS
    if own.is_file() and own.resolve() != (shipped("knowledge") / ASKED_AS).resolve():
        for passage, phrases in _asked_as(own).items():
            asked_as[passage] = (*asked_as.get(passage, ()), *phrases)
    alike = folder / ALIKE
    return Expansion(
        asked_as=asked_as,
        alike=_alike(alike if alike.is_file() else shipped("knowledge") / ALIKE),
    )


@lru_cache(maxsize=4)
def _asked_as(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for document, sections in _read(path, "path of a document: {end of the id: phrases}").items():
        if not isinstance(sections, dict):
            raise _unreadable(path, f"{document} has no list of passages")
        for name, phrases in sections.items():
            found[f"{document}#{name}"] = tuple(_phrases(str(phrases)))
    return found


def _phrases(text: str) -> Iterator[str]:
    for phrase in text.split(";"):
        if bare := " ".join(phrase.split()).strip("\"'"):
            yield bare


@lru_cache(maxsize=4)
def _alike(path: Path) -> dict[str, tuple[str, ...]]:
    """Single words only: a phrase says nothing about one word of it."""
    found: dict[str, dict[str, None]] = {}
    for line in _read(path, "alike: a list of lines of words").get("alike") or ():
        words = [entry.strip() for entry in str(line).split(",")]
        stems = dict.fromkeys(t for word in words if " " not in word for t in tokens(word))
        for one in stems:
            found.setdefault(one, {}).update((other, None) for other in stems if other != one)
    return {word: tuple(others) for word, others in found.items()}


def _read(path: Path, form: str) -> dict[str, Any]:
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _unreadable(path, type(error).__name__, form) from error
    if data is not None and not isinstance(data, dict):
        raise _unreadable(path, "it is no mapping", form)
    return data or {}


def _unreadable(path: Path, why: str, form: str = "") -> KnowledgeError:
    return KnowledgeError(
        f"{path.name} cannot be read: {why}",
        remedy=f"correct it{f' ({form})' if form else ''}, or remove it",
    )
