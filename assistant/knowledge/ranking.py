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
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import accumulate
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


class Ranker:
    """Ranks the passages of one generation of the index."""

    def __init__(self, contents: Contents, expansion: Expansion) -> None:
        self.contents = contents
        self._expansion = expansion
        self._known: dict[int, tuple[dict[str, tuple[float, ...]], float]] = {}

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

        words = self._words(query)
        parts = np.array([self._parts(words, int(row)) for row in rows]).reshape(len(rows), -1)
        bound = self.contents.lexicon.bound(tokens(query))
        norm = middle(float(parts.sum(axis=1).max(initial=0.0)), bound)
        shares = _capped(parts / norm if norm else parts) * (1 - DENSE_WEIGHT)
        meaning = DENSE_WEIGHT * np.clip(self.contents.vectors[rows] @ vector, 0, 1)
        order = np.argsort(-(meaning + shares.sum(axis=1)), kind="stable")
        wanted = {self.contents.row[name] for name in also if name in self.contents.row}
        found = [
            self._ranked(int(rows[at]), float(meaning[at]), shares[at].tolist())
            for place, at in enumerate(order)
            if place < limit or int(rows[at]) in wanted
        ]
        return tuple(self._named(each, query, words) for each in _diverse(found))

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
        best = np.argsort(-scores, kind="stable")[:limit]
        asked = np.array(self._asked_rows, dtype=np.intp)[best[scores[best] > 0]]
        row = self.contents.row
        named = np.array([row[name] for name in also if name in row], dtype=np.intp)
        joined = np.union1d(rows, np.union1d(asked, named)).astype(np.intp)
        kept: NDArray[Any] = joined[self.contents.mask_of(kinds)[joined]]
        return kept

    @cached_property
    def _asked_rows(self) -> tuple[int, ...]:
        row = self.contents.row
        return tuple(row[name] for name in self._expansion.asked_as if name in row)

    @cached_property
    def _asked_as(self) -> Lexicon:
        passages = self.contents.passages
        return Lexicon([" ".join(self._asked(passages[row])) for row in self._asked_rows])

    def _asked(self, passage: Passage) -> tuple[str, ...]:
        return self._expansion.asked_as.get(passage.id, ())

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
        return self.contents.lexicon.holds(word) or self._asked_as.holds(word)

    def _parts(self, words: dict[str, float], row: int) -> list[float]:
        """What each field adds to the BM25 score, in the order of `_FIELDS`."""
        lexicon, (held, length) = self.contents.lexicon, self._held_by(row)
        parts = [0.0] * len(_FIELDS)
        for word, weight in words.items():
            counts = held.get(word)
            if counts is None:
                continue
            before = 0.0
            for at, count in enumerate(accumulate(counts)):
                total = weight * lexicon.worth(word, count, length)
                parts[at] += total - before
                before = total
        return parts

    def _held_by(self, row: int) -> tuple[dict[str, tuple[float, ...]], float]:
        """The stems of a passage with their weighed counts by field, and its length in words."""
        if row not in self._known:
            passage = self.contents.passages[row]
            section = passage.section if passage.section != passage.title else ""
            texts = (passage.text, passage.title, section, " ".join(self._asked(passage)))
            fields = [Counter(tokens(text)) for text in texts]
            held = {
                word: tuple(field[word] * w for field, w in zip(fields, _COUNTS, strict=True))
                for word in set().union(*fields)
            }
            self._known[row] = held, float(sum(sum(field.values()) for field in fields[:-1]))
        return self._known[row]

    def _ranked(self, row: int, meaning: float, shares: Sequence[float]) -> Ranked:
        score = round(meaning + sum(shares), 4)
        values = dict(zip(_FIELDS, (round(share, 4) for share in shares), strict=True))
        return Ranked(
            passage=self.contents.passages[row].model_copy(update={"score": score}),
            reasons=Reasons(meaning=round(meaning, 4), **values, diversity=0.0, matched=()),
        )

    def _named(self, ranked: Ranked, query: str, words: dict[str, float]) -> Ranked:
        """With the words that were found in it, as the query writes them."""
        there, _ = self._held_by(self.contents.row[ranked.passage.id])
        asked, passage = written(query), ranked.passage
        found = [word for word in words if word in there]
        instead = [word for word in found if word not in asked]
        own = written(f"{passage.text} {passage.title} {passage.section}") if instead else {}
        update = {
            "matched": tuple(asked[word] for word in found if word in asked),
            "instead": tuple(own.get(word, word) for word in instead),
        }
        return Ranked(passage=ranked.passage, reasons=ranked.reasons.model_copy(update=update))


def _capped(parts: NDArray[Any]) -> NDArray[Any]:
    """The rows, those that sum to more than 1 made smaller as a whole."""
    import numpy as np

    capped: NDArray[Any] = parts / np.maximum(1.0, parts.sum(axis=1, keepdims=True))
    return capped


def candidates(
    contents: Contents,
    query: str,
    near: NDArray[Any],
    kinds: Collection[Kind] | None,
    limit: int,
) -> NDArray[Any]:
    """The rows that one of the two halves proposes, `near` being those of the dense one."""
    import numpy as np

    lexical, _ = contents.lexicon.scores(query)
    words = np.where(contents.mask_of(kinds), lexical, 0.0)
    matched = np.argsort(-words, kind="stable")[:limit]
    rows: NDArray[Any] = np.union1d(near, matched[words[matched] > 0])
    return rows


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
