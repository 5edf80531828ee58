"""Chooses among the ways to say something, for one brief and one style.

Which of several fitting ways is taken follows from the message alone, so that the same message
gets the same reply.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from assistant.corpus import Phrases
from assistant.drafting.brief import Brief
from assistant.drafting.slots import filled, slot_count

Style = Literal["plain", "shortest", "warmest", "firmest"]

_WORDS = {"email": 225, "chat": 105, "social": 64, "phone": 225}
"""Words of the body at most; with greeting and signature it stays below the rubric's limits."""
_SHORT = {"email": 80, "chat": 50, "social": 50, "phone": 80}
"""The same for the shortest alternative."""


class Voice:
    """The phrases of a language, filled for one brief.

    Args:
        style: `plain` is the draft; the others are its alternatives.
    """

    def __init__(self, phrases: Phrases, brief: Brief, style: Style = "plain") -> None:
        self.phrases = phrases
        self.brief = brief
        self.style: Style = style

    @property
    def room(self) -> int:
        """Words that the body may have."""
        limits = _SHORT if self.style == "shortest" else _WORDS
        return limits[self.brief.case.channel]

    @property
    def public(self) -> bool:
        """Whether everybody can read the reply."""
        return self.brief.case.channel == "social"

    def line(self, key: str, more: Mapping[str, str] | None = None, *, shift: int = 0) -> str:
        """One of the ways to say something; empty where no way's slots can all be filled."""
        found = self._filled(key, more)
        return found[(self.brief.turn + shift) % len(found)] if found else ""

    def fullest(self, key: str, more: Mapping[str, str] | None = None) -> str:
        """The way that names most of the case's details; of equals the first."""
        values = self._values(more)
        ways = [text for text in self.phrases.of(key) if filled([text], values)]
        best = max(ways, key=slot_count, default="")
        return "".join(filled([best], values)) if best else ""

    def counted(self, key: str) -> str:
        """The way that names how often the customer wrote, where they say it."""
        count = self.brief.values.get("count", "")
        found = self._filled(key, None)
        return self.pick([text for text in found if count and count in text] or found)

    def pick(self, texts: Sequence[str]) -> str:
        """One of a playbook's phrases; on the phone none that speaks of a written message."""
        if self.brief.case.channel == "phone":
            written = self.phrases.of("only_written")
            texts = [text for text in texts if not any(part in text for part in written)]
        return texts[(self.brief.turn >> 3) % len(texts)] if texts else ""

    def _filled(self, key: str, more: Mapping[str, str] | None) -> tuple[str, ...]:
        return filled(self.phrases.of(key), self._values(more))

    def _values(self, more: Mapping[str, str] | None) -> dict[str, str]:
        points = self.brief.points
        team = points[0].team if points else "".join(self.phrases.of("other_team")[:1])
        topic = {"topic": points[0].topic} if points else {}
        return {"team": team, **topic, **self.brief.values, **(more or {})}


def joined(parts: Sequence[str]) -> str:
    """The parts that say something, as one paragraph."""
    return " ".join(part for part in parts if part)


def length(parts: Sequence[str]) -> int:
    """Words of all parts together."""
    return sum(len(part.split()) for part in parts)
