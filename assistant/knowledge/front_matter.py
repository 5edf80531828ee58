"""A page: its front matter (YAML between two lines of ---), and the text below it."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from assistant.domain import Record
from assistant.knowledge.outline import title_of
from assistant.knowledge.yaml_files import DocumentFault, line_of, load_yaml

FRONT_LINE = 2
"""The line of the file at which front matter starts: the first is the ---."""


class Page(Record):
    """A page as it was written: `front` is the raw YAML, `fields` its plain values as text."""

    front: str = ""
    fields: dict[str, str] = Field(default_factory=dict)
    text: str
    body_line: int = 1
    """The line of the file at which `text` starts, from 1."""

    @property
    def heading(self) -> str:
        """The first heading of level one; empty where there is none."""
        return title_of(self.text)

    def line(self, field: str) -> int:
        """The line of a front matter field."""
        return line_of(self.front, (field,), first_line=FRONT_LINE)


def read_page(text: str, *, name: str) -> Page:
    """Takes the front matter off a page; a page without one is all text.

    Raises:
        DocumentFault: the front matter is not closed, no YAML, or not made of fields.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return Page(text=text.strip("\n"), body_line=1 + _blank(lines, 0))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise DocumentFault(name, "the front matter is not closed with ---", line=1)
    front = "\n".join(lines[1:end])
    value = load_yaml(front, name=name, first_line=FRONT_LINE)
    if value is not None and not isinstance(value, dict):
        raise DocumentFault(name, "the front matter must be 'field: value' lines", line=FRONT_LINE)
    return Page(
        front=front,
        fields=_plain(value or {}),
        text="\n".join(lines[end + 1 :]).strip("\n"),
        body_line=end + 2 + _blank(lines, end + 1),
    )


def _blank(lines: list[str], start: int) -> int:
    """How many empty lines stand at `start`."""
    return next((n for n, line in enumerate(lines[start:]) if line), 0)


def _plain(value: dict[Any, Any]) -> dict[str, str]:
    return {str(key): _text(item) for key, item in value.items() if _is_plain(item)}


def _is_plain(item: Any) -> bool:
    return isinstance(item, str | int | float | date)


def _text(item: Any) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    return item.isoformat() if isinstance(item, date) else str(item)
