"""The way from a question to its answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.explaining import explain as explained
from assistant.answering.finding import find
from assistant.answering.lexicon import Lexicon
from assistant.answering.measuring import Found, Library
from assistant.answering.offline import extract, once_each
from assistant.answering.page import markdown, nothing
from assistant.answering.places import Places
from assistant.answering.question import Question, read_question
from assistant.answering.records import Answer, Quotation
from assistant.answering.relevance import ENOUGH, decision, relevance
from assistant.domain import Writer
from assistant.errors import CaseError
from assistant.knowledge.validity import with_year
from assistant.settings import Settings
from assistant.text import clean

QUESTION_LIMIT = 2_000
"""Characters of a question."""
NEAREST = 3


@dataclass(frozen=True)
class Sources:
    """What answers are made from."""

    settings: Settings
    library: Library
    lexicon: Lexicon
    places: Places
    own: tuple[str, ...]
    """The company's own names, which say nothing about a question's subject."""
    today: Callable[[], date]


def ask(
    text: str, sources: Sources, *, conversation: Sequence[str] = (), explain: bool = False
) -> Answer:
    """The answer to a question, or that the guidance does not say.

    Args:
        conversation: earlier questions, oldest first; a question that leans on them keeps
            their subject.
        explain: with the reasons why the passages rank where they do.

    Raises:
        CaseError: there is no question, or it is too long.
    """
    started = time.monotonic()
    asked, today = _checked(text), sources.today()
    question = read_question(
        with_year(asked, today),
        sources.lexicon,
        conversation=tuple(with_year(_checked(earlier), today) for earlier in conversation),
        own=sources.own,
    ).model_copy(update={"text": asked})
    library = sources.library
    resembled = library.resembled(question.whole)
    found = find(question, library, resembled, today=today)
    parts = decision(question, found, library.rarity, resembled)
    sure = relevance(parts)
    way = _refused if sure < ENOUGH else _answered
    answer = way(question, found, sure, sources, started)
    if explain:
        why = explained(question, found, library, parts, sure)
        answer = answer.model_copy(update={"explanation": why})
    return answer


def _checked(text: str) -> str:
    cleaned, _ = clean(text)
    if not cleaned.strip():
        raise CaseError("there is no question", remedy='e.g. composure ask "How do I apologise?"')
    if len(cleaned) > QUESTION_LIMIT:
        raise CaseError(
            f"the question has {len(cleaned):,} characters; the limit is {QUESTION_LIMIT:,}",
            remedy="ask it shorter, or use draft for a customer's message",
        )
    return cleaned.strip()


def _answered(
    question: Question, found: Sequence[Found], sure: float, sources: Sources, started: float
) -> Answer:
    offline = extract(question, found, sources.library.likeness, sources.places)
    if not offline:
        return _refused(question, found, sure, sources, started)
    sentences, writer = offline, _offline()
    if sources.settings.models:
        from assistant.answering.by_model import write

        written = write(question, found, sources)
        sentences, writer = written.sentences or offline, written.writer
        if written.declined:
            return _refused(question, found, sure, sources, started, writer=writer)
    citations = once_each(sentences)
    return Answer(
        question=question.text,
        answer=markdown(sentences, citations),
        answered=True,
        citations=citations,
        sentences=sentences,
        relevance=round(sure, 3),
        writer=_timed(writer, started),
    )


def _refused(
    question: Question,
    found: Sequence[Found],
    sure: float,
    sources: Sources,
    started: float,
    writer: Writer | None = None,
) -> Answer:
    """That the guidance does not say, with the passages that come nearest."""
    close = enumerate(found[:NEAREST], 1)
    nearest = tuple(_nearest(each, number, sources) for number, each in close)
    return Answer(
        question=question.text,
        answer=nothing(nearest),
        answered=False,
        citations=(),
        sentences=(),
        nearest=nearest,
        relevance=round(sure, 3),
        writer=_timed(writer or _offline(), started),
    )


def _nearest(found: Found, number: int, sources: Sources) -> Quotation:
    best = max(found.statements, key=lambda statement: statement.score, default=None)
    quote = best.unit.quote if best else found.passage.text[:200]
    return sources.places.cite(found.passage, quote, number)


def _offline() -> Writer:
    return Writer(model="offline", prompt="", prompt_hash="", seconds=0.0)


def _timed(writer: Writer, started: float) -> Writer:
    return writer.model_copy(update={"seconds": round(time.monotonic() - started, 3)})
