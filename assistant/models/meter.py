"""Counts the tokens that models used up, for whoever answers for a piece of work.

What a request costs is known where models are asked and nowhere else: a triage, a check of a reply
or a search that asks one leaves no record with tokens in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Meter:
    """The tokens that were used up so far, in and out together."""

    tokens: int = 0


_CURRENT: ContextVar[Meter | None] = ContextVar("assistant_token_meter", default=None)


@contextmanager
def metered() -> Iterator[Meter]:
    """Counts what is asked of models inside the block, in this thread."""
    meter = Meter()
    token = _CURRENT.set(meter)
    try:
        yield meter
    finally:
        _CURRENT.reset(token)


def count(tokens: Mapping[str, int]) -> None:
    """Adds the tokens of one answer to the meter that runs, if one does."""
    if (meter := _CURRENT.get()) is not None:
        meter.tokens += sum(tokens.values())
