"""Pieces of a stream that arrive together are joined; what is not plainly text stays as it is."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from fault_server import FaultServer
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.call import Caller
from assistant.models.merging import merged
from assistant.settings import Settings

DONE = b"data: [DONE]\n\n"


def event(text: Any = "", *, finish: str | None = None, delta: Any = None, **more: Any) -> bytes:
    made = {"content": text} if delta is None else delta
    choice = {"index": more.pop("index", 0), "delta": made, "finish_reason": finish}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m",
             "choices": [choice], **more}  # fmt: skip
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


def read(raw: bytes) -> list[Any]:
    return [
        json.loads(part.removeprefix(b"data: ")) if part != b"data: [DONE]" else None
        for part in raw.split(b"\n\n")
        if part
    ]


def texts(chunks: list[Any]) -> str:
    return "".join(c["choices"][0]["delta"].get("content") or "" for c in chunks if c)


def test_what_comes_together_is_one_event() -> None:
    """Three words in one reading are one; the end, the count of tokens and the mark stay."""
    usage = event(usage={"prompt_tokens": 3, "completion_tokens": 2}, delta={})
    whole = event("a ") + event("b ") + event("c") + event(finish="stop", delta={}) + usage + DONE
    (joined,) = merged([whole])
    found = read(joined)
    assert len(found) == 4
    assert found[0]["choices"][0]["delta"] == {"content": "a b c"}
    assert found[1:] == read(whole)[3:]


def test_what_comes_alone_goes_on_at_once() -> None:
    """A slow model's pieces are handed on as they come, each unchanged."""
    pieces = [event("a"), event("b"), event(finish="stop", delta={}), DONE]
    assert list(merged(iter(pieces))) == pieces
    given_out = []
    for number, made in enumerate(merged(iter(pieces))):
        given_out.append(number)
        assert made == pieces[number]
    assert given_out == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "other",
    [
        event("b", index=1),
        event("b", id="c2"),
        event("b", model="n"),
        event(delta={"content": "b", "refusal": "no"}),
        event(delta={"content": "b", "tool_calls": []}),
        event(delta={"content": None}),
        event(delta={"content": [{"type": "text", "text": "b"}]}),
        event("b", finish="length"),
        event("b", usage={"completion_tokens": 1}),
        event("b", error={"message": "broken"}),
        b": still here\n\n",
        b"event: error\ndata: {}\n\n",
        b'data: {"choices": []}\n\n',
        b"data: {\n\n",
        b"data: 5\n\n",
    ],
)
def test_what_is_no_plain_text_is_left_alone(other: bytes) -> None:
    """Another answer, a refusal, an end, an error, a comment: each stays the event that it was."""
    (joined,) = merged([event("a") + other + event("c")])
    parts = [part + b"\n\n" for part in joined.split(b"\n\n") if part]
    assert len(parts) == 3
    assert parts[1] == other


def test_other_ends_of_lines_are_passed_through() -> None:
    """A server that ends lines with CR LF is read as it wrote, and nothing waits for its end."""
    raw = (event("a") + event("b")).replace(b"\n", b"\r\n")
    assert list(merged([raw, raw[:5], raw[5:]])) == [raw, raw[:5], raw[5:]]


@given(st.lists(st.text(max_size=6), min_size=1, max_size=12), st.lists(st.integers(0, 2500)))
def test_wherever_it_is_cut_the_text_is_the_same(words: list[str], cuts: list[int]) -> None:
    """However the bytes are cut: the same text, no more events than before, nothing kept back."""
    raw = b"".join(map(event, words)) + event(finish="stop", delta={}) + DONE
    places = sorted({0, len(raw), *(cut % len(raw) for cut in cuts)})
    found = b"".join(merged(raw[a:b] for a, b in pairwise(places)))
    chunks = read(found)
    assert texts(chunks) == "".join(words)
    assert len(chunks) <= len(words) + 2
    assert chunks[-1] is None


def test_a_stream_that_breaks_off_keeps_its_rest() -> None:
    """Half an event at the end is handed on as it came: the library says what is wrong with it."""
    assert b"".join(merged([event("a"), event("b")[:9]])) == event("a") + event("b")[:9]


def test_a_model_is_heard_whole() -> None:
    """Through the client itself: an answer that came at once is heard whole, in fewer pieces."""
    with FaultServer() as server:
        server.script("ok:Dear Ann, we are sorry that it is late.")
        settings = Settings(_env_file=None, base_url=server.url, model="openai:test")
        heard: list[str] = []
        made = Caller(settings).complete(["openai:test"], [("human", "hi")], on_text=heard.append)
    assert made.text == "".join(heard) == "Dear Ann, we are sorry that it is late."
    assert len(heard) < 9
