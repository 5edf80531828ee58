"""Asks a model in a thread of its own, and gives up on it at the deadline.

For providers whose library brings its own connections, which our guard cannot reach.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from assistant.models.answers import Answer, read_plain, stream_pieces
from assistant.models.faults import Rejected, fault

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class _Worker:
    """One question in a thread; what comes back is put in a queue: pieces, then the end."""

    def __init__(self, model: BaseChatModel, messages: Sequence[Any], *, streamed: bool) -> None:
        self._model, self._messages, self._streamed = model, messages, streamed
        self.arrived: queue.SimpleQueue[str | Answer | BaseException] = queue.SimpleQueue()
        self.abandoned = threading.Event()

    def run(self) -> None:
        try:
            self.arrived.put(self._streamed_answer() if self._streamed else self._plain_answer())
        except BaseException as error:
            self.arrived.put(error)

    def _plain_answer(self) -> Answer:
        return read_plain(self._model, self._messages)

    def _streamed_answer(self) -> Answer:
        answer = Answer()
        for piece in stream_pieces(self._model, self._messages, answer):
            if self.abandoned.is_set():
                break
            self.arrived.put(piece)
        return answer


def read_apart(
    model: BaseChatModel,
    messages: Sequence[Any],
    *,
    on_text: Callable[[str], None] | None,
    deadline: float,
) -> Answer:
    """The model's answer; `on_text` runs in the caller's thread.

    Raises:
        Rejected: the deadline passed; the thread is left behind and its answer thrown away.
    """
    worker = _Worker(model, messages, streamed=on_text is not None)
    threading.Thread(target=copy_context().run, args=(worker.run,), daemon=True).start()
    try:
        while True:
            item = worker.arrived.get(timeout=max(0.001, deadline - time.monotonic()))
            if isinstance(item, Answer):
                return item
            if isinstance(item, BaseException):
                raise item
            if on_text:
                on_text(item)
    except queue.Empty:
        raise Rejected(fault("timeout")) from None
    finally:
        worker.abandoned.set()
