"""Takes a passage apart into statements that can stand in an answer, each a verbatim part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.domain import Passage, Span
from assistant.text import sentences

Role = Literal["statement", "step", "phrase", "caution"]

_MARKER = re.compile(r"^\s*(?:[-*•]|\(?\d{1,2}[.)]|\(?[a-d]\))\s+")
_NUMBERED = re.compile(r"^\s*\(?\d{1,2}[.)]\s+")
_CAUTION = re.compile(
    r"^(?:avoid|never|do not|don't|don’t|leave out|take out|too (?:much|bright|long)"
    r"|be careful|be as careful|not:)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^(?:this|that|these|those|it|its|they|them|he|she|both|such|however|but|so|then|otherwise"
    r"|also|instead|here|yet|still|and|or|the same|the first|the second|the latter"
    r"|even then|for that|in that case|as a result|therefore|thus|if so|if not"
    r"|a good one|places? it|keep it|make it|use it|do it|say it|own the change"
    r"|we do not use (?:them|it|this)|for the (?:customer|company) (?:that|we)|[\"“]we[\"”] covers"
    r"|(?:\w+ ){1,3}(?:is|are) (?:more|less|no better)\b"
    r"|where one|we do(?: both| otherwise)|we agree|we keep the|here we differ)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:within|in|at|by|of) (?:that|this|these|those) (?:time|case|kind|way|point)\b"
)
_POINTER = re.compile(
    r'^see\b|; see\b|\bstands? (?:in|under) [\"“]|\bsee (?:the section|"|“)', re.IGNORECASE
)
_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|all|your"
    r"|these|the)\b.{0,30}\b(?:instructions?|prompts?|guidelines|directions|training|commands?)\b"
    r"|\b(?:system|developer|hidden) prompt\b|\byou are now (?:a|an|in|free|going)\b|\bjailbreak"
    r"|<\|?(?:im_start|im_end|system|user|assistant)\|?>|\[/?inst\]"
    r"|\b(?:as|dear|hey|note to(?: the)?|attention) (?:an? )?"
    r"(?:ai|llm|language model|assistant|chatbot)\b",
    re.IGNORECASE,
)
"""What a document says to a machine is no advice to people; it is left out (SECURITY L5)."""
_GOES_ON = re.compile(r"\s+[a-z]")
"""A sentence that goes on in small letters did not end: "phrases like “I can see…” and …"."""
_MARKED = re.compile(r"[\"“”]")
_LONG_ENOUGH = 12
"""Characters of a quotation that can be said; a shorter one is a word that is spoken about."""
_SAID = 0.4
"""Share of a statement that its quotations take where it is there to be said."""
_LONGEST = 420
"""Characters of a statement."""
_KEPT = 5_000
_known: dict[tuple[str, int], tuple[Unit, ...]] = {}
"""What was taken apart already: the same passages answer again and again."""


@dataclass(frozen=True, eq=False)
class Unit:
    """A statement: where it stands in the passage's text, and what it is good for."""

    passage: Passage
    span: Span
    role: Role
    text: str
    number: int
    """Its place in the passage, from 0."""
    parts: int = 1
    """How many statements it joins: one that leans on another goes with it."""
    introduces: bool = False
    """It ends with a colon and is nothing without the list behind it."""
    listed: bool = False

    @property
    def quote(self) -> str:
        """The passage's own words."""
        return self.passage.text[self.span[0] : self.span[1]]

    def overlaps(self, other: Unit) -> bool:
        """Whether both hold the same words of one passage."""
        same = self.passage.id == other.passage.id
        return same and self.span[0] < other.span[1] and other.span[0] < self.span[1]


@lru_cache(maxsize=512)
def _spans(text: str) -> tuple[tuple[int, int, bool, int], ...]:
    """The statements of a body: start, end, whether a list item, number of the paragraph."""
    found: list[tuple[int, int, bool, int]] = []
    at = 0
    for paragraph, block in enumerate(re.split(r"(\n)", text)):
        if block.strip():
            found += ((at + a, at + b, c, paragraph) for a, b, c in _of_line(block))
        at += len(block)
    return tuple(found)


def _of_line(line: str) -> Iterator[tuple[int, int, bool]]:
    marker = _MARKER.match(line)
    if marker:
        yield marker.end(), len(line.rstrip()), True
        return
    start: int | None = None
    for left, right in sentences(line):
        start = left if start is None else start
        if _balanced(line[start:right]) and not _GOES_ON.match(line, right):
            yield start, right, False
            start = None
    if start is not None:
        yield start, len(line.rstrip()), False


def _balanced(text: str) -> bool:
    """Whether no quotation is open."""
    return text.count('"') % 2 == 0 and text.count("“") <= text.count("”")


def units_of(passage: Passage) -> tuple[Unit, ...]:
    """The statements of a passage, those that lean on the one before joined to it."""
    key = (passage.id, hash(passage.text))
    found = _known.get(key)
    if found is None:
        if len(_known) > _KEPT:
            _known.clear()
        found = _known[key] = _taken_apart(passage)
    return found


def _taken_apart(passage: Passage) -> tuple[Unit, ...]:
    head, gap, body = passage.text.partition("\n\n")
    offset = len(head) + len(gap) if gap else 0
    body = body if gap else head
    found: list[Unit] = []
    previous: tuple[int, int, int] | None = None
    for number, (start, end, listed, paragraph) in enumerate(_spans(body)):
        text = body[start:end]
        follows = not listed and bool(_LEANING.match(text) or _BACK.search(text))
        joined = previous if follows and previous and previous[2] == paragraph else None
        if follows and joined is None and not listed:
            previous = None  # it leans on something that is not here
            continue
        begin = joined[0] if joined else start
        previous = (begin, end, paragraph) if not listed else None
        if end - begin > _LONGEST or _POINTER.search(text):
            continue
        if _TO_A_MACHINE.search(text) or (text.endswith("?") and not quoted(text)):
            continue
        span = (offset + begin, offset + end)
        if joined and found and found[-1].span == (offset + joined[0], offset + joined[1]):
            number = found.pop().number  # the whole thought, not its first half
        line = body[body.rfind("\n", 0, start) + 1 : end]
        shown = " ".join(body[begin:end].split()).rstrip(" ;,")
        found.append(
            Unit(
                passage=passage,
                span=span,
                role=_role(shown, step=_NUMBERED.match(line) is not None),
                text=shown,
                number=number,
                parts=2 if joined else 1,
                introduces=shown.endswith(":"),
                listed=listed,
            )
        )
    return tuple(found)


def quoted(text: str) -> int:
    """How many characters of a text stand in quotation marks, single words left out."""
    return sum(len(part) for part in _MARKED.split(text)[1::2] if len(part) >= _LONG_ENOUGH)


def _role(text: str, *, step: bool) -> Role:
    if _CAUTION.match(text):
        return "caution"
    if quoted(text) > _SAID * len(text):
        return "phrase"
    return "step" if step else "statement"
