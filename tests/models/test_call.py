"""What holds for every call, whoever the provider is."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field

from assistant.errors import ModelError, SettingsError
from assistant.models import Caller, complete
from assistant.models.faults import classify
from assistant.models.gates import Gate, Slots
from assistant.settings import Settings

SETTINGS = Settings(_env_file=None, timeout=0.6)
MESSAGES = [("human", "Where is it?")]


class Foreign(BaseChatModel):
    """A provider whose connections are its own."""

    metadata_given: dict[str, Any] = Field(default={"finish_reason": "stop"})
    text: Any = "Dear Ann"
    failure: Any = None
    wait: Any = None

    @property
    def _llm_type(self) -> str:
        return "foreign"

    def _generate(self, messages: Any, *args: Any, **kwargs: Any) -> ChatResult:
        if self.wait:
            self.wait.wait(5)
        if self.failure:
            raise self.failure
        message = AIMessage(self.text, response_metadata=self.metadata_given)
        return ChatResult(generations=[ChatGeneration(message=message)])


class StatusError(Exception):
    """A library's error with an HTTP answer."""

    def __init__(self, status: int, text: str = "sk-secret", **headers: str) -> None:
        super().__init__(text)
        self.status_code = status
        self.response = type("Answer", (), {"headers": headers, "status_code": status})()


def refused(model: BaseChatModel, **options: Any) -> ModelError:
    with pytest.raises(ModelError) as caught:
        Caller(SETTINGS, pause=0.01).complete([model], MESSAGES, **options)
    return caught.value


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ({"finish_reason": "stop"}, ""),
        ({"stop_reason": "end_turn"}, ""),
        ({"done_reason": "stop"}, ""),
        ({"finish_reason": "STOP"}, ""),
        ({"stop_reason": "max_tokens"}, "cut"),
        ({"finish_reason": "MAX_TOKENS"}, "cut"),
        ({"done_reason": "length"}, "cut"),
        ({"stop_reason": "refusal"}, "declined"),
        ({"finish_reason": "SAFETY"}, "declined"),
        ({"finish_reason": "tool_calls"}, "malformed"),
        ({}, "cut"),
    ],
)
def test_only_the_models_own_stop_is_accepted(metadata: dict[str, str], reason: str) -> None:
    """Each provider's word for a proper end counts, and nothing else does."""
    model = Foreign(metadata_given=metadata)
    if reason:
        assert refused(model).reason == reason
    else:
        assert Caller(SETTINGS).complete([model], MESSAGES).finish_reason == "stop"


def test_text_in_blocks_is_read() -> None:
    """Providers that answer with content blocks are read as text."""
    model = Foreign(text=[{"type": "text", "text": "Dear "}, {"type": "text", "text": "Ann"}])
    assert Caller(SETTINGS).complete([model], MESSAGES).text == "Dear Ann"


SLOW_DAY = 20
"""Seconds: far below what hangs for a minute or for ever, and enough for a busy machine."""


@pytest.mark.parametrize("streamed", [False, True])
def test_a_foreign_library_that_hangs_is_left_behind(streamed: bool) -> None:
    """Its thread is given up at the deadline."""
    release = threading.Event()
    started = time.monotonic()
    options = {"on_text": lambda piece: None} if streamed else {}
    error = refused(Foreign(wait=release), **options)
    release.set()
    assert error.reason == "timeout"
    assert time.monotonic() - started < SLOW_DAY  # it hangs until it is released


def test_callbacks_run_in_the_callers_thread() -> None:
    """A page that shows the text need not think of threads."""
    threads: list[int] = []
    Caller(SETTINGS).complete(
        [Foreign()], MESSAGES, on_text=lambda piece: threads.append(threading.get_ident())
    )
    assert set(threads) == {threading.get_ident()}


@pytest.mark.parametrize(
    ("error", "reason", "retry_after"),
    [
        (StatusError(401), "unauthorised", None),
        (StatusError(403), "unauthorised", None),
        (StatusError(429, **{"retry-after": "7"}), "rate_limited", 7.0),
        (StatusError(429, **{"retry-after": "soon"}), "rate_limited", None),
        (StatusError(429, **{"retry-after": "-5"}), "rate_limited", 0.0),
        (StatusError(529), "server", None),
        (StatusError(413), "too_long", None),
        (StatusError(400, "prompt is too long: 210000 tokens"), "too_long", None),
        (StatusError(400), "unavailable", None),
        (TimeoutError(), "timeout", None),
        (ConnectionResetError(), "refused", None),
        (KeyError("choices"), "malformed", None),
    ],
)
def test_any_librarys_error_has_a_reason(
    error: Exception, reason: str, retry_after: float | None
) -> None:
    """Errors are told apart by status and class, never by what the provider wrote."""
    fault = classify(error)
    assert (fault.reason, fault.retry_after) == (reason, retry_after)
    assert "sk-secret" not in str(fault.error("x:y"))


def test_retry_after_may_be_a_date() -> None:
    """RFC 9110 allows an HTTP date."""
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    fault = classify(StatusError(429, **{"retry-after": when}))
    assert fault.retry_after == pytest.approx(90, abs=2)


def test_the_error_keeps_no_trace_of_the_librarys() -> None:
    """What a provider wrote cannot be printed by accident, not even from the context."""
    error = refused(Foreign(failure=StatusError(401)))
    assert (error.__cause__, error.__context__) == (None, None)


def test_no_model_is_a_wrong_setting() -> None:
    """An empty list is refused before anything is asked."""
    with pytest.raises(SettingsError, match="no model is named"):
        complete([], MESSAGES, settings=SETTINGS)


def test_a_wrong_fallback_is_found_before_anything_is_sent() -> None:
    """A typing mistake in COMPOSURE_FALLBACK_MODELS does not wait for the day it is needed."""
    with pytest.raises(SettingsError, match="no provider 'opnai'"):
        complete(["fake:echo", "opnai:x"], MESSAGES, settings=SETTINGS)


def test_a_shut_gate_lets_one_try_and_then_all() -> None:
    """The second caller waits until the first was answered."""
    gate = Gate()
    gate.shut(0.01)
    deadline = time.monotonic() + 5
    with gate.turn(deadline) as first:
        assert first.first
        late: list[bool] = []
        other = threading.Thread(target=lambda: late.append(_first(gate, deadline)))
        other.start()
        other.join(0.1)
        assert late == []
        first.answered = True
    other.join(5)
    assert late == [False]


def test_a_failed_try_passes_the_turn_on() -> None:
    """When the one that tries is not answered, the next caller tries."""
    gate = Gate()
    gate.shut(0.0)
    with gate.turn(time.monotonic() + 1):
        pass
    assert _first(gate, time.monotonic() + 1)


def _first(gate: Gate, deadline: float) -> bool:
    with gate.turn(deadline) as turn:
        return turn.first


def test_the_queue_for_slots_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond its limit a caller is refused at once instead of waiting."""
    monkeypatch.setattr("assistant.models.gates.QUEUE_LIMIT", 0)
    slots = Slots(1)
    end = time.monotonic() + 5
    with slots.one(end), pytest.raises(Exception, match="unavailable"), slots.one(end):
        pass
