"""The reply under review, with everything it may be compared with, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from assistant.corpus import Clause, Company, Playbook
from assistant.domain import Case, CommitmentAuthority, Fact, Fault, Passage, Span, Triage
from assistant.rubric.parts import Sentence, split
from assistant.rubric.phrases import ATTRIBUTION, CLAUSE_BREAK, Phrases
from assistant.rubric.thresholds import Thresholds
from assistant.rubric.wording import HANDLES, content, flat, guess_language, plain, tokens

if TYPE_CHECKING:
    from assistant.rubric.claims import Claim
    from assistant.rubric.promises import Promise

_LINK = Phrases(r"\b(?:https?://|www\.)\S+")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where words are written together, as in "#StrangerThings"."""
_QUOTED = Phrases(r'"[^"\n]{1,400}"', r"(?:^|[\s(])'[^'\n]{2,200}'(?:[\s.,;:!?)]|$)")


@lru_cache(maxsize=1024)
def facts_in(text: str, on: date | None = None, country: str = "") -> tuple[Fact, ...]:
    """The facts of a text, remembered: clauses and messages are looked at again and again."""
    from assistant.facts import find_facts

    return find_facts(text, on=on, country=country)


@dataclass(frozen=True, eq=False)
class Review:
    """A reply and what it may be compared with. What is not known is left out.

    `deadlines` are times the writer set itself: a str directly followed by a datetime is that
    datetime's wording. `approved` holds commitment ids or texts that the agent approved, and
    `details` phrases of the customer's message that the reply uses.
    """

    reply: str
    case: Case | None = None
    triage: Triage | None = None
    clauses: tuple[Clause, ...] = ()
    playbooks: tuple[Playbook, ...] = ()
    passages: tuple[Passage, ...] = ()
    company: Company | None = None
    deadlines: tuple[datetime | str, ...] = ()
    approved: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    prescribed: tuple[str, ...] = ()
    """Texts that an escalation rule prescribes, as filled in: what they say stands on the rule."""
    by_person: bool = False
    """Whether a person wrote the reply, who may know a link that the case does not hold."""
    grounded: tuple[tuple[str, str], ...] = ()
    """Sentences that the writer made from the case's facts and a clause, each with its clause."""

    @cached_property
    def plain(self) -> str:
        """The reply with straight quotes; spans are the same."""
        return plain(self.reply)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the reply, greeting and sign-off told apart from the body."""
        return split(self.plain)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences between greeting and sign-off."""
        return tuple(each for each in self.sentences if each.role == "body")

    @cached_property
    def opening(self) -> tuple[Sentence, ...]:
        """The first two sentences of the body."""
        return self.body[:2]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the reply in lower case."""
        return tokens(self.plain)

    @cached_property
    def language(self) -> str:
        """The language the reply seems to be in, or "" where it cannot be told."""
        return guess_language(self.reply)

    @cached_property
    def english(self) -> bool:
        """Whether the phrase rules apply: the reply is not clearly in another language."""
        return self.language in ("", "en")

    @cached_property
    def fault(self) -> Fault | None:
        """Whose fault it is: as the case says, otherwise as triage inferred it."""
        if self.case and self.case.facts.fault:
            return self.case.facts.fault
        return self.triage.fault if self.triage else None

    @cached_property
    def angry(self) -> bool:
        """Whether the customer is upset; without a triage we take it that they are."""
        if self.triage is None:
            return True
        return self.triage.emotion not in ("neutral", "positive") or self.triage.intensity >= 0.35

    @cached_property
    def customer_text(self) -> str:
        """All that the customer wrote, newest first."""
        if self.case is None:
            return ""
        turns = [turn.text for turn in self.case.history if turn.role == "customer"]
        return plain("\n\n".join([self.case.message, *turns]))

    @cached_property
    def customer_stems(self) -> frozenset[str]:
        """The words with meaning that the customer used, without endings; a handle is none."""
        text = HANDLES.sub(" ", self.customer_text)
        return content(f"{text} {_JOINED.sub(' ', text)}")

    @cached_property
    def pleased(self) -> bool:
        """Whether the customer is glad: then nothing is to be repaired or found out."""
        return self.triage is not None and self.triage.emotion == "positive"

    @cached_property
    def agent_text(self) -> str:
        """All that the company's side wrote before."""
        turns = self.case.history if self.case else ()
        return plain("\n\n".join(turn.text for turn in turns if turn.role == "agent"))

    @cached_property
    def known(self) -> dict[str, Any]:
        """The facts of the case as plain values: key → value."""
        return self.case.facts.known() if self.case else {}

    @cached_property
    def facts_text(self) -> str:
        """The values of the case's facts as one text."""
        return plain("\n".join(str(value) for value in _leaves(self.known.values())))

    @cached_property
    def allowed_text(self) -> str:
        """Everything that a number or a name of the reply may come from."""
        company = self.company
        parts = [self.customer_text, self.agent_text, self.facts_text, *self.details]
        parts += [f"{clause.id} {clause.title}\n{clause.text}" for clause in self.clauses]
        parts += [str(each) for each in self.deadlines]
        parts += [text for text, _ in self.grounded]
        if company:
            parts += [company.name, company.signature, company.private_channel]
            lines = (*company.crisis_lines, *company.gas_lines)
            parts += [company.complaints_address, *(each.line for each in lines)]
        return plain("\n".join(parts))

    @cached_property
    def _day(self) -> date | None:
        return self.case.date.date() if self.case and self.case.date else None

    @cached_property
    def _country(self) -> str:
        stated = self.case.facts.country if self.case else None
        return stated or (self.company.country if self.company else "")

    def facts_of(self, text: str) -> tuple[Fact, ...]:
        """The facts of a text, read with the case's day and country."""
        return facts_in(text, self._day, self._country)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the reply."""
        return self.facts_of(self.plain)

    @cached_property
    def customer_facts(self) -> tuple[Fact, ...]:
        """The facts in what the customer wrote."""
        found = self.triage.facts if self.triage else ()
        if found and self.case and self.customer_text == plain(self.case.message):
            return found  # triage looked at the same text
        return self.facts_of(self.customer_text) if self.customer_text else ()

    @cached_property
    def known_facts(self) -> tuple[Fact, ...]:
        """The facts in everything that is known: message, history, facts, clauses, company."""
        clauses = (fact for each in self.clauses for fact in self.facts_of(each.text))
        others = "\n".join([self.agent_text, self.facts_text, *map(str, self.deadlines)])
        return (*self.customer_facts, *self.facts_of(others), *clauses)

    def in_message(self, fact: Fact) -> bool:
        """Whether the customer named the same fact, however it is written."""
        from assistant.facts import same

        return any(same(fact, each) for each in self.customer_facts)

    def is_known(self, fact: Fact) -> bool:
        """Whether anything known holds the same fact, however it is written."""
        from assistant.facts import same

        return any(same(fact, each) for each in self.known_facts)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """What the reply promises and offers."""
        from assistant.rubric.promises import promises

        return promises(self)

    @cached_property
    def grants(self) -> tuple[CommitmentAuthority, ...]:
        """On whose authority each promise and each offer stands, in their order."""
        from assistant.rubric.authority import grants

        return grants(self)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the reply says has been done."""
        from assistant.rubric.claims import done_claims

        return done_claims(self)

    @cached_property
    def unknown_facts(self) -> tuple[Fact, ...]:
        """The figures and references of the reply that nothing known holds."""
        from assistant.rubric.truth import unknown_facts

        return unknown_facts(self)

    @cached_property
    def _prescribed_text(self) -> str:
        return flat(" ".join(self.prescribed))

    def is_prescribed(self, sentence: str) -> bool:
        """Whether an escalation rule prescribes a sentence, word for word."""
        wanted = flat(sentence.lstrip("-•* "))  # a talking point is the sentence behind its dash
        return len(wanted) > 8 and wanted in self._prescribed_text

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """The places of the reply that stand in quotation marks."""
        return tuple(_QUOTED.find(self.plain))

    @cached_property
    def links(self) -> tuple[Span, ...]:
        """The addresses of pages in the reply: what stands in one is not written by the agent."""
        return tuple(_LINK.find(self.plain))

    def in_link(self, place: int) -> bool:
        """Whether a place of the reply lies in the address of a page."""
        return any(start <= place < end for start, end in self.links)

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence in which a place of the reply lies."""
        return next((each for each in self.sentences if each.start <= place < each.end), None)

    def before(self, span: Span) -> str:
        """The part of the sentence that stands before a span."""
        sentence = self.sentence_at(span[0])
        return self.plain[sentence.start : span[0]] if sentence else ""

    def attributed(self, span: Span) -> bool:
        """Whether the words are somebody else's: quoted, or "You write that …"."""
        if any(start <= span[0] and span[1] <= end for start, end in self.quotes):
            return True
        before = self.before(span)
        places = ATTRIBUTION.find(before)
        if not places:
            return False
        following = self.plain[span[0] : span[0] + 8]
        return not CLAUSE_BREAK.within(before[places[-1][1] :] + following)


def _leaves(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, dict):
            yield from _leaves(value.values())
        elif isinstance(value, (list, tuple, set)):
            yield from _leaves(value)
        else:
            yield value


__all__ = ["Review", "Thresholds", "facts_in"]
