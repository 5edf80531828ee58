"""Reads the sentences of a language that belong to no playbook (`phrases/<language>.yaml`)."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from assistant.corpus import Phrases
from assistant.errors import KnowledgeError
from assistant.knowledge.yaml_files import load_yaml
from assistant.settings import shipped


def load_phrases(knowledge: Path, language: str = "en") -> Phrases:
    """The phrases of a language: the company's own file, else the shipped one.

    Raises:
        KnowledgeError: neither exists, or the file cannot be used (names file and field).
    """
    for folder in (knowledge, shipped("knowledge")):
        path = folder / "phrases" / f"{language}.yaml"
        if path.is_file():
            return _parsed(path)
    raise KnowledgeError(
        f"there are no phrases for the language {language!r}",
        remedy=f"write phrases/{language}.yaml in the knowledge folder",
    )


def _parsed(path: Path) -> Phrases:
    data = load_yaml(path.read_text(encoding="utf-8"), name=path.name)
    try:
        return Phrases.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(
            f"{path.name}: {where}: {first['msg']}",
            remedy="each key of `lines` holds a list of sentences",
        ) from None
