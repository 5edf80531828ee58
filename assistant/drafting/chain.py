"""The chain: a LangChain Runnable from a case to a draft, with named steps.

`invoke` and `batch` answer with the Draft. `stream` yields events: `progress` (a step begins),
`text` (provisional, as it is written), `replaced` (why; earlier text is void), `done` (the Draft).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import Queue
from threading import Thread
from typing import Any, Literal, cast

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.domain import Case, Draft, Record
from assistant.drafting.pipeline import STEPS, Teller
from assistant.drafting.work import Emit, Parts, Work, begin


class Event(Record):
    """Something that happened while a draft was made."""

    event: Literal["progress", "text", "replaced", "done"]
    text: str = ""
    draft: Draft | None = None


class Step(Runnable[Work, Work]):
    """One named step. A tracer that listens sees it; where none does, it costs nothing.

    (LangChain's own RunnableLambda looks at the function's signature on every call, which is
    a fifth of the time that a whole offline draft takes.)
    """

    def __init__(self, name: str, step: Callable[[Work, Parts], Work], parts: Parts) -> None:
        self.name = name
        self._step = step
        self._parts = parts

    def invoke(self, input: Work, config: RunnableConfig | None = None, **kwargs: Any) -> Work:
        """The work with this step's part."""
        callbacks = (config or {}).get("callbacks")
        if not callbacks or not getattr(callbacks, "handlers", True):
            return self._run(input)
        return self._call_with_config(self._run, input, config, run_type="chain")

    def _run(self, work: Work) -> Work:
        return self._step(work, self._parts)


class DraftChain(Runnable[Any, Any]):
    """From a Case to a Draft.

    Args:
        parts: gives what the steps work with, as it is now.
        case: makes a Case of what was given (a Case, the keys of CASE.json, a message).
    """

    def __init__(self, parts: Callable[[], Parts], case: Callable[[Any], Case]) -> None:
        self.name = "draft"
        self._parts = parts
        self._case = case

    def _sequence(self, parts: Parts) -> Runnable[Work, Work]:
        made: Any = Step(*STEPS[0], parts)
        for name, step in STEPS[1:]:
            made = made | Step(name, step, parts)
        return cast("Runnable[Work, Work]", made)

    def invoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:
        """The draft for a case.

        Args:
            kwargs: `approved`: ids or texts of commitments that the agent approves.
        """
        parts = self._parts()
        work = begin(self._case(input), parts, **kwargs)
        return cast(Draft, self._sequence(parts).invoke(work, config).draft)

    def follow(self, input: Any, tell: Emit, **kwargs: Any) -> Draft:
        """`invoke` with events on the way, in the calling thread, for where a tracer listens."""
        parts = self._parts()
        work = begin(self._case(input), parts, emit=Teller(tell), **kwargs)
        return cast(Draft, self._sequence(parts).invoke(work).draft)

    def stream(
        self, input: Any, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Event]:
        """The draft as it comes about, event by event."""
        queue: Queue[Event | BaseException | None] = Queue()
        parts = self._parts()

        def tell(name: str, text: str) -> None:
            queue.put(Event(event=cast(Any, name), text=text))

        work = begin(self._case(input), parts, emit=Teller(tell), **kwargs)

        def run() -> None:
            try:
                draft = self._sequence(parts).invoke(work, config).draft
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
