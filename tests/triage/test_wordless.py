"""A situation of which a message holds no word is hardly meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.corpus import Vocabulary
from assistant.errors import KnowledgeError
from assistant.knowledge.vocabulary import load_vocabulary, vocabulary_for
from assistant.settings import shipped
from assistant.triage.vocabulary import Words

DATA = Path(__file__).parents[1] / "data" / "triage" / "situations.jsonl"


def test_a_word_its_ending_or_a_sign_of_money_is_enough() -> None:
    """Whole words, words with any ending, and signs; nothing of it inside another word."""
    words = {"refund": ("refund*", "£"), "room": ("bed", "bath*")}
    vocabulary = Words(Vocabulary(words=words))
    assert vocabulary.missing("My REFUNDED amount") == {"room"}
    assert vocabulary.missing("where are my £12 and the bathroom") == frozenset()
    assert vocabulary.missing("embedded prefund") == {"refund", "room"}
    assert vocabulary.missing("") == {"refund", "room"}


def test_nearly_every_labelled_message_holds_a_word_of_its_situation() -> None:
    """Fewer than two in a hundred of the messages that tell of a listed situation hold none."""
    shipped_words = vocabulary_for(shipped("knowledge"))
    vocabulary = Words(shipped_words)
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    listed = [row for row in rows if row["main"] in shipped_words.words]
    without = [row for row in listed if row["main"] in vocabulary.missing(row["text"])]
    assert len(listed) > 4_000
    assert len(without) / len(listed) < 0.02


@pytest.mark.parametrize(
    ("message", "never"),
    [
        ("I still have no answer about the broken tap.", "refund_delayed"),
        ("Filthy stained book received.", "room_not_as_booked"),
        ("My guitar strings came rusty.", "flight_delayed"),
    ],
)
def test_a_situation_without_its_words_is_not_named(
    assistant: Assistant, message: str, never: str
) -> None:
    """However much the rest sounds like it."""
    assert never not in {issue.id for issue in assistant.triage(message).triage.issues}


def test_groups_are_written_out(tmp_path: Path) -> None:
    """A name in angle brackets stands for the words of its group."""
    path = tmp_path / "vocabulary.yaml"
    path.write_text("groups:\n  money: pay*, £\nsituations:\n  late: <money>, late\n", "utf-8")
    assert load_vocabulary(path).words == {"late": ("pay*", "£", "late")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("situations:\n  late: <money>\n", "late: '<money>' is neither a word nor a group"),
        ("situations:\n  late: two words\n", "late: 'two words' is neither a word nor a group"),
        ("situations: [late]\n", "`situations` must hold names with words"),
        ("- late\n", "it needs `groups` and `situations`"),
        ("one_matter: late\n", "`one_matter` must be a list of lines"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, says: str) -> None:
    """One line that says what is wrong and where."""
    path = tmp_path / "vocabulary.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=r"^vocabulary\.yaml: ") as caught:
        load_vocabulary(path)
    assert says in str(caught.value)


def test_a_file_of_ones_own_counts_instead(tmp_path: Path) -> None:
    """A company's folder may hold its own words; without one the shipped count."""
    assert vocabulary_for(tmp_path) == vocabulary_for(shipped("knowledge"))
    (tmp_path / "vocabulary.yaml").write_text("situations:\n  late: late\n", "utf-8")
    assert vocabulary_for(tmp_path).words == {"late": ("late",)}


def test_two_sides_of_one_happening_are_one_issue(assistant: Assistant) -> None:
    """A parcel that is late is no missed appointment besides, though nobody came."""
    text = "My machine (order LK-4) was due on 9 November. I took a day off and NOBODY came. Late!"
    found = {issue.id for issue in assistant.triage(text).triage.issues}
    assert len(found & {"late_delivery", "missed_appointment", "lost_parcel"}) == 1
