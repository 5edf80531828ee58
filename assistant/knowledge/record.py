"""What the database knows of the index: documents, passages with their vectors, generations.

This is the record; Chroma is derived from it. A generation is one built collection; exactly one
is current, and the rows of documents and passages always belong to that one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from assistant.corpus import Source
from assistant.database import Database, Transaction
from assistant.domain import Kind, Passage, Record

State = Literal["building", "current", "retired"]


class Generation(Record):
    """One built index. `files` is the mark of a clean build: name → size, time and checksum."""

    number: int
    collection: str
    embeddings: str
    dimension: int
    chunker: str
    passages: int
    state: State
    files: dict[str, tuple[int, int, str]]


class StoredDocument(Record):
    """A document of the current generation, without its text."""

    id: str
    path: str
    kind: Kind
    title: str
    content_hash: str
    metadata: dict[str, str]
    parsed: Any = None
    """What its reader made of it (a playbook, clauses), as JSON; None for plain guidance."""


class StoredPassage(Record):
    """A passage with its vector: little-endian float32, of length one."""

    passage: Passage
    vector_key: str
    vector: bytes


class FullDocument(Record):
    """A document as it is recorded: its source, what was made of it, and a digest of both."""

    source: Source
    parsed: Any
    digest: str


_AT_ONCE = 500
"""Ids in one statement."""
_GENERATION = "number, collection, embeddings, dimension, chunker, passages, state, files"
_PASSAGE = "id, document, title, source, section, kind, text, position, metadata"


def _generation(row: tuple[Any, ...]) -> Generation:
    values = dict(zip(_GENERATION.split(", "), row, strict=True))
    return Generation(**{**values, "files": json.loads(values["files"] or "{}")})


def current(database: Database) -> Generation | None:
    """The generation that answers now; None before the first index run."""
    rows = database.rows(f"SELECT {_GENERATION} FROM generations WHERE state = 'current'")
    return _generation(rows[0]) if rows else None


def current_number(database: Database) -> int:
    """The number of the current generation, 0 where there is none: the switch, cheaply."""
    rows = database.rows("SELECT number FROM generations WHERE state = 'current'")
    return int(rows[0][0]) if rows else 0


def others(database: Database) -> tuple[Generation, ...]:
    """Generations that are not current: retired ones, and what killed runs left behind."""
    sql = f"SELECT {_GENERATION} FROM generations WHERE state <> 'current' ORDER BY number"
    return tuple(_generation(row) for row in database.rows(sql))


def begin(database: Database, *, embeddings: str, dimension: int, chunker: str) -> Generation:
    """Writes down that a generation is being built, so that its leftovers can be found."""
    import secrets

    with database.transaction() as transaction:
        rows = transaction.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM generations")
        number = int(rows[0][0])
        collection = f"composure-{number}-{secrets.token_hex(4)}"
        transaction.execute(
            "INSERT INTO generations (number, collection, embeddings, dimension, chunker,"
            " passages, created_at, state, files) VALUES (:number, :collection, :embeddings,"
            " :dimension, :chunker, 0, :created_at, 'building', '')",
            number=number,
            collection=collection,
            embeddings=embeddings,
            dimension=dimension,
            chunker=chunker,
            created_at=datetime.now(UTC).isoformat(),
        )
    return Generation(
        number=number,
        collection=collection,
        embeddings=embeddings,
        dimension=dimension,
        chunker=chunker,
        passages=0,
        state="building",
        files={},
    )


def forget(database: Database, number: int) -> None:
    """Removes a generation's row, once its collection is gone."""
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM generations WHERE number = :number", number=number)


def mark_clean(database: Database, number: int, files: Mapping[str, Sequence[Any]]) -> None:
    """Records what the files of a generation look like after a check that found them sound."""
    with database.transaction() as transaction:
        transaction.execute(
            "UPDATE generations SET files = :files WHERE number = :number",
            files=json.dumps(files),
            number=number,
        )


def switch(
    database: Database,
    generation: Generation,
    *,
    documents: Sequence[FullDocument],
    passages: Sequence[StoredPassage],
) -> None:
    """Makes a generation current together with the documents and passages it holds.

    One transaction: whoever is killed here leaves the old index or the new one.
    """
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM passages")
        transaction.execute("DELETE FROM documents")
        _insert_documents(transaction, documents)
        _insert_passages(transaction, passages)
        transaction.execute("UPDATE generations SET state = 'retired' WHERE state = 'current'")
        transaction.execute(
            "UPDATE generations SET state = 'current', passages = :passages, files = :files"
            " WHERE number = :number",
            passages=len(passages),
            files=json.dumps(generation.files),
            number=generation.number,
        )


def _insert_documents(transaction: Transaction, documents: Sequence[FullDocument]) -> None:
    transaction.many(
        "INSERT INTO documents (id, path, kind, title, content_hash, digest, text, metadata,"
        " parsed) VALUES (:id, :path, :kind, :title, :content_hash, :digest, :text, :metadata,"
        " :parsed)",
        (
            {
                **document.source.model_dump(exclude={"metadata"}),
                "digest": document.digest,
                "metadata": json.dumps(document.source.metadata),
                "parsed": None if document.parsed is None else json.dumps(document.parsed),
            }
            for document in documents
        ),
    )


def _insert_passages(transaction: Transaction, passages: Sequence[StoredPassage]) -> None:
    transaction.many(
        "INSERT INTO passages (id, document, title, source, section, kind, text, position,"
        " metadata, vector_key, vector) VALUES (:id, :document, :title, :source, :section, :kind,"
        " :text, :position, :metadata, :vector_key, :vector)",
        (
            {
                **stored.passage.model_dump(exclude={"metadata", "score"}),
                "metadata": json.dumps(stored.passage.metadata),
                "vector_key": stored.vector_key,
                "vector": stored.vector,
            }
            for stored in passages
        ),
    )


def stored_documents(database: Database) -> tuple[StoredDocument, ...]:
    """The documents of the current generation, by path, without their texts."""
    rows = database.rows(
        "SELECT id, path, kind, title, content_hash, metadata, parsed FROM documents ORDER BY path"
    )
    return tuple(
        StoredDocument(
            id=row[0],
            path=row[1],
            kind=row[2],
            title=row[3],
            content_hash=row[4],
            metadata=json.loads(row[5]),
            parsed=json.loads(row[6]) if row[6] else None,
        )
        for row in rows
    )


def full_documents(database: Database) -> tuple[FullDocument, ...]:
    """The documents of the current generation as they were recorded."""
    rows = database.rows(
        "SELECT id, path, kind, title, content_hash, text, metadata, parsed, digest"
        " FROM documents ORDER BY path"
    )
    return tuple(
        FullDocument(
            source=Source(
                id=row[0],
                path=row[1],
                kind=row[2],
                title=row[3],
                content_hash=row[4],
                text=row[5],
                metadata=json.loads(row[6]),
            ),
            parsed=json.loads(row[7]) if row[7] else None,
            digest=row[8],
        )
        for row in rows
    )


def digests(database: Database) -> dict[str, tuple[str, str]]:
    """Document id → path and digest, of the current generation."""
    return {
        row[0]: (row[1], row[2]) for row in database.rows("SELECT id, path, digest FROM documents")
    }


def _passage(row: tuple[Any, ...]) -> Passage:
    values = dict(zip(_PASSAGE.split(", "), row, strict=True))
    return Passage(**{**values, "metadata": json.loads(values["metadata"])})


def stored_passages(database: Database, kind: Kind | None = None) -> tuple[Passage, ...]:
    """The passages of the current generation, or those of a kind, in the order of documents."""
    where, values = ("WHERE kind = :kind", {"kind": kind}) if kind else ("", {})
    sql = f"SELECT {_PASSAGE} FROM passages {where} ORDER BY document, position, id"
    return tuple(_passage(row) for row in database.rows(sql, **values))


def passages_of(database: Database, ids: Sequence[str]) -> tuple[Passage, ...]:
    """The passages of the current generation that have these ids, in no order."""
    found: list[Passage] = []
    for start in range(0, len(ids), _AT_ONCE):
        names = {f"id{at}": key for at, key in enumerate(ids[start : start + _AT_ONCE])}
        wanted = ", ".join(f":{name}" for name in names)
        rows = database.rows(f"SELECT {_PASSAGE} FROM passages WHERE id IN ({wanted})", **names)
        found.extend(_passage(row) for row in rows)
    return tuple(found)


def passages_with_vectors(database: Database) -> tuple[StoredPassage, ...]:
    """The passages of the current generation with their vectors."""
    sql = f"SELECT {_PASSAGE}, vector_key, vector FROM passages ORDER BY document, position, id"
    return tuple(
        StoredPassage(passage=_passage(row[:-2]), vector_key=row[-2], vector=bytes(row[-1]))
        for row in database.rows(sql)
    )
