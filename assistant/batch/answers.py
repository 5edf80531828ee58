"""The output: one answer a line, each written whole; what a kill tore is cut off."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.batch.row import Row
from assistant.errors import ComposureError, UsageError

_SYNC_ROWS = 16
_SYNC_SECONDS = 2.0
"""A cut of the power loses no more than this; a kill loses nothing that was written."""
_OURS = re.compile(
    rb'\{"row": (\d{1,12}), "id": (?:null|-?\d+|"(?:[^"\\]|\\.)*"), "hash": "([0-9a-f]{16})", '
    rb'"(draft|error)": \{'
)
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Signs that some readers take for the end of a line."""


@dataclass(slots=True)
class Kept:
    """What an output holds: the hash of each answered row, those that failed, and its sound end."""

    hashes: dict[int, str] = field(default_factory=dict)
    failed: set[int] = field(default_factory=set)
    end: int = 0


def answer_line(row: Row, kind: str, answer: str) -> bytes:
    """The line of a row: `answer` is JSON text, `kind` says whether a draft or an error."""
    head = f'{{"row": {row.number}, "id": {json.dumps(row.id, ensure_ascii=False)}, '
    line = f'{head}"hash": "{row.hash}", "{kind}": {answer}}}'.translate(_LINE_BREAKS)
    return line.encode("utf-8", "backslashreplace") + b"\n"  # \udXXX is JSON as well


def read_answers(path: Path) -> Kept:
    """What the output holds, up to its last whole line.

    Raises:
        UsageError: it cannot be read, or is no output of a batch.
    """
    kept = Kept()
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                found = _read(line)
                if found is not None:
                    _keep(kept, *found)
                    kept.end += len(line)
                elif file.read(1) or not _may_be_torn(line, number):
                    raise _foreign(path, number)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _unwritable(path, error) from None
    return kept


def _keep(kept: Kept, number: int, digest: str, failed: bool) -> None:
    kept.hashes[number] = digest
    (kept.failed.add if failed else kept.failed.discard)(number)


def _read(line: bytes) -> tuple[int, str, bool] | None:
    """Row, hash and whether it failed, of a whole line; None where it is none."""
    if not line.endswith(b"\n"):
        return None
    ours = _OURS.match(line)
    if ours:
        whole = line.endswith(b"}}\n")
        return (int(ours[1]), ours[2].decode(), ours[3] == b"error") if whole else None
    try:  # another tool may have written it anew
        data: Any = json.loads(line)
        number, digest = data["row"], data["hash"]
        failed = "error" in data
        whole = isinstance(number, int) and isinstance(digest, str) and (failed or "draft" in data)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (number, digest, failed) if whole else None


def _may_be_torn(line: bytes, number: int) -> bool:
    """A last line without its end, or with the zeros that a cut of the power leaves.

    Where it is the first as well, it must begin as ours do, or a file of notes would be one.
    """
    torn = not line.endswith(b"\n") or b"\0" in line
    return torn and (number > 1 or line.startswith((b'{"row": '[: len(line)], b"\0")))


def drop_lines(path: Path, rows: Container[int]) -> None:
    """Writes the output anew without the answers of these rows, at once or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as target:
            target.writelines(_lines_without(path, rows))
            target.flush()
            os.fsync(target.fileno())
        shutil.copymode(path, fresh)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def _lines_without(path: Path, rows: Container[int]) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            found = _read(line)
            if found is not None and found[0] not in rows:
                yield line


class Output:
    """The output, open for more lines.

    Args:
        path: the file; it is made where there is none.
        end: where the last whole line ends; what follows is cut off.
    """

    def __init__(self, path: Path, *, end: int) -> None:
        self._path = path
        try:
            self._file = path.open("ab", buffering=0)
            self._file.truncate(end)
        except OSError as error:
            raise _unwritable(path, error) from None
        self._end = end
        self._unsynced, self._synced = 0, time.monotonic()

    def append(self, line: bytes) -> None:
        """Writes a line whole.

        Raises:
            ComposureError: it cannot be written, say on a full disk; then none of it is.
        """
        try:
            left = memoryview(line)
            while left:
                left = left[self._file.write(left) or 0 :]
        except OSError as error:
            self._file.truncate(self._end)
            raise _unwritable(self._path, error) from None
        self._end += len(line)
        self._unsynced += 1
        now = time.monotonic()
        if self._unsynced >= _SYNC_ROWS or now - self._synced >= _SYNC_SECONDS:
            self._sync(now)

    def _sync(self, now: float) -> None:
        os.fsync(self._file.fileno())
        self._unsynced, self._synced = 0, now

    def __enter__(self) -> Output:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._unsynced:
                self._sync(time.monotonic())
        finally:
            self._file.close()


def _foreign(path: Path, number: int) -> UsageError:
    return UsageError(
        f"{path} is no output of a batch (line {number})", remedy="name another file with -o"
    )


def _unwritable(path: Path, error: OSError) -> ComposureError:
    reason = error.strerror or type(error).__name__
    return ComposureError(
        f"{path} cannot be written: {reason}",
        remedy="see to it, then run the same command again: what is written is kept",
    )
