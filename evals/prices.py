"""What a model costs."""

from __future__ import annotations

from pydantic import Field

from assistant.domain import Record

_MILLION = 1_000_000


class Prices(Record):
    """What a model costs, in one currency per million tokens."""

    input: float = Field(default=0.0, ge=0)
    output: float = Field(default=0.0, ge=0)


def cost(prices: Prices, tokens: dict[str, int]) -> float:
    """What these tokens cost."""
    total = prices.input * tokens.get("in", 0) + prices.output * tokens.get("out", 0)
    return total / _MILLION
