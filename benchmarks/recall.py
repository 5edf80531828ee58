"""Recall@10 of Chroma's graph against the exact answer, and what a question costs.

    python -m benchmarks.recall TEXTS.txt [COUNT…]

TEXTS.txt holds one text a line; the first COUNT lines are stored, the last 100 ask.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.retrieval import Scores, embed

SETTINGS = ((16, 100, 100), (32, 200, 100), (32, 200, 200), (48, 400, 200), (48, 400, 400))
"""Neighbours, ef_construction, ef_search; the first are Chroma's defaults."""


def build(client: Any, vectors: Scores, setting: tuple[int, int, int]) -> Any:
    """A collection of the vectors under one setting."""
    neighbours, construction, search = setting
    collection = client.create_collection(
        "recall-" + "-".join(map(str, setting)),
        embedding_function=None,
        configuration={
            "hnsw": {
                "space": "cosine",
                "max_neighbors": neighbours,
                "ef_construction": construction,
                "ef_search": search,
            }
        },
    )
    for start in range(0, len(vectors), 1000):
        part = vectors[start : start + 1000]
        collection.add(ids=[str(start + row) for row in range(len(part))], embeddings=part)
    return collection


def measure(vectors: Scores, queries: Scores, setting: tuple[int, int, int]) -> str:
    """One line of the table."""
    import chromadb
    from chromadb.config import Settings

    exact = np.argsort(-(queries @ vectors.T), axis=1)[:, :10]
    with tempfile.TemporaryDirectory() as folder:
        client: Any = chromadb.PersistentClient(
            folder, settings=Settings(anonymized_telemetry=False)
        )
        started = time.perf_counter()
        collection = build(client, vectors, setting)
        built = time.perf_counter() - started
        started = time.process_time()
        answers = [
            collection.query(query_embeddings=[query], n_results=10, include=[])["ids"][0]
            for query in queries
        ]
        spent = (time.process_time() - started) / len(queries) * 1000
        client.close()
    hits = sum(
        len({int(key) for key in ids} & set(row)) for ids, row in zip(answers, exact, strict=True)
    )
    return (
        f"{len(vectors):7} {setting!s:16} recall@10 {hits / exact.size:.3f}"
        f"  query {spent:.2f} ms  build {built:.1f} s"
    )


if __name__ == "__main__":
    texts = [line for line in Path(sys.argv[1]).read_text("utf-8").splitlines() if line.strip()]
    found = embed(texts)
    for count in [int(value) for value in sys.argv[2:]] or [len(texts) - 100]:
        for choice in SETTINGS:
            print(measure(found[:count], found[-100:], choice), flush=True)
