"""A server on 127.0.0.1 that speaks just enough of OpenAI's protocol, in a process of its own.

    with loopback("Dear Ann, …", seconds=0.2) as url: …

It answers every request with the same text after the same wait, so that what is measured on the
other side is the client's own work. Where a stream is asked for, the text comes word by word, all
of it as soon as the wait is over.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loopback(text: str, *, seconds: float = 0.0) -> Iterator[str]:
    """The address of a running server; it ends with the block, or with this process."""
    server = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        server.stdin.write(json.dumps({"text": text, "seconds": seconds}) + "\n")
        server.stdin.flush()
        yield server.stdout.readline().strip()
    finally:
        server.stdin.close()
        server.terminate()
        server.wait()
        server.stdout.close()


def answer_of(text: str) -> bytes:
    """A whole HTTP answer with a completion."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text},
        "finish_reason": "stop",
    }
    usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    body = json.dumps(
        {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "test",
            "choices": [choice],
            "usage": usage,
        }
    ).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def stream_of(text: str) -> bytes:
    """A whole HTTP answer with the events of a streamed completion."""
    pieces = [word if number == 0 else f" {word}" for number, word in enumerate(text.split(" "))]
    deltas: list[tuple[dict[str, str], str | None]] = [
        ({"content": piece}, None) for piece in pieces
    ]
    events = b""
    for delta, finish in [*deltas, ({}, "stop")]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "test",
                 "choices": [choice]}  # fmt: skip
        events += b"data: " + json.dumps(chunk).encode() + b"\n\n"
    events += b"data: [DONE]\n\n"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: {len(events)}"
    return head.encode() + b"\r\n\r\n" + events


async def serve(text: str, seconds: float) -> None:
    """Serves until stdin ends, which it does when the parent is gone."""
    answer, streamed = answer_of(text), stream_of(text)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]
                body = await reader.readexactly(int(length or 0))
                await asyncio.sleep(seconds)
                writer.write(streamed if b'"stream":true' in body.replace(b" ", b"") else answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, backlog=1024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    given = json.loads(sys.stdin.readline())
    asyncio.run(serve(given["text"], given["seconds"]))
