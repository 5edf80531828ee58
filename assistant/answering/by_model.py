"""Has a model write the answer, from the passages alone; what they do not say is taken out.

What is handed over is masked, and stands between marks that are new for each request; what comes
back is plain lines with the numbers of passages (SECURITY L1, P1, P2).
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answering.checking import checked
from assistant.answering.measuring import Found
from assistant.answering.question import Form, Question
from assistant.answering.records import Sentence
from assistant.domain import Passage, Record, Writer
from assistant.errors import ModelError
from assistant.privacy import Masker
from assistant.prompts import load_prompt

if TYPE_CHECKING:
    from assistant.answering.asking import Sources
    from assistant.models.answers import Completion

PASSAGES = 6
"""Passages that a model is given; `_SHORT` where they are too long for it."""
_SHORT = 2
_LONGEST = 2_400
"""Characters of one passage."""
_CONTROL = re.compile(r"<\|[^|>]{0,40}\|>|\[/?INST\]|<</?SYS>>|</?s>", re.IGNORECASE)
_DECLINED = re.compile(r"^\W*not in the passages\b", re.IGNORECASE)
_FORMS: dict[Form, str] = {
    "how": "how to do something",
    "what": "what something is or what applies",
    "why": "for reasons",
    "when": "when or under which condition",
    "list": "for a list",
    "who": "who is concerned or decides",
    "number": "for a figure, an amount or a time",
    "words": "for words that can be said",
    "avoid": "what not to say or do",
    "whether": "whether something holds",
}


class Written(Record):
    """What came of asking a model; no sentences = the offline answer is to be used.

    `declined`: the model found no answer in the passages.
    """

    sentences: tuple[Sentence, ...]
    writer: Writer
    declined: bool = False


class _Open(Masker):
    """Masks nothing, for a model inside the company's own walls."""

    def mask(self, text: str) -> str:
        return text


def write(question: Question, found: Sequence[Found], sources: Sources) -> Written:
    """The checked answer of the configured model, or why the offline one has to do."""
    prompt = load_prompt("ask")
    writer = Writer(model="offline", prompt=prompt.id, prompt_hash=prompt.hash, seconds=0.0)
    passages = [each.passage for each in found[:PASSAGES]]
    try:
        completion, text = _asked(question, passages, sources)
    except ModelError as error:
        reason = f"{error.reason}: {error.message}"
        return Written(
            sentences=(), writer=writer.model_copy(update={"fell_back": True, "reason": reason})
        )
    writer = writer.model_copy(update={"model": completion.model, "tokens": completion.tokens})
    if _DECLINED.match(text):
        reason = "the model found no answer in the passages"
        return Written(
            sentences=(), declined=True, writer=writer.model_copy(update={"reason": reason})
        )
    sentences, gone = checked(text, passages, sources.library.likeness, sources.places)
    if not sentences:
        reason = "unsupported: no sentence of the model is borne out by the passages it names"
        update = {"model": "offline", "fell_back": True, "reason": reason}
        return Written(sentences=(), writer=writer.model_copy(update=update))
    reason = f"{gone} sentence{'s' * (gone > 1)} without support taken out" if gone else ""
    return Written(sentences=sentences, writer=writer.model_copy(update={"reason": reason}))


def _asked(
    question: Question, passages: Sequence[Passage], sources: Sources
) -> tuple[Completion, str]:
    """The model's text with personal data restored; once more with fewer passages if too long."""
    deadline = time.monotonic() + sources.settings.timeout
    try:
        return _call(question, passages, sources, deadline)
    except ModelError as error:
        if error.reason != "too_long":
            raise
        return _call(question, passages[:_SHORT], sources, deadline)


def _call(
    question: Question, passages: Sequence[Passage], sources: Sources, deadline: float
) -> tuple[Completion, str]:
    from assistant.models import complete

    settings = sources.settings
    masker = Masker() if settings.mask else _Open()
    completion = complete(
        settings.models,
        render(question, passages, masker, company=sources.own[0] if sources.own else "a company"),
        settings=settings,
        deadline=deadline,
    )
    restored = masker.restore(completion.text)
    if restored.unknown:
        raise ModelError(
            "the model's text names a placeholder that stands for nothing", reason="malformed"
        )
    return completion, restored.text


def render(
    question: Question, passages: Sequence[Passage], masker: Masker, *, company: str
) -> list[tuple[str, str]]:
    """The messages for the model, masked and fenced."""
    mark = f"[[data-{secrets.token_hex(8)}]]"

    def outside(text: str) -> str:
        return masker.mask(_CONTROL.sub(" ", text.replace(mark, " ")))

    numbered = (
        f"[{number}] {passage.title}: {passage.section}\n{outside(passage.text)[:_LONGEST]}"
        for number, passage in enumerate(passages, 1)
    )
    earlier = question.whole.removesuffix(question.text).strip()
    return load_prompt("ask").render(
        company=company,
        form=_FORMS[question.form],
        mark=mark,
        passages="\n\n".join(numbered),
        conversation=outside(earlier) or "none",
        question=outside(question.text),
    )
