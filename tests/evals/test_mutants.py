"""The gates are tested too: every mutant is caught, and no good reply that looks like a bad one."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.errors import SuiteError
from evals.mutation.matrix import Ring
from evals.mutation.records import Kill, Matrix, Mutant, load_mutants, load_near_misses
from evals.mutation.spoiling import spoiled


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
    assert Matrix(kills=(dead,), near_misses=1, mistaken={}).sound
    assert not Matrix(kills=(dead, alive), near_misses=1, mistaken={}).sound
    assert not Matrix(kills=(dead,), near_misses=1, mistaken={"x": "y"}).sound
    assert not Matrix(kills=(), near_misses=0, mistaken={}).sound


def test_there_are_enough_of_both() -> None:
    """Fifteen mutants or more, of all kinds."""
    mutants = load_mutants()
    assert len(mutants) >= 15
    assert {mutant.kind for mutant in mutants} == {"writer", "knowledge", "retrieval"}
    assert len(load_near_misses()) >= 8


def test_a_few_mutants_through_the_command_line() -> None:
    """Caught ones end with 0; an unknown near miss is wrong use."""
    names = ["commands_calm", "leaks_a_placeholder", "obeys_an_injection"]
    only = [part for name in names for part in ("--only", name)]
    result = CliRunner().invoke(app, ["mutants", "--json", *only])
    assert result.exit_code == 0, result.output
    made = json.loads(result.output)
    assert [row["caught"] for row in made["rows"]] == ["yes"] * 3
    assert CliRunner().invoke(app, ["mutants", "--only", "nobody"]).exit_code == 1


def test_a_near_miss_of_nobody_is_refused() -> None:
    """Its sample must exist."""
    miss = load_near_misses()[0].model_copy(update={"sample": "nobody"})
    with pytest.raises(SuiteError, match="unknown sample"):
        Ring().mistaken([miss])


@pytest.mark.slow
def test_every_mutant_is_caught_and_no_good_reply() -> None:
    """The kill matrix is 100 %, the near misses pass 100 %."""
    matrix = Ring().tried(load_mutants(), load_near_misses())
    assert [kill.mutant for kill in matrix.kills if not kill.killed] == []
    assert matrix.mistaken == {}
