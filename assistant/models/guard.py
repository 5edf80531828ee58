"""A deadline and a size cap that hold for every single read from a model's socket.

A provider's library counts its read time-out anew with each byte, so a slow drip never trips
it, and it reads a body of any size (SECURITY.md, F3 and F14). The limits here sit below the
library, at the socket, so they also hold while headers arrive and between two stream chunks.
"""

from __future__ import annotations

import contextlib
import logging
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import httpcore2
import httpx2

from assistant.models.merging import merged

if TYPE_CHECKING:
    import ssl

    from assistant.settings import Settings

BODY_LIMIT = 2 * 1024 * 1024
"""Bytes that one answer may have on the wire, headers included."""
_PIECE = 65_536


@dataclass
class Guard:
    """What one attempt may still use, and why it was stopped, if it was.

    Args:
        deadline: a `time.monotonic()` instant.
        limit: bytes that may be received.
    """

    deadline: float
    limit: int = BODY_LIMIT
    received: int = 0
    stopped: str = ""

    def patience(self, timeout: float | None) -> float:
        """Seconds the next socket operation may take; raises when the deadline has passed."""
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            self.stopped = "timeout"
            raise httpcore2.ReadTimeout("deadline passed")
        return remaining if timeout is None else min(timeout, remaining)

    def count(self, data: bytes) -> None:
        """Adds what was received; raises when it is more than the limit."""
        if not data and not self.received:
            self.stopped = "refused"  # the server hung up without a word
        self.received += len(data)
        if self.received > self.limit:
            self.stopped = "too_large"
            raise httpcore2.ReadError("answer too large")


_CURRENT: ContextVar[Guard | None] = ContextVar("assistant_model_guard", default=None)


@contextlib.contextmanager
def guarded(guard: Guard) -> Iterator[Guard]:
    """Puts every connection that this thread uses inside the block under the guard."""
    token = _CURRENT.set(guard)
    try:
        yield guard
    finally:
        _CURRENT.reset(token)


@contextlib.contextmanager
def _recorded(guard: Guard | None) -> Iterator[None]:
    """Keeps the reason of a network failure, which the layers above would blur."""
    try:
        yield
    except (httpcore2.ReadTimeout, httpcore2.WriteTimeout):
        if guard and not guard.stopped:
            guard.stopped = "timeout"
        raise
    except (httpcore2.ConnectTimeout, httpcore2.ConnectError, httpcore2.NetworkError):
        if guard and not guard.stopped:
            guard.stopped = "cut" if guard.received else "refused"
        raise


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose reads and writes obey the guard of the thread that uses it."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        guard = _CURRENT.get()
        if guard is None:
            return self._inner.read(max_bytes, timeout)
        with _recorded(guard):
            data = self._inner.read(max_bytes, guard.patience(timeout))
            guard.count(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        guard = _CURRENT.get()
        with _recorded(guard):
            for start in range(0, len(buffer), _PIECE):
                patience = guard.patience(timeout) if guard else timeout
                self._inner.write(buffer[start : start + _PIECE], patience)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        guard = _CURRENT.get()
        with _recorded(guard):
            patience = guard.patience(timeout) if guard else timeout
            return GuardedStream(self._inner.start_tls(ssl_context, server_hostname, patience))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore2.NetworkBackend):
    """Opens connections that obey the guard."""

    def __init__(self) -> None:
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        guard = _CURRENT.get()
        with _recorded(guard):
            patience = guard.patience(timeout) if guard else timeout
            return GuardedStream(
                self._inner.connect_tcp(host, port, patience, local_address, socket_options)
            )

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Any, *, events: bool) -> None:
        self._stream = stream
        self._events = events

    def __iter__(self) -> Iterator[bytes]:
        yield from merged(self._stream) if self._events else self._stream

    def close(self) -> None:
        self._stream.close()


class GuardedTransport(httpx2.BaseTransport):
    """One connection pool to one server, under the guard of each calling thread."""

    def __init__(self, pool: httpcore2.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._pool.handle_request(_plain(request))
        kinds = [value for name, value in answer.headers if name.lower() == b"content-type"]
        events = any(kind.lower().startswith(b"text/event-stream") for kind in kinds)
        response = httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream, events=events),
            extensions=answer.extensions,
        )
        _refuse_compressed(response)
        return response

    def close(self) -> None:
        self._pool.close()


def _plain(request: httpx2.Request) -> httpcore2.Request:
    url = httpcore2.URL(
        scheme=request.url.raw_scheme,
        host=request.url.raw_host,
        port=request.url.port,
        target=request.url.raw_path,
    )
    return httpcore2.Request(
        request.method,
        url,
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


def _refuse_compressed(response: httpx2.Response) -> None:
    """A compressed answer was not asked for, and could unpack to any size."""
    if response.headers.get("content-encoding", "identity").strip().lower() in ("", "identity"):
        return
    if guard := _CURRENT.get():
        guard.stopped = "malformed"
    response.close()
    raise httpx2.DecodingError("compressed answer refused")


class GuardedClient(httpx2.Client):
    """An HTTP client that closes its connections when nobody holds it any more."""

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self.close()


def client_for(url: str, settings: Settings) -> GuardedClient:
    """A client for the server at `url`: guarded, pooled, without redirects or compression.

    The operating system's proxy settings are honoured. The libraries below log the server's
    headers, address and status text at DEBUG and INFO; those are a provider's words, so they
    are kept out of every log (SECURITY.md, F7).
    """
    for name in ("httpcore2", "httpx2"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return GuardedClient(
        transport=GuardedTransport(_pool(url, settings)),
        timeout=timeouts(settings),
        headers={"accept-encoding": "identity"},
        follow_redirects=False,
    )


def timeouts(settings: Settings) -> httpx2.Timeout:
    """Connect, read, write and pool limits in seconds."""
    return httpx2.Timeout(
        connect=settings.connect_timeout,
        read=settings.read_timeout,
        write=settings.read_timeout,
        pool=settings.connect_timeout,
    )


def _pool(url: str, settings: Settings) -> httpcore2.ConnectionPool:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    options: dict[str, Any] = {
        "max_connections": settings.model_slots + 4,
        "max_keepalive_connections": settings.model_slots + 4,
        "keepalive_expiry": 30.0,
        "network_backend": GuardedBackend(),
        "ssl_context": httpx2.create_ssl_context() if secure else None,
    }
    host = parts.hostname or ""
    proxy = urllib.request.getproxies().get(parts.scheme)
    if not proxy or urllib.request.proxy_bypass(host):
        return httpcore2.ConnectionPool(**options)
    login = urlsplit(proxy)
    auth = (unquote(login.username), unquote(login.password or "")) if login.username else None
    return httpcore2.HTTPProxy(
        f"{login.scheme}://{login.hostname}:{login.port or 80}", proxy_auth=auth, **options
    )


class _NoAsync(httpx2.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        raise httpx2.UnsupportedProtocol("asynchronous calls would pass the guard by")


def refuse_async() -> httpx2.AsyncClient:
    """A client that refuses: asynchronous calls would not be guarded."""
    return httpx2.AsyncClient(transport=_NoAsync())
