"""The words of a customer that tell most, short enough for a summary."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Span
from assistant.text import clip, sentences, words
from assistant.triage.open_questions import RHETORICAL
from assistant.triage.turns import Turn, said

_COURTEOUS_TEXT = (
    "hi hello hey dear thanks thank thx cheers regards kind best sincerely yours many good looking"
)
_COURTEOUS = frozenset(_COURTEOUS_TEXT.split())
_TELLING_TEXT = (
    "not no never nobody nothing cannot without broken cracked damaged wrong late missing lost dead "
    "down cancelled canceled charged stolen died ill hurt burnt burned still again promised told "
    "failed stopped crash crashes refused faulty dirty leak leaking overcharged double twice instead "
    "smoke fire dizzy sick angry nicht kein keine pas nao não nunca jamais"
)
_TELLING = frozenset(_TELLING_TEXT.split())
"""Words of sentences in which something went wrong."""
_ASKS = [["can", "you"], ["could", "you"], ["i", "want"], ["i", "would"], ["i'd", "like"]]
_DIGITS = "0123456789"
QUOTE = 200
"""Characters of a sentence that are quoted."""
_GAP = " … "


def key_words(turn: Turn, limit: int, *, marked: Sequence[Span] = ()) -> str:
    """The sentences that say what happened, in their order, within `limit` characters.

    Whole where it fits. Sentences with `marked` places (flags, issues) come first, then those
    that tell of something gone wrong or name a number; greetings and thanks go first of all.
    """
    whole = sentences(turn.text)
    if not whole:
        return ""
    parts = [span for span in whole if not _is_courtesy(turn.text[slice(*span)])] or list(whole)
    hollow = said(RHETORICAL, turn.text)
    if not hollow and len(parts) == len(whole) and parts[-1][1] - parts[0][0] <= limit:
        return clip(turn.text, limit)
    ranked = sorted(parts, key=lambda span: -_weight(turn.text, span, marked, parts[0]))
    kept: list[Span] = []
    left = limit
    for span in ranked:
        length = span[1] - span[0] + len(_GAP)
        empty = hollow and said(RHETORICAL, turn.text[slice(*span)])
        if not kept or (length <= left and not empty):
            kept.append(span)
            left -= length
    kept.sort()
    return clip(_joined(turn.text, kept, parts), limit)


def _is_courtesy(sentence: str) -> bool:
    """A greeting or thanks and no more."""
    if len(sentence) >= 60 or "?" in sentence:
        return False
    return sentence.split(maxsplit=1)[0].strip(",.!-").lower() in _COURTEOUS


def _weight(text: str, span: Span, marked: Sequence[Span], first: Span) -> float:
    sentence = text[slice(*span)]
    told = words(sentence)
    weight = 2.0 * any(a < span[1] and span[0] < b for a, b in marked)
    weight += 0.8 * (span == first) - 1.2 * sentence.endswith("?")
    if (
        not _TELLING.isdisjoint(told)
        or "n't" in sentence
        or any(map(sentence.__contains__, _DIGITS))
    ):
        weight += 1.5
    weight -= told[:2] in _ASKS or told[:1] == ["please"]
    return weight - 1.5 * ("thank" in sentence.lower())


def _joined(text: str, kept: Sequence[Span], parts: Sequence[Span]) -> str:
    """The sentences with "…" where one between them was left out."""
    pieces: list[str] = []
    for span in kept:
        if pieces:
            gap = parts.index(span) - parts.index(kept[kept.index(span) - 1]) > 1
            pieces.append(_GAP if gap else " ")
        pieces.append(text[slice(*span)])
    return "".join(pieces)


def quoted(text: str, limit: int = QUOTE) -> str:
    """Somebody's words on one line, in marks that nothing inside can close."""
    inner = text.replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{clip(inner, limit)}”"
