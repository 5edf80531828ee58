"""What only the agent can find out, asked once and never of the customer twice."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.corpus import Company, Playbook
from assistant.domain import AgentQuestion, Case, Triage
from assistant.drafting.holding import crisis_line
from assistant.drafting.manner import photo_sent, told_before

_ISSUES = 2
"""Situations whose questions are asked; a third one's would bury what matters."""


def known(fact: str, case: Case, triage: Triage) -> bool:
    """Whether the case, this message or an earlier one of the customer tells a fact."""
    kinds = {"order_id": "reference", "amount": "amount", "product": "product", "phone": "phone"}
    if case.facts.known().get(fact):
        return True
    if "photo" in fact and photo_sent(case):
        return True
    found = {entry.kind for entry in (*triage.facts, *told_before(case))}
    return kinds.get(fact, "") in found


def questions(
    case: Case, triage: Triage, playbooks: Mapping[str, Playbook], company: Company
) -> tuple[AgentQuestion, ...]:
    """What the agent should look up for the first two situations, each question once."""
    asked: dict[str, AgentQuestion] = {}
    if triage.level == 3:
        return _of_a_stop(case, triage, company)
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
