"""What a message is mainly about, which clause says it, and how surely we know."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.triage.situations import clauses, read, read_words

UNSEEN = Path(__file__).parents[1] / "data" / "triage" / "final_situations.jsonl"


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (
            "You took the same £62 out of my account two times on Monday.",
            "double_charge",
        ),
        ("One of the two table legs was not in the carton.", "missing_item"),
        ("the card reader in the app just spins since your update", "app_crash"),
        ("our dog's crate never came off the belt in Lyon", "baggage_problem"),
    ],
)
def test_words_that_no_signal_waits_for_are_understood(
    assistant: Assistant, message: str, name: str
) -> None:
    """The situation is found though none of its usual words is said."""
    assert assistant.triage(message).triage.issues[0].id == name


def test_the_issue_points_at_the_clause_that_tells_of_it(assistant: Assistant) -> None:
    """In a long message the span lies on the matter, not on the queue or the weather."""
    message = (
        "I have been a customer since the shop opened and always spoke well of it. On Saturday, "
        "after twenty minutes in your phone queue, I gave up. The kettle you sent has a cracked "
        "base and leaks all over the counter. My neighbour laughed. I expect an answer."
    )
    issue = assistant.triage(message).triage.issues[0]
    assert "cracked base" in message[slice(*issue.span)]


def test_a_message_about_nothing_we_know_is_left_open(assistant: Assistant) -> None:
    """No situation is better than a wrong one."""
    assert assistant.triage("Is the library open on Sundays?").triage.issues[0].id == "other"
    assert assistant.triage("1234567890 !!!").triage.issues[0].id == "other"


def test_clauses_are_whole_and_in_order() -> None:
    """Every clause lies inside the text, none overlaps, and short ones stay with a neighbour."""
    text = (
        "I paid, but the van never came, so I rang. Nobody. It was cancelled; no reason was given."
    )
    spans = clauses(text)
    assert all(a < b <= len(text) for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert any(text[a:b].startswith("Nobody") for a, b in spans)


def test_words_know_their_places_under_accents_and_disguises() -> None:
    """A place is that of the original text."""
    text = "Mein Päckchen — kaputt"
    words = read_words(text)
    assert [text[start] for start in words.starts] == ["M", "P", "k"]


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "a" * 20_000, "no " * 5_000, ". " * 3_000])
def test_odd_texts_are_read_without_harm(text: str) -> None:
    """Nothing to read gives an empty or a bounded reading."""
    reading = read(text)
    assert all(-50 < score < 50 for score in reading.message.values())


def test_another_language_is_left_to_the_signals(assistant: Assistant) -> None:
    """The model reads English; its guess about German would be worth nothing."""
    found = assistant.triage(
        "Mein Paket ist seit drei Wochen nicht angekommen und niemand antwortet"
    )
    assert found.triage.language == "de"
    assert found.triage.issues[0].id == "other"


def test_the_main_situation_is_found_on_messages_nobody_tuned_on(assistant: Assistant) -> None:
    """What was reached on messages of another writer stays reached; few are wrong outright."""
    rows = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    found = [assistant.triage(row["text"]).triage.issues[0].id for row in rows]
    right = sum(name == row["main"] for name, row in zip(found, rows, strict=True))
    wrong = sum(name not in ("other", row["main"]) for name, row in zip(found, rows, strict=True))
    assert right >= 0.88 * len(rows)
    assert wrong <= 0.06 * len(rows)
