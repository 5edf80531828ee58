"""How a message feels: emotion, heat, reproach, and the words that say so."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Emotion
from assistant.triage.emotion import MODEL, explain, feel, read, severity
from assistant.triage.signs import NEVER, Signs, excerpt, grams, parts, words

OWN = Path(__file__).parent.parent / "data" / "triage" / "emotion.jsonl"


@pytest.mark.parametrize(
    ("text", "emotion", "grade", "upset"),
    [
        ("You are a pack of thieves and I want my money back!!", "anger", "high", True),
        ("Your clerk lied to us and hung up on my wife. Explain that.", "anger", "high", True),
        ("So disappointed with the cushions, thin, scratchy, badly sewn.", "disappointment",
         "medium", True),
        ("Hello, my order 70012 has not arrived yet. Could you check, please?", "neutral",
         "medium", False),
        ("Which bus goes to the museum on Sundays?", "neutral", "low", False),
        ("Thank you, the new lamp is lovely!", "positive", "low", False),
    ],
)  # fmt: skip
def test_feeling_and_reproach_are_told_apart(
    text: str, emotion: Emotion, grade: str, upset: bool
) -> None:
    """A calm report of trouble is a complaint without heat; blame is hot and high."""
    feeling = read(text)
    assert (feeling.emotion, feeling.grade, feeling.upset) == (emotion, grade, upset)
    assert feel(text) == (feeling.emotion, feeling.intensity)


def test_an_accusation_without_strong_words_is_hotter_than_its_words() -> None:
    """The lexicon finds nothing in it; the whole still accuses."""
    text = "Your driver left my parcel in the rain and then told you that I had signed for it."
    assert Signs(text).heat < 0.1
    assert read(text).intensity >= 0.25


def test_praise_that_tells_of_trouble_stays_cool() -> None:
    """Hard words about something that is over, or about others, are no heat against us."""
    text = "My old phone was a horrible thing. Yours is wonderful, thank you so much!"
    assert read(text).intensity <= 0.3
    assert not read(text).upset


def test_without_words_there_is_no_feeling() -> None:
    """Nothing, blanks, signs and other scripts are calm."""
    for text in ("", " \n", "12 34", "…", "\u200b" * 50, "注文はどこですか"):
        assert read(text).intensity <= 0.2
        assert not read(text).upset


def test_flags_and_harm_raise_the_severity_of_the_words() -> None:
    """And never lower it."""
    assert severity(0.1, 0, False, grade="low") == "low"
    assert severity(0.1, 0, False, grade="medium") == "medium"
    assert severity(0.1, 0, False, grade="high") == "high"
    assert severity(0.1, 1, True, grade="low") == "medium"
    assert severity(0.1, 2, False, grade="medium") == "high"
    assert severity(0.1, 3, False, grade="low") == "critical"


def test_an_explanation_names_what_speaks_for_and_against() -> None:
    """Strongest first, a sign with the words that were found."""
    reasons = explain("You people are liars. Shame on you! Anyway, thank you for the quick answer.")
    weights = [abs(reason.weight) for reason in reasons]
    assert weights == sorted(weights, reverse=True)
    assert any("shame on" in reason.what and reason.weight > 0 for reason in reasons)
    assert any(
        reason.weight < 0 for reason in explain("Thank you, that was very kind and helpful.")
    )


def test_words_are_read_as_people_type_them() -> None:
    """Stretched letters, hashtags, apostrophes and links."""
    assert words("Sooooo don’t!!! https://a.example/x @shop") == ["soo", "dont", "!!"]
    assert words(excerpt("#StillWaiting")) == ["still", "waiting"]
    assert grams("not happy")[1] == {"not happy"}


def test_an_unknown_word_is_taken_apart_by_rank() -> None:
    """Neighbours are joined lowest rank first, and a part knows where in the word it stood."""
    ranks = {"r": 1, "re": 2, "+un": 3, "+do": 4}
    assert parts("redoun", lambda part: ranks.get(part, NEVER)) == ["re", "+do", "+un"]


def test_a_long_text_is_judged_by_its_beginning_and_end() -> None:
    """So that no message takes longer than a few milliseconds."""
    text = "You are thieves! " + "The box is green. " * 5000
    assert len(excerpt(text)) < 8100
    assert Signs(text).scores["anger"] > 0


@given(st.text(max_size=300))
def test_any_text_has_a_feeling(text: str) -> None:
    """Intensity stays in its range, and a positive message has none."""
    feeling = read(text)
    assert 0 <= feeling.intensity <= 1
    assert feeling.emotion != "positive" or feeling.intensity == 0


def test_the_training_sentences_are_varied_and_ours() -> None:
    """At least 900, each once, all emotions and grades, short and long."""
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    assert len({row["t"] for row in rows}) == len(rows) >= 900
    assert min(Counter(row["s"] for row in rows).values()) >= 150
    assert min(Counter(row["e"] for row in rows).values()) >= 30
    assert {row["a"] for row in rows} == {0, 1}
    lengths = sorted(len(row["t"].split()) for row in rows)
    assert lengths[len(lengths) // 10] <= 8
    assert lengths[-len(lengths) // 20] >= 40


def test_the_model_has_a_card() -> None:
    """Weights ship with what they were made of, what they can do and how to refit them."""
    card = MODEL.with_suffix(".md").read_text("utf-8")
    for needed in ("GoEmotions", "Apache-2.0", "fit_emotion", "macro-F1", "Limits"):
        assert needed in card
    assert MODEL.stat().st_size < 1_000_000
