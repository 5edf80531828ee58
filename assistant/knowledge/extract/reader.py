"""Has documents read by a child process, one after the other; a crash costs one document."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assistant.knowledge.extract.results import MEGABYTE, Extracted, Limits, Unreadable

_HEADER = 8
_ROOT = Path(__file__).resolve().parents[3]
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")
"""What the child sees of the environment: nothing that is secret."""


class Reader:
    """The child process: started for the first document, and again after one that ended it.

    Used as a context manager, so that no child outlives the run.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._late = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child; the next document starts another one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                _quietly_closed(stream)
        child.wait()

    def read(self, data: bytes, form: str) -> Extracted:
        """The text of a document.

        Args:
            form: what it is, from `format_of`.

        Raises:
            Unreadable: with the reason, also where reading it passed a limit.
        """
        answer = self._answer(data, form)
        if answer.pop("last", False):
            self.close()
        if "refused" in answer:
            raise Unreadable(str(answer["refused"]))
        return Extracted(
            text=str(answer["text"]),
            fields={str(key): str(value) for key, value in answer["fields"].items()},
            pages=tuple(int(line) for line in answer["pages"]),
            skipped=tuple((str(name), str(reason)) for name, reason in answer["skipped"]),
        )

    def _answer(self, data: bytes, form: str) -> dict[str, Any]:
        child = self._started()
        self._late = False
        watch = threading.Timer(self.limits.wall, self._stop, (child,))
        watch.daemon = True
        watch.start()
        try:
            _send(child, {"format": form, "bytes": len(data)}, data)
            return _receive(child, self.limits)
        except (OSError, EOFError, ValueError) as error:
            reason = self._why(child)
            self.close()
            raise Unreadable(reason) from error
        finally:
            watch.cancel()

    def _stop(self, child: subprocess.Popen[bytes]) -> None:
        self._late = True
        child.kill()

    def _why(self, child: subprocess.Popen[bytes]) -> str:
        """Why the child answered nothing."""
        if self._late:
            return f"reading it takes longer than {self.limits.wall:g} seconds"
        try:
            code = child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "reading it gave no usable answer"
        if code in (-24, -9):  # SIGXCPU; SIGKILL where the hard limit was met
            return f"reading it takes more than {self.limits.processor} s of processor time"
        return "reading it ended the reader; it is damaged, or needs too much memory"

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        paths = [str(_ROOT), *(os.path.abspath(path) for path in sys.path if path)]
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-B", "-X", "utf8", "-m", "assistant.knowledge.extract.child",
             json.dumps(self.limits._asdict())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": os.pathsep.join(paths)},
            cwd=os.path.abspath(os.sep),
        )  # fmt: skip
        return self._child


def _quietly_closed(stream: Any) -> None:
    with contextlib.suppress(OSError):  # what the child did not take any more
        stream.close()


def _send(child: subprocess.Popen[bytes], header: dict[str, Any], data: bytes) -> None:
    assert child.stdin is not None
    child.stdin.write(json.dumps(header).encode() + b"\n")
    child.stdin.write(data)
    child.stdin.flush()


def _receive(child: subprocess.Popen[bytes], limits: Limits) -> dict[str, Any]:
    assert child.stdout is not None
    size = int.from_bytes(_exactly(child, _HEADER), "big")
    if size > 6 * limits.text + MEGABYTE:  # an escaped character takes six
        raise ValueError("a larger answer than a document may give")
    answer = json.loads(_exactly(child, size))
    if not isinstance(answer, dict):
        raise ValueError("no answer")
    return answer


def _exactly(child: subprocess.Popen[bytes], size: int) -> bytes:
    assert child.stdout is not None
    data = child.stdout.read(size)
    if len(data) < size:
        raise EOFError
    return data
