"""Which situations a message tells of: our model, the playbooks' signals and what retrieval found.

The model reads the message and its clauses (`situations`); signals and retrieval add to it. How much
each counts was found on messages of writers whom the model had not seen. Playbooks that the model
does not know, a company's own, are found by their signals, and so are all in other languages.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from assistant.corpus import Playbook, Vocabulary
from assistant.domain import Issue, Span
from assistant.triage.matching import PatternSet
from assistant.triage.situations import CALM, Reading, read
from assistant.triage.vocabulary import Words

THRESHOLD = 0.8
"""Weight of signals from which a situation counts as found."""
SECOND = 1.2
"""Weight of its own signals from which a further situation counts beside the first."""
RETRIEVED = 0.6
"""What a perfect retrieval score adds to the weight of the signals."""
KEEP = 4
"""Issues named at most; a letter with more than four answers answers none."""
GENERIC = "general_dissatisfaction"
_MESSAGE, _CLAUSE, _SIGNALS, _RETRIEVED, _MOST = 4.8, 0.7, 1.3, 1.3, 2.0
"""What a margin of the message, the best margin of a clause, the weight of signals (up to `_MOST`)
and retrieval's liking count in a softmax over all situations. A conditional logit on messages of
writers whom the models had not seen gave 7.5, 0, 0.7 and 0.5; the last three were then raised as far
as it cost nothing there, because plain words find more in real messages, and all were lowered
together until a share is about as often right as it says, or a little more often."""
_WORDLESS = 2.1
"""What it costs a situation that none of its words occurs."""
_UNREAD, _OWN, _OWN_SIGNALS = -2.0, -2.0, 3.0
"""For a clause that is not there; for a playbook that the model does not know, and its signals."""
_LIKELY = 0.36
"""Below this a situation is rather not named: a reply to the wrong one is worse than a plain one. At
0.4 half are right."""
_EITHER, _BOTH = 0.25, 0.5
"""Two situations that are alike share the probability: together they must have the second share."""
_VAGUE, _SAID = (GENERIC,), 0.3
_BESIDES, _CONCRETE = (GENERIC, "no_reply", "rude_staff", "long_wait"), 0.5
"""Situations behind which mostly another one stands, and the margin of its clause."""
_NEAR = 2.0
"""Or how far its score may lie below, where its own signals are strong (`_APART`)."""
_BESIDE = ((1.2, 0.2), (0.3, 0.6), (0.0, 1.0))
"""Weight of signals and margin of a clause that together make a further situation."""


_APART = 2.0
"""Weight of its own signals from which a situation stands beside one that is mostly the same."""


class IssueFinder:
    """Looks for all playbooks' signals in one pass.

    Args:
        playbooks: by id.
        vocabulary: the words of each situation, and which are one matter.
    """

    def __init__(
        self, playbooks: Mapping[str, Playbook], vocabulary: Vocabulary | None = None
    ) -> None:
        self._playbooks = playbooks
        self._words = Words(vocabulary or Vocabulary())
        entries = [
            (signal.pattern, playbook.id, signal.weight)
            for playbook in playbooks.values()
            for signal in playbook.signals
        ]
        self._entries = [(owner, weight) for _, owner, weight in entries]
        self._signals = PatternSet(pattern for pattern, _, _ in entries)
        excludes = [(p, playbook.id) for playbook in playbooks.values() for p in playbook.excludes]
        self._excluders = [owner for _, owner in excludes]
        self._excludes = PatternSet(pattern for pattern, _ in excludes)

    def find(
        self,
        text: str,
        retrieved: Mapping[str, float] | None = None,
        *,
        language: str = "en",
        heated: bool = True,
        question: bool = False,
    ) -> tuple[Issue, ...]:
        """The situations in a message, the surest first; `other` where none is found.

        Args:
            retrieved: playbook id → how well retrieval liked it, 0 to 1.
            language: of the message; the model reads English only.
            heated: they are upset, so that it cannot be a calm question or thanks.
            question: they only ask, so that a clause that sounds like a failure proves none.
        """
        text = text.replace("’", "'")
        weights, first = self._signalled(text)
        reading = read(text) if language.startswith("en") else Reading({}, ())
        known = len(self._playbooks.keys() & reading.message.keys())
        if 2 * known > len(reading.message):  # else the playbooks are somebody else's
            if heated or (self._plainly(reading) and not question):
                read_as = {name: of for name, of in reading.message.items() if name != CALM}
                reading = reading._replace(message=read_as)
            reading = _without(reading, self._words.missing(text))
            return self._by_model(text, reading, weights, retrieved or {})
        found = self._ranked(weights, retrieved or {})
        return self._apart(text, found, first) or (_other(text),)

    def _signalled(self, text: str) -> tuple[dict[str, float], dict[str, int]]:
        """Weight of the signals of each situation, and its strongest signal."""
        weights: dict[str, float] = {}
        first: dict[str, int] = {}
        for number in self._signals.matches(text):
            owner, weight = self._entries[number]
            weights[owner] = weights.get(owner, 0.0) + weight
            if owner not in first or weight > self._entries[first[owner]][1]:
                first[owner] = number
        for number in self._excludes.matches(text) if weights else ():
            weights.pop(self._excluders[number], None)
        return weights, first

    def _by_model(
        self,
        text: str,
        reading: Reading,
        weights: Mapping[str, float],
        retrieved: Mapping[str, float],
    ) -> tuple[Issue, ...]:
        scores = self._scores(reading, weights, retrieved)
        name = max(scores, key=lambda each: (scores[each], each))
        sure = 1 / sum(math.exp(score - scores[name]) for score in scores.values())
        second = max((score for each, score in scores.items() if each != name), default=-99.0)
        both = sure * (1 + math.exp(second - scores[name]))
        likely = sure >= _LIKELY or (sure >= _EITHER and both >= _BOTH)
        if name not in self._playbooks or not likely:
            return (_other(text),)
        name = self._behind(name, reading, scores, weights)
        told = reading.clause(name)
        span = told[0] if told else (0, len(text))
        main = self._named(name, span, sure)
        return (main, *self._beside(reading, weights, main))

    def _plainly(self, reading: Reading) -> bool:
        """Whether a clause tells of a failure, so that however calm it sounds it is no question."""
        return any(
            margin > _CONCRETE and name in self._playbooks
            for _, found in reading.clauses
            for name, margin in found.items()
        )

    def _behind(
        self,
        name: str,
        reading: Reading,
        scores: Mapping[str, float],
        weights: Mapping[str, float],
    ) -> str:
        """The matter behind mere dissatisfaction, and the concrete one behind an unanswered call or
        a rude word, where one is told in a clause of its own: one that speaks rather of it.

        Of several the one that the message as a whole speaks most of.
        """
        for vague, least in ((_VAGUE, _SAID), (_BESIDES, _CONCRETE)):
            if name in vague:
                told = {
                    other
                    for _, found in reading.clauses
                    for other, margin in found.items()
                    if other in self._playbooks and other not in vague
                    if margin > max(least, found.get(name, -9.0))
                }
                told |= {
                    other
                    for other, weight in weights.items()
                    if weight >= _APART and other in scores and other not in vague
                    if scores[other] > scores[name] - _NEAR
                }
                name = max(told, key=lambda other: (scores[other], other), default=name)
        return name

    def _scores(
        self, reading: Reading, weights: Mapping[str, float], retrieved: Mapping[str, float]
    ) -> dict[str, float]:
        scores: dict[str, float] = {}
        for name in {*self._playbooks, *reading.message}:
            weight, liked = weights.get(name, 0.0), retrieved.get(name, 0.0)
            if name in reading.message:
                told = reading.clause(name)
                scores[name] = (
                    _MESSAGE * reading.message[name]
                    + _CLAUSE * (told[1] if told else _UNREAD)
                    + _SIGNALS * min(weight, _MOST)
                    + _RETRIEVED * liked
                )
            elif weight >= THRESHOLD:
                scores[name] = _OWN + _OWN_SIGNALS * weight + _RETRIEVED * liked
        return scores

    def _beside(
        self, reading: Reading, weights: Mapping[str, float], main: Issue
    ) -> tuple[Issue, ...]:
        """Further situations: each with a clause of its own, and signals where that is faint."""
        found: list[tuple[float, str, Span]] = []
        for name in self._playbooks.keys() & reading.message.keys():
            weight = weights.get(name, 0.0)
            told = [
                (scores[name], span)
                for span, scores in reading.clauses
                if name in scores and span != main.span
            ]
            margin, span = max(told, default=(-9.0, (0, 0)))
            enough = any(weight >= signals and margin > clause for signals, clause in _BESIDE)
            if enough and name not in (main.id, GENERIC) and not self._same(main, name, weight):
                found.append((margin, name, span))
        found.sort(reverse=True)
        spans = {span: (margin, name) for margin, name, span in reversed(found)}
        return tuple(
            self._named(name, span, min(0.9, 0.5 + margin / 4))
            for span, (margin, name) in reversed(spans.items())
        )[: KEEP - 1]

    def _same(self, main: Issue, name: str, weight: float) -> bool:
        """Whether a situation is the main one seen from another side: "twelve days late, and nobody
        came"."""
        return weight < _APART and self._words.one_matter(main.id, name)

    def _named(self, name: str, span: Span, sure: float) -> Issue:
        label = self._playbooks[name].label
        return Issue(id=name, label=label, span=span, confidence=round(min(0.99, sure), 2))

    def _apart(
        self, text: str, found: Sequence[tuple[str, float]], first: Mapping[str, int]
    ) -> tuple[Issue, ...]:
        """The situations that each have a clause of their own; one clause tells of one thing."""
        issues: list[Issue] = []
        for name, weight in found:
            span = self._signals.span(first[name], text) or (0, 0)
            if all(_separate(text, span, other.span) for other in issues):
                issues.append(self._issue(name, weight, span))
        return tuple(issues[:KEEP])

    def _ranked(
        self, weights: Mapping[str, float], retrieved: Mapping[str, float]
    ) -> list[tuple[str, float]]:
        scored = {
            name: weight + RETRIEVED * retrieved.get(name, 0.0) for name, weight in weights.items()
        }
        found = [(name, weight) for name, weight in scored.items() if weight >= THRESHOLD]
        if len(found) > 1:  # "worst company ever" says nothing beside a situation
            found = [entry for entry in found if entry[0] != GENERIC]
        found.sort(key=lambda entry: (-entry[1], entry[0]))
        # A second situation must stand on its own words, not on what retrieval adds.
        return [entry for n, entry in enumerate(found) if n == 0 or weights[entry[0]] >= SECOND]

    def _issue(self, name: str, weight: float, span: Span) -> Issue:
        return self._named(name, span, weight / 2.0)


def _without(reading: Reading, wordless: frozenset[str]) -> Reading:
    """The reading where situations without a word of theirs are hardly meant, and in no clause."""
    cost = _WORDLESS / _MESSAGE
    return Reading(
        {name: of - cost * (name in wordless) for name, of in reading.message.items()},
        tuple(
            (span, {name: of for name, of in found.items() if name not in wordless})
            for span, found in reading.clauses
        ),
    )


def _other(text: str) -> Issue:
    return Issue(id="other", label="other", span=(0, len(text)), confidence=0.0)


_BOUNDARY = re.compile(r"[.!?;\n]|,|\b(?:and|but|also|then|plus|while|&)\b", re.IGNORECASE)


def _separate(text: str, one: Span, other: Span) -> bool:
    """Whether two places do not overlap and a clause ends between them."""
    left, right = sorted((one, other))
    return left[1] <= right[0] and _BOUNDARY.search(text, left[1], right[0]) is not None


def retrieved_scores(passages: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Playbook id → best score, from `(document id, score)` pairs of a search for playbooks."""
    scores: dict[str, float] = {}
    for document, score in passages:
        name = document.rsplit("/", 1)[-1]
        scores[name] = max(scores.get(name, 0.0), score)
    return scores
