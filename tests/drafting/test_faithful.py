"""A quotation holds the customer's words as they stand, and whole thoughts."""

from __future__ import annotations

import pytest

from assistant.drafting.faithful import is_half, is_whole


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("the kettle leaks", "Hello, the kettle leaks, and nobody answers."),
        ("I been hearing the same answer", "A big no..I been hearing the same answer! Bye"),
        ("you promised a call", "@shop u promised a call #fail"),
        ("my bag is gone and my phone too", "my bag is gone & my phone too!!"),
        ("it is late", "Now it's Monday because it is late"),
        ("Where is my coat", "Where is my coat? I need it."),
        ("he took all the details", "I called the manager.He took all the details. Nothing."),
    ],
)
def test_whole_thoughts_are_whole(words: str, message: str) -> None:
    """Edges are punctuation, joining words, addresses; shorthand counts as what it stands for."""
    assert is_whole(words, message)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("your customer service", "Honestly your customer service is the worst there is."),
        ("service I will leave soon", "Such a rotten service I will be leaving soon"),
        ("delivery service I ever had", "Some of the worst delivery service I ever had"),
        ("for the past week", "It worked but for the past week it fails"),
        ("a word never said", "The kettle leaks."),
        ("", "The kettle leaks."),
    ],
)
def test_halves_and_inventions_are_not(words: str, message: str) -> None:
    """What is torn out of a sentence, stitched together or not there at all is no quotation."""
    assert not is_whole(words, message)


def test_one_edge_makes_a_half() -> None:
    """The last resort may be torn at one end, never at both, and is never invented."""
    message = "Some of the worst delivery service I ever had"
    assert is_half("delivery service I ever had", message)
    assert not is_half("the worst delivery service", message)
    assert not is_half("delivery I ever had", message)


def test_what_is_retold_may_pass_over_an_address() -> None:
    """A quotation may not: the address stands between the words."""
    message = "I went to @corner_shop and was sent away."
    assert is_whole("I went to and was sent away", message, skipping=True)
    assert not is_whole("I went to and was sent away", message)
