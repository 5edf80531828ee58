"""Somebody who is in the middle of it gets an answer in working hours that is soon."""

from __future__ import annotations

import pytest

from assistant.triage.urgency import urgent


@pytest.mark.parametrize(
    "message",
    [
        "I'm standing at the gate and nobody tells us anything",
        "@airline sitting on the plane for two hours",
        "We are stuck at the airport in Lisbon",
        "Someone is trying to log in to my account",
        "My flight leaves in three hours and check-in is closed",
        "been waiting on hold for 50 minutes",
        "I need this fixed right now",
    ],
)
def test_now_is_seen(message: str) -> None:
    """A wait, a gate, an attack that is going on."""
    assert urgent(message)


@pytest.mark.parametrize(
    "message",
    [
        "My parcel came broken last week",
        "We waited two hours at your restaurant in May",
        "The flight in June was cancelled",
        "I was stuck with a bill for a month",
        "Your app crashes a lot",
    ],
)
def test_what_is_over_is_not_urgent(message: str) -> None:
    """Yesterday's trouble can be answered tomorrow."""
    assert not urgent(message)
