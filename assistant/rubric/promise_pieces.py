"""The clauses of a sentence: cut only where what follows says something by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Span
from assistant.rubric.promise_context import (
    CONTINUED,
    CONTINUED_DOES,
    CONTINUED_DOING,
    GOES_ON,
    INTRO,
    LEAD,
    OFFER,
    SPEAKS,
)
from assistant.rubric.promise_signs import sign
from assistant.rubric.promise_words import CUT
from assistant.rubric.timing import timed

_INTRO_WORDS = 9


@dataclass(frozen=True)
class Piece:
    """A clause without its leading "and"; `joined` where an "and" stood before it."""

    start: int
    text: str
    joined: bool


def pieces(text: str) -> Iterator[Piece]:
    """The clauses of a sentence, in order."""
    for start, end in _spans(text):
        lead = LEAD.first(text[start:end])
        shift = lead[1] if lead and lead[0] == 0 else 0
        joined = any(
            word in text[start : start + shift].lower() for word in ("and", "then", "plus")
        )
        if text[start + shift : end].strip():
            yield Piece(start + shift, text[start + shift : end], joined)


def _spans(text: str) -> Iterator[Span]:
    """A part that says nothing goes with the one before it; an opening one with the next."""
    start, spoken = 0, False
    parts = list(_parts(text))
    for cut, end in parts if len(parts) > 1 else ():
        part = text[cut:end]
        told = _tells(part)
        if told or (spoken and _goes_on(part)) or (start < cut and GOES_ON.starts(_bare(part))):
            if cut > start and (spoken or text[cut] in ";:" or not _is_intro(text[start:cut])):
                yield (start, cut)
                start = cut
            spoken = True
    yield (start, len(text))


def _parts(text: str) -> Iterator[Span]:
    start = 0
    for cut in CUT.find(text):
        if cut[0] > start:
            yield (start, cut[0])
            start = cut[0]
    yield (start, len(text))


def _bare(part: str) -> str:
    lead = LEAD.first(part)
    return part[lead[1] :] if lead and lead[0] == 0 else part


def _tells(part: str) -> bool:
    """Whether a part promises or offers by itself."""
    bare = _bare(part)
    head = part[: len(part) - len(bare)].lower()
    if " and" in f" {head}" and CONTINUED.starts(bare) and not GOES_ON.starts(bare):
        return False  # "… and report back on Thursday" goes on; alone it would be a headline
    return sign(bare) is not None or OFFER.within(bare)


def _goes_on(part: str) -> bool:
    head = part[: len(part) - len(_bare(part))].lower()
    bare = _bare(part)
    return ("and" in head or "then" in head) and any(
        each.starts(bare) for each in (CONTINUED, CONTINUED_DOING, CONTINUED_DOES)
    )


def _is_intro(part: str) -> bool:
    """ "By Tuesday evening", "If you like": what belongs to the clause after it."""
    bare = _bare(part)
    if SPEAKS.within(bare):
        return False  # "Our head chef wants to apologise": a clause of its own
    short = len(bare.split()) <= _INTRO_WORDS
    return short and (INTRO.starts(bare) or (timed(bare) and len(bare.split()) <= 4))
