"""Prompt files: versioned, with declared variables, and a hash that every draft records.

A prompt is `prompts/<name>/<version>.md`: front matter (name, version, variables, notes), then
the messages, each under a line `## system` or `## human`. A missing or an extra variable is an
error, not an empty place in the text.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from assistant.domain import Record
from assistant.errors import KnowledgeError
from assistant.settings import shipped

_SLOT = re.compile(r"\{\{(\w+)\}\}")
_ROLE = re.compile(r"^## (system|human)\s*$", re.MULTILINE)
_FIELD = re.compile(r"^(\w+):\s*(.*)$")


class Prompt(Record):
    """One version of a prompt. `id` is `name/version`; `hash` is that of the file's text."""

    id: str
    hash: str
    variables: frozenset[str]
    messages: tuple[tuple[str, str], ...]

    def render(self, **values: str) -> list[tuple[str, str]]:
        """The messages with their variables filled, as (role, text).

        Raises:
            KnowledgeError: a declared variable is missing or an undeclared one is given.
        """
        if missing := self.variables - values.keys():
            raise KnowledgeError(f"prompt {self.id}: no value for {', '.join(sorted(missing))}")
        if extra := values.keys() - self.variables:
            raise KnowledgeError(f"prompt {self.id}: unknown variable {', '.join(sorted(extra))}")
        # One pass, so that braces in a customer's text are never taken for a variable.
        return [
            (role, _SLOT.sub(lambda match: values[match.group(1)], text))
            for role, text in self.messages
        ]


@lru_cache(maxsize=16)
def load_prompt(name: str, version: int | None = None) -> Prompt:
    """A prompt by name; without a version the newest one.

    Raises:
        KnowledgeError: there is no such prompt, or its variables are not those it declares.
    """
    folder = shipped("prompts") / name
    versions = {int(path.stem): path for path in folder.glob("*.md") if path.stem.isdigit()}
    number = version if version is not None else max(versions, default=0)
    if number not in versions:
        known = ", ".join(str(key) for key in sorted(versions)) or "none"
        raise KnowledgeError(f"there is no prompt {name}/{number}", remedy=f"versions: {known}")
    return parse_prompt(versions[number], identity=f"{name}/{number}")


def parse_prompt(path: Path, *, identity: str) -> Prompt:
    """Reads one prompt file and checks it against its own front matter."""
    text = path.read_text(encoding="utf-8")
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    found = (match for line in head.splitlines() if (match := _FIELD.match(line)))
    fields = {match.group(1): match.group(2) for match in found}
    declared = frozenset(fields.get("variables", "").strip("[] ").replace(",", " ").split())
    used = frozenset(_SLOT.findall(body))
    if declared != used:
        raise KnowledgeError(
            f"prompt {identity}: declares {sorted(declared)} and uses {sorted(used)}",
            remedy="make both lists the same",
        )
    parts = _ROLE.split(body)[1:]
    messages = tuple(
        (role, content.strip()) for role, content in zip(parts[::2], parts[1::2], strict=True)
    )
    if not messages:
        raise KnowledgeError(f"prompt {identity}: no message", remedy="begin one with '## system'")
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Prompt(id=identity, hash=digest, variables=declared, messages=messages)
