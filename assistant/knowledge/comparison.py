"""What has changed between the documents given and the documents recorded."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from assistant.corpus import Source
from assistant.database import Database
from assistant.domain import Passage, Record
from assistant.errors import IndexFault
from assistant.knowledge import record
from assistant.knowledge.record import FullDocument


class Change(Record):
    """Paths of documents by what happened to them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """The index holds what the documents hold."""
        return not (self.added or self.changed or self.deleted)


def gather(
    database: Database,
    sources: Sequence[Source],
    passages: Sequence[Passage],
    parsed: Mapping[str, Any],
    keep: Collection[str],
) -> tuple[tuple[FullDocument, ...], tuple[Passage, ...]]:
    """The documents and passages the index shall hold: those given, and those kept.

    Raises:
        IndexFault: two of them have the same id, or a passage belongs to no document.
    """
    documents = _documents(sources, passages, parsed)
    given = {document.source.id for document in documents}
    kept_ids = set(keep) - given
    if kept_ids:
        kept = [full for full in record.full_documents(database) if full.source.id in kept_ids]
        kept_passages = [
            passage for passage in record.stored_passages(database) if passage.document in kept_ids
        ]
        documents, passages = [*documents, *kept], [*passages, *kept_passages]
    _require_unique([document.source.id for document in documents], "documents")
    _require_unique([passage.id for passage in passages], "passages")
    orphans = {passage.document for passage in passages} - {full.source.id for full in documents}
    if orphans:
        raise IndexFault(f"passages name a document that was not given: {min(orphans)}")
    return tuple(documents), tuple(passages)


def _documents(
    sources: Sequence[Source], passages: Sequence[Passage], parsed: Mapping[str, Any]
) -> list[FullDocument]:
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document, []).append(passage)
    return [
        FullDocument(
            source=source,
            parsed=parsed.get(source.id),
            digest=_digest(source, by_document.get(source.id, []), parsed.get(source.id)),
        )
        for source in sources
    ]


def _digest(source: Source, passages: Sequence[Passage], parsed: Any) -> str:
    """A hash of all that the index keeps of a document.

    The content hash alone would miss a document that is read or split in another way now.
    """
    content = [
        source.model_dump(mode="json"),
        [passage.model_dump(mode="json", exclude={"score"}) for passage in passages],
        parsed,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _require_unique(ids: Sequence[str], what: str) -> None:
    twice = [key for key, count in Counter(ids).items() if count > 1]
    if twice:
        raise IndexFault(
            f"two {what} have the id {twice[0]!r}", remedy="give each file and heading its own name"
        )


def compare(recorded: Mapping[str, tuple[str, str]], documents: Sequence[FullDocument]) -> Change:
    """Sorts documents by what happened to them.

    Args:
        recorded: document id → path and digest, of the current index.
    """
    added: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    for document in documents:
        before = recorded.get(document.source.id)
        group = added if before is None else unchanged
        if before is not None and before[1] != document.digest:
            group = changed
        group.append(document.source.path)
    here = {document.source.id for document in documents}
    deleted = [path for key, (path, _) in recorded.items() if key not in here]
    return Change(
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        deleted=tuple(sorted(deleted)),
        unchanged=tuple(sorted(unchanged)),
    )
