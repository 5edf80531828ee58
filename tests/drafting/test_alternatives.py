"""The same case as shortest, warmest and firmest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.app import Assistant
from assistant.cli import app
from assistant.rubric.linter import hard_failures

CASES: list[dict[str, Any]] = [
    {"message": "My order LK-4410 is ten days late and I want my money back!",
     "facts": {"customer_name": "Mr Lund", "days_late": 10}},
    {"message": "I want my money back for the coat, it doesn't suit me.", "date": "2026-11-20",
     "facts": {"delivery_date": "2026-09-01", "product": "coat"}},
    {"message": "The blender came broken, I am furious.", "channel": "chat"},
    {"message": "my parcel is 5 days late, what a joke", "channel": "social"},
    {"message": "You charged me twice!! Order LK-8.", "channel": "phone"},
    {"message": "Where is my refund? Three weeks!", "facts": {"status": "refunded"}},
    {"message": "Your driver was wonderful, thank you so much!"},
    {"message": "Which documents do I need to open an account?"},
    {"message": "Dear Sirs,\nI refer to my parcel LK-90, which is late.\nYours truly,\nA. Roe"},
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["message"][:24])
def test_each_is_whole_and_keeps_the_hard_criteria(
    assistant: Assistant, case: dict[str, Any]
) -> None:
    """Three replies with one line each on what they trade away, none breaking a hard criterion."""
    made = assistant.alternatives(case)
    assert [each.style for each in made] == ["shortest", "warmest", "firmest"]
    assert len({each.reply.text for each in made}) == 3
    for each in made:
        assert hard_failures(each.findings) == ()
        assert each.trades
        assert each.reply.channel == case.get("channel", "email")
    lengths = [len(each.reply.text.split()) for each in made]
    assert lengths[0] == min(lengths)
    assert lengths[0] <= len(assistant.draft(case).reply.text.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["message"][:24])
def test_none_promises_what_the_draft_may_not(assistant: Assistant, case: dict[str, Any]) -> None:
    """Each has its own ledger, with every promise backed and no remedy that the draft lacks."""
    granted = {c.authority.ref for c in assistant.draft(case).commitments} | {"SRV-01", "SRV-02",
                                                                            "SRV-07"}  # fmt: skip
    for each in assistant.alternatives(case):
        assert all(commitment.status == "backed" for commitment in each.commitments)
        assert {commitment.authority.ref for commitment in each.commitments} <= granted


def test_a_refusal_stays_one_in_every_style(assistant: Assistant) -> None:
    """No style hides the no, its reason or the route of appeal."""
    for each in assistant.alternatives(CASES[1]):
        for part in ("I cannot refund your coat", "1 September", "30 days", "If you disagree"):
            assert part in each.reply.text


def test_what_a_flag_tells_the_customer_stays_in_every_style(assistant: Assistant) -> None:
    """Shorter never means that somebody who takes over goes unnamed."""
    case = {"message": "I want a manager now! My parcel is two weeks late, you liars."}
    told = assistant.brief(case).tell_customer
    assert told
    assert all(told in each.reply.text for each in assistant.alternatives(case))


def test_a_hard_stop_has_no_alternatives(assistant: Assistant) -> None:
    """A safety message is sent as its rule has it."""
    assert assistant.alternatives("I want to kill myself.") == ()


def test_the_json_has_them_only_when_asked(
    shared_home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--alternatives` adds one key; without it the contract's keys are all there is."""
    monkeypatch.setenv("COMPOSURE_HOME", str(shared_home))
    message = "My parcel is a week late."
    plain = json.loads(CliRunner().invoke(app, ["draft", message, "--json"]).stdout)
    asked = CliRunner().invoke(app, ["draft", message, "--json", "--alternatives"])
    assert asked.exit_code == 0
    answer = json.loads(asked.stdout)
    assert set(answer) - set(plain) == {"alternatives"}
    for each in answer["alternatives"]:
        assert set(each) == {"style", "reply", "trades", "findings", "commitments"}


def test_the_terminal_shows_each_with_what_it_trades(
    shared_home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three more panels below the draft; a hard stop says why there are none."""
    monkeypatch.setenv("COMPOSURE_HOME", str(shared_home))
    shown = CliRunner().invoke(app, ["draft", "My parcel is a week late.", "--alternatives"])
    assert all(style in shown.stdout for style in ("shortest", "warmest", "firmest"))
    stopped = CliRunner().invoke(app, ["draft", "I want to kill myself.", "--alternatives"])
    assert "No alternatives" in stopped.stdout
