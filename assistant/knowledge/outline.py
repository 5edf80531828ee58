"""The outline of a Markdown text: its headings, what stands under each, and in which line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.knowledge.extract.plain import Head, heads, run_in_heads

_OPENED = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_LONGEST_HEADING = 300
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_SLUG = re.compile(r"[^\w\s-]")
_OWN_LINE = re.compile(r"^\s*(?:[-*+•]\s|\d+[.)]\s|\||>|#|```|~~~)")


class Section(NamedTuple):
    """A heading with its content; `path` holds the headings above it and its own, not the title."""

    level: int
    heading: str
    path: tuple[str, ...]
    text: str
    line: int
    """The line of the heading, counted from 1 in the text."""
    text_line: int
    """The line at which `text` starts."""


def outline(text: str, *, deepest: int = 3) -> tuple[Section, ...]:
    """The sections of a text in order.

    Deeper headings than `deepest` stay inside their section; what stands before the first
    heading is a section of level 0 without one. The first heading of level one is the title:
    it keeps its own text, and leads no path.
    """
    lines = text.split("\n")
    heads = _heads(lines, deepest)
    title = next((number for number, level, _ in heads if level == 1), -1)
    sections: list[Section] = []
    above: list[tuple[int, str]] = []
    for (number, level, heading), following in zip(heads, [*heads[1:], None], strict=True):
        above = [(depth, name) for depth, name in above if depth < level]
        if number >= 0 and number != title:
            above.append((level, heading))
        start, end = number + 1, following[0] if following else len(lines)
        start = next((n for n in range(start, end) if lines[n].strip()), end)
        content = "\n".join(lines[start:end]).rstrip()
        path = tuple(name for _, name in above)
        sections.append(Section(level, heading, path, content, max(number, 0) + 1, start + 1))
    return tuple(sections)


def _heads(lines: list[str], deepest: int) -> list[tuple[int, int, str]]:
    """(line from 0, level, heading) of every heading outside fenced code, the start first."""
    heads = [(-1, 0, "")]
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence and 0 < (found := _heading(line))[0] <= deepest:
            heads.append((number, *found))
    return heads


def _heading(line: str) -> tuple[int, str]:
    """(level, heading) of a line; level 0 where it is none."""
    opened = _OPENED.match(line) if len(line) <= _LONGEST_HEADING else None
    if opened is None:
        return 0, ""
    heading = line[opened.end() :].rstrip()
    bare = heading.rstrip("#")
    heading = bare.rstrip() if bare[-1:] in (" ", "\t") else heading
    return len(opened[1]), heading


def plain_outline(text: str) -> tuple[Section, ...]:
    """The sections of a plain text; where nothing looks like a heading it is one section.

    Headings that stand in the line of a long paragraph ("Tone: Be …") open sections too. A
    section's text is a verbatim part of the text.
    """
    lines = text.split("\n")
    found = [Head(0, 0, "", 0), *heads(text)]
    sections: list[Section] = []
    above: list[tuple[int, str]] = []
    for head, following in zip(found, [*found[1:], None], strict=True):
        above = [(depth, name) for depth, name in above if depth < head.level]
        if head.level > 1:
            above.append((head.level, head.text))
        end = following.line if following else len(lines)
        start = next((n for n in range(head.opens, end) if lines[n].strip()), end)
        content = "\n".join(lines[start:end]).rstrip()
        path = tuple(name for _, name in above)
        whole = Section(head.level, head.text, path, content, head.line + 1, start + 1)
        sections.extend(_opened(whole))
    return tuple(section for section in sections if section.text or section.level)


def _opened(section: Section) -> Iterator[Section]:
    """A section, cut where a long paragraph of it holds its headings in the line."""
    paragraphs = section.text.split("\n")
    kept: list[str] = []
    start = 0
    for number, paragraph in enumerate(paragraphs):
        run_in = run_in_heads(paragraph)
        if not run_in:
            kept.append(paragraph)
            continue
        line = section.text_line + number
        before = "\n".join([*kept, paragraph[: run_in[0][0]]]).strip("\n")
        if before.strip():
            yield section._replace(text=before.rstrip(), text_line=section.text_line + start)
        apart = number > 1 and not any(row.strip() for row in paragraphs[number - 2 : number])
        above = section.path[:-1] if apart else section.path
        yield from _run_in(section._replace(path=above), paragraph, run_in, line)
        kept, start = [], number + 1
    rest = "\n".join(kept).strip("\n")
    if rest.strip() or not start:
        yield section._replace(text=rest, text_line=section.text_line + start)


def _run_in(
    section: Section, paragraph: str, run_in: tuple[tuple[int, str], ...], line: int
) -> Iterator[Section]:
    """The sections of one paragraph; a heading with nothing below leads the next one's text."""
    ends = [at for at, _ in run_in[1:]] + [len(paragraph)]
    opened = -1
    for (at, heading), end in zip(run_in, ends, strict=True):
        opened = at if opened < 0 else opened
        if end < len(paragraph) and not paragraph[at + len(heading) + 1 : end].strip():
            continue
        text = paragraph[opened:end].strip()
        path = (*section.path, heading)
        yield Section(max(section.level, 1) + 1, heading, path, text, line, line)
        opened = -1


def flowing(text: str) -> str:
    """Markdown without its hard line breaks: a paragraph is one line, list items keep theirs."""
    rows: list[list[str]] = []
    fenced = joinable = False
    for line in text.split("\n"):
        fence = _FENCE.match(line) is not None
        if joinable and not fence and line.strip() and not _OWN_LINE.match(line):
            rows[-1].append(line.strip())
            continue
        rows.append([line.rstrip()])
        fenced ^= fence
        joinable = not (fenced or fence) and bool(line.strip()) and line.lstrip()[0] not in "|#"
    return "\n".join(" ".join(row) for row in rows).strip()


def without_comments(text: str) -> str:
    """Markdown without its `<!-- comments -->`; one that never ends is text."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join((*kept, text[at:])).strip()


def title_of(text: str) -> str:
    """The first heading of level one; empty where there is none."""
    return next((name for _, level, name in _heads(text.split("\n"), 1) if level == 1), "")


def slug(heading: str) -> str:
    """A heading as it stands in an address: "What to find out?" → "what-to-find-out"."""
    return "-".join(_SLUG.sub("", heading.lower()).split()) or "section"
