"""The one way to ask a model: within a deadline, with few attempts, one answer or one error."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from assistant.errors import SettingsError
from assistant.models.answers import Answer, Completion, read_plain, read_stream
from assistant.models.faults import Fault, classify
from assistant.models.gates import Gate, Slots
from assistant.models.meter import count

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

    from assistant.settings import Settings

ATTEMPTS = 3
"""Attempts at one model, the first included."""
PAUSE = 0.25
"""Seconds before the second attempt where the server names none; doubled for the third."""
_CALLERS_KEPT = 32
_LIMITS: dict[str, Literal["guard", "none"]] = {"openai": "guard", "fake": "none"}
_DOWN = frozenset({"rate_limited", "refused", "timeout", "server"})
"""Reasons after which a shut gate stays shut."""

Messages = Sequence["BaseMessage | tuple[str, str]"]
Listener = Callable[[str], None]


@dataclass(frozen=True)
class _Target:
    """A model that can be asked.

    `limits`: how the deadline reaches it: a guard on its sockets, a thread that is left behind,
    or nothing, for fakes.
    """

    name: str
    chat: BaseChatModel
    limits: Literal["guard", "thread", "none"]
    gate: Gate


@dataclass
class _Question:
    """One call of `complete`: what is asked, who listens, and what happened so far."""

    messages: Messages
    on_text: Listener | None
    on_void: Listener | None
    started: float = field(default_factory=time.monotonic)
    attempts: int = 0
    shown: bool = False
    broken: Exception | None = None

    @property
    def listener(self) -> Listener | None:
        return self._show if self.on_text else None

    def _show(self, piece: str) -> None:
        """Hands on a piece; a listener's own failure is kept apart from the model's."""
        self.shown = True
        try:
            if self.on_text:
                self.on_text(piece)
        except Exception as error:
            self.broken = error
            raise

    def void(self, reason: str) -> None:
        """Tells the listener that the pieces so far are worth nothing."""
        if self.shown and self.on_void:
            self.on_void(reason)
        self.shown = False


class Caller:
    """Asks models; keeps their clients, gates and slots between calls. Thread-safe.

    Args:
        settings: names, keys, limits.
        pause: seconds before a second attempt where the server names none.
    """

    def __init__(self, settings: Settings, *, pause: float = PAUSE) -> None:
        self._settings = settings
        self._pause = pause
        self._slots = Slots(settings.model_slots)
        self._targets: dict[str, _Target] = {}
        self._gates: dict[str, Gate] = {}
        self._lock = threading.Lock()

    def complete(
        self,
        models: Sequence[str | BaseChatModel],
        messages: Messages,
        *,
        on_text: Listener | None = None,
        on_void: Listener | None = None,
        deadline: float | None = None,
    ) -> Completion:
        """The first proper answer of the models, asked in order.

        Args:
            models: `provider:name` or chat models; a later one is asked when an earlier failed.
            messages: LangChain messages, or pairs of role and text.
            on_text: given = streamed; it receives provisional pieces in the caller's thread.
            on_void: receives the reason when the pieces so far are void.
            deadline: a `time.monotonic()` instant; default is `settings.timeout` from now.

        Raises:
            ModelError: no model answered properly; `reason` says why the last one did not.
                `too_long` comes at once: shorten the context and ask again.
            SettingsError: a model's name, package or key cannot be used.
        """
        targets = [self._target(model) for model in models]
        if not targets:
            raise SettingsError("no model is named", remedy="set COMPOSURE_MODEL=provider:name")
        question = _Question(messages, on_text, on_void)
        end = question.started + self._settings.timeout if deadline is None else deadline
        fault = Fault("unavailable")
        for left in range(len(targets), 0, -1):
            target = targets[-left]
            now = time.monotonic()
            outcome = self._ask(target, question, now + (end - now) / left)
            if isinstance(outcome, Completion):
                count(outcome.tokens)
                return outcome
            fault = outcome
            question.void(fault.reason)
            if fault.reason == "too_long" or time.monotonic() >= end:
                break
        raise fault.error(target.name)

    def _ask(self, target: _Target, question: _Question, end: float) -> Completion | Fault:
        """The accepted answer of one model, or why its last attempt failed."""
        for attempt in range(1, ATTEMPTS + 1):
            outcome = self._attempt(target, question, end)
            if isinstance(outcome, Completion):
                break
            pause = self._wait(outcome, attempt)
            if outcome.reason == "rate_limited" and not outcome.local:
                target.gate.shut(pause)
            if attempt >= min(outcome.attempts, ATTEMPTS) or time.monotonic() + pause >= end:
                break
            question.void(outcome.reason)
            if outcome.reason != "rate_limited":  # there the gate holds everybody back
                time.sleep(pause)
        return outcome

    def _attempt(self, target: _Target, question: _Question, end: float) -> Completion | Fault:
        """One attempt, behind the provider's gate and in a slot; its error leaves no trace."""
        stopped: list[str] = []
        try:
            with self._admitted(target, end):
                question.attempts += 1
                answer = _read(target, question, end, stopped)
                return _completion(answer, target, question)
        except Exception as error:
            if question.broken:
                raise
            return classify(error, *stopped)

    @contextmanager
    def _admitted(self, target: _Target, end: float) -> Iterator[None]:
        """Waits for the gate and a slot; the gate may shut again while waiting for the slot."""
        admitted = False
        while not admitted:
            with target.gate.turn(end) as turn, self._slots.one(end):
                if admitted := turn.first or target.gate.passable():
                    try:
                        yield
                        turn.answered = True
                    except Exception as error:
                        turn.answered = classify(error).reason not in _DOWN
                        raise

    def _wait(self, fault: Fault, attempt: int) -> float:
        """Seconds until the next attempt: what the server asks for, else doubling with jitter."""
        if fault.retry_after is not None:
            return fault.retry_after
        return self._pause * 2.0 ** (attempt - 1) * random.uniform(0.8, 1.2)

    def _target(self, model: str | BaseChatModel) -> _Target:
        if not isinstance(model, str):
            name = str(model._llm_type)
            return _Target(name, model, "thread", self._gate(name))
        with self._lock:
            known = self._targets.get(model)
        if known is None:
            from assistant.models.providers import chat_model

            provider = model.partition(":")[0]
            chat = chat_model(model, self._settings)
            gate = self._gate(model if provider == "fake" else provider)
            known = _Target(model, chat, _LIMITS.get(provider, "thread"), gate)
            with self._lock:
                known = self._targets.setdefault(model, known)
        return known

    def _gate(self, provider: str) -> Gate:
        with self._lock:
            return self._gates.setdefault(provider, Gate())


def _read(target: _Target, question: _Question, end: float, stopped: list[str]) -> Answer:
    """Asks once; `stopped` receives what the guard of the socket saw."""
    match target.limits:
        case "thread":
            from assistant.models.apart import read_apart

            listener = question.listener
            return read_apart(target.chat, question.messages, on_text=listener, deadline=end)
        case "none":
            return _read_here(target, question)
        case "guard":
            return _read_guarded(target, question, end, stopped)


def _read_here(target: _Target, question: _Question) -> Answer:
    if question.listener:
        return read_stream(target.chat, question.messages, question.listener)
    return read_plain(target.chat, question.messages)


def _read_guarded(target: _Target, question: _Question, end: float, stopped: list[str]) -> Answer:
    from assistant.models.guard import Guard, guarded

    guard = Guard(end)
    try:
        with guarded(guard):
            return _read_here(target, question)
    finally:
        stopped.append(guard.stopped)


def _completion(answer: Answer, target: _Target, question: _Question) -> Completion:
    text, removed = answer.accepted()
    return Completion(
        text=text,
        model=target.name,
        tokens=answer.tokens,
        seconds=time.monotonic() - question.started,
        attempts=question.attempts,
        removed=removed,
    )


_callers: dict[int, tuple[Settings, Caller]] = {}
_callers_lock = threading.Lock()


def caller(settings: Settings) -> Caller:
    """The caller of these settings; one settings object always has the same one."""
    with _callers_lock:
        found = _callers.get(id(settings))
        if found is None:
            while len(_callers) >= _CALLERS_KEPT:
                _callers.pop(next(iter(_callers)))
            found = _callers[id(settings)] = (settings, Caller(settings))
    return found[1]


def complete(
    models: Sequence[str | BaseChatModel],
    messages: Messages,
    *,
    settings: Settings,
    on_text: Listener | None = None,
    on_void: Listener | None = None,
    deadline: float | None = None,
) -> Completion:
    """`Caller.complete`, which explains the arguments, with the caller of these settings."""
    return caller(settings).complete(
        models, messages, on_text=on_text, on_void=on_void, deadline=deadline
    )
