"""Risk flags: the rules of `escalation.yaml`, compiled once, matched in linear time.

A rule's signals raise its flag. What reads like a signal and is none (idioms, titles, news,
somebody else's words) is taken out first. Of the signals some are only hints: on messages that
they were not written for they were wrong too often. A hint raises its flag unless the small model
is far from it, both in the whole message and in the sentence of the hint; one of a danger to life
always does. The notation of the patterns stands at the head of `escalation.yaml`.
ESCALATION: flags come from rules and run before any model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, cast

import re2

from assistant.corpus import Rule
from assistant.domain import Doubt, Flag, FlagKey, Span
from assistant.text import sentences
from assistant.triage.classifier import seen
from assistant.triage.concepts import Lexicon
from assistant.triage.matcher import NEAR, Hit, Matcher, Reading
from assistant.triage.patterns import compiled, options
from assistant.triage.plain import Plain, only_quoted, views

STOP = 3
"""The level of a hard stop."""
_LIFE = frozenset({"self_harm", "violence", "safety"})
"""Situations of which every hint is a flag: a missed cry for help or a missed gas leak is worse than a
false alarm."""
_ENGLISH = rb"\b(?:the|i|im|my|you|your|is|and|it|was|have|this|of|for)\b"
_HINTS = {
    "de": rb"\b(?:ich|und|nicht|mein|meine|mich|mir|ist|sie|wir|ihr|ihre|ihrem|ihren|das|der|den|auf|mit|bei|ein|eine)\b",
    "es": rb"\b(?:el|los|las|mi|mis|que|una|pero|estoy|voy|quiero|sus|esta|han|muy|ya|porque|usted|ustedes)\b",
    "fr": rb"\b(?:je|le|les|mon|mes|vous|votre|vos|une|pas|pour|avec|mais|dans|nous|cette|suis|chez|plus)\b",
    "pt": rb"\b(?:eu|os|meu|minha|meus|uma|nao|mas|estou|vou|voces?|seu|sua|isso|esta|foi|porque|voce|na|ja)\b",
}


class Hint(NamedTuple):
    """A flag that hints of a rule point at, and the byte of the view where the gravest stands."""

    flag: Flag
    place: int


class Looked(NamedTuple):
    """The flags of a text, and the hard stops that it comes near where none is flagged."""

    flags: tuple[Flag, ...]
    doubts: tuple[Doubt, ...]


def find_flags(text: str, rules: FlagRules, *, language: str | None = None) -> tuple[Flag, ...]:
    """The risk flags of a text, at most one a situation, the gravest first; see `look`."""
    return look(text, rules, language=language).flags


def look(text: str, rules: FlagRules, *, language: str | None = None) -> Looked:
    """The risk flags of a text, at most one a situation, the gravest first, and its doubts.

    Lines behind ">" are somebody else's words and raise few flags, unless they are all there is.

    Args:
        text: the customer's message, cleaned (`assistant.text.clean`).
        language: its language if known; patterns of a language whose words occur run anyway.
    """
    plains = views(text, quoted_lines=only_quoted(text))
    spoken = languages(plains[0].text, language)
    readings = [rules.read(plains[0], spoken)]
    readings += [Reading(plain, {}) for plain in plains[1:]]
    found = [rules.match(key, text, readings, spoken) for key in rules.keys]
    flags = rules.with_implied({flag.key: flag for flag, _ in found if flag})
    hints = {hint.flag.key: hint for _, hint in found if hint}
    near: list[Doubt] = []
    for each in rules.added(readings[0], hints):
        if isinstance(each, Doubt):
            near.append(each)
            continue
        known = flags.get(each.key)
        if known is None or (each.source == "rule" and each.level > known.level):
            flags[each.key] = each
    flags = rules.with_implied(flags)
    stopped = any(flag.level == STOP for flag in flags.values())
    return Looked(
        flags=tuple(sorted(flags.values(), key=lambda flag: -flag.level)),
        doubts=() if stopped else tuple(each for each in near if each.key not in flags),
    )


def cries_for_help(text: str, rules: FlagRules, *, language: str | None = None) -> Flag | None:
    """The self-harm flag of an earlier message by rules and hints; None where there is none."""
    plains = views(text, quoted_lines=only_quoted(text))
    spoken = languages(plains[0].text, language)
    readings = [rules.read(plains[0], spoken)]
    readings += [Reading(plain, {}) for plain in plains[1:]]
    if "self_harm" not in rules.keys:
        return None
    alone, hint = rules.match("self_harm", text, readings, spoken)
    return alone or (hint.flag if hint else None)


def reported(text: str, flag: Flag, rules: FlagRules) -> str:
    """A noun phrase for what the flag's rule was told of, for the slot `{reported}`."""
    rule = rules.rule(flag.key)
    start = max(0, flag.span[0] - NEAR)
    for area in (text[flag.span[0] : flag.span[1]], text[start : flag.span[1] + NEAR]):
        plain = views(area)[0].text
        for report in rule.reports:
            if compiled((report.pattern,), rule.key).search(plain):
                return report.phrase
    return rule.reported or f"your message about {rule.title}"


def message_for(text: str, flag: Flag, rules: FlagRules) -> tuple[str, ...]:
    """The paragraphs that fit what was reported: first by the words that raised the flag.

    Gas, food and a loose wheel ask for different things of whoever reads the message; what is
    named beside them ("we were at dinner when the charger caught fire") must not choose.
    """
    rule = rules.rule(flag.key)
    sentence = next((s for s in sentences(text) if s[0] <= flag.span[0] < s[1]), flag.span)
    for start, end in (flag.span, sentence, (0, len(text))):
        plain = views(text[start:end])[0].text
        for kind in rule.holdings:
            if compiled(kind.patterns, rule.key).search(plain):
                return kind.say
    return rule.holding


class FlagRules:
    """The rules, ready to be matched. English is compiled at once, the rest when needed.

    Args:
        classifier: also asks the small model, which adds flags to those of the rules.

    Raises:
        KnowledgeError: a pattern cannot be used; the message names the rule and the pattern.
    """

    def __init__(self, rules: Iterable[Rule], *, classifier: bool = False) -> None:
        self._classifier = classifier
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
        english = bool(_hint(_ENGLISH).search(plain.text))
        sentences = {
            code: self._lexicon(code).sentences(text, only=_speaks(code) if english else None)
            for code in languages
        }
        return Reading(plain, sentences)

    def _lexicon(self, language: str) -> Lexicon:
        if language not in self._lexicons:
            words: dict[str, tuple[str, ...]] = {}
            for matcher in self._matchers.values():
                words |= matcher.rule.concepts.get(language, {})
            self._lexicons[language] = Lexicon(words)
        return self._lexicons[language]

    def match(
        self, key: FlagKey, text: str, readings: Sequence[Reading], languages: Sequence[str]
    ) -> tuple[Flag | None, Hint | None]:
        """The gravest flag of one situation in the views of a text, and the gravest hint at it.

        A hint that stands in no view but that of a disguise counts as a flag: whoever writes
        "kiiilll" is not read by the small model.
        """
        matcher = self._matchers[key]
        if matcher.rule.quotation == "keep" and ">" in text:
            first, *others = views(text, quoted_lines=True)
            readings = [self.read(first, languages), *(Reading(plain, {}) for plain in others)]
        best: dict[bool, Hit] = {}
        for number, reading in enumerate(readings):
            for language in languages:
                for hit in matcher.hits(reading, language):
                    alone = hit.alone or (number > 0 and False not in best)
                    if alone not in best or hit.level > best[alone].level:
                        best[alone] = hit
        flags = {alone: self.flag(key, hit.span, level=hit.level) for alone, hit in best.items()}
        hint = Hint(flags[False], best[False].place) if False in best else None
        return flags.get(True), hint

    def told(self, text: str) -> tuple[frozenset[FlagKey], frozenset[FlagKey]]:
        """The situations that rules alone flag in a text, and those that only hints point at."""
        plains = views(text, quoted_lines=only_quoted(text))
        spoken = languages(plains[0].text)
        readings = [self.read(plains[0], spoken), *(Reading(plain, {}) for plain in plains[1:])]
        found = {key: self.match(key, text, readings, spoken) for key in self.keys}
        alone = frozenset(key for key, (flag, _) in found.items() if flag)
        return alone, frozenset(key for key, (_, hint) in found.items() if hint) - alone

    def added(
        self, reading: Reading, hints: Mapping[FlagKey, Hint] = MappingProxyType({})
    ) -> Iterator[Flag | Doubt]:
        """The flags and doubts that the small model sees and nothing cancels.

        Args:
            hints: by situation; where the model is not far from one, it becomes a flag, and all
                do without a model, as those of a danger to life do always.
        """
        sure_ones = {key for key in hints if key in _LIFE or not self._classifier}
        yield from (hints[key].flag for key in hints if key in sure_ones)
        if not self._classifier:
            return
        text = reading.plain.text.decode("ascii", "replace")
        places = {str(key): hint.place for key, hint in hints.items()}
        for name, span, sure in seen(text, reading.placed, sentences(text), hinted=places):
            key = cast(FlagKey, name)
            if key in sure_ones:
                continue
            if key in hints:
                flag = hints[key].flag
                yield flag if sure else self._doubt(key, flag.span)
            elif key in self._matchers:
                yield from self._weighed(key, reading.plain, span, sure)

    def _weighed(
        self, key: FlagKey, plain: Plain, span: Span, sure: bool
    ) -> Iterator[Flag | Doubt]:
        """What the model alone sees, unless idioms or contexts cancel it."""
        level = self._matchers[key].weighed(plain, span)
        if level is not None and not sure:
            yield self._doubt(key, plain.span(*span))
        elif level is not None:
            flag = self.flag(key, plain.span(*span), level=level)
            yield flag.model_copy(update={"source": "classifier"})

    def _doubt(self, key: FlagKey, span: Span) -> Doubt:
        return Doubt(key=key, title=self.rule(key).title, span=span)

    def with_implied(self, flags: Mapping[FlagKey, Flag]) -> dict[FlagKey, Flag]:
        """The flags and those that they always bring with them, at the same words."""
        all_of = dict(flags)
        for flag in flags.values():
            for key in self.rule(flag.key).implies:
                if key in self._matchers and key not in all_of:
                    all_of[key] = self.flag(key, flag.span)
        return all_of

    def check(self) -> None:
        """Compiles every pattern of every language, so that a bad one is found now."""
        for matcher in self._matchers.values():
            matcher.compile_all()


def languages(text: bytes, language: str | None = None) -> tuple[str, ...]:
    """English always; another where it is named or its small words occur; all if in doubt."""
    english = _hint(_ENGLISH).search(text)
    hinted = [code for code, hint in _HINTS.items() if not english or _hint(hint).search(text)]
    known = (language or "en")[:2].lower()
    return tuple(dict.fromkeys(("en", *([known] if known in _HINTS else []), *hinted)))


def _speaks(language: str) -> Callable[[str], bool] | None:
    """Whether a sentence of an English text holds a small word of the other language."""
    if language not in _HINTS:
        return None
    hint = _hint(_HINTS[language])
    return lambda sentence: bool(hint.search(sentence.encode()))


@lru_cache(maxsize=8)
def _hint(pattern: bytes) -> Any:
    return re2.compile(pattern, options())
