"""One risk rule matched against one view of a text: signals, frames, idioms, contexts, level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from assistant.corpus import Rule
from assistant.domain import Span
from assistant.errors import KnowledgeError
from assistant.triage.concepts import Sentence, Tag, grouped
from assistant.triage.frames import HINT, FrameSet, parse
from assistant.triage.patterns import compiled
from assistant.triage.plain import Plain

NEAR = 200
"""Characters around a match in which a pattern may raise or lower its level."""
_SENTENCE = 240
"""Characters on each side of a match that still count as its sentence."""
_GROUP = 30
"""Patterns in one expression."""
_BREAK = re.compile(rb"[.!?]+[\s\"')]|\n")
_SPEECH = re.compile(rb'"[^"\n]{2,400}"')
_SPEAKER = re.compile(
    rb"\b(?:said|says|saying|told|shouted|yelled|screamed|wrote|texted|replied|answered|called|"
    rb"reads?|titled|named|slogan|poster|sign|sagte|dijo|disse|a dit)\b[^.!?]{0,30}$"
)
_OWN = re.compile(rb"\b(?:i|we|have|just) $")


class Reading(NamedTuple):
    """A view of a text and, by language, the concepts of each of its sentences.

    Only the first view of a text is read for concepts: they see through a stretched letter
    themselves, and reading is what costs.
    """

    plain: Plain
    sentences: dict[str, list[Sentence]]

    @property
    def concepts(self) -> set[str]:
        """The concepts of all sentences in all languages."""
        read = chain.from_iterable(self.sentences.values())
        return set(chain.from_iterable(read))

    @property
    def placed(self) -> list[tuple[int, str]]:
        """The byte at which each concept starts, with the concept, in this order."""
        read = chain.from_iterable(self.sentences.values())
        found = ((tag.start, name) for each in read for name, tags in each.items() for tag in tags)
        return sorted(found)


class Hit(NamedTuple):
    """Where a rule matches and at which level; `alone` False where that is only a hint.

    `place` is the byte of the view at which the match starts.
    """

    level: int
    span: Span
    alone: bool = True
    place: int = 0


class Matcher:
    """One rule with its patterns."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._highest = max((rule.level, *(each.level for each in rule.raises)))
        self._signals: dict[str, tuple[tuple[bool, Any], ...]] = {}
        self._frames: dict[str, FrameSet] = {}

    def signals(self, language: str) -> tuple[tuple[bool, Any], ...]:
        """The rule's signals in one language, in expressions of a size that stays fast.

        With each, whether it stands alone; in other languages than English nothing is a hint.
        """
        if language not in self._signals:
            lines = self.rule.signals.get(language, ())
            hints = tuple(line.removeprefix(HINT) for line in lines if line.startswith(HINT))
            alone = tuple(line for line in lines if not line.startswith(HINT))
            self._signals[language] = tuple(
                (stands, compiled(patterns[start : start + _GROUP], self.rule.key))
                for stands, patterns in ((True, alone), (language != "en", hints))
                for start in range(0, len(patterns), _GROUP)
            )
        return self._signals[language]

    @cached_property
    def idioms(self) -> Any:
        """What is taken out of the text first."""
        return compiled(self.rule.idioms, self.rule.key) if self.rule.idioms else None

    @cached_property
    def contexts(self) -> Any:
        """What cancels a match in its sentence."""
        return compiled(self.rule.contexts, self.rule.key) if self.rule.contexts else None

    def compile_all(self) -> None:
        """Compiles the patterns that would wait for their first use."""
        for language in self.rule.signals:
            self.signals(language)
        for language in {*self.rule.frames, *self.rule.concepts} - {"all"}:
            self.frames(language)
        known = {name for group in self.rule.concepts.values() for name in group}
        for line in self.rule.frames.get("all", ()):
            parse(line, known, f"rule {self.rule.key}")
        single = [each.pattern for each in self.rule.raises]
        for pattern in single + [each.pattern for each in self.rule.reports]:
            compiled((pattern,), self.rule.key)
        for kind in self.rule.holdings:
            compiled(kind.patterns, self.rule.key)
        _ = self.idioms, self.contexts

    def frames(self, language: str) -> FrameSet:
        """The rule's frames in one language, with those of all languages."""
        if language not in self._frames:
            known = self.rule.concepts.get(language, {})
            place = f"rule {self.rule.key}"
            made = [parse(line, known, place) for line in self.rule.frames.get(language, ())]
            for line in self.rule.frames.get("all", ()):
                with suppress(KnowledgeError):  # a language without words for it has no such frame
                    made.append(parse(line, known, place))
            self._frames[language] = FrameSet(made)
        return self._frames[language]

    def hits(self, reading: Reading, language: str) -> list[Hit]:
        """The gravest match that stands alone and the gravest hint that nothing cancels."""
        plain = reading.plain
        signals = [pair for pair in self.signals(language) if pair[1].search(plain.text)]
        tagged = reading.sentences.get(language, [])
        held = self._framed(tagged, language)
        if not signals and not held:
            return []
        text = _without(plain.text, self.idioms)
        matched = (
            (None, alone, match.span()) for alone, each in signals for match in each.finditer(text)
        )
        if held and text is not plain.text:
            held = self._framed(_outside_idioms(tagged, text), language)
        best: dict[bool, Hit] = {}
        for own, alone, (start, end) in chain(matched, held):
            known = best.get(alone)
            if (known and known.level == self._highest) or self._cancelled(text, start, end):
                continue
            level = self._level(text, start, end) if own is None else own
            if known is None or level > known.level:
                best[alone] = Hit(level, plain.span(start, end), alone, start)
            if alone and level == self._highest:
                break
        return [*best.values()]

    def weighed(self, plain: Plain, span: Span) -> int | None:
        """The level of the rule for a sentence, None where idioms or contexts cancel it."""
        text = _without(plain.text, self.idioms)
        start, end = span
        if text[start:end] != plain.text[start:end] or self._cancelled(text, start, end):
            return None
        return self._level(text, start, end)

    def _framed(
        self, sentences: Sequence[Sentence], language: str
    ) -> list[tuple[int | None, bool, Span]]:
        """Levels and spans of the frames that hold, and whether they stand alone."""
        english = language == "en"
        return [
            (frame.level, frame.alone or not english, span)
            for frame, span in self.frames(language).matches(sentences)
        ]

    def _cancelled(self, text: bytes, start: int, end: int) -> bool:
        if self.rule.quotation == "cancel" and _others_words(text, start):
            return True
        if self.contexts is None:
            return False
        return bool(self.contexts.search(_sentence(text, start, end)))

    def _level(self, text: bytes, start: int, end: int) -> int:
        area = text[max(0, start - NEAR) : end + NEAR]
        for each in self.rule.raises:
            if compiled((each.pattern,), self.rule.key).search(area):
                return each.level
        return self.rule.level


def _outside_idioms(sentences: Sequence[Sentence], text: bytes) -> list[Sentence]:
    """The concepts that share no byte with an idiom, which stands as "#" in the text."""
    return [
        sentence
        if b"#" not in text[sentence.start : sentence.end]
        else grouped(
            (tag for tags in sentence.values() for tag in tags if not _hidden(tag, text)),
            sentence.start,
            sentence.end,
        )
        for sentence in sentences
    ]


def _hidden(tag: Tag, text: bytes) -> bool:
    return b"#" in text[tag.start : tag.end]


def _without(text: bytes, idioms: Any) -> bytes:
    """The text with every idiom replaced by as many "#"."""
    if idioms is None:
        return text
    pieces: list[bytes] = []
    done = 0
    for match in idioms.finditer(text):
        start, end = match.span()
        pieces += [text[done:start], b"#" * (end - start)]
        done = end
    return b"".join([*pieces, text[done:]]) if done else text


def _sentence(text: bytes, start: int, end: int) -> bytes:
    """The sentence around a match, no more than `_SENTENCE` characters to each side."""
    low = max(0, start - _SENTENCE)
    for match in _BREAK.finditer(text, low, start):
        low = match.end()
    after = _BREAK.search(text, end, end + _SENTENCE)
    return text[low : after.start() if after else end + _SENTENCE]


def _others_words(text: bytes, start: int) -> bool:
    """Whether the match stands in quotation marks after somebody else's "said"."""
    low = max(0, start - 2 * _SENTENCE)
    for match in _SPEECH.finditer(text, low, start + 2 * _SENTENCE):
        if match.start() <= start < match.end():
            before = text[max(low, match.start() - 60) : match.start()]
            speaker = _SPEAKER.search(before)
            return speaker is not None and not _OWN.search(before[: speaker.start()])
    return False
