"""The sentences of a reply: greeting, body and sign-off told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.domain import Span
from assistant.rubric.phrases import Phrases
from assistant.text import sentences

Role = Literal["greeting", "body", "signoff"]

_GREETING = Phrases(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))\b"
    r"(?: (?:there|all|again|sir|madam|or|mr|mrs|ms|miss|dr|prof|mx)\b\.?){0,4}"
    r"(?: (?-i:[A-Z])[\w.'-]*){0,4}\s*(?:[,!:.-]+(?:\s|$)|\n|$)",
    r"(?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+)?,\s*\n",
)
_SIGNOFF = Phrases(
    r"(?:with )?(?:kind|kindest|best|warm|warmest|many thanks|yours|sincerely|regards|respectfully"
    r"|all the best|take care|cheers|thanks,|thank you,)(?: (?:regards|wishes|and|again|sincerely"
    r"|faithfully|truly|best|kind|thanks))*\s*[,.!]?\s*(?:\n|$|(?-i:[A-Z]))",
    r"[-–—~]\s*(?-i:[A-Z])(?:[\w .]{0,29}\w)?$",
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the reply with straight quotes; `start` and `end` are places in the reply."""

    start: int
    end: int
    text: str
    role: Role

    @property
    def span(self) -> Span:
        """Where the sentence stands."""
        return (self.start, self.end)


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text with straight quotes, each with its role."""
    spans = _split_greeting(text, list(sentences(text)))
    texts = [text[start:end] for start, end in spans]
    last = _signoff_from(texts)
    return tuple(
        Sentence(start, end, part, _role(part, number, last))
        for number, ((start, end), part) in enumerate(zip(spans, texts, strict=True))
    )


def _split_greeting(text: str, spans: list[Span]) -> list[Span]:
    """Cuts "Hi Ann," from the sentence that follows it."""
    if not spans:
        return spans
    start, end = spans[0]
    match = _GREETING.first(text[start:end])
    if not match or match[0] or match[1] >= end - start:
        return spans
    rest = start + match[1]
    rest += len(text[rest:end]) - len(text[rest:end].lstrip())
    return [(start, start + len(text[start:rest].rstrip())), (rest, end), *spans[1:]]


def _signoff_from(texts: list[str]) -> int:
    """The number of the first sentence of the sign-off; the length where there is none."""
    for number in range(max(1, len(texts) - 4), len(texts)):
        if len(texts[number]) < 120 and _SIGNOFF.starts(texts[number]):
            return number
    tail = texts[-1].split() if len(texts) > 1 else []
    if 0 < len(tail) <= 6 and texts[-1][-1] not in ".!?" and all(w[0].isupper() for w in tail):
        return len(texts) - 1
    return len(texts)


def _role(text: str, number: int, last: int) -> Role:
    if number >= last:
        return "signoff"
    return "greeting" if number == 0 and _is_greeting(text) else "body"


def _is_greeting(text: str) -> bool:
    match = _GREETING.first(text + "\n")
    return match is not None and match[0] == 0 and match[1] >= len(text)
