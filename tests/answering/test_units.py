"""Statements of a passage: verbatim, whole, and none without the one it leans on."""

from __future__ import annotations

from assistant.answering.units import units_of
from assistant.domain import Passage


def passage(body: str) -> Passage:
    return Passage(
        id=f"d#{hash(body)}", document="d", title="T", source="d.md", section="T > H",
        kind="guidance", text=f"H\n\n{body}",
    )  # fmt: skip


def test_a_unit_is_a_verbatim_part_of_its_passage() -> None:
    """Text and span agree, the heading and list signs are no part of it."""
    made = passage("One thing is true.\n\n- First: do it.\n- Second: say it.")
    units = units_of(made)
    assert [unit.quote for unit in units] == ["One thing is true.", "First: do it.",
                                              "Second: say it."]  # fmt: skip
    assert all(unit.quote in made.text for unit in units)


def test_a_sentence_that_leans_goes_with_the_one_before() -> None:
    """ "This …" is never said alone."""
    units = units_of(passage("Write it down. This helps the next colleague. Stop there."))
    assert [unit.text for unit in units] == [
        "Write it down. This helps the next colleague.",
        "Stop there.",
    ]


def test_a_leaning_sentence_without_anything_before_it_is_left_out() -> None:
    """What it pointed to is not there."""
    assert [unit.text for unit in units_of(passage("However, it helps. Stop there."))] == [
        "Stop there."
    ]


def test_a_quotation_stays_whole() -> None:
    """Two sentences between quotation marks are one phrase to say."""
    (unit,) = units_of(passage('- "We were late. I am sorry for that."'))
    assert unit.role == "phrase"
    assert unit.text == '"We were late. I am sorry for that."'


def test_roles_are_told_apart() -> None:
    """Cautions, steps and statements."""
    units = units_of(passage("It is simple to learn.\n\n1. Listen first.\n\nAvoid long letters."))
    assert [unit.role for unit in units] == ["step", "caution"]
    assert [u.role for u in units_of(passage("Listening is simple."))] == ["statement"]
