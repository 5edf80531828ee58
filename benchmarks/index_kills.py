"""Kills index runs over 2,000 documents at random moments, and fills the disk under them.

    python -m benchmarks.index_kills [--count 50] [--documents 2000] [--seed 5]
    python -m benchmarks.index_kills --full FOLDER    FOLDER: a small file system of its own

Each round changes, adds and deletes documents, starts an index run, ends it with SIGKILL at a
moment drawn from the whole length of a run, and looks at what is there in a new process: the
documents of before or those of now, every passage of them and no other, and the full check. Then
a run must complete it, and leave nothing behind. `--full` does the same with a run that meets a
full disk: first the room is filled, so that the run fails; then it is given back.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from assistant.app import Assistant
from assistant.errors import ComposureError
from assistant.knowledge import checks, record
from assistant.knowledge.documents import read_knowledge
from assistant.knowledge.health import place_of
from assistant.knowledge.index import IndexReport
from assistant.settings import load
from benchmarks.made_up import MadeUp

PRELOADED = ["chromadb", "bm25s", "alembic.command", "assistant.models.embedders", __name__]
State = dict[str, str]
"""Path of a document → its content hash."""


class Folder:
    """Documents that change from round to round."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self.folder = folder
        self._made = MadeUp(seed)
        self._draw = random.Random(seed)
        self._next = 0
        folder.mkdir(parents=True)
        self._add(count)

    def change(self) -> None:
        """A tenth gets another text, a fortieth goes, as many come."""
        there = sorted(self.folder.iterdir())
        for path in self._draw.sample(there, len(there) // 10):
            self._write(path)
        gone = self._draw.sample(there, len(there) // 40)
        for path in gone:
            path.unlink()
        self._add(len(gone))

    def state(self) -> State:
        """What an index of it must hold."""
        sources = read_knowledge(self.folder).sources
        return {source.path: source.content_hash for source in sources}

    def _add(self, count: int) -> None:
        for _ in range(count):
            self._write(self.folder / f"page_{self._next:05}.md")
            self._next += 1

    def _write(self, path: Path) -> None:
        title, text = self._made.passage()
        path.write_text(f"# {title}\n\n{text[:400]}\n", encoding="utf-8")


# -- in processes of their own ---------------------------------------------------------------------


def run(home: Path, knowledge: Path, pipe: Any) -> None:
    """An index run; says whether it was refused, or how many documents were new to it."""
    try:
        report: IndexReport = Assistant(load(home=home, knowledge=knowledge)).index()
        pipe.send(("done", len(report.added) + len(report.changed) + len(report.deleted)))
    except ComposureError as error:
        pipe.send(("error", f"{error.message}; {error.remedy}"))


def look_full(home: Path, knowledge: Path, pipe: Any) -> None:
    """The same on a full disk, where Chroma, which the full check asks, cannot be opened."""
    look(home, knowledge, pipe, check=False)


def look(home: Path, knowledge: Path, pipe: Any, *, check: bool = True) -> None:
    """What is indexed, what is wrong with it, and how many folders there are too many."""
    assistant = Assistant(load(home=home, knowledge=knowledge))
    documents = assistant.retriever.documents()
    passages = assistant.retriever.passages()
    generation = record.current(assistant.database)
    assert generation is not None
    problems = [*checks.check(_expected(assistant, generation))] if check else []
    if {passage.document for passage in passages} != {document.id for document in documents}:
        problems.append("passages and documents differ")
    if not assistant.retriever.search("refund of a kettle"):
        problems.append("a search finds nothing")
    state = {document.path: document.content_hash for document in documents}
    folders = [path for path in (home / "index").iterdir() if path.is_dir()]
    pipe.send((state, problems, len(folders) - 1))


def _expected(assistant: Assistant, generation: Any) -> checks.Expected:
    place = place_of(assistant.settings, generation)
    return checks.expect(place, generation.files, record.passages_with_vectors(assistant.database))


# -- the trials ------------------------------------------------------------------------------------


class Trial:
    """Processes over one home."""

    def __init__(self, home: Path, documents: Folder) -> None:
        self.home = home
        self.documents = documents
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PRELOADED)

    def start(self, work: Any) -> tuple[Any, Any]:
        """A process, and where it says how it went."""
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=work, args=(self.home, self.documents.folder, theirs)
        )
        process.start()
        theirs.close()
        return process, ours

    def whole(self, work: Any) -> Any:
        """What a process says that nobody kills."""
        process, pipe = self.start(work)
        try:
            said = pipe.recv()
        except EOFError:
            said = ("died", process.exitcode)
        process.join()
        return said


def kills(folder: Path, count: int, documents: int, seed: int) -> None:
    """Kills until so many runs were met alive."""
    draw = random.Random(seed)
    made = Folder(folder / "documents", documents, seed)
    trial = Trial(folder / "home", made)
    assert trial.whole(run)[0] == "done"
    lengths, seen, bad = [_length(trial)], Counter[str](), 0
    while seen.total() < count:
        old = made.state()
        made.change()
        new = made.state()
        process, _ = trial.start(run)
        process.join(draw.uniform(0, median(lengths)))
        alive = process.is_alive()
        process.kill()
        process.join()
        state, problems, left = trial.whole(look)
        kind = "old" if state == old else "new" if state == new else "neither"
        started = time.monotonic()
        said = trial.whole(run)
        lengths.append(time.monotonic() - started)
        after, later, left = trial.whole(look)
        whole = after == new and not later and not left and said[0] == "done"
        if not alive:
            continue
        seen[kind] += 1
        bad += kind == "neither" or bool(problems) or not whole
        print(f"{seen.total()}: {kind} {problems} then {said} {later} {left}", file=sys.stderr)
    length = f"a run of {median(lengths):.1f} s over {len(new):,} documents"
    print(f"{count} kills of {length}, seed {seed}")
    print(f"old state {seen['old']}, new state {seen['new']}, neither {seen['neither']}")
    print(f"damaged, or not completed by the next run: {bad}")


def _length(trial: Trial) -> float:
    trial.documents.change()
    started = time.monotonic()
    assert trial.whole(run)[0] == "done"
    return time.monotonic() - started


def full(folder: Path, documents: int, seed: int) -> None:
    """A run on a full disk: it says so, the old index answers, and with room it completes."""
    place = folder / "home"
    with tempfile.TemporaryDirectory() as elsewhere:
        made = Folder(Path(elsewhere) / "documents", documents, seed)
        trial = Trial(place, made)
        assert trial.whole(run)[0] == "done"
        for kept in (0, 64_000, 512_000, 2_000_000, 4_000_000):
            old = made.state()
            made.change()
            ballast = folder / "ballast"
            ballast.touch()
            _fill(ballast, kept)
            said = trial.whole(run)
            _fill(ballast, 0)
            looked = trial.whole(look_full)
            ballast.unlink()
            state, problems, _ = trial.whole(look)
            kind = "old" if state == old else "new" if state == made.state() else "neither"
            print(f"{kept:>9,} bytes free: {said}\n  while full: {_short(looked)}")
            print(f"  with room again: {kind} {problems}; next run {trial.whole(run)}")
    shutil.rmtree(place)


def _fill(path: Path, kept: int) -> None:
    """Takes all room but so many bytes."""
    with contextlib.suppress(OSError), path.open("ab", buffering=0) as file:
        while True:
            file.write(b"\0" * 65_536)
    if kept:
        os.truncate(path, max(0, path.stat().st_size - kept))


def _short(looked: Any) -> str:
    return f"{len(looked[0])} documents answer, {looked[1]}" if len(looked) == 3 else str(looked)


def main() -> None:
    """Kills, or fills a disk."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--full", type=Path)
    given = parser.parse_args()
    if given.full:
        full(given.full, given.documents, given.seed)
        return
    with tempfile.TemporaryDirectory() as name:
        kills(Path(name), given.count, given.documents, given.seed)


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    main()
