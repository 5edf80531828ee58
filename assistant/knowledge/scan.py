"""The nearest vectors, found by looking at all of them: a short look at each, a long one at few.

Chroma's graph loses neighbours as an index grows, the more the less texts resemble each other.
Recall@10 against exact search with the shipped embeddings, passages and questions of words drawn
at random, which is the worst case (`benchmarks/index_size.py`), and milliseconds of a question:

    at 100,000 passages                        recall   query   build (1 = Chroma's defaults)
    graph 16 / 100 / 100 (Chroma's defaults)    0.572   1.2      1.0
    graph 16 / 100 / 2,400                      0.970  13.6      1.0
    graph 32 / 200 / 800                        0.982   6.9      2.5
    this                                        1.000   9 (*)    1.0

(neighbours / ef_construction / ef_search; * of processor, on a loaded machine). So from ENOUGH
passages on, the dense half is found here, over the same vectors that Chroma holds. The time grows
with the number of passages, in step.

The short look is at the vectors turned so that the first few numbers of each tell most (principal
axes). How many are kept is decided when the index is built, by trying: the fewest with which
probes find their true ten nearest.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENOUGH = 5_000
"""Passages from which the graph is not good enough any more."""
SHORTLIST = 1_000
"""Passages that get the long look."""
_SHARES = (4, 2)
"""Numbers of a vector that the short look may be at: a quarter of them, or a half."""
_WANTED = 0.985
"""Of the true nearest of the probes. A quarter (recall of questions 0.997) takes two thirds of the
time that a half takes (1.000)."""
_PROBES = 50
_TRAINED_ON = 20_000
_NEAREST = 10
_BLOCK = 393_216
"""Numbers in one product that no thread is started for."""
_SAMPLED = 32
"""Of so many scores, one is looked at to tell where the shortlist ends."""


class Scan:
    """Vectors with their short forms.

    Args:
        vectors: of length one, a row for each passage.
        axes: a column for each number of the short form.
        short: the short forms, a row for each passage.
    """

    def __init__(
        self,
        vectors: NDArray[np.float32],
        axes: NDArray[np.float32],
        short: NDArray[np.float32],
    ) -> None:
        self._vectors = vectors
        self._axes = axes
        self._short = short

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> Scan:
        """Makes the shortest forms that are good enough."""
        import numpy as np

        sample = vectors[:: max(1, len(vectors) // _TRAINED_ON)]
        values, found = np.linalg.eigh(sample.T @ sample)
        turned = found[:, np.argsort(-values)].astype(np.float32)
        probes = vectors[:: max(1, len(vectors) // _PROBES)][:_PROBES]
        truth = [set(_top(vectors @ probe, _NEAREST).tolist()) for probe in probes]
        for share in _SHARES:
            axes = np.ascontiguousarray(turned[:, : max(1, turned.shape[1] // share)])
            made = cls(vectors, axes, vectors @ axes)
            hits = [
                len(true & set(made.nearest(probe, _NEAREST).tolist()))
                for true, probe in zip(truth, probes, strict=True)
            ]
            if sum(hits) >= _WANTED * sum(map(len, truth)):
                return made
        return cls(vectors, turned, vectors @ turned)

    def nearest(
        self, vector: NDArray[np.float32], limit: int, mask: NDArray[np.bool_] | None = None
    ) -> NDArray[Any]:
        """The rows nearest to a vector, nearest first.

        Args:
            mask: which rows may be found; None = all.
        """
        import numpy as np

        near = products(self._short, vector @ self._axes)
        if mask is not None:
            near = np.where(mask, near, -np.inf)
        rows = _shortlist(near, max(SHORTLIST, 4 * limit))
        rows = rows if mask is None else rows[mask[rows]]
        best: NDArray[Any] = rows[_top(products(self._vectors[rows], vector), limit)]
        return best

    def save(self, folder: Path) -> None:
        """Writes axes and short forms; the vectors themselves are kept elsewhere."""
        import numpy as np

        np.save(folder / "axes.npy", self._axes)
        np.save(folder / "short.npy", self._short)

    @classmethod
    def load(cls, folder: Path, vectors: NDArray[np.float32]) -> Scan:
        """Opens what `save` wrote."""
        import numpy as np

        # A plain array over the mapped file: `memmap` costs some 10 µs for every slice.
        short = np.asarray(np.load(folder / "short.npy", mmap_mode="r"))
        return cls(vectors, np.load(folder / "axes.npy"), short)


def exact(
    vectors: NDArray[np.float32],
    vector: NDArray[np.float32],
    limit: int,
    mask: NDArray[np.bool_] | None = None,
) -> NDArray[Any]:
    """The rows nearest to a vector, nearest first, by a long look at all of them."""
    import numpy as np

    near = products(vectors, vector)
    rows = np.arange(len(vectors)) if mask is None else np.flatnonzero(mask)
    found: NDArray[Any] = rows[_top(near[rows], limit)]
    return found


def products(rows: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The product of each row with a vector.

    In blocks that are too small for the threads of the linear algebra: one that waits for a
    processor on a busy machine holds all the others up, for ten times the time of the work.
    """
    import numpy as np

    found = np.empty(len(rows), dtype=np.float32)
    step = max(1, _BLOCK // max(1, rows.shape[1]))
    for at in range(0, len(rows), step):
        np.dot(rows[at : at + step], vector, out=found[at : at + step])
    return found


def _top(scores: NDArray[np.float32], limit: int) -> NDArray[Any]:
    """The places of the highest scores, highest first."""
    import numpy as np

    if limit < len(scores):
        found = np.argpartition(-scores, limit)[:limit]
        return found[np.argsort(-scores[found], kind="stable")]
    return np.argsort(-scores, kind="stable")


def _shortlist(scores: NDArray[np.float32], limit: int) -> NDArray[Any]:
    """The rows of at least so many of the highest scores, in no order.

    A sample tells where to cut, which costs a quarter of sorting out all of them; where it misled,
    all are sorted out.
    """
    import numpy as np

    if limit >= len(scores):
        return np.arange(len(scores))
    sample = scores[::_SAMPLED]
    place = min(len(sample) - 1, -(-3 * limit // (2 * _SAMPLED)) + 3)
    cut = -np.partition(-sample, place)[place]
    found = np.flatnonzero(scores >= cut)
    return found if limit <= len(found) <= 4 * limit else np.argpartition(-scores, limit)[:limit]
