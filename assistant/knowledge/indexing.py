"""Reads, splits and indexes a knowledge folder: what `composure index` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.knowledge.documents import read_knowledge
from assistant.knowledge.index import Index, IndexReport
from assistant.knowledge.library import parse
from assistant.knowledge.passages import split


def index_knowledge(
    index: Index,
    folder: Path,
    *,
    extra: Sequence[Path] = (),
    known: Sequence[Path] = (),
    rebuild: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> IndexReport:
    """Brings the index to what the documents hold now.

    Args:
        extra: more files or folders to index. known: documents outside the folder that an
            earlier run indexed; they stay as long as they exist.
        rebuild: build the whole index anew although nothing changed.

    Raises:
        KnowledgeError: there is nothing to index. IndexFault: another run holds the lock.
    """
    more = (*extra, *(path for path in known if not _covered(path, (folder, *extra))))
    reading = read_knowledge(folder, extra=more)
    passages = [passage for source in reading.sources for passage in split(source)]
    parsed = {source.id: text for source in reading.sources if (text := parse(source))}
    refused = [
        f"{entry.path}{f':{entry.line}' if entry.line else ''}: {entry.reason}"
        for entry in reading.refused
    ]
    report = index.run(reading.sources, passages, parsed=parsed, refused=refused, progress=progress)
    if rebuild and not report.rebuilt:
        report = index.rebuild(progress).model_copy(update={"refused": tuple(refused)})
    return report.model_copy(update={"flagged": reading.flagged})


def _covered(path: Path, places: Sequence[Path]) -> bool:
    return any(path == place or place in path.parents for place in places)
