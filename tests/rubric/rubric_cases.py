"""Builds reviews from the short form in which the rubric's test data is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.corpus import Clause, Option, Phrase, Playbook, Signal
from assistant.domain import Case, Issue, Triage
from assistant.rubric.review import Review

DATA = Path(__file__).parent.parent / "data"
CLAUSES = {
    each.id: each
    for each in (
        Clause(id="DEL-02", title="Late delivery", document="policies/delivery",
               text="If we are more than two working days late, you choose a new date, a second "
               "parcel, or cancel for a full refund.",
               conditions=("the promised date passed more than two working days ago",),
               grants=("delivery", "replacement", "refund", "cancellation")),
        Clause(id="RET-01", title="Change of mind", document="policies/returns",
               text="You can return an unused item within 30 days of delivery for a full refund.",
               checks=("days_since_delivery <= 30",), grants=("refund",),
               exceptions=("sealed hygiene goods that were opened",)),
        Clause(id="RET25-01", title="Change of mind", document="policies/returns_2025",
               text="14 days.", superseded_by="RET-01", grants=("refund",),
               valid_until=date(2025, 12, 31)),
        Clause(id="BIL-04", title="Fees", document="policies/billing", limit="30 GBP",
               text="One fee in 12 months is waived, up to 30 GBP.", checks=("amount <= 30",),
               grants=("refund", "compensation")),
        Clause(id="SRV-05", title="Goodwill above the agent's limit", document="policies/service",
               text="Goodwill up to 100 GBP by the team lead.", approval="team_lead",
               limit="100 GBP", grants=("compensation",)),
        Clause(id="SRV-01", title="Updates", document="policies/service", grants=("update",),
               text="We can always promise an update by the end of the next business day."),
        Clause(id="SRV-02", title="Asking others", document="policies/service", grants=("update",),
               text="We can always ask another team and pass on its answer."),
        Clause(id="SRV-06", title="Manager", document="policies/service", grants=("manager",),
               text="A manager calls by the next business day."),
    )
}  # fmt: skip
PLAYBOOKS = {
    "late_delivery": Playbook(
        id="late_delivery", label="late delivery", topic="the late delivery",
        team="the delivery team", signals=(Signal(pattern="late"),),
        acknowledgements=(Phrase(text="I am sorry that {order} has kept you waiting."),),
        actions=(Phrase(text="I am asking {team} where it is, and you hear by {deadline}."),),
        closings=(Phrase(text="This stays on my desk until it is settled."),),
        options=(Option(text="keep the order, with a new date", clause="DEL-02"),
                 Option(text="cancel it for a full refund", clause="DEL-02", asks=("refund",))),
    )
}  # fmt: skip


def triage(**given: Any) -> Triage:
    """A triage of an angry customer, with parts of it changed."""
    values: dict[str, Any] = {
        "emotion": "anger", "intensity": 0.7, "severity": "medium", "issues": (), "asks": (),
        "facts": (), "fault": "unknown", "fault_reason": "", "repeat_contact": False,
        "language": "en", "flags": (),
    }  # fmt: skip
    values.update(given)
    values["issues"] = [
        Issue(id=each, label=each.replace("_", " "), span=(0, 5), confidence=1.0)
        for each in values["issues"]
    ]
    return Triage(**values)


def review(reply: str, **given: Any) -> Review:
    """A review of a reply in the context given."""
    case = Case.model_validate(
        {key: given[key] for key in ("message", "facts", "history", "channel", "language", "date")
         if key in given}
    )  # fmt: skip
    return Review(
        reply,
        case=case,
        triage=triage(**given.get("triage", {})),
        clauses=tuple(CLAUSES[each] for each in given.get("clauses", ())),
        playbooks=tuple(PLAYBOOKS[each] for each in given.get("playbooks", ())),
        deadlines=tuple(given.get("deadlines", ())),
        approved=tuple(given.get("approved", ())),
        prescribed=tuple(given.get("prescribed", ())),
    )


def merged(*parts: dict[str, Any]) -> dict[str, Any]:
    """Contexts laid over one another; `facts` and `triage` are merged key by key."""
    result: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            both = isinstance(value, dict) and isinstance(result.get(key), dict)
            result[key] = {**result[key], **value} if both else value
    return result


def load(name: str) -> Any:
    """A file of the test data."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
