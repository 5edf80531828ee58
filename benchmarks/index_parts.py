"""What `index_size` runs in processes of their own: one build or one start of one way.

python -m benchmarks.index_parts PART FOLDER PLACE
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

BATCH = 1_000
"""Passages in one call of raw Chroma."""


def read(folder: Path, name: str) -> list[str]:
    texts: list[str] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return texts


def open_assistant(folder: Path, place: str) -> Any:
    from assistant.app import Assistant
    from assistant.settings import load

    return Assistant(load(home=folder / place, knowledge=folder / "documents"))


def open_embeddings() -> Any:
    from assistant.models.wordllama import WordLlamaEmbeddings

    return WordLlamaEmbeddings()


def open_collection(folder: Path, place: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    client: Any = chromadb.PersistentClient(str(folder / place), settings=settings)
    return client.get_or_create_collection(
        "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


def build_ours(folder: Path, place: str) -> None:
    """All of `composure index`."""
    open_assistant(folder, place).index()


def build_chroma(folder: Path, place: str) -> None:
    """Raw Chroma with its defaults: texts, ids and vectors, by batches."""
    collection, embeddings, texts = (
        open_collection(folder, place),
        open_embeddings(),
        read(folder, "texts"),
    )
    for start in range(0, len(texts), BATCH):
        part = texts[start : start + BATCH]
        ids = [str(start + row) for row in range(len(part))]
        vectors = embeddings.embed_documents(part)
        collection.add(ids=ids, documents=part, embeddings=vectors)


def build_words(folder: Path, place: str) -> None:
    """Raw bm25s with its defaults."""
    import bm25s

    texts = read(folder, "texts")
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    index.save(folder / place, show_progress=False)


def start_ours(folder: Path, place: str) -> None:
    """A new process with one search."""
    assert open_assistant(folder, place).search("refund of a kettle")


def start_chroma(folder: Path, place: str) -> None:
    """A new process with one query."""
    collection = open_collection(folder, place)
    vector = open_embeddings().embed_query("refund of a kettle")
    assert collection.query(query_embeddings=[vector], n_results=5)["ids"][0]


PARTS: dict[str, Callable[[Path, str], None]] = {
    "build_ours": build_ours,
    "build_chroma": build_chroma,
    "build_words": build_words,
    "start_ours": start_ours,
    "start_chroma": start_chroma,
}


if __name__ == "__main__":
    PARTS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
