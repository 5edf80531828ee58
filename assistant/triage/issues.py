"""Which situations a message tells of: the playbooks' signals, helped by what retrieval found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.corpus import Playbook
from assistant.domain import Issue, Span
from assistant.triage.matching import PatternSet

THRESHOLD = 0.8
"""Weight of signals from which a situation counts as found."""
SECOND = 1.2
"""Weight of its own signals from which a further situation counts beside the first."""
RETRIEVED = 0.6
"""What a perfect retrieval score adds to the weight of the signals."""
KEEP = 4
"""Issues named at most; a letter with more than four answers answers none."""
GENERIC = "general_dissatisfaction"


class IssueFinder:
    """Looks for all playbooks' signals in one pass.

    Args:
        playbooks: by id.
    """

    def __init__(self, playbooks: Mapping[str, Playbook]) -> None:
        self._playbooks = playbooks
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

    def find(self, text: str, retrieved: Mapping[str, float] | None = None) -> tuple[Issue, ...]:
        """The situations in a message, the surest first; `other` where none is found.

        Args:
            retrieved: playbook id → how well retrieval liked it, 0 to 1.
        """
        text = text.replace("’", "'")
        weights: dict[str, float] = {}
        first: dict[str, int] = {}
        for number in self._signals.matches(text):
            owner, weight = self._entries[number]
            weights[owner] = weights.get(owner, 0.0) + weight
            if owner not in first or weight > self._entries[first[owner]][1]:
                first[owner] = number
        for number in self._excludes.matches(text) if weights else ():
            weights.pop(self._excluders[number], None)
        found = self._ranked(weights, retrieved or {})
        issues = self._apart(text, found, first)
        return issues or (Issue(id="other", label="other", span=(0, len(text)), confidence=0.0),)

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
        return Issue(
            id=name,
            label=self._playbooks[name].label,
            span=span,
            confidence=round(min(0.99, weight / 2.0), 2),
        )


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
