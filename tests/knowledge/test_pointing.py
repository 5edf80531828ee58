"""To which passages a question points, by what was learnt from questions with their answers."""

from __future__ import annotations

import json

import pytest

from assistant.app import Assistant
from assistant.knowledge.pointing import NOWHERE, Pointed, Pointer, shipped_pointer, terms
from assistant.models.wordllama import local_embeddings
from benchmarks.fit_pointing import QUESTIONS, Text, digest, learn, measured

ROWS = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
TAUGHT = [
    Text("How do I say sorry?", ("guidance/a#sorry",)),
    Text("Must we apologise twice?", ("guidance/a#sorry",)),
    Text("saying sorry", ("guidance/a#sorry",), 0.5, asked=False),
    Text("Somebody shouts at me on the phone.", ("guidance/b#shouting",)),
    Text("What helps against loud callers?", ("guidance/b#shouting",)),
    Text("Which headset is best?", ()),
    Text("What does a train to Oslo cost?", ()),
]


@pytest.fixture(scope="module")
def pointer() -> Pointer:
    return Pointer(shipped_pointer(), local_embeddings())


def test_it_learns_which_words_ask_for_which_passage() -> None:
    """A question in other words points to the passage of its like, and is told from others."""
    made = Pointer(learn(TAUGHT), local_embeddings())
    pointed = made.of("A caller is shouting loudly")
    assert pointed.first(1) == ("guidance/b#shouting",)
    assert pointed.answered > made.of("Where do I buy a headset?").answered
    assert sum(pointed.shares.values()) == pytest.approx(1.0, abs=1e-3)


def test_what_says_nothing_points_nowhere(pointer: Pointer) -> None:
    """Stop words, marks and emptiness lean to no side."""
    for text in ("", "?!", "and so on to be"):
        assert pointer.of(text) == NOWHERE
        assert pointer.of(text).clear == 0.0


def test_a_question_of_another_subject_points_nowhere_clearly(pointer: Pointer) -> None:
    """It moves no search and raises no passage much."""
    far = pointer.of("At which altitude does the boundary layer of a wing become turbulent?")
    near = pointer.of("How often should we apologise in one reply?")
    assert far.clear < 0.1 < near.clear
    assert near.likely("guidance/apologising#how-often-to-apologise") > 0.5
    assert far.likely("documents/own#section") == 0.0


def test_the_shipped_weights_fit_the_shipped_knowledge(assistant: Assistant) -> None:
    """Every passage that can be pointed to is there, and the examples are those learnt from."""
    import numpy as np

    from assistant.knowledge.pointing import WEIGHTS

    there = {passage.id for passage in assistant.retriever.passages()}
    assert set(shipped_pointer().names) <= there
    with np.load(WEIGHTS, allow_pickle=False) as file:
        assert file["digest"].tobytes().decode() == digest(), "run benchmarks.fit_pointing"


def test_questions_that_were_not_learnt_find_their_passage(pointer: Pointer) -> None:
    """hit@3 on those held back, by the pointer alone, a little below what was measured."""
    held = [row for row in ROWS if row.get("use") == "held_back" and row["ids"]]
    found = [bool({*pointer.of(row["q"]).first(3)} & {*row["ids"]}) for row in held]
    assert len(held) >= 150
    assert sum(found) / len(found) >= 0.58


def test_every_question_names_passages_that_exist(assistant: Assistant) -> None:
    """None is there twice; those that nothing answers are there too."""
    there = {passage.id for passage in assistant.retriever.passages()}
    assert all(set(row["ids"]) <= there for row in ROWS)
    assert len({row["q"] for row in ROWS}) == len(ROWS)


def test_terms_are_words_and_pairs() -> None:
    """In their stems, in the order of the text."""
    assert [*terms(["angry", "callers", "shout"])] == [
        "angry", "caller", "shout", "angry caller", "caller shout",
    ]  # fmt: skip


def test_hits_are_counted_by_depth() -> None:
    """A passage in second place is no hit at one, and one at three."""
    pointed = Pointed({"a": 0.6, "b": 0.3}, 1.0)
    assert measured([(["b"], pointed)]) == "1: hit@1 0.000, hit@3 1.000, hit@8 1.000"
