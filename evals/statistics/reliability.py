"""How steady a sample is over its trials."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb


def pass_hat_k(trials: int, passed: int, k: int) -> float:
    """The chance that k trials drawn without replacement all pass: pass^k (Yao et al. 2024)."""
    if not 0 <= passed <= trials or not 1 <= k <= trials:
        raise ValueError(f"pass^{k} of {passed} in {trials} does not exist")
    return comb(passed, k) / comb(trials, k)


def flip_rate(passes: Sequence[bool]) -> float:
    """The share of pairs of trials that disagree; 0 where a sample always does the same."""
    count, passed = len(passes), sum(passes)
    pairs = comb(count, 2)
    return passed * (count - passed) / pairs if pairs else 0.0
