"""Cleaning, sentences and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import clean, clip, has_profanity, lowered_first, sentences, words


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("he\u200bllo", "hello"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("\u202eevil\u202c", "evil"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("nul\x00 bell\x07", "nul bell"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\ud800lone", "lone"),
        ("e\u0301", "é"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👨\u200d👩\u200d👧 ok", "👨\u200d👩\u200d👧 ok"),
        ("❤\ufe0f", "❤\ufe0f"),
    ],
)
def test_clean_takes_out_what_nobody_sees(text: str, cleaned: str) -> None:
    """Invisible characters go; scripts and emoji that need joiners keep them."""
    assert clean(text)[0] == cleaned


def test_clean_says_what_it_took_out() -> None:
    """The agent is shown what was hidden in a message."""
    assert clean("a\u200bb\u200bc")[1] == ("U+200B ZERO WIDTH SPACE ×2",)


@given(st.text())
def test_clean_text_can_be_stored_and_is_stable(text: str) -> None:
    """Cleaned text encodes to UTF-8 and does not change a second time."""
    once = clean(text)[0]
    once.encode("utf-8")
    assert clean(once)[0] == once


def test_sentences_end_where_people_end_them() -> None:
    """Abbreviations and initials do not end a sentence; paragraphs and list items do."""
    text = "Dear Mr. Smith, it cost 4.50. Why? No answer...\n\n1) refund\n2) reply"
    found = [text[start:end] for start, end in sentences(text)]
    assert found == [
        "Dear Mr. Smith, it cost 4.50.",
        "Why?",
        "No answer...",
        "1) refund",
        "2) reply",
    ]


@given(st.text(max_size=300))
def test_sentence_spans_lie_in_the_text_in_order(text: str) -> None:
    """Spans are ascending, not empty, and do not overlap."""
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        last = end


def test_small_helpers() -> None:
    """Words, clipping and the first letter."""
    assert words("Don’t PANIC, it's 5") == ["don't", "panic", "it's", "5"]
    assert clip("a  long\nline of words", 12) == "a long line…"
    assert lowered_first("The end") == "the end"
    assert lowered_first("I am") == "I am"
    assert has_profanity("this SUCKS")
    assert not has_profanity("Scunthorpe assessment, class, Dickens")
