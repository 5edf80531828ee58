"""The evidence map: what a sentence rests on, and what rests on nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rubric.rubric_cases import review

from assistant.rubric.commitments import commitments
from assistant.rubric.counts import counts
from assistant.rubric.evidence import evidence
from assistant.rubric.linter import hard_failures, lint

_CONTEXT: dict[str, Any] = {
    "message": "The blue kettle from order 48213 is two weeks late. I paid £49.99 and rang twice.",
    "facts": {"order_id": "48213", "amount": 49.99, "currency": "GBP", "status": "held in Leeds",
              "customer_name": "Ann Lee", "actions_done": ["trace opened"]},
    "clauses": ["DEL-02", "SRV-01", "SRV-02"],
    "playbooks": ["late_delivery"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "kind", "ref"),
    [
        ("Order 48213 is late.", "case", "order_id"),
        ("Your parcel is held in Leeds.", "case", "status"),
        ("You paid £49.99 for it.", "case", "amount"),
        ("It has been 14 days.", "case", "message"),
        ("You rang about the blue kettle.", "case", "message"),
        ("I have opened a trace.", "case", "actions_done"),
        ("I am asking the delivery team today.", "policy", "SRV-02"),
        ("I will write to you by noon.", "policy", "SRV-01"),
        (
            "You can choose a new date, a second parcel, or cancel for a full refund.",
            "policy",
            "DEL-02",
        ),
        ("(b) cancel it for a full refund", "policy", "DEL-02"),
        ("I am sorry that your order has kept you waiting.", "guidance", "late_delivery"),
        ("This stays on my desk until it is settled.", "guidance", "late_delivery"),
        ("Thank you for telling me.", "courtesy", ""),
        ("We will refund £49.99 today.", "unsupported", "promise"),
        ("The refund is £60.", "unsupported", "£60"),
        ("Order 99117 is on the van.", "unsupported", "99117"),
        ("I have refunded the charge.", "unsupported", "I have refunded"),
        ("A storm closed the harbour.", "unsupported", ""),
    ],
)
def test_ground_of_a_sentence(sentence: str, kind: str, ref: str) -> None:
    """Each sentence rests on the case, a clause, the guidance, courtesy, or nothing."""
    found = evidence(review(f"Dear Ms Lee,\n\n{sentence}\n\nKind regards,\nSam", **_CONTEXT))
    assert [each.kind for each in (found[0], found[-1])] == ["courtesy", "courtesy"]
    assert (found[1].sentence, found[1].kind, found[1].ref) == (sentence, kind, ref)


def test_every_sentence_has_one_entry_in_order() -> None:
    """Joined in order, the entries hold every word of the reply."""
    reply = "Hi Ann, the kettle is late. I am on it.\n\n- one\n- two\n\nBest wishes,\nSam"
    found = evidence(review(reply, **_CONTEXT))
    assert " ".join(each.sentence for each in found).split() == reply.split()


def test_prescribed_text_stands_on_its_rule() -> None:
    """What an escalation rule makes us say is neither unsupported nor an unbacked promise."""
    text = "I have passed this to the fraud team. They will call you by 5 pm."
    looked = review(text, **_CONTEXT, prescribed=[text])
    assert [(each.kind, each.ref) for each in evidence(looked)] == [("policy", "escalation")] * 2
    assert [each.authority.ref for each in commitments(looked)] == ["escalation"]
    assert [each.criterion for each in hard_failures(lint(looked))] == ["D01"]


_LABELLED: dict[str, Any] = {
    "message": "The blue kettle from order 48213 is two weeks late. I paid £49.99 and rang twice, "
    "nobody called back. The driver laughed at me: nobody cares! I also ordered a dozen cups. It "
    "was for my mother's birthday on 20 March.",
    "facts": {"order_id": "48213", "amount": 49.99, "currency": "GBP", "country": "GB",
              "status": "held in Leeds", "customer_name": "Ann Lee", "agent_name": "Sam",
              "purchase_date": "2026-03-03", "promised_date": "2026-03-06",
              "actions_done": ["trace opened"]},
    "date": "2026-03-21T10:00:00",
    "clauses": ["DEL-02", "RET-01", "SRV-01", "SRV-02"],
    "playbooks": ["late_delivery"],
}  # fmt: skip


def test_kind_of_labelled_sentences() -> None:
    """Of own labelled sentences, at least 95 in 100 rest on what the label says."""
    file = Path(__file__).parent.parent / "data" / "evidence.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    wrong = []
    for row in rows:
        reply = f"Dear Ms Lee,\n\n{row['sentence']}\n\nKind regards,\nSam"
        found = evidence(review(reply, **_LABELLED))[1]
        if found.kind != row["kind"]:
            wrong.append((row, found.kind, found.ref))
    assert len(rows) >= 60
    assert len(wrong) <= 0.05 * len(rows), wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a dozen cups", {12}), ("12 cups", {12}), ("two dozen eggs", {24}), ("half a dozen", {6}),
        ("three blue shirts", {3}), ("two weeks", set()), ("twelve pounds", set()),
        ("two ways", set()), ("order 48213", set()), ("one cup", set()), ("five people", {5}),
    ],
)  # fmt: skip
def test_counts(text: str, found: set[int]) -> None:
    """Things are counted alike in words and figures; periods and sums are no counts."""
    assert counts(text) == found
