"""A small deterministic embedding model and small documents, for tests of the index."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from langchain_core.embeddings import Embeddings

from assistant.corpus import Source
from assistant.database import Database
from assistant.domain import Kind, Passage
from assistant.knowledge.index import Index
from assistant.knowledge.retrieval import Retriever
from assistant.settings import Settings

DIMENSION = 32
TEXTS: dict[str, tuple[Kind, str]] = {
    "late": ("playbook", "The parcel is late and the customer waits for the delivery."),
    "double": ("playbook", "The card was charged twice for one order."),
    "calm": ("guidance", "Breathe, listen, and let the customer finish before you answer."),
    "blame": ("guidance", "Never blame a colleague in front of the customer."),
    "refunds": ("policy", "A refund reaches the card within five working days."),
    "vouchers": ("policy", "A voucher is valid for one year and is never paid out."),
}


class HashedWords(Embeddings):
    """Each word falls into one of the dimensions by its hash; it counts what it is asked."""

    def __init__(self, dimension: int = DIMENSION) -> None:
        self.dimension = dimension
        self.embedded = 0

    def embed_query(self, text: str) -> list[float]:
        vector = [0.0] * self.dimension
        for word in text.lower().split():
            digest = hashlib.md5(word.strip(".,").encode()).digest()
            vector[digest[0] % self.dimension] += 1.0
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += len(texts)
        return [self.embed_query(text) for text in texts]


def source(name: str, kind: Kind, text: str) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    path = f"{kind}/{name}.md"
    return Source(id=name, title=name, kind=kind, path=path, text=text, content_hash=digest)


def passage(document: Source) -> Passage:
    return Passage(
        id=f"{document.id}#0",
        document=document.id,
        title=document.title,
        source=document.path,
        section="All of it",
        kind=document.kind,
        text=document.text,
        metadata={"valid_from": "2025-01-01"},
    )


def corpus(**changes: str | None) -> tuple[list[Source], list[Passage]]:
    """The small documents; a name with a text changes or adds one, with None takes it away."""
    texts = {name: text for name, (_, text) in TEXTS.items()}
    texts.update(changes)  # type: ignore[arg-type]
    sources = [
        source(name, TEXTS.get(name, ("guidance", ""))[0], text)
        for name, text in texts.items()
        if text is not None
    ]
    return sources, [passage(item) for item in sources]


@cache
def empty_database() -> bytes:
    """A database with all tables and nothing in them; making one runs the migrations."""
    with TemporaryDirectory() as folder:
        Database.open(f"sqlite:///{folder}/empty.db").close()
        return (Path(folder) / "empty.db").read_bytes()


def open_index(
    home: Path, *, name: str = "hashed", chunker: str = "1", dimension: int = DIMENSION
) -> tuple[Index, Database, HashedWords]:
    """An index in a home folder, its database, and its embedding model."""
    settings = Settings(home=home)
    if not (home / "composure.db").exists():
        home.mkdir(exist_ok=True)
        (home / "composure.db").write_bytes(empty_database())
    database = Database.open(settings.database)
    model = HashedWords(dimension)
    return Index(database, settings, model, name=name, chunker=chunker), database, model


def open_retriever(home: Path, *, name: str = "hashed", dimension: int = DIMENSION) -> Retriever:
    """A retriever over a home folder."""
    settings = Settings(home=home)
    return Retriever(Database.open(settings.database), settings, HashedWords(dimension), name=name)
