"""Ranks what the two halves of the search propose, and says why each passage ranks where it does.

The lexical half is read in fields: a passage's text, its title and section (twice: they name what
it is about), and the words in which people ask for it. What each field adds is kept, so that the
parts add up to the score.

How the figures were found (`benchmarks/retrieval.py`, `benchmarks/questions.py`): headings counted
twice raise nDCG@10 where documents have titles (0.852 to 0.858 and 0.543 to 0.544) and change
nothing where they have none; a cosine of the title alone, weighed in with 0.1, gives more on the
first (0.864) and takes from the second (0.538), so it is left out. Question words left out give
0.564 to 0.567, 0.544 to 0.546 and 0.858 to 0.862; words that mean the same, counted 0.3, give
0.546 to 0.549 and little elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.domain import Kind
from assistant.knowledge.closeness import LOOKED_AT, Closeness
from assistant.knowledge.expansion import Expansion
from assistant.knowledge.fusion import DENSE_WEIGHT, middle
from assistant.knowledge.lexical import Lexicon, stem, tokens
from assistant.knowledge.pointing import NOWHERE, Pointed, Pointer, shipped_pointer
from assistant.knowledge.reading import Contents
from assistant.knowledge.reasons import (
    FIELDS,
    Ranked,
    diverse,
    first_ranked,
    named,
    with_pointed,
    with_sentence,
)
from assistant.knowledge.snapshot import KINDS
from assistant.knowledge.themes import Leaning, Themes

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

HEADING = 2.0
"""How often a word of a title or section counts beside one of the text."""
ASKED_AS = 3.0
"""The same for the words in which people ask for a passage."""
INSTEAD = 0.5
"""What a word alike counts that stands for a word of the query which occurs nowhere."""
BESIDE = 0.3
"""What a word counts that means the same as one of the query, where that occurs too; and a word
of a theme's name at most."""
KIND = 0.25
"""Taken off what is no guidance, where guidance surely answers a query."""
QUESTION_WORDS = frozenset(
    map(stem, ["how", "what", "when", "where", "which", "who", "whom", "whose", "why", "whether"])
)
"""They say how something is asked; where a query has other words, they are not looked for."""
_SAMPLED = 16
"""Of so many scores, one is looked at to tell which are worth sorting."""
_GENERAL = KINDS.index("guidance")
_COUNTS = (1.0, HEADING, HEADING, ASKED_AS)


class Ranker:
    """Ranks the passages of one generation of the index."""

    def __init__(
        self, contents: Contents, expansion: Expansion, embeddings: Embeddings | None = None
    ) -> None:
        """Opens nothing yet.

        Args:
            embeddings: those of the index, where a vector costs nothing; else None.
        """
        self.contents = contents
        self._expansion = expansion
        self._pointer = Pointer(shipped_pointer(), embeddings) if embeddings else None
        self._themes = Themes(shipped_pointer()) if embeddings else None
        self._closeness = Closeness(embeddings) if embeddings else None

    def ranked(
        self,
        query: str,
        vector: NDArray[np.float32],
        rows: NDArray[Any],
        limit: int,
        *,
        also: Collection[str] = (),
        closely: bool = False,
        pointed: Pointed | None = None,
    ) -> tuple[Ranked, ...]:
        """The best of the rows, best first, and those of `also` among them.

        Args:
            pointed: to what the query points, where that is known.
            closely: the sentences of the best are looked at one by one.
        """
        import numpy as np

        pointed = pointed or self.pointed(query)
        leaning = self._themes.leaning(vector, pointed) if self._themes else None
        leaning = leaning or Leaning({}, vector, 0.0)
        vector = leaning.vector
        snapshot, words = self.contents.snapshot, self._words(query, leaning)
        held = self._held(words, rows)
        shares = self._shares(query, words, rows, held)
        meaning = DENSE_WEIGHT * np.clip(snapshot.vectors[rows] @ vector, 0, 1)
        kinds = np.where(snapshot.kinds[rows] == _GENERAL, 0.0, -KIND * leaning.general)
        order = np.argsort(-(meaning + shares.sum(axis=1) + kinds), kind="stable")
        close = closely and self._closeness is not None
        wanted = {snapshot.row[name] for name in also if name in snapshot.row}
        depth = max(limit, LOOKED_AT) if close else limit
        best = [at for place, at in enumerate(order) if place < depth or int(rows[at]) in wanted]
        found = [
            first_ranked(passage, float(meaning[at]), shares[at].tolist(), float(kinds[at]))
            for passage, at in zip(self.contents.passages_at(rows[best]), best, strict=True)
        ]
        there = {
            each.passage.id: tuple(word for word in words if held[word][at].any())
            for each, at in zip(found, best, strict=True)
        }
        if close:
            found = self._closely(found, vector, pointed)
        told = (named(each, query, there[each.passage.id]) for each in diverse(found))
        return tuple(
            each
            for place, each in enumerate(told)
            if place < limit or each.passage.id in also or not close
        )

    def pointed(self, query: str) -> Pointed:
        """To what a query points."""
        return self._pointer.of(query) if self._pointer else NOWHERE

    def _shares(
        self,
        query: str,
        words: dict[str, float],
        rows: NDArray[Any],
        held: dict[str, NDArray[np.float32]],
    ) -> NDArray[np.float32]:
        """What each field adds to the score of each row."""
        import numpy as np

        parts = self._parts(words, rows, held)
        bound = self.contents.snapshot.lexicon.bound(_asked_for(query))
        norm = middle(float(parts.sum(axis=1).max(initial=0.0)), bound)
        shares = _capped(parts / norm if norm else parts) * (1 - DENSE_WEIGHT)
        return np.asarray(shares, dtype=np.float32)

    def _closely(
        self, found: list[Ranked], vector: NDArray[np.float32], pointed: Pointed
    ) -> list[Ranked]:
        """The same, the nearest sentence of the best counted in, in their new order.

        And where the shipped passages are there, how surely the query points to each.
        """
        assert self._closeness is not None
        best = [each.passage for each in found[:LOOKED_AT]]
        near = [*self._closeness.of(best, vector), *(0.0 for _ in found[LOOKED_AT:])]
        made = [with_sentence(each, cosine) for each, cosine in zip(found, near, strict=True)]
        if not pointed.known.isdisjoint(each.passage.id for each in found):
            made = [with_pointed(each, pointed.surely(each.passage.id)) for each in made]
        return sorted(made, key=lambda each: -each.passage.score)

    def with_more(
        self,
        rows: NDArray[Any],
        query: str,
        kinds: Collection[Kind] | None,
        *,
        limit: int,
        also: Collection[str] = (),
    ) -> NDArray[Any]:
        """The rows with those that people ask for in the words of the query, and with `also`."""
        import numpy as np

        scores, _ = self._asked_as.scores(query)
        asked = np.array(self._asked_rows, dtype=np.intp)[highest(scores, limit)]
        row = self.contents.snapshot.row
        named = np.array([row[name] for name in also if name in row], dtype=np.intp)
        joined: NDArray[Any] = np.union1d(rows, np.union1d(asked, named)).astype(np.intp)
        mask = self.contents.mask_of(kinds)
        return joined if mask is None else joined[mask[joined]]

    @cached_property
    def _asked_rows(self) -> tuple[int, ...]:
        row = self.contents.snapshot.row
        return tuple(row[name] for name in self._expansion.asked_as if name in row)

    @cached_property
    def _asked_as(self) -> Lexicon:
        ids = self.contents.snapshot.ids
        return Lexicon([" ".join(self._expansion.asked_as[ids[row]]) for row in self._asked_rows])

    @cached_property
    def _asked_counts(self) -> dict[int, Counter[str]]:
        """The stems in which people ask for a row."""
        ids = self.contents.snapshot.ids
        return {
            row: Counter(tokens(" ".join(self._expansion.asked_as[ids[row]])))
            for row in self._asked_rows
        }

    def _words(self, query: str, leaning: Leaning) -> dict[str, float]:
        """The stems to look for and what each counts.

        Words that mean the same count most where the query's own occur nowhere.
        """
        words: dict[str, float] = {}
        for word in _asked_for(query):
            words[word] = words.get(word, 0.0) + 1.0
        more = {word: BESIDE * near for word, near in leaning.words.items()}
        more.update(dict.fromkeys(self._expansion.beside(query), BESIDE))
        for word in words:
            if not self._occurs(word):
                more.update(dict.fromkeys(self._expansion.alike.get(word, ()), INSTEAD))
        for other, weight in more.items():
            if other not in words and other not in QUESTION_WORDS and self._occurs(other):
                words[other] = weight
        return words

    def _occurs(self, word: str) -> bool:
        return self.contents.snapshot.lexicon.holds(word) or self._asked_as.holds(word)

    def _parts(
        self, words: dict[str, float], rows: NDArray[Any], held: dict[str, NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        """What each field adds to the BM25 score of each row, in the order of `FIELDS`."""
        import numpy as np

        snapshot = self.contents.snapshot
        lengths = snapshot.counts.lengths[rows].astype(np.float32)[:, None]
        parts = np.zeros((len(rows), len(FIELDS)), dtype=np.float32)
        for word, weight in words.items():
            counts = np.cumsum(held[word] * np.array(_COUNTS, dtype=np.float32), axis=1)
            worth = weight * snapshot.lexicon.worth(word, counts, lengths)
            parts += np.diff(worth, axis=1, prepend=0)
        return parts

    def _held(self, words: Iterable[str], rows: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        """For each stem, how often it stands in each field of each row."""
        import numpy as np

        asked = [(at, self._asked_counts.get(row)) for at, row in enumerate(rows.tolist())]
        named = [(at, counts) for at, counts in asked if counts]
        held: dict[str, NDArray[np.float32]] = {}
        for word in words:
            found = np.zeros((len(rows), len(FIELDS)), dtype=np.float32)
            found[:, :-1] = self.contents.snapshot.counts.of(word, rows)
            for at, counts in named:
                found[at, -1] = counts[word]
            held[word] = found
        return held


def _asked_for(query: str) -> list[str]:
    """The stems of a query, without question words where it has others."""
    stems = tokens(query)
    return [word for word in stems if word not in QUESTION_WORDS] or stems


def _capped(parts: NDArray[Any]) -> NDArray[Any]:
    """The rows, those that sum to more than 1 made smaller as a whole."""
    import numpy as np

    capped: NDArray[Any] = parts / np.maximum(1.0, parts.sum(axis=1, keepdims=True))
    return capped


def candidates(
    near: NDArray[Any],
    lexical: NDArray[np.float32],
    mask: NDArray[np.bool_] | None,
    limit: int,
) -> NDArray[Any]:
    """The rows that one of the two halves proposes.

    Args:
        near: those of the dense half.
        lexical: the score of every row in the other one, which proposes up to `limit`.
        mask: which rows may be proposed; None = all.
    """
    import numpy as np

    words = lexical if mask is None else np.where(mask, lexical, 0.0)
    rows: NDArray[Any] = np.union1d(near, highest(words, limit))
    return rows


def _floor(scores: NDArray[np.float32], limit: int) -> float:
    """A score that many more than the limit lie above, or 0; so that few have to be sorted."""
    import numpy as np

    if len(scores) < _SAMPLED * limit:
        return 0.0
    sample = scores[::_SAMPLED]
    return max(0.0, float(np.partition(sample, -limit)[-limit]))


def highest(scores: NDArray[np.float32], limit: int) -> NDArray[Any]:
    """The rows with the highest scores above 0, of equal ones the first."""
    import numpy as np

    found = np.flatnonzero(scores > _floor(scores, limit))
    if len(found) < limit:  # a sample misled, or there are no more
        found = np.flatnonzero(scores > 0)
    if len(found) <= limit:
        return found
    held = scores[found]
    least = np.partition(held, -limit)[-limit]
    above = found[held > least]
    return np.concatenate([above, found[held == least][: limit - len(above)]])
