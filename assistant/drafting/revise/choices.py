"""The choices in a reply, "(a) … or (b) …": found, and put together again with fewer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Span
from assistant.drafting.layout import choices as laid_out
from assistant.drafting.revise.sheet import tidy

_ITEM = re.compile(r"(?:(?<=\n)- )?\(([a-f])\) ")
_JOINT = re.compile(r"(?:,?\s+or|,)\s*$")
_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n|$")
_SEVERAL = re.compile(
    r"the choice is yours|you can choose (?:what suits you|between these|from these)", re.IGNORECASE
)
_PREFERENCE = re.compile(r"\s*(?:Please )?[Tt]ell me which you prefer\.")


@dataclass(frozen=True)
class Choices:
    """Where the choices stand: `head` the words that introduce them, `span` all of it."""

    head: Span
    span: Span
    items: tuple[str, ...]
    places: tuple[Span, ...]
    listed: bool
    bulleted: bool = False
    """One a line, each behind a dash of its own, as talking points are."""


def find_choices(text: str) -> Choices | None:
    """The first run of choices in a text, if it has one."""
    marks: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        if match.group(1) == "abcdef"[len(marks)]:
            marks.append(match)
    if not marks or not text[: marks[0].start()].rstrip().endswith(":"):
        return None
    last = _END.search(text, marks[-1].end())
    end = last.end() if last and last.group().strip() else (last.start() if last else len(text))
    edges = [*(mark.start() for mark in marks[1:]), end]
    items = tuple(
        _JOINT.sub("", text[mark.end() : edge].rstrip().rstrip(".")).rstrip(" ,")
        for mark, edge in zip(marks, edges, strict=True)
    )
    first = marks[0].start()
    places = tuple((mark.start(), edge) for mark, edge in zip(marks, edges, strict=True))
    start = _head_start(text, first)
    listed = "\n" in text[first - 2 : first]
    return Choices((start, first), (start, end), items, places, listed, text[first] == "-")


def _head_start(text: str, first: int) -> int:
    """Where the sentence begins that introduces the choices."""
    head = text[:first].rstrip()
    breaks = [head.rfind(mark) + len(mark) for mark in (". ", "! ", "? ", ", You ") if mark in head]
    return max([0, head.rfind("\n") + 1, *breaks])


def with_items(text: str, found: Choices, items: Sequence[str]) -> str:
    """The text with other choices; without any, what introduced them goes too."""
    start, end = found.span
    if not items:
        after = _PREFERENCE.sub("", text[end:], count=1)
        bullet = "- " if text[start:].startswith("- ") else ""
        return tidy(text[: start + len(bullet)] + after.lstrip(" "))
    head = text[slice(*found.head)].rstrip()
    after = text[end:]
    if len(items) == 1:
        head = _SEVERAL.sub(lambda match: _one(match.group()), head)
        after = _PREFERENCE.sub("", after, count=1)
    listed = laid_out(items, listed=found.listed)
    if found.bulleted:
        listed = listed.replace("\n(", "\n- (")
    gap = "" if listed.startswith("\n") else " "
    return tidy(f"{text[:start]}{head}{gap}{listed}.{after}")


def _one(several: str) -> str:
    return "You can have this" if several[0].isupper() else "you can have this"
