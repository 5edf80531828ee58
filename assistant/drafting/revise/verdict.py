"""What a model's revision must hold before it may be used; in words that it can mend it by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.domain import Commitment, Fact, Instruction, Reply
from assistant.drafting.revise.keeping import holds
from assistant.drafting.revise.page import Page
from assistant.drafting.revise.sheet import count_words, has_sentence, sentences_of
from assistant.rubric.commitments import commitments
from assistant.rubric.linter import lint
from assistant.rubric.review import Review
from assistant.rubric.wording import guess_language
from assistant.text import clip

_NUMBER = re.compile(r"\d+")
_CHECKED = ("amount", "date", "reference", "duration", "phone", "email")
_OWN = ("update", "keep", "explanation", "confirmation", "other", "callback")


def problems(page: Page, reply: Reply, told: tuple[Instruction, ...]) -> list[str]:
    """What is wrong with a revised text, the gravest first; empty = it may be used."""
    before, after = page.review(), page.ground.review(reply)
    found = [
        *_broken(page, after),
        *_figures(page, before, reply, told),
        *_effects(page, reply, told),
        *_loosened(page, reply),
    ]
    if page.english and reply.language.startswith("en"):
        found += [*_lost(before, after), *_promised(before, after)]
    return found


def _broken(page: Page, after: Review) -> Iterator[str]:
    """Hard criteria that the text before did not break."""
    known = page.fails()
    for each in lint(after):
        if each.status == "fail" and each.criterion not in known:
            yield f"{each.criterion}: {each.message} {each.suggestion}".strip()


def _figures(
    page: Page, before: Review, reply: Reply, told: tuple[Instruction, ...]
) -> Iterator[str]:
    """Numbers that went, and numbers from nowhere; this holds in any language."""
    had, has = set(_NUMBER.findall(page.text)), set(_NUMBER.findall(reply.text))
    asked = " ".join(each.text for each in told)
    known = had | set(_NUMBER.findall(f"{before.allowed_text} {asked}"))
    if lost := sorted(had - has):
        yield f"these figures are gone: {', '.join(lost[:6])}"
    if new := sorted(has - known):
        yield f"these figures come from nowhere: {', '.join(new[:6])}"


def _lost(before: Review, after: Review) -> Iterator[str]:
    """Facts, times of promises, choices and prescribed sentences that are no longer there."""
    from assistant.facts import same

    def there(fact: Fact) -> bool:
        return any(same(fact, each) for each in after.facts)

    for fact in before.facts:
        if fact.kind in _CHECKED and not there(fact):
            yield f"this is gone: {before.reply[slice(*fact.span)]}"
    dues = {each.due for each in commitments(after)}
    for each in commitments(before):
        if each.due and each.due not in dues:
            yield f"this promise is gone: {clip(each.text, 120)}"
    works = {promise.work for promise in after.promises}
    for promise in before.promises:
        if promise.work not in works and promise.work not in _OWN:
            yield f"this is no longer offered: {clip(promise.clause, 120)}"
    for sentence in before.body:
        if before.is_prescribed(sentence.text) and not has_sentence(after.reply, sentence.text):
            yield f"this sentence must stay word for word: {clip(sentence.text, 160)}"


def _promised(before: Review, after: Review) -> Iterator[str]:
    """Promises and offers that nobody may make and that the text before did not hold."""
    known = {each.text for each in commitments(before) if each.status == "needs_approval"}
    for each in commitments(after):
        if each.status == "needs_approval" and each.text not in known:
            yield _unbacked(each)
    works = {promise.work for promise in before.promises}
    for promise, grant in zip(after.promises, after.grants, strict=True):
        if not promise.binding and promise.work not in works and grant.kind == "none":
            yield f"nobody allowed this offer: {clip(promise.clause, 120)}"


def _unbacked(each: Commitment) -> str:
    return f"nobody allowed this promise: {clip(each.text, 120)}"


def _effects(page: Page, reply: Reply, told: tuple[Instruction, ...]) -> Iterator[str]:
    """Whether what was asked for can be seen in the text."""
    before, after = count_words(page.text), count_words(reply.text)
    if reply.text.split() == page.text.split():
        yield "the text is unchanged"
    for each in told:
        if each.kind == "shorter" and after > (each.limit or before - 1):
            yield f"it has {after} words; at most {each.limit or before - 1} were asked for"
        if each.kind == "longer" and after <= before:
            yield f"it has {after} words, not more than before"
    language = guess_language(reply.text)
    if language not in ("", "script", reply.language[:2]):
        yield f"it is not in the language that was asked for ({reply.language})"


def _loosened(page: Page, reply: Reply) -> Iterator[str]:
    """What earlier instructions fixed and this text does not keep; signatures too."""
    revised = replace(page, reply=reply)
    for each in page.fixed:
        if each.kept and each.done and not holds(revised, each):
            yield f"an earlier instruction no longer holds: {each.text}"
    for sentence in sentences_of(page.text):
        if sentence.role == "signoff":
            name = sentence.text.split("\n")[-1].strip()
            if name and name not in reply.text:
                yield f"the signature is gone: {clip(name, 60)}"
