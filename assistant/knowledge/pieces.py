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


class _Unit(NamedTuple):
    start: int
    end: int
    closes: bool
    """The paragraph ends with it."""


def pieces(text: str) -> tuple[str, ...]:
    """The text in pieces; nothing is lost, and each piece is a verbatim part of the text.

    A piece ends at the end of a paragraph where one lies in its second half, otherwise at the
    end of a sentence; the next one starts with the last sentence again, unless it is long.
    """
    if len(text) <= LIMIT:
        return (text,) if text.strip() else ()
    units = _units(text)
    found: list[str] = []
    first = 0
    while first < len(units):
        last = _last(units, first)
        found.append(text[units[first].start : units[last].end])
        if last + 1 >= len(units):
            break
        first = last + 1 if _fresh(units, first, last) else last
    return tuple(found)


def _fresh(units: list[_Unit], first: int, last: int) -> bool:
    """The next piece starts without an overlap, because that would be long or get nowhere."""
    said, following = units[last], units[last + 1]
    too_long = said.end - said.start > OVERLAP or following.end - said.start > LIMIT
    return too_long or last == first


def _last(units: list[_Unit], first: int) -> int:
    """The last unit of the piece that starts with `first`."""
    start = units[first].start
    last = first
    while last + 1 < len(units) and units[last + 1].end - start <= LIMIT:
        last += 1
    if last + 1 == len(units):
        return last
    paragraph = next((n for n in range(last, first, -1) if units[n].closes), last)
    return paragraph if units[paragraph].end - start >= LIMIT // 2 else last


def _units(text: str) -> list[_Unit]:
    """Sentences as spans of the text, list items and headings included."""
    units: list[_Unit] = []
    start = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        units.extend(_paragraph(text[start:end], start))
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
