"""The words in which people ask for passages that use others, as two files of data hold them.

`asked_as.yaml` lists, for a passage, the words in which people ask for it; they count like words
of its text. `alike` in `asking.yaml` lists words and phrases that mean the same: those of a query
are looked for by the others too, most of all where the documents never use the query's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field

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
    phrases: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Phrase in small letters → the stems of words that mean the same."""
    set_aside: frozenset[str] = frozenset()
    """Stems that say who asks and how: no words are looked for beside them."""

    def beside(self, query: str) -> tuple[str, ...]:
        """The stems of words that mean the same as a word or a phrase of a query."""
        plain = " ".join(query.lower().split())
        said = [word for word in tokens(plain) if word not in self.set_aside]
        found = [other for word in said for other in self.alike.get(word, ())]
        for phrase, others in self.phrases.items():
            if phrase in plain and re.search(rf"\b{re.escape(phrase)}\b", plain):
                found += others
        return tuple(other for other in dict.fromkeys(found) if other not in said)


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
    asking = folder / ALIKE
    return _asking(asking if asking.is_file() else shipped("knowledge") / ALIKE).model_copy(
        update={"asked_as": asked_as}
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
def _asking(path: Path) -> Expansion:
    """What the file says of words; what stands for a phrase says nothing about one word of it."""
    data = _read(path, "alike: a list of lines of words")
    alike: dict[str, dict[str, None]] = {}
    phrases: dict[str, dict[str, None]] = {}
    for line in data.get("alike") or ():
        words = [entry.strip().lower() for entry in str(line).split(",") if entry.strip()]
        stems = dict.fromkeys(t for word in words if " " not in word for t in tokens(word))
        for one in stems:
            alike.setdefault(one, {}).update((other, None) for other in stems if other != one)
        for phrase in (word for word in words if " " in word):
            phrases.setdefault(phrase, {}).update(stems)
    return Expansion(
        asked_as={},
        alike=_tuples(alike),
        phrases=_tuples(phrases),
        set_aside=frozenset(tokens(str(data.get("set_aside") or ""))),
    )


def _tuples(found: dict[str, dict[str, None]]) -> dict[str, tuple[str, ...]]:
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
