"""Tests of promptfoo and OpenAI Evals become samples; what cannot be taken is reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.errors import SuiteError
from evals.importing.asserting import parse_expected
from evals.importing.writing import read_foreign
from evals.loading.suites import load_suite, samples_of
from evals.scorers import SCORERS

PROMPTFOO = """
description: replies
prompts: [file://p.txt]
providers:
  - openai:chat:gpt-5-mini
  - {id: "anthropic:messages:claude-sonnet-4-5", config: {temperature: 0}}
  - https://example.invalid/api
defaultTest:
  assert:
    - {type: not-icontains, value: calm down}
tests:
  - description: a late lamp
    vars: {message: My lamp is late., order_id: LK-1}
    assert:
      - {type: icontains, value: lamp}
      - {type: contains-any, value: [refund, replacement], weight: 2}
      - {type: llm-rubric, value: is kind}
  - vars: {email: "Where is my sofa?"}
    assert:
      - {type: javascript, value: output.length < 10}
    options: {provider: x}
  - vars: {topic: nothing}
  - file://more.csv
"""
CSV = (
    "message,__expected1,__expected2,__description,__prefix\n"
    'My kettle leaks.,icontains: kettle,"not-contains-any: calm down, idiot",a kettle,x\n'
    "My mug broke.,similar(0.8): sorry,,,\n"
)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_promptfoo_yaml(tmp_path: Path) -> None:
    """Assertions become expectations, variables facts, providers models; the rest is named."""
    write(tmp_path / "more.csv", CSV)
    made = read_foreign(write(tmp_path / "promptfoo.yaml", PROMPTFOO))
    first, second, third, fourth = made.samples
    assert first["case"] == {"message": "My lamp is late.", "facts": {"order_id": "LK-1"}}
    assert first["expect"] == {
        "must_mention": ["lamp", ["refund", "replacement"]],
        "must_not": ["calm down"],
    }
    assert second["expect"] == {"must_not": ["calm down"]}
    assert third["expect"]["must_not"] == ["calm down", "idiot"]
    assert fourth["case"]["message"] == "My mug broke."
    assert made.models == ("openai:gpt-5-mini", "anthropic:claude-sonnet-4-5")
    assert made.left_out == ("test 3: no message",)
    assert made.reported == {
        "prompts": 1, "assert.weight": 1, "assert: llm-rubric": 1, "assert: javascript": 1,
        "tests.options": 1, "assert: similar(0.8)": 1, "__prefix": 1, "providers.config": 1,
        "providers: https://example.invalid/api": 1,
    }  # fmt: skip


def test_promptfoo_csv(tmp_path: Path) -> None:
    """A row of which nothing can be checked is left out and named."""
    made = read_foreign(write(tmp_path / "tests.csv", CSV))
    (only,) = made.samples
    assert only["expect"] == {"must_mention": ["kettle"], "must_not": ["calm down", "idiot"]}
    assert made.left_out == ("test 2: nothing that can be checked",)


def test_openai_evals(tmp_path: Path) -> None:
    """Earlier turns are history, `ideal` a fact, a system message is reported."""
    rows = [
        {
            "input": [
                {"role": "system", "content": "Be kind."},
                {"role": "user", "content": "My lamp is late."},
                {"role": "assistant", "content": "Which one?"},
                {"role": "user", "content": "The blue one."},
            ],
            "ideal": ["blue", "lamp"],
        },
        {"input": "My mug broke.", "ideal": "mug", "choice": "a"},
        {"input": [{"role": "assistant", "content": "Hello"}], "ideal": "x"},
        {"input": "No ideal."},
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    made = read_foreign(write(tmp_path / "samples.jsonl", text))
    first, second = made.samples
    assert first["case"]["history"] == [
        {"role": "customer", "text": "My lamp is late."},
        {"role": "agent", "text": "Which one?"},
    ]
    assert first["expect"] == {"must_mention": [["blue", "lamp"]]}
    assert second["case"] == {"message": "My mug broke."}
    assert made.reported == {"input: system message": 1, "choice": 1}
    assert made.left_out == ("line 3: no message", "line 4: no ideal")


def test_an_imported_suite_runs(tmp_path: Path) -> None:
    """From the command line to a verdict; nothing is overwritten."""
    source, out = write(tmp_path / "tests.csv", CSV), tmp_path / "suite"
    call = lambda *a: CliRunner().invoke(app, [str(x) for x in a])  # noqa: E731
    result = call("import", source, "-o", out)
    assert result.exit_code == 0, result.output
    assert "not taken: __prefix (1)" in result.output
    suite = load_suite(str(out / "tests.yaml"), scorers=SCORERS)
    assert len(samples_of(suite)) == 1
    assert call("run", out / "tests.yaml", "-q", "--out", tmp_path / "run").exit_code == 0
    assert call("import", source, "-o", out).exit_code == 2


def test_the_file_that_is_imported_is_never_overwritten(tmp_path: Path) -> None:
    """OpenAI Evals' samples and ours have the same ending; a file in place of a folder is said."""
    text = '{"input": "My mug broke.", "ideal": "mug"}\n'
    source = write(tmp_path / "mugs.jsonl", text)
    call = lambda *a: CliRunner().invoke(app, [str(x) for x in a])  # noqa: E731
    assert call("import", source, "-o", tmp_path).exit_code == 2
    assert source.read_text(encoding="utf-8") == text
    assert not (tmp_path / "mugs.yaml").exists()
    assert call("import", source, "-o", source).exit_code in (2, 3)
    assert source.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("expected", "gates"),
    [("contains: BANANA", {"required_facts"}), ("not-contains: order", {"must_not"})],
)
def test_what_fails_there_is_red_here(tmp_path: Path, expected: str, gates: set[str]) -> None:
    """Every imported assertion gates: a suite whose only test fails is never green."""
    text = f"message,__expected\nMy order LK-70101 is late.,{expected}\n"
    out = tmp_path / "suite"
    call = lambda *a: CliRunner().invoke(app, [str(x) for x in a])  # noqa: E731
    assert call("import", write(tmp_path / "tests.csv", text), "-o", out).exit_code == 0
    assert set(load_suite(str(out / "tests.yaml"), scorers=SCORERS).gates.hard) == gates
    assert call("run", out / "tests.yaml", "-q", "--out", tmp_path / "run").exit_code == 1


def test_what_stands_elsewhere_is_reported(tmp_path: Path) -> None:
    """Variables in files or as lists, a default in another file, a provider that is no chat."""
    text = """
defaultTest: file://default.yaml
providers: ["openai:responses:gpt-5"]
tests:
  - vars: {message: file://mail.txt}
    assert: [{type: contains, value: x}]
  - vars: {message: [one, two]}
    assert: [{type: contains, value: x}]
  - vars: file://vars.yaml
    assert: [{type: contains, value: x}]
  - vars: {message: It broke., tone: [a, b]}
    assert: [{type: contains, value: x}]
"""
    made = read_foreign(write(tmp_path / "promptfoo.yaml", text))
    assert [row["case"] for row in made.samples] == [{"message": "It broke."}]
    assert made.reported == {
        "defaultTest: file://default.yaml": 1, "vars: message: a file": 1,
        "vars: message: a list": 1, "vars: file://vars.yaml": 1, "vars: tone: a list": 1,
        "providers: openai:responses:gpt-5": 1,
    }  # fmt: skip
    assert made.models == ()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.txt", "x", "no known kind"),
        ("a.yaml", "a: 1", "no promptfoo configuration"),
        ("a.yaml", "tests: [", "not YAML"),
        ("a.csv", "message\nhi there\n", "nothing can be taken"),
        ("a.jsonl", "nope", "not JSON"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, text: str, said: str) -> None:
    """In one line."""
    with pytest.raises(SuiteError, match=said):
        read_foreign(write(tmp_path / name, text))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("icontains: lamp", {"type": "icontains", "value": "lamp"}),
        ("contains-any: a, b", {"type": "contains-any", "value": ["a", "b"]}),
        ("I am sorry: really", {"type": "equals", "value": "I am sorry: really"}),
        ("Yes", {"type": "equals", "value": "Yes"}),
    ],
)
def test_expected_cells(cell: str, wanted: dict[str, Any]) -> None:
    """`type: value`, and a bare text means equality."""
    assert parse_expected(cell) == wanted
