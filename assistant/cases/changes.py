"""What the agent changed before sending: the draft and the sent text, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

from assistant.cases.records import Change, ChangePart

_WORD = re.compile(r"\S+\s*|\s+")
_EXACT = 4000
"""Words of both texts up to which the closest match is looked for; longer ones go by lines."""


def change_between(draft: str, sent: str) -> Change:
    """The difference in words. Blanks alone are no change.

    `share` is 1 - 2 x (words kept) / (words of both), the complement of the Ratcliff-Obershelp
    measure of `difflib`.
    """
    before, after = _WORD.findall(draft.strip()), _WORD.findall(sent.strip())
    bare = [word.split() for word in before], [word.split() for word in after]
    parts: list[ChangePart] = []
    kept = added = removed = 0
    for tag, first, last, start, end in _opcodes(*bare):
        if tag == "equal":
            kept += _count(bare[0][first:last])
            _append(parts, "same", after[start:end])
            continue
        removed += _count(bare[0][first:last])
        added += _count(bare[1][start:end])
        _append(parts, "removed", before[first:last])
        _append(parts, "added", after[start:end])
    total = 2 * kept + added + removed
    share = round((added + removed) / total, 4) if total else 0.0
    return Change(share=share, added=added, removed=removed, parts=tuple(parts))


def _opcodes(
    before: list[list[str]], after: list[list[str]]
) -> list[tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]]:
    first, second = [tuple(word) for word in before], [tuple(word) for word in after]
    is_long = len(first) + len(second) > _EXACT
    return SequenceMatcher(None, first, second, autojunk=is_long).get_opcodes()


def _count(words: list[list[str]]) -> int:
    return sum(len(word) for word in words)


def _append(
    parts: list[ChangePart], kind: Literal["same", "removed", "added"], words: list[str]
) -> None:
    if words:
        parts.append(ChangePart(kind=kind, text="".join(words)))
