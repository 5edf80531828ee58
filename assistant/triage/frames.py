"""Frames: concepts that together tell of a situation, in whatever order they stand.

"My neighbour got my bank statement" and "someone else's policy came in my envelope" share no
words and no order, but the same frame: somebody else, a private paper, a hand it fell into. The
notation of a frame stands at the head of `escalation.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from assistant.domain import Span
from assistant.errors import KnowledgeError
from assistant.triage.concepts import MONEY, QUESTION, Sentence, Tag

_TERM = re.compile(r"(!?)([+@]?)([a-z_][a-z0-9_]*(?:\|[a-z_][a-z0-9_]*)*)")
_ORDER = re.compile(r">(\d{0,2})")
_LEVEL = re.compile(r"=([0-3])")
HINT = "~ "
"""Stands before a frame or a pattern that is only a hint: it raises no flag by itself."""
_CHOICES = 6
"""Places of one concept that are tried in a sentence; bounds the work on a hostile text."""
_BUILT_IN = frozenset({QUESTION, MONEY})


class Term(NamedTuple):
    """One condition: any of `concepts`, in the sentence, in it or beside it, or anywhere."""

    concepts: frozenset[str]
    where: str
    """`""` the sentence itself, `+` its neighbours too, `@` the whole message."""
    absent: bool
    after: int | None
    """Words at most between the term before and this one, which follows it; None = any order."""


class Frame(NamedTuple):
    """Conditions that together raise a flag, and the level if it is not the rule's own."""

    terms: tuple[Term, ...]
    level: int | None
    alone: bool = True
    """False where it is only a hint."""

    @property
    def key(self) -> Term:
        """The term by which the frame is looked up: the first that must stand in the sentence."""
        return next(term for term in self.terms if not term.absent and not term.where)


def parse(line: str, known: Iterable[str], place: str) -> Frame:
    """A frame from one line.

    Raises:
        KnowledgeError: the line is no frame, or names a concept that there is not.
    """
    terms: list[Term] = []
    level: int | None = None
    after: int | None = None
    for word in line.removeprefix(HINT).split():
        if match := _LEVEL.fullmatch(word):
            level = int(match.group(1))
        elif match := _ORDER.fullmatch(word):
            after = int(match.group(1) or 99)
        elif match := _TERM.fullmatch(word):
            concepts = frozenset(match.group(3).split("|"))
            if missing := concepts - _BUILT_IN - set(known):
                raise _fault(place, line, f"there is no concept {sorted(missing)[0]}")
            terms.append(Term(concepts, match.group(2), bool(match.group(1)), after))
            after = None
        else:
            raise _fault(place, line, f"{word!r} is no term")
    if not any(not term.absent and not term.where for term in terms):
        raise _fault(place, line, "one concept must stand in the sentence itself")
    return Frame(tuple(terms), level, not line.startswith(HINT))


def _fault(place: str, line: str, problem: str) -> KnowledgeError:
    return KnowledgeError(
        f"escalation.yaml: {place}: the frame {line!r} cannot be used: {problem}",
        remedy="the head of the file explains frames",
    )


class FrameSet:
    """The frames of one rule, looked up by a concept that each of them needs."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._by_concept: dict[str, list[Frame]] = {}
        for frame in frames:
            for concept in frame.key.concepts:
                self._by_concept.setdefault(concept, []).append(frame)

    def matches(self, sentences: Sequence[Sentence]) -> Iterator[tuple[Frame, Span]]:
        """Every frame that holds, with the span in the view of the concepts that made it."""
        anywhere: Set[str] | None = None
        for index, tags in enumerate(sentences):
            for concept in tags:  # in the order of the text, so that the same frame always wins
                if concept not in self._by_concept:
                    continue
                if anywhere is None:
                    anywhere = frozenset(chain.from_iterable(sentences))
                for frame in self._by_concept[concept]:
                    span = _held(frame, sentences, index, anywhere)
                    if span:
                        yield frame, span


def _held(
    frame: Frame, sentences: Sequence[Sentence], index: int, anywhere: Set[str]
) -> Span | None:
    """Where the frame holds in a sentence; None where it does not."""
    here = sentences[index]
    for term in frame.terms:
        if term.where:
            stands = _stands(term, sentences, index, anywhere)
        else:
            stands = not term.concepts.isdisjoint(here)
        if stands == term.absent:
            return None
    own = [
        (term, sorted((t for name in term.concepts for t in here.get(name, ())), key=_order))
        for term in frame.terms
        if not term.absent and not term.where
    ]
    chosen = _chosen(own)
    if not chosen:
        return None
    return min(tag.start for tag in chosen), max(tag.end for tag in chosen)


_order = attrgetter("first", "last", "concept")


def _stands(term: Term, sentences: Sequence[Sentence], index: int, anywhere: Set[str]) -> bool:
    """Whether one of the concepts of a term that looks around its sentence occurs there."""
    if term.concepts.isdisjoint(anywhere):
        return False
    area = sentences[max(0, index - 1) : index + 2]
    return term.where == "@" or any(not term.concepts.isdisjoint(each) for each in area)


def _chosen(
    own: Sequence[tuple[Term, list[Tag]]], taken: tuple[Tag, ...] = ()
) -> tuple[Tag, ...] | None:
    """One tag for each term, no word twice, and each ordered term after the one before it."""
    if len(taken) == len(own):
        return taken
    term, tags = own[len(taken)]
    for tag in tags[:_CHOICES]:
        if any(tag.first <= other.last and other.first <= tag.last for other in taken):
            continue
        if term.after is None or 0 < tag.first - taken[-1].last <= term.after + 1:
            found = _chosen(own, (*taken, tag))
            if found:
                return found
    return None
