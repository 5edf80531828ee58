"""The holding or safety message of a hard stop, and what other flags tell the customer."""

from __future__ import annotations

from datetime import datetime

from assistant.business_hours import spoken
from assistant.corpus import Company, CrisisLine
from assistant.domain import Case, Flag, Triage
from assistant.drafting.slots import fill, filled
from assistant.triage.escalation import leading, promised
from assistant.triage.flags import FlagRules, message_for, reported

_NAMELESS = ("self_harm", "violence")
"""Hard stops whose message repeats nothing of what was reported (DESIGN)."""


def crisis_line(case: Case, company: Company) -> CrisisLine | None:
    """The configured crisis line of the customer's country; never one from anywhere else."""
    country = (case.facts.country or "").strip().casefold()
    return next(
        (line for line in company.crisis_lines if _is_of(line, country)),
        None,
    )


def holding_message(
    case: Case, triage: Triage, rules: FlagRules, company: Company, now: datetime
) -> tuple[str, ...]:
    """The paragraphs of the hard stop's message, without greeting and signature."""
    flag = leading(triage)
    if flag is None:
        return ()
    line = crisis_line(case, company)
    values = {
        "company": company.name,
        "agent": case.facts.agent_name or "",
        "product": case.facts.product or "",
        "reference": "" if case.channel == "social" else case.facts.order_id or "",
        "deadline": spoken(promised(flag, rules, company, now)),
        "crisis_line": line.line if line else "",
        "gas_line": _gas_line(case, company),
        "reported": "" if flag.key in _NAMELESS else reported(case.message, flag, rules),
    }
    known = {key: value for key, value in values.items() if value}
    return filled(_paragraphs(case, flag, rules, line), known)


def _gas_line(case: Case, company: Company) -> str:
    """The gas emergency service where the customer is; of the company's country if not told."""
    country = (case.facts.country or company.country).strip().casefold()
    found = (line for line in company.gas_lines if _is_of(line, country))
    return next((line.line for line in found), "")


def _is_of(line: CrisisLine, country: str) -> bool:
    return country in (line.country.casefold(), *(name.casefold() for name in line.names))


def _paragraphs(
    case: Case, flag: Flag, rules: FlagRules, line: CrisisLine | None
) -> tuple[str, ...]:
    rule = rules.rule(flag.key)
    if rule.key == "self_harm" and line is None:
        return rule.holding_without_line
    return message_for(case.message, flag, rules)


def tell_customer(
    triage: Triage,
    rules: FlagRules,
    company: Company,
    now: datetime,
    *,
    answer: datetime | None = None,
) -> str:
    """What the flags below a hard stop tell the customer; empty where they tell nothing.

    The highest flag speaks, and a manager who was asked for is never passed over in silence.

    Args:
        answer: when the reply promises its answer; where the writer speaks in person and the clock
            of the flag ends later that day, this one time is named and not two.
    """
    flags = sorted((f for f in triage.flags if f.level < 3), key=lambda flag: -flag.level)
    speaking = [flag for flag in flags if rules.rule(flag.key).tell_customer]
    chosen = speaking[:1] + [f for f in speaking[1:] if f.key == "manager_request"]
    return " ".join(text for flag in chosen if (text := _told(flag, rules, company, now, answer)))


def _told(
    flag: Flag, rules: FlagRules, company: Company, now: datetime, answer: datetime | None
) -> str:
    text, values = rules.rule(flag.key).tell_customer, _values(flag, rules, company, now)
    when = promised(flag, rules, company, now)
    if answer and "from me" in text and answer < when and answer.date() == when.date():
        values["deadline"] = spoken(answer)
    return fill(text, values) or ""


def _values(flag: Flag, rules: FlagRules, company: Company, now: datetime) -> dict[str, str]:
    when = promised(flag, rules, company, now)
    return {"deadline": spoken(when), "company": company.name}
