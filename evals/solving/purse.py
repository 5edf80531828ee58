"""What a run spends on models, stopped before the call that would pass its limit."""

from __future__ import annotations

import threading

from evals.errors import OverBudget
from evals.prices import Prices, cost

_CHARACTERS = 3.0
"""Characters of a token at least; counted low, so that a cost is rather thought too high."""
_ANSWER = 800
"""Tokens that one answer is thought to have."""


class Purse:
    """Counts cost. Thread-safe.

    Args:
        limit: what may be spent; None = as much as it takes.
        spent: what the run has paid already, before it was resumed.
    """

    def __init__(self, limit: float | None = None, spent: float = 0.0) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._held = 0.0
        self.spent = spent

    def hold(self, prices: Prices, characters: int) -> float:
        """Sets aside what a call may cost.

        Raises:
            OverBudget: it would pass the limit.
        """
        guess = cost(prices, {"in": int(characters / _CHARACTERS) + 1, "out": _ANSWER})
        with self._lock:
            if self._limit is not None and self.spent + self._held + guess > self._limit:
                raise OverBudget(f"the next call would pass --max-cost {self._limit:g}")
            self._held += guess
        return guess

    def settle(self, held: float, paid: float) -> None:
        """Replaces what was set aside by what the call did cost."""
        with self._lock:
            self._held -= held
            self.spent += paid
