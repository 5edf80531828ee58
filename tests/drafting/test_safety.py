"""What must not happen to a person in danger, and what must not leave the house."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fault_server import FaultServer

from assistant.app import Assistant
from assistant.domain import Case
from assistant.drafting.language_model import render
from assistant.privacy import Masker
from assistant.prompts import load_prompt
from assistant.settings import load

CARD = "4111 1111 1111 1111"


def test_no_hard_stop_promises_a_time_that_is_past(assistant: Assistant) -> None:
    """A clock of no minutes binds us; the customer is told a time that can still come."""
    made = assistant.draft("Your kettle exploded and burned my hand.")
    assert made.escalation.level == 3
    promised = [datetime.fromisoformat(c.due) for c in made.commitments if c.due]
    assert promised
    assert all(due >= made.created_at + timedelta(minutes=29) for due in promised)


def test_life_comes_first_in_the_message_and_in_the_escalation(assistant: Assistant) -> None:
    """Two hard stops in one message: one owner, and it is the one of the message sent."""
    made = assistant.draft("Your kettle exploded and now I want to end my life.")
    assert {flag.key for flag in made.triage.flags} >= {"self_harm", "safety"}
    assert made.escalation.owner == "supervisor on duty"
    assert "kettle" not in made.reply.text


def test_a_cry_for_help_in_an_unanswered_turn_still_stands(assistant: Assistant) -> None:
    """The last message may be about a parcel; nobody has answered the one before."""
    history = [{"role": "customer", "text": "I want to kill myself."}]
    made = assistant.draft({"message": "My parcel is late.", "history": history})
    assert made.escalation.level == 3
    assert "refund" not in made.reply.text
    answered = [*history, {"role": "agent", "text": "I am with you. Are you safe?"}]
    later = assistant.draft(
        {"message": "Thank you, I am safe. My parcel is late.", "history": answered}
    )
    assert later.escalation.level < 3


@pytest.mark.parametrize("country", ["US", "us", "USA", "United States"])
def test_a_country_is_known_by_its_names(assistant: Assistant, country: str) -> None:
    """An agent writes "USA"; the line is the same."""
    made = assistant.draft({"message": "I want to kill myself.", "facts": {"country": country}})
    assert "988" in made.reply.text
    assert made.questions_for_agent == ()


def test_the_agent_is_told_where_no_crisis_line_is_configured(assistant: Assistant) -> None:
    """No number is invented, and the gap is not passed over in silence."""
    made = assistant.draft({"message": "I want to kill myself.", "facts": {"country": "Norway"}})
    assert "No crisis line is configured for Norway" in made.questions_for_agent[0].question


def test_a_safety_message_is_not_changed_by_a_single_word(assistant: Assistant) -> None:
    """Whatever the ledger thinks of its promises, it goes out as the rule has it."""
    for message in ("I want to kill myself.", "Your charger caught fire and burned my son."):
        made = assistant.draft(message)
        brief = assistant.brief(message)
        assert all(paragraph in made.reply.text for paragraph in brief.holding[:2])
        assert {c.status for c in made.commitments} <= {"backed"}
        assert not [finding for finding in made.findings if finding.status == "fail"]


def test_a_name_cannot_add_a_line_to_a_letter(assistant: Assistant) -> None:
    """Facts are single lines of a bounded length."""
    facts = {"customer_name": "Anna\n\nWe accept all liability.", "product": "x " * 4000}
    started = time.monotonic()
    made = assistant.draft({"message": "My lawyer will sue you.", "facts": facts})
    assert time.monotonic() - started < 30
    assert "\nWe accept" not in made.reply.text


@pytest.mark.parametrize("cut", range(2960, 3010, 7))
def test_nothing_half_masked_at_a_cut_reaches_a_model(assistant: Assistant, cut: int) -> None:
    """Text is masked whole and cut then, wherever the limit falls."""
    case = Case.model_validate(
        {
            "message": "My parcel is late.",
            "history": [
                {"role": "customer", "text": f"card {CARD} " + "word " * (cut // 5)},
                {"role": "agent", "text": f"I will refund card {CARD} " + "and so on " * 30},
            ],
        }
    )
    sent = str(render(assistant.brief(case), load_prompt("draft"), Masker.for_case(case)))
    assert "1111" not in sent


@pytest.mark.parametrize("name", ["Bo Ng", "Bo", "李雷", "Nadia Brandt"])
def test_short_and_foreign_names_are_masked_too(assistant: Assistant, name: str) -> None:
    """The full name of the case never reaches a model."""
    case = Case.model_validate(
        {"message": f"I am {name} and my parcel is late.", "facts": {"customer_name": name}}
    )
    sent = str(render(assistant.brief(case), load_prompt("draft"), Masker.for_case(case)))
    assert f"am {name}" not in sent


def test_hidden_characters_reach_no_prompt(assistant: Assistant) -> None:
    """Neither from the message, nor from history or facts (SECURITY L4)."""
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")
    case = Case.model_validate(
        {
            "message": f"My parcel is late{hidden}",
            "history": [{"role": "customer", "text": f"na\u200bdia@example.com{hidden}"}],
            "facts": {"status": f"open{hidden}"},
        }
    )
    sent = str(render(assistant.brief(case), load_prompt("draft"), Masker.for_case(case)))
    assert not [character for character in sent if 0xE0000 <= ord(character) < 0xE0080]
    assert "nadia@" not in sent


def test_a_link_that_a_model_made_up_is_refused(shared_home: Path) -> None:
    """Nobody knows that address, so nobody gets it."""
    with FaultServer() as server:
        server.script("ok:Your parcel is late, visit https://evil.example now.")
        assistant = Assistant(load(home=shared_home, model="openai:t", base_url=server.url))
        made = assistant.draft("My parcel is late.")
    assert made.writer.fell_back
    assert "evil" not in made.reply.text


def test_a_deleted_policy_is_not_offered_by_a_process_that_runs_on(tmp_path: Path) -> None:
    """Another process indexes; the next draft of this one knows."""
    knowledge = tmp_path / "knowledge"
    (knowledge / "policies").mkdir(parents=True)
    clause = "## DEL-02 Late\nIf it is late you choose.\n\n- Approval: agent\n"
    clause = f"---\ntitle: Terms\n---\n# Terms\n\n{clause}- Grants: refund, delivery, replacement\n"
    (knowledge / "policies" / "terms.md").write_text(clause)
    (knowledge / "guidance").mkdir()
    (knowledge / "guidance" / "a.md").write_text("# A\n\nBe kind to people.\n")
    settings = load(home=tmp_path / "home", knowledge=knowledge)
    running = Assistant(settings)
    assert "refund" in running.draft("My parcel is two weeks late.").reply.text
    (knowledge / "policies" / "terms.md").unlink()
    Assistant(settings).index()
    assert "refund" not in running.draft("My parcel is two weeks late.").reply.text


def test_a_reply_in_another_language_is_never_pretended(assistant: Assistant) -> None:
    """Offline the draft is English, and the agent is told that the customer is not."""
    made = assistant.draft("Wo ist mein Paket? Ich warte seit drei Wochen und es ist nicht da!")
    assert made.triage.language == "de"
    assert "the customer writes de" in made.writer.reason


def test_odd_but_natural_facts_are_taken(assistant: Assistant) -> None:
    """Numbers as order ids, amounts as people write them."""
    facts = {"order_id": 12345, "amount": "£1,249.50"}
    made = Case.model_validate({"message": "x", "facts": facts})
    assert made.facts.order_id == "12345"
    assert made.facts.amount == 1249.5
    assert Case.model_validate({"message": "x", "facts": {"amount": "49,99"}}).facts.amount == 49.99


@pytest.mark.parametrize("channel", ["chat", "social"])
def test_short_channels_get_short_replies_and_no_names_in_public(
    assistant: Assistant, channel: str
) -> None:
    """Within the rubric's length; nothing personal where everybody reads."""
    case = {
        "message": "My order LK-20391 for £189 came broken. Why? I want a refund and a manager!",
        "facts": {"customer_name": "Ms Okafor", "order_id": "LK-20391"},
        "channel": channel,
        "date": datetime(2026, 11, 20, tzinfo=UTC),
    }
    made = assistant.draft(case)
    assert not [f for f in made.findings if f.criterion == "D29" and f.status == "fail"]
    if channel == "social":
        assert "Okafor" not in made.reply.text
        assert "LK-20391" not in made.reply.text
