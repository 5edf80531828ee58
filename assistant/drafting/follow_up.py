"""The steps that are owed after a reply: from its promises, its playbooks and its flags.

They come from the ledger, so that text and tasks cannot disagree.
"""

from __future__ import annotations

from datetime import datetime

from assistant.corpus import Company
from assistant.domain import Commitment, FollowUp
from assistant.drafting.brief import Brief
from assistant.rubric.due import hours_from, moment
from assistant.triage.escalation import due
from assistant.triage.flags import FlagRules


def follow_ups(
    brief: Brief, commitments: tuple[Commitment, ...], rules: FlagRules, company: Company
) -> tuple[FollowUp, ...]:
    """Each promise, each internal step of the playbooks, each duty of the flags, soonest first."""
    channel = brief.case.channel
    steps = [
        FollowUp(
            action=commitment.what,
            owner=commitment.owner,
            due=_when(commitment.due, brief, company),
            channel=channel,
            commitment=commitment.id,
        )
        for commitment in commitments
        if commitment.status != "rewritten" and (brief.mode != "hard_stop" or commitment.due)
    ]
    for flag in brief.triage.flags:
        if flag.must:
            when = due(flag, rules, company, brief.now)
            duties = "; ".join(flag.must)
            steps.append(FollowUp(action=duties, owner=flag.owner, due=when, channel="internal"))
    for point in brief.points[:2] if brief.mode != "hard_stop" else ():
        steps += [
            FollowUp(action=action, owner="agent", due=brief.deadline, channel="internal")
            for action in point.follow_ups
        ]
    unique = {(step.action, step.owner): step for step in steps}
    return tuple(
        sorted(
            unique.values(),
            key=lambda step: (step.due or brief.deadline, step.commitment is None),
        )
    )


def _when(text: str | None, brief: Brief, company: Company) -> datetime:
    """The moment a promise names, within business hours; where none is clear, our own deadline."""
    if not text:
        return brief.deadline
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        named = hours_from(text, brief.now, company) or moment(text, brief.now, company)
        return named or brief.deadline
    return when if when.tzinfo else when.replace(tzinfo=brief.deadline.tzinfo)
