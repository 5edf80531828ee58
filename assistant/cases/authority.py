""" "May I offer 20 %?": what the case and the policies allow, and who decides where they do not.

A yes rests on the same check that a reply goes through before it is sent, so that what is allowed
here is not refused there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from assistant.cases.means import Means
from assistant.cases.phrasebook import Phrasebook
from assistant.corpus import Clause
from assistant.domain import Ask, Case, Commitment, Record
from assistant.facts import find_facts

Verdict = Literal["yes", "if", "ask", "no"]
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|per ?cent\b)", re.IGNORECASE)
_APPROVERS = {
    "team_lead": "a team lead",
    "manager": "a manager",
    "specialist": "a specialist",
}
_RELEVANT = 0.3
_CLAUSES = 3
_OWN = {"none", "agent"}


class Authority(Record):
    """What may be offered: `yes`; `if` the conditions hold; `ask` somebody; `no` clause at all."""

    verdict: Verdict
    text: str
    clauses: tuple[str, ...]


def authority(means: Means, words: Phrasebook, offer: str, case: Case | None) -> Authority:
    """Whether an offer may be made in a case.

    Args:
        offer: what the agent wants to do: "offer 20 %", "refund the delivery charge".
        case: None where there is none yet; then only the policies answer.
    """
    kind = words.offer_kind(offer)
    clauses = _clauses(means, offer, kind, case) if kind else ()
    sum_, note = _sum(means, offer, case)
    if case is not None:
        granted = _granted(means, _sentence(offer, kind), case)
        if granted is not None and granted.authority.kind == "case":
            return _by_case(granted, case, note)
        if granted is not None and granted.authority.ref in {clause.id for clause in clauses}:
            clause = next(c for c in clauses if c.id == granted.authority.ref)
            return Authority(verdict="yes", text=_yes(clause, note), clauses=(clause.id,))
    if not clauses:
        return Authority(verdict="no", text=_nowhere(means, offer), clauses=())
    return _by_clause(clauses[0], clauses[1:], sum_, note)


def _nowhere(means: Means, offer: str) -> str:
    """That no clause grants it, what comes nearest, and what to do instead."""
    near = ", ".join(f"{c.id} ({c.title})" for c in _searched(means, offer, means.clauses())[:2])
    nearest = f" What comes nearest: {near}." if near else ""
    limit = _money(means.company().refund_limit, means.company().currency)
    return (
        f"No policy here allows it.{nearest} Do not promise it; ask a team lead, and tell the"
        f" customer when you will answer. (Your own limit for refunds: {limit}.)"
    )


def everything(means: Means, case: Case) -> Authority:
    """All that the case and the playbooks of its situations offer."""
    known, given = means.clauses(), case.facts.authority
    playbooks = means.playbooks()
    options = [
        option
        for issue in means.triage(case).triage.issues
        if issue.id in playbooks
        for option in playbooks[issue.id].options
        if option.clause in known
    ]
    company = means.company()
    lines = [f"- {each.text} ({each.clause}{_bound(known[each.clause])})" for each in options]
    lines += [f"- {action} (this case)" for action in given.actions]
    own = given.refund_up_to if given.refund_up_to is not None else company.refund_limit
    limit = (
        f"Refunds up to {_money(own, case.facts.currency or company.currency)} are yours to make"
    )
    text = "\n".join([*dict.fromkeys(lines), f"{limit}; conditions are in the clauses."])
    clauses = tuple(dict.fromkeys(each.clause for each in options))
    return Authority(verdict="if" if options else "no", text=text, clauses=clauses)


def _bound(clause: Clause) -> str:
    who = "" if clause.approval in _OWN else f", {_APPROVERS[clause.approval]} decides"
    return f", up to {clause.limit}{who}" if clause.limit else who


def _by_case(granted: Commitment, case: Case, note: str) -> Authority:
    given = case.facts.authority
    said = [f"refunds up to {_money(given.refund_up_to, case.facts.currency or '')}"] * (
        given.refund_up_to is not None
    )
    allowed = ", ".join([*said, *given.actions]) or granted.authority.ref
    return Authority(verdict="yes", text=f"Yes: this case allows {allowed}.{note}", clauses=())


def _by_clause(
    clause: Clause, others: Sequence[Clause], sum_: Decimal | None, note: str
) -> Authority:
    limit = _limit(clause)
    more = f" See also {', '.join(other.id for other in others)}." if others else ""
    named = (clause.id, *(other.id for other in others))
    if clause.approval not in _OWN:
        who = _APPROVERS[clause.approval]
        text = f"Not on your own: {clause.id} ({clause.title}) asks for {who}.{note}"
        return Authority(verdict="ask", text=text + _terms(clause) + more, clauses=named)
    if sum_ is not None and limit is not None and sum_ > limit:
        text = (
            f"Not on your own: {clause.id} ({clause.title}) lets an agent decide up to"
            f" {clause.limit}.{note} {_flat(clause.text)}"
        )
        return Authority(verdict="ask", text=text + more, clauses=named)
    bound = f" up to {clause.limit}" if clause.limit else ""
    text = f"{clause.id} ({clause.title}) allows it{bound}, if its conditions hold.{note}"
    return Authority(verdict="if", text=text + _terms(clause) + more, clauses=named)


def _yes(clause: Clause, note: str) -> str:
    bound = f" up to {clause.limit}" if clause.limit else ""
    return f"Yes, under {clause.id} ({clause.title}){bound}.{note}{_terms(clause)}"


def _terms(clause: Clause) -> str:
    conditions = f" Conditions: {'; '.join(clause.conditions)}." if clause.conditions else ""
    exceptions = f" Not for: {'; '.join(clause.exceptions)}." if clause.exceptions else ""
    return conditions + exceptions


def _clauses(means: Means, offer: str, kind: Ask, case: Case | None) -> tuple[Clause, ...]:
    """The clauses that grant this kind of thing: the situation's first, then by the words."""
    known: Mapping[str, Clause] = means.clauses()
    own = [known[name] for name in _of_situation(means, case) if name in known]
    ranked = [*own, *_searched(means, f"{offer} {kind}", known)]
    fitting = [clause for clause in ranked if kind in clause.grants]
    ranked = fitting or [c for c in _searched(means, offer, known, 0.1) if kind in c.grants]
    unique = {clause.id: clause for clause in ranked}
    return tuple(unique.values())[:_CLAUSES]


def _searched(
    means: Means, query: str, known: Mapping[str, Clause], least: float = _RELEVANT
) -> list[Clause]:
    found = (p for p in means.search(query, "policy", 20) if p.score >= least)
    return [known[name] for p in found if (name := p.metadata.get("clause", "")) in known]


def _of_situation(means: Means, case: Case | None) -> list[str]:
    """The clauses that the playbooks of the case's situations offer from."""
    if case is None:
        return []
    playbooks = means.playbooks()
    issues = [issue.id for issue in means.triage(case).triage.issues if issue.id in playbooks]
    return [option.clause for issue in issues for option in playbooks[issue].options]


def _sentence(offer: str, kind: Ask | None) -> str:
    """The promise that the offer would be in a reply."""
    said = offer.strip().rstrip("?.! ")
    if kind == "compensation" and not re.search(r"\b(?:compensation|goodwill)\b", said):
        said = f"{said} as compensation"
    return f"I will {said}."


def _granted(means: Means, sentence: str, case: Case) -> Commitment | None:
    """The promise as the check of replies sees it, where it stands on somebody's authority."""
    made = means.lint(sentence, case).commitments
    backed = (each for each in made if each.status == "backed")
    return next(backed, None)


def _sum(means: Means, offer: str, case: Case | None) -> tuple[Decimal | None, str]:
    """How much money an offer is about, and how it was worked out."""
    share = _PERCENT.search(offer)
    amount, source = _paid(case)
    if share is None:
        found = [f for f in find_facts(offer) if f.kind == "amount"]
        return (Decimal(found[0].value), "") if found else (None, "")
    if amount is None:
        return None, " What it is in money depends on the amount, which is not known here."
    made = (Decimal(share[1].replace(",", ".")) * Decimal(str(amount)) / 100).quantize(
        Decimal("0.01")
    )
    currency = (case.facts.currency if case else None) or means.company().currency
    return made, f" {share[1]} % of {_money(amount, currency)} is {_money(made, currency)}{source}."


def _paid(case: Case | None) -> tuple[float | Decimal | None, str]:
    """What was paid: the fact of the case, else the only sum that the customer names."""
    if case is None or case.facts.amount is not None:
        return (case.facts.amount if case else None), ""
    turns = [case.message, *(turn.text for turn in case.history if turn.role == "customer")]
    named = {fact.value for turn in turns for fact in find_facts(turn) if fact.kind == "amount"}
    return (
        (Decimal(named.pop()), ", going by what the customer says")
        if len(named) == 1
        else (None, "")
    )


def _limit(clause: Clause) -> Decimal | None:
    match = re.search(r"\d+(?:\.\d+)?", clause.limit.replace(",", ""))
    return Decimal(match[0]) if match else None


def _money(amount: float | Decimal | None, currency: str) -> str:
    return f"{Decimal(str(amount or 0)):.2f} {currency}".strip()


def _flat(text: str) -> str:
    return " ".join(text.split())
