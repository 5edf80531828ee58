"""Finds the passages for a question, each measured, best first."""

from __future__ import annotations

from datetime import date

from assistant.answering.asked_exactly import counted, counts_the_same
from assistant.answering.examples import Resembled
from assistant.answering.measuring import Found, Library, Measure
from assistant.answering.question import Question
from assistant.knowledge.reasons import Ranked
from assistant.knowledge.validity import asks_for_the_past, holding, in_force

CANDIDATES = 16
"""Of the passages that each of the two searches brings: those that are looked at."""
RESEMBLED = 4
"""Passages that come from questions that were asked before."""
NEAR = 0.75
"""Cosine of such a question from which its passages are looked at in any case."""
POINTED = 8
"""Passages that the question points to."""
_COUNTED = 0.15
"""What a passage is worth more that names as many things as the question counts: "five steps"."""
_FROM_THE_PAST = 0.15
"""What a passage that holds no more is worth more where the past is asked about."""


def find(
    question: Question, library: Library, resembled: Resembled, *, today: date
) -> tuple[Found, ...]:
    """The passages that may answer, best first; old ones only where the past is asked about."""
    ranked = _search(question, library, resembled)
    past, wanted = asks_for_the_past(question.whole), counted(question.whole)
    measure = Measure(question, library, resembled)
    kept = list(holding(ranked, question.whole, today))
    if question.subject:
        kept = [each for each in kept if measure.keeps_subject(each.passage)] or kept

    def place(found: Found) -> float:
        old = past and not in_force(found.passage, today)
        exact = counts_the_same(wanted, found.passage)
        return -found.score - _FROM_THE_PAST * old - _COUNTED * exact

    return tuple(sorted((measure.of(each) for each in kept), key=place))


def _search(question: Question, library: Library, resembled: Resembled) -> tuple[Ranked, ...]:
    """What the question finds, what its core finds with words alike, and what answers its like."""
    core = [word.stem for word in question.words for _ in range(int(word.weight))]
    query = " ".join((*core, *core, *question.added))
    pointed, search = resembled.pointed, library.retriever.ranked_many
    found = search([query], limit=CANDIDATES, pointed=pointed)[0]
    places = resembled.places
    near = [name for name in sorted(places, key=lambda n: -places[n]) if places[name] >= NEAR]
    also = {each.passage.id for each in found} | set(near[:RESEMBLED])
    also |= set(pointed.first(POINTED))
    return search([question.whole], limit=CANDIDATES, also=also, pointed=pointed)[0]
