"""The chain: a LangChain Runnable from a case to a draft, with named steps.

`invoke` and `batch` answer with the Draft. `stream` yields events: `progress` (a step begins),
`text` (provisional, as it is written), `replaced` (why; earlier text is void), `done` (the Draft).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import copy_context
from queue import Queue
from threading import Thread
from typing import Any, Literal, cast

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from assistant.domain import Case, Draft, Record
from assistant.drafting import steps
from assistant.drafting.steps import Parts, Work

_STEPS = (
    ("playbooks", steps.find_playbooks),
    ("triage", steps.triage),
    ("policies", steps.find_policies),
    ("brief", steps.brief),
    ("write", steps.write),
    ("check", steps.check),
    ("record", steps.finish),
)


class Event(Record):
    """Something that happened while a draft was made."""

    event: Literal["progress", "text", "replaced", "done"]
    text: str = ""
    draft: Draft | None = None


class _Emitter:
    """Puts events on a queue; tells the writer that its text is wanted as it grows."""

    streams = True

    def __init__(self, queue: Queue[Event | BaseException | None]) -> None:
        self._queue = queue

    def __call__(self, name: str, text: str) -> None:
        if text:
            self._queue.put(Event(event=cast(Any, name), text=text))


class DraftChain(Runnable[Case, Any]):
    """From a Case to a Draft.

    Args:
        parts: what the steps work with.
    """

    def __init__(self, parts: Parts) -> None:
        self.name = "draft"
        self._parts = parts
        self._inner = self._sequence()

    def _sequence(self) -> Runnable[Work, Work]:
        made: Any = None
        for name, step in _STEPS:
            part = RunnableLambda(self._bound(step), name=name)
            made = part if made is None else made | part
        return cast("Runnable[Work, Work]", made)

    def _bound(self, step: Any) -> Any:
        def run(work: Work) -> Work:
            return cast(Work, step(work, self._parts))

        return run

    def invoke(self, input: Case, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:
        """The draft for a case.

        Args:
            kwargs: `approved`: ids or texts of commitments that the agent approves.
        """
        work = steps.begin(input, self._parts, **kwargs)
        return cast(Draft, self._inner.invoke(work, config).draft)

    def brief(self, case: Case) -> Work:
        """The work up to the brief, for `--explain` and for triage alone."""
        work = steps.begin(case, self._parts)
        for name, step in _STEPS[:4]:
            work = step(work, self._parts)
        return work

    def stream(
        self, input: Case, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Event]:
        """The draft as it comes about, event by event."""
        queue: Queue[Event | BaseException | None] = Queue()
        work = steps.begin(input, self._parts, emit=_Emitter(queue), **kwargs)

        def run() -> None:
            try:
                draft = self._inner.invoke(work, config).draft
                queue.put(Event(event="done", draft=draft))
            except BaseException as error:  # handed to the reader, who raises it
                queue.put(error)
            finally:
                queue.put(None)

        thread = Thread(target=copy_context().run, args=(run,), daemon=True, name="draft")
        thread.start()
        while (item := queue.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
        thread.join()
