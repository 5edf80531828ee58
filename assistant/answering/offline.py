"""Writes an answer without a model: the sources' own statements, chosen and ordered."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.choosing import Chosen, choose
from assistant.answering.measuring import Found
from assistant.answering.places import Places
from assistant.answering.question import Question
from assistant.answering.records import Quotation, Sentence
from assistant.answering.units import Unit
from assistant.answering.words import Likeness


def extract(
    question: Question, found: Sequence[Found], likeness: Likeness, places: Places
) -> tuple[Sentence, ...]:
    """The statements of the passages that answer the question; empty where none can stand alone."""
    return cited(choose(question, found, likeness), places)


def cited(chosen: Sequence[Chosen], places: Places) -> tuple[Sentence, ...]:
    """Each statement with its passages, numbered in the order in which they first come."""
    numbers: dict[str, int] = {}
    made = []
    for each in chosen:
        opens = each.first.passage.id not in numbers
        quotations = tuple(
            places.cite(unit.passage, unit.quote, _number(unit, numbers)) for unit in each.units
        )
        made.append(Sentence(text=_shown(each, opens=opens), citations=quotations, part=each.part))
    return tuple(made)


def _number(unit: Unit, numbers: dict[str, int]) -> int:
    return numbers.setdefault(unit.passage.id, len(numbers) + 1)


def _shown(chosen: Chosen, *, opens: bool) -> str:
    """The statement as it stands in the answer.

    A playbook's fragment says what it is about, and the first of a clause its name: its rules hold
    for that alone, and its "you" is the customer.

    Args:
        opens: nothing of its passage was said before.
    """
    unit = chosen.first
    text = unit.text[:1].upper() + unit.text[1:]
    if text[-1:].isalnum():
        text += "."
    label = unit.passage.metadata.get("label", "")
    heading = unit.passage.section.rpartition(" > ")[2]
    if label:
        return f"{heading} ({label}): {text}"
    if not (opens and unit.passage.metadata.get("clause")):
        return text
    return f"{heading}{', as customers are told' if chosen.part == 'lead' else ''}: {text}"


def once_each(sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """One citation for each passage, in the order of their numbers."""
    first: dict[int, Quotation] = {}
    for sentence in sentences:
        for citation in sentence.citations:
            first.setdefault(citation.number, citation)
    return tuple(first[number] for number in sorted(first))
