"""Where the work is done: threads in bounded number, with a queue of bounded length before them.

The event loop does none of it, so that `/healthz` answers whatever is going on. Three rooms:
`quick` for what takes milliseconds, `draft` for drafts, and `door` for looking at keys. With a
language model a draft mostly waits, and there is a thread for each slot of the model; without one
it is all processor time of one interpreter, and a second thread made no more drafts and twice the
wait of `/healthz`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, ParamSpec, TypeVar

from assistant.settings import Settings
from assistant.web.problems import busy

P = ParamSpec("P")
T = TypeVar("T")


class Room:
    """Threads behind a queue.

    Args:
        queue: how many may wait; the next one is sent away at once.
        patience: seconds that one may wait.
    """

    def __init__(self, name: str, threads: int, *, queue: int, patience: float) -> None:
        self.name = name
        self.waiting = 0
        self._free = asyncio.Semaphore(threads)
        self._queue = queue
        self._patience = patience
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def start(
        self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Future[T]:
        """Waits for a place and begins; the place is free again when the thread has ended,
        also where nobody waits for its result any more.

        Raises:
            Problem: the queue is full, or it took too long; 503 with Retry-After.
        """
        await self._enter()
        work: Any = partial(copy_context().run, partial(function, *args, **kwargs))
        begun = asyncio.get_running_loop().run_in_executor(self._threads, work)
        begun.add_done_callback(self._leave)
        return begun

    async def do(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result, from a thread."""
        return await asyncio.shield(await self.start(function, *args, **kwargs))

    async def _enter(self) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        if self.waiting >= self._queue:
            raise busy("too many requests are waiting")
        self.waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise busy("no place became free in time") from None
        finally:
            self.waiting -= 1

    def _leave(self, begun: asyncio.Future[Any]) -> None:
        self._free.release()
        if not begun.cancelled():
            begun.exception()  # looked at, so that asyncio does not complain where nobody waits

    def close(self) -> None:
        """Ends the threads when their work is done."""
        self._threads.shutdown(wait=True, cancel_futures=True)


class Workshop:
    """The rooms for one set of settings."""

    def __init__(self, settings: Settings) -> None:
        waits = bool(settings.models or settings.triage_models)
        waits = waits or not settings.embeddings.startswith("wordllama")
        self.door = Room("door", 1, queue=100_000, patience=settings.timeout)
        self.quick = Room("quick", 2, queue=settings.work_queue, patience=settings.timeout)
        self.draft = Room(
            "draft",
            settings.model_slots if waits else 1,
            queue=settings.model_queue if waits else settings.work_queue,
            patience=settings.timeout,
        )

    def close(self) -> None:
        """Ends all rooms."""
        for room in (self.quick, self.draft, self.door):
            room.close()
