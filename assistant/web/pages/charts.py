"""Charts as inline SVG, drawn on the server; the table beside each holds the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

WIDTH = 560
_ROW = 26
_LABEL = 190
_HEIGHT = 170
_BASE = 140
"""Where the columns of a chart over time stand, from the top."""


class Bar(NamedTuple):
    """A named number; `other` is a second one to hold it against."""

    label: str
    value: float
    other: float | None = None


def bars(rows: Sequence[Bar], *, kind: str = "") -> Markup:
    """Horizontal bars, the longest as wide as the chart; `kind` is a class of their look."""
    most = max([1.0, *(max(row.value, row.other or 0) for row in rows)])
    parts = [_bar(row, place * _ROW, most, kind) for place, row in enumerate(rows)]
    return _picture(Markup("").join(parts), max(1, len(rows)) * _ROW)


def _bar(row: Bar, top: int, most: float, kind: str) -> Markup:
    room = WIDTH - _LABEL - 50
    wide = round(room * row.value / most, 1)
    second = Markup("")
    if row.other is not None:
        second = Markup('<rect class="bar second" x="{}" y="{}" width="{}" height="5"/>').format(
            _LABEL, top + 15, round(room * row.other / most, 1)
        )
    return Markup(
        '<text x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="track" x="{}" y="{}" width="{}" height="15"/>'
        '<rect class="bar {}" x="{}" y="{}" width="{}" height="{}"/>{}'
        '<text class="soft-text" x="{}" y="{}">{}</text>'
    ).format(
        *(_LABEL - 8, top + 15, _clipped(row.label)),
        *(_LABEL, top + 4, room),
        *(kind, _LABEL, top + 4, wide, 15 if row.other is None else 10),
        second,
        *(_LABEL + room + 8, top + 15, _number(row.value)),
    )


def columns(rows: Sequence[Bar]) -> Markup:
    """Columns over time; `other` is drawn inside the column, from its foot."""
    most = max([1.0, *(row.value for row in rows)])
    step = WIDTH / max(1, len(rows))
    every = max(1, -(-len(rows) // 8))
    parts = [Markup('<line class="axis" x1="0" y1="140" x2="{}" y2="140"/>').format(WIDTH)]
    for place, row in enumerate(rows):
        parts.append(_column(row, place * step, step, most, named=place % every == 0))
    return _picture(Markup("").join(parts), _HEIGHT)


def _column(row: Bar, left: float, step: float, most: float, *, named: bool) -> Markup:
    tall = round((_BASE - 24) * row.value / most, 1)
    inner = round((_BASE - 24) * (row.other or 0) / most, 1)
    wide = round(max(2.0, min(48.0, step * 0.66)), 1)
    start = round(left + (step - wide) / 2, 1)
    middle = round(left + step / 2, 1)
    label = (
        Markup('<text x="{}" y="160" text-anchor="middle">{}</text>').format(middle, row.label)
        if named
        else Markup("")
    )
    return Markup(
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>'
        '<rect class="bar bad" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="soft-text" x="{}" y="{}" text-anchor="middle">{}</text>{}'
    ).format(
        *(start, _BASE - tall, wide, tall),
        *(start, _BASE - inner, wide, inner),
        *(middle, _BASE - tall - 6, _number(row.value) if row.value else "", label),
    )


def _picture(inside: Markup, height: int) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" focusable="false">{}</svg>').format(
        WIDTH, height, inside
    )


def _clipped(label: str) -> str:
    return label if len(label) <= 28 else f"{label[:27]}…"


def _number(value: float) -> str:
    return f"{value:g}"
