"""Cuts a long text into overlapping pieces at the ends of paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.text import sentences

LIMIT = 1_200
"""Characters a piece should not pass; a longer sentence stays whole."""
OVERLAP = 300
"""The longest sentence that is said again at the start of the next piece."""
SHORT = 160
"""A paragraph up to this length is not cut."""
LONGEST_SENTENCE = 6_000
"""What has no end for longer than this is no sentence (a table, a log), and is cut at a word."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


_LEADS = re.compile(r":[*_\s]*$")
_FOLLOWS = re.compile(
    r"^(?:except|unless|provided|only if|but|however|otherwise|in (?:that|this|these) cases?"
    r"|th(?:is|ese|at|e same) (?:does not|do not|applies|apply)|conditions?:|exceptions?:)\b",
    re.IGNORECASE,
)
"""A condition: it belongs to what stands before it."""
_DEEPER = re.compile(r"\s{2,}(?:[-*+•]|\(?\w{1,3}[.)])\s")
_RULE = re.compile(r"^\s*\|(?:-{3,}\|)+\s*$")
_HEAD = 600
"""A table's head up to this length is said again in each piece of it."""


class Piece(NamedTuple):
    """A part of a text. `start` is its offset; a table's part opens with the table's head."""

    start: int
    text: str


class _Unit(NamedTuple):
    start: int
    end: int
    closes: bool
    """The paragraph ends with it."""
    joins: bool = False
    """It says nothing without the next one: a list's introduction, a rule and its condition."""
    head: str = ""
    """The head of the table that it is a row of."""


def pieces(text: str) -> tuple[str, ...]:
    """The text in pieces; nothing is lost, and each is a verbatim part of the text.

    A piece ends at the end of a paragraph where one lies in its second half, otherwise at the
    end of a sentence; the next one starts with the last sentence again, unless it is long.
    Only the rows of a long table are no verbatim part: each piece opens with the table's head.
    """
    return tuple(piece.text for piece in cut(text))


def cut(text: str) -> tuple[Piece, ...]:
    """The pieces of a text with their places; see `pieces`."""
    if len(text) <= LIMIT:
        return (Piece(0, text),) if text.strip() else ()
    units = _joined(text, _units(text))
    found: list[Piece] = []
    first = 0
    while first < len(units):
        last = _last(units, first)
        start = units[first].start
        part = text[start : units[last].end]
        head = units[first].head
        found.append(Piece(start, f"{head}\n{part}" if head else part))
        if last + 1 >= len(units):
            break
        first = last + 1 if _fresh(units, first, last) else last
    return tuple(found)


def _joined(text: str, units: list[_Unit]) -> list[_Unit]:
    """The units, those marked that belong to the next one."""
    found: list[_Unit] = []
    for unit, following in zip(units, [*units[1:], None], strict=True):
        joins = following is not None and (
            _LEADS.search(text, max(unit.start, unit.end - 8), unit.end) is not None
            or _FOLLOWS.match(text[following.start : following.start + 40]) is not None
            or _DEEPER.match(text[_line_start(text, following.start) : following.start + 8])
            is not None
        )
        found.append(unit._replace(joins=joins))
    return found


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", max(0, at - 40), at) + 1, at - 40)


def _fresh(units: list[_Unit], first: int, last: int) -> bool:
    """The next piece starts without an overlap, because that would be long or get nowhere."""
    said, following = units[last], units[last + 1]
    too_long = said.end - said.start > OVERLAP or following.end - said.start > LIMIT
    return too_long or last == first or bool(following.head)


def _last(units: list[_Unit], first: int) -> int:
    """The last unit of the piece that starts with `first`."""
    start = units[first].start
    last = first
    while last + 1 < len(units) and units[last + 1].end - start <= LIMIT:
        last += 1
    if last + 1 == len(units):
        return last
    paragraph = next((n for n in range(last, first, -1) if units[n].closes), last)
    if units[paragraph].end - start >= LIMIT // 2 and not units[paragraph].joins:
        return paragraph
    return next((n for n in range(last, first, -1) if not units[n].joins), last)


def _units(text: str) -> list[_Unit]:
    """Sentences as spans of the text, list items and headings included."""
    units: list[_Unit] = []
    start = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        paragraph = text[start:end]
        rows = paragraph.startswith("|") and "\n" in paragraph
        units.extend((_rows if rows else _paragraph)(paragraph, start))
        start = gap.end() if gap else end
    return units


def _paragraph(text: str, start: int) -> Iterator[_Unit]:
    """The units of one paragraph; a short one is a thought of its own and stays whole."""
    if len(text) <= SHORT:
        spans = [(0, len(text))] if text.strip() else []
    else:
        blocks = _bounded(text)
        spans = [(at + a, at + b) for at, block in blocks for a, b in sentences(block)]
    for left, right in spans:
        yield _Unit(start + left, start + right, closes=right == spans[-1][1])


def _rows(table: str, start: int) -> Iterator[_Unit]:
    """The rows of a table; its head is no row of its own."""
    lines = table.split("\n")
    headed = len(lines) > 2 and _RULE.match(lines[1]) is not None
    head = "\n".join(lines[:2]) if headed and len(lines[0]) <= _HEAD else ""
    at = start
    for number, line in enumerate(lines):
        first = headed and number == 2
        if line.strip() and not (headed and number < 2):
            opened = start if first else at
            yield _Unit(
                opened, at + len(line), number == len(lines) - 1, head="" if first else head
            )
        at += len(line) + 1


def _bounded(paragraph: str) -> list[tuple[int, str]]:
    """The paragraph in blocks (offset, text) of bounded length, cut after a sentence or a word."""
    blocks: list[tuple[int, str]] = []
    at = 0
    while len(paragraph) - at > LONGEST_SENTENCE:
        window = paragraph[at : at + LONGEST_SENTENCE]
        cut = max(window.rfind(mark) + 1 for mark in (". ", "! ", "? ", "\n"))
        cut = cut or window.rfind(" ") + 1 or LONGEST_SENTENCE
        blocks.append((at, window[:cut]))
        at += cut
    blocks.append((at, paragraph[at:]))
    return blocks
