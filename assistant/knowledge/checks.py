"""Whether an index on disk is what was built.

An ordinary start compares sizes and times (`changed_files`), which costs microseconds. The full
check runs as `python -m assistant.knowledge.checks` in a child process, since reading a damaged
graph can crash the process that does it: checksums first, then the count, ids and kinds, and up
to 50 stored vectors that must find themselves.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.domain import Record
from assistant.errors import IndexFault
from assistant.knowledge.chroma import Place, find, guarded, opened
from assistant.knowledge.record import StoredPassage

SAMPLE = 50
_PAGE = 10_000
CHILD_SECONDS = 120
CATALOGUE = "chroma.sqlite3"
"""Chroma writes to this file at every opening, so its time and checksum say nothing."""

_TOLERANCE = 1e-3
"""Cosine distance within which a vector counts as found (float32 and rounding)."""

Files = dict[str, tuple[int, int, str]]


class Expected(Record):
    """What a collection must hold."""

    folder: str
    url: str
    collection: str
    kinds: dict[str, str]
    """Passage id → kind."""
    sample: dict[str, list[float]]
    """Passage id → vector, of up to SAMPLE passages."""
    files: dict[str, tuple[int, int, str]]


def expect(
    place: Place, files: Mapping[str, tuple[int, int, str]], passages: Sequence[StoredPassage]
) -> Expected:
    """What a collection of these passages must hold; the sample is spread evenly over them."""
    import numpy as np

    step = max(1, -(-len(passages) // SAMPLE))
    return Expected(
        folder=str(place.folder.parent),
        url=place.url,
        collection=place.collection,
        kinds={stored.passage.id: stored.passage.kind for stored in passages},
        sample={
            stored.passage.id: np.frombuffer(stored.vector, dtype="<f4").tolist()
            for stored in passages[::step]
        },
        files=dict(files),
    )


def read_files(folder: Path) -> Files:
    """The size, time and SHA-256 of every file of a collection but the catalogue."""
    found: Files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(CATALOGUE):
            status = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[path.relative_to(folder).as_posix()] = (
                status.st_size,
                status.st_mtime_ns,
                digest,
            )
    return found


def changed_files(folder: Path, files: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    """Files that are gone or differ in size or time; cheap enough for every search."""
    changed = []
    place = str(folder)  # joined as text: paths of 20 files took a tenth of a search
    for name, (size, time, _) in files.items():
        try:
            status = os.stat(f"{place}/{name}")
        except OSError:
            changed.append(name)
            continue
        if (status.st_size, status.st_mtime_ns) != (size, time):
            changed.append(name)
    if not os.path.exists(f"{place}/{CATALOGUE}"):
        changed.append(CATALOGUE)
    return tuple(changed)


def catalogue_problem(folder: Path) -> str:
    """What SQLite's own check says of Chroma's catalogue; empty = sound. It changes nothing."""
    try:
        location = (folder / CATALOGUE).resolve().as_uri()
        with closing(sqlite3.connect(f"{location}?mode=ro", uri=True, timeout=30)) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return f"the catalogue cannot be read ({type(error).__name__})"
    return "" if said == "ok" else "the catalogue is damaged"


def problems_of_files(place: Place, files: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    """What checksums and SQLite's check find, without Chroma reading anything."""
    if not place.folder.is_dir():
        return ("the folder of the index is gone",)
    now = read_files(place.folder)
    found = [f"{name} is gone" for name in files if name not in now]
    found += [
        f"{name} is not what was built"
        for name, (_, _, digest) in files.items()
        if name in now and now[name][2] != digest
    ]
    found += [f"{name} does not belong there" for name in now if name not in files]
    catalogue = catalogue_problem(place.folder)
    return tuple([*found, catalogue] if catalogue else found)


def problems_of_content(place: Place, expected: Expected) -> tuple[str, ...]:
    """What Chroma answers against what it must hold."""
    try:
        with guarded("opened"), opened(place) as client:
            collection = find(client, expected.collection)
            kinds = _kinds(collection)
            if collection.count() != len(expected.kinds) or kinds != expected.kinds:
                return ("the index does not hold the passages of the record",)
            return _strangers(collection, expected.sample)
    except IndexFault as fault:
        return (fault.message,)


def _kinds(collection: Any) -> dict[str, str]:
    """Id → kind of all that a collection holds.

    Page by page: asked for some 80,000 at once, Chroma builds a statement that SQLite refuses.
    """
    kinds: dict[str, str] = {}
    for start in range(0, collection.count(), _PAGE):
        found = collection.get(include=["metadatas"], limit=_PAGE, offset=start)
        pairs = zip(found["ids"], found["metadatas"] or [], strict=True)
        kinds.update((key, str((metadata or {}).get("kind"))) for key, metadata in pairs)
    return kinds


def _strangers(collection: Any, sample: Mapping[str, list[float]]) -> tuple[str, ...]:
    """Stored vectors that do not find themselves."""
    if not sample:
        return ()
    answer = collection.query(
        query_embeddings=list(sample.values()), n_results=1, include=["distances", "embeddings"]
    )
    lost = [
        key
        for key, distances in zip(sample, answer["distances"], strict=True)
        if not distances or abs(distances[0]) > _TOLERANCE
    ]
    return (f"{len(lost)} of {len(sample)} passages do not find themselves",) if lost else ()


def check_in_child(expected: Expected) -> tuple[str, ...]:
    """Runs the full check in a child process; a crash there is a finding here."""
    package = Path(__file__).resolve().parents[2]
    paths = [str(package), os.environ.get("PYTHONPATH", "")]
    try:
        child = subprocess.run(
            [sys.executable, "-m", "assistant.knowledge.checks"],
            input=expected.model_dump_json(),
            capture_output=True,
            text=True,
            timeout=CHILD_SECONDS,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return (f"the check did not end within {CHILD_SECONDS} seconds",)
    try:
        return TypeAdapter(tuple[str, ...]).validate_json(child.stdout)
    except ValueError:
        return (f"reading the index ends the process (exit code {child.returncode})",)


def check(expected: Expected) -> tuple[str, ...]:
    """The full check, here and now: files first, and Chroma only where they are sound."""
    place = Place(Path(expected.folder), expected.url, expected.collection)
    if place.embedded and (problems := problems_of_files(place, expected.files)):
        return problems
    return problems_of_content(place, expected)


if __name__ == "__main__":
    print(json.dumps(check(Expected.model_validate_json(sys.stdin.read()))))
