"""The thing that a message speaks of, where nothing of it can be quoted."""

from __future__ import annotations

import pytest

from assistant.drafting.subject import subject_of


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("@shop watchOs4 made my watch pointless", "your watch"),
        ("upgrade from the shitty 12GB package lol", "the 12GB package"),
        ("we need a dislike button", "a dislike button"),
        ("Your hotel voucher for my suitcase, really?", "your suitcase and our hotel voucher"),
        ("Where is my bloody suitcase?", "your suitcase"),
        ("Ruined my left headphone again", "your left headphone"),
        ("on my own at the end of the day", ""),
        ("awful!!!", ""),
    ],
)
def test_the_thing_is_named_from_our_side(message: str, subject: str) -> None:
    """ "My" becomes "your"; times, people and empty words are no things."""
    assert subject_of(message) == subject


def test_what_is_private_is_not_named() -> None:
    """The customer's own name stays out."""
    assert subject_of("Give it to my Okafor family", "Ms Okafor") == ""
