"""Finds the passages for a question and measures, each for itself, how much of it they answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering.examples import Examples, Resembled
from assistant.answering.question import Form, Question
from assistant.answering.units import Unit, units_of
from assistant.answering.words import Likeness, Rarity
from assistant.domain import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.knowledge.retrieval import Retriever

CANDIDATES = 12
RESEMBLED = 8
"""Passages that come from questions that were asked before."""
ASKED = 0.8
"""What the words of such a question count beside those of a heading."""
UNLIKE = 0.3
"""Cosine of two questions up to which they say nothing to each other."""
"""Passages that each of the two searches brings."""
_PAST = re.compile(
    r"\b(?:19|20)\d\d\b|\bused to\b|\bpast\b|\bformer(?:ly)?\b"
    r"|\bold (?:policy|rules?|terms|version)\b"
    r"|\bprevious(?:ly)?\b|\blast year\b|\bbefore (?:the|this) (?:year|change)\b|\bsuperseded\b",
    re.IGNORECASE,
)


AMOUNT = re.compile(
    r"\d|\b(?:one|two|three|once|twice|half|quarter|same day|days?|months?|minutes|years?)\b", re.I
)
"""A figure or a length of time."""


@dataclass(frozen=True)
class Statement:
    """A unit of a found passage, with how much of the question it answers, 0 to 1."""

    unit: Unit
    cover: float
    cosine: float

    @property
    def score(self) -> float:
        return 0.55 * self.cover + 0.45 * max(0.0, self.cosine)


@dataclass(frozen=True)
class Found:
    """A passage and what was measured on it, each from 0 to 1.

    `cover` is the share of the question's words it holds, rare ones counting more; `heading` the
    same for its title and section alone; `missing` the weight of the word that it lacks most.
    """

    passage: Passage
    statements: tuple[Statement, ...]
    cover: float
    heading: float
    missing: float
    cosine: float
    asked: float = 0.0
    """How near the nearest question is that it is known to answer."""
    form: float = 0.0
    """1 where its heading asks in the question's own form: "How to …", "Why …", "When …"."""

    @property
    def best(self) -> float:
        """The score of its best statement."""
        return max((statement.score for statement in self.statements), default=0.0)

    @property
    def score(self) -> float:
        """By which passages are ranked; a playbook speaks of one situation only."""
        return (
            0.16 * self.cover
            + 0.16 * self.heading
            + 0.17 * self.passage.score
            + 0.15 * max(0.0, self.cosine)
            + 0.13 * max((statement.cover for statement in self.statements), default=0.0)
            + 0.13 * max((statement.cosine for statement in self.statements), default=0.0)
            + 0.07 * self.form
            + 0.15 * max(0.0, self.asked - UNLIKE)
            - 0.10 * (self.passage.kind == "playbook")
        )


@dataclass(frozen=True)
class Library:
    """What passages are found in and measured with; of one generation of the index."""

    retriever: Retriever
    likeness: Likeness
    rarity: Rarity
    examples: Examples
    by_id: Mapping[str, Passage]


def find(
    question: Question, library: Library, resembled: Resembled, *, today: date
) -> tuple[Found, ...]:
    """The passages that may answer, best first; old ones only where the past is asked about."""
    passages = _search(question, library, resembled)
    past = _PAST.search(question.whole) is not None
    kept = [passage for passage in passages if past or in_force(passage, today)]
    measure = _Measure(question, library, resembled)
    return tuple(sorted((measure.of(passage) for passage in kept), key=lambda f: -f.score))


def _search(question: Question, library: Library, resembled: Resembled) -> list[Passage]:
    """What the question finds, what its core finds with words alike, and what answers its like."""
    core = [word.stem for word in question.words for _ in range(int(word.weight))]
    queries = [question.whole, " ".join((*core, *core, *question.added))]
    best: dict[str, Passage] = {}
    for found in library.retriever.search_many(queries, limit=CANDIDATES):
        for passage in found:
            known = best.get(passage.id)
            if known is None or passage.score > known.score:
                best[passage.id] = passage
    near = sorted(resembled.places, key=lambda name: -resembled.places[name])[:RESEMBLED]
    for name in near:
        if name not in best and name in library.by_id:
            best[name] = library.by_id[name]
    return list(best.values())


def in_force(passage: Passage, today: date) -> bool:
    """Whether nothing newer took its place and its dates include today."""
    data = passage.metadata
    if data.get("superseded_by"):
        return False
    start, end, now = data.get("valid_from", ""), data.get("valid_until", ""), today.isoformat()
    return (not start or start <= now) and (not end or now <= end)


_STARTS: dict[Form, tuple[str, ...]] = {
    "how": ("how to ", "setting ", "explaining "),
    "why": ("why ",),
    "when": ("when ",),
    "words": ("what to say", "how to "),
    "avoid": ("words to avoid", "avoid", "never ", "do not "),
    "number": ("how often", "how much", "how many", "how long"),
}
_BACKGROUND = ("what is going on", "what the customer usually wants")


def _in_form(question: Question, passage: Passage) -> float:
    """1 where a passage's heading asks as the question does, −1 where a way is asked for and it
    only gives the background."""
    heading = passage.section.rpartition(" > ")[2].lower()
    if question.form == "how" and heading in _BACKGROUND:
        return -1.0
    if passage.kind == "guidance" and question.form in ("what", "list"):
        return float(heading.startswith(("what ", "which ")))
    return float(heading.startswith(_STARTS.get(question.form, ("\0",))))


class _Measure:
    """Measures passages for one question."""

    def __init__(self, question: Question, library: Library, resembled: Resembled) -> None:
        likeness = library.likeness
        self._library = library
        self._resembled = resembled
        self._question = question
        self._asked = question.words
        self._likeness = likeness
        self._weights = [library.rarity.of(w.stem) * w.weight for w in question.words]
        self._vector = likeness.vectors([question.whole])[0]

    def of(self, passage: Passage) -> Found:
        units = units_of(passage)
        head = f"{passage.title}. {passage.section}"
        asked = self._library.examples.of(passage.id, but=self._resembled.left_out)
        near = self._likeness.best(self._asked, f"{head}. {passage.text} {asked}")
        texts = [unit.text for unit in units] or [passage.section]
        vectors = self._likeness.vectors(texts)
        statements = tuple(
            Statement(unit, self._cover(unit.text), float(vector @ self._vector))
            for unit, vector in zip(units, vectors, strict=False)
        )
        return Found(
            passage=passage,
            statements=statements,
            cover=self._share(near),
            heading=max(self._cover(head), ASKED * self._cover(asked)),
            asked=max(0.0, self._resembled.places.get(passage.id, 0.0)),
            missing=max((w * (1 - s) for w, s in zip(self._weights, near, strict=True)), default=1),
            cosine=self._cosine(passage, vectors),
            form=1.0 if self._has_amount(statements) else _in_form(self._question, passage),
        )

    def _has_amount(self, statements: Sequence[Statement]) -> bool:
        """Whether a figure stands where the question asks for one."""
        return self._question.amount and any(
            statement.cover >= 0.5 and AMOUNT.search(statement.unit.text)
            for statement in statements
        )

    def _cosine(self, passage: Passage, vectors: NDArray[np.float32]) -> float:
        heading = self._likeness.vectors([passage.section or passage.title])[0]
        return float(max((vectors @ self._vector).max(), heading @ self._vector))

    def _cover(self, text: str) -> float:
        return self._share(self._likeness.best(self._asked, text))

    def _share(self, near: Sequence[float]) -> float:
        total = sum(self._weights)
        if not total:
            return 0.0
        return sum(w * s for w, s in zip(self._weights, near, strict=True)) / total
