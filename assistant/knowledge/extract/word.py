"""Word documents: headings, lists and tables as Markdown; what is hidden or deleted goes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from assistant.knowledge.extract.html import grid
from assistant.knowledge.extract.markdown import Writer
from assistant.knowledge.extract.results import Extracted, Limits, Unreadable

_HEADING = re.compile(r"^heading ([1-9])$")
_CONTENTS = re.compile(r"^(?:toc|table of contents|index) ?\d*")
_SMALL_ENTRY = 100_000
"""Bytes; an entry below them does no harm, however well it was packed."""
_TINY = 4
"""Half points."""


def read(data: bytes, limits: Limits) -> Extracted:
    """A Word document as Markdown.

    Raises:
        Unreadable: damaged, far larger than it looks, or without text.
    """
    _check(data, limits)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Unreadable("it is damaged, or no Word document") from error
    walk = _Walk(document)
    walk.blocks(document.element.body)
    text = walk.out.text()
    if not text.strip():
        raise Unreadable("there is no text in it")
    return Extracted(text=text, fields=_fields(document, walk))


def _check(data: bytes, limits: Limits) -> None:
    """Looks at the sizes in the archive before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("it is damaged: its archive cannot be opened") from error
    if len(entries) > limits.entries:
        raise Unreadable(f"its archive has more than {limits.entries:,} entries")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise Unreadable(f"it unpacks to more than {limits.unpacked // 1_000_000} MB")
    for entry in entries:
        if entry.flag_bits & 1:
            raise Unreadable("it is encrypted; save it without a password")
        packed = max(entry.compress_size, 1)
        if entry.file_size > max(_SMALL_ENTRY, limits.ratio * packed):
            raise Unreadable(f"a part of it unpacks to more than {limits.ratio} times its size")


def _fields(document: Any, walk: _Walk) -> dict[str, str]:
    said = document.core_properties
    date = said.modified or said.created
    fields = {
        "title": walk.title or " ".join((said.title or "").split())[:300],
        "author": " ".join((said.author or "").split())[:200],
        "date": date.date().isoformat() if date else "",
        "language": (said.language or "").lower()[:2],
        "hidden": " ".join("".join(walk.hidden).split())[:20_000],
    }
    return {key: value for key, value in fields.items() if value}


class _Walk:
    """Writes the body of a document block by block."""

    def __init__(self, document: Any) -> None:
        from docx.oxml.ns import qn

        self.out = Writer()
        self.hidden: list[str] = []
        self.title = ""
        self._qn = qn
        self._numbers: dict[tuple[str, int], int] = {}
        self._styles = {style.style_id: style for style in document.styles}
        self._formats = _list_formats(document, qn)

    def blocks(self, parent: Any) -> None:
        for node in parent:
            if node.tag == self._qn("w:p"):
                self._paragraph(node)
            elif node.tag == self._qn("w:tbl"):
                self._table(node)
            elif node.tag == self._qn("w:sdt") and not self._is_contents(node):
                for content in node.iterchildren(self._qn("w:sdtContent")):
                    self.blocks(content)

    def _is_contents(self, node: Any) -> bool:
        """A table of contents that Word keeps up to date."""
        gallery = next(node.iter(self._qn("w:docPartGallery")), None)
        return gallery is not None and gallery.get(self._qn("w:val")) == "Table of Contents"

    def _paragraph(self, node: Any) -> None:
        name = self._style_name(node)
        text = " ".join("".join(self._words(node)).split(" ")).strip()
        if not text or _CONTENTS.match(name):
            return
        heading = _HEADING.match(name)
        if heading or name == "title":
            level = int(heading[1]) if heading else 1
            self.title = self.title or (text if level == 1 else "")
            self.out.heading(level, text)
            return
        listed = self._listed(node, name)
        if listed:
            self._item(text, *listed)
        else:
            self.out.add(text)
            self.out.flush()

    def _style_name(self, node: Any) -> str:
        style = node.find(f"{self._qn('w:pPr')}/{self._qn('w:pStyle')}")
        found = self._styles.get(style.get(self._qn("w:val"))) if style is not None else None
        return (found.name or "").lower() if found is not None else ""

    def _words(self, node: Any) -> Iterator[str]:
        """The text of a paragraph that a reader sees; what was inserted is part of it."""
        qn = self._qn
        gone = {qn("w:del"), qn("w:moveFrom")}
        for run in node.iter(qn("w:r")):
            if any(above.tag in gone for above in run.iterancestors()):
                continue
            text = "".join(self._run(run))
            if text.strip() and self._is_hidden(run):
                self.hidden.append(f" {text}")
            else:
                yield text

    def _run(self, run: Any) -> Iterator[str]:
        qn = self._qn
        for part in run:
            if part.tag == qn("w:t"):
                yield part.text or ""
            elif part.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
                yield " "
            elif part.tag == qn("w:noBreakHyphen"):
                yield "-"

    def _is_hidden(self, run: Any) -> bool:
        qn = self._qn
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return False
        vanish = properties.find(qn("w:vanish"))
        if vanish is not None and vanish.get(qn("w:val")) not in ("0", "false"):
            return True
        size = properties.find(qn("w:sz"))
        points = (size.get(qn("w:val")) or "") if size is not None else ""
        if points.isdecimal() and int(points) <= _TINY:
            return True
        colour = properties.find(qn("w:color"))
        white = colour is not None and (colour.get(qn("w:val")) or "").upper() == "FFFFFF"
        shaded = properties.find(qn("w:shd")) is not None or any(
            above.tag == qn("w:tc") for above in run.iterancestors()
        )
        return white and not shaded

    def _listed(self, node: Any, name: str) -> tuple[str, int, bool] | None:
        """(the list's id, depth, numbered) of a list item."""
        qn = self._qn
        number = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is not None:
            identifier, level = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
            key = identifier.get(qn("w:val")) if identifier is not None else "0"
            depth = level.get(qn("w:val")) if level is not None else "0"
            depth = int(depth) if str(depth).isdecimal() else 0
            return (key, min(depth, 8), self._formats.get((key, depth), "bullet") != "bullet")
        if name.startswith("list"):
            depth = int(name[-1]) - 1 if name[-1:].isdecimal() else 0
            return name, min(depth, 8), name.startswith("list number")
        return None

    def _item(self, text: str, key: str, depth: int, numbered: bool) -> None:
        number = self._numbers.get((key, depth), 0) + 1
        self._numbers[(key, depth)] = number
        for deeper in [k for k in self._numbers if k[0] == key and k[1] > depth]:
            del self._numbers[deeper]
        self.out.nested_item(f"{number}. " if numbered else "- ", text, depth)

    def _table(self, node: Any) -> None:
        rows = list(grid(self._cells(node)))
        self.out.table(rows, head=len(rows) > 1)

    def _cells(self, node: Any) -> Iterator[list[tuple[str, int, int]]]:
        qn = self._qn
        above: list[str] = []
        for row in node.iterchildren(qn("w:tr")):
            cells: list[tuple[str, int, int]] = []
            for cell in row.iterchildren(qn("w:tc")):
                texts = ("".join(self._words(p)).strip() for p in cell.iter(qn("w:p")))
                text = "; ".join(part for part in texts if part)
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                across = span.get(qn("w:val")) if span is not None else "1"
                merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
                if goes_on and len(cells) < len(above):
                    text = text or above[len(cells)]
                cells.append((text, int(across) if str(across).isdecimal() else 1, 1))
            above = [text for text, _, _ in cells]
            yield cells


def _list_formats(document: Any, qn: Any) -> dict[tuple[str, int], str]:
    """(list id, depth) → `bullet`, `decimal` … of the document's lists."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    kinds: dict[tuple[str, int], str] = {}
    for abstract in numbering.iterchildren(qn("w:abstractNum")):
        for level in abstract.iterchildren(qn("w:lvl")):
            form = level.find(qn("w:numFmt"))
            depth = level.get(qn("w:ilvl")) or "0"
            if form is not None and depth.isdecimal():
                key = (abstract.get(qn("w:abstractNumId")), int(depth))
                kinds[key] = form.get(qn("w:val")) or "bullet"
    found: dict[tuple[str, int], str] = {}
    for number in numbering.iterchildren(qn("w:num")):
        base = number.find(qn("w:abstractNumId"))
        for (abstract_id, depth), form in kinds.items():
            if base is not None and base.get(qn("w:val")) == abstract_id:
                found[(number.get(qn("w:numId")), depth)] = form
    return found
