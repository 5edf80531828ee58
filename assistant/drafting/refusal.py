"""A good no: when a wish cannot be granted, why, what is possible instead, who can look again.

A wish is refused only where a clause in force covers it and the case's own facts fail the clause's
check, or where the goods are of a kind that another clause excepts. What a fact leaves open is
never refused. Source: rubric D23, justice theory of complaint handling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from assistant.corpus import Clause, Option, Phrases, Playbook
from assistant.domain import Ask, Case, Passage, Record, Triage
from assistant.drafting.grounds import Ground, by_playbook, by_words, in_force
from assistant.drafting.slots import filled
from assistant.rubric.conditions import all_hold

_REMEDIES: tuple[Ask, ...] = (
    "refund", "replacement", "repair", "compensation", "cancellation", "correction", "rebooking",
)  # fmt: skip
_WAIVE = re.compile(r"\bwaive\b|\btak(?:e|en) (?:this|the|it|that)?\b.{0,20}\boff\b", re.IGNORECASE)
_PAY = re.compile(
    r"\b(?:want|get|give me|where is) my money\b|\bplease pay\b|\bpay (?:me|us|up)\b", re.I
)
_INSTEAD = 3


class Refusal(Record):
    """A wish that the facts rule out, or that this agent may not decide alone."""

    ask: Ask
    clause: str
    check: str
    """The name of the fact that fails, `excluded` for goods of an excepted kind."""
    values: dict[str, str]
    """Slots for the reason: what the clause asks for and what the case shows."""
    reason: str = ""
    """The reason in plain words, with the dates and figures of the case."""
    appeal: str = ""
    """Who looks at the decision again, and how the customer gets there."""
    appeal_short: str = ""
    """The same where there is little room."""
    recognised: bool = True
    """The clause belongs to a situation that was recognised; else retrieval found it."""
    decider: str = ""
    """Who decides instead of the agent; empty = it is refused."""
    instead: tuple[str, ...] = ()
    instead_clauses: tuple[str, ...] = ()
    """The clause of each."""
    review: str = ""
    """How somebody else looks at it again, as a noun phrase; empty = by a complaint."""
    review_clause: str = ""
    clauses: tuple[str, ...] = ()
    """All clauses that the refusal and its ways out rest on."""


def in_words(
    refusal: Refusal, phrases: Phrases, values: Mapping[str, str], *, spoken: bool
) -> Refusal:
    """The refusal with its reason and its route of appeal, as concrete as the case allows.

    Args:
        values: the slots of the case. spoken: on the telephone nobody writes a line.
    """
    own = {**refusal.values, "review": refusal.review, "wish": _first(phrases, refusal)}
    slots = {**values, **{key: value for key, value in own.items() if value}}
    since = "because_days_since" if refusal.check.startswith("days_since_") else ""
    reasons = (f"because_{refusal.check}", since, "because_fact")
    told = [filled(phrases.of(key), slots)[:1] for key in reasons if key]
    appeal = filled(phrases.of("appeal_spoken" if spoken else "appeal"), slots)
    return refusal.model_copy(
        update={
            "reason": next((way[0] for way in told if way), ""),
            "appeal": next(iter(appeal), ""),
            "appeal_short": next(iter(filled(phrases.of("appeal_short"), slots)), ""),
        }
    )


def _first(phrases: Phrases, refusal: Refusal) -> str:
    return next(iter(phrases.of(f"wish_{refusal.ask}")), "")


def find_refusal(
    case: Case,
    triage: Triage,
    *,
    playbooks: Mapping[str, Playbook],
    clauses: Mapping[str, Clause],
    passages: Sequence[Passage],
) -> Refusal | None:
    """The first wish that the facts of the case rule out; None where none is.

    Args:
        playbooks: all there are, by id; those of the issues found go first.
        passages: what retrieval found, best first; serves where no playbook fits.
    """
    if triage.level >= 3:
        return None
    known = [playbooks[issue.id] for issue in triage.issues if issue.id in playbooks]
    day = case.date.date() if case.date else datetime.now(UTC).date()
    valid = {name: clause for name, clause in clauses.items() if in_force(clause, day)}
    for ask in _wishes(case, triage):
        ground = by_playbook(case, ask, known, valid) or by_words(case, ask, known, valid, passages)
        if ground:
            return _refusal(case, ask, ground, [*known, *playbooks.values()], valid)
    return None


def _wishes(case: Case, triage: Triage) -> Iterator[Ask]:
    yield from (ask for ask in triage.asks if ask in _REMEDIES)
    if not set(_REMEDIES) & set(triage.asks) and _PAY.search(case.message):
        yield "compensation"
    if "correction" not in triage.asks and _WAIVE.search(case.message):
        yield "correction"


# -- what follows from it -------------------------------------------------------------------------


def _refusal(
    case: Case,
    ask: Ask,
    ground: Ground,
    playbooks: Sequence[Playbook],
    clauses: Mapping[str, Clause],
) -> Refusal:
    instead = _instead(case, ground.clause, playbooks, clauses)
    review = _review(ask, clauses[ground.clause], playbooks, clauses)
    rests = [ground.clause, *(o.clause for o in instead), *([review.clause] if review else [])]
    return Refusal(
        ask=ask,
        clause=ground.clause,
        check=ground.check,
        values=ground.values,
        decider=ground.decider,
        instead=tuple(option.text for option in instead),
        instead_clauses=tuple(option.clause for option in instead),
        review=review.text if review else "",
        review_clause=review.clause if review else "",
        recognised=ground.recognised,
        clauses=tuple(dict.fromkeys(rests)),
    )


def _instead(
    case: Case, refused: str, playbooks: Sequence[Playbook], clauses: Mapping[str, Clause]
) -> list[Option]:
    """What the playbooks of the refused clause name for this, where a clause still allows it."""
    related = {refused} | {
        clause.id
        for clause in clauses.values()
        if any(refused in exception for exception in clause.exceptions)
    }
    for playbook in playbooks:
        if not any(option.clause in related for option in playbook.options):
            continue
        open_ = [
            option
            for option in playbook.instead
            if option.clause in clauses and all_hold(clauses[option.clause].checks, case) != "no"
        ]
        if open_:
            return open_[:_INSTEAD]
    return []


def _review(
    ask: Ask, refused: Clause, playbooks: Sequence[Playbook], clauses: Mapping[str, Clause]
) -> Option | None:
    """The way to have the decision looked at again that fits the wish best."""
    found = [
        (_fits(ask, refused, clauses[option.clause]), option)
        for playbook in playbooks
        for option in playbook.options
        if option.clause in clauses
        and "manager" in option.asks
        and "manager" in clauses[option.clause].grants
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _fits(ask: Ask, refused: Clause, clause: Clause) -> int:
    return (
        4 * (ask in clause.grants)
        + 2 * (clause.document == refused.document)
        + ("review" in clause.title.lower())
    )
