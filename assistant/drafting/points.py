"""One issue as a point of the brief: what may be said about it and what may be offered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.corpus import Clause, Company, Option, Phrase, Phrases, Playbook
from assistant.domain import Case, Issue, Record, Span, Triage
from assistant.drafting.questions import known
from assistant.drafting.signs import gave_number
from assistant.drafting.slots import fill, filled, slot_count
from assistant.drafting.variants import specific
from assistant.rubric.conditions import all_hold
from assistant.text import sentences

_OPTIONS = 3


class Knowledge(Protocol):
    """What a point needs of the library."""

    @property
    def clauses(self) -> dict[str, Clause]: ...

    @property
    def company(self) -> Company: ...

    @property
    def phrases(self) -> Phrases: ...


class Offer(Record):
    """Ways forward that policy clauses allow, and the condition under which they do."""

    condition: str
    confirmed: bool
    """The condition is known to hold; else the reply says "if"."""
    choices: tuple[str, ...]
    clauses: tuple[str, ...]
    together: bool = False
    """Both may be taken."""


class Point(Record):
    """One issue and what may be said about it: phrases already filled with the case's details."""

    issue: Issue
    topic: str
    team: str
    acknowledgements: tuple[str, ...]
    actions: tuple[str, ...]
    offer: Offer | None
    ask_customer: str
    anticipate: tuple[str, ...]
    closings: tuple[str, ...]
    follow_ups: tuple[str, ...]
    escalate_when: tuple[str, ...]


_NUMBER = re.compile(
    r"\b(?:order|invoice|case|job|booking|transaction|account|contract|loan)[a-z ]* (?:number|reference)\b"
)
"""How we ask for the number by which a record is found; any one that they gave will do."""


def make_point(
    playbook: Playbook,
    issue: Issue,
    case: Case,
    triage: Triage,
    library: Knowledge,
    values: Mapping[str, str],
) -> Point:
    playbook = specific(playbook, *_words(case.message, issue, triage))
    own = {**values, "team": playbook.team, "topic": playbook.topic}
    lookup = next((entry for entry in playbook.find_out if entry.ask_customer), None)
    missing = lookup is not None and not known(lookup.fact, case, triage)
    if lookup and missing and _NUMBER.search(lookup.ask_customer) and gave_number(case, triage):
        missing = False
    made = Point(
        issue=issue,
        topic=playbook.topic,
        team=playbook.team,
        acknowledgements=_eligible(playbook.acknowledgements, triage, own),
        actions=_eligible(playbook.actions, triage, own),
        offer=_offer(playbook, case, triage, library),
        ask_customer=lookup.ask_customer if lookup and missing else "",
        anticipate=_eligible(playbook.anticipate, triage, own),
        closings=_eligible(playbook.closings, triage, own),
        follow_ups=playbook.follow_ups,
        escalate_when=playbook.escalate_when,
    )
    if "travel" in playbook.domains and not _flies(case.message):
        return _by_land(made, library.phrases.of("not_by_air"))
    return made


_SHORT = 45
"""Words of a message that is about one thing; in a longer one a word may belong to another."""


def _words(message: str, issue: Issue, triage: Triage) -> tuple[str, ...]:
    """What they say of an issue, the nearest first: its clause, and of the main one its sentences."""
    if len(triage.issues) < 2 and len(message.split()) <= _SHORT:
        return (message,)
    clause = message[slice(*issue.span)]
    if issue is not triage.issues[0]:
        return (clause,)
    own = [span for span in sentences(message) if _meets(span, issue.span)]
    return clause, " ".join(message[slice(*span)] for span in own)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _flies(text: str) -> bool:
    """Whether a message speaks of flying, or is too short of words to tell (a post to an airline)."""
    if _BY_RAIL.search(text):
        return _FLIES.search(text) is not None
    return _BY_AIR.search(text) is not None


def _by_land(point: Point, pairs: Sequence[str]) -> Point:
    """The point in words for any journey, where nothing in the message speaks of flying."""
    words = dict(pair.split("=", 1) for pair in pairs)
    if not words:
        return point
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")

    def told(text: str) -> str:
        return pattern.sub(lambda match: words[match.group()], text)

    offer = point.offer and point.offer.model_copy(
        update={
            "condition": told(point.offer.condition),
            "choices": tuple(map(told, point.offer.choices)),
        }
    )
    lists = ("acknowledgements", "actions", "anticipate", "closings")
    said = {name: tuple(map(told, getattr(point, name))) for name in lists}
    single = {name: told(getattr(point, name)) for name in ("topic", "team", "ask_customer")}
    return point.model_copy(update={**said, **single, "offer": offer})


_BY_AIR = re.compile(
    r"(?i:\b(?:fl(?:y|ying|ew|own|ights?)|planes?|air\w*|jets?|gates?|board(?:ed|ing)?|terminals?|cabin|luggage|baggage|bags?"
    r"|suitcases?|pilots?|tarmac|runway|check-?in)\b)|\b[A-Z]{2} ?\d{2,4}\b|@\w+"
)
_FLIES = re.compile(
    r"\b(?:fl(?:y|ying|ew|own|ights?)|planes?|air(?:line|port|craft)s?)\b", re.IGNORECASE
)
_BY_RAIL = re.compile(
    r"\b(?:trains?|rail\w*|platform|carriage|coach|bus|buses|ferry|tram|tube|metro)\b",
    re.IGNORECASE,
)


def _eligible(
    phrases: Sequence[Phrase], triage: Triage, values: Mapping[str, str]
) -> tuple[str, ...]:
    """The phrases that fit fault, intensity and wish, filled; the most fitting first.

    A phrase made for this fault or wish goes before one for all, and one that names a detail
    before one that names none.
    """
    fitting: list[tuple[int, str]] = []
    for phrase in phrases:
        text = fill(phrase.text, values)
        if text is None or (phrase.fault and triage.fault not in phrase.fault):
            continue
        if not phrase.min_intensity <= triage.intensity <= phrase.max_intensity:
            continue
        if phrase.asks and not set(phrase.asks) & set(triage.asks):
            continue
        rank = 2 * bool(phrase.fault) + bool(phrase.asks) + min(1, slot_count(phrase.text))
        fitting.append((-rank, text))
    best = sorted(fitting, key=lambda entry: entry[0])
    if triage.fault == "ours" and best and best[0][0] <= -2:
        best = [entry for entry in best if entry[0] <= -2]  # own it, in the active voice (D08)
    if best:
        return tuple(text for _, text in best)
    plain = [phrase.text for phrase in phrases if not phrase.fault and not phrase.asks]
    return filled(plain, values)


def _within_authority(
    options: Sequence[Option], case: Case, triage: Triage, company: Company
) -> bool:
    """Whether this agent may grant these options alone: no money, or every sum known and small.

    An unknown sum is not a small one: nothing is offered flatly that somebody else must approve.
    """
    if not any({"refund", "compensation"} & set(option.asks) for option in options):
        return True
    limit = case.facts.authority.refund_up_to
    limit = company.refund_limit if limit is None else limit
    sums = [float(fact.value) for fact in triage.facts if fact.kind == "amount"]
    sums += [] if case.facts.amount is None else [case.facts.amount]
    return bool(sums) and max(sums) <= limit


def open_offer(
    playbook: Playbook | None, case: Case, triage: Triage, library: Knowledge
) -> Offer | None:
    """What may be offered where no situation was recognised: a talk, and nothing that mends."""
    made = _offer(playbook, case, triage, library) if playbook else None
    if made is None:
        return None
    talks = zip(made.choices, made.clauses, strict=False)
    kept = [(text, clause) for text, clause in talks if _is_wanted(clause, triage, library)]
    if not kept:
        return None
    choices, clauses = zip(*kept, strict=True)
    return made.model_copy(update={"choices": choices, "clauses": clauses})


def _is_wanted(clause: str, triage: Triage, library: Knowledge) -> bool:
    """A manager is offered to those who ask for one; a call to everybody."""
    return "manager" in triage.asks or "manager" not in library.clauses[clause].grants


def _pays_otherwise(triage: Triage, company: Company) -> bool:
    """Whether the sums of the message are all in another currency than the company's."""
    units = {fact.unit for fact in triage.facts if fact.kind == "amount" and fact.unit}
    return bool(units) and company.currency not in units


_PAID_BACK = re.compile(
    r"\b(?:thankfully|luckily|fortunately|at least|finally|already|good that|glad that|thank god)\b[^.!?]{0,30}\brefunded\b"
    r"|\b(?:money|amount|payment) (?:was|is|has been|got|were|had been) (?:\w+ )?(?:refunded|paid back)\b(?! (?:only|half|part|less|the wrong|to (?!me|my|us|our)))"
    r"|\b(?:i|we) (?:have |already |did |finally |just |'ve )*(?:got|received|had) (?:my|our|a|the) (?:full |whole )?(?:refund|money back)\b"
    r"|\b(?:they|amazon|you|seller|company) (?:have |has |already |did |at least |'ve )*(?:refunded (?:me|us|it|my|the (?:money|amount|price))|gave me (?:a|my) (?:full )?refund)\b",
    re.IGNORECASE,
)
"""What they say of money that is back already: it is not offered once more."""


def _offer(playbook: Playbook, case: Case, triage: Triage, library: Knowledge) -> Offer | None:
    """The options whose clause exists and is in force; those the customer asked for first."""
    clauses = library.clauses
    valid = [
        option
        for option in playbook.options
        if option.clause in clauses and not clauses[option.clause].superseded_by
    ]
    if not valid:
        return None
    possible = [option for option in valid if all_hold(clauses[option.clause].checks, case) != "no"]
    if _pays_otherwise(triage, library.company):  # a sum in our money answers no claim in theirs
        possible = [option for option in possible if not re.search(r"[£$€₹]", option.text)]
    if _PAID_BACK.search(case.message):
        possible = [option for option in possible if not {"refund", "replacement"} & {*option.asks}]
    if not possible:
        return None
    wished = sorted(possible, key=lambda o: not set(o.asks) & set(triage.asks))[:_OPTIONS]
    checks = tuple(check for option in wished for check in clauses[option.clause].checks)
    verdict = all_hold(checks, case)
    within = _within_authority(wished, case, triage, library.company)
    confirmed = verdict == "yes" and bool(checks) and within
    return Offer(
        condition=playbook.options_if,
        confirmed=confirmed or not playbook.options_if,
        choices=tuple(option.text for option in wished),
        clauses=tuple(dict.fromkeys(option.clause for option in wished)),
        together=playbook.together and len(wished) == 2,
    )
