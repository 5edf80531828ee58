"""Connections that end where a client sends its headers too slowly, or too many of them.

The server we build on waits for headers without end and takes any number of them (SECURITY, W8).
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
"""Seconds from the first byte of a request (or from connecting) to the end of its headers."""
HEAD_LIMIT = 65_536
"""Bytes of an address and headers."""


class Connection(HttpToolsProtocol):
    """One connection of a client."""

    head_seconds = HEAD_SECONDS
    _timer: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: Any) -> None:
        """Somebody connected; their headers are expected soon."""
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection ended."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes came; the first of a new request start the clock."""
        if self._timer is None and (self.cycle is None or self.cycle.response_complete):
            self._expect_head()
        super().data_received(data)

    def on_url(self, url: bytes) -> None:
        """A part of the address came."""
        if self._has_room(len(url)):
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header came."""
        if self._has_room(len(name) + len(value)):
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """All headers came."""
        self._stop_timer()
        if not self.transport.is_closing():
            super().on_headers_complete()

    def _expect_head(self) -> None:
        self._head = 0
        self._timer = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _has_room(self, size: int) -> bool:
        self._head += size
        if self._head > HEAD_LIMIT and not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n"
                b"connection: close\r\n\r\n"
            )
            self.transport.close()
        return self._head <= HEAD_LIMIT
