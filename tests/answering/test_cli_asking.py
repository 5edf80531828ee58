"""`composure ask`, `gaps`, `sources` from the command line."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.cli import app


@pytest.fixture(autouse=True)
def _home(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPOSURE_HOME", str(shared_home))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_ask_json_holds_the_contract() -> None:
    """One document with answer, answered, citations and sentences, each with its citations."""
    answer = json.loads(run("ask", "How do I apologise sincerely?", "--json").stdout)
    assert {"answer", "answered", "citations", "sentences"} <= set(answer)
    assert answer["answered"] is True
    keys = {"id", "title", "source", "section", "kind", "quote", "score"}
    assert keys <= set(answer["citations"][0])
    assert all(sentence["text"] and sentence["citations"] for sentence in answer["sentences"])


def test_a_refusal_is_an_answer_and_exits_0() -> None:
    """Not answered is no failure of the command."""
    result = run("ask", "What will the weather be like tomorrow?", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["answered"] is False
    assert "does not say" in run("ask", "What will the weather be like tomorrow?").stdout


def test_after_keeps_the_subject() -> None:
    """--after may be given several times."""
    result = run("ask", "And on the phone?", "--after", "How long are call recordings kept?",
                 "--after", "How do I stay calm with an angry customer?", "--json")  # fmt: skip
    assert json.loads(result.stdout)["citations"][0]["document"] == "guidance/staying_calm.md"


def test_a_handout_is_written(tmp_path: Path) -> None:
    """-o writes Markdown with the question as its title and the sources below."""
    out = tmp_path / "handout.md"
    assert run("ask", "How do I apologise sincerely?", "-o", str(out)).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert page.startswith("# How do I apologise sincerely?\n")
    assert "**Sources**" in page
    assert [path.name for path in tmp_path.iterdir()] == ["handout.md"]


def test_a_handout_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    """Wrong use, with what to do."""
    result = run("ask", "How do I apologise?", "-o", str(tmp_path / "no" / "handout.md"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.output


def test_an_empty_question_is_wrong_use() -> None:
    """Exit code 2 and the error object."""
    result = run("ask", " ", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["message"] == "there is no question"


def test_gaps_are_listed_and_stubbed() -> None:
    """As JSON, in the terminal, and as a document to fill in; an unknown number is named."""
    run("ask", "Which dress code holds in the call centre?")
    listed = json.loads(run("gaps", "--json").stdout)["gaps"]
    mine = next(gap for gap in listed if "dress code" in gap["text"])
    assert mine["count"] >= 1
    assert "dress code" in run("gaps").stdout
    assert run("gaps", "--stub", str(mine["number"])).stdout.startswith("---\ntitle:")
    assert "there is no gap 999" in run("gaps", "--stub", "999").stderr


def test_sources_are_listed() -> None:
    """Every document with its passages; the terminal names what nobody has cited."""
    listed = json.loads(run("sources", "--json").stdout)
    assert listed["passages"] == sum(each["passages"] for each in listed["documents"])
    assert "guidance/apologising.md" in [each["document"] for each in listed["documents"]]
    assert "passages, indexed" in run("sources").stdout


def test_a_long_path_of_a_source_is_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a narrow terminal too, so that it can be copied."""
    monkeypatch.setenv("COLUMNS", "50")
    lines = run("sources").stdout.splitlines()
    path = "guidance/expectations_and_transparency.md"
    assert [line for line in lines if line.startswith(f"{path} ")]


def test_ask_explains_itself() -> None:
    """The parts of each passage add up to its score; those of the decision to its certainty."""
    made = json.loads(run("ask", "How do I keep my cool?", "--explain", "--json").stdout)
    why = made["explanation"]
    for passage in why["passages"]:
        assert sum(passage["parts"].values()) == pytest.approx(passage["score"], abs=1e-3)
    odds = sum(why["decision"].values())
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(why["relevance"], abs=0.01)
    assert why["relevance"] == made["relevance"]
    assert why["passages"][0]["wording"]
    shown = run("ask", "How do I keep my cool?", "--explain").stdout
    assert "nearest wording" in shown
    assert "log-odds" in shown


def test_reasons_come_only_where_they_are_asked_for() -> None:
    """Without --explain the documents are as they were."""
    assert "explanation" not in json.loads(run("ask", "How do I apologise?", "--json").stdout)
    found = json.loads(run("search", "apology", "--json").stdout)
    assert "why" not in found["passages"][0]


def test_search_explains_itself() -> None:
    """Each passage with the parts of its score, the words found, in JSON and in the terminal."""
    found = json.loads(run("search", "freebies for the loud", "--explain", "--json").stdout)
    best = found["passages"][0]
    assert best["id"] == "guidance/solutions_and_options#going-above-and-beyond"
    assert best["why"]["asked_as"] > 0
    assert "freebies" in best["why"]["matched"]
    shown = run("search", "freebies for the loud", "--explain").stdout
    assert "how people ask" in shown
    assert "words found: freebies" in shown
