"""Ranks what the two halves of the search propose, and says why each passage ranks where it does.

The lexical half is read in fields: a passage's text, its title and section (twice: they name what
it is about), and the words in which people ask for it. What each field adds is kept, so that the
parts add up to the score.

How the figures were found (`benchmarks/retrieval.py`, `benchmarks/questions.py`): headings counted
twice raise nDCG@10 where documents have titles (0.852 to 0.858 and 0.543 to 0.544) and change
nothing where they have none; a cosine of the title alone, weighed in with 0.1, gives more on the
first (0.864) and takes from the second (0.538), so it is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.domain import Kind, Passage, Record
from assistant.knowledge.expansion import Expansion
from assistant.knowledge.fusion import DENSE_WEIGHT, middle
from assistant.knowledge.lexical import Lexicon, tokens, written
from assistant.knowledge.reading import Contents

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEADING = 2.0
"""How often a word of a title or section counts beside one of the text."""
ASKED_AS = 3.0
"""The same for the words in which people ask for a passage."""
INSTEAD = 0.5
"""What a word alike counts that stands for a word of the query which occurs nowhere."""
DIVERSITY = 0.05
"""Taken off for each better passage of the same section or with the same text."""
_FIELDS = ("words", "title", "section", "asked_as")
_COUNTS = (1.0, HEADING, HEADING, ASKED_AS)


class Reasons(Record):
    """What a passage's score is made of; the parts add up to it, but for rounding."""

    meaning: float
    """How near the query's meaning is to the passage's (dense)."""
    words: float
    """The query's words in its text (BM25)."""
    title: float
    section: float
    asked_as: float
    """The query's words among those in which people ask for it."""
    diversity: float
    """What it lost because a better passage of the same section stands before it."""
    matched: tuple[str, ...]
    """The query's words that it holds in any field."""
    instead: tuple[str, ...] = ()
    """Words alike it holds, looked for in place of words that no document uses."""


class Ranked(Record):
    """A passage with its reasons."""

    passage: Passage
    reasons: Reasons
    reranking: str = ""
    """Where a reranker is set: the place it had before, or why it was not reranked."""


class Ranker:
    """Ranks the passages of one generation of the index."""

    def __init__(self, contents: Contents, expansion: Expansion) -> None:
        self.contents = contents
        self._expansion = expansion

    def ranked(
        self,
        query: str,
        vector: NDArray[np.float32],
        rows: NDArray[Any],
        limit: int,
        *,
        also: Collection[str] = (),
    ) -> tuple[Ranked, ...]:
        """The best of the rows, best first, and those of `also` among them."""
        import numpy as np

        snapshot, words = self.contents.snapshot, self._words(query)
        held = self._held(words, rows)
        parts = self._parts(words, rows, held)
        bound = snapshot.lexicon.bound(tokens(query))
        norm = middle(float(parts.sum(axis=1).max(initial=0.0)), bound)
        shares = _capped(parts / norm if norm else parts) * (1 - DENSE_WEIGHT)
        meaning = DENSE_WEIGHT * np.clip(snapshot.vectors[rows] @ vector, 0, 1)
        order = np.argsort(-(meaning + shares.sum(axis=1)), kind="stable")
        wanted = {snapshot.row[name] for name in also if name in snapshot.row}
        best = [at for place, at in enumerate(order) if place < limit or int(rows[at]) in wanted]
        passages = self.contents.passages_at(rows[best])
        found = [
            _ranked(passage, float(meaning[at]), shares[at].tolist())
            for passage, at in zip(passages, best, strict=True)
        ]
        there = {
            passage.id: tuple(word for word in words if held[word][at].any())
            for passage, at in zip(passages, best, strict=True)
        }
        return tuple(_named(each, query, there[each.passage.id]) for each in _diverse(found))

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

    def _words(self, query: str) -> dict[str, float]:
        """The stems to look for and what each counts; stand-ins for those that occur nowhere."""
        words: dict[str, float] = {}
        for word in tokens(query):
            words[word] = words.get(word, 0.0) + 1.0
        for word in list(words):
            if not self._occurs(word):
                for other in self._expansion.alike.get(word, ()):
                    if other not in words and self._occurs(other):
                        words[other] = INSTEAD
        return words

    def _occurs(self, word: str) -> bool:
        return self.contents.snapshot.lexicon.holds(word) or self._asked_as.holds(word)

    def _parts(
        self, words: dict[str, float], rows: NDArray[Any], held: dict[str, NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        """What each field adds to the BM25 score of each row, in the order of `_FIELDS`."""
        import numpy as np

        snapshot = self.contents.snapshot
        lengths = snapshot.counts.lengths[rows].astype(np.float32)[:, None]
        parts = np.zeros((len(rows), len(_FIELDS)), dtype=np.float32)
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
            found = np.zeros((len(rows), len(_FIELDS)), dtype=np.float32)
            found[:, :-1] = self.contents.snapshot.counts.of(word, rows)
            for at, counts in named:
                found[at, -1] = counts[word]
            held[word] = found
        return held


def _ranked(passage: Passage, meaning: float, shares: Sequence[float]) -> Ranked:
    score = round(meaning + sum(shares), 4)
    values = dict(zip(_FIELDS, (round(share, 4) for share in shares), strict=True))
    return Ranked(
        passage=passage.model_copy(update={"score": score}),
        reasons=Reasons(meaning=round(meaning, 4), **values, diversity=0.0, matched=()),
    )


def _named(ranked: Ranked, query: str, found: tuple[str, ...]) -> Ranked:
    """With the words that were found in it, as the query writes them."""
    asked, passage = written(query), ranked.passage
    instead = [word for word in found if word not in asked]
    own = written(f"{passage.text} {passage.title} {passage.section}") if instead else {}
    update = {
        "matched": tuple(asked[word] for word in found if word in asked),
        "instead": tuple(own.get(word, word) for word in instead),
    }
    return ranked.model_copy(update={"reasons": ranked.reasons.model_copy(update=update)})


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


def highest(scores: NDArray[np.float32], limit: int) -> NDArray[Any]:
    """The rows with the highest scores above 0, of equal ones the first."""
    import numpy as np

    found = np.flatnonzero(scores > 0)
    if len(found) <= limit:
        return found
    held = scores[found]
    least = np.partition(held, -limit)[-limit]
    above = found[held > least]
    return np.concatenate([above, found[held == least][: limit - len(above)]])


def _diverse(found: Sequence[Ranked]) -> list[Ranked]:
    """The same, pieces of a section and copies of a text behind what is new."""
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for each in found:
        passage = each.passage
        keys = ((passage.document, passage.section), (" ".join(passage.text.split()),))
        times = max(seen[key] for key in keys)
        seen.update(keys)
        made.append(_behind(each, times) if times else each)
    return sorted(made, key=lambda each: -each.passage.score)


def _behind(ranked: Ranked, times: int) -> Ranked:
    loss = min(ranked.passage.score, times * DIVERSITY)
    score = round(ranked.passage.score - loss, 4)
    return Ranked(
        passage=ranked.passage.model_copy(update={"score": score}),
        reasons=ranked.reasons.model_copy(update={"diversity": round(-loss, 4)}),
    )
