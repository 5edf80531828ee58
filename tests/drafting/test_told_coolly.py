"""What went wrong is regretted however coolly it is told; what only asks is answered."""

import pytest

from assistant import Assistant, Case


@pytest.mark.parametrize(
    "message",
    [
        "Received the shirt, brown marks all over it. Please take care of such things. Thank you.",
        "Opened my suitcase at the hotel and all the clothes in it are soaking wet",
        "The second kettle you sent in exchange lasted three days, this one not even one.",
    ],
)
def test_a_failure_told_coolly_is_regretted_and_mended(assistant: Assistant, message: str) -> None:
    """No word of anger, and yet something failed: regret and a way forward (rubric D09, D10)."""
    reply = assistant.draft(Case(message=message)).reply.text
    assert "sorry" in reply
    assert "(a)" in reply or "you can have this" in reply


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("@Larkfield what is the status of flight 1675 tomorrow", "What is the status of flight"),
        ("How long do refunds take", "How long do refunds take"),
    ],
)
def test_a_question_without_its_mark_is_a_question(
    assistant: Assistant, message: str, words: str
) -> None:
    """It is repeated as one, nothing is regretted, and no failure is invented."""
    reply = assistant.draft(Case(message=message)).reply.text
    assert f"You ask: “{words}" in reply
    assert "sorry" not in reply
    assert "cancelled" not in reply


def test_money_that_is_back_is_not_offered_again(assistant: Assistant) -> None:
    """They told that they were refunded: the damage is regretted, no second refund held out."""
    told = "The bottle arrived broken. Thankfully my money was refunded. "
    reply = assistant.draft(Case(message=told)).reply.text
    assert "sorry" in reply
    assert "refund" not in reply
    half = "The bottle arrived broken. You refunded only half of it."
    assert "refund" in assistant.draft(Case(message=half)).reply.text
