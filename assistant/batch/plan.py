"""What is still to do: the rows of the input held against the answers of the output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.batch.answers import Kept, drop_lines, read_answers
from assistant.batch.row import Row
from assistant.batch.source import Source
from assistant.database.locks import FileLock
from assistant.errors import CaseError, UsageError


@dataclass(frozen=True, slots=True)
class Batch:
    """An input and its output, locked: `done` are the rows that are answered already."""

    source: Source
    out: Path
    end: int
    total: int
    done: frozenset[int]
    failed_before: int

    def to_do(self) -> Iterator[Row]:
        """The rows without an answer, read from the file one at a time."""
        return (row for row in self.source.rows() if row.number not in self.done)


@contextmanager
def open_batch(
    source: Source, out: Path, *, restart: bool = False, retry_failed: bool = False
) -> Iterator[Batch]:
    """The batch, with its output mended and locked for the length of the block.

    Args:
        restart: the answers that the output holds are thrown away.
        retry_failed: rows that failed are done again.

    Raises:
        UsageError: the output cannot be used, is held by another run, or is another input's.
        CaseError: the input has no rows.
    """
    out = out.resolve()
    _check_place(source, out)
    with _locked(out):
        kept = read_answers(out)
        if restart:
            kept = Kept()
        yield _plan(source, out, kept, retry_failed=retry_failed)


def _check_place(source: Source, out: Path) -> None:
    if out.is_dir() or not out.parent.is_dir():
        raise UsageError(f"{out} is no file that can be made", remedy="name a file in a folder")
    if out.exists() and (not out.is_file() or out.samefile(source.path)):
        raise UsageError(f"{out} cannot be the output", remedy="name another file with -o")


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Holds the output; the lock ends with the process, also after a kill."""
    lock = FileLock(out.with_name(f".{out.name}.lock"))
    try:
        taken = lock.acquire()
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written: {error.strerror}", remedy="name another file with -o"
        ) from None
    if not taken:
        raise UsageError(
            f"{out} is being written by another run (process {lock.holder()})",
            remedy="wait for it, or name another file with -o",
        )
    try:
        yield
    finally:
        lock.release()


def _plan(source: Source, out: Path, kept: Kept, *, retry_failed: bool) -> Batch:
    """Compares row by row; answers that no longer hold leave the output before any work."""
    total, done, changed = 0, set[int](), set(kept.hashes)
    for row in source.rows():
        total = row.number
        if kept.hashes.get(row.number) == row.hash:
            changed.discard(row.number)
            done.add(row.number)
    if not total:
        raise CaseError(f"{source.path} has no rows", remedy="give at least one below the names")
    _check_same_input(out, kept, done, changed)
    again = kept.failed & done if retry_failed else set[int]()
    if changed or again:
        drop_lines(out, changed | again)
        kept.end = out.stat().st_size
    done -= again
    return Batch(source, out, kept.end, total, frozenset(done), len(kept.failed & done))


def _check_same_input(out: Path, kept: Kept, same: set[int], changed: set[int]) -> None:
    """An edited row is done again; where most drafts are of other rows, it is another input."""
    drafts_same, drafts_changed = len(same - kept.failed), len(changed - kept.failed)
    if drafts_changed > drafts_same:
        raise UsageError(
            f"{out} was made from another input: {drafts_same} of "
            f"{drafts_same + drafts_changed} drafts belong to a row of this one",
            remedy="name another file with -o, or throw its drafts away with --restart",
        )
