"""What a question asks for exactly: a number of things, a difference, what held before."""

import pytest

from assistant.answering.asked_exactly import (
    compared,
    counted,
    counts_the_same,
    speaks_of_both,
)
from assistant.app import Assistant
from assistant.domain import Passage


def passage(text: str, section: str = "") -> Passage:
    return Passage(
        id="d#1", document="d", title="D", source="d.md", section=section, kind="guidance",
        text=text,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What are the five steps for an angry caller?", (("five", "step"),)),
        ("Name the 3 simple rules.", (("three", "rul"),)),
        ("I waited two hours and rang three times.", ()),
        ("How do I apologise?", ()),
    ],
)
def test_a_number_of_things_is_read(text: str, found: tuple[tuple[str, str], ...]) -> None:
    """Things that are listed, whichever way the number is written; no lengths of time."""
    assert counted(text) == found


def test_a_passage_that_counts_the_same_is_known() -> None:
    """By its heading or its text; another number of the same things is none."""
    wanted = counted("Which five steps are there?")
    assert counts_the_same(wanted, passage("Listen first.", "Five steps for a talk"))
    assert not counts_the_same(wanted, passage("Three steps help.", "Steps"))
    assert not counts_the_same((), passage("Five steps help."))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("the difference between sympathy and empathy to new staff?", ("sympathy", "empathy")),
        ("What distinguishes a promise from an offer?", ("promis", "offer")),
        ("How does a refund differ from a credit?", ("refund", "credit")),
    ],
)
def test_two_things_that_are_compared_are_read(text: str, sides: tuple[str, str]) -> None:
    """Whatever follows the second one is no part of it."""
    one, other = compared(text)
    assert sides[0] in one
    assert sides[1] in other


def test_a_difference_needs_a_passage_that_names_both() -> None:
    """Words alike do not stand for the things themselves; no difference, nothing to name."""
    sides = compared("What is the difference between sympathy and empathy?")
    assert not speaks_of_both(sides, [passage("Empathy is warm."), passage("Sympathy is not.")])
    assert speaks_of_both(sides, [passage("Empathy is no sympathy.")])
    assert compared("How do I apologise?") == ()


def test_five_steps_are_answered_by_the_section_that_names_five(assistant: Assistant) -> None:
    """Also where the rest of the question resembles other sections more."""
    asked = "What are the five steps I should teach for calming an angry caller?"
    answer = assistant.ask(asked)
    assert answer.citations[0].id == "guidance/frameworks#five-steps-for-a-challenging-situation"
    points = [each.text.partition(":")[0] for each in answer.sentences if each.part == "point"]
    assert points[:5] == ["Listen", "Calm", "Apologise", "Offer", "Follow up"]


def test_a_difference_that_no_passage_names_is_refused(assistant: Assistant) -> None:
    """Empathy is in the guidance, sympathy as something else is not; the reason is told."""
    asked = "How do I explain the difference between sympathy and empathy to new staff?"
    answer = assistant.ask(asked, explain=True)
    assert not answer.answered
    assert answer.explanation is not None
    assert answer.explanation.decision["compared"] < 0


@pytest.mark.parametrize("asked", ["Former return period", "What was the former return period?"])
def test_a_rule_of_the_past_is_answered_by_what_held_then(assistant: Assistant, asked: str) -> None:
    """Words such as "former" say when, and are not looked for in the rule itself."""
    answer = assistant.ask(asked)
    assert answer.answered
    assert answer.citations[0].id == "policies/returns_2025#RET25-01"


def test_a_rule_is_found_by_its_bare_name(assistant: Assistant) -> None:
    """A search word is a question too; what holds today answers it."""
    assert assistant.ask("Return period").citations[0].id == "policies/returns#RET-01"
