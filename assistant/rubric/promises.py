"""Finds what a reply promises, told apart from what it offers, describes, asks or quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Span
from assistant.rubric.parts import Sentence
from assistant.rubric.promise_reading import Found, Line, read, shape_of
from assistant.rubric.review import Review
from assistant.rubric.work import Work


@dataclass(frozen=True)
class Promise:
    """A promise or an offer in one sentence of the reply.

    `clause` is the part of the sentence that promises, without its leading "and".
    """

    sentence: Sentence
    span: Span
    clause: str
    owner: str
    work: Work
    binding: bool
    """True for a promise; False for an option or something that hangs on a condition."""
    conditional: bool


def promises(review: Review) -> tuple[Promise, ...]:
    """Every promise and every offer of the reply, in order."""
    return tuple(
        _placed(sentence, each) for sentence, line in _lines(review) for each in read(line)
    )


def _lines(review: Review) -> Iterator[tuple[Sentence, Line]]:
    """The sentences of the body, with what a list or a condition before them makes of them."""
    listing, opened = False, False
    for sentence in review.body:
        shape = shape_of(sentence.text)
        if not shape.listed:
            listing, opened = shape.introduces, shape.conditional
        option = (shape.listed and listing) or shape.choice
        yield sentence, Line(sentence.text, option, opened, _quotes(review, sentence))


def _quotes(review: Review, sentence: Sentence) -> tuple[Span, ...]:
    """The quotations that touch a sentence, as places in it."""
    return tuple(
        (start - sentence.start, end - sentence.start)
        for start, end in review.quotes
        if start < sentence.end and end > sentence.start
    )


def _placed(sentence: Sentence, found: Found) -> Promise:
    span = (sentence.start + found.start, sentence.start + found.end)
    return Promise(sentence, span, found.clause, found.owner, found.work, found.binding,
                   found.conditional)  # fmt: skip
