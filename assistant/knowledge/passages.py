"""Splits a document into passages: whole thoughts, each a heading with its content."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant.corpus import Clause, Playbook, Source
from assistant.domain import Passage
from assistant.knowledge.extract.instructions import has_instructions
from assistant.knowledge.outline import (
    Section,
    flowing,
    outline,
    plain_outline,
    slug,
    without_comments,
)
from assistant.knowledge.pieces import cut
from assistant.knowledge.playbooks import parse_playbook
from assistant.knowledge.policies import clause_heading, parse_clauses

CHUNKER_VERSION = "3"
"""Rises with every change that makes other passages of the same documents, or other stems."""
_SLOT = re.compile(r"(?:\b(your|the|our|this|an?) )?\{(\w+)\}", re.IGNORECASE)


class _Part(NamedTuple):
    """A thought before it has its id: where it stands and what it says."""

    anchor: str
    section: str
    text: str
    line: int
    metadata: dict[str, str]


def split(source: Source) -> tuple[Passage, ...]:
    """The passages of a source in order; ids are stable and unique, positions count from 0.

    A passage's text opens with its heading on a line of its own. A policy's clause is always
    one passage with the id `policies/delivery#DEL-02`; other sections have their heading's
    slug, and further parts of a long one a number behind it.
    """
    parts = {"policy": _policy, "playbook": _playbook, "guidance": _guidance}[source.kind](source)
    origin = source.metadata.get("source") or source.path
    common = _common(source)
    flagged = source.metadata.get("instructions") == "yes"
    return tuple(
        Passage(
            id=f"{source.id}#{anchor}",
            document=source.id,
            title=source.title,
            source=origin,
            section=part.section,
            kind=source.kind,
            text=part.text,
            position=position,
            metadata={
                **common,
                **part.metadata,
                **(_flag(part) if flagged else {}),
                "line": str(part.line),
            },
        )
        for position, (anchor, part) in enumerate(_anchored(parts))
    )


def _flag(part: _Part) -> dict[str, str]:
    """Marks the passages that speak to a machine, in a document where one does."""
    return {"instructions": "yes"} if has_instructions(part.text) else {}


def parent_section(source: Source, passage: Passage) -> str:
    """The section around a passage, verbatim, as its document has it.

    That is the section above the passage's own with everything below it; where the title alone
    stands above, its own whole section; in a document without sections the whole text.
    """
    found = sections(source)
    own = _own(found, int(passage.metadata.get("line", "1")) - _first_line(source) + 1, passage)
    if own is None or not found[own].path:
        return source.text
    path = found[own].path[:-1] or found[own].path
    start = end = own
    while start and found[start - 1].path[: len(path)] == path:
        start -= 1
    while end + 1 < len(found) and found[end + 1].path[: len(path)] == path:
        end += 1
    lines = source.text.split("\n")
    last = found[end + 1].line - 1 if end + 1 < len(found) else len(lines)
    return "\n".join(lines[found[start].line - 1 : max(last, found[end].line)]).strip("\n")


def _own(found: tuple[Section, ...], line: int, passage: Passage) -> int | None:
    """The number of the section that a passage is in; several may start in one line."""
    before = [n for n, section in enumerate(found) if section.line <= line]
    if not before:
        return None
    same = [n for n in before if found[n].line == found[before[-1]].line]
    heading = passage.section.rpartition(" > ")[2]
    return next((n for n in same if found[n].heading == heading), before[-1])


def _anchored(parts: Iterable[_Part]) -> Iterator[tuple[str, _Part]]:
    """Each part with an anchor that no other has: "tone", "tone-2"."""
    taken: dict[str, int] = {}
    for part in parts:
        anchor = part.anchor
        while anchor in taken:
            taken[part.anchor] += 1
            anchor = f"{part.anchor}-{taken[part.anchor]}"
        taken[anchor] = 1
        yield anchor, part


def _common(source: Source) -> dict[str, str]:
    """What every passage of a document carries: its path, version and dates."""
    names = ("version", "date", "valid_from", "valid_until", "superseded_by", "language")
    found = {name: source.metadata[name] for name in names if source.metadata.get(name)}
    return {**found, "path": source.path}


def _first_line(source: Source) -> int:
    return int(source.metadata.get("body_line", "1"))


def _written(source: Source) -> bool:
    """Whether a person wrote the Markdown, with hard line ends; extracted text has none."""
    return source.metadata.get("format", "markdown") == "markdown"


def sections(source: Source) -> tuple[Section, ...]:
    """The sections of a document, by the marks of its format or by the look of its lines."""
    if source.metadata.get("format") == "plain" or source.path.lower().endswith(".txt"):
        return plain_outline(source.text)
    return outline(source.text, deepest=2 if source.kind in ("policy", "playbook") else 3)


def _guidance(source: Source) -> Iterator[_Part]:
    for section in sections(source):
        path = " > ".join((source.title, *section.path))
        anchor = slug(section.heading) if section.path else slug(source.title)
        if _written(source) and not source.path.lower().endswith(".txt"):
            line = _first_line(source) + section.line - 1
            yield from _pieces(path, anchor, flowing(section.text), line)
        else:
            yield from _placed(source, section, path, anchor)


def _pieces(path: str, anchor: str, text: str, line: int) -> Iterator[_Part]:
    heading = path.rpartition(" > ")[2]
    for number, piece in enumerate(cut(without_comments(text)), 1):
        numbered = anchor if number == 1 else f"{anchor}.{number}"
        yield _Part(numbered, path, f"{heading}\n\n{piece.text}", line, {})


def _placed(source: Source, section: Section, path: str, anchor: str) -> Iterator[_Part]:
    """The pieces of a section whose lines are those of the text, each with a line of its own."""
    heading = path.rpartition(" > ")[2]
    pages = [int(page) for page in source.metadata.get("pages", "").split(",") if page]
    first = _first_line(source) - 1
    for number, piece in enumerate(cut(section.text), 1):
        line = section.text_line + section.text.count("\n", 0, piece.start)
        line = section.line if number == 1 else line
        numbered = anchor if number == 1 else f"{anchor}.{number}"
        page = {"page": str(bisect_right(pages, line))} if pages else {}
        yield _Part(numbered, path, f"{heading}\n\n{piece.text}", first + line, page)


def _policy(source: Source) -> Iterator[_Part]:
    clauses = {clause.id: clause for clause in parse_clauses(source)}
    for section in outline(source.text, deepest=2):
        line = _first_line(source) + section.line - 1
        opened = clause_heading(section.heading) if section.level == 2 else None
        if opened is None:
            path = " > ".join((source.title, *section.path))
            anchor = slug(section.heading or source.title)
            yield from _pieces(path, anchor, flowing(section.text), line)
            continue
        clause = clauses[opened[0]]
        name = f"{clause.id} {clause.title}"
        text = f"{name}\n\n{_clause_text(clause)}"
        yield _Part(clause.id, name, text, line, _clause_data(clause))


def _clause_text(clause: Clause) -> str:
    """The clause's sentences, then its conditions and exceptions as sentences of their own."""
    lines = [clause.text]
    if clause.conditions:
        lines.append(f"Conditions: {'; '.join(clause.conditions)}.")
    if clause.exceptions:
        lines.append(f"Exceptions: {'; '.join(clause.exceptions)}.")
    return "\n".join(lines)


def _clause_data(clause: Clause) -> dict[str, str]:
    data = {
        "clause": clause.id,
        "approval": clause.approval,
        "limit": clause.limit,
        "valid_from": clause.valid_from.isoformat() if clause.valid_from else "",
        "valid_until": clause.valid_until.isoformat() if clause.valid_until else "",
        "superseded_by": clause.superseded_by,
    }
    return {key: value for key, value in data.items() if value}


def _playbook(source: Source) -> Iterator[_Part]:
    playbook = parse_playbook(source)
    data = {"playbook": playbook.id, "label": playbook.label}
    title = playbook.label[:1].upper() + playbook.label[1:]
    sections = [s for s in outline(source.text, deepest=2) if s.text]
    for number, section in enumerate(sections):
        heading = section.heading if section.level == 2 else "Summary"
        line = _first_line(source) + section.line - 1
        for part in _pieces(f"{title}: {heading}", slug(heading), flowing(section.text), line):
            yield part._replace(section=f"{title} > {heading}", metadata=data)
        if number == 0:
            yield from _phrases(playbook, title, data)


def _phrases(playbook: Playbook, title: str, data: dict[str, str]) -> Iterator[_Part]:
    """What stands in the front matter and is worth finding: wording, and what may be offered."""
    said = " ".join(_SLOT.sub(_spoken, phrase.text) for phrase in playbook.acknowledgements)
    listed = {"What to say first": said}
    if playbook.options:
        condition = f"If {playbook.options_if}: " if playbook.options_if else ""
        offers = "; ".join(f"{option.text} ({option.clause})" for option in playbook.options)
        listed["What may be offered"] = f"{condition}{offers}."
    for heading, text in listed.items():
        yield _Part(slug(heading), f"{title} > {heading}", f"{title}: {heading}\n\n{text}", 1, data)


def _spoken(slot: re.Match[str]) -> str:
    """A slot in words: "{order}" → "the order", "your {product}" → "your product"."""
    return f"{slot[1] or 'the'} {slot[2].replace('_', ' ')}"
