"""A customer's clause is turned to our point of view, or left alone."""

from __future__ import annotations

import pytest

from assistant.drafting.shift import can_shift, shift, tidy


@pytest.mark.parametrize(
    ("clause", "turned"),
    [
        ("I have called three times", "you have called three times"),
        ("I've been waiting since Monday", "you have been waiting since Monday"),
        ("my bag never came off the belt", "your bag never came off the belt"),
        ("I was told to wait for my husband", "you were told to wait for your husband"),
        (
            "we are stuck at the gate with our two kids",
            "you are stuck at the gate with your two kids",
        ),
        ("the driver left me standing", "the driver left you standing"),
        ("you charged me twice", "we charged you twice"),
        ("nobody told us why", "nobody told you why"),
        ("your driver threw my parcel", "our driver threw your parcel"),
        ("The lamp I'm using is broken", "the lamp you are using is broken"),
        ("I asked for a cover, i.e. a lid", "you asked for a cover, i.e. a lid"),
        ("I paid in the US", "you paid in the US"),
    ],
)
def test_the_point_of_view_changes_and_the_grammar_holds(clause: str, turned: str) -> None:
    """I becomes you, you becomes we, and verbs follow."""
    assert shift(clause) == turned


@pytest.mark.parametrize(
    "clause",
    [
        "I am order mattress on your site",
        "worst service of my life",
        "why is my card blocked?",
        "That said it failed",
        "sent the wrong one",
        "me and my wife",
    ],
)
def test_clauses_we_cannot_follow_are_left_alone(clause: str) -> None:
    """Broken grammar, fragments and questions are quoted or passed over instead."""
    assert not can_shift(clause)


def test_tidy_takes_off_what_only_joined_and_lowers_shouting() -> None:
    """A clause stands alone: no leading "and", no capitals, shorthand written out."""
    assert tidy("and so i dont get it -") == "I don't get it"
    assert tidy("MY ORDER NEVER CAME") == "my order never came"
