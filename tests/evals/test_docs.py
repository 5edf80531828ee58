"""The guide for evaluators is executed: its sample and its suite load, its commands exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml
from typer.testing import CliRunner

from evals.cli import app
from evals.loading.suites import arms_of, load_suite, samples_of
from evals.records import Expectation, Suite
from evals.scorers import SCORERS, looked_at
from evals.verdicts.records import EXIT_CODES

TEXT = (Path(__file__).parents[2] / "docs" / "evaluating.md").read_text(encoding="utf-8")


def test_the_sample_and_the_suite_of_the_guide_load(tmp_path: Path) -> None:
    """As printed."""
    (sample,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    suite, _ = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "mine.jsonl").write_text(sample, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(suite, encoding="utf-8")
    loaded = load_suite(str(tmp_path / "mine.yaml"), scorers=SCORERS)
    assert [each.id for each in samples_of(loaded)] == ["late-1"]
    assert len(arms_of(loaded)) == 3


def test_the_judge_of_the_guide_loads(tmp_path: Path) -> None:
    """As printed, with a question and labels of one's own."""
    suite, judge = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL))
    compare = {"baseline": "offline", "candidate": "openai:gpt-5-mini@draft/2"}
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump({**suite, **judge, "compare": compare}), encoding="utf-8")
    loaded = load_suite(str(path), scorers=SCORERS)
    assert loaded.scorers[-3:] == ("judge_answers_point", "judge_no_blame", "judge_mine")
    assert loaded.judge is not None
    assert loaded.judge.labels == {"no_blame": "labels/no_blame.jsonl"}


def test_every_command_and_expectation_of_the_guide_exists() -> None:
    """Nothing is described that is not there, and every expectation is described."""
    known = {command.name or command.callback.__name__ for command in app.registered_commands
             if command.callback}  # fmt: skip
    assert set(re.findall(r"composure-eval (\w+)", TEXT)) <= known
    for field in Expectation.model_fields:
        assert f"`{field}" in TEXT, field
    codes = {int(code) for code in re.findall(r"^\| (\d) \|", TEXT, re.MULTILINE)}
    assert codes == set(EXIT_CODES.values()) | {2}


def test_every_scorer_stands_beside_its_expectation() -> None:
    """A newcomer finds which scorer looks at what; the guide's own suite looks at all of it."""
    table = [line for line in TEXT.splitlines() if line.startswith("| `")]
    for name, scorer in SCORERS.items():
        assert f"`{name}`" in TEXT, name
        for field in scorer.expects:
            assert any(f"`{field}" in row and f"`{name}`" in row for row in table), (name, field)
    suite, _ = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL))
    (sample,) = map(json.loads, re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL))
    assert set(sample["expect"]) <= looked_at(suite["scorers"])


def test_every_key_of_a_suite_is_described() -> None:
    """None is known to us alone."""
    for field in Suite.model_fields.keys() - {"folder", "description"}:
        assert re.search(rf"(?m)^{field}:|`{field}[`:]", TEXT), field


def test_help_names_every_command() -> None:
    """And what the exit codes mean."""
    result = CliRunner().invoke(app, ["--help"])
    for name in ("run", "resume", "rescore", "compare", "bless", "noise", "power", "mutants"):
        assert f"  {name} " in result.output
    assert "5 incomparable" in " ".join(result.output.split())
