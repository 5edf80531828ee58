"""The safety message fits what was reported: gas, allergy, food, electricity, a loose part."""

from __future__ import annotations

import pytest

from assistant.app import Assistant
from assistant.rubric.linter import hard_failures

PLUG = ("switch it off", "from the power")


def reply(assistant: Assistant, message: str, **facts: str) -> str:
    made = assistant.draft({"message": message, "facts": facts})
    assert made.escalation.level == 3
    assert hard_failures(made.findings) == ()
    return made.reply.text


@pytest.mark.parametrize(
    "message",
    [
        "It has smelled of gas in the hall since your engineer left.",
        "There is a gas leak behind the cooker you fitted.",
        "The carbon monoxide alarm keeps going off next to your boiler.",
    ],
)
def test_with_gas_nobody_touches_a_plug(assistant: Assistant, message: str) -> None:
    """Out of the house, no switch and no flame, the number from outside."""
    text = reply(assistant, message)
    assert "leave the building" in text
    assert "Touch no switch, plug" in text
    assert "0800 111 999" in text
    assert not any(words in text for words in PLUG)


def test_the_gas_number_is_that_of_the_country(assistant: Assistant) -> None:
    """A country without a configured number gets the advice without one."""
    text = reply(assistant, "There is a gas leak behind the cooker.", country="NO")
    assert "0800" not in text
    assert "local emergency number" in text


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("My daughter's lips swelled up after your vegan brownie.", "eat, drink or use no more"),
        ("I had an allergic reaction to your sun cream.", "eat, drink or use no more"),
        ("There was a piece of metal in your tomato soup.", "eat or drink no more"),
        ("Your chicken curry gave us all food poisoning.", "eat or drink no more"),
    ],
)
def test_food_and_allergy_have_no_plug(assistant: Assistant, message: str, said: str) -> None:
    """No more of it, and what is left is kept."""
    text = reply(assistant, message)
    assert said in text
    assert not any(words in text for words in PLUG)


@pytest.mark.parametrize(
    "message",
    ["We were at dinner when your charger caught fire.", "Your heater gave me an electric shock."],
)
def test_what_has_a_plug_is_switched_off_safely(assistant: Assistant, message: str) -> None:
    """By what was reported, not by what stands beside it: dinner is no food report."""
    text = reply(assistant, message)
    assert "switch it off at the wall" in text
    assert "eat" not in text.split()


def test_a_loose_wheel_is_not_disconnected(assistant: Assistant) -> None:
    """What has no plug is not to be used, even if it seems to work again."""
    text = reply(assistant, "The front wheel of the pushchair came off with my baby in it.")
    assert "even" in text or "also if it seems to work again" in text
    assert not any(words in text for words in PLUG)


def test_a_fall_has_no_product(assistant: Assistant) -> None:
    """Where nothing was bought, nobody is told to stop using it."""
    text = reply(assistant, "I slipped on the wet floor of your shop and broke my wrist.")
    assert "keep away from whatever caused it" in text
    assert "packaging" not in text
