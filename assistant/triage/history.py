"""What the conversation so far says: repeated contact, promises that were not kept, fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from assistant.corpus import Playbook
from assistant.domain import Case, Fact, Fault, Issue, Message
from assistant.text import sentences
from assistant.triage.matching import PatternSet

_AGAIN = (
    r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th|\d+th|nth|umpteenth) (?:time|email|e-mail|call|message|complaint|attempt|request)",
    r"\b(?:called|contacted|emailed|e-mailed|written|wrote|messaged|phoned|rang|asked|complained|reported|chased|tweeted|dm'?d|spoken|tried)\b.{0,40}\b(?:\d+ ?x|\d+ times|twice|several|multiple|many|numerous|countless|repeatedly|again|again and again)",
    r"\b(?:still|yet) (?:have ?n.?t|has ?n.?t|not|no|nothing|waiting for an?) (?:\w+ ){0,3}(?:reply|response|answer|replied|responded|answered|heard|back|resolved|resolution|fixed|update)",
    r"\bas i (?:already )?(?:said|told|wrote|explained)|\balready (?:told|said|explained|contacted|reported|complained|sent|called|emailed|raised)",
    r"\b(?:keep|kept) (?:calling|emailing|asking|contacting|writing|getting (?:told|transferred|passed))|\bonce again\b|\byet again\b|\bhow many (?:more )?times",
    r"\b(?:was|were|been) (?:promised|assured|told)\b.{0,60}\b(?:would|will|within|by|call|refund|back|but|never|still)",
)  # fmt: skip
_PROMISE = (
    r"\b(?:i|we)(?:'ll| will| shall| am going to| are going to)\b|\byou (?:will|'ll|should) (?:receive|get|have|hear|see)\b"
    r"|\b(?:i|we) promise\b|\bwill be (?:refunded|sent|delivered|credited|fixed|resolved|replaced|processed|with you|called)",
)  # fmt: skip
_OURS = (
    r"\b(?:our|my) (?:mistake|error|fault|oversight)\b|\bwe (?:made a mistake|got (?:this|it) wrong|failed)\b|\berror on our (?:side|end|part)\b",
)  # fmt: skip
_DENIED = (
    r"\b(?:you|they|your (?:team|staff|agent|people|company)|he|she) (?:claim|say|said|insist|told me|tell me|are telling me)\w* (?:that )?(?:i|it (?:is|was) my|my)\b.{0,30}\b(?:not|never|owe|signed|agreed|ordered|received|broke|caused|fault|responsible)\b|\bi (?:never|did ?n.?t|did not) (?:sign|order|authori[sz]e|open|request|agree|make|apply|do)\b|\bnot (?:mine|my (?:debt|account|fault))\b|\b(?:does|do) not belong to me\b|\bdispute\w*\b",
)  # fmt: skip
_MINE = (r"\b(?:my (?:own )?(?:mistake|fault|bad)\b|i (?:forgot|misread|ordered the wrong|entered the wrong|put in the wrong|accidentally)\b|by mistake i\b|i made a mistake)",)  # fmt: skip


@lru_cache(maxsize=1)
def _patterns() -> dict[str, PatternSet]:
    named = {"again": _AGAIN, "promise": _PROMISE, "ours": _OURS, "denied": _DENIED, "mine": _MINE}
    return {name: PatternSet(patterns) for name, patterns in named.items()}


class Promise(NamedTuple):
    """An earlier commitment of an agent: its sentence, when it was made, and how it stands."""

    text: str
    made: datetime | None
    state: str
    """`kept`, `missed` or `open`."""


def repeat_contact(case: Case, facts: Sequence[Fact]) -> bool:
    """Whether the customer had to come back: earlier turns, or the message says so."""
    if sum(turn.role == "customer" for turn in case.history) and any(
        turn.role == "agent" for turn in case.history
    ):
        return True
    if any(fact.kind == "contact_count" and fact.value not in ("0", "1") for fact in facts):
        return True
    return bool(_patterns()["again"].matches(case.message.replace("’", "'")))


def promises(case: Case) -> tuple[Promise, ...]:
    """What agents promised in the history, with its state where the dates tell."""
    found: list[Promise] = []
    for number, turn in enumerate(case.history):
        if turn.role != "agent":
            continue
        for start, end in sentences(turn.text):
            text = turn.text[start:end]
            if not text.endswith("?") and _patterns()["promise"].matches(text.replace("’", "'")):
                state = _state(case, turn, case.history[number + 1 :])
                found.append(Promise(text, turn.date, state))
    return tuple(found)


def _state(case: Case, turn: Message, later: Sequence[Message]) -> str:
    """Missed where the customer came back after it to complain; without a sign, open."""
    done = [action.lower() for action in case.facts.actions_done if action]
    if any(action in turn.text.lower() for action in done):
        return "kept"
    came_back = [entry.text for entry in later if entry.role == "customer"] + [case.message]
    text = " ".join(came_back).replace("’", "'")
    return "missed" if _patterns()["again"].matches(text) or "still" in text.lower() else "open"


def fault(
    case: Case, issues: Sequence[Issue], playbooks: Mapping[str, Playbook]
) -> tuple[Fault, str]:
    """Whose failure it is, and why we say so. A stated fault wins over an inferred one.

    Nothing is ours by inference from the customer's words alone: that would admit what
    nobody has checked (rubric D09).
    """
    if case.facts.fault:
        return case.facts.fault, "the case says so"
    patterns = _patterns()
    for turn in case.history:
        if turn.role == "agent" and patterns["ours"].matches(turn.text.replace("’", "'")):
            return "ours", "an agent confirmed it earlier in the conversation"
    message = case.message.replace("’", "'")
    if patterns["mine"].matches(message):
        return "customer", "the customer says that it was their own mistake"
    if patterns["denied"].matches(message):
        return "disputed", "the customer contradicts what was said or recorded"
    known = [playbooks[issue.id] for issue in issues if issue.id in playbooks]
    if known and known[0].usual_fault == "third_party":
        return "third_party", f"{known[0].label}: usually another company's part; not confirmed"
    return "unknown", "nothing in the case confirms whose failure it is"
