"""The child process: reads documents from its input, and writes what it made of them as JSON.

It holds nothing that is secret, may not write files, open connections or start programs, and
ends where a document passes a limit.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from assistant.knowledge.extract.results import Extracted, Limits, Unreadable

_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork",
              "os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.", "ftplib.", "urllib.",
              "ctypes.dlopen")  # fmt: skip
_ROOM = 250_000
"""Kilobytes that a child may have used and still take another document."""


def main() -> None:
    """Serves documents until the input ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _confine(limits)
    while (line := source.readline()).strip():
        header = json.loads(line)
        answer = _answer(source.read(header["bytes"]), header["format"], limits)
        _write(sink, answer)
        if answer.get("last"):
            break


def _write(sink: BinaryIO, answer: dict[str, Any]) -> None:
    said = json.dumps(answer).encode()
    sink.write(len(said).to_bytes(8, "big") + said)
    sink.flush()


def _answer(data: bytes, form: str, limits: Limits) -> dict[str, Any]:
    more_time(limits.processor)
    try:
        found = extract(data, form, limits)
        answer: dict[str, Any] = {**found._asdict(), "last": _used() > _ROOM}
    except Unreadable as reason:
        answer = {"refused": str(reason), "last": _used() > _ROOM}
    except MemoryError:
        megabytes = limits.memory // 1_000_000
        answer = {"refused": f"reading it needs more than {megabytes} MB", "last": True}
    except RecursionError:
        answer = {"refused": "it is nested too deeply"}
    except Exception as error:
        # Whatever a library makes of a broken file: the document is refused, the rest goes on.
        answer = {"refused": f"it is damaged, or not what it is named ({type(error).__name__})"}
    return answer


def extract(data: bytes, form: str, limits: Limits) -> Extracted:
    """The text of one document; each library is loaded when the first document needs it."""
    found = _reader(form)(data, limits)
    if len(found.text) > limits.text:
        raise Unreadable(f"it holds more than {limits.text:,} characters of text; split it")
    return found


def _reader(form: str) -> Callable[[bytes, Limits], Extracted]:
    if form == "html":
        from assistant.knowledge.extract.html import read
    elif form == "pdf":
        from assistant.knowledge.extract.pdf import read
    elif form == "docx":
        from assistant.knowledge.extract.word import read
    elif form == "csv":
        from assistant.knowledge.extract.tables import read
    elif form == "eml":
        from assistant.knowledge.extract.mail import read
    else:
        raise Unreadable(f"{form} is not read")
    return read


def _confine(limits: Limits) -> None:
    """Takes from this process what reading a document never needs."""
    try:
        import resource
    except ImportError:  # Windows: the clock of the parent is the only limit
        pass
    else:
        for name, value in (("AS", limits.memory), ("FSIZE", 0), ("CORE", 0)):
            _limit(resource, f"RLIMIT_{name}", value)
    sys.setrecursionlimit(3_000)
    sys.addaudithook(_allow)


def _limit(resource: Any, name: str, value: int) -> None:
    try:
        number = getattr(resource, name)
        hard = resource.getrlimit(number)[1]
        wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (wanted, wanted))
    except (AttributeError, ValueError, OSError):
        pass  # a system without this limit keeps the others and the clock


def _allow(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed here")
    if event == "open" and len(arguments) > 1 and _writes(arguments[1]):
        raise PermissionError("writing is not allowed here")


def _writes(mode: Any) -> bool:
    return isinstance(mode, str) and any(letter in mode for letter in "wax+")


def more_time(seconds: int) -> None:
    """Sets the processor's limit to so many seconds from now."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    until = math.ceil(usage.ru_utime + usage.ru_stime) + seconds
    soft = until if hard == resource.RLIM_INFINITY else min(until, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _used() -> int:
    """Kilobytes of memory at the highest.

    Linux hands the peak of the process that starts a child on to it (getrusage), so that a child
    of a large process would seem full at once; the peak of its own stands in /proc.
    """
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            lines = (line.split() for line in status if line.startswith("VmHWM:"))
            return next((int(line[1]) for line in lines), 0)
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1_024 if sys.platform == "darwin" else peak


if __name__ == "__main__":
    main()
