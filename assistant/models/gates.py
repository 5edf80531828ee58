"""Who may ask a provider now: a gate that closes on "too many requests", and a queue of slots.

When a provider says 429, every draft that waits would ask again at the same moment. The gate
lets one of them through after the pause; the others follow only when that one was answered
(SECURITY.md, F4).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.models.faults import Fault, Rejected

QUEUE_LIMIT = 200
"""Callers that may wait for a slot; the next one is refused at once."""


@dataclass
class Turn:
    """One caller's turn: `first` = it tries a shut gate; `answered` is set when that worked."""

    first: bool
    answered: bool = False


class Gate:
    """Open, closed until an instant, or half open behind one caller that tries."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._until = 0.0
        self._shut = False
        self._trying = False

    @contextmanager
    def turn(self, deadline: float) -> Iterator[Turn]:
        """Waits until the caller may ask, and learns from how that went.

        Raises:
            Rejected: the gate does not open before the deadline.
        """
        turn = Turn(first=self._enter(deadline))
        try:
            yield turn
        finally:
            if turn.first:
                self._leave(answered=turn.answered)

    def _enter(self, deadline: float) -> bool:
        with self._changed:
            while self._shut:
                now = time.monotonic()
                if self._until >= deadline or now >= deadline:
                    raise Rejected(Fault("rate_limited", max(0.0, self._until - now), local=True))
                if not self._trying and now >= self._until:
                    self._trying = True
                    return True
                pause = deadline if self._trying else self._until
                self._changed.wait(max(0.001, pause - now))
        return False

    def passable(self) -> bool:
        """Whether the gate is open to everybody right now."""
        return not self._shut

    def shut(self, seconds: float) -> None:
        """Closes the gate for everybody; a shorter pause never cuts a longer one."""
        with self._changed:
            self._shut, self._trying = True, False
            self._until = max(self._until, time.monotonic() + seconds)
            self._changed.notify_all()

    def _leave(self, *, answered: bool) -> None:
        with self._changed:
            self._trying = False
            if answered:
                self._shut = False
            self._changed.notify_all()


class Slots:
    """At most so many questions at once, with a queue of limited length.

    Args:
        count: questions that may be under way at the same time.
    """

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(count)
        self._lock = threading.Lock()
        self._waiting = 0

    @contextmanager
    def one(self, deadline: float) -> Iterator[None]:
        """Holds a slot for the block.

        Raises:
            Rejected: the queue is full, or no slot became free before the deadline.
        """
        if not self._free.acquire(blocking=False):
            self._queue(deadline)
        try:
            yield
        finally:
            self._free.release()

    def _queue(self, deadline: float) -> None:
        with self._lock:
            if self._waiting >= QUEUE_LIMIT:
                raise Rejected(Fault("unavailable", 5.0, detail="busy", local=True))
            self._waiting += 1
        try:
            if not self._free.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise Rejected(Fault("unavailable", 5.0, detail="busy", local=True))
        finally:
            with self._lock:
                self._waiting -= 1
