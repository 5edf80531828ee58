"""What is said of the scorers' precision and recall is what is measured, in the guide too."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.reports.accuracy import accuracy_table, as_markdown
from evals.scorers import SCORERS
from evals.scorers.measuring import Accuracy, kept, labelled, measured, soft_scorers

BY_TEXT = ("required_facts", "remedy", "must_not", "canary", "prompt_kept", "language")
"""Soft scorers that need no assistant."""


@pytest.mark.parametrize("name", BY_TEXT)
def test_the_kept_figures_are_measured_ones(name: str) -> None:
    """The same again; else: composure-eval scorers --write."""
    assert measured(name, lambda message, reply: ((), ()))[0] == kept()[name]


@pytest.mark.slow
def test_the_kept_figures_of_the_rubric_are_measured_ones() -> None:
    """The linter's too; else: composure-eval scorers --write."""
    rows = {row["scorer"]: row for row in accuracy_table()["rows"]}
    for name in soft_scorers():
        found = kept()[name]
        assert (rows[name]["false_alarms"], rows[name]["missed"]) == (
            found.false_alarms, found.missed
        ), name  # fmt: skip


def test_every_soft_scorer_has_labels_of_both_kinds() -> None:
    """At least eight of each, and its figures are kept for the version that it has."""
    assert set(kept()) == set(soft_scorers()) >= set(BY_TEXT)
    for name in soft_scorers():
        labels = [each.label for each in labelled(name)]
        assert min(labels.count(True), labels.count(False)) >= 8, name
        assert kept()[name].version == SCORERS[name].version


def test_precision_and_recall_by_hand() -> None:
    """Three right alarms, one false one, one missed."""
    made = Accuracy(scorer="x", version=1, right_alarms=3, false_alarms=1, missed=1, right_passes=5)
    assert made.precision is not None
    assert made.recall is not None
    assert (made.precision.estimate, made.recall.estimate, made.recall.n) == (0.75, 0.75, 4)
    silent = made.model_copy(update={"right_alarms": 0, "false_alarms": 0})
    assert silent.precision is None


def test_the_guide_tells_the_kept_figures() -> None:
    """As the table says; else: write it anew from the kept ones."""
    text = (Path(__file__).parents[2] / "docs" / "evaluating.md").read_text(encoding="utf-8")
    assert as_markdown(list(kept().values())) in text
