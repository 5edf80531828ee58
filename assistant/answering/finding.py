"""Finds the passages for a question, each measured, best first."""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.examples import Resembled
from assistant.answering.measuring import Found, Library, Measure
from assistant.answering.question import Question
from assistant.domain import Passage
from assistant.knowledge.ranking import Ranked

CANDIDATES = 16
"""Of the passages that each of the two searches brings: those that are looked at."""
RESEMBLED = 4
"""Passages that come from questions that were asked before."""
NEAR = 0.75
"""Cosine of such a question from which its passages are looked at in any case."""
_PAST = re.compile(
    r"\b(?:19|20)\d\d\b|\bused to\b|\bpast\b|\bformer(?:ly)?\b"
    r"|\bold (?:policy|rules?|terms|version)\b"
    r"|\bprevious(?:ly)?\b|\blast year\b|\bbefore (?:the|this) (?:year|change)\b|\bsuperseded\b",
    re.IGNORECASE,
)


def find(
    question: Question, library: Library, resembled: Resembled, *, today: date
) -> tuple[Found, ...]:
    """The passages that may answer, best first; old ones only where the past is asked about."""
    ranked = _search(question, library, resembled)
    past = _PAST.search(question.whole) is not None
    measure = Measure(question, library, resembled)
    kept = [each for each in ranked if past or in_force(each.passage, today)]
    if question.subject:
        kept = [each for each in kept if measure.keeps_subject(each.passage)] or kept
    return tuple(sorted((measure.of(each) for each in kept), key=lambda found: -found.score))


def _search(question: Question, library: Library, resembled: Resembled) -> tuple[Ranked, ...]:
    """What the question finds, what its core finds with words alike, and what answers its like."""
    core = [word.stem for word in question.words for _ in range(int(word.weight))]
    query = " ".join((*core, *core, *question.added))
    found = library.retriever.ranked_many([query], limit=CANDIDATES)[0]
    places = resembled.places
    near = [name for name in sorted(places, key=lambda n: -places[n]) if places[name] >= NEAR]
    also = {each.passage.id for each in found} | set(near[:RESEMBLED])
    return library.retriever.ranked_many([question.whole], limit=CANDIDATES, also=also)[0]


def in_force(passage: Passage, today: date) -> bool:
    """Whether nothing newer took its place and its dates include today."""
    data = passage.metadata
    if data.get("superseded_by"):
        return False
    start, end, now = data.get("valid_from", ""), data.get("valid_until", ""), today.isoformat()
    return (not start or start <= now) and (not end or now <= end)
