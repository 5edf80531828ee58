"""One look at a case: what the situation is, how hot it is, what may not wait."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from assistant.corpus import Company, Playbook, Vocabulary
from assistant.domain import Ask, Case, Doubt, Emotion, Fact, Flag, FlagKey, Issue, Span, Triage
from assistant.facts import find_facts
from assistant.text import sentences
from assistant.triage.asks import find_asks
from assistant.triage.emotion import feel, severity
from assistant.triage.flags import STOP, FlagRules, cries_for_help, find_flags, look
from assistant.triage.history import fault, repeat_contact, unanswered, uncared_for
from assistant.triage.instructions import find_instructions
from assistant.triage.issues import IssueFinder
from assistant.triage.language import guess
from assistant.triage.lexicon import COMPLAINT
from assistant.triage.mood import mood
from assistant.triage.promises import earlier_promises
from assistant.triage.situations import read

_MONEY_ASKS: frozenset[Ask] = frozenset({"refund", "compensation"})
_ASKED, _QUIET = 0.35, 0.2
"""A mere question below the first is taken as calm: "why has my top-up failed?" shouts at nobody."""
_COOL: frozenset[Emotion] = frozenset({"frustration", "confusion", "neutral"})
_HEATED = 0.25
"""Intensity from which a message is no calm question, whatever its words."""
_TOLD = 0.8
"""Confidence of a situation from which a message without heat is a complaint all the same."""
_FAILED = re.compile(rf"\b(?:{COMPLAINT})\b", re.IGNORECASE)
_PLAINLY = 0.6
"""Margin of a clause from which it tells of a failure, however calmly."""
_PRAISES = re.compile(
    r"\b(?:thank(?:s| you)|great|love(?:d|ly)?|happy|amazing|excellent|perfect|wonderful|brilliant"
    r"|fantastic|superb|helpful|kind|friendly|best|impressed|pleased|delighted|grateful)\b",
    re.IGNORECASE,
)
_FLOOR = 0.3
"""Intensity that a message with a situation in it has at least: a complaint is never calm news."""


CONCERN = "concern"
"""The fact by which an agent names a situation that triage only came near."""


_LIFE = ("self_harm", "violence", "safety")
"""What is asked about however calmly a message is written."""


def _worth(doubts: tuple[Doubt, ...], intensity: float) -> tuple[Doubt, ...]:
    """Doubts about life and limb first; about money and data only where somebody is upset."""
    life = tuple(each for each in doubts if each.key in _LIFE)
    return life + tuple(d for d in doubts if d.key not in _LIFE and intensity >= _HEATED)


class Assessor:
    """Triage by rules alone; needs no model and no network.

    Args:
        playbooks: by id. rules: compiled risk rules. company: limits and country.
        vocabulary: the words of the situations.
    """

    def __init__(
        self,
        playbooks: Mapping[str, Playbook],
        rules: FlagRules,
        company: Company,
        *,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._playbooks = playbooks
        self._issues = IssueFinder(playbooks, vocabulary)
        self._rules = rules
        self._company = company

    def assess(
        self,
        case: Case,
        *,
        now: datetime,
        today: datetime | None = None,
        retrieved: Mapping[str, float] | None = None,
        removed: tuple[str, ...] = (),
    ) -> Triage:
        """The triage of a case.

        Args:
            now: when the message was written, from which "yesterday" is counted.
            today: when it is read, at which earlier promises are kept, missed or open.
            retrieved: playbook id → what retrieval thought of it, 0 to 1.
            removed: what cleaning took out of the message, for the agent to see.
        """
        text = case.message
        language = case.language or guess(text)
        country = case.facts.country or self._company.country
        facts = find_facts(text, on=now.date(), facts=case.facts, country=country)
        emotion, intensity = feel(text)
        issues = self._issues.find(
            text,
            retrieved,
            language=language,
            heated=intensity >= _HEATED,
            question=_only_asks(text),
        )
        asks = find_asks(text)
        whose, reason = fault(case, issues, self._playbooks)
        kept = earlier_promises(case, now=today or now, company=self._company)
        again = repeat_contact(case, facts, kept)
        looked = look(text, self._rules, language=language)
        flags = self._flags(case, facts, asks, language, looked=looked.flags, again=again)
        if emotion == "positive" and issues[0].confidence >= _TOLD and not praises(text):
            emotion, intensity = "frustration", _FLOOR  # a cold account of a failure is no praise
        if issues[0].id != "other" and emotion not in ("positive",):
            if intensity < _FLOOR and self._complains(text, issues, intensity):
                intensity = _FLOOR
            emotion = "frustration" if emotion == "neutral" and intensity >= _FLOOR else emotion
        if self._unknown_failure(text, issues, intensity):
            emotion, intensity = "frustration", _FLOOR
        if intensity < _ASKED and emotion in _COOL and _only_asks(text):
            intensity = min(intensity, _QUIET)
        level = max((flag.level for flag in flags), default=0)
        return Triage(
            emotion=emotion,
            intensity=intensity,
            severity=severity(intensity, level, self._harm(issues)),
            issues=issues,
            asks=asks,
            facts=facts,
            fault=whose,
            fault_reason=reason,
            repeat_contact=again,
            language=language,
            flags=flags,
            doubts=_worth(looked.doubts, intensity) if level < STOP else (),
            mood=mood(case),
            promises=kept,
            removed=removed,
            instructions=bool(find_instructions(text)),
        )

    def issues_of(self, text: str) -> tuple[Issue, ...]:
        """The situations that an earlier text tells of; spans speak of that text."""
        return self._issues.find(text)

    def _complains(self, text: str, issues: tuple[Issue, ...], intensity: float) -> bool:
        """A signal in a mere question may be a calm one about the subject; heat must join it."""
        if text.rstrip().endswith("?") and len(sentences(text)) == 1:
            return intensity > 0.1
        if praises(text):
            return intensity > _QUIET
        return intensity > 0.1 or self._tells(text, issues[0])

    def _unknown_failure(self, text: str, issues: tuple[Issue, ...], intensity: float) -> bool:
        """Whether something went wrong, told without heat and of no kind that we know."""
        cool = intensity < _HEATED and issues[0].id == "other" and not praises(text)
        return cool and _FAILED.search(text) is not None and not text.rstrip().endswith("?")

    def _tells(self, text: str, issue: Issue) -> bool:
        """Whether a clause tells plainly of a failure, and is no mere word from its field."""
        told = read(text).clause(issue.id)
        return issue.confidence >= 0.5 and (told is None or told[1] > _PLAINLY)

    def _harm(self, issues: tuple[Issue, ...]) -> bool:
        found = (self._playbooks.get(issue.id) for issue in issues)
        return any(playbook is not None and playbook.severity == "high" for playbook in found)

    def _flags(
        self,
        case: Case,
        facts: tuple[Fact, ...],
        asks: tuple[Ask, ...],
        language: str,
        *,
        looked: tuple[Flag, ...],
        again: bool,
    ) -> tuple[Flag, ...]:
        flags = {flag.key: flag for flag in looked}
        whole = (0, len(case.message))
        for key in self._named(case):  # an agent read what no rule did
            flags |= {} if key in flags else self._flag(key, whole)
        for text in unanswered(case):
            for flag in find_flags(text, self._rules, language=language):
                if flag.level == 3 and (flag.key not in flags or flags[flag.key].level < 3):
                    flags[flag.key] = flag.model_copy(update={"span": whole})
        for text in uncared_for(case) if "self_harm" not in flags else ():
            if cry := cries_for_help(text, self._rules, language=language):
                flags |= {cry.key: cry.model_copy(update={"span": whole})}
                flags |= {} if "vulnerable" in flags else self._flag("vulnerable", whole)
        if again and case.history and "repeat_contact" not in flags:
            flags |= self._flag("repeat_contact", (0, len(case.message)))
        if over := self._over_authority(case, facts, asks):
            flags |= self._flag("over_authority", over.span)
        return tuple(sorted(flags.values(), key=lambda flag: (-flag.level, flag.span)))

    def _named(self, case: Case) -> tuple[FlagKey, ...]:
        """The situations that an agent names in the fact `concern`, in the order of the rules."""
        named = re.findall(r"[a-z_]+", str(case.facts.known().get(CONCERN, "")).lower())
        return tuple(key for key in self._rules.keys if key in named)

    def _flag(self, key: FlagKey, span: Span) -> dict[FlagKey, Flag]:
        """A flag decided by facts; none where a company's own rules leave it out."""
        return {key: self._rules.flag(key, span)} if key in self._rules.keys else {}

    def _over_authority(
        self, case: Case, facts: tuple[Fact, ...], asks: tuple[Ask, ...]
    ) -> Fact | None:
        """An amount that is asked for and lies above what this agent may grant alone."""
        if not _MONEY_ASKS.intersection(asks):
            return None
        stated = case.facts.amount
        limit = case.facts.authority.refund_up_to
        if limit is None:
            limit = self._company.refund_limit
        amounts = [fact for fact in facts if fact.kind == "amount"]
        claimed = [fact for fact in amounts if _is_claimed(case.message, fact)]
        over = next((fact for fact in claimed if float(fact.value) > limit), None)
        if over is None and stated is not None and stated > limit:
            whole = (0, len(case.message))
            return Fact(kind="amount", value=str(stated), span=whole)
        return over


def praises(text: str) -> bool:
    """Whether the message holds a word of praise or thanks."""
    return _PRAISES.search(text) is not None


def _is_claimed(text: str, amount: Fact) -> bool:
    """Whether a sum stands where money is asked for; most sums only tell what happened."""
    inside = (text[a:b] for a, b in sentences(text) if a <= amount.span[0] < b)
    return any(_MONEY_ASKS.intersection(find_asks(sentence)) for sentence in inside)


def _only_asks(text: str) -> bool:
    return all(text[start:end].rstrip().endswith("?") for start, end in sentences(text))
