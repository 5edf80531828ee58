"""What comes in becomes a case, or one clear line says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Case, Message
from assistant.errors import CaseError
from assistant.intake import (
    FILE_LIMIT,
    build_case,
    check_message,
    cleaned,
    decode,
    parse_case,
    read_text,
)


@pytest.mark.parametrize("message", ["", "   \n\t ", "\u200b\u200b", "\x00\x01"])
def test_an_empty_message_is_refused(message: str) -> None:
    """Nothing, blanks, and characters that nobody sees are no message."""
    with pytest.raises(CaseError, match="there is no message"):
        check_message(message)


def test_a_message_that_is_too_long_is_refused_with_the_limit() -> None:
    """20,000 characters are taken, one more is refused and both numbers are named."""
    assert len(check_message("a" * 20_000)) == 20_000
    with pytest.raises(CaseError, match=r"20,001 characters; the limit is 20,000"):
        check_message("a" * 20_001)


def test_an_unknown_key_names_the_nearest() -> None:
    """A misspelt key is not silently dropped."""
    with pytest.raises(CaseError, match="unknown key 'mesage'") as caught:
        build_case({"mesage": "hello"})
    assert caught.value.remedy == "did you mean 'message'?"


def test_unknown_facts_are_kept() -> None:
    """`facts` is free; what a company adds is known to the case."""
    case = build_case({"message": "hello", "facts": {"loyalty_tier": "gold"}})
    assert case.facts.known() == {"loyalty_tier": "gold"}


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"message": 7}, "message is a number"),
        ({"message": "x", "channel": "fax"}, "channel"),
        ({"message": "x", "history": "no"}, "history"),
        ({"message": "x", "history": [{"role": "boss", "text": "y"}]}, "history.0.role"),
        ({"message": "x", "facts": {"amount": "much"}}, "facts.amount"),
        ({"message": "x", "date": "soon"}, "date"),
    ],
)
def test_wrong_types_name_the_key(data: dict[str, object], where: str) -> None:
    """The line says which value cannot be used."""
    with pytest.raises(CaseError, match=where):
        build_case(data)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"message": "x",}', r"case.json is not JSON: line 1, column \d+"),
        ("[1, 2]", "holds a list, not an object"),
        ("[" * 100_000, "is not JSON|nested too deeply"),
    ],
)
def test_what_is_no_case_is_refused(text: str, message: str) -> None:
    """Broken JSON names the place."""
    with pytest.raises(CaseError, match=message):
        parse_case(text, source="case.json")


def test_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    """Missing, too large and not UTF-8: each is one line with the file's name."""
    with pytest.raises(CaseError, match=r"the case .*nothing\.json cannot be read: No such file"):
        read_text(tmp_path / "nothing.json", what="the case")
    large = tmp_path / "large.json"
    large.write_bytes(b"a" * (FILE_LIMIT + 1))
    with pytest.raises(CaseError, match="the limit is 1,000,000"):
        read_text(large, what="the case")
    with pytest.raises(CaseError, match=r"stdin is not UTF-8 text \(byte 2\)"):
        decode(b"ab\xff", what="stdin")


def test_of_a_very_long_conversation_the_binding_part_is_read() -> None:
    """The first message, the newest ones and our last promises; how many were left out is said."""
    history = [
        Message(role="customer" if place % 2 == 0 else "agent", text=f"Message {place}.")
        for place in range(1_000)
    ]
    history[301] = Message(role="agent", text="We will refund the £40 by Friday.")
    made, removed = cleaned(Case(message="Any news?", history=tuple(history)))
    assert len(made.history) < 55
    assert made.history[0].text == "Message 0."
    assert made.history[1].text == "We will refund the £40 by Friday."
    assert made.history[-1].text == "Message 999."
    assert removed == (f"{1_000 - len(made.history):,} earlier messages of a long conversation",)


def test_an_ordinary_conversation_is_read_whole() -> None:
    """Nothing is left out below the limit."""
    history = tuple(Message(role="customer", text=f"Message {place}.") for place in range(50))
    made, removed = cleaned(Case(message="Any news?", history=history))
    assert made.history == history
    assert removed == ()
