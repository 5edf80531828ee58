"""Who must see a case, by when, and the handover from which they can start."""

from __future__ import annotations

from datetime import datetime

from assistant.business_hours import clock, spoken
from assistant.corpus import Company
from assistant.domain import AgentQuestion, Case, Escalation, Flag, Triage
from assistant.text import clip
from assistant.triage.flags import FlagRules
from assistant.triage.history import promises


def due(flag: Flag, rules: FlagRules, company: Company, now: datetime) -> datetime:
    """When the clock of a flag runs out."""
    rule = rules.rule(flag.key)
    return clock(now, company, minutes=rule.minutes, round_the_clock=rule.round_the_clock)


_ORDER = ("self_harm", "violence", "safety", "data_breach", "fraud", "staff_misconduct", "legal")


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
    if not triage.flags:
        return Escalation(
            level=0, owner="", within="", due=None, reasons=(), tell_customer="",
            handover=handover(case, triage, questions=questions),
        )  # fmt: skip
    first = leading(triage) or min(
        (flag for flag in triage.flags if flag.level == triage.level),
        key=lambda flag: due(flag, rules, company, now),
    )
    when = due(first, rules, company, now)
    return Escalation(
        level=first.level,
        owner=first.owner,
        within=first.within,
        due=when,
        reasons=tuple(_reason(flag, case.message, rules) for flag in triage.flags),
        tell_customer=rules.rule(first.key).tell_customer.replace("{deadline}", spoken(when)),
        handover=handover(case, triage, questions=questions),
    )


def _reason(flag: Flag, message: str, rules: FlagRules) -> str:
    words = clip(message[flag.span[0] : flag.span[1]], 80)
    return f"{rules.rule(flag.key).title} (level {flag.level}): “{words}”"


def handover(case: Case, triage: Triage, *, questions: tuple[AgentQuestion, ...] = ()) -> str:
    """A summary for whoever takes over, so that the customer repeats nothing.

    Who, what happened, what they want, what was promised, mood, open questions: a line each,
    and no line for what is not known.
    """
    known = {key: value for key, value in case.facts.known().items() if key != "authority"}
    who = str(known.pop("customer_name", "") or "name not known")
    turns = len(case.history)
    lines = [
        f"Who: {who}, by {case.channel}" + (f", after {turns} earlier messages" if turns else ""),
        f"What happened: {', '.join(issue.label for issue in triage.issues)}. "
        f"In their words: “{clip(case.message, 240)}”",
        f"What they want: {', '.join(triage.asks) or 'not said'}",
        f"Known: {_known(case, triage, known)}",
        f"Fault: {triage.fault.replace('_', ' ')} ({triage.fault_reason})",
        f"Mood: {triage.emotion}, {round(triage.intensity * 100)} of 100"
        + ("; has contacted us before" if triage.repeat_contact else ""),
    ]
    for promise in promises(case):
        made = f" on {promise.made:%d %B %Y}" if promise.made else ""
        lines.append(f"Promised{made} ({promise.state}): {clip(promise.text, 160)}")
    lines += [f"Open: {question.question}" for question in questions]
    return "\n".join(lines)


def _known(case: Case, triage: Triage, known: dict[str, object]) -> str:
    stated = [f"{key.replace('_', ' ')} {value}" for key, value in known.items()]
    found = [
        f"{fact.kind.replace('_', ' ')} “{case.message[fact.span[0] : fact.span[1]]}”"
        for fact in triage.facts
    ]
    return "; ".join(stated + found) or "no reference, amount or date yet"
