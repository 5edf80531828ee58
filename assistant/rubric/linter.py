"""The linter: all criteria over one reply, for drafts and for what a person is about to send."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from assistant.domain import Finding
from assistant.rubric import (
    ahead,
    apology,
    asking,
    blaming,
    causes,
    choice,
    claims,
    closing,
    fault,
    feelings,
    irritants,
    language_of,
    minimising,
    open_fault,
    others,
    pleas,
    readability,
    recurrence,
    refusals,
    register,
    repair,
    repeats,
    steering,
    steps,
    structure,
    surface,
    threats,
    truth,
    turns,
)
from assistant.rubric.criteria import CRITERIA, Criterion
from assistant.rubric.mending import fix
from assistant.rubric.outcome import Hit, Outcome, skipped
from assistant.rubric.review import Review
from assistant.rubric.rewrites import suggested

Check = Callable[[Review], Outcome]

CHECKS: dict[str, Check] = {
    "D01": structure.concrete_opening, "D02": structure.everything_answered,
    "D03": feelings.feelings_commanded, "D04": minimising.minimising,
    "D05": feelings.canned_empathy, "D06": apology.apology_share,
    "D07": apology.shifted_apology, "D08": fault.fault_owned, "D09": open_fault.fault_open,
    "D10": repair.repair_backed, "D11": choice.options_offered,
    "D12": pleas.forgiveness_asked, "D13": recurrence.again_promised, "D14": steps.steps_timed,
    "D15": structure.action_outnumbers, "D16": claims.phantom_actions,
    "D17": pleas.policy_shield, "D18": irritants.irritants,
    "D19": turns.but_after_apology, "D20": blaming.blame, "D21": others.comparison,
    "D22": causes.cause_told, "D23": refusals.refusal_whole, "D24": asking.asked_again,
    "D25": ahead.anticipates, "D26": others.plural_agent, "D27": register.register_level,
    "D28": truth.details_true, "D29": readability.readable, "D30": threats.threat_rewarded,
    "D31": repeats.repeat_owned, "D32": closing.closing, "D33": language_of.language_matches,
    "D34": surface.nothing_internal, "D35": steering.instruction_ignored,
}  # fmt: skip
_ANY_LANGUAGE = frozenset(("D27", "D28", "D29", "D33", "D34", "D35"))
"""What can be looked at in any language; the other rules know English words only."""


def lint(review: Review) -> tuple[Finding, ...]:
    """The findings for a reply: every criterion in order, one finding for each place.

    A criterion that nothing breaks has one finding `pass`; one that cannot be looked at without
    a model or a case has one `not_checked` that says why.
    """
    return tuple(
        finding
        for criterion in CRITERIA
        for finding in _findings(criterion, _look(criterion, review), review)
    )


def hard_failures(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that fail a draft."""
    return tuple(each for each in findings if each.status == "fail")


def _look(criterion: Criterion, review: Review) -> Outcome:
    if not review.english and criterion.id not in _ANY_LANGUAGE:
        return skipped(f"the rules know English; this reply seems to be in “{review.language}”")
    return CHECKS[criterion.id](review)


def _findings(criterion: Criterion, outcome: Outcome, review: Review) -> list[Finding]:
    if not outcome.hits:
        return [_clear(criterion.id, outcome.checked, outcome.note)]
    return [
        Finding(
            criterion=criterion.id,
            status="warn" if hit.soft else criterion.severity,
            span=hit.span,
            message=hit.message,
            suggestion=_suggestion(criterion, hit, review),
        )
        for hit in outcome.hits
    ]


def _suggestion(criterion: Criterion, hit: Hit, review: Review) -> str:
    """The sentence as it could be sent where the words are known, else what to do about it."""
    sentence = suggested(review, criterion.id, hit)
    return f"Write “{sentence}”" if sentence else hit.suggestion or criterion.suggestion


@lru_cache(maxsize=256)
def _clear(id: str, checked: bool, note: str) -> Finding:
    """The finding of a criterion that nothing breaks; most replies share theirs."""
    return Finding(criterion=id, status="pass" if checked else "not_checked", message=note)


__all__ = ["CHECKS", "fix", "hard_failures", "lint"]
