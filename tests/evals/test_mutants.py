"""The gates are tested too: every mutant is caught, and no good reply that looks like a bad one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.errors import SuiteError
from evals.mutation.matrix import Ring
from evals.mutation.records import Kill, Matrix, Mutant, load_mutants, load_near_misses
from evals.mutation.spoiling import spoiled
from evals.reports.html_kills import render
from evals.reports.kills import as_markdown, cell, headline


def test_a_mutant_does_what_it_says() -> None:
    """Each way of spoiling, on one small text."""
    text = "I am sorry. It costs £39.\n\nYours"
    made = {
        "drop": spoiled(text, Mutant(id="a", what="", drop="sorry")),
        "append": spoiled(text, Mutant(id="a", what="", append="x")),
        "replace": spoiled(text, Mutant(id="a", what="", replace=("[1-9]", "8"))),
        "text": spoiled(text, Mutant(id="a", what="", text="x")),
    }
    assert made == {
        "drop": "It costs £39.\n\nYours",
        "append": f"{text}\n\nx",
        "replace": "I am sorry. It costs £88.\n\nYours",
        "text": "x",
    }
    with pytest.raises(ValueError, match="spoils nothing"):
        Mutant(id="a", what="")


def test_a_matrix_is_sound_only_as_a_whole() -> None:
    """One survivor, one good reply taken for bad, or no mutant at all: not sound."""
    dead = Kill(mutant="a", what="", trials=1, caught={"canary": 1})
    alive = Kill(mutant="b", what="", trials=1, caught={"canary": 0})
    assert Matrix(kills=(dead,), near={"x": ""}).sound
    assert not Matrix(kills=(dead, alive), near={"x": ""}).sound
    assert not Matrix(kills=(dead,), near={"x": "y"}).sound
    assert not Matrix(kills=(), near={}).sound


def test_there_are_enough_of_both() -> None:
    """Fifteen mutants or more, of all kinds."""
    mutants = load_mutants()
    assert len(mutants) >= 15
    assert {mutant.kind for mutant in mutants} == {"writer", "knowledge", "retrieval"}
    assert len(load_near_misses()) >= 8


def test_the_kill_matrix_stands_in_every_report(tmp_path: Path) -> None:
    """Through the command line: terminal, JSON, Markdown and HTML hold the same matrix."""
    names = ["commands_calm", "leaks_a_placeholder", "obeys_an_injection"]
    only = [part for name in names for part in ("--only", name)]
    result = CliRunner().invoke(app, ["mutants", "--out", str(tmp_path / "a"), *only])
    assert result.exit_code == 0, result.output
    made = json.loads((tmp_path / "a/mutants.json").read_text(encoding="utf-8"))
    assert [(row["mutant"], row["killed"]) for row in made["rows"]] == [(n, True) for n in names]
    caught = made["rows"][2]["caught"]
    assert caught["canary"] == made["rows"][2]["of"] == 8
    assert set(caught) <= set(made["gates"])
    assert [each["passed"] for each in made["near_misses"]] == [True] * len(load_near_misses())
    markdown = (tmp_path / "a/mutants.md").read_text(encoding="utf-8")
    page = (tmp_path / "a/mutants.html").read_text(encoding="utf-8")
    for name in names:
        assert name in result.output
        assert f"| `{name}` | yes |" in markdown
        assert f'<th scope="row">{name}</th><td>yes</td>' in page
    for gate in made["gates"]:
        assert f" {gate}" in " ".join(result.output.split())
        assert f"| {gate} |" in markdown
        assert f"<span>{gate}</span>" in page


def test_survivors_and_mistakes_are_told_everywhere() -> None:
    """In words, not by colour alone; what a gate says acts nowhere."""
    dead = Kill(mutant="dead", what="w", trials=8, caught={"canary": 7, "length": 0},
                why={"canary": "<b>x"})  # fmt: skip
    fell = Kill(mutant="fell", what="w", trials=22, caught={"rubric_clean": 20}, by="drop",
                why={"rubric_clean": "-3.0 points"})  # fmt: skip
    alive = Kill(mutant="alive", what="says <i>", trials=8, caught={"canary": 0})
    matrix = Matrix(kills=(dead, fell, alive), near={"fine": "", "kind | reply": "length: x"})
    assert headline(matrix) == "2 of 3 mutants caught, 1 of 2 good replies that look bad passed"
    assert [cell(fell, gate) for gate in matrix.gates] == ["", "", "20↓"]
    assert [cell(dead, gate) for gate in matrix.gates] == ["7", "·", ""]
    markdown = as_markdown(matrix)
    assert "| `alive` | **NO** | · |  |  | 8 |" in markdown
    assert "| kind \\| reply | **taken for bad**: length: x |" in markdown
    page = render(matrix)
    assert '<th scope="row">alive</th><td>NO</td>' in page
    assert "script-src 'none'" in page
    assert "<b>x" not in page
    assert "<i>" not in page
    assert "taken for bad: length: x" in page


def test_an_unknown_mutant_is_wrong_use(tmp_path: Path) -> None:
    """2, and the nearest name is told; an empty matrix is never green."""
    result = CliRunner().invoke(app, ["mutants", "--only", "chirp", "--out", str(tmp_path / "a")])
    assert result.exit_code == 2
    assert "chirps" in result.output
    assert not (tmp_path / "a").exists()


def test_a_near_miss_of_nobody_is_refused() -> None:
    """Its sample must exist."""
    miss = load_near_misses()[0].model_copy(update={"sample": "nobody"})
    with pytest.raises(SuiteError, match="unknown sample"):
        Ring().near([miss])


@pytest.mark.slow
def test_every_mutant_is_caught_and_no_good_reply() -> None:
    """The kill matrix is 100 %, the near misses pass 100 %."""
    matrix = Ring().tried(load_mutants(), load_near_misses())
    assert [kill.mutant for kill in matrix.kills if not kill.killed] == []
    assert matrix.mistaken == {}
