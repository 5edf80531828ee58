"""Marks in a reply: where a scorer points, and what differs from another reply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape

_PIECE = re.compile(r"^\s+|\S+\s*")


def highlighted(text: str, marks: Sequence[tuple[int, int, str]]) -> str:
    """The text, escaped, with the marked places; where marks overlap the first one wins."""
    parts, end = [], 0
    for start, stop, why in sorted(marks):
        if start < end or stop > len(text) or stop <= start:
            continue
        parts += [escape(text[end:start]), f'<mark title="{escape(why)}">']
        parts += [escape(text[start:stop]), "</mark>"]
        end = stop
    return "".join((*parts, escape(text[end:])))


def differences(before: str, after: str) -> str:
    """The later text, escaped, with what it adds marked and what it lost struck through."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = slice(start, -end or None)
    parts = [escape("".join(new[:start])), *_marked(old[middle], new[middle])]
    return "".join((*parts, escape("".join(new[len(new) - end :]))))


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces both begin with; comparing the rest alone is much cheaper."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(old), len(new)))


def _marked(old: list[str], new: list[str]) -> list[str]:
    parts = []
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(escape("".join(new[c:d])))
            continue
        lost, gained = "".join(old[a:b]), "".join(new[c:d])
        parts += [f"<del>{escape(lost)}</del>"] if lost.strip() else []
        parts += [f"<ins>{escape(gained)}</ins>"] if gained.strip() else [escape(gained)]
    return parts
