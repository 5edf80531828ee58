"""What only the agent can find out, asked once and never of the customer twice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.corpus import Company, Playbook
from assistant.domain import AgentQuestion, Case, Triage
from assistant.drafting.holding import crisis_line
from assistant.drafting.manner import photo_sent, told_before
from assistant.text import clip
from assistant.triage.assess import CONCERN

_ISSUES = 2
"""Situations whose questions are asked; a third one's would bury what matters."""


_TOLD_BY: dict[str, tuple[str, ...]] = {
    "order_id": ("reference",), "amount": ("amount",), "product": ("product",), "phone": ("phone",),
    "baggage_tag": ("reference",), "claim_reference": ("reference",),
    "membership_number": ("reference",), "promised_price": ("amount",), "fee_name": ("amount",),
    "disputed_payments": ("amount",), "contact_channel": ("phone", "email"),
    "cancellation_date": ("date", "when"), "charge_date": ("date", "when"),
    "charge_dates": ("date", "when"), "appointment_date": ("date", "when"),
    "outage_start": ("date", "duration", "when"), "last_seen": ("date", "when"),
    "drop_times": ("when",), "promise": ("date", "when"), "place_and_time": ("date", "when"),
    "disputed_entry": ("date", "when", "amount"), "refused_request": ("date", "when"), "delivery_date": ("date", "when"),
    "visit_date": ("date", "when"), "visit_time": ("date", "when"), "error_text": ("screen",),
}  # fmt: skip
"""By which details of a message a fact is told, so that it is not asked again (rubric D24)."""
_ATTACHED = re.compile(
    r"\b(?:attach(?:ed|ing|ments?)|enclos(?:ed|ing|ures?)|here(?:'s| is| are) (?:the|my|a) (?:receipt"
    r"|invoice|order|photo|picture|screenshot|email))\b",
    re.IGNORECASE,
)
"""What came with the message holds the number; the agent can look."""
_WHEN = re.compile(
    r"\b(?:since|in|on|from|last|this|every|until) (?:\w+ )?(?:jan|feb|mar|apr|may|june?|july?|aug|sep"
    r"|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun|week|month|year|morning|afternoon|evening"
    r"|night)\w*|\b(?:yesterday|today|tonight|ago|o'clock|midnight|\d{1,2} ?[ap]\.?m)\b",
    re.IGNORECASE,
)
_SCREEN = re.compile(r"\berrors?\b|\b(?:says?|saying|shows?|message)\b[^.!?]{0,20}[\"“‘']", re.I)


def known(fact: str, case: Case, triage: Triage) -> bool:
    """Whether the case, this message or an earlier one of the customer tells a fact."""
    if case.facts.known().get(fact):
        return True
    if "photo" in fact and photo_sent(case):
        return True
    found: set[str] = {entry.kind for entry in (*triage.facts, *told_before(case))}
    found |= {"when"} if _WHEN.search(case.message) else set()
    found |= {"screen"} if _SCREEN.search(case.message) else set()
    if fact in _NUMBERS and _ATTACHED.search(case.message):
        return True
    return bool(found.intersection(_TOLD_BY.get(fact, ())))


_NUMBERS = ("order_id", "baggage_tag", "claim_reference", "membership_number", "photo")


def questions(
    case: Case, triage: Triage, playbooks: Mapping[str, Playbook], company: Company
) -> tuple[AgentQuestion, ...]:
    """What the agent should look up for the first two situations, each question once."""
    asked: dict[str, AgentQuestion] = {}
    if triage.level == 3:
        return _of_a_stop(case, triage, company)
    asked |= _of_doubts(case, triage)
    named = [issue.id for issue in triage.issues if issue.id in playbooks]
    for playbook in (playbooks[name] for name in named[:_ISSUES]):
        for lookup in playbook.find_out:
            if lookup.fact not in asked and not known(lookup.fact, case, triage):
                asked[lookup.fact] = AgentQuestion(
                    id=f"{playbook.id}.{lookup.fact}",
                    question=lookup.question,
                    why=lookup.why,
                    fact=lookup.fact,
                )
    if not case.facts.fault and triage.fault in ("unknown", "disputed", "third_party"):
        asked["fault"] = AgentQuestion(
            id="fault",
            question="Whose failure was it: ours, third_party, customer, or still disputed?",
            why="the apology follows from it; until it is known the reply regrets the effect only",
            fact="fault",
        )
    return tuple(asked.values())


def _of_doubts(case: Case, triage: Triage) -> dict[str, AgentQuestion]:
    """The gravest doubt, first of all questions: a missed hard stop is worse than a question."""
    if case.facts.known().get(CONCERN) or not triage.doubts:
        return {}
    doubt = triage.doubts[0]
    words = clip(" ".join(case.message[slice(*doubt.span)].split()), 120)
    return {
        CONCERN: AgentQuestion(
            id=CONCERN,
            question=f"Could this be {doubt.title}: “{words}”?",
            why=f"the words come near it; if it is, answer {doubt.key}, if not, answer no",
            fact=CONCERN,
        )
    }


def _of_a_stop(case: Case, triage: Triage, company: Company) -> tuple[AgentQuestion, ...]:
    """Before a safety message goes out there is one thing to ask: where the customer is.

    A country without a configured crisis line is said, and no number is made up (ESCALATION, 6).
    """
    in_danger = any(flag.key == "self_harm" for flag in triage.flags)
    if not in_danger or crisis_line(case, company) is not None:
        return ()
    where = case.facts.country or "an unknown country"
    return (
        AgentQuestion(
            id="country",
            question=f"No crisis line is configured for {where}. Where is the customer?",
            why="the message names the crisis line of that country; without one it names none",
            fact="country",
        ),
    )
