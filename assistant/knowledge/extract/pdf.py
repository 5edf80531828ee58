"""PDF: the text in reading order, with headings found by the size of the letters."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

from assistant.knowledge.extract.pdf_lines import Line, compose, without_running_lines
from assistant.knowledge.extract.results import Extracted, Limits, Unreadable

_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_TINY = 2.0
"""Points; what is smaller no reader sees."""


def read(data: bytes, limits: Limits) -> Extracted:
    """A PDF as Markdown.

    Raises:
        Unreadable: encrypted, more pages than allowed, damaged, or without any text.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Unreadable("it is encrypted; save it without a password")
        pages = _pages(reader, limits)
        lines, hidden = _lines(pages)
        fields = _fields(reader)
    except (PyPdfError, RecursionError) as error:
        raise Unreadable(f"it is damaged: {type(error).__name__}") from error
    if not any(line.text.strip() for page in lines for line in page):
        raise Unreadable("it holds no text, so it is probably scanned; run text recognition on it")
    body = Counter[float]()
    for page in lines:
        for line in page:
            body[line.size] += len(line.text)
    text, starts = compose(without_running_lines(lines), body.most_common(1)[0][0])
    if not text.strip():
        raise Unreadable("it holds no text besides headers and footers")
    if hidden.strip():
        fields["hidden"] = " ".join(hidden.split())[:20_000]
    return Extracted(text=text, fields=fields, pages=starts)


def _pages(reader: Any, limits: Limits) -> list[Any]:
    """The pages, counted one by one: what the file says of their number may be wrong."""
    pages = []
    for page in reader.pages:
        pages.append(page)
        if len(pages) > limits.pages:
            raise Unreadable(f"it has more than {limits.pages:,} pages; split it")
    return pages


def _lines(pages: list[Any]) -> tuple[list[list[Line]], str]:
    """The lines of each page, and the text that no reader sees."""
    found: list[list[Line]] = []
    hidden: list[str] = []
    for page in pages:
        collector = _Collector()
        page.extract_text(visitor_text=collector.text, visitor_operand_before=collector.operand)
        found.append(collector.lines())
        hidden.append(collector.hidden)
    return found, " ".join(hidden)


class _Collector:
    """Takes the pieces of a page's text with the size of their letters."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, float, bool]] = []
        self.hidden = ""
        self._white = self._invisible = False

    def operand(self, operator: Any, operands: Any, _matrix: Any, _text_matrix: Any) -> None:
        """Follows the colour and the mode in which letters are drawn."""
        if operator in (b"rg", b"g", b"k", b"sc", b"scn"):
            self._white = _is_white(operator, operands)
        elif operator == b"Tr":
            self._invisible = bool(operands) and operands[0] == 3

    def text(self, text: str, _matrix: Any, matrix: Any, font: Any, size: Any) -> None:
        """Takes a piece of text."""
        if not text:
            return
        scale = max(abs(float(matrix[0])), abs(float(matrix[1])), abs(float(matrix[3])))
        points = round(float(size or 0) * (scale or 1.0), 1)
        name = str((font or {}).get("/BaseFont", "")).lower()
        tiny = 0 < points < _TINY
        if text.strip() and (tiny or (self._white and points)):
            self.hidden += f" {text}"
            text = "\n" * text.count("\n")
        self._parts.append((text, points, "bold" in name or "black" in name))

    def lines(self) -> list[Line]:
        """The page's lines; a line is as large and as bold as most of its letters."""
        lines: list[Line] = []
        row: list[tuple[str, float, bool]] = []
        for text, size, bold in self._parts:
            first, *rest = text.split("\n")
            row.append((first, size, bold))
            for part in rest:
                lines.append(_line(row))
                row = [(part, size, bold)]
        return [*lines, _line(row)]


def _line(row: list[tuple[str, float, bool]]) -> Line:
    sizes, bolds, letters = Counter[float](), 0, 0
    for text, size, bold in row:
        length = len(text.strip())
        sizes[size] += length
        bolds += length * bold
        letters += length
    text = " ".join("".join(part for part, _, _ in row).split())
    size = sizes.most_common(1)[0][0] if letters else 0.0
    return Line(text, size, bold=letters > 0 and bolds > 0.9 * letters)


def _is_white(operator: bytes, operands: Any) -> bool:
    try:
        values = [float(value) for value in operands]
    except (TypeError, ValueError):
        return False
    if operator == b"k" or len(values) == 4:
        return len(values) == 4 and max(values) < 0.02
    return bool(values) and min(values) > 0.98


def _fields(reader: Any) -> dict[str, str]:
    said = reader.metadata or {}
    date = _DATE.search(str(said.get("/ModDate") or said.get("/CreationDate") or ""))
    fields = {
        "title": " ".join(str(said.get("/Title") or "").split())[:300],
        "author": " ".join(str(said.get("/Author") or "").split())[:200],
        "date": "-".join(date.groups()) if date else "",
    }
    return {key: value for key, value in fields.items() if value}
