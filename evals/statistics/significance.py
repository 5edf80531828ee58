"""Is a difference more than chance? Sign flips of whole clusters, and McNemar's exact test."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

EXACT_UP_TO = 16
"""Clusters for which all 2ⁿ sign patterns are tried."""
FLIPS = 20_000
"""Sign patterns drawn for more clusters."""
_SLACK = 1e-12
"""Sums that differ by rounding alone count as equal."""
_BLOCK = 500


def sign_flip(differences: Sequence[float], *, seed: int = 0) -> float:
    """The two-sided p of the mean of paired cluster differences under random signs.

    All sign patterns up to 16 clusters; else 20,000 drawn ones, where the observed pattern counts
    as one of them, so that p is never 0 (Phipson & Smyth 2010).
    """
    import numpy

    return float(sign_flips(numpy.asarray([differences], dtype=float), seed=seed)[0])


def sign_flips(rows: Any, *, seed: int = 0) -> Any:
    """`sign_flip` for each row of a two-dimensional array; for simulations."""
    import numpy

    count = rows.shape[1]
    signs = _signs(count, seed)
    seen = numpy.abs(rows.sum(axis=1))
    slack = _SLACK * numpy.maximum(1.0, numpy.abs(rows).sum(axis=1))
    hits = numpy.empty(len(rows))
    for start in range(0, len(rows), _BLOCK):
        part = slice(start, start + _BLOCK)
        sums = numpy.abs(signs @ rows[part].T)
        hits[part] = (sums >= (seen - slack)[part]).sum(axis=0)
    if count <= EXACT_UP_TO:
        return hits / len(signs)
    return (hits + 1) / (len(signs) + 1)


@lru_cache(maxsize=8)
def _signs(count: int, seed: int) -> Any:
    """Rows of +1 and −1: all of them, or drawn ones."""
    import numpy

    if count <= EXACT_UP_TO:
        numbers = numpy.arange(2**count)[:, None]
        return 1.0 - 2.0 * ((numbers >> numpy.arange(count)) & 1)
    drawn = numpy.random.default_rng(seed).integers(0, 2, size=(FLIPS, count), dtype=numpy.int8)
    return 1.0 - 2.0 * drawn


def mcnemar(fell: int, rose: int, *, one_sided: bool = False) -> float:
    """McNemar's exact p for paired pass/fail: how many fell from pass to fail, how many rose.

    One-sided asks whether more fell than rose.
    """
    if fell < 0 or rose < 0:
        raise ValueError("counts are not negative")
    total = fell + rose
    if total == 0:
        return 1.0
    from scipy.special import bdtr

    if one_sided:
        return float(bdtr(rose, total, 0.5))
    return min(1.0, 2.0 * float(bdtr(min(fell, rose), total, 0.5)))
