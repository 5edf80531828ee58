"""Measures how much of a question a passage answers, and what each measure counts.

`WEIGHTS` were found by `benchmarks/questions.py --fit`: a listwise logistic regression over the
questions marked `tune` and `develop` in `tests/data/questions.jsonl` (that one of the passages
which answer comes first) and of `tests/data/pointing.jsonl`, none counting as an example of itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.answering.question import Form, Question
from assistant.answering.units import Unit, units_of
from assistant.answering.words import Gist, Likeness, Rarity
from assistant.domain import Passage
from assistant.knowledge.pointing import Pointed
from assistant.knowledge.reasons import Ranked, Reasons

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.answering.examples import Examples, Resembled
    from assistant.knowledge.retrieval import Retriever

WEIGHTS = {
    "meaning": 0.084,
    "words": 0.728,
    "heading": 0.0,
    "asked_as": 0.359,
    "cover": 0.143,
    "statement": 0.165,
    "wording": 0.172,
    "gist": 0.0,
    "pointed": 0.038,
    "likely": 0.191,
    "form": 0.008,
    "playbook": -0.104,
    "policy": -0.033,
}
"""What each measure counts."""
AMOUNT = re.compile(
    r"\d|\b(?:one|two|three|once|twice|half|quarter|same day|days?|months?|minutes|years?)\b", re.I
)
"""A figure or a length of time."""
_SUBJECT = 0.5
"""Share of a conversation's subject that a passage must hold to answer a question about it."""
_BACKGROUND = ("what is going on", "what the customer usually wants")
_STARTS: dict[Form, tuple[str, ...]] = {
    "how": ("how to ", "setting ", "explaining "),
    "why": ("why ",),
    "when": ("when ",),
    "words": ("what to say", "how to "),
    "avoid": ("words to avoid", "avoid", "never ", "do not "),
    "number": ("how often", "how much", "how many", "how long"),
}


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
    """A passage and what was measured on it, by name, each from 0 to 1.

    `meaning`, `words`, `heading`, `asked_as`: the parts of its score in the search (`Reasons`).
    `cover`: the share of the
    question's words that it holds, or words alike, rare ones counting more. `statement`: its best
    statement. `wording`: the nearest of the wordings in which it is asked for. `gist`: how near
    its heading and those wordings are, rare words counting more. `pointed`: how surely such
    a question asks for it; `likely`: the same in powers of ten. `form`: 1 where its heading asks in
    the question's own form: "How to …", "Why …", "When …".
    """

    passage: Passage
    reasons: Reasons
    statements: tuple[Statement, ...]
    measures: Mapping[str, float]

    @property
    def best(self) -> float:
        """The score of its best statement."""
        return self.measures["statement"]

    @property
    def score(self) -> float:
        """By which passages are ranked."""
        return sum(WEIGHTS[name] * value for name, value in self.measures.items())


class Points(Protocol):
    """Says to which passages a question points."""

    def of(self, text: str) -> Pointed:
        """The passages, with how surely each is asked for."""


@dataclass(frozen=True)
class Library:
    """What passages are found in and measured with; of one generation of the index."""

    retriever: Retriever
    likeness: Likeness
    rarity: Rarity
    gist: Gist
    examples: Examples
    asked_as: Mapping[str, tuple[str, ...]]
    pointer: Points

    def resembled(self, text: str, *, left_out: str = "") -> Resembled:
        """What a question resembles, and to which passages it points.

        Args:
            left_out: an example that does not count, to measure with it.
        """
        found = self.examples.resembled(text, self.likeness, left_out=left_out)
        return found.model_copy(update={"pointed": self.pointer.of(text)})


class Measure:
    """Measures passages for one question."""

    def __init__(self, question: Question, library: Library, resembled: Resembled) -> None:
        self._library = library
        self._likeness = library.likeness
        self._question = question
        self._left_out = resembled.left_out
        self._pointed = resembled.pointed
        self._asked = question.words
        self._weights = [library.rarity.of(w.stem) * w.weight for w in question.words]
        self._vector = self._likeness.vectors([question.whole])[0]
        self._gist = library.gist.of(question.whole)

    def of(self, ranked: Ranked) -> Found:
        """What is measured on a passage."""
        passage, reasons = ranked.passage, ranked.reasons
        statements = self._statements(passage)
        wordings = self._wordings(passage)
        heading = passage.section or passage.title
        head = f"{passage.title}. {passage.section}"
        there = ". ".join(wordings)
        figure = self._has_amount(statements)
        return Found(
            passage=passage,
            statements=statements,
            reasons=reasons,
            measures={
                "meaning": reasons.meaning,
                "words": reasons.words,
                "heading": reasons.title + reasons.section,
                "asked_as": reasons.asked_as,
                "cover": self._cover(f"{head}. {passage.text} {there}"),
                "statement": max((each.score for each in statements), default=0.0),
                "wording": self._nearest([heading.rpartition(" > ")[2], *wordings]),
                "gist": max(0.0, float(self._library.gist.of(f"{heading}. {there}") @ self._gist)),
                "pointed": self._pointed.surely(passage.id),
                "likely": self._pointed.likely(passage.id),
                "form": 1.0 if figure else _in_form(self._question, passage),
                "playbook": float(passage.kind == "playbook"),
                "policy": float(passage.kind == "policy"),
            },
        )

    def keeps_subject(self, passage: Passage) -> bool:
        """Whether a passage speaks of what the earlier questions of a conversation were about."""
        subject = self._question.subject
        weights = [self._library.rarity.of(word.stem) for word in subject]
        near = self._likeness.best(subject, f"{passage.title}. {passage.section}. {passage.text}")
        held = sum(weight * score for weight, score in zip(weights, near, strict=True))
        return held >= _SUBJECT * sum(weights)

    def _statements(self, passage: Passage) -> tuple[Statement, ...]:
        units = units_of(passage)
        if not units:
            return ()
        vectors = self._likeness.vectors([unit.text for unit in units])
        return tuple(
            Statement(unit, self._cover(unit.text), float(vector @ self._vector))
            for unit, vector in zip(units, vectors, strict=True)
        )

    def _wordings(self, passage: Passage) -> tuple[str, ...]:
        """The words and questions in which people ask for a passage."""
        asked = self._library.examples.of(passage.id, but=self._left_out)
        return (*self._library.asked_as.get(passage.id, ()), *asked)

    def _nearest(self, texts: Sequence[str]) -> float:
        vectors: NDArray[np.float32] = self._likeness.vectors(texts)
        return max(0.0, float((vectors @ self._vector).max()))

    def _has_amount(self, statements: Sequence[Statement]) -> bool:
        """Whether a figure stands where the question asks for one."""
        return self._question.amount and any(
            statement.cover >= 0.5 and AMOUNT.search(statement.unit.text)
            for statement in statements
        )

    def _cover(self, text: str) -> float:
        total = sum(self._weights)
        near = self._likeness.best(self._asked, text)
        if not total:
            return 0.0
        return sum(w * s for w, s in zip(self._weights, near, strict=True)) / total


def _in_form(question: Question, passage: Passage) -> float:
    """1 where a passage's heading asks as the question does, −1 where a way is asked for and it
    only gives the background."""
    heading = passage.section.rpartition(" > ")[2].lower()
    if question.form == "how" and heading in _BACKGROUND:
        return -1.0
    if passage.kind == "guidance" and question.form in ("what", "list"):
        return float(heading.startswith(("what ", "which ")))
    return float(heading.startswith(_STARTS.get(question.form, ("\0",))))
