"""Locks between processes that end with the process that holds them, also after kill -9."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType


def _take(descriptor: int, *, shared: bool = False, wait: bool = False) -> bool:
    """Locks an open file; False where another holder is in the way and `wait` is off."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return shared
        return True
    import fcntl

    flags = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, flags if wait else flags | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class FileLock:
    """A lock on a file. The holder's process id is written into it.

    Args:
        path: the file; it is made and stays, since removing it would open a race.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self, *, shared: bool = False, wait: bool = False) -> bool:
        """Takes the lock; False where somebody else is in the way. OSError: no such place."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _take(descriptor, shared=shared, wait=wait):
            os.close(descriptor)
            return False
        if not shared:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        self._descriptor = descriptor
        return True

    def holder(self) -> str:
        """The process id that the last exclusive holder wrote; `unknown` where none is there."""
        try:
            return self.path.read_text("ascii").strip() or "unknown"
        except (OSError, UnicodeDecodeError):
            return "unknown"

    def release(self) -> None:
        """Gives the lock back; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class waiting_lock:
    """`with waiting_lock(path):` – waits its turn, at most as long as the holder lives."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path)

    def __enter__(self) -> None:
        self._lock.acquire(wait=True)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()
