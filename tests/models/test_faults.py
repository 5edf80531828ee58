"""Every fault of a model's endpoint (SECURITY.md, F1–F16), plain and streamed, over real HTTP."""

from __future__ import annotations

import logging
import resource
import threading
import time
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from fault_server import SECRET, TEXT, FaultServer, closed_port_url

from assistant.errors import ModelError
from assistant.models import Caller, Completion
from assistant.settings import Settings

MESSAGES = [("system", "You write replies."), ("human", "Where is my parcel? CANARY-7731")]
TIMEOUT = 1.0
SLOW_DAY = 20
"""Seconds that a busy machine may lose; what hangs here hangs for a minute."""
PATIENT = 10.0
"""Where the fault itself ends the call, a busy machine must not make a time-out of it."""
FAULTS = [
    # fault, reason, requests that the server sees
    ("silent", "timeout", 1),
    ("drip", "timeout", 1),
    ("drip_head", "timeout", 1),
    ("hang", "timeout", 1),
    ("401", "unauthorised", 1),
    ("429", "rate_limited", 3),
    ("429:3600", "rate_limited", 1),
    ("500", "server", 3),
    ("503", "server", 3),
    ("400", "unavailable", 1),
    ("404", "unavailable", 1),
    ("redirect", "unavailable", 1),
    ("too_long", "too_long", 1),
    ("html", "malformed", 2),
    ("not_json", "malformed", 2),
    ("wrong_schema", "malformed", 2),
    ("null_choices", "malformed", 2),
    ("missing_choices", "malformed", 2),
    ("no_choices", "malformed", 2),
    ("bad_chunk", "malformed", 2),
    ("invalid_utf8", "malformed", 2),
    ("compressed", "malformed", 2),
    ("empty", "empty", 2),
    ("null", "empty", 2),
    ("refusal", "declined", 1),
    ("content_filter", "declined", 1),
    ("length", "cut", 1),
    ("cut", "cut", 2),
    ("no_end", "cut", 2),
    ("no_finish", "cut", 2),
    ("error_chunk", "server", 3),
    ("megabyte", "too_large", 1),
    ("huge", "too_large", 1),
    ("endless_head", "cut", 2),
    ("reset", "refused", 3),
    ("early_close", "refused", 3),
]
ELSEWHERE = {
    # where a fault shows otherwise in one of the two ways: (fault, streamed) → reason, requests
    ("no_choices", True): ("empty", 2),
    ("null_choices", True): ("empty", 2),
    ("missing_choices", True): ("empty", 2),
    ("refusal", True): ("empty", 2),
    ("error_chunk", False): ("malformed", 2),
}


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def _warm(server: FaultServer) -> None:
    """The first call imports the provider's library; no deadline should pay for that."""
    caller = quick(server, timeout=30)
    for streamed in (False, True):
        ask(caller, streamed)


@pytest.fixture(autouse=True)
def _quick(server: FaultServer) -> None:
    server.slow(0)
    server.script("ok")


def settings(server: FaultServer, **values: Any) -> Settings:
    given = {"model": "openai:test", "base_url": server.url, "timeout": TIMEOUT, **values}
    return Settings(_env_file=None, **given)


def quick(server: FaultServer, **values: Any) -> Caller:
    """A caller that hardly pauses between attempts."""
    return Caller(settings(server, **values), pause=0.03)


def ask(caller: Caller, streamed: bool = False, **options: Any) -> Completion:
    heard: list[str] = []
    listener = heard.append if streamed else None
    return caller.complete(["openai:test"], MESSAGES, on_text=listener, **options)


def refusal(caller: Caller, streamed: bool) -> tuple[ModelError, float]:
    started = time.monotonic()
    with pytest.raises(ModelError) as caught:
        ask(caller, streamed)
    return caught.value, time.monotonic() - started


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
@pytest.mark.parametrize(("name", "reason", "requests"), FAULTS, ids=[f[0] for f in FAULTS])
def test_fault_ends_in_one_typed_error(
    server: FaultServer,
    caplog: pytest.LogCaptureFixture,
    name: str,
    reason: str,
    requests: int,
    streamed: bool,
) -> None:
    """The reason is ours, the deadline holds, and no word of the provider or prompt gets out."""
    reason, requests = ELSEWHERE.get((name, streamed), (reason, requests))
    caplog.set_level(logging.DEBUG)
    server.script(name)
    timeout = TIMEOUT if reason == "timeout" else PATIENT
    error, seconds = refusal(quick(server, timeout=timeout), streamed)
    assert error.reason == reason
    assert seconds <= timeout + SLOW_DAY
    assert len(server.requests) == requests
    shown = "".join(traceback.format_exception(error)) + repr(error) + str(error.as_dict())
    assert SECRET not in shown + caplog.text
    assert "CANARY" not in shown + caplog.text
    assert error.__cause__ is None
    assert error.__context__ is None


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
def test_nobody_listens(streamed: bool) -> None:
    """F1: an address without a server is named unreachable, soon."""
    values = Settings(_env_file=None, model="openai:test", base_url=closed_port_url(), timeout=60)
    error, seconds = refusal(Caller(values), streamed)
    assert error.reason == "refused"
    assert "cannot be reached" in error.message
    assert seconds < SLOW_DAY


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
@pytest.mark.parametrize("first", ["429:0.3", "429", "500", "503", "empty", "not_json", "reset"])
def test_a_passing_fault_is_survived(server: FaultServer, first: str, streamed: bool) -> None:
    """F4, F6: the next attempt within the deadline answers."""
    server.script(first, "ok")
    completion = ask(quick(server), streamed)
    assert completion.text == TEXT
    assert completion.attempts == 2


def test_retry_after_is_honoured(server: FaultServer) -> None:
    """F4: the pause that the server asks for is kept."""
    server.script("429:0.6", "ok")
    started = time.monotonic()
    ask(quick(server))
    assert time.monotonic() - started >= 0.6


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
def test_a_pause_beyond_the_deadline_fails_at_once(server: FaultServer, streamed: bool) -> None:
    """F5: nobody waits an hour; the caller learns how long."""
    server.script("429:3600")
    error, seconds = refusal(quick(server), streamed)
    assert error.retry_after == pytest.approx(3600)
    assert seconds < TIMEOUT


def test_waiting_drafts_do_not_all_retry(server: FaultServer) -> None:
    """F4: after "too many requests" one draft tries, and the others follow its success."""
    server.script("429:0.5", *["ok"] * 40)
    caller = quick(server, timeout=5, model_slots=1)
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(ask(caller).text)) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert texts == [TEXT] * 30
    assert len(server.requests) == 31


def test_a_shut_gate_refuses_the_next_draft_unasked(server: FaultServer) -> None:
    """F5: while the provider is closed for an hour, later drafts do not even knock."""
    caller = quick(server)
    server.script("429:3600", "ok")
    refusal(caller, False)
    error, _ = refusal(caller, False)
    assert error.reason == "rate_limited"
    assert error.retry_after == pytest.approx(3600, abs=5)
    assert len(server.requests) == 1


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
def test_dirty_text_is_cleaned_once(server: FaultServer, streamed: bool) -> None:
    """F15: NUL, lone surrogates, bidi and ANSI codes never pass the boundary."""
    server.script("dirty")
    completion = ask(quick(server), streamed)
    assert completion.text == "Dear Ann, all is well."
    assert {name.split()[0] for name in completion.removed} == {"U+0000", "U+D800", "U+202E"}


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
def test_a_huge_answer_takes_little_memory(server: FaultServer, streamed: bool) -> None:
    """F14: 200 MB stop at 2 MB; the process grows by less than 50 MB."""
    server.script("huge")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refusal(quick(server), streamed)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
def test_well(server: FaultServer, streamed: bool) -> None:
    """A proper answer arrives whole, with model and time."""
    completion = ask(quick(server), streamed)
    assert (completion.text, completion.model) == (TEXT, "openai:test")
    assert (completion.finish_reason, completion.attempts) == ("stop", 1)
    assert 0 < completion.seconds < TIMEOUT


def test_tokens_are_counted(server: FaultServer) -> None:
    """The provider's own count of tokens is handed on."""
    assert ask(quick(server)).tokens == {"in": 11, "out": 7}


def test_json_is_just_text(server: FaultServer) -> None:
    """A model that answers with JSON is handed on as it is; the writer may read it."""
    server.script("json:Dear Ann")
    assert ask(quick(server)).text == '{"reply": "Dear Ann"}'


def test_pieces_arrive_in_order(server: FaultServer) -> None:
    """Streamed pieces make up the text, whether they came together or apart."""
    heard: list[str] = []
    quick(server).complete(["openai:test"], MESSAGES, on_text=heard.append)
    assert "".join(heard) == TEXT


def test_pieces_of_a_failed_attempt_are_called_void(server: FaultServer) -> None:
    """F13: the listener hears that the partial text is worth nothing, then the new text."""
    server.script("error_chunk", "ok:Dear Ann")
    events: list[tuple[str, str]] = []
    quick(server).complete(
        ["openai:test"],
        MESSAGES,
        on_text=lambda piece: events.append(("text", piece)),
        on_void=lambda reason: events.append(("void", reason)),
    )
    assert [events[0], events[1]] == [("text", "Your refund "), ("void", "server")]
    assert {name for name, _ in events[2:]} == {"text"}
    assert "".join(text for _, text in events[2:]) == "Dear Ann"


def test_a_listener_that_breaks_is_not_the_models_fault(server: FaultServer) -> None:
    """Its own error comes through, and nothing is asked twice."""

    def broken(piece: str) -> None:
        raise RuntimeError("the page was closed")

    with pytest.raises(RuntimeError, match="page was closed"):
        quick(server).complete(["openai:test"], MESSAGES, on_text=broken)
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", ["500", "silent", "length", "401", "megabyte", "429:3600"])
def test_the_fallback_answers(server: FaultServer, fault: str) -> None:
    """F6: a second model is asked within the same deadline after the first has failed."""
    server.script(fault)
    caller = quick(server)
    completion = caller.complete(["openai:test", "fake:echo"], MESSAGES)
    assert completion.model == "fake:echo"
    assert completion.seconds <= TIMEOUT


def test_no_fallback_for_a_text_too_long(server: FaultServer) -> None:
    """F8: the caller trims the context; another model is not asked."""
    server.script("too_long")
    with pytest.raises(ModelError) as caught:
        quick(server).complete(["openai:test", "fake:echo"], MESSAGES)
    assert caught.value.reason == "too_long"


def test_slots_bound_what_is_under_way(server: FaultServer) -> None:
    """Six questions in two slots take three rounds of the model's time."""
    server.slow(0.2)
    caller = quick(server, model_slots=2, timeout=10)
    started = time.monotonic()
    threads = [threading.Thread(target=ask, args=(caller,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert time.monotonic() - started >= 0.6


def test_no_free_slot_before_the_deadline(server: FaultServer) -> None:
    """A draft that finds every slot taken ends in an error that says when to come back."""
    server.script("silent")
    caller = quick(server, model_slots=1)
    first = threading.Thread(target=refusal, args=(caller, False))
    first.start()
    while not server.requests:
        first.join(0.01)
    with pytest.raises(ModelError, match="every slot is taken") as caught:
        ask(caller, deadline=time.monotonic() + 0.2)
    first.join(5)
    assert caught.value.reason == "unavailable"
    assert caught.value.retry_after == 5


def test_connections_are_reused(server: FaultServer) -> None:
    """One connection serves many answers; the key travels as a header only."""
    caller = quick(server)
    for _ in range(3):
        ask(caller)
    assert [body["model"] for body in server.requests] == ["test"] * 3
    assert all("api_key" not in body for body in server.requests)
