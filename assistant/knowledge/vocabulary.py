"""Reads `vocabulary.yaml`: for each situation the words of which a message about it holds one."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.corpus import Vocabulary
from assistant.errors import KnowledgeError
from assistant.knowledge.yaml_files import load_yaml
from assistant.settings import shipped

FILE = "vocabulary.yaml"
_GROUP = re.compile(r"<([a-z_]+)>")
_WORD = re.compile(r"[a-z0-9]+\*?|[£$€₹₦%]")


def vocabulary_for(folder: Path) -> Vocabulary:
    """The words of the company's own file, else the shipped ones."""
    own = folder / FILE
    return load_vocabulary(own if own.is_file() else shipped("knowledge") / FILE)


@lru_cache(maxsize=4)
def load_vocabulary(path: Path) -> Vocabulary:
    """The words of each situation, those of its groups among them, and what is one matter.

    Raises:
        KnowledgeError: the file cannot be read, or an entry cannot be used; the message names it.
    """
    content = _content(path)
    groups = {name: _words(path, name, text, {}) for name, text in _part(path, content, "groups")}
    situations = _part(path, content, "situations")
    return Vocabulary(
        words={name: _words(path, name, text, groups) for name, text in situations},
        one_matter=_one_matter(path, content),
    )


def _one_matter(path: Path, content: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    lines = content.get("one_matter") or []
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise _fault(path, "`one_matter` must be a list of lines with names, commas between")
    return tuple(tuple(name.strip() for name in line.split(",")) for line in lines)


def _content(path: Path) -> dict[str, Any]:
    try:
        content = load_yaml(path.read_text(encoding="utf-8"), name=path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(path, f"it cannot be read ({type(error).__name__})") from error
    if not isinstance(content, dict):
        raise _fault(path, "it needs `groups` and `situations`")
    return content


def _part(path: Path, content: dict[str, Any], key: str) -> list[tuple[str, str]]:
    part = content.get(key) or {}
    if not isinstance(part, dict) or not all(isinstance(text, str) for text in part.values()):
        raise _fault(path, f"`{key}` must hold names with words, commas between")
    return list(part.items())


def _words(path: Path, name: str, text: str, groups: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: list[str] = []
    for entry in (part.strip() for part in text.split(",")):
        group = _GROUP.fullmatch(entry)
        if group and group[1] in groups:
            found += groups[group[1]]
        elif _WORD.fullmatch(entry):
            found.append(entry)
        else:
            raise _fault(path, f"{name}: '{entry}' is neither a word nor a group")
    return tuple(dict.fromkeys(found))


def _fault(path: Path, problem: str) -> KnowledgeError:
    return KnowledgeError(
        f"{path.name}: {problem}", remedy="mend the file; its first lines say how it is written"
    )
