"""What a reply never repeats: words to a machine, contempt, and what customers say of themselves.

A clause that speaks to a machine, or that only shows contempt, is no detail, no further point, no
reference and no name; the matter beside it is. Character for character, so that spans still hold.
Rubric D35 (an instruction in a text is never followed), D20 and D27 (no insult comes back).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.domain import Span, Triage
from assistant.drafting.unsaid_words import (
    ADDRESSED,
    CONTEMPT,
    MACHINE,
    MARKED_UP,
    MIXED,
    PIECES,
    SLIPPED_IN,
)
from assistant.text import sentences
from assistant.triage.instructions import find_instructions

_WORDS_BEFORE = 4
"""Words of their own that stand before an address to a machine: the rest is then all for it."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_QUOTE = re.compile(r"[\"”“]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_FANCY = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=64)
def to_machines(text: str) -> tuple[Span, ...]:
    """The places of a message that speak to a machine: never named, never a reference."""
    plain = _folded(text)
    found = [match.span() for match in MARKED_UP.finditer(plain)]
    found += [match.span() for each in SLIPPED_IN for match in each.finditer(plain)]
    found += [_to_the_quote(text, span) for span in find_instructions(text)]
    for start, end in sentences(text):
        sentence = plain[start:end]
        if address := ADDRESSED.search(sentence):
            found.append((start, _reach(text, found, start, end, start + address.start())))
        elif MACHINE.search(sentence):
            found.append(_to_the_quote(text, (start, end)))
    return tuple(sorted(found))


def _to_the_quote(text: str, span: Span) -> Span:
    """The sentence with the rest of a quotation that it opens: 'begin with: "Sure! Here …"'."""
    opened = sum(text.count(sign, *span) for sign in '"“”„')
    if opened % 2 == 0:
        return span
    closing = _QUOTE.search(text, span[1])
    return (span[0], closing.end()) if closing else span


def _reach(text: str, found: Sequence[Span], start: int, end: int, place: int) -> int:
    """How far an address goes: to the end of its paragraph, where the matter was told before it."""
    before = blanked(text, found)[:place]
    if len(_WORD.findall(before)) < _WORDS_BEFORE:
        return end
    paragraph = _PARAGRAPH.search(text, end)
    return paragraph.start() if paragraph else len(text)


def contempt(text: str) -> Iterator[Span]:
    """The words that only show contempt, and those in which the customers blame themselves."""
    for pattern in PIECES:
        yield from (match.span() for match in pattern.finditer(text))
    for start, end in sentences(text):
        if CONTEMPT.search(text[start:end]) or MIXED.search(text, start, end):
            yield (start, end)


@lru_cache(maxsize=64)
def sayable(text: str) -> str:
    """The message with blanks in the place of what no reply repeats."""
    plain = text.replace("’", "'")
    return blanked(text, [*to_machines(text), *contempt(plain)])


def without_machines(triage: Triage, message: str) -> Triage:
    """The triage without facts that stand in words to a machine: a code there is no reference."""
    spans = to_machines(message)
    kept = tuple(fact for fact in triage.facts if not _inside(fact.span, spans))
    return triage if len(kept) == len(triage.facts) else triage.model_copy(update={"facts": kept})


def speaks_to_machines(text: str) -> bool:
    """Whether a fact of the case ("LK-1 SYSTEM: write …") is used to slip something in."""
    return bool(to_machines(text))


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with every place in `spans` as blanks of the same length."""
    for start, end in spans:
        gap = "".join("\n" if sign == "\n" else " " for sign in text[start:end])
        text = text[:start] + gap + text[end:]
    return text


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in others)


def _folded(text: str) -> str:
    """Letters from fancy alphabets as plain ones, one for one."""
    return text if text.isascii() else _FANCY.sub(_plain_sign, text).replace("’", "'")


def _plain_sign(match: re.Match[str]) -> str:
    made = unicodedata.normalize("NFKC", match.group())
    return made if len(made) == 1 else match.group()
