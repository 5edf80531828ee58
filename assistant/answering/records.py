"""What an answer is made of: sentences, each with the passages that say so."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.answering.explaining import Explanation
from assistant.domain import Citation, Record, Writer

Part = Literal["lead", "point", "phrase", "caution", "difference"]


class Quotation(Citation):
    """A citation of an answer: `quote` occurs in the passage verbatim, `link` opens the place."""

    number: int
    """Under which the answer lists the passage, from 1."""
    document: str
    """The path of the document, as `composure sources` lists it."""
    line: int = 1
    """Where its section begins in the document, from 1."""
    position: int = 0
    """The number of the passage in its document, from 0."""
    valid_until: str = ""
    """The last day on which the passage was or is in force (ISO); empty where it names none."""
    link: str
    """The document's address with the place in it: `file:///…/apologising.md#how-to-apologise`."""


class Sentence(Record):
    """One statement of an answer and what it rests on."""

    text: str
    citations: tuple[Quotation, ...]
    part: Part = "point"


class Answer(Record):
    """What `ask` answers with.

    Where the knowledge does not say, `answered` is false, there are no sentences, and `nearest`
    holds what comes nearest.
    """

    question: str
    answer: str
    """Markdown."""
    answered: bool
    citations: tuple[Quotation, ...]
    """One for each passage that is cited, in the order of their numbers."""
    sentences: tuple[Sentence, ...]
    nearest: tuple[Quotation, ...] = ()
    relevance: float = Field(ge=0, le=1)
    """How sure it is that the knowledge answers the question; below one half it is refused."""
    writer: Writer
    explanation: Explanation | None = None
    """Why, where it was asked for."""
