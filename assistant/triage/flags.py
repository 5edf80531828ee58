"""Risk flags: the rules of `escalation.yaml`, compiled once, matched in linear time.

A rule's signals raise its flag. What reads like a signal and is none (idioms, titles, news,
somebody else's words) is taken out first. The notation of the patterns stands at the head of
`escalation.yaml`. ESCALATION: flags come from rules and run before any model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple

import re2

from assistant.corpus import Rule
from assistant.domain import Flag, FlagKey, Span
from assistant.errors import KnowledgeError
from assistant.triage.concepts import Lexicon, Sentence
from assistant.triage.frames import FrameSet, parse
from assistant.triage.patterns import compiled, options
from assistant.triage.plain import Plain, views

_NEAR = 200
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
_ENGLISH = rb"\b(?:the|i|im|my|you|your|is|and|it|was|have|this|of|for)\b"
_OWN = re.compile(rb"\b(?:i|we|have|just) $")
_HINTS = {
    "de": rb"\b(?:ich|und|nicht|mein|meine|mich|mir|ist|sie|wir|ihr|ihre|ihrem|ihren|das|der|den|auf|mit|bei|ein|eine)\b",
    "es": rb"\b(?:el|los|las|mi|mis|que|una|pero|estoy|voy|quiero|sus|esta|han|muy|ya|porque|usted|ustedes)\b",
    "fr": rb"\b(?:je|le|les|mon|mes|vous|votre|vos|une|pas|pour|avec|mais|dans|nous|cette|suis|chez|plus)\b",
    "pt": rb"\b(?:eu|os|meu|minha|meus|uma|nao|mas|estou|vou|voces?|seu|sua|isso|esta|foi|porque|voce|na|ja)\b",
}


def find_flags(text: str, rules: FlagRules, *, language: str | None = None) -> tuple[Flag, ...]:
    """The risk flags of a text, at most one a situation, the gravest first.

    Args:
        text: the customer's message, cleaned (`assistant.text.clean`).
        language: its language if known; patterns of a language whose words occur run anyway.
    """
    plains = views(text)
    languages = _languages(plains[0].text, language)
    readings = [rules.read(plain, languages) for plain in plains]
    found = [rules.match(key, text, readings, languages) for key in rules.keys]
    flags = {flag.key: flag for flag in found if flag}
    for flag in tuple(flags.values()):
        for key in rules.rule(flag.key).implies:
            if key in rules.keys and key not in flags:
                flags[key] = rules.flag(key, flag.span)
    return tuple(sorted(flags.values(), key=lambda flag: -flag.level))


def reported(text: str, flag: Flag, rules: FlagRules) -> str:
    """A noun phrase for what the flag's rule was told of, for the slot `{reported}`."""
    rule = rules.rule(flag.key)
    start = max(0, flag.span[0] - _NEAR)
    for area in (text[flag.span[0] : flag.span[1]], text[start : flag.span[1] + _NEAR]):
        plain = views(area)[0].text
        for report in rule.reports:
            if compiled((report.pattern,), rule.key).search(plain):
                return report.phrase
    return rule.reported or f"your message about {rule.title}"


class FlagRules:
    """The rules, ready to be matched. English is compiled at once, the rest when needed.

    Raises:
        KnowledgeError: a pattern cannot be used; the message names the rule and the pattern.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._matchers = {rule.key: Matcher(rule) for rule in rules}
        self._lexicons: dict[str, Lexicon] = {}
        for matcher in self._matchers.values():
            matcher.signals("en")

    @property
    def keys(self) -> tuple[FlagKey, ...]:
        """The situations that there are rules for, in the order of the file."""
        return tuple(self._matchers)

    def rule(self, key: FlagKey) -> Rule:
        """The rule of a situation."""
        return self._matchers[key].rule

    def flag(self, key: FlagKey, span: Span, *, level: int | None = None) -> Flag:
        """The flag that a rule yields for a span; `level` where it is not the rule's own."""
        rule = self.rule(key)
        return Flag(
            key=key,
            level=rule.level if level is None else level,
            owner=rule.owner,
            within=rule.within,
            span=span,
            must=rule.must,
            must_not=rule.must_not,
            legal_clock=rule.legal_clock,
        )

    def read(self, plain: Plain, languages: Sequence[str]) -> Reading:
        """A view with the concepts that stand in it, by language and sentence."""
        text = plain.text.decode("ascii", "replace")
        return Reading(plain, {code: self._lexicon(code).sentences(text) for code in languages})

    def _lexicon(self, language: str) -> Lexicon:
        if language not in self._lexicons:
            words: dict[str, tuple[str, ...]] = {}
            for matcher in self._matchers.values():
                words |= matcher.rule.concepts.get(language, {})
            self._lexicons[language] = Lexicon(words)
        return self._lexicons[language]

    def match(
        self, key: FlagKey, text: str, readings: Sequence[Reading], languages: Sequence[str]
    ) -> Flag | None:
        """The gravest flag of one situation in the views of a text, or None."""
        matcher = self._matchers[key]
        if matcher.rule.quotation == "keep" and ">" in text:
            readings = [self.read(plain, languages) for plain in views(text, quoted_lines=True)]
        best: tuple[int, Span] | None = None
        for reading in readings:
            for language in languages:
                hit = matcher.hit(reading, language)
                if hit and (best is None or hit[0] > best[0]):
                    best = hit
        return self.flag(key, best[1], level=best[0]) if best else None

    def check(self) -> None:
        """Compiles every pattern of every language, so that a bad one is found now."""
        for matcher in self._matchers.values():
            matcher.compile_all()


class Reading(NamedTuple):
    """A view of a text and, by language, the concepts of each of its sentences."""

    plain: Plain
    sentences: dict[str, list[Sentence]]


class Matcher:
    """One rule with its patterns."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._highest = max((rule.level, *(each.level for each in rule.raises)))
        self._signals: dict[str, tuple[Any, ...]] = {}
        self._frames: dict[str, FrameSet] = {}

    def signals(self, language: str) -> tuple[Any, ...]:
        """The rule's signals in one language, in expressions of a size that stays fast."""
        if language not in self._signals:
            patterns = self.rule.signals.get(language, ())
            self._signals[language] = tuple(
                compiled(patterns[start : start + _GROUP], self.rule.key)
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
        for language in self.rule.frames:
            self.frames(language)
        single = [each.pattern for each in self.rule.raises]
        for pattern in single + [each.pattern for each in self.rule.reports]:
            compiled((pattern,), self.rule.key)
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

    def hit(self, reading: Reading, language: str) -> tuple[int, Span] | None:
        """The level and span of the gravest match that nothing cancels."""
        plain = reading.plain
        signals = [each for each in self.signals(language) if each.search(plain.text)]
        framed = any(True for _ in self.frames(language).matches(reading.sentences[language]))
        if not signals and not framed:
            return None
        text = _without(plain.text, self.idioms)
        best: tuple[int, Span] | None = None
        matched = ((None, match.span()) for each in signals for match in each.finditer(text))
        held = self._framed(reading.sentences[language], text, language) if framed else ()
        for own, (start, end) in chain(matched, held):
            if self._cancelled(text, start, end):
                continue
            level = self._level(text, start, end) if own is None else own
            if best is None or level > best[0]:
                best = level, plain.span(start, end)
            if level == self._highest:
                break
        return best

    def _framed(
        self, sentences: Sequence[Sentence], text: bytes, language: str
    ) -> Iterator[tuple[int | None, Span]]:
        """Levels and spans of the frames that hold without the words of an idiom."""
        if b"#" in text:
            sentences = [
                {
                    concept: kept
                    for concept, tags in sentence.items()
                    if (kept := [tag for tag in tags if b"#" not in text[tag.start : tag.end]])
                }
                for sentence in sentences
            ]
        for frame, span in self.frames(language).matches(sentences):
            yield frame.level, span

    def _cancelled(self, text: bytes, start: int, end: int) -> bool:
        if self.rule.quotation == "cancel" and _others_words(text, start):
            return True
        if self.contexts is None:
            return False
        return bool(self.contexts.search(_sentence(text, start, end)))

    def _level(self, text: bytes, start: int, end: int) -> int:
        area = text[max(0, start - _NEAR) : end + _NEAR]
        for each in self.rule.raises:
            if compiled((each.pattern,), self.rule.key).search(area):
                return each.level
        return self.rule.level


def _languages(text: bytes, language: str | None) -> tuple[str, ...]:
    """English always; another where it is named or its small words occur; all if in doubt."""
    english = _hint(_ENGLISH).search(text)
    hinted = [code for code, hint in _HINTS.items() if not english or _hint(hint).search(text)]
    known = (language or "en")[:2].lower()
    return tuple(dict.fromkeys(("en", *([known] if known in _HINTS else []), *hinted)))


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


@lru_cache(maxsize=8)
def _hint(pattern: bytes) -> Any:
    return re2.compile(pattern, options())
