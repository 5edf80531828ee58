"""What comes near a hard stop is asked of the agent, who can name it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.knowledge.escalation import load_rules
from assistant.settings import shipped
from assistant.triage.flags import FlagRules, look

RULES = FlagRules(load_rules(shipped("knowledge") / "escalation.yaml"), classifier=True)
ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "triage" / "final_flags.jsonl")
    .read_text("utf-8")
    .splitlines()
]


@pytest.fixture(scope="module")
def doubted() -> list[str]:
    """Messages that come near a hard stop and are flagged for none."""
    return [row["text"] for row in ROWS if look(row["text"], RULES).doubts]


def test_doubts_stand_beside_no_hard_stop(doubted: list[str]) -> None:
    """Where one is flagged there is nothing left to doubt, and a doubt points into the message."""
    assert len(doubted) > 10
    for text in doubted:
        looked = look(text, RULES)
        assert all(flag.level < 3 for flag in looked.flags)
        for doubt in looked.doubts:
            assert text[slice(*doubt.span)].strip()
            assert doubt.key not in {flag.key for flag in looked.flags}


def test_a_doubt_is_the_first_question(assistant: Assistant) -> None:
    """The words stand in it, and how to answer; the customer is not asked."""
    life = ("self_harm", "violence", "safety")
    texts = (row["text"] for row in ROWS)
    text = next(t for t in texts if any(d.key in life for d in look(t, RULES).doubts))
    made = assistant.draft(text)
    question = made.questions_for_agent[0]
    assert question.fact == question.id == "concern"
    assert question.question.startswith("Could this be ")
    assert "Could this be" not in made.reply.text


def test_an_agent_names_what_no_rule_saw(assistant: Assistant) -> None:
    """The draft becomes the safety message of the situation; "no" only ends the question."""
    case = {"message": "The tea tasted odd and I have had better nights."}
    named = assistant.draft(case | {"facts": {"concern": "safety"}})
    assert [flag.key for flag in named.triage.flags] == ["safety"]
    assert named.escalation.level == 3
    calm = assistant.draft(case | {"facts": {"concern": "no"}})
    assert calm.escalation.level < 3
    assert all(question.fact != "concern" for question in calm.questions_for_agent)
