"""Shorter and longer: no fact, promise or choice goes, and nothing new is promised."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from assistant.domain import Instruction
from assistant.drafting.revise.lexicon import compiled
from assistant.drafting.revise.page import Page, done, undone
from assistant.drafting.revise.sheet import (
    body_of,
    count_words,
    has_sentence,
    inserted,
    swapped,
    without,
)
from assistant.rubric.apology import APOLOGY
from assistant.rubric.parts import Sentence
from assistant.rubric.review import Review
from assistant.rubric.wording import content

SHARE = 0.75
"""Of its words, what a reply keeps that is to be shorter by no figure."""
_GROWTH = 1.3
_DEAR = 8
"""Rank from which a sentence is missed when it goes."""
_TELLING = ("amount", "date", "reference", "duration", "phone", "email", "contact_count")


def shorter(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """The reply with fewer words: fillers first, then sentences that hold nothing that is owed."""
    now = count_words(page.text)
    before = min(now, page.start or now)
    goal = instruction.limit if instruction.limit else int(before * SHARE)
    if now <= goal:
        return page, done(instruction, f"it has {before} words already", limit=goal + 1)
    text = cut(page, goal, gently=not instruction.limit)
    after = count_words(text)
    if after >= before:
        return page, undone(
            instruction, "nothing can go without losing a fact, a promise or a choice"
        )
    note = f"{before} words → {after}"
    if instruction.limit and after > goal:
        note += f"; {goal} would cost a fact, a promise or a choice"
        goal = after
    limit = goal + 1 if instruction.limit else before
    return page.with_text(text), done(instruction, note, limit=limit)


def cut(page: Page, goal: int, *, gently: bool = False) -> str:
    """The text with at most `goal` words, or as near to it as its facts allow.

    Args:
        gently: the apology and the agent's own sentences go only where nothing else can.
    """
    before = count_words(page.text)
    broken = page.fails()
    spans = _prescribed(page)
    text = swapped(page.text, page.lexicon.trims, sparing=spans) if page.english else page.text
    if text != page.text and not page.fails(text) <= broken:
        text = page.text
    refused: set[str] = set()
    while count_words(text) > goal:
        ranked = [each for each in _droppable(page, text) if each[1].text not in refused]
        if not ranked:
            break
        rank, sentence = min(ranked, key=lambda each: each[0])
        if gently and rank[0] >= _DEAR and count_words(text) < before:
            break
        tried = without(text, [sentence.span])
        if page.fails(tried) <= broken:
            text = tried
        else:
            refused.add(sentence.text)
    return text


def _prescribed(page: Page) -> list[tuple[int, int]]:
    review = page.review()
    return [each.span for each in review.body if review.is_prescribed(each.text)]


def _droppable(page: Page, text: str) -> Iterator[tuple[tuple[int, int], Sentence]]:
    """The sentences that may go, with their rank: the lowest goes first, of equals the last."""
    review = page.review(text)
    kept = _kept_spans(review)
    opening = 2 if review.body and review.body[0].text.endswith(",") else 1
    for number, sentence in enumerate(review.body):
        if number >= opening and sentence.span not in kept and not _fixed(page, sentence.text):
            rank = _rank(page, review, sentence, last=number == len(review.body) - 1)
            if rank is not None:
                yield (rank, -number), sentence


def may_go(page: Page, text: str, sentence: Sentence) -> bool:
    """Whether a sentence holds nothing that the customer needs or is owed."""
    return any(each.span == sentence.span for _, each in _droppable(page, text))


def _kept_spans(review: Review) -> set[tuple[int, int]]:
    """Sentences with a promise, an offer, or a fact that can be checked."""
    kept = {promise.sentence.span for promise in review.promises}
    for fact in review.facts:
        sentence = review.sentence_at(fact.span[0])
        if sentence and fact.kind in _TELLING:
            kept.add(sentence.span)
    return kept


def _fixed(page: Page, sentence: str) -> bool:
    """Whether an earlier instruction put this sentence in."""
    kept = [line for e in page.holds("add", "offer") for line in e.value.split("\n")]
    kept += [each.value.split("\n")[-1] for each in page.holds("warmer", "firmer")]
    return any(
        line and (has_sentence(sentence, line) or has_sentence(line, sentence)) for line in kept
    )


def _rank(page: Page, review: Review, sentence: Sentence, *, last: bool) -> int | None:
    text = sentence.text
    if text.endswith(":") or text.startswith("(") or review.is_prescribed(text):
        return None
    own = 10 if _is_own(page, text) else 0
    if compiled(page.lexicon.closing_requests).search(text):
        return 2 + own
    if any(compiled(each).search(text) for each in page.lexicon.never_dropped):
        return None
    if APOLOGY.within(text):
        return _DEAR + own
    return (3 if last else 1) + own


def _is_own(page: Page, sentence: str) -> bool:
    """Whether the agent wrote it: it is not in the text as we wrote it."""
    written = page.ground.written
    return written is not None and not has_sentence(written, sentence)


def longer(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """The reply with what the brief knows and the text does not say yet."""
    before, broken, text = count_words(page.text), page.fails(), page.text
    goal, lines = int(before * _GROWTH), []
    for line in _more(page):
        if count_words(text) >= goal:
            break
        if has_sentence(text, line) or taken_out(page, line):
            continue
        tried = inserted(text, line, page.reply.channel)
        if page.fails(tried) <= broken:
            text = tried
            lines.append(line)
    after = count_words(text)
    if after == before:
        return page, undone(instruction, "there is nothing more that is known and may be said")
    note = f"{before} words → {after}"
    return page.with_text(text), done(instruction, note, limit=before, value="\n".join(lines))


def _more(page: Page) -> Iterator[str]:
    brief = page.ground.brief
    said = content(page.text)
    for point in brief.points if brief else ():
        yield from point.anticipate
        if not content(point.topic) <= said:
            yield from point.actions[:1]
    yield from turned(page, page.lexicon.more_lines)


def turned(page: Page, lines: Sequence[str]) -> tuple[str, ...]:
    """The lines in an order that follows from the case alone: the same every time."""
    about = page.ground.work.case.message if page.ground.work else page.ground.draft.case_id
    start = zlib.crc32(about.encode("utf-8", "replace")) % len(lines) if lines else 0
    return (*lines[start:], *lines[:start])


def taken_out(page: Page, sentence: str) -> bool:
    """Whether an earlier instruction took this out of the reply."""
    from assistant.drafting.revise.points import is_about

    return any(is_about(page, each, sentence) for each in page.holds("remove"))


def body_words(text: str) -> int:
    """Words between greeting and sign-off."""
    return sum(count_words(each.text) for each in body_of(text))
