"""Reads one answer of a model, plain or streamed, and accepts it only when it ended properly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from pydantic import Field

from assistant.domain import Record
from assistant.models.faults import Rejected, fault
from assistant.text import clean

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

TEXT_LIMIT = 20_000
"""Characters that a reply may have."""
_REASONS = ("finish_reason", "stop_reason", "done_reason")
_ENDED = frozenset({"stop", "end_turn", "stop_sequence", "eos", "eos_token", "complete"})
_CUT = frozenset({"length", "max_tokens", "model_length", "model_context_window_exceeded"})
_DECLINED = frozenset(
    {
        "content_filter", "content_filtered", "refusal", "safety", "recitation", "blocklist",
        "prohibited_content", "spii", "guardrail_intervened", "error_toxic",
    }
)  # fmt: skip


class Completion(Record):
    """A text that a model finished: cleaned, 1 to 20,000 characters.

    `model` is the `provider:name` that answered; `tokens` are 0 where the provider does not
    say; `finish_reason` is always `stop`, whatever word the provider has for it; `attempts`
    counts over all models; `removed` is what cleaning took out.
    """

    text: str
    model: str
    tokens: dict[str, int] = Field(default_factory=lambda: {"in": 0, "out": 0})
    seconds: float
    finish_reason: str = "stop"
    attempts: int = 1
    removed: tuple[str, ...] = ()


@dataclass
class Answer:
    """What arrived of one answer so far."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    finish: str = ""
    refused: bool = False
    tokens: dict[str, int] = field(default_factory=lambda: {"in": 0, "out": 0})

    def take(self, message: BaseMessage) -> str:
        """Adds a message or chunk; returns its text.

        Raises:
            Rejected: the text is larger than a reply can be.
        """
        piece = str(message.text)
        self.length += len(piece)
        if self.length > TEXT_LIMIT:
            raise Rejected(fault("too_large"))
        self.pieces.append(piece)
        metadata = message.response_metadata
        self.finish = next((str(metadata[k]) for k in _REASONS if metadata.get(k)), self.finish)
        self.refused = self.refused or bool(message.additional_kwargs.get("refusal"))
        if usage := getattr(message, "usage_metadata", None):
            self.tokens = {
                "in": max(self.tokens["in"], int(usage.get("input_tokens") or 0)),
                "out": max(self.tokens["out"], int(usage.get("output_tokens") or 0)),
            }
        return piece

    def accepted(self) -> tuple[str, tuple[str, ...]]:
        """The clean text, and what cleaning removed.

        Raises:
            Rejected: it did not end with the model's own stop, was declined, or is empty.
        """
        self._must_have_ended()
        text, removed = clean("".join(self.pieces))
        if not text.strip():
            raise Rejected(fault("empty"))
        return text.strip(), removed

    def _must_have_ended(self) -> None:
        """Only the model's own stop counts: a cut stream looks finished (SECURITY.md, F12)."""
        finish = self.finish.lower()
        if self.refused or finish in _DECLINED:
            raise Rejected(fault("declined"))
        if finish in _ENDED:
            return
        if finish in _CUT:
            raise Rejected(fault("cut"))
        if not finish and not self.length:
            raise Rejected(fault("empty"))
        raise Rejected(fault("malformed") if finish else fault("cut", again=True))


def read_plain(model: BaseChatModel, messages: Sequence[Any]) -> Answer:
    """Asks the model and reads the whole answer."""
    answer = Answer()
    answer.take(model.invoke(list(messages)))
    return answer


def stream_pieces(model: BaseChatModel, messages: Sequence[Any], answer: Answer) -> Iterator[str]:
    """Asks the model for a stream, fills `answer` and yields each piece of text, cleaned."""
    stream = model.stream(list(messages))
    try:
        for chunk in stream:
            piece = answer.take(chunk)
            if piece and (shown := clean(piece)[0]):
                yield shown
    finally:
        cast("Any", stream).close()


def read_stream(
    model: BaseChatModel, messages: Sequence[Any], on_text: Callable[[str], None]
) -> Answer:
    """Asks the model for a stream and hands on each piece of text as it arrives."""
    answer = Answer()
    for piece in stream_pieces(model, messages, answer):
        on_text(piece)
    return answer
