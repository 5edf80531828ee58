"""Says why passages rank where they do for a question, and why it is answered or refused."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.measuring import WEIGHTS, Found, Library
from assistant.answering.question import Question
from assistant.domain import Kind, Record
from assistant.knowledge.reasons import Reasons

SHOWN = 5
"""Passages that are explained."""


class Weighed(Record):
    """A passage with what each measure adds to its place; the parts add up to `score`."""

    id: str
    title: str
    section: str
    kind: Kind
    score: float
    parts: dict[str, float]
    """By the names of `answering/measuring.py`, weights included."""
    search: Reasons
    """What its score in the search is made of, and the words that were found."""
    wording: str
    """The words in which people ask for it that come nearest to the question; may be empty."""


class Explanation(Record):
    """Why an answer rests on its passages, or why there is none."""

    words: tuple[str, ...]
    """The stems of the question's words that carry what is asked."""
    alike: tuple[str, ...]
    """Stems of words alike that were looked for with them."""
    passages: tuple[Weighed, ...]
    decision: dict[str, float]
    """What speaks for (above 0) and against an answer, in log-odds; they add up to it."""
    relevance: float


def explain(
    question: Question,
    found: Sequence[Found],
    library: Library,
    decision: dict[str, float],
    sure: float,
) -> Explanation:
    """The reasons behind an answer or a refusal."""
    return Explanation(
        words=tuple(word.stem for word in question.words),
        alike=question.added,
        passages=tuple(_weighed(question, each, library) for each in found[:SHOWN]),
        decision={name: round(value, 2) for name, value in decision.items()},
        relevance=round(sure, 3),
    )


def _weighed(question: Question, found: Found, library: Library) -> Weighed:
    passage = found.passage
    parts = {name: round(WEIGHTS[name] * value, 4) for name, value in found.measures.items()}
    return Weighed(
        id=passage.id,
        title=passage.title,
        section=passage.section,
        kind=passage.kind,
        score=round(found.score, 4),
        parts={name: value for name, value in parts.items() if value},
        search=found.reasons,
        wording=_nearest(question, found, library),
    )


def _nearest(question: Question, found: Found, library: Library) -> str:
    name = found.passage.id
    wordings = (*library.asked_as.get(name, ()), *library.examples.of(name))
    if not wordings:
        return ""
    likeness = library.likeness
    near = likeness.vectors(wordings) @ likeness.vectors([question.whole])[0]
    return wordings[int(near.argmax())]
