"""Chooses the statements that make an answer and puts them in order.

The definition or principle comes first, then what to do in the order of the documents, then
phrases to say, then what to avoid. What several sources say alike is said once with all of them;
where two speak of the same and their figures or their yes and no differ, both are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.answering.measuring import Found, Statement
from assistant.answering.question import Form, Question
from assistant.answering.records import Part
from assistant.answering.units import Unit
from assistant.answering.words import Likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LIMITS: dict[Part, int] = {"lead": 1, "point": 7, "phrase": 3, "caution": 3, "difference": 2}
_PASSAGES = 4
"""Passages that an answer draws on."""
_NEAR_BEST = 0.7
"""How near to the best passage another one must come to be drawn on."""
_NEAR_STATEMENT = 0.72
_SAYS_SO = 0.5
"""What a statement of another passage than the best has to reach: near the best one, and at all."""
_SAME = 0.86
"""Cosine from which two statements say the same."""
_ON_ONE_SUBJECT = 0.8
"""Cosine from which figures that differ are a difference."""
_CLAUSE_PART = re.compile(r"(?:conditions|exceptions)\s*:", re.IGNORECASE)
_AS_GOOD = 0.9
"""How near to the best passage another one must come for its opening to be said in any case."""
_OPENING = 2
_OPENS_ON = 0.3
"""What such an opening has to reach itself."""
_CLEARLY = 0.15
"""By how much another statement must be better than the passage's first one to lead."""
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NOT = re.compile(r"\b(?:not|never|no|cannot|avoid|without|n['’]t)\b", re.IGNORECASE)
_ASK_A_WAY: tuple[Form, ...] = ("how", "what", "list", "why", "when", "who", "number")
"""Forms of question that "Avoid …" does not answer."""
_CUES: dict[Form, str] = {
    "why": r"\b(?:because|since|reason|so that|makes?|shows?|tells?|otherwise|leads?)\b",
    "when": r"\b(?:when|once|as soon as|if|after|before|until|within|where)\b",
    "number": r"\d|\b(?:one|two|three|once|twice|half|quarter|days?|months?|hours?)\b",
    "who": r"\b(?:manager|lead|agent|owner|team|specialist|investigator|customer|we|you)\b",
    "avoid": r"\b(?:avoid|never|not|instead)\b",
    "words": r"[\"“]",
}


@dataclass
class Chosen:
    """A statement of the answer with every unit that says it."""

    part: Part
    units: list[Unit] = field(default_factory=list)

    @property
    def first(self) -> Unit:
        return self.units[0]


def choose(question: Question, found: Sequence[Found], likeness: Likeness) -> list[Chosen]:
    """The statements of the answer, in the order in which they are read."""
    drawn = _drawn_on(found)
    ranked = _ranked(question, drawn)
    kept: list[Chosen] = []
    lead = _lead(question, drawn[0], ranked)
    if lead is None:
        return []
    _Choice(kept, likeness, lead, lists=question.form == "list").fill(ranked, drawn)
    order = {each.passage.id: rank for rank, each in enumerate(drawn)}
    parts: tuple[Part, ...] = ("lead", "point", "phrase", "caution", "difference")
    if question.form in ("avoid", "words"):
        head: Part = "caution" if question.form == "avoid" else "phrase"
        parts = ("lead", head, *(part for part in parts[1:] if part != head))
    kept.sort(key=lambda c: (parts.index(c.part), order[c.first.passage.id], c.first.span))
    return kept


def _drawn_on(found: Sequence[Found]) -> list[Found]:
    bar = found[0].score * _NEAR_BEST
    return [each for each in found[:_PASSAGES] if each.score >= bar and each.statements]


def _ranked(question: Question, drawn: Sequence[Found]) -> list[tuple[float, Statement]]:
    """All statements with what they are worth for this form of question, best first."""
    cue = _CUES.get(question.form)
    rated = []
    for each in drawn:
        for statement in each.statements:
            worth = statement.score + 0.5 * each.score
            if cue and re.search(cue, statement.unit.text, re.IGNORECASE):
                worth += 0.25 if question.form == "number" else 0.12
            if statement.unit.number == 0:
                worth += 0.08
            rated.append((worth, statement))
    return sorted(rated, key=lambda entry: -entry[0])


def _lead(
    question: Question, best: Found, ranked: Sequence[tuple[float, Statement]]
) -> Unit | None:
    """The line that answers: a statement of the best passage where it has one."""

    def fits(unit: Unit) -> bool:
        roles = ("statement",) if question.form in _ASK_A_WAY else ("statement", "caution")
        plain = unit.role in roles and not unit.listed
        plain = plain and not _CLAUSE_PART.match(unit.text)
        return plain and (not unit.introduces or question.form in ("how", "list", "what"))

    own = [(w, s.unit) for w, s in ranked if s.unit.passage.id == best.passage.id]
    fitting = [(w, u) for w, u in own if fits(u)] or own
    opening = next(((w, u) for w, u in fitting if u.number == 0), None)
    worth, top = fitting[0] if fitting else (0.0, None)
    if opening and worth - opening[0] <= _CLEARLY:
        return opening[1]
    return top


class _Choice:
    """Takes statements one by one, as long as they say something new."""

    def __init__(
        self, kept: list[Chosen], likeness: Likeness, lead: Unit, *, lists: bool = False
    ) -> None:
        self._kept = kept
        self._lists = lists
        self._likeness = likeness
        kept.append(Chosen("lead", [lead]))

    def fill(self, ranked: Sequence[tuple[float, Statement]], drawn: Sequence[Found]) -> None:
        main = drawn[0].passage.id
        bar = max(_SAYS_SO, _NEAR_STATEMENT * max(s.score for _, s in ranked))
        as_good = {e.passage.id for e in drawn[1:] if e.score >= _AS_GOOD * drawn[0].score}
        self._whole_list(drawn[0])
        for _, statement in ranked:
            unit = statement.unit
            if unit.introduces or any(unit.overlaps(u) for c in self._kept for u in c.units):
                continue
            if _CLAUSE_PART.match(unit.text) and not self._drawn(unit.passage.id):
                continue  # conditions of a rule that the answer does not tell
            if (
                unit.passage.id == main
                or (
                    unit.passage.id in as_good
                    and unit.number < _OPENING
                    and statement.score >= _OPENS_ON
                )
                or statement.score >= bar
            ):
                self._take(unit, main)

    def _drawn(self, passage: str) -> bool:
        """Whether something of a passage is said already."""
        return any(unit.passage.id == passage for chosen in self._kept for unit in chosen.units)

    def _whole_list(self, best: Found) -> None:
        """Where the lead opens a list, or a list is asked for, the list belongs to it."""
        lead = self._kept[0].first
        if lead.introduces or self._lists:
            behind = [s.unit for s in best.statements if s.unit.span[0] > lead.span[0]]
            for unit in takewhile(lambda u: u.listed, behind):
                self._kept.append(Chosen("point", [unit]))

    def _take(self, unit: Unit, main: str) -> None:
        part = _part_of(unit)
        for chosen in self._kept:
            match self._relation(chosen.first, unit):
                case "same":
                    if all(u.passage.id != unit.passage.id for u in chosen.units):
                        chosen.units.append(unit)
                    return
                case "differs":
                    part = "difference"
        taken = [chosen for chosen in self._kept if chosen.part == part]
        others = sum(chosen.first.passage.id != main for chosen in taken)
        if len(taken) >= _LIMITS[part] or (unit.passage.id != main and others >= 2):
            return
        self._kept.append(Chosen(part, [unit]))

    def _relation(self, first: Unit, second: Unit) -> str:
        """Whether two statements say the same, differ on one subject, or speak of other things."""
        one, other = self._vector(first), self._vector(second)
        cosine = float(one @ other)
        if cosine < _ON_ONE_SUBJECT:
            return "other"
        apart = first.passage.document != second.passage.document
        if _differ(first.text, second.text):
            return "differs" if apart else "other"
        return "same" if cosine >= _SAME else "other"

    def _vector(self, unit: Unit) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self._likeness.vectors([unit.text])[0]
        return row


def _differ(first: str, second: str) -> bool:
    """Whether the figures of two statements differ, or one denies."""
    figures, others = set(_NUMBER.findall(first)), set(_NUMBER.findall(second))
    if figures and others and figures != others:
        return True
    return bool(_NOT.search(first)) != bool(_NOT.search(second))


def _part_of(unit: Unit) -> Part:
    if unit.role == "caution":
        return "caution"
    return "phrase" if unit.role == "phrase" else "point"
