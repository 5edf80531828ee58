"""On which clause a wish fails: a clause in force that covers it, and a fact that rules it out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from assistant.corpus import Clause, Playbook
from assistant.domain import Ask, Case, Passage, Record
from assistant.facts import amount_text, date_text
from assistant.rubric.conditions import holds
from assistant.rubric.wording import content, weight
from assistant.text import lowered_first

_CHECK = re.compile(r"^\s*([A-Za-z_][\w.]*)\s*(<=|>=|==|!=|<|>)\s*(\S(?:.*\S)?)\s*$")
_NAMED_CLAUSE = re.compile(r"\b[A-Z]{2,5}\d*-\d+\b")
_NEAR = 2.0
"""Weight of shared telling words from which a retrieved clause speaks of this case."""
_HIGHER = {"team_lead": "team lead", "manager": "manager", "specialist": "specialist"}
_COMPARED = {"<=": "at most", "<": "less than", ">=": "at least", ">": "more than"}


class Ground(Record):
    """The clause on which a wish fails."""

    clause: str
    check: str
    values: dict[str, str]
    decider: str = ""
    recognised: bool = True


def in_force(clause: Clause, day: date) -> bool:
    """Whether a clause holds on a day."""
    if clause.superseded_by:
        return False
    return (clause.valid_from or day) <= day <= (clause.valid_until or day)


def by_playbook(
    case: Case, ask: Ask, known: Sequence[Playbook], clauses: Mapping[str, Clause]
) -> Ground | None:
    """The clause of the situations' own options, where every one of them is ruled out."""
    first: Ground | None = None
    for option in (option for playbook in known for option in playbook.options):
        clause = clauses.get(option.clause)
        if clause is None or not (ask in option.asks or _is_fee(ask, clause)):
            continue
        ground = _ground(case, clause, clauses)
        if ground is None:
            return None
        first = first or ground
    return first


def _is_fee(ask: Ask, clause: Clause) -> bool:
    return ask == "correction" and ask in clause.grants and bool(clause.checks)


def by_words(
    case: Case,
    ask: Ask,
    known: Sequence[Playbook],
    clauses: Mapping[str, Clause],
    passages: Sequence[Passage],
) -> Ground | None:
    """The retrieved clause that speaks of this case most, where the facts rule it out.

    A clause that stays open and speaks of the case as much keeps the wish open.
    """
    told = content(case.message)
    names = [passage.metadata.get("clause", "") for passage in passages]
    names += [option.clause for playbook in known for option in playbook.options]
    found = [
        clause
        for name in dict.fromkeys(names)
        if (clause := clauses.get(name)) and ask in clause.grants
    ]
    ranked = sorted(((-_shared(told, each), each.id) for each in found), key=lambda pair: pair[0])
    if not ranked or (-ranked[0][0] < _NEAR and (known or -ranked[0][0] < _NEAR - 0.5)):
        return None
    best = [clauses[name] for near, name in ranked if near == ranked[0][0]]
    grounds = [_ground(case, clause, clauses) for clause in best]
    if not all(grounds) or grounds[0] is None:
        return None
    return grounds[0].model_copy(update={"recognised": False})


def _shared(told: frozenset[str], clause: Clause) -> float:
    return weight(told & content(f"{clause.title} {clause.text}"))


def _ground(case: Case, clause: Clause, clauses: Mapping[str, Clause]) -> Ground | None:
    """Why a clause does not hold for a case; None where it does or may."""
    for check in clause.checks:
        if holds(check, case) == "no":
            name, values = _told(check, case)
            decider = "team lead" if name == "amount" else ""
            return Ground(clause=clause.id, check=name, values=values, decider=decider)
    for exception in clause.exceptions:
        for named in _NAMED_CLAUSE.findall(exception):
            goods = _excepted(case, clauses[named]) if named in clauses else ""
            if goods:
                values = {"excluded": goods}
                return Ground(clause=named, check="excluded", values=values)
    if clause.approval in _HIGHER:
        decider = _HIGHER[clause.approval]
        return Ground(clause=clause.id, check="approval", values={}, decider=decider)
    return None


def _told(check: str, case: Case) -> tuple[str, dict[str, str]]:
    """The name of the fact that a check asks for, and what check and case say of it."""
    match = _CHECK.match(check)
    if match is None:
        return "", {}
    name, operator, limit = match.groups()
    known = case.facts.known()
    values = {"fact": name.replace("_", " "), "compared": _COMPARED.get(operator, "")}
    if name == "amount":
        code = case.facts.currency or "GBP"
        return name, {**values, "limit": amount_text(limit, code),
                      "actual": amount_text(known.get(name, 0), code)}  # fmt: skip
    values |= {"limit": limit, "actual": str(known.get(name, ""))}
    if name.startswith("days_since_"):
        values |= _since(name.removeprefix("days_since_"), case, known)
    return name, {key: value for key, value in values.items() if value}


def _since(event: str, case: Case, known: Mapping[str, Any]) -> dict[str, str]:
    stated = known.get(f"{event}_date", known.get(event))
    found = {"event": event.replace("_", " ")}
    try:
        then = stated if isinstance(stated, date) else datetime.fromisoformat(str(stated)).date()
    except ValueError:
        return found
    today = case.date.date() if case.date else datetime.now(UTC).date()
    return {**found, "then": date_text(then), "passed": str((today - then).days)}


def _excepted(case: Case, clause: Clause) -> str:
    """The kind of goods that a clause names and the case shows; empty where it shows none.

    A kind of two words or fewer ("made to your order") must stand in the facts: customers say
    "I made an order" of everything.
    """
    stated = " ".join(
        f"{key} {value}" for key, value in case.facts.known().items() if value is not False
    )
    facts = content(stated.replace("_", " "))
    told = content(case.message)
    subject = re.split(r"\b(?:cannot|can not|may not|are not|is not)\b", clause.text)[0]
    for kind in re.split(r",| and ", subject):
        stems = content(kind) - content("goods items made things")
        if stems and (stems <= facts or (len(stems) >= 3 and stems <= told | facts)):
            return lowered_first(" ".join(kind.split()))
    return ""
