"""Which situation a message tells of, and in which clause: two small linear models of ours.

One reads the message as a whole and says what it is mainly about; the other reads it clause by
clause and says which clause tells of which situation, or of none. Their features are words, their
beginnings, pairs of both and the letters inside words, so that an unknown word still resembles a
known one. The weights were fitted on our own labelled messages (`models/situations.md` is their
card). They know the playbooks we ship; a company's own are found by their signals alone.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.domain import Span
from assistant.text import sentences
from assistant.triage.plain import views

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("models") / "situations.npz"
WORDS, LETTERS = 1 << 16, 1 << 16
"""Places for words and pairs of words; after them those for pieces of words."""
_STEM, _GRAMS = 5, (3, 4, 5)
_READ = 1000
"""Words that are read; what a customer has to say is said by then."""
_LEAST = 4
"""Words of a clause that may stand for itself."""
_TOKEN = re.compile(r"[a-z']+|[!?]")
CLAUSE = re.compile(
    r"\s*(?:;|(?-i:(?<=[a-z])\.(?=[A-Z]))|(?<!\d):|:(?!\d)|\n|\s[-–—]+\s|\.{2,}|…|, (?:and|but|so|because|which|then|while|yet|only|even) "
    r"|, (?=(?:i|we|my|it|they|you|he|she|the|there) )"
    r"|\s(?:but|because|so that|which|while|then|although|even though)\s)\s*",
    re.IGNORECASE,
)
"""Where a clause of a sentence ends and the next begins."""
CALM = "calm"
"""What the first model calls questions, thanks and remarks, which are no complaint; clauses are never
called that."""


class Reading(NamedTuple):
    """What the models make of a message."""

    message: dict[str, float]
    """Situation → margin of the message: above 0 it is rather this one."""
    clauses: tuple[tuple[Span, dict[str, float]], ...]
    """Each clause with situation → margin of the clause over telling of none."""

    def clause(self, name: str) -> tuple[Span, float] | None:
        """The clause that tells of this situation, and its margin."""
        found = [(scores[name], span) for span, scores in self.clauses if name in scores]
        if not found:
            return None
        score, span = max(found, key=lambda entry: (entry[0], -entry[1][0]))
        return span, score


class Model(NamedTuple):
    """Weights: places × situations, one byte each, times a scale."""

    keys: tuple[str, ...]
    idf: NDArray[np.float32]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    """The first half of the columns is for messages, the second for clauses; `none` comes last."""


def clauses(text: str) -> tuple[Span, ...]:
    """The clauses of a text; one that is too short to stand for itself stays with its neighbour."""
    found: list[Span] = []
    for start, end in sentences(text):
        begin = start
        for match in CLAUSE.finditer(text, start, end):
            before, after = text[begin : match.start()], text[match.end() : end]
            if len(before.split()) >= _LEAST and len(after.split()) >= _LEAST:
                found.append((begin, match.start()))
                begin = match.end()
        found.append((begin, end))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _place(gram: str) -> int:
    return zlib.crc32(gram.encode()) % WORDS


@lru_cache(maxsize=1 << 15)
def _letters(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(
        WORDS + zlib.crc32(padded[place : place + size].encode()) % LETTERS
        for size in _GRAMS
        for place in range(len(padded) - size + 1)
    )


def places(words: Sequence[str]) -> tuple[list[int], list[int]]:
    """The places of the words with their pairs, and those of the pieces of words."""
    stems = [f"{word[:_STEM]}*" for word in words]
    pairs = [f"{one} {other}" for row in (words, stems) for one, other in pairwise(row)]
    grams = (*words, *stems, *pairs)
    whole = [_place(gram) for gram in grams]
    return whole, [place for word in words for place in _letters(word)]


class Words(NamedTuple):
    """The words of a text and where each begins in it."""

    words: tuple[str, ...]
    starts: tuple[int, ...]

    def inside(self, span: Span) -> tuple[str, ...]:
        """The words between two places."""
        first, last = bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1])
        return self.words[first:last]


def read_words(text: str) -> Words:
    """The words and marks of a text in their plain form, at most `_READ`."""
    plain = views(text)[0]
    found: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(plain.text.decode("ascii", "replace")):
        found.append((match.group(), plain.span(match.start(), match.end())[0]))
        if len(found) == _READ:
            break
    return Words(tuple(word for word, _ in found), tuple(start for _, start in found))


@lru_cache(maxsize=1)
def _model() -> Model:
    import numpy as np

    with np.load(WEIGHTS, allow_pickle=False) as file:
        weights = np.zeros((WORDS + LETTERS, len(file["bias"])), dtype=np.int8)
        weights[file["rows"]] = file["weights"]
        return Model(
            keys=tuple(file["keys"].tolist()),
            idf=file["idf"].astype(np.float32),
            weights=weights,
            scale=file["scale"],
            bias=file["bias"],
        )


def scores(model: Model, texts: Sequence[Sequence[str]], columns: slice) -> NDArray[np.float32]:
    """The margins of some texts, a row each, in one pass; no text may be without words.

    Words and letters of a text are two blocks, each of length one.
    """
    import numpy as np

    at: list[int] = []
    counts: list[int] = []
    starts: list[int] = []
    for words in texts:
        for block in places(words):
            starts.append(len(at))
            counted = Counter(block)
            at.extend(counted.keys())
            counts.extend(counted.values())
    where = np.array(at, dtype=np.intp)
    values = (1 + np.log(np.array(counts, dtype=np.float32))) * model.idf[where]
    lengths = np.sqrt(np.add.reduceat(values * values, starts))
    values /= np.repeat(np.maximum(lengths, 1e-9), np.diff([*starts, len(at)]))
    parts = model.weights[where, columns] * values[:, None]
    summed: NDArray[np.float32] = np.add.reduceat(parts, starts[::2], axis=0)
    return summed * model.scale[columns] + model.bias[columns]


def read(text: str) -> Reading:
    """What the models make of a text; empty where it holds no words.

    The last few texts are remembered: triage and the opening of a reply read the same message.
    """
    return _read(text.replace("’", "'"))


@lru_cache(maxsize=8)
def _read(text: str) -> Reading:
    model, words = _model(), read_words(text)
    if not words.words:
        return Reading({}, ())
    size = len(model.keys)
    message = scores(model, [words.words], slice(0, size))[0]
    told = [(span, inside) for span in clauses(text) if (inside := words.inside(span))]
    margins = scores(model, [inside for _, inside in told], slice(size, None))
    over = margins[:, :-1] - margins[:, -1:]
    found: list[tuple[Span, dict[str, float]]] = []
    for (span, _), row in zip(told, over, strict=True):
        named = _named(model.keys, row)
        named.pop(CALM, None)
        found.append((span, named))
    return Reading(_named(model.keys, message), tuple(found))


def _named(keys: Iterable[str], row: NDArray[np.float32]) -> dict[str, float]:
    return dict(zip(keys, row.tolist(), strict=True))
