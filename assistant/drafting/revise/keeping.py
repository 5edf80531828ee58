"""What earlier instructions fixed stays fixed: they are looked at again after each new one."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain import Instruction
from assistant.drafting.revise.lengths import cut
from assistant.drafting.revise.page import Page
from assistant.drafting.revise.points import is_about
from assistant.drafting.revise.sheet import (
    body_of,
    count_words,
    has_sentence,
    sentences_of,
    without,
)
from assistant.drafting.revise.tones import less_formal, more_formal
from assistant.rubric.wording import content, guess_language

_SAME = 0.6
"""Of the telling words of a point, what must stand in the text for it to be there."""
_BROUGHT_BACK = "overruled by your own edit"


def still_holding(page: Page, earlier: tuple[Instruction, ...]) -> tuple[Instruction, ...]:
    """The earlier instructions as the draft that came in has them.

    What the agent changed by hand since then is newer than the instruction and wins.
    """
    return tuple(
        each if not each.done or not each.kept or holds(page, each) else _given_up(each)
        for each in earlier
    )


def _given_up(each: Instruction) -> Instruction:
    return each.model_copy(update={"kept": False, "note": _BROUGHT_BACK})


def overruled(
    earlier: tuple[Instruction, ...], new: tuple[Instruction, ...], page: Page
) -> tuple[Instruction, ...]:
    """The earlier instructions without those that a new one takes the place of."""
    rules = page.lexicon.overrules
    kinds = {kind for each in new for kind in rules.get(each.kind, ())}
    return tuple(
        each.model_copy(update={"kept": False, "note": "overruled by a later instruction"})
        if each.kept and (each.kind in kinds or _reversed(each, new, page))
        else each
        for each in earlier
    )


def _reversed(each: Instruction, new: tuple[Instruction, ...], page: Page) -> bool:
    """Whether a new instruction puts in what this one took out, or the other way round."""
    if each.kind == "remove":
        return any(n.kind in ("add", "offer") and is_about(page, each, n.value) for n in new)
    if each.kind in ("add", "offer", "warmer", "firmer") and each.value:
        removals = [n for n in new if n.kind == "remove"]
        return any(is_about(page, n, line) for n in removals for line in each.value.split("\n"))
    return False


def holds(page: Page, each: Instruction) -> bool:
    """Whether a text still is what an instruction made of it."""
    text = page.text
    match each.kind:
        case "shorter":
            return each.limit is None or count_words(text) < each.limit
        case "longer":
            return each.limit is None or count_words(text) > each.limit
        case "remove":
            return not any(is_about(page, each, part.text) for part in body_of(text))
        case "add" | "offer":
            return _says(text, each.value) or not page.english
        case "subject":
            return page.reply.subject == each.value
        case "name":
            return each.value in text
        case "language":
            return guess_language(text) in ("", "script", each.value)
        case "more_formal":
            return more_formal(page, each)[0].text == text or not page.english
        case "less_formal":
            return less_formal(page, each)[0].text == text or not page.english
        case "warmer" | "firmer":
            lines = [line for line in each.value.split("\n") if line]
            return not lines or not page.english or any(has_sentence(text, x) for x in lines)
    return True


def _says(text: str, value: str) -> bool:
    """Whether a point stands in a text, be it in slightly other words or as a question."""
    wanted = content(value)
    return not wanted or len(wanted & content(text)) >= _SAME * len(wanted)


def restored(page: Page, before: Page, *, count: int) -> Page:
    """The page with what earlier instructions fixed, where the new ones have loosened it.

    Args:
        before: the page as it came in, for what has to be put back.
        count: how many of the fixed instructions are earlier ones.
    """
    for each in page.fixed:
        if each.kept and each.done and not holds(page, each):
            page = _again(page, each, before)
    for each in page.holds("shorter"):  # last, since what was put back takes room
        if not holds(page, each) and each.limit:
            page = page.with_text(cut(page, each.limit - 1))
    lost = [e for e in page.fixed[:count] if e.kept and e.done and not holds(page, e)]
    fixed = tuple(
        e.model_copy(update={"kept": False, "note": "a later instruction left no way"})
        if e in lost
        else e
        for e in page.fixed
    )
    notes = [f"“{e.text}” no longer holds: what came after it left no way" for e in lost]
    return replace(page, fixed=fixed).noted(*notes)


def _again(page: Page, each: Instruction, before: Page) -> Page:
    if each.kind == "remove":
        spans = [part.span for part in body_of(page.text) if is_about(page, each, part.text)]
        return page.with_text(without(page.text, spans))
    if each.kind == "subject":
        return replace(page, reply=page.reply.model_copy(update={"subject": each.value}))
    if each.kind in ("more_formal", "less_formal"):
        step = more_formal if each.kind == "more_formal" else less_formal
        return step(page, each)[0]
    if each.kind == "name":
        return _with_signature_of(page, before)
    return page


def _with_signature_of(page: Page, before: Page) -> Page:
    old = [each for each in sentences_of(before.text) if each.role == "signoff"]
    if not old:
        return page
    signature = before.text[old[0].start :]
    now = [each for each in sentences_of(page.text) if each.role == "signoff"]
    head = page.text[: now[0].start] if now else page.text
    return page.with_text(f"{head.rstrip()}\n\n{signature}")
