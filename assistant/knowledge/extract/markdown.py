"""Writes Markdown line by line: headings, paragraphs, lists, tables, code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_BREAK = "\v"
_ITEM = re.compile(r"\s*(?:-|\(?\d+[.)]|\(?[a-z]\)) |\s{3}")
_INDENT = "   "


class Writer:
    """Collects the words of a line until something ends it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._run: list[str] = []
        self._marks: list[str] = []
        """The mark of each list item that is open; blank once it is written."""

    def add(self, text: str) -> None:
        """Words of the current line."""
        if text:
            self._run.append(text.replace(_BREAK, " "))

    def line_break(self) -> None:
        """A new line in the same paragraph."""
        self._run.append(_BREAK)

    def flush(self) -> None:
        """Ends the paragraph."""
        if not self._run:
            return
        rows = [" ".join(row.split()) for row in "".join(self._run).split(_BREAK)]
        self._run.clear()
        for number, row in enumerate(row for row in rows if row):
            if number == 0 and not self._marks:
                self._gap()
            self._lines.append(f"{self._lead()}{row}")

    def heading(self, level: int, text: str) -> None:
        """A heading; inside a list or with nothing to say it is no more than a line."""
        self.flush()
        words = " ".join(text.split())
        if words and not self._marks:
            self._gap()
            self._lines.append(f"{'#' * min(max(level, 1), 6)} {words}")
        elif words:
            self.add(words)
            self.flush()

    @contextmanager
    def item(self, mark: str) -> Iterator[None]:
        """A list item: its first line has the mark, the others stand below it."""
        self.flush()
        if not self._marks and self._lines and not _is_item(self._lines[-1]):
            self._gap()
        self._marks.append(mark)
        yield
        self.flush()
        self._marks.pop()

    def nested_item(self, mark: str, text: str, depth: int) -> None:
        """A list item of one line at a depth, where a format knows no list around it."""
        self.flush()
        if self._lines and self._lines[-1] and not _is_item(self._lines[-1]):
            self._lines.append("")
        self._lines.append(f"{_INDENT * depth}{mark}{' '.join(text.split())}")

    def end_list(self) -> None:
        """Ends a list; one inside another goes on."""
        self.flush()
        if not self._marks:
            self._gap()

    def table(self, rows: Sequence[Sequence[str]], *, head: bool) -> None:
        """A table; empty rows are left out, a bar inside a cell is no border."""
        self.flush()
        kept = [row for row in rows if any(cell.strip() for cell in row)]
        if not self._marks:
            self._gap()
        width = max((len(row) for row in kept), default=0)
        lead = _INDENT * len(self._marks)
        for number, row in enumerate(kept):
            cells = [" ".join(cell.replace("|", "/").split()) for cell in row]
            cells += [""] * (width - len(cells))
            self._lines.append(f"{lead}| {' | '.join(cells)} |")
            if number == 0 and head:
                self._lines.append(f"{lead}|{'---|' * width}")
        if not self._marks:
            self._gap()

    def code(self, text: str) -> None:
        """Text as it stands, in a fence that it cannot close."""
        self.flush()
        rows = text.replace("```", "'''").strip("\n").split("\n")
        if any(row.strip() for row in rows):
            self._gap()
            self._lines += ["```", *(row.rstrip() for row in rows), "```"]
            self._gap()

    def here(self) -> int:
        """The number of the next line, from 1."""
        self.flush()
        return len(self._lines) + 1

    def text(self) -> str:
        """Everything that was written."""
        self.flush()
        return "\n".join(self._lines).strip("\n")

    def _gap(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def _lead(self) -> str:
        """The indent of a line, and the mark where it is the first of its item."""
        if not self._marks:
            return ""
        outer = _INDENT * (len(self._marks) - 1)
        mark, self._marks[-1] = self._marks[-1], ""
        return outer + (mark or _INDENT)


def _is_item(line: str) -> bool:
    """A line of a list: an item, or what stands below one."""
    return _ITEM.match(line) is not None
