"""Makes paragraphs, headings and lists of the lines of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from assistant.knowledge.extract.markdown import Writer

_BULLET = re.compile(r"^(?:[•●▪◦‣–∙·o]|[-*])\s+(?=\S)")
_NUMBER = re.compile(r"^(\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_PAGE_NUMBER = re.compile(
    r"^(?:(?:page|seite|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?$", re.I
)
_DIGITS = re.compile(r"\d+")
_ENDS = (".", "!", "?", ":", ";", "…", "”", '"')
_HEADING = 120
_LARGER = 1.12
_EDGE = 2
_RUNNING = 0.6
_FEWEST = 3


class Line(NamedTuple):
    """A line as it stands on the page; `size` of its letters in points."""

    text: str
    size: float
    bold: bool


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without what stands at the edge of most of them."""
    seen = Counter[str]()
    for page in pages:
        seen.update({_shape(line) for line in _edges(page)})
    often = max(_FEWEST, _RUNNING * len(pages))
    kept: list[list[Line]] = []
    for page in pages:
        edge = {id(line) for line in _edges(page)}
        kept.append(
            [
                line
                for line in page
                if not (id(line) in edge and (seen[_shape(line)] >= often or _is_number(line)))
            ]
        )
    return kept


def _edges(page: Sequence[Line]) -> list[Line]:
    full = [line for line in page if line.text]
    return full if len(full) <= 2 * _EDGE else [*full[:_EDGE], *full[-_EDGE:]]


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", line.text.lower())


def _is_number(line: Line) -> bool:
    return _PAGE_NUMBER.match(line.text) is not None


def compose(pages: Sequence[Sequence[Line]], body: float) -> tuple[str, tuple[int, ...]]:
    """(Markdown, the line at which each page starts).

    Args:
        body: the size of ordinary letters.
    """
    writer = Writer()
    composer = _Composer(writer, pages, body)
    starts: list[int] = []
    for page in pages:
        starts.append(composer.line_number())
        for line in page:
            composer.take(line)
    composer.end()
    return writer.text(), tuple(starts)


class _Composer:
    """Joins the lines of a paragraph, and of a heading that takes two lines."""

    def __init__(self, writer: Writer, pages: Sequence[Sequence[Line]], body: float) -> None:
        self._out = writer
        self._body = body
        lines = [line for page in pages for line in page if line.text]
        sizes = sorted({ln.size for ln in lines if self._larger(ln)}, reverse=True)
        self._level = {size: min(number, 3) for number, size in enumerate(sizes, 1)}
        lengths = sorted(len(ln.text) for ln in lines if not self._larger(ln))
        self._width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        self._words = {word for ln in lines for word in ln.text.split()}
        self._row = ""
        self._last = 0
        self._heading: tuple[int, str] | None = None

    def line_number(self) -> int:
        """Where the next page starts: behind the paragraph that goes on to it, if one does."""
        self._end_heading()
        if self._row.endswith(_ENDS):
            self._end_paragraph()
        return self._out.here() + (2 if self._row else 0)

    def take(self, line: Line) -> None:
        if not line.text:
            if self._row.endswith(_ENDS):
                self._end_paragraph()
            return
        level = self._heading_level(line)
        if level:
            self._end_paragraph()
            before = self._heading
            if before and before[0] == level and len(before[1]) < _HEADING:
                self._heading = (level, f"{before[1]} {line.text}")
            else:
                self._end_heading()
                self._heading = (level, line.text)
            return
        self._end_heading()
        item = _BULLET.match(line.text) or _NUMBER.match(line.text)
        if item or not self._continues():
            self._end_paragraph()
        self._row = self._joined(line.text)
        self._last = len(line.text)

    def end(self) -> None:
        self._end_heading()
        self._end_paragraph()

    def _larger(self, line: Line) -> bool:
        return line.size >= _LARGER * self._body and len(line.text) <= _HEADING

    def _heading_level(self, line: Line) -> int:
        if self._larger(line):
            return self._level.get(line.size, 3)
        numbered = _BULLET.match(line.text) or line.text.endswith((".", ",", ";"))
        if line.bold and len(line.text) <= 80 and not numbered and not self._open():
            return 3
        return 0

    def _open(self) -> bool:
        """A paragraph goes on, so a bold line is part of it."""
        return bool(self._row) and not self._row.endswith(_ENDS) and self._continues()

    def _continues(self) -> bool:
        """A full line goes on in the next one; a short one that ends a sentence does not."""
        if not self._row:
            return False
        return self._last >= 0.75 * self._width or not self._row.endswith(_ENDS)

    def _joined(self, text: str) -> str:
        if not self._row:
            return text
        if self._row.endswith("-") and text[:1].islower():
            return self._hyphened(text)
        return f"{self._row} {text}"

    def _hyphened(self, text: str) -> str:
        """A word cut at the end of the line is whole again where the whole word is known."""
        first, following = self._row.split()[-1][:-1], text.split()[0]
        known = first + following.rstrip(".,;:!?") in self._words
        return f"{self._row[:-1] if known else self._row}{text}"

    def _end_heading(self) -> None:
        if self._heading:
            self._out.heading(*self._heading)
            self._heading = None

    def _end_paragraph(self) -> None:
        row, self._row, self._last = self._row, "", 0
        if not row:
            return
        bullet = _BULLET.match(row)
        number = _NUMBER.match(row)
        if bullet or number:
            mark = "- " if bullet else f"{number[1]} " if number else ""
            with self._out.item(mark):
                self._out.add(row[(bullet or number).end() :])  # type: ignore[union-attr]
        else:
            self._out.add(row)
            self._out.flush()
