"""Holds each sentence of a model's answer against the passages it names.

A sentence stays only where those passages exist, hold every figure and every quotation of it word
for word, most of what it speaks of, and do not say the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.places import Places
from assistant.answering.records import Part, Sentence
from assistant.answering.units import Unit, units_of
from assistant.answering.words import Asked, Likeness, stems
from assistant.domain import Passage

SUPPORTED = 0.75
"""Share of a sentence's words that its passages must hold, or words that mean the same."""
_MEANS = 0.6
"""How near a word of a passage must be to stand for a word of the sentence."""
_MARKS = re.compile(r"\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,})[\"”]")
_NOT = re.compile(r"\b(?:not|never|no|cannot|nobody|none|without|avoid\w*|n['’]t)\b|n['’]t\b", re.I)
_MARKUP = re.compile(r"\*\*|__|`|^#+\s*")
_COUNTS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "twice": "2", "thirty": "30",
}  # fmt: skip


def checked(
    text: str, passages: Sequence[Passage], likeness: Likeness, places: Places
) -> tuple[tuple[Sentence, ...], int]:
    """The sentences of a model's answer that their passages support, and how many went."""
    kept: list[Sentence] = []
    gone = 0
    for line, listed in _lines(text):
        sentence = _sentence(line, passages, likeness, places, first=not kept, listed=listed)
        if sentence is None:
            gone += 1
        elif all(sentence.text != other.text for other in kept):
            kept.append(sentence)
    return _renumbered(kept), gone


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The statements, each with its marks; two in one line are two."""
    for line in text.splitlines():
        bare = _MARKUP.sub("", _BULLET.sub("", line)).strip()
        if not bare:
            continue
        start = 0
        for found in re.finditer(r"(?:\[[\d,;\s]+\]\s*)+[.!?]?(?=\s+[A-Z\"“]|\s*$)", bare):
            yield bare[start : found.end()].strip(), _BULLET.match(line) is not None
            start = found.end()
        if rest := bare[start:].strip():
            yield rest, _BULLET.match(line) is not None


def _sentence(
    line: str,
    passages: Sequence[Passage],
    likeness: Likeness,
    places: Places,
    *,
    first: bool,
    listed: bool,
) -> Sentence | None:
    numbers = [int(n) for m in _MARKS.finditer(line) for n in re.findall(r"\d+", m[1])]
    text = " ".join(_MARKS.sub("", line).split()).replace(" .", ".").replace(" ,", ",").strip()
    named = [passages[n - 1] for n in dict.fromkeys(numbers) if 0 < n <= len(passages)]
    if not named or len(named) != len(set(numbers)) or not stems(text):
        return None
    proofs = [(passage, _proof(text, passage, likeness)) for passage in named]
    holding = [(passage, unit) for passage, unit in proofs if unit is not None]
    if not holding:
        return None
    part: Part = "lead" if first and not listed else _part(text)
    return Sentence(
        text=text,
        citations=tuple(
            places.cite(passage, unit.quote, passages.index(passage) + 1)
            for passage, unit in holding
        ),
        part=part,
    )


def _part(text: str) -> Part:
    if re.match(r"(?:avoid|never|do not|don't)\b", text, re.IGNORECASE):
        return "caution"
    quoted = sum(len(match.group()) for match in _QUOTED.finditer(text))
    return "phrase" if quoted > 0.5 * len(text) else "point"


def _proof(text: str, passage: Passage, likeness: Likeness) -> Unit | None:
    """The statement of the passage that bears a sentence out; None where the passage does not."""
    said = f"{passage.section}. {passage.text}"
    if not _figures_occur(text, said) or not _quotations_occur(text, said):
        return None
    if _share(text, said, likeness) < SUPPORTED:
        return None
    best = max(units_of(passage), key=lambda unit: _share(text, unit.text, likeness), default=None)
    if best is None or _denies(text, best.text):
        return None
    return best


def _figures_occur(text: str, said: str) -> bool:
    there = set(_NUMBER.findall(said)) | {_COUNTS[w] for w in _words(said) if w in _COUNTS}
    return all(figure in there for figure in _NUMBER.findall(text)) and all(
        _COUNTS[word] in there for word in _words(text) if word in _COUNTS and word != "one"
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _quotations_occur(text: str, said: str) -> bool:
    plain = _plain(said)
    return all(_plain(match[1]).rstrip(".,!?") in plain for match in _QUOTED.finditer(text))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').lower().split())


def _share(text: str, said: str, likeness: Likeness) -> float:
    words = [Asked(stem=word, groups=likeness.groups(word)) for word in dict.fromkeys(stems(text))]
    near = likeness.best(words, said)
    return sum(score >= _MEANS for score in near) / len(near) if near else 0.0


def _denies(text: str, said: str) -> bool:
    """Whether a sentence says no where the passage says yes, or the other way round."""
    return bool(_NOT.search(text)) != bool(_NOT.search(said))


def _renumbered(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The same with their passages numbered in the order in which they come."""
    numbers: dict[str, int] = {}
    made = []
    for sentence in sentences:
        cited = tuple(
            c.model_copy(update={"number": numbers.setdefault(c.id, len(numbers) + 1)})
            for c in sentence.citations
        )
        made.append(sentence.model_copy(update={"citations": cited}))
    return tuple(made)
