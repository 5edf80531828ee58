"""Headings of plain text, which has no marks for them: short lines with something below."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEADING = 100
_WORDS = 14
_CONTENT = 60
"""Characters from which on a line is something that a heading may stand above."""
_ITEM = re.compile(r"^\s*(?:[-*+•●▪◦‣–—·]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S")
_BULLET = re.compile(r"^\s*[-*+•●▪◦‣–—·]\s*\S")
_NUMBERED = re.compile(r"^(\s*)\(?(\d{1,3})[.)]\s+(\S.*)$")
_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+\S")
_UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,}|~{3,})\s*$")
_DECORATION = re.compile(r"[^\w.,;:!?…)\]”\"'’]+$")
_START = re.compile(r"^[\s“\"'‘(¿¡]*")
_RUN_IN = re.compile(
    r"(?:^|(?<=[.!?:] ))((?:[A-Z][\w’'&-]*)"
    r"(?: (?:[A-Z][\w’'&-]*|and|or|of|to|the|a|in|for|with|on)){0,6}): (?=[A-Z])"
)
_OPEN_END = re.compile(
    r"\b(?:a|an|the|and|or|but|of|to|from|in|on|at|by|for|with|that|which|is|are|your|our|their"
    r"|because|if|when|than|as|not)\s*$",
    re.IGNORECASE,
)
"""A line that ends so goes on in the next one."""
_NAMED = re.compile(r"^\s*[“\"]([^“”\"]{8,120}[\w)])[”\"] \w")
_FEWEST_RUN_IN = 3
_LONG = 1_200
_OPENING = 20_000


class Head(NamedTuple):
    """A heading of a plain text. `line` counts from 0; `opens` is the line of its content.

    A `resumed` head stands where a list of headings ends and its parent goes on: no line of the
    text says it again.
    """

    line: int
    level: int
    text: str
    opens: int
    resumed: bool = False


def heads(text: str) -> tuple[Head, ...]:
    """The headings of a plain text in order; the first one at its start is of level one."""
    lines = text.split("\n")
    full = [number for number, line in enumerate(lines) if line.strip()]
    found: list[Head] = []
    for at, number in enumerate(full):
        before = full[at - 1] if at else -1
        after = full[at + 1] if at + 1 < len(full) else len(lines)
        level = _level(lines, before, number, after)
        if level:
            opens = after + (1 if after < len(lines) and _UNDERLINE.match(lines[after]) else 0)
            title = at == 0 and level < 4
            found.append(Head(number, 1 if title else level, heading_words(lines[number]), opens))
    return _with_lists(lines, found)


def plain_title(text: str) -> str:
    """The title of a plain text: the heading at its start, or a name that it gives itself.

    That is a name in quotes at the start of a paragraph which the text says again further down.
    """
    found = heads(text[:_OPENING])[:1]
    if found and found[0].level == 1:
        return found[0].text
    opening = [line for line in text[:_OPENING].split("\n") if line.strip()][:3]
    for name in (match[1] for line in opening if (match := _NAMED.match(line))):
        if len(name.split()) > 2 and text.count(name) > 1:
            return name
    return ""


def heading_words(line: str) -> str:
    """A heading without its number in a list, its bold marks and its colon."""
    words = line.strip().strip("*_ ").rstrip(":").rstrip()
    numbered = _NUMBERED.match(words)
    return (numbered[3] if numbered else words).strip("*_ ").rstrip(":") or line.strip()


def like_heading(line: str) -> bool:
    """Whether a line might be a heading, going by itself alone."""
    words = line.strip()
    if not 2 <= len(words) <= _HEADING or len(words.split()) > _WORDS or _BULLET.match(line):
        return False
    end = _DECORATION.sub("", words)
    if (
        not end
        or end[-1] in ".,;!…"
        or end.endswith(("”", '"'))
        or words.startswith(("|", "#", ">"))
    ):
        return False
    start = _START.sub("", _numberless(words))[:1]
    inside = _numberless(words)
    return bool(start) and not start.islower() and ". " not in inside and "; " not in inside


def _numberless(words: str) -> str:
    return re.sub(r"^[\d.()]+\s+", "", words)


def _level(lines: list[str], before: int, number: int, after: int) -> int:
    """The level of a heading in this line: 2 or 3; 4 = an item of a list; 0 = none."""
    line = lines[number]
    if after >= len(lines) or not like_heading(line) or line[:1] in (" ", "\t"):
        return _item_level(lines, number, after) if after < len(lines) else 0
    below = lines[after]
    if _UNDERLINE.match(below):
        return 2
    apart = after > number + 1
    if _NUMBERED.match(line):
        if _BULLET.match(below) or (_NUMBERED.match(below) and not apart):
            return _item_level(lines, number, after)
        return 2 if _is_content(below) and len(below) > len(line) else 0
    if ": " in _numberless(line) and before >= 0 and not apart:
        return 0
    if not _closed(lines, before, number):
        return 0
    if _SECTION.match(line):
        return 2 if line.split()[0].rstrip(".").count(".") < 2 else 3
    if not apart and (
        _OPEN_END.search(line) or below[:1].islower() or len(line) > 0.6 * len(below.strip())
    ):
        return 2 if _ITEM.match(below) and line.rstrip().endswith((":", "?")) else 0
    return 2 if _is_content(below) or (apart and like_heading(below)) else 0


def _closed(lines: list[str], before: int, number: int) -> bool:
    """The line above has said all it had to say."""
    if before < 0 or before < number - 1:
        return True
    above = _DECORATION.sub("", lines[before].strip())
    return above.endswith((".", "!", "?", ":", "”", '"', "’", ")", "…")) or like_heading(
        lines[before]
    )


def _is_content(line: str) -> bool:
    words = line.strip()
    return len(words) >= _CONTENT or words.endswith((".", "!", "?", ":")) or bool(_ITEM.match(line))


def _item_level(lines: list[str], number: int, after: int) -> int:
    """4 for a numbered item that heads bullets of its own: "3. Say sorry:" or a question."""
    numbered = _NUMBERED.match(lines[number])
    if numbered is None or not _BULLET.match(lines[after]):
        return 0
    words = numbered[3].strip().strip("*_ ")
    return 4 if len(words) <= 200 and words.endswith((":", "?")) else 0


def _with_lists(lines: list[str], found: list[Head]) -> tuple[Head, ...]:
    """Numbered items are headings only in a list too long to be one passage."""
    kept: list[Head] = []
    at = 0
    while at < len(found):
        if found[at].level != 4:
            kept.append(found[at])
            at += 1
            continue
        end = next((n for n in range(at, len(found)) if found[n].level != 4), len(found))
        run = found[at:end]
        stop = _list_end(lines, run[-1], found[end].line if end < len(found) else len(lines))
        if sum(len(line) for line in lines[run[0].line : stop]) > _LONG:
            parent = kept[-1] if kept else None
            kept += [head._replace(level=3) for head in run]
            limit = found[end].line if end < len(found) else len(lines)
            if parent is not None and any(line.strip() for line in lines[stop:limit]):
                kept.append(Head(stop, parent.level, parent.text, stop, resumed=True))
        at = end
    return tuple(kept)


def _list_end(lines: list[str], last: Head, limit: int) -> int:
    """The line behind the last item's bullets: the first that is no part of the list."""
    for number in range(last.line + 1, limit):
        line = lines[number]
        if line.strip() and line[:1] not in (" ", "\t") and not _BULLET.match(line):
            return number
    return limit


def run_in_heads(paragraph: str) -> tuple[tuple[int, str], ...]:
    """(offset, heading) where a long paragraph holds its headings in the line: "Tone: Be …"."""
    if len(paragraph) <= _LONG:
        return ()
    found = tuple((match.start(1), match[1]) for match in _RUN_IN.finditer(paragraph))
    return found if len(found) >= _FEWEST_RUN_IN else ()
