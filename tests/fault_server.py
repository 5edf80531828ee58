"""A loopback server that speaks the OpenAI protocol over real HTTP, well and badly.

    with FaultServer() as server:
        server.script("500", "429:1", "ok:Dear Ann, …")
        settings = Settings(model="openai:test", base_url=server.url)

Each request takes the next entry of the script; the last one repeats. An entry is a name of
`FAULTS`, with an argument after a colon where the fault takes one. `server.requests` holds the
JSON bodies that arrived. Errors carry the planted secret `SECRET` in their text.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "sk-secret"
TEXT = "Dear customer, I am sorry that your parcel is late, and I have asked the depot today."
_MEGABYTE = 1024 * 1024
_NO_TEXT = object()


def closed_port_url() -> str:
    """The address of a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/v1"


def _completion(text: Any = TEXT, finish: str | None = "stop", **message: Any) -> dict[str, Any]:
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "test",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, **message},
                "finish_reason": finish,
            }
        ],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }


def _chunk(text: Any = _NO_TEXT, finish: str | None = None, **delta: Any) -> bytes:
    content = {} if text is _NO_TEXT else {"content": text}
    body = {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "test",
        "choices": [{"index": 0, "delta": {**content, **delta}, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(body).encode() + b"\n\n"


_USAGE = (
    b'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"test","choices":[],'
    b'"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}\n\n'
)
_DONE = b"data: [DONE]\n\n"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.body: dict[str, Any] = json.loads(self.rfile.read(length) or b"{}")
        entry = self.server.owner.next_entry(self.body, dict(self.headers))
        name, _, argument = entry.partition(":")
        if self.server.owner.delay:
            self.server.owner.ended.wait(self.server.owner.delay)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            FAULTS[name](self, argument)

    @property
    def streamed(self) -> bool:
        return bool(self.body.get("stream"))

    def head(self, status: int, kind: str, length: int | None, **headers: str) -> bytes:
        lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if length is None:
            lines.append("Connection: close")
            self.close_connection = True
        else:
            lines.append(f"Content-Length: {length}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def answer(self, status: int, body: bytes, kind: str = "application/json", **h: str) -> None:
        self.wfile.write(self.head(status, kind, len(body), **h) + body)

    def error(self, status: int, message: str, code: str = "", **headers: str) -> None:
        body = {"error": {"message": message, "type": "error", "param": None, "code": code}}
        self.answer(status, json.dumps(body).encode(), **headers)

    def pieces(self, pieces: Iterator[bytes] | list[bytes]) -> None:
        """Sends a stream of events piece by piece, and closes."""
        self.wfile.write(self.head(200, "text/event-stream", None))
        for piece in pieces:
            self.wfile.write(piece)

    def text(self, text: Any = TEXT, finish: str | None = "stop", **message: Any) -> None:
        """Answers properly, streamed or not as was asked for."""
        if not self.streamed:
            return self.answer(200, json.dumps(_completion(text, finish, **message)).encode())
        words = text.split(" ") if isinstance(text, str) else [text]
        parts = [w if i == 0 or w is None else f" {w}" for i, w in enumerate(words)]
        tail = [_USAGE] if self.body.get("stream_options") else []
        events = [_chunk(part) for part in parts]
        events += [_chunk(**message)] if message else []
        body = b"".join([*events, _chunk(finish=finish), *tail, _DONE])
        return self.answer(200, body, "text/event-stream")

    def wait(self, seconds: float = 60) -> None:
        self.server.owner.ended.wait(seconds)

    def reset(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.shutdown(socket.SHUT_RD)
        self.close_connection = True


def _ok(handler: _Handler, text: str) -> None:
    if handler.path.endswith("/embeddings"):
        return _vectors(handler)
    return handler.text(text or TEXT)


def _vectors(handler: _Handler) -> None:
    """An embedding of three numbers for each text: its length, its words, 1."""
    given = handler.body["input"]
    texts = [given] if isinstance(given, str) else given
    data = [
        {"object": "embedding", "index": i, "embedding": [len(text), len(text.split()), 1.0]}
        for i, text in enumerate(texts)
    ]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    body = {"object": "list", "model": "test", "data": data, "usage": usage}
    handler.answer(200, json.dumps(body).encode())


def _json(handler: _Handler, text: str) -> None:
    handler.text(json.dumps({"reply": text or TEXT}))


def _silent(handler: _Handler, _: str) -> None:
    handler.wait()
    handler.close_connection = True


def _drip(handler: _Handler, argument: str) -> None:
    kind = "text/event-stream" if handler.streamed else "application/json"
    handler.wfile.write(handler.head(200, kind, 100_000))
    _drop_by_drop(handler, b" " * 200, float(argument or 0.5))


def _drip_head(handler: _Handler, argument: str) -> None:
    _drop_by_drop(handler, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 200, float(argument or 0.5))


def _drop_by_drop(handler: _Handler, data: bytes, seconds: float) -> None:
    for byte in data:
        handler.wfile.write(bytes([byte]))
        if handler.server.owner.ended.wait(seconds):
            break
    handler.close_connection = True


def _unauthorised(handler: _Handler, _: str) -> None:
    handler.error(401, f"Incorrect API key provided: {SECRET}", "invalid_api_key")


def _rate_limited(handler: _Handler, seconds: str) -> None:
    headers = {"Retry_After": seconds} if seconds else {}
    handler.error(429, f"slow down, {SECRET}", "rate_limit_exceeded", **headers)


def _server_error(handler: _Handler, _: str) -> None:
    handler.error(500, f"boom {SECRET}")


def _unavailable_html(handler: _Handler, _: str) -> None:
    handler.answer(503, f"<html>down {SECRET}</html>".encode(), "text/html")


def _too_long(handler: _Handler, _: str) -> None:
    message = f"This model's maximum context length is 8192 tokens. {SECRET}"
    handler.error(400, message, "context_length_exceeded")


def _bad_request(handler: _Handler, _: str) -> None:
    handler.error(400, f"unsupported parameter {SECRET}", "unsupported_parameter")


def _not_found(handler: _Handler, _: str) -> None:
    handler.error(404, f"no such model {SECRET}", "model_not_found")


def _html(handler: _Handler, _: str) -> None:
    handler.answer(200, f"<html>hello {SECRET}</html>".encode(), "text/html")


def _not_json(handler: _Handler, _: str) -> None:
    handler.answer(200, b'{"choices": [{"message": ' + SECRET.encode())


def _wrong_schema(handler: _Handler, _: str) -> None:
    body = {"id": "x", "choices": [{"index": 0, "message": SECRET, "finish_reason": "stop"}]}
    _object(handler, body)


def _object(handler: _Handler, body: Any) -> None:
    data = json.dumps(body).encode()
    if handler.streamed:
        return handler.answer(200, b"data: " + data + b"\n\n" + _DONE, "text/event-stream")
    return handler.answer(200, data)


def _no_choices(handler: _Handler, _: str) -> None:
    _object(handler, {**_completion(), "choices": []})


def _null_choices(handler: _Handler, _: str) -> None:
    _object(handler, {**_completion(), "choices": None})


def _missing_choices(handler: _Handler, _: str) -> None:
    _object(handler, {"detail": SECRET})


def _empty(handler: _Handler, _: str) -> None:
    handler.text("")


def _null(handler: _Handler, _: str) -> None:
    handler.text(None)


def _refusal(handler: _Handler, _: str) -> None:
    handler.text(None, refusal=f"I will not help with {SECRET}")


def _content_filter(handler: _Handler, _: str) -> None:
    handler.text("Dear", finish="content_filter")


def _length(handler: _Handler, _: str) -> None:
    handler.text("Your refund is", finish="length")


def _no_finish(handler: _Handler, _: str) -> None:
    handler.text("Your refund is approved", finish=None)


def _cut(handler: _Handler, _: str) -> None:
    """The connection ends in the middle of a body whose length was announced."""
    if handler.streamed:
        body = _chunk("Your refund ") + _chunk("is approved ")
        kind = "text/event-stream"
    else:
        body, kind = json.dumps(_completion())[:120].encode(), "application/json"
    handler.wfile.write(handler.head(200, kind, len(body) + 500) + body)
    handler.close_connection = True


def _no_end(handler: _Handler, _: str) -> None:
    """A stream that just stops: no finish reason, no end mark, a clean close."""
    if not handler.streamed:
        return _no_finish(handler, "")
    return handler.pieces([_chunk("Your refund "), _chunk("is approved ")])


def _bad_chunk(handler: _Handler, _: str) -> None:
    if not handler.streamed:
        return _not_json(handler, "")
    return handler.pieces([_chunk("Your refund "), b"data: {nonsense " + SECRET.encode() + b"\n\n"])


def _error_chunk(handler: _Handler, _: str) -> None:
    error = {"error": {"message": f"overloaded {SECRET}", "type": "server_error", "code": None}}
    if not handler.streamed:
        return handler.answer(200, json.dumps(error).encode())
    event = b"data: " + json.dumps(error).encode() + b"\n\n"
    return handler.pieces([_chunk("Your refund "), event])


def _hang(handler: _Handler, _: str) -> None:
    """Begins to answer and then says nothing more."""
    if handler.streamed:
        handler.pieces([_chunk("Your refund ")])
    else:
        handler.wfile.write(handler.head(200, "application/json", 5000) + b'{"id": "c1",')
    handler.wait()


def _megabyte(handler: _Handler, _: str) -> None:
    _text_of(handler, _MEGABYTE)


def _huge(handler: _Handler, _: str) -> None:
    _text_of(handler, 200 * _MEGABYTE)


def _text_of(handler: _Handler, size: int) -> None:
    """A text of so many characters, made while it is sent."""
    if handler.streamed:
        return handler.pieces(_chunk("word " * 200) for _ in range(size // 1000))
    start, end = json.dumps(_completion("@")).encode().split(b"@")
    length = len(start) + size + len(end)
    handler.wfile.write(handler.head(200, "application/json", length) + start)
    piece = b"word " * 13_107
    for sent in range(0, size, len(piece)):
        handler.wfile.write(piece[: size - sent])
    handler.wfile.write(end)
    return None


def _endless_head(handler: _Handler, _: str) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.owner.ended.is_set():
        handler.wfile.write(b"X-Filler: " + b"a" * 8000 + b"\r\n")


def _dirty(handler: _Handler, _: str) -> None:
    handler.text("Dear\x00 Ann,\ud800 all\u202e is \x1b[31mwell\x1b[0m.")


def _invalid_utf8(handler: _Handler, _: str) -> None:
    if handler.streamed:
        return handler.pieces([b'data: {"choices": "\xff\xfe"}\n\n', _DONE])
    return handler.answer(200, b'{"choices": "\xff\xfe"}')


def _compressed(handler: _Handler, _: str) -> None:
    import gzip

    kind = "text/event-stream" if handler.streamed else "application/json"
    handler.answer(200, gzip.compress(b" " * _MEGABYTE), kind, Content_Encoding="gzip")


def _redirect(handler: _Handler, _: str) -> None:
    handler.answer(307, b"", Location=f"{handler.server.owner.url}/elsewhere?{SECRET}")


def _reset(handler: _Handler, _: str) -> None:
    handler.reset()


def _early_close(handler: _Handler, _: str) -> None:
    handler.close_connection = True


FAULTS: dict[str, Callable[[_Handler, str], None]] = {
    "ok": _ok,
    "json": _json,
    "silent": _silent,
    "drip": _drip,
    "drip_head": _drip_head,
    "401": _unauthorised,
    "429": _rate_limited,
    "500": _server_error,
    "503": _unavailable_html,
    "400": _bad_request,
    "404": _not_found,
    "too_long": _too_long,
    "html": _html,
    "not_json": _not_json,
    "wrong_schema": _wrong_schema,
    "no_choices": _no_choices,
    "null_choices": _null_choices,
    "missing_choices": _missing_choices,
    "empty": _empty,
    "null": _null,
    "refusal": _refusal,
    "content_filter": _content_filter,
    "length": _length,
    "no_finish": _no_finish,
    "cut": _cut,
    "no_end": _no_end,
    "bad_chunk": _bad_chunk,
    "error_chunk": _error_chunk,
    "hang": _hang,
    "megabyte": _megabyte,
    "huge": _huge,
    "endless_head": _endless_head,
    "dirty": _dirty,
    "invalid_utf8": _invalid_utf8,
    "compressed": _compressed,
    "redirect": _redirect,
    "reset": _reset,
    "early_close": _early_close,
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    owner: FaultServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is what these tests are about."""


class FaultServer:
    """Serves `/v1/chat/completions` and `/v1/embeddings` by script; see the module.

    Args:
        port: of a server that was there before and comes back; 0 = any.
    """

    def __init__(self, port: int = 0) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.delay = 0.0
        self.ended = threading.Event()
        self._script: list[str] = ["ok"]
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.owner = self
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def script(self, *entries: str) -> None:
        """Sets what the next requests get, and forgets the requests so far."""
        unknown = [entry for entry in entries if entry.partition(":")[0] not in FAULTS]
        if unknown or not entries:
            raise ValueError(f"no such fault: {unknown}")
        with self._lock:
            self._script = list(entries)
            self.requests.clear()
            self.headers.clear()

    def slow(self, seconds: float) -> None:
        """Waits so long before each answer, as a model does."""
        self.delay = seconds

    def next_entry(self, body: dict[str, Any], headers: dict[str, str]) -> str:
        """The script's entry for a request that arrived; the last one repeats."""
        with self._lock:
            self.requests.append(body)
            self.headers.append(headers)
            return self._script.pop(0) if len(self._script) > 1 else self._script[0]

    def __enter__(self) -> FaultServer:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()
