"""The reply in the course of a revision: its text, its ground, and what was said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.domain import Commitment, Instruction, Reply
from assistant.drafting.revise.ground import Ground
from assistant.drafting.revise.lexicon import Lexicon
from assistant.rubric.linter import lint
from assistant.rubric.review import Review


@dataclass(frozen=True)
class Page:
    """A reply that is being revised.

    `fixed` are the instructions that hold already, `start` the words that it came in with. `asked` are promises that nobody may make
    yet and that stand in the text as a question; `carried` is the ledger of the text from which this
    one was translated. `notes` are for the agent.
    """

    reply: Reply
    ground: Ground
    lexicon: Lexicon
    fixed: tuple[Instruction, ...] = ()
    start: int = 0
    asked: tuple[Commitment, ...] = ()
    carried: tuple[Commitment, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reply's text."""
        return self.reply.text

    @property
    def english(self) -> bool:
        """Whether the words for revisions are those of the reply's language."""
        return self.reply.language.startswith("en") or not self.reply.language

    def with_text(self, text: str) -> Page:
        """The same with another text."""
        return replace(self, reply=self.reply.model_copy(update={"text": text}))

    def noted(self, *notes: str) -> Page:
        """The same with something more that the agent should know."""
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *filter(None, notes)))))

    def review(self, text: str | None = None) -> Review:
        """A text on this ground, the page's own where none is given."""
        reply = self.reply if text is None else self.reply.model_copy(update={"text": text})
        return self.ground.review(reply)

    def fails(self, text: str | None = None) -> frozenset[str]:
        """The hard criteria that a text breaks."""
        found = lint(self.review(text))
        return frozenset(each.criterion for each in found if each.status == "fail")

    def holds(self, *kinds: str) -> tuple[Instruction, ...]:
        """The instructions of some kinds that hold already."""
        return tuple(each for each in self.fixed if each.kind in kinds and each.kept)

    @property
    def room(self) -> int | None:
        """Words that the reply may have because it was to be shorter; None = as many as it likes."""
        limits = [each.limit - 1 for each in self.holds("shorter") if each.limit]
        return min(limits) if limits else None


Step = Callable[[Page, Instruction], tuple[Page, Instruction]]
"""Carries out one instruction: the page after it, and the instruction with what came of it."""


def done(instruction: Instruction, note: str = "", **more: object) -> Instruction:
    """The instruction, carried out."""
    return instruction.model_copy(update={"done": True, "kept": True, "note": note, **more})


def undone(instruction: Instruction, note: str) -> Instruction:
    """The instruction, not carried out, and why."""
    return instruction.model_copy(update={"done": False, "kept": False, "note": note})
