"""The rubric's own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings


@dataclass(frozen=True)
class Thresholds:
    """The rubric's own numbers (those marked * in its text); each can be set."""

    acknowledgement_sentences: int = 2
    acknowledgement_share: float = 0.25
    reading_grade: float = 9.0
    email_words: int = 250
    chat_words: int = 120
    social_words: int = 80

    @classmethod
    def of(cls, settings: Settings) -> Thresholds:
        """The thresholds that the settings hold."""
        return cls(
            acknowledgement_sentences=settings.acknowledgement_sentences,
            acknowledgement_share=settings.acknowledgement_share,
            reading_grade=settings.reading_grade,
            email_words=settings.email_words,
            chat_words=settings.chat_words,
            social_words=settings.social_words,
        )
