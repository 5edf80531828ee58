"""Tables in text form (.csv): each row with the names of its columns."""

from __future__ import annotations

import csv
import io
from collections import Counter

from assistant.knowledge.extract.markdown import Writer
from assistant.knowledge.extract.results import Extracted, Limits, Unreadable

_WORDY = 120
"""From this average length on, a row says so much that it becomes a section of its own."""
_FIELD_LIMIT = 1_000_000


def read(data: bytes, limits: Limits) -> Extracted:
    """A table as Markdown; long rows (questions and answers) become sections.

    Raises:
        Unreadable: it is no text, or holds no row below the names of its columns.
    """
    text = _decoded(data)
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), _dialect(text)) if any(row)]
    except csv.Error as error:
        raise Unreadable(f"it is no table: {error}") from error
    if len(rows) < 2:
        raise Unreadable("there is no row below the names of its columns")
    head, *body = [[" ".join(cell.split()) for cell in row] for row in rows]
    long = sum(len(cell) for row in body for cell in row) / len(body) > _WORDY
    writer = Writer()
    if long:
        _sections(writer, head, body)
    else:
        writer.table([head, *body], head=True)
    return Extracted(text=writer.text(), fields={})


def _decoded(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("not UTF-8 text; save it as UTF-8") from error
    if "\0" in text:
        raise Unreadable("it is no text")
    return text


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, semicolons, tabs or bars: what the first lines hold most evenly."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()][:20]
    counts = {mark: Counter(line.count(mark) for line in lines) for mark in ",;\t|"}
    in_head = {mark: lines[0].count(mark) if lines else 0 for mark in counts}
    best = max(
        counts, key=lambda mark: (in_head[mark] > 0, counts[mark][in_head[mark]], mark == ",")
    )

    class Found(csv.excel):
        delimiter = best

    return Found


def _sections(writer: Writer, head: list[str], body: list[list[str]]) -> None:
    """A section for each row, headed by its first short cell."""
    for row in body:
        cells = list(zip(head, row, strict=False))
        titled = next((n for n, (_, cell) in enumerate(cells) if 2 < len(cell) <= 200), None)
        if titled is not None:
            writer.heading(2, cells[titled][1])
        for number, (name, cell) in enumerate(cells):
            if cell and number != titled:
                writer.add(f"{name}: {cell}" if name else cell)
                writer.flush()
