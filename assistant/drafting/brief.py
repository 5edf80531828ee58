"""The brief: all that is known, allowed and required for one reply, as one record.

Both writers render it, the offline writer through the playbooks' own phrases, a language model
through a prompt, so that they cannot know or promise different things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from assistant.business_hours import add_hours, rounded, spoken
from assistant.corpus import Clause, Company, Option, Phrase, Phrases, Playbook
from assistant.domain import AgentQuestion, Case, EarlierPromise, Issue, Passage, Record, Triage
from assistant.drafting.detail import Detail, find_detail
from assistant.drafting.holding import holding_message, tell_customer
from assistant.drafting.questions import known, questions
from assistant.drafting.slots import fill, filled, slot_count, slots
from assistant.rubric.conditions import all_hold
from assistant.triage.escalation import due, promised
from assistant.triage.flags import FlagRules
from assistant.triage.urgency import urgent

CALM = 0.25
"""Below this intensity nobody is upset: an apology would be for nothing."""
_OPTIONS = 3

Mode = Literal["ordinary", "calm", "positive", "hard_stop"]


class Offer(Record):
    """Ways forward that policy clauses allow, and the condition under which they do."""

    condition: str
    confirmed: bool
    """The condition is known to hold; else the reply says "if"."""
    choices: tuple[str, ...]
    clauses: tuple[str, ...]


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


class Brief(Record):
    """What a writer gets, and nothing else."""

    case: Case
    triage: Triage
    mode: Mode
    now: datetime
    deadline: datetime
    company: Company
    detail: Detail | None
    points: tuple[Point, ...]
    promises: tuple[EarlierPromise, ...]
    values: dict[str, str]
    policies: tuple[Clause, ...]
    guidance: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    questions: tuple[AgentQuestion, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    tell_customer: str
    times: tuple[tuple[str, datetime], ...]
    """Times beside the deadline that the reply may name, with their wording."""
    holding: tuple[str, ...]
    turn: int
    """A number from the case itself, by which a writer varies what it says."""


class Library(Record):
    """What the knowledge holds for writing: playbooks and clauses by id, phrases, company."""

    playbooks: dict[str, Playbook]
    clauses: dict[str, Clause]
    phrases: Phrases
    company: Company


def turn_of(case: Case) -> int:
    """A number that depends on the message alone, the same in every process."""
    import zlib

    return zlib.crc32(case.message.encode("utf-8", "replace"))


def make_brief(
    case: Case,
    triage: Triage,
    *,
    library: Library,
    rules: FlagRules,
    passages: Sequence[Passage],
    now: datetime,
) -> Brief:
    """Gathers everything for a reply to this case.

    Args:
        passages: policies and guidance that retrieval found, best first.
        now: the moment of writing; deadlines count from it.
    """
    company = library.company
    hours = company.urgent_hours if urgent(case.message) else company.update_hours
    deadline = rounded(add_hours(now, hours, company), company)
    values = slots(case, triage, company, deadline)
    turn = turn_of(case)
    mode = _mode(triage)
    points = tuple(
        _point(library.playbooks[issue.id], issue, case, triage, library, values)
        for issue in triage.issues
        if issue.id in library.playbooks
    )
    return Brief(
        case=case,
        triage=triage,
        mode=mode,
        now=now,
        deadline=deadline,
        company=company,
        detail=find_detail(case, triage, turn=turn),
        points=points,
        promises=triage.promises,
        values=values,
        policies=_policies(points, passages, library.clauses),
        guidance=tuple(p for p in passages if p.kind == "guidance")[:3],
        passages=tuple(passages),
        questions=questions(case, triage, library.playbooks, company),
        must=tuple(dict.fromkeys(item for flag in triage.flags for item in flag.must)),
        must_not=tuple(dict.fromkeys(item for flag in triage.flags for item in flag.must_not)),
        tell_customer=tell_customer(triage, rules, company, now),
        times=tuple((spoken(when), when) for when in _clocks(triage, rules, company, now)),
        holding=holding_message(case, triage, rules, company, now) if mode == "hard_stop" else (),
        turn=turn,
    )


def _clocks(triage: Triage, rules: FlagRules, company: Company, now: datetime) -> list[datetime]:
    """Every time that the flags' own sentences may name."""
    clocks = [due(flag, rules, company, now) for flag in triage.flags]
    return [*clocks, *(promised(flag, rules, company, now) for flag in triage.flags)]


def _mode(triage: Triage) -> Mode:
    if triage.level >= 3:
        return "hard_stop"
    if triage.emotion == "positive" and triage.issues[0].id == "other" and not triage.asks:
        return "positive"
    if triage.intensity < CALM and not triage.repeat_contact and triage.level < 2:
        return "calm"
    return "ordinary"


def _point(
    playbook: Playbook,
    issue: Issue,
    case: Case,
    triage: Triage,
    library: Library,
    values: Mapping[str, str],
) -> Point:
    own = {**values, "team": playbook.team, "topic": playbook.topic}
    lookup = next((entry for entry in playbook.find_out if entry.ask_customer), None)
    missing = lookup is not None and not known(lookup.fact, case, triage)
    return Point(
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


def _offer(playbook: Playbook, case: Case, triage: Triage, library: Library) -> Offer | None:
    """The options whose clause exists and is in force; those the customer asked for first."""
    clauses = library.clauses
    valid = [
        option
        for option in playbook.options
        if option.clause in clauses and not clauses[option.clause].superseded_by
    ]
    if not valid:
        return None
    wished = sorted(valid, key=lambda option: not set(option.asks) & set(triage.asks))[:_OPTIONS]
    checks = tuple(check for option in wished for check in clauses[option.clause].checks)
    verdict = all_hold(checks, case)
    if verdict == "no":
        return None
    within = _within_authority(wished, case, triage, library.company)
    confirmed = verdict == "yes" and bool(checks) and within
    return Offer(
        condition=playbook.options_if,
        confirmed=confirmed or not playbook.options_if,
        choices=tuple(option.text for option in wished),
        clauses=tuple(dict.fromkeys(option.clause for option in wished)),
    )


def _policies(
    points: Sequence[Point], passages: Sequence[Passage], clauses: Mapping[str, Clause]
) -> tuple[Clause, ...]:
    """The clauses that the offers rest on, then those that retrieval found; none superseded."""
    ids = [clause for point in points if point.offer for clause in point.offer.clauses]
    ids += [p.metadata.get("clause", "") for p in passages if p.kind == "policy"]
    ids += [name for name in clauses if name.startswith("SRV-0")]
    found = (clauses.get(name) for name in dict.fromkeys(ids))
    return tuple(clause for clause in found if clause and not clause.superseded_by)
