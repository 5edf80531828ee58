"""Web pages: the content as Markdown, without what the site puts around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.knowledge.extract.html_parts import Pruned, prune
from assistant.knowledge.extract.markdown import Writer
from assistant.knowledge.extract.results import Extracted, Limits, Unreadable

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DATE = re.compile(r"\b(\d{4}-\d{2}-\d{2})")
_DATE_NAMES = ("article:modified_time", "dcterms.modified", "last-modified",
               "article:published_time", "dcterms.date", "dc.date", "date")  # fmt: skip
_DEPTH = 200
_NO_MEMORY = 2
"""libxml2's number for it."""
_LINE = frozenset({"br", "hr"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "html",
    "legend", "main", "p", "section", "summary",
})  # fmt: skip


def read(data: bytes, limits: Limits) -> Extracted:
    """A web page as Markdown.

    Raises:
        Unreadable: it holds no text, or is nested too deeply to be shown by anything.
    """
    tree = parse(decoded(data))
    said = _said(tree)
    pruned = prune(tree)
    writer = Writer()
    _Walk(writer).block(pruned.root)
    text = writer.text()
    if not text.strip():
        raise Unreadable("there is no text in it besides navigation and advertisements")
    return Extracted(text=text, fields=_fields(said, pruned))


def fragment(text: str) -> tuple[str, str]:
    """(Markdown, hidden text) of HTML that is part of something else, an e-mail's body."""
    pruned = prune(parse(text))
    writer = Writer()
    _Walk(writer).block(pruned.root)
    return writer.text(), pruned.hidden


def decoded(data: bytes) -> str:
    """The text of a page: UTF-8, else what it says itself, else as browsers guess."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    if b"\0" in data:
        raise Unreadable("it is no text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:4_096])
    try:
        return data.decode(said[1].decode() if said else "cp1252", "replace")
    except (LookupError, ValueError):
        return data.decode("cp1252", "replace")


def parse(text: str) -> Any:
    """The tree of a page."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = etree.fromstring(
            text.replace("\0", "").encode("utf-8", "replace") or b"<p></p>", parser
        )
    except etree.XMLSyntaxError as error:
        if "memory" in str(error).lower() or any(e.type == _NO_MEMORY for e in parser.error_log):
            raise MemoryError from error
        raise Unreadable("it is no web page that can be parsed") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise Unreadable("it is nested too deeply")
    if tree is None:
        raise Unreadable("there is nothing in it")
    return tree


def _said(tree: Any) -> dict[str, str]:
    """What the head of a page says of it."""
    meta = {
        (node.get("property") or node.get("name") or "").lower(): " ".join(
            (node.get("content") or "").split()
        )
        for node in tree.iter("meta")
    }
    dates = (meta.get(name, "") for name in _DATE_NAMES)
    return {
        "title": meta.get("og:title") or _title(tree),
        "date": next((found[1] for date in dates if (found := _DATE.search(date))), ""),
        "author": meta.get("author", "")[:200],
        "language": (tree.get("lang") or "").strip().lower()[:2],
    }


def _fields(said: dict[str, str], pruned: Pruned) -> dict[str, str]:
    fields = {
        **said,
        "title": _heading(pruned.root) or said["title"],
        "date": said["date"] or _time(pruned.root),
        "hidden": pruned.hidden,
    }
    return {key: value for key, value in fields.items() if value}


def _heading(root: Any) -> str:
    """The first heading of level one, where there is one alone."""
    found = [" ".join("".join(node.itertext()).split()) for node in root.iter("h1")]
    return found[0][:300] if len(found) == 1 else ""


def _title(tree: Any) -> str:
    """The title of the window, without the name of the site behind a bar."""
    node = next(iter(tree.iter("title")), None)
    words = " ".join("".join(node.itertext()).split()) if node is not None else ""
    return re.split(r" [|·»] ", words)[0][:300]


def _time(root: Any) -> str:
    for node in root.iter("time"):
        found = _DATE.search(node.get("datetime") or "")
        if found:
            return found[1]
    return ""


class _Walk:
    """Writes a tree: blocks of their own, what stands in a line into the line."""

    def __init__(self, writer: Writer) -> None:
        self.out = writer

    def block(self, node: Any, depth: int = 0) -> None:
        if depth > _DEPTH:
            raise Unreadable("it is nested too deeply")
        self.out.add(node.text or "")
        for child in node:
            self._child(child, depth + 1)
            self.out.add(child.tail or "")

    def _child(self, node: Any, depth: int) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in ("ul", "ol", "menu", "dir"):
            self._list(node, depth)
        elif tag == "table":
            self._table(node, depth)
        elif tag == "pre":
            self.out.code("".join(node.itertext()))
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.out.heading(int(tag[1]), "".join(node.itertext()))
        elif tag in _LINE:
            self.out.line_break()
        elif tag == "dt":
            self.out.flush()
            self.block(node, depth)
            self.out.add(": ")
        elif tag in _BLOCKS:
            if tag != "dd":
                self.out.flush()
            self.block(node, depth)
            self.out.flush()
        else:
            self.block(node, depth)

    def _list(self, node: Any, depth: int) -> None:
        self.out.flush()
        number = _integer(node.get("start"), 1)
        for child in node:
            if child.tag == "li":
                mark = f"{number}. " if node.tag == "ol" else "- "
                with self.out.item(mark):
                    self.block(child, depth)
                number += 1
            else:
                self._child(child, depth + 1)
        self.out.end_list()

    def _table(self, node: Any, depth: int) -> None:
        rows = [row for row in node.iter("tr") if next(row.iterancestors("table")) is node]
        if next(node.iterdescendants("table"), None) is not None or _is_layout(rows):
            self.out.flush()
            for cell in (cell for row in rows for cell in row):
                self.block(cell, depth)
                self.out.flush()
            return
        caption = next((c for c in node if c.tag == "caption"), None)
        if caption is not None:
            self.out.flush()
            self.block(caption, depth)
        head = bool(rows) and all(cell.tag == "th" for cell in rows[0])
        self.out.table(list(grid(_cells(rows))), head=head)


def _integer(value: str | None, otherwise: int) -> int:
    digits = (value or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 5 else otherwise


def _is_layout(rows: list[Any]) -> bool:
    """A table that only places things: one column, or cells that hold blocks."""
    widest = max((len(row) for row in rows), default=0)
    if widest < 2:
        return True
    blocks = {"h1", "h2", "h3", "section", "article"}
    return any(tag in blocks for row in rows for cell in row for tag in (n.tag for n in cell))


def _cells(rows: list[Any]) -> Iterator[list[tuple[str, int, int]]]:
    for row in rows:
        yield [
            (
                " ".join(" ".join(_parts(cell)).split()),
                _integer(cell.get("colspan"), 1),
                _integer(cell.get("rowspan"), 1),
            )
            for cell in row
            if cell.tag in ("td", "th")
        ]


def _parts(cell: Any) -> Iterator[str]:
    """The text of a cell; its list items and paragraphs do not run into each other."""
    for node in cell.iter():
        if node.tag == "li" and node.getprevious() is not None:
            yield ";"
        yield node.text or ""
        if node is not cell:
            yield node.tail or ""


def grid(rows: Iterator[list[tuple[str, int, int]]]) -> Iterator[list[str]]:
    """Rows of plain cells; a cell that spans several columns or rows is said in each."""
    above: dict[int, tuple[str, int]] = {}
    for cells in rows:
        line: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        for text, across, down in cells:
            _carry(line, above, below)
            for _ in range(min(max(across, 1), 50)):
                if down > 1:
                    below[len(line)] = (text, min(down, 500) - 1)
                line.append(text)
        _carry(line, above, below)
        above = below
        yield line


def _carry(
    line: list[str], above: dict[int, tuple[str, int]], below: dict[int, tuple[str, int]]
) -> None:
    while len(line) in above:
        text, left = above.pop(len(line))
        if left > 1:
            below[len(line)] = (text, left - 1)
        line.append(text)
