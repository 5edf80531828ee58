"""What the fitted model looks at in a message: signs by name, and the words themselves.

Reading a text costs a millisecond for 250 words and is linear in its length; of a very long one
only the beginning and the end are read.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from assistant.text import PROFANITY
from assistant.triage.lexicon import COMPLAINT, CUES, LEXICON
from assistant.triage.matching import options

_HEAD, _TAIL = 6000, 2000
"""Characters that are read of a long message: how it starts and how it ends set its tone."""
_NOT_WORDS = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|@\w+|<\w+>|\bx{2,}\b")
_HASHTAG = re.compile(r"#([A-Za-z]\w{1,60})")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""#StillWaiting says two words."""
_WORD = re.compile(r"[a-zà-ÿ]+|[!?]+")
_STRETCHED = re.compile(r"([a-zà-ÿ!?])\1\1+")
_SHOUT = re.compile(r"\b[A-Z]{4,}\b")
_SHAPE = (
    "length",
    "capitals",
    "exclamations",
    "questions",
    "asks at the end",
    "rows of marks",
    "dots",
)
_PROFANITY, _COMPLAINT = 0.3, 0.25
"""What swearing and a word of trouble add to the heat."""
_QUIET, _WORDLESS = 0.15, 0.45
"""Below the first there is no heat; without one word of feeling it stays below the second."""


def excerpt(text: str) -> str:
    """The part of a text that its tone is judged by, with hashtags as words."""
    part = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    return _HASHTAG.sub(lambda tag: _HUMP.sub(" ", tag[1]), part) if "#" in part else part


def words(text: str) -> list[str]:
    """The words in lower case without apostrophes, links and names of accounts.

    A letter written three times or more counts as two ("sooooo"), and so do marks.
    """
    plain = _NOT_WORDS.sub(" ", text.lower()).replace("’", "").replace("'", "")
    return _WORD.findall(_STRETCHED.sub(r"\1\1", plain))


def grams(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The distinct words of a text and its distinct pairs of neighbours."""
    found = words(excerpt(text))
    pairs = frozenset(f"{one} {two}" for one, two in pairwise(found))
    return frozenset(found), pairs


INNER = "+"
"""Marks a part of a word that is not its beginning."""
NEVER = 65535
"""Rank of what is no part of longer words."""
_LONGEST = 20


def parts(word: str, rank: Callable[[str], int]) -> list[str]:
    """A word that the model does not know in parts that it does ("refund", "+ing").

    Neighbours are joined by rank, lowest first, as the tokenizer of the word vectors does it
    (byte pair encoding; Sennrich et al. 2016), so that parts and vectors fit.

    Args:
        rank: of a part, when it is joined; NEVER where it is none.
    """
    found = ["", *word[:_LONGEST]]
    order = [rank(_named(i, one + two)) for i, (one, two) in enumerate(pairwise(found))]
    while order and (lowest := min(order)) != NEVER:
        at = order.index(lowest)
        found[at : at + 2] = [found[at] + found[at + 1]]
        del order[at]
        for i in (at - 1, at):
            if 0 <= i < len(order):
                order[i] = rank(_named(i, found[i] + found[i + 1]))
    return [_named(i, part) for i, part in enumerate(found) if part]


def _named(place: int, part: str) -> str:
    return INNER + part if place else part


def key(gram: str) -> int:
    """The number under which the model keeps a word or pair."""
    return zlib.crc32(gram.encode())


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, Any], ...]:
    import re2

    sources = [
        (_name(emotion, weight), rf"\b(?:{alternatives})")
        for emotion, groups in LEXICON.items()
        for weight, alternatives in groups.items()
    ]
    sources += [("profanity", PROFANITY), ("complaint", rf"\b(?:{COMPLAINT})"), *CUES.items()]
    return tuple((name, re2.compile(source, options())) for name, source in sources)


def _name(emotion: str, weight: float) -> str:
    return f"{emotion} {weight}"


class Signs:
    """The signs of one text: each by name with what was found.

    `scores` adds up the lexicon's weights by emotion, `complaint` and `positive` among them.
    """

    def __init__(self, text: str) -> None:
        self.text = excerpt(text).replace("’", "'")
        self.found = {name: pattern.findall(self.text) for name, pattern in _patterns()}

    @cached_property
    def scores(self) -> dict[str, float]:
        """Emotion → the weights of its groups of words that occur."""
        made: dict[str, float] = {}
        for emotion, groups in LEXICON.items():
            present = [weight for weight in groups if self.found[_name(emotion, weight)]]
            if present:
                made[emotion] = sum(present)
        if self.found["profanity"]:
            made["anger"] = made.get("anger", 0.0) + _PROFANITY
        if self.found["complaint"]:
            made["complaint"] = _COMPLAINT
        return made

    @cached_property
    def heat(self) -> float:
        """How hot the words and the shape are, 0 to 1, by hand-set weights alone."""
        scores = dict(self.scores)
        positive = scores.pop("positive", 0.0)
        scores.pop("confusion", None)
        complaint = scores.pop("complaint", 0.0)
        heat = sum(scores.values()) + complaint + self._shown(bool(scores))
        if positive > heat and not scores:
            return 0.0
        if heat < _QUIET:
            return 0.0 if positive else heat
        cooled = 1 - math.exp(-1.3 * max(0.0, heat - 0.5 * positive))
        return cooled if scores else min(cooled, _WORDLESS)

    def _shown(self, negative: bool) -> float:
        """Shouting and rows of marks; they mean little in a kind message."""
        if not negative and "!!" not in self.text:
            return 0.0
        shouted = min(0.3, 0.08 * len(_SHOUT.findall(self.text)))
        marks = 0.06 * self.text.count("!") + 0.05 * self.text.count("??")
        return shouted + min(0.25, marks)

    @cached_property
    def values(self) -> list[float]:
        """What the model is given, in the order of `names`.

        Each sign's count (damped) and the same by length, the shape of the text, its heat.
        """
        length = math.sqrt(max(1, len(self.text.split())))
        counts = [len(found) for found in self.found.values()]
        damped = [math.log1p(count) for count in counts]
        return [*damped, *(count / length for count in counts), *self._shape(), self.heat]

    def _shape(self) -> list[float]:
        text = self.text
        return [
            math.log1p(len(text.split())),
            math.log1p(len(_SHOUT.findall(text))),
            math.log1p(text.count("!")),
            math.log1p(text.count("?")),
            float(text.rstrip().endswith("?")),
            float(any(marks in text for marks in ("!!", "??", "!?", "?!"))),
            float("..." in text or "…" in text),
        ]


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of `Signs.values`: a pattern's two values carry the same name."""
    patterns = [name for name, _ in _patterns()]
    return (*patterns, *patterns, *_SHAPE, "heat")
