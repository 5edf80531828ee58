"""Joins the pieces of a streamed answer that have arrived together, before a library reads them.

The OpenAI libraries build some dozen objects for each piece, which cost half a millisecond of
processor time a word: as much for one reply as everything else that a draft does. A model that
writes slowly sends one piece at a time, and each goes on at once as it came. Where the pieces come
faster than they are read (a fast model, a busy server), those that lie in one reading are handed on
as one: the same text, the same end, in fewer events. Whatever is not plainly text is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

_PREFIX = b"data: "
_END = b"\n\n"
_CHUNK = frozenset({"id", "object", "created", "model", "choices"})
_NOISE = frozenset({"system_fingerprint", "service_tier", "usage", "obfuscation"})
"""What a chunk may hold besides; a count of tokens (`usage`) only where it is empty."""
_CHOICE = frozenset({"index", "delta", "finish_reason", "logprobs"})
_DELTA = frozenset({"role", "content"})


def merged(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of an event stream, text that came in one piece joined into one event.

    Args:
        pieces: as they are read from the connection; an event may be cut anywhere.
    """
    held, plain = bytearray(), True
    for piece in pieces:
        looked = max(0, len(held) - 1)
        held += piece
        plain = plain and b"\r" not in piece  # other ends of lines than ours: nothing is joined
        end = held.rfind(_END, looked) + len(_END) if plain else len(held)
        if end >= len(_END):
            ready = bytes(held[:end])
            del held[:end]
            yield _joined(ready[: -len(_END)].split(_END)) if plain else ready
    if held:
        yield bytes(held)


def _joined(events: list[bytes]) -> bytes:
    """The events of one reading; texts that follow each other are one."""
    if len(events) == 1:
        return events[0] + _END
    made: list[bytes] = []
    first: dict[str, Any] | None = None
    texts: list[str] = []
    for event in events:
        chunk = _text_chunk(event)
        if chunk is not None and first is not None and _is_same(first, chunk):
            texts.append(_text(chunk))
            continue
        made += [_event(first, texts)] if first is not None else []
        first, texts = chunk, [_text(chunk)] if chunk is not None else []
        made += [event] if chunk is None else []
    made += [_event(first, texts)] if first is not None else []
    return _END.join(made) + _END


def _text_chunk(event: bytes) -> dict[str, Any] | None:
    """The chunk of an event that carries text and nothing else."""
    if not event.startswith(_PREFIX) or b"\n" in event or b"\r" in event:
        return None
    try:
        chunk = json.loads(event[len(_PREFIX) :])
    except ValueError:
        return None
    return chunk if isinstance(chunk, dict) and _is_text(chunk) else None


def _is_text(chunk: dict[str, Any]) -> bool:
    choices = chunk.get("choices")
    if not (chunk.keys() <= _CHUNK | _NOISE and isinstance(choices, list) and len(choices) == 1):
        return False
    choice = choices[0]
    if chunk.get("usage") or not isinstance(choice, dict) or not choice.keys() <= _CHOICE:
        return False
    delta = choice.get("delta")
    return (
        isinstance(delta, dict)
        and delta.keys() <= _DELTA
        and isinstance(delta.get("content"), str)
        and not choice.get("finish_reason")
        and not choice.get("logprobs")
    )


def _is_same(first: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a chunk goes on where another ended: the same answer, model and choice."""
    one, two = first["choices"][0], other["choices"][0]
    return (
        all(first.get(name) == other.get(name) for name in ("id", "object", "model"))
        and one.get("index") == two.get("index")
        and two["delta"].get("role") in (None, one["delta"].get("role"))
    )


def _text(chunk: dict[str, Any]) -> str:
    text: str = chunk["choices"][0]["delta"]["content"]
    return text


def _event(first: dict[str, Any], texts: list[str]) -> bytes:
    first["choices"][0]["delta"]["content"] = "".join(texts)
    return _PREFIX + json.dumps(first).encode()
