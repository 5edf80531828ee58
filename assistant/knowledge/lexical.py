"""The lexical half of retrieval: words as they stand, scored with BM25.

Passages and queries go through the same small tokeniser: lower case, no stop words, and plural
and verb endings cut, so that "refunds", "refunded" and "refund" meet.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.domain import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TOKEN = re.compile(r"[^\W_]+")
_STOP_WORDS = """
    a an the and or but if so of to in on at by for from with as is are was were be been being am
    do does did has have had it its this that these those i you he she we they me my your our
    their his her them us will would can could should may might must not no there here then than
    about into just also very too
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
_K1, _B = 1.2, 0.75
"""BM25's own: how soon more of the same word adds little, how much long texts are held back."""
_SIZES = "sizes.json"
_VOCABULARY = "vocab.index.json"
_ENDINGS = ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "ly", "s")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without a common ending, where at least three letters stay.

    A last "e" goes too, so that "rule" and "rules", "note" and "noted" meet.
    """
    if word.endswith("ss") or len(word) < 4 or not word.isascii():
        return word
    for ending in _ENDINGS:
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3:
            word = f"{root}y" if ending in ("ies", "ied") else root
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def words_of(text: str) -> list[str]:
    """A text's words in small letters, stop words left out."""
    return [word for word in _TOKEN.findall(text.lower()) if word not in STOP_WORDS]


def tokens(text: str) -> list[str]:
    """The stems of a text's words, stop words left out."""
    return [stem(word) for word in words_of(text)]


def written(text: str) -> dict[str, str]:
    """Each stem of a text with the word as it stands there first."""
    found: dict[str, str] = {}
    for word in _TOKEN.findall(text.lower()):
        if word not in STOP_WORDS:
            found.setdefault(stem(word), word)
    return found


def searchable(passage: Passage) -> str:
    """What is embedded and what BM25 reads: where a passage stands, then its text."""
    place = passage.title
    if passage.section and passage.section != passage.title:
        place = f"{place}. {passage.section}"
    return f"{place}\n{passage.text}"


class Numbered(NamedTuple):
    """Texts as the numbers of their stems."""

    corpus: list[list[int]]
    vocabulary: dict[str, int]


class Columns(NamedTuple):
    """The scores that `bm25s` counted and saved: of each stem, the texts that hold it.

    Adding them up takes no more than these arrays. The package itself would bring SciPy's sparse
    matrices with it, which took a tenth of every start.
    """

    size: int
    worth: NDArray[np.float32]
    rows: NDArray[np.int32]
    starts: NDArray[np.int64]

    @classmethod
    def load(cls, folder: Path) -> Columns:
        """Opens what `BM25.save` wrote, as arrays that stay on disk until they are read."""
        import numpy as np

        parameters = json.loads((folder / "params.index.json").read_text(encoding="utf-8"))
        worth, rows, starts = (
            np.asarray(np.load(folder / f"{name}.csc.index.npy", mmap_mode="r"))
            for name in ("data", "indices", "indptr")
        )
        return cls(parameters["num_docs"], worth, rows, starts)

    def get_scores(self, stems: Sequence[int]) -> NDArray[np.float32]:
        """The score of each text for some stems by number, as `bm25s` adds it up."""
        import numpy as np

        scores = np.zeros(self.size, dtype=np.float32)
        for stem in stems:
            start, end = self.starts[stem], self.starts[stem + 1]
            scores[self.rows[start:end]] += self.worth[start:end]
        return scores


class Lexicon:
    """BM25 over texts.

    Args:
        texts: what is scored.
        numbered: the same where their stems have been numbered already.
    """

    def __init__(self, texts: Sequence[str] = (), *, numbered: Numbered | None = None) -> None:
        import numpy as np

        corpus, vocabulary = numbered or _numbered(texts)
        self._vocabulary = vocabulary
        self._size = len(corpus)
        self._length = sum(map(len, corpus)) / max(1, self._size)
        self._occurs: NDArray[Any] = np.zeros(0, dtype=np.int64)
        self._index: Any = None
        if vocabulary:
            import bm25s

            self._index = bm25s.BM25(k1=_K1, b=_B)
            self._index.index((corpus, vocabulary), create_empty_token=False, show_progress=False)
            self._occurs = np.diff(self._index.scores["indptr"])

    def save(self, folder: Path) -> None:
        """Writes it into a folder of its own."""
        folder.mkdir(parents=True)
        if self._index is not None:
            self._index.save(folder, show_progress=False)
        sizes = {"size": self._size, "length": self._length}
        (folder / _SIZES).write_text(json.dumps(sizes), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Opens what `save` wrote; its figures stay on disk until a query needs them."""
        import numpy as np

        sizes = json.loads((folder / _SIZES).read_text(encoding="utf-8"))
        made = cls()
        made._size, made._length = sizes["size"], sizes["length"]
        if (folder / _VOCABULARY).is_file():
            made._index = Columns.load(folder)
            made._vocabulary = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
            made._occurs = np.diff(made._index.starts)
        return made

    @property
    def vocabulary(self) -> dict[str, int]:
        """Each stem that occurs, with its number."""
        return self._vocabulary

    def scores(self, query: str) -> tuple[NDArray[np.float32], float]:
        """A score for each text, 0 where no word of the query occurs, and what is possible.

        The second figure is the score of a text that is full of every word of the query; words
        that occur nowhere count in it too.
        """
        import numpy as np

        words = tokens(query)
        known = [self._vocabulary[word] for word in words if word in self._vocabulary]
        if not known:
            return np.zeros(self._size, dtype=np.float32), 0.0
        scores: NDArray[np.float32] = self._index.get_scores(known)
        return scores, self.bound(words)

    def bound(self, words: Sequence[str]) -> float:
        """The score of a text that is full of every one of the words."""
        return sum(self.rarity(word) for word in words)

    def holds(self, word: str) -> bool:
        """Whether a text holds the stem."""
        return word in self._vocabulary

    def worth(
        self, word: str, count: NDArray[np.float32], length: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """What a stem adds to the score of each of some texts.

        Args:
            count: how often it stands in each; fields may count more or less than once.
            length: words of each text.
        """
        import numpy as np

        room = _K1 * (1 - _B + _B * length / max(1.0, self._length))
        worth = self.rarity(word) * count / (count + room)
        return worth.astype(np.float32)

    def rarity(self, word: str) -> float:
        """The inverse document frequency, as BM25 in Lucene counts it."""
        number = self._vocabulary.get(word)
        occurs = 0 if number is None else int(self._occurs[number])
        return math.log(1 + (self._size - occurs + 0.5) / (occurs + 0.5))


def _numbered(texts: Iterable[str]) -> Numbered:
    vocabulary: dict[str, int] = {}
    return Numbered([number(tokens(text), vocabulary) for text in texts], vocabulary)


def number(words: Iterable[str], vocabulary: dict[str, int]) -> list[int]:
    """The numbers of stems; one that is new gets the next number."""
    return [vocabulary.setdefault(word, len(vocabulary)) for word in words]
