"""Where a passage can be opened: the file it comes from, with the place in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from assistant.answering.records import Quotation
from assistant.domain import Passage

_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)


class Places:
    """Makes links.

    Args:
        roots: folders that the paths of documents count from, the knowledge folder first.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = tuple(roots)

    def cite(self, passage: Passage, quote: str, number: int) -> Quotation:
        """The passage as a citation of an answer."""
        return Quotation(
            id=passage.id,
            title=passage.title,
            source=passage.source,
            section=passage.section,
            kind=passage.kind,
            quote=quote,
            score=passage.score,
            number=number,
            document=passage.metadata.get("path", passage.document),
            line=int(passage.metadata.get("line", "1") or 1),
            position=passage.position,
            valid_until=passage.metadata.get("valid_until", ""),
            link=self.link(passage),
        )

    def link(self, passage: Passage) -> str:
        """The address of a passage's place; empty where its document is no longer there."""
        path = self._file(passage)
        place = _place_in(passage)
        if path is not None:
            return f"{path.as_uri()}{place}"
        return f"{quote(passage.source, safe=':/?=&%#')}" if _ADDRESS.match(passage.source) else ""

    def _file(self, passage: Passage) -> Path | None:
        name = passage.metadata.get("path", "")
        for root in self._roots:
            for candidate in (root / name, root.parent / name, root / Path(name).name):
                if name and candidate.is_file():
                    return candidate.resolve()
        return None


def _place_in(passage: Passage) -> str:
    """The fragment that a viewer of this type of document understands."""
    data = passage.metadata
    if page := data.get("page"):
        return f"#page={page}"
    if data.get("clause"):
        heading = passage.section
    else:
        heading = passage.section.rpartition(" > ")[2] or passage.title
    return f"#{_slug(heading)}" if data.get("path", "").lower().endswith(".md") else ""


def _slug(heading: str) -> str:
    """A heading's anchor, as Markdown viewers make it."""
    kept = re.sub(r"[^\w\s-]", "", heading.lower())
    return re.sub(r"\s", "-", kept.strip())
