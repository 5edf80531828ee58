"""Newer supersedes older: a document that names what it replaces marks it as replaced."""

from __future__ import annotations

import hashlib

from assistant.corpus import Source


def mark_superseded(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources, those that another one supersedes marked with `superseded_by`.

    The mark goes into the content hash too: the older document's own bytes do not change when
    a newer one comes, and yet its passages must be indexed anew.
    """
    newer = {
        name.strip(): source.id
        for source in sources
        for name in source.metadata.get("supersedes", "").split(",")
        if name.strip()
    }
    return tuple(_marked(source, newer) for source in sources)


def _marked(source: Source, newer: dict[str, str]) -> Source:
    names = (source.id, source.id.rpartition("/")[2], source.path, source.path.rpartition("/")[2])
    by = next((newer[name] for name in names if name in newer and newer[name] != source.id), "")
    if not by or source.metadata.get("superseded_by"):
        return source
    digest = hashlib.sha256(f"{source.content_hash} superseded by {by}".encode()).hexdigest()
    metadata = {**source.metadata, "superseded_by": by}
    return source.model_copy(update={"content_hash": digest, "metadata": metadata})
