"""A client that asks one HTTP server over many connections at once, and takes the times."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Taken:
    """What came of a number of requests; seconds."""

    wall: float = 0.0
    whole: list[float] = field(default_factory=list)
    """From sending until the end of the answer, for answers of 200 alone."""
    first: list[float] = field(default_factory=list)
    """From sending until the first piece of text of a stream."""
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Answers of 200 a second."""
        return len(self.whole) / self.wall

    def at(self, share: float, times: Sequence[float] | None = None) -> float:
        """The time within which this share of them was answered; not a number for none."""
        ordered = sorted(self.whole if times is None else times)
        return (
            ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")
        )


def ask_all(url: str, bodies: Sequence[dict[str, object]], connections: int) -> Taken:
    """Sends all bodies, each connection one after the other."""
    return asyncio.run(_ask_all(url, bodies, connections))


async def _ask_all(url: str, bodies: Sequence[dict[str, object]], connections: int) -> Taken:
    parts = urlsplit(url)
    taken, left = Taken(), iter([_request(parts.path, body) for body in bodies])
    pairs = [
        await asyncio.open_connection(parts.hostname, parts.port, limit=2**22)
        for _ in range(min(connections, len(bodies)))
    ]
    started = time.perf_counter()
    await asyncio.gather(*(_talk(reader, writer, left, taken) for reader, writer in pairs))
    taken.wall = time.perf_counter() - started
    for _, writer in pairs:
        writer.close()
    return taken


def _request(path: str, body: dict[str, object]) -> bytes:
    data = json.dumps(body).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


async def _talk(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: object, taken: Taken
) -> None:
    for request in left:  # type: ignore[attr-defined]
        started = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head.split(b" ", 2)[1])
        taken.statuses[status] += 1
        if b"transfer-encoding: chunked" in head:
            await _chunks(reader, started, taken)
        else:
            length = head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]
            await reader.readexactly(int(length))
        if status == 200:
            taken.whole.append(time.perf_counter() - started)


async def _chunks(reader: asyncio.StreamReader, started: float, taken: Taken) -> None:
    """Reads a stream to its end, and notes when its first text came."""
    seen = False
    while size := int(await reader.readline(), 16):
        piece = await reader.readexactly(size + 2)
        if not seen and b"event: text" in piece:
            seen = True
            taken.first.append(time.perf_counter() - started)
    await reader.readline()
