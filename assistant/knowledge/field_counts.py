"""How often each stem stands in each field of each passage: what the ranking reads.

Kept as arrays by stem, so that a query reads a few rows of them and takes no text apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.domain import Passage
from assistant.knowledge.lexical import Lexicon, Numbered, number, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIELDS = 3
"""Text, title, section; a section that repeats the title is none."""
_MOST = 255
_ARRAYS = ("starts", "rows", "counts", "lengths")


class FieldCounts:
    """The counts of a number of passages.

    Args:
        vocabulary: stem → its number.
        starts: where the entries of each stem start; one more than there are stems.
        rows: of each entry, the passage; rising within a stem.
        counts: of each entry, how often the stem stands in each field.
        lengths: words of each passage, all fields together.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        *,
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        counts: NDArray[np.uint8],
        lengths: NDArray[np.int32],
    ) -> None:
        self._vocabulary = vocabulary
        self._starts = starts
        self._rows = rows
        self._counts = counts
        self.lengths = lengths

    def of(self, word: str, rows: NDArray[Any]) -> NDArray[np.float32]:
        """For each row, how often a stem stands in each field."""
        import numpy as np

        found = np.zeros((len(rows), FIELDS), dtype=np.float32)
        at = self._vocabulary.get(word)
        if at is None:
            return found
        start, end = int(self._starts[at]), int(self._starts[at + 1])
        held = self._rows[start:end]
        places = np.minimum(np.searchsorted(held, rows), len(held) - 1)
        there = held[places] == rows
        found[there] = self._counts[start:end][places[there]]
        return found

    def save(self, folder: Path) -> None:
        """Writes the arrays into a folder of their own."""
        import numpy as np

        folder.mkdir(parents=True)
        for name in _ARRAYS:
            held = self.lengths if name == "lengths" else getattr(self, f"_{name}")
            np.save(folder / f"{name}.npy", held)

    @classmethod
    def load(cls, folder: Path, vocabulary: Mapping[str, int]) -> FieldCounts:
        """Opens what `save` wrote; the arrays stay on disk until they are read."""
        import numpy as np

        # Plain arrays over the mapped files: `memmap` costs some 10 µs for every slice.
        arrays = {
            name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS
        }
        return cls(vocabulary, **arrays)


def count(passages: Iterable[Passage]) -> tuple[Lexicon, FieldCounts]:
    """BM25 over passages, and the counts of their fields, from one reading of their words."""
    import numpy as np

    vocabulary: dict[str, int] = {}
    corpus: list[list[int]] = []
    sizes: list[tuple[int, ...]] = []
    for passage in passages:
        fields = [number(words, vocabulary) for words in _fields(passage)]
        sizes.append(tuple(map(len, fields)))
        corpus.append([stem for field in fields for stem in field])
    size = np.array(sizes, dtype=np.int64).reshape(-1, FIELDS)
    total = int(size.sum())
    stems = np.fromiter((stem for words in corpus for stem in words), dtype=np.int32, count=total)
    lexicon = Lexicon(numbered=Numbered(corpus, vocabulary))
    del corpus
    return lexicon, _counted(stems, size, vocabulary)


def _counted(
    stems: NDArray[np.int32], size: NDArray[np.int64], vocabulary: dict[str, int]
) -> FieldCounts:
    """Sorts the words of all passages by stem and passage, and counts them by field."""
    import numpy as np

    lengths = size.sum(axis=1)
    fields = np.repeat(np.tile(np.arange(FIELDS, dtype=np.uint8), len(size)), size.ravel())
    keys = stems.astype(np.int64) * max(1, len(size)) + np.repeat(np.arange(len(size)), lengths)
    order = np.argsort(keys, kind="stable")
    keys, fields = keys[order], fields[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.zeros((len(first), FIELDS), dtype=np.uint8)
    for field in range(FIELDS if len(first) else 0):
        there = np.add.reduceat((fields == field).astype(np.int64), first)
        counts[:, field] = np.minimum(there, _MOST)
    entries = keys[first]
    starts = np.searchsorted(entries, np.arange(len(vocabulary) + 1) * max(1, len(size)))
    return FieldCounts(
        vocabulary,
        starts=starts.astype(np.int64),
        rows=(entries % max(1, len(size))).astype(np.int32),
        counts=counts,
        lengths=lengths.astype(np.int32),
    )


def _fields(passage: Passage) -> tuple[list[str], list[str], list[str]]:
    section = passage.section if passage.section != passage.title else ""
    return tokens(passage.text), _heading(passage.title), _heading(section)


@lru_cache(maxsize=2_000)
def _heading(text: str) -> list[str]:
    return tokens(text)
