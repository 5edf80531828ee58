"""Who must see a case, and by when; what the customer is told about it."""

from __future__ import annotations

from datetime import datetime

from assistant.business_hours import add_hours, clock, rounded, spoken
from assistant.corpus import Company
from assistant.domain import AgentQuestion, Case, Escalation, Flag, Triage
from assistant.text import clip
from assistant.triage.careful import flag_words
from assistant.triage.flags import FlagRules
from assistant.triage.handover import handover

_ORDER = ("self_harm", "violence", "safety", "data_breach", "fraud", "staff_misconduct", "legal")
_WORKING_HOUR = 1.0
_HALF_AN_HOUR = 30


def due(flag: Flag, rules: FlagRules, company: Company, now: datetime) -> datetime:
    """When the clock of a flag runs out, in the company's time zone."""
    rule = rules.rule(flag.key)
    return clock(now, company, minutes=rule.minutes, round_the_clock=rule.round_the_clock)


def promised(flag: Flag, rules: FlagRules, company: Company, now: datetime) -> datetime:
    """The time a customer is told: the clock of the flag, but never one outside working hours.

    The clock binds us; what the customer is told must be kept by people who are there. Only a
    hard stop, whose owners are on call, is promised its own clock.
    """
    when = due(flag, rules, company, now)
    if flag.level == 3:  # a clock of no minutes is a duty, not a time that can be promised
        soon = clock(now, company, minutes=_HALF_AN_HOUR, round_the_clock=True)
        return rounded(max(when, soon), company)
    return rounded(max(when, add_hours(now, _WORKING_HOUR, company)), company)


def leading(triage: Triage) -> Flag | None:
    """The hard stop that decides message and owner: life first, then harm, then rights."""
    stops = [flag for flag in triage.flags if flag.level == 3]
    return min(stops, key=lambda f: _ORDER.index(f.key) if f.key in _ORDER else 99, default=None)


def escalate(
    case: Case,
    triage: Triage,
    *,
    rules: FlagRules,
    company: Company,
    now: datetime,
    questions: tuple[AgentQuestion, ...] = (),
) -> Escalation:
    """The escalation that the flags ask for; level 0 where there is none.

    The hard stop that leads the message leads here too; below that the highest level decides,
    and among its flags the shortest clock names the owner.
    """
    summary = handover(case, triage, company=company, now=now, rules=rules, questions=questions)
    if not triage.flags:
        return Escalation(
            level=0, owner="", within="", due=None, reasons=(), tell_customer="", handover=summary
        )
    first = leading(triage) or min(
        (flag for flag in triage.flags if flag.level == triage.level),
        key=lambda flag: due(flag, rules, company, now),
    )
    told = spoken(promised(first, rules, company, now))
    return Escalation(
        level=first.level,
        owner=first.owner,
        within=first.within,
        due=due(first, rules, company, now),
        reasons=tuple(_reason(flag, case, triage, rules) for flag in triage.flags),
        tell_customer=rules.rule(first.key).tell_customer.replace("{deadline}", told),
        handover=summary,
    )


def _reason(flag: Flag, case: Case, triage: Triage, rules: FlagRules) -> str:
    """The situation, its level, the words that raised it, and the clock that the law sets."""
    words = flag_words(case, flag, rules, language=triage.language)
    said = f": “{clip(words, 80)}”" if words else ""
    law = f" (legal clock: {flag.legal_clock})" if flag.legal_clock else ""
    return f"{rules.rule(flag.key).title} (level {flag.level}){said}{law}"
