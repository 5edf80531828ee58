"""What a careful reader would miss: questions left open, numbers asked again, false either-or."""

from __future__ import annotations

import pytest

from assistant.app import Assistant

DAY = "2026-11-20T10:00:00"


def reply(assistant: Assistant, message: str) -> str:
    """The reply to an e-mail with nothing else known."""
    return assistant.draft({"message": message, "date": DAY}).reply.text


@pytest.mark.parametrize(
    ("message", "question"),
    [
        (
            "The internet drops every ten minutes since Monday. How can I fix this?",
            "How can I fix this?",
        ),
        (
            "My kettle stopped working after a week. Is it possible to bring it to a shop?",
            "Is it possible to bring it to a shop?",
        ),
    ],
)
def test_a_question_is_answered_or_parked(
    assistant: Assistant, message: str, question: str
) -> None:
    """What they want to know beside the matter itself gets a time of its own (rubric D02)."""
    said = reply(assistant, message)
    assert f"ask: “{question}” You will have my answer to that" in said


@pytest.mark.parametrize(
    "message",
    [
        "Order id: ZRG314DE0 never arrived, it is two weeks late now and I am furious.",
        "order ID- [NUMBER] never arrived, it is two weeks late now and I am furious.",
    ],
)
def test_a_number_that_was_given_is_not_asked_for(assistant: Assistant, message: str) -> None:
    """Nor is one that somebody masked before we saw it (rubric D24)."""
    assert "send me the order number" not in reply(assistant, message)


def test_a_number_that_was_not_given_is_asked_for() -> None:
    """The near miss: they speak of an order and name none."""
    from assistant.domain import Case, Triage
    from assistant.drafting.signs import gave_number

    message = "My order number is somewhere in your mail, I cannot find it."
    case = Case.model_validate({"message": message})
    assert not gave_number(case, Triage.model_construct(facts=()))


def test_two_ways_that_go_together_are_no_either_or(assistant: Assistant) -> None:
    """A trace of the bag and what they had to buy meanwhile (rubric D11)."""
    said = reply(assistant, "Your airline lost my suitcase, it has been missing for two days!")
    assert "you can choose what suits you, or take both:" in said


def test_two_ways_that_exclude_one_another_stay_a_choice(assistant: Assistant) -> None:
    """Nobody gets the item and the money for it."""
    said = reply(assistant, "The vase arrived in pieces yesterday. This is ridiculous!")
    assert "(b)" in said
    assert "take both" not in said


def test_harm_in_a_reproachful_question_is_regretted(assistant: Assistant) -> None:
    """It ends with a question mark, and still it tells what was broken."""
    said = reply(assistant, "I trusted you with my suitcase & you return it damaged & that's all?")
    assert "sorry" in said
