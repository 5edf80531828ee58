"""On whose authority a promise is made: the case, a policy clause, the agent, or nobody's."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.corpus import Clause
from assistant.domain import CommitmentAuthority, Fact
from assistant.rubric.approvals import names
from assistant.rubric.case_authority import (
    MONEY,
    VALUED,
    amounts,
    currency_of,
    exact,
    from_case,
    promised_amount,
    same_work,
    stems_of,
)
from assistant.rubric.clause_terms import contradicted, excepted, met
from assistant.rubric.conditions import all_hold
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.wording import content

NOBODY = CommitmentAuthority(kind="none")
_SERVICE = {
    "update": ("SRV-01", "SRV-02"), "keep": ("SRV-07", "SRV-01", "SRV-02"),
    "callback": ("SRV-03", "SRV-01"), "manager": ("SRV-06",), "explanation": ("SRV-08", "SRV-01"),
    "confirmation": ("SRV-01", "SRV-02"),
}  # fmt: skip
"""Standards of service that cover a kind of work, the closest one first."""
_GRANTED_AS = {
    "update": ("update", "explanation", "confirmation"), "keep": ("update",),
    "refund": ("refund",), "replacement": ("replacement",), "repair": ("repair", "correction"),
    "compensation": ("compensation", "refund", "correction"), "rebooking": ("rebooking",),
    "cancellation": ("cancellation",), "collection": ("collection", "replacement", "refund"),
    "deletion": ("deletion",), "correction": ("correction",), "callback": ("callback", "manager"),
    "manager": ("manager",), "delivery": ("delivery", "replacement"),
    "explanation": ("explanation",), "confirmation": ("confirmation",), "other": (),
}  # fmt: skip


def grants(review: Review) -> tuple[CommitmentAuthority, ...]:
    """The authority of every promise and offer of a reply; promises are numbered `c1`, `c2` …"""
    found: list[CommitmentAuthority] = []
    number, spent = 0, Decimal(0)
    for promise in review.promises:
        number += promise.binding
        granted = authority(review, promise, f"c{number}" if promise.binding else "")
        if promise.binding and granted.ref == _SUM:
            spent += promised_amount(review, promise) or Decimal(0)
            granted = granted if spent <= _own_limit(review) else NOBODY
        found.append(granted)
    return tuple(found)


_SUM = "authority.refund_up_to"


def _own_limit(review: Review) -> Decimal:
    """What the agent may give away in this case, all promises together."""
    limit = review.case.facts.authority.refund_up_to if review.case else None
    return exact(limit) if limit is not None else Decimal(0)


def authority(review: Review, promise: Promise, id: str = "") -> CommitmentAuthority:
    """On whose authority a promise stands; `none` carries the clause that names who could."""
    if _above_own(review, promise):
        return NOBODY
    if _approved(review, promise, id):
        return CommitmentAuthority(kind="agent", ref=id or "approved")
    if review.is_prescribed(promise.sentence.text):
        return CommitmentAuthority(kind="policy", ref="escalation")
    return from_case(review, promise) or _from_policy(review, promise)


def _above_own(review: Review, promise: Promise) -> bool:
    """Whether a sum passes what the case lets this agent give: nothing they say can back it."""
    limit = review.case.facts.authority.refund_up_to if review.case else None
    if limit is None or promise.work not in MONEY or _granted_beyond(review):
        return False
    amount = promised_amount(review, promise)
    return amount is not None and amount > exact(limit)


_ABOVE = frozenset(("team_lead", "manager", "director", "specialist"))


def _granted_beyond(review: Review) -> bool:
    """Whether the case says that somebody above the agent has approved it."""
    return bool(_approvers(review))


def _approvers(review: Review) -> set[str]:
    known = review.known.get("approved_by") or review.known.get("approval") or ""
    said = str(known).lower().replace("-", "_").replace(" ", "_")
    return {role for role in _ABOVE if role in said}


def _approved(review: Review, promise: Promise, id: str) -> bool:
    return any(names(each, id, promise.sentence.text) for each in review.approved)


def _from_policy(review: Review, promise: Promise) -> CommitmentAuthority:
    """The clause that allows a promise, or `none` with the clause that says who could."""
    service = _service_clause(review, promise)
    if service:
        return CommitmentAuthority(kind="policy", ref=service)
    refused = ""
    for clause in _ranked(review, promise):
        if _in_force(clause, review) and _applies(review, promise, clause):
            if _may(review, promise, clause):
                return CommitmentAuthority(kind="policy", ref=clause.id)
            refused = refused or clause.id
    return CommitmentAuthority(kind="none", ref=refused)


def _service_clause(review: Review, promise: Promise) -> str:
    wanted = _SERVICE.get(promise.work, ())
    if promise.work == "update" and any(w in promise.clause.lower() for w in ("ask", "pass")):
        wanted = tuple(reversed(wanted))
    there = {clause.id: clause for clause in review.clauses} if wanted else {}
    return next((id for id in wanted if id in there and _in_force(there[id], review)), "")


def _ranked(review: Review, promise: Promise) -> list[Clause]:
    """The clauses that grant this kind of work, those nearest in words first."""
    wanted = _GRANTED_AS[promise.work]
    stems = content(promise.sentence.text)
    offered = {option.clause for playbook in review.playbooks for option in playbook.options}
    fitting = [each for each in review.clauses if any(ask in each.grants for ask in wanted)]
    return sorted(
        fitting,
        key=lambda each: (each.id not in offered, -len(stems & content(each.title + each.text))),
    )


def _in_force(clause: Clause, review: Review) -> bool:
    day = review.case.date.date() if review.case and review.case.date else date.today()
    if clause.superseded_by and _replaced(clause, review, day):
        return False
    return (clause.valid_from or day) <= day <= (clause.valid_until or day)


def _replaced(clause: Clause, review: Review, day: date) -> bool:
    """Whether the clause that follows this one holds already, or cannot be looked at."""
    newer = [each for each in review.clauses if each.id == clause.superseded_by]
    if newer:
        return any((each.valid_from or day) <= day for each in newer)
    return clause.valid_until is None or clause.valid_until < day


def _applies(review: Review, promise: Promise, clause: Clause) -> bool:
    """Whether a clause holds for the case; an offer may leave open what a promise may not."""
    verdict = all_hold(clause.checks, review.case)
    if verdict == "no" or contradicted(review, clause):
        return False
    if excepted(review, promise, clause) or _too_quick(review, promise, clause):
        return False
    return promise.conditional or (verdict == "yes" and met(review, clause))


_WINDOW = re.compile(
    r"\b(?:within|for|up to|in) \S+ (?:\w+ )?(?:hours|days|weeks|months|years?) of\b"
)
"""A time in which a customer may claim; it says nothing of when the money comes."""


def _too_quick(review: Review, promise: Promise, clause: Clause) -> bool:
    """Whether a promise of money is faster than any period its clause names."""
    if promise.work not in MONEY:
        return False
    periods = _durations(review.facts_of(_WINDOW.sub(" ", clause.text)))
    stated = _durations(review.facts_of(promise.clause))
    return bool(periods and stated) and min(stated) < min(periods)


def _durations(facts: tuple[Fact, ...]) -> list[Decimal]:
    return [Decimal(each.value) for each in facts if each.kind == "duration"]


def _may(review: Review, promise: Promise, clause: Clause) -> bool:
    """Whether the agent may grant it alone under this clause, or somebody above has approved."""
    if clause.approval not in ("none", "agent"):
        return clause.approval in _approvers(review) or "director" in _approvers(review)
    if promise.work not in VALUED or clause.approval == "none":
        return True
    amount, limit = promised_amount(review, promise), _limit(clause)
    unit = clause.limit.split()[-1] if clause.limit else ""
    if unit and currency_of(review, promise) not in ("", unit):
        return False
    if limit is not None:
        if amount is not None and amount > limit:
            return _granted_beyond(review)
        return amount is not None or promise.conditional
    own = review.case.facts.authority.refund_up_to if review.case else None
    if promise.work == "replacement" or own is not None:
        return own is None or amount is None or amount <= exact(own)
    company = review.company.refund_limit if review.company else None
    return company is None or amount is None or amount <= exact(company) or _granted_beyond(review)


def _limit(clause: Clause) -> Decimal | None:
    """The money limit of a clause: `50 GBP` → 50."""
    for part in clause.limit.replace(",", "").split():
        try:
            return Decimal(part.strip("£$€"))
        except InvalidOperation:
            continue
    return None


__all__ = ["amounts", "authority", "grants", "promised_amount", "same_work", "stems_of"]
