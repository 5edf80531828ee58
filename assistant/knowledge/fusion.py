"""How the dense and the lexical half become one ranking.

Mean nDCG@10 with the shipped embeddings (`benchmarks/retrieval.py`), on two sets of questions
asked in other words than the documents (125 and 1,398 documents) and one of abstracts (1,050):

    dense alone                      0.758   0.492   0.423
    BM25 alone                       0.822   0.549   0.529
    reciprocal ranks, k = 60         0.800   0.546   0.522
    cosine + BM25 / its best         0.861   0.567   0.541    (dense weight 0.6)
    cosine + BM25 / middle (this)    0.859   0.563   0.542    (dense weight 0.5)

The last two rank alike; the last one also gives a score that says how much of the query was met
at all, where dividing by the best makes the best passage look good for every query.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

DENSE_WEIGHT = 0.5


def by_scores(
    dense: Scores, lexical: Scores, bound: float, *, weight: float = DENSE_WEIGHT
) -> Scores:
    """Cosine and BM25, each between 0 and 1, in a weighted sum between 0 and 1.

    Args:
        dense: cosine similarities.
        lexical: BM25 scores.
        bound: what BM25 could give at most for this query. The lexical half is measured against
            the geometric mean of the best score there is and of this bound.
    """
    import numpy as np

    norm = middle(float(lexical.max(initial=0.0)), bound)
    matched = lexical / norm if norm > 0 else lexical
    fused: Scores = weight * np.clip(dense, 0, 1) + (1 - weight) * np.clip(matched, 0, 1)
    return fused


def middle(best: float, bound: float) -> float:
    """What the lexical half is measured against: 1 between the best score there is and possible."""
    return math.sqrt(max(0.0, best) * max(0.0, bound))


def by_ranks(dense: Scores, lexical: Scores, *, constant: int = 60) -> Scores:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
    fused: Scores = _reciprocal(dense, constant) + _reciprocal(lexical, constant)
    return fused


def _reciprocal(scores: Scores, constant: int) -> Scores:
    import numpy as np

    ranks = np.empty(len(scores), dtype=np.float32)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.where(scores > 0, 1.0 / (constant + ranks), 0.0).astype(np.float32)
