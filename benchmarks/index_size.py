"""Large indexes: building, memory, questions and starts, beside raw Chroma and raw bm25s.

    python -m benchmarks.index_size [COUNT…] [--jumbled] [--seed N] [--rounds N] [--keep FOLDER]

COUNT passages (20,000 and 100,000) are made up by `benchmarks/made_up.py`; `--jumbled` draws their
words at random, the worst case for a graph of neighbours. Ways that are compared take turns, in
processes of their own where memory and starts are measured, and in one process, question by
question, where questions are. Raw Chroma is given the finished texts, in batches of 1,000, and
embeds them with the same embeddings; Composure's build is all of `composure index`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from assistant.knowledge.documents import read_knowledge
from assistant.knowledge.lexical import searchable
from assistant.knowledge.passages import split
from benchmarks import trials
from benchmarks.index_parts import open_assistant, open_collection, open_embeddings, read
from benchmarks.made_up import Jumbled, MadeUp, write_documents
from benchmarks.trials import alternate, middle, python, table

QUESTIONS = 300
NEAREST = 10


class Spent(NamedTuple):
    """What a process spent: seconds on the clock and of the processor, and its peak in MB."""

    wall: float
    cpu: float
    memory: float


class Bench:
    """One size of knowledge base, and where its trials take place."""

    def __init__(self, folder: Path, count: int, seed: int, *, jumbled: bool) -> None:
        self.folder = folder
        self.count = count
        self.rounds = 0
        made = (Jumbled if jumbled else MadeUp)(seed)
        self.documents = folder / "documents"
        if not self.documents.exists():
            write_documents(self.documents, made.passages(count))
            (folder / "texts.json").write_text(json.dumps(self._texts()), encoding="utf-8")
            questions = [made.question() for _ in range(QUESTIONS)]
            (folder / "questions.json").write_text(json.dumps(questions), encoding="utf-8")

    def _texts(self) -> list[str]:
        """What Composure embeds of these documents and of the playbooks it adds."""
        sources = read_knowledge(self.documents).sources
        return [searchable(passage) for source in sources for passage in split(source)]

    def child(self, part: str, place: str) -> Spent:
        """Runs a part of this module in a process of its own."""
        command = python("benchmarks.index_parts", part, str(self.folder), place)
        environment = trials.environment(self.folder)
        environment["COMPOSURE_HOME"] = str(self.folder / place)
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=trials.ROOT, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError(f"{part} failed")
        return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


# -- the trials ------------------------------------------------------------------------------------


def building(bench: Bench, rounds: int) -> None:
    """Passages a second into a new index, and the most memory that took."""
    ways = {
        "composure index, all of it": ("build_ours", "home"),
        "raw Chroma, its defaults": ("build_chroma", "chroma"),
        "raw bm25s": ("build_words", "words"),
    }
    spent = alternate({name: _child(bench, *way) for name, way in ways.items()}, rounds)
    base = [run.wall for run in spent["raw Chroma, its defaults"]]
    rows = [
        (
            name,
            bench.count / middle([run.wall for run in runs]),
            middle([other / run.wall for run, other in zip(runs, base, strict=True)]),
            middle([run.cpu for run in runs]),
            max(run.memory for run in runs),
        )
        for name, runs in spent.items()
    ]
    head = ("a new index", "passages/s", "ratio: raw Chroma", "cpu s", "peak MB")
    table(f"1. Building {bench.count:,} passages, medians of {rounds}", head, rows)


def _child(bench: Bench, part: str, place: str) -> Callable[[int], Spent]:
    return lambda number: bench.child(part, f"{place}-{number}")


def starting(bench: Bench, rounds: int) -> None:
    """From the start of a process to its first answer."""
    ways = {
        "composure, first search": lambda _: bench.child("start_ours", "home-0"),
        "raw Chroma, first query": lambda _: bench.child("start_chroma", "chroma-0"),
    }
    for way in ways.values():
        way(0)
    spent = alternate(ways, rounds)
    base = [run.wall for run in spent["raw Chroma, first query"]]
    rows = [
        (
            name,
            middle([run.wall for run in runs]),
            middle([run.wall - other for run, other in zip(runs, base, strict=True)]),
            middle([run.cpu for run in runs]),
            max(run.memory for run in runs),
        )
        for name, runs in spent.items()
    ]
    head = ("a new process", "wall s", "beyond raw Chroma", "cpu s", "peak MB")
    table(f"2. Starting on {bench.count:,} passages, medians of {rounds}", head, rows)


def asking(bench: Bench) -> None:
    """Questions, each asked in every way in turn; from the text of the question to texts."""
    import bm25s

    questions = read(bench.folder, "questions")
    texts, embeddings = read(bench.folder, "texts"), open_embeddings()
    raw = open_collection(bench.folder, "chroma-0")
    retriever = open_assistant(bench.folder, "home-0").retriever
    own = retriever._open()._collection
    words = bm25s.BM25.load(bench.folder / "words-0", show_progress=False)

    def bm25(question: str) -> Any:
        asked = bm25s.tokenize([question], show_progress=False)
        found, _ = words.retrieve(asked, k=NEAREST, show_progress=False)
        return [texts[row] for row in found[0]]

    ways: dict[str, Callable[[str], Any]] = {
        "composure, hybrid": lambda q: retriever.search(q, limit=NEAREST),
        "composure, hybrid with reasons": lambda q: retriever.ranked_many([q], limit=NEAREST),
        "raw Chroma, its defaults": lambda q: raw.query(
            query_embeddings=[embeddings.embed_query(q)], n_results=NEAREST
        ),
        "raw Chroma, our graph": lambda q: own.query(
            query_embeddings=[embeddings.embed_query(q)], n_results=NEAREST
        ),
        "raw bm25s": bm25,
    }
    seconds = _timed(ways, questions)
    base = seconds["raw Chroma, its defaults"]
    rows = [
        (name, *_spread(found), _spread(found)[1] / _spread(base)[1])
        for name, found in seconds.items()
    ]
    head = ("a question", "p50 ms", "p95 ms", "p95: raw Chroma")
    table(f"3. {len(questions)} questions to {bench.count:,} passages", head, rows)
    recall(bench, retriever, raw, own, np.array([embeddings.embed_query(q) for q in questions]))


def _timed(
    ways: dict[str, Callable[[str], Any]], questions: Sequence[str]
) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(questions[0])
    for number, question in enumerate(questions):
        for name in list(ways)[:: 1 if number % 2 else -1]:
            started = time.perf_counter()
            ways[name](question)
            seconds[name].append(time.perf_counter() - started)
    return seconds


def _spread(seconds: Sequence[float]) -> tuple[float, float]:
    middling, most = np.percentile(np.array(seconds) * 1000, [50, 95])
    return float(middling), float(most)


def recall(bench: Bench, retriever: Any, raw: Any, own: Any, asked: Any) -> None:
    """How many of the true ten nearest each dense half finds; ties count as found."""
    contents = retriever._current()
    snapshot = contents.snapshot
    true = asked.astype(np.float32) @ np.asarray(snapshot.vectors).T
    least = np.sort(true, axis=1)[:, -NEAREST] - 1e-6
    found = {
        "composure": [
            true[at][rows[:NEAREST]]
            for at, rows in enumerate(retriever._open().nearest(asked.astype(np.float32), None, 50))
        ],
        "raw Chroma, its defaults": _cosines(raw, asked),
        "raw Chroma, our graph": _cosines(own, asked),
    }
    rows = [
        (
            name,
            float(np.mean([(each >= low).sum() for each, low in zip(got, least, strict=True)]))
            / NEAREST,
        )
        for name, got in found.items()
    ]
    settings = {k: v for k, v in own.configuration_json["hnsw"].items() if "e" in k}
    short = snapshot.scan._short.shape[1] if snapshot.scan else "none"
    table(f"4. The true ten nearest of {bench.count:,}", ("dense half", "recall@10"), rows)
    print(f"  our graph: {settings}; short form: {short} of {snapshot.vectors.shape[1]} numbers")


def _cosines(collection: Any, asked: Any) -> list[Any]:
    answers = (
        collection.query(query_embeddings=[one], n_results=NEAREST, include=["distances"])
        for one in asked
    )
    return [1 - np.array(answer["distances"][0]) for answer in answers]


def measure(folder: Path, count: int, given: argparse.Namespace) -> None:
    """All trials of one size."""
    print(f"\n{count:,} passages, seed {given.seed}{', jumbled' * given.jumbled}", flush=True)
    bench = Bench(folder, count, given.seed, jumbled=given.jumbled)
    if not (folder / "home-0").exists():
        building(bench, given.rounds)
    starting(bench, 5)
    asking(bench)


def main() -> None:
    """Measures each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("counts", nargs="*", type=int, help="passages; none = 20000 100000")
    parser.add_argument("--jumbled", action="store_true", help="words in no order")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--rounds", type=int, default=1, help="of building")
    parser.add_argument("--keep", type=Path, help="work here and leave it")
    given = parser.parse_args()
    print(trials.machine(), flush=True)
    for count in given.counts or (20_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            place = given.keep / str(count) if given.keep else Path(folder)
            place.mkdir(parents=True, exist_ok=True)
            measure(place, count, given)
    print(f"\nload {os.getloadavg()[0]:.1f} at the end", file=sys.stdout)


if __name__ == "__main__":
    main()
