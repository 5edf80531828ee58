"""nDCG@10 of the dense half, the lexical half, their fusions and ours, on folders in BEIR's layout.

    python -m benchmarks.retrieval FOLDER [FOLDER…]

FOLDER holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and
`qrels/test.tsv`. "ours" is what `composure search` does: the candidates of both halves, headings
counted twice, no question words, words and themes that mean the same, the nearest sentence. The
dense half is exact here;
what Chroma's graph loses against it is measured by `benchmarks/recall.py`.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Passage
from assistant.knowledge.expansion import expansion_for
from assistant.knowledge.fusion import by_ranks, by_scores
from assistant.knowledge.lexical import searchable
from assistant.knowledge.ranking import Ranker, candidates
from assistant.knowledge.record import StoredPassage
from assistant.knowledge.retrieval import CANDIDATES
from assistant.knowledge.snapshot import Snapshot
from assistant.models.wordllama import local_embeddings

Scores = NDArray[np.float32]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    """Query id → document id → relevance."""
    judged: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            judged.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return judged


def embed(texts: list[str]) -> Scores:
    """Unit vectors of the shipped embedding model."""
    import wordllama

    folder = Path(wordllama.__file__).parent
    model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
    vectors = np.asarray(model.embed(texts), dtype=np.float32)
    unit: Scores = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit


def gain(ranking: list[str], relevant: dict[str, int], depth: int = 10) -> float:
    """nDCG of one ranking."""
    found = sum(
        (2 ** relevant.get(key, 0) - 1) / math.log2(rank + 2)
        for rank, key in enumerate(ranking[:depth])
    )
    best = sorted(relevant.values(), reverse=True)[:depth]
    ideal = sum((2**value - 1) / math.log2(rank + 2) for rank, value in enumerate(best))
    return found / ideal if ideal else 0.0


def measure(folder: Path) -> dict[str, float]:
    """Way of ranking → mean nDCG@10."""
    corpus = read_lines(folder / "corpus.jsonl")
    judged = read_judgements(folder / "qrels" / "test.tsv")
    queries = [query for query in read_lines(folder / "queries.jsonl") if query["_id"] in judged]
    keys = [item["_id"] for item in corpus]
    passages = tuple(_passage(item) for item in corpus)
    texts = [searchable(passage) for passage in passages]
    vectors, asked = embed(texts), embed([query["text"] for query in queries])
    contents = _contents(passages, vectors)
    lexicon = contents.snapshot.lexicon
    ranker = Ranker(contents, expansion_for(Path()), local_embeddings())
    sums: dict[str, float] = {}
    for query, vector in zip(queries, asked, strict=True):
        near = vectors @ vector
        ways = rankings(near, *lexicon.scores(query["text"]))
        orders = {name: np.argsort(-scores, kind="stable")[:10] for name, scores in ways.items()}
        found = {name: [keys[index] for index in order] for name, order in orders.items()}
        found["ours"] = ours(ranker, query["text"], vector, near)
        for name, order in found.items():
            sums[name] = sums.get(name, 0.0) + gain(order, judged[query["_id"]])
    return {name: total / len(queries) for name, total in sums.items()}


def _passage(item: dict[str, Any]) -> Passage:
    title, key = item.get("title", ""), item["_id"]
    return Passage(
        id=key,
        document=key,
        title=title,
        source="",
        section="",
        kind="guidance",
        text=item["text"],
    )


def _contents(passages: tuple[Passage, ...], vectors: Scores) -> Any:
    """What a ranker reads of a generation, without a database."""
    stored = [
        StoredPassage(passage=passage, vector_key="", vector=row.tobytes())
        for passage, row in zip(passages, vectors, strict=True)
    ]
    return SimpleNamespace(
        snapshot=Snapshot.of(stored),
        passages_at=lambda rows: [passages[row] for row in rows],
        mask_of=lambda kinds: None,
    )


def ours(ranker: Ranker, query: str, vector: Scores, near: Scores) -> list[str]:
    """The ids that `composure search` would give, with an exact dense half."""
    nearest = np.argsort(-near, kind="stable")[:CANDIDATES]
    lexical, _ = ranker.contents.snapshot.lexicon.scores(query)
    rows = candidates(nearest, lexical, None, CANDIDATES)
    return [each.passage.id for each in ranker.ranked(query, vector, rows, 10, closely=True)]


def rankings(dense: Scores, lexical: Scores, bound: float) -> dict[str, Scores]:
    """Each way of ranking the corpus for one query."""
    ways = {"dense": dense, "BM25": lexical}
    for constant in (10, 60):
        ways[f"ranks, k={constant}"] = by_ranks(dense, lexical, constant=constant)
    best = float(lexical.max(initial=0.0))
    for weight in (0.4, 0.5, 0.6, 0.7):
        ways[f"scores, dense {weight}"] = by_scores(dense, lexical, bound, weight=weight)
        ways[f"scores/best, dense {weight}"] = by_scores(dense, lexical, best, weight=weight)
    return ways


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(argument)
        for way, value in measure(Path(argument)).items():
            print(f"  {way:24} {value:.4f}")
