"""Each exit code through the command line; an infrastructure failure is never green."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.domain import Case
from evals.cli import app
from evals.records import Suite
from evals.solving.bench import Bench
from evals.verdicts.baselines import baseline_path

Make = Callable[..., Path]
HARD = {"hard": ["must_not", "required_facts"]}
FEW = {"budget": {"tokens": 5}}


def call(*arguments: Any) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


def run(suite: Path, out: Path, *more: Any) -> Result:
    return call("run", suite, "--out", out, "--quiet", *more)


def verdict_of(out: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((out / "verdict.json").read_text(encoding="utf-8"))
    return made


def test_hard_rules_kept_pass(make_suite: Make, tmp_path: Path) -> None:
    """0: every trial keeps them, and every report is written."""
    result = run(make_suite(2, gates=HARD, compare=None), tmp_path / "run")
    assert result.exit_code == 0, result.output
    assert "passed" in result.output
    for name in ("report.html", "report.json", "junit.xml", "report.md", "rows.csv", "tape.jsonl"):
        assert (tmp_path / "run" / name).stat().st_size > 0


def test_a_hard_rule_broken_is_red(make_suite: Make, tmp_path: Path) -> None:
    """1: one trial is enough; the reply and the rule are shown."""
    result = run(make_suite(2, bad=[1], gates=HARD, compare=None), tmp_path / "run")
    assert result.exit_code == 1
    (found,) = [arm for arm in verdict_of(tmp_path / "run")["arms"] if arm["breaks"]]
    assert found["arm"] == "written@draft/2"
    assert found["breaks"][0]["scorer"] == "required_facts"
    assert "order of yours" in found["breaks"][0]["reply"]
    assert "not named: LK-70101" in result.output


def test_a_regression_is_red_and_an_improvement_green(make_suite: Make, tmp_path: Path) -> None:
    """1 where the second prompt forgets half of the facts; 0 the other way round."""
    suite = make_suite(20, bad=range(10))
    result = run(suite, tmp_path / "run")
    assert result.exit_code == 1, result.output
    made = verdict_of(tmp_path / "run")
    assert made["status"] == "regressed"
    (contrast,) = made["arms"][1]["contrasts"]
    assert (contrast["fell"], contrast["rose"], contrast["clusters"]) == (10, 0, 20)
    other = {"baseline": "written@draft/2", "candidate": "written@draft/1"}
    turned = make_suite(20, bad=range(10), compare=other)
    back = run(turned, tmp_path / "back")
    assert back.exit_code == 0, back.output
    assert verdict_of(tmp_path / "back")["status"] == "improved"


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "no-such-suite"),
        ("run",),
        ("run", "smoke", "--trials", "0"),
        ("resume", "no-such-run"),
        ("compare",),
        ("report", "no-such-run"),
    ],
)
def test_wrong_use_is_2(arguments: tuple[str, ...]) -> None:
    """2, with one line on stderr and no traceback."""
    result = call(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_missing_answers_are_incomplete(make_suite: Make, tmp_path: Path) -> None:
    """3: an error is no score of 0, and what is missing is counted."""
    result = run(make_suite(3, missing=[1], gates=HARD, compare=None), tmp_path / "run")
    assert result.exit_code == 3, result.output
    arm = verdict_of(tmp_path / "run")["arms"][0]
    assert (arm["coverage"]["scored"], arm["coverage"]["errors"]) == (2, 1)
    assert {metric["estimate"] for metric in arm["metrics"]} == {1.0}


def test_a_refusal_is_a_state_of_its_own(make_suite: Make, tmp_path: Path) -> None:
    """3 again, told apart from an error."""
    result = run(make_suite(3, declined=[0], gates=HARD, compare=None), tmp_path / "run")
    assert result.exit_code == 3
    coverage = verdict_of(tmp_path / "run")["arms"][0]["coverage"]
    assert (coverage["refused"], coverage["errors"], coverage["missing"]) == (1, 0, 0)


def test_a_model_without_recordings_is_incomplete(make_suite: Make, tmp_path: Path) -> None:
    """3: a model that would cost something is not asked without --record."""
    suite = make_suite(1, models=["openai:none"], compare=None, gates=HARD)
    result = run(suite, tmp_path / "run")
    assert result.exit_code == 3
    assert "1 not recorded" in verdict_of(tmp_path / "run")["arms"][0]["reasons"][0]


def test_a_model_that_fails_is_incomplete(make_suite: Make, tmp_path: Path) -> None:
    """3: the offline reply that the product falls back to is not scored as the model's."""
    suite = make_suite(
        1, models=["fake:fail"], prompts=["draft"], compare=None, gates=HARD, solver="assistant"
    )
    result = run(suite, tmp_path / "run")
    assert result.exit_code == 3
    assert verdict_of(tmp_path / "run")["arms"][0]["coverage"]["errors"] == 1


def test_a_broken_tape_is_never_green(make_suite: Make, tmp_path: Path) -> None:
    """3 where the run's folder cannot be written, 2 where its tape is damaged."""
    suite = make_suite(1, gates=HARD, compare=None)
    assert run(suite, tmp_path / "run").exit_code == 0
    tape = tmp_path / "run" / "tape.jsonl"
    tape.write_text("notes\n" + tape.read_text(encoding="utf-8"), encoding="utf-8")
    assert call("resume", tmp_path / "run", "-q").exit_code == 2
    tape.unlink()
    tape.mkdir()
    assert call("resume", tmp_path / "run", "-q").exit_code in (2, 3)


def test_what_nobody_looks_at_is_told(make_suite: Make, tmp_path: Path) -> None:
    """An expectation without its scorer passes whatever happens, so every report names it."""
    gates = {"hard": ["required_facts"]}
    suite = make_suite(2, scorers=["required_facts"], gates=gates, compare=None)
    result = run(suite, tmp_path / "run")
    assert result.exit_code == 0, result.output
    told = "looked at by no scorer of this suite: must_not (2 samples)"
    assert told in " ".join(result.output.split())
    assert verdict_of(tmp_path / "run")["unseen"] == {"must_not": 2}
    assert told in (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "must\\_not (2 samples)" in (tmp_path / "run" / "report.md").read_text(encoding="utf-8")


def test_few_clusters_are_inconclusive(make_suite: Make, tmp_path: Path) -> None:
    """4: described, not decided."""
    result = run(make_suite(3, bad=[0]), tmp_path / "run")
    assert result.exit_code == 4
    assert "below 20 nothing is decided" in result.output.replace("\n", " ")


def test_a_wide_interval_says_how_many_would_settle_it(make_suite: Make, tmp_path: Path) -> None:
    """4: one of twenty falls, which may be chance or not."""
    result = run(make_suite(20, bad=[3]), tmp_path / "run")
    assert result.exit_code == 4
    (reason,) = verdict_of(tmp_path / "run")["arms"][1]["reasons"]
    assert "clusters would settle it" in reason


def test_no_baseline_is_incomparable(make_suite: Make, tmp_path: Path) -> None:
    """5: a quality gate with nothing to hold against is not green."""
    result = run(make_suite(2, compare=None), tmp_path / "run")
    assert result.exit_code == 5
    assert "no baseline" in result.output


def test_bless_needs_a_reason_and_makes_a_baseline(make_suite: Make, tmp_path: Path) -> None:
    """2 without one; with one the same results are not worse, letter for letter."""
    suite, kept = make_suite(2, compare=None), tmp_path / "baselines"
    run(suite, tmp_path / "run", "--baselines", kept)
    assert call("bless", tmp_path / "run", "--baselines", kept).exit_code == 2
    assert not kept.exists()
    done = call("bless", tmp_path / "run", "--baselines", kept, "--reason", "the first results")
    assert done.exit_code == 0, done.output
    text = (kept / "small" / "written_draft_2.json").read_text(encoding="utf-8")
    assert json.loads(text)["reason"] == "the first results"
    assert len([line for line in text.splitlines() if '"cluster"' in line]) == 2
    again = run(suite, tmp_path / "again", "--baselines", kept)
    assert again.exit_code == 0, again.output
    assert verdict_of(tmp_path / "again")["status"] == "not_worse"


def test_a_broken_rule_is_not_blessed_away(make_suite: Make, tmp_path: Path) -> None:
    """2, and no arm is kept, neither the broken one nor the sound one beside it."""
    suite, kept = make_suite(2, bad=[1], gates=HARD, compare=None), tmp_path / "baselines"
    run(suite, tmp_path / "run", "--baselines", kept)
    reason = ("--reason", "the first results")
    done = call("bless", tmp_path / "run", "--baselines", kept, *reason)
    assert done.exit_code == 2
    assert "s1 breaks required_facts" in done.output
    assert not kept.exists()
    sound = ("--arm", "written@draft/1")
    assert call("bless", tmp_path / "run", "--baselines", kept, *reason, *sound).exit_code == 0
    wrong = call("bless", tmp_path / "run", "--baselines", kept, *reason, "--arm", "writen@draft/1")
    assert wrong.exit_code == 2
    assert "did you mean 'written@draft/1'" in wrong.output.replace("\n", " ")


def test_a_baseline_stays_in_the_folder_of_its_suite(make_suite: Make, tmp_path: Path) -> None:
    """Beside a folder that is called `suites`; else nothing lands outside the suite's own."""
    path = make_suite(2, compare=None)
    run(path, tmp_path / "run")
    assert call("bless", tmp_path / "run", "--reason", "the first results").exit_code == 0
    assert (path.parent / "baselines" / "small" / "written_draft_1.json").is_file()
    assert not (tmp_path / "baselines").exists()
    assert run(path, tmp_path / "again").exit_code == 0
    shipped = Suite.model_construct(suite="pr", folder=str(tmp_path / "evals" / "suites"))
    assert baseline_path(shipped, "a").parent == tmp_path / "evals" / "baselines" / "pr"


def test_a_fault_of_ours_is_an_error_of_its_trial(
    make_suite: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3 with everything else scored; the place is told, and not a word of the customer's."""
    real = Bench.begin

    def begin(self: Bench, case: Case, parts: Any) -> Any:
        if "LK-70101" in case.message:
            raise KeyError(case.message)
        return real(self, case, parts)

    monkeypatch.setattr(Bench, "begin", begin)
    result = run(make_suite(3, gates=HARD, compare=None), tmp_path / "run")
    assert result.exit_code == 3
    coverage = verdict_of(tmp_path / "run")["arms"][0]["coverage"]
    assert (coverage["scored"], coverage["errors"]) == (2, 1)
    rows = (tmp_path / "run" / "rows.jsonl").read_text(encoding="utf-8")
    assert "internal error (KeyError in test_eval_commands.py:" in rows
    assert "LK-70101" not in rows


def test_other_samples_are_incomparable(make_suite: Make, tmp_path: Path) -> None:
    """5, and the part that differs is named."""
    kept = tmp_path / "baselines"
    run(make_suite(2, compare=None), tmp_path / "run", "--baselines", kept)
    call("bless", tmp_path / "run", "--baselines", kept, "--reason", "the first results")
    result = run(make_suite(3, compare=None), tmp_path / "more", "--baselines", kept)
    assert result.exit_code == 5
    assert "other: samples" in result.output.replace("\n", " ")


def test_only_the_subject_may_differ(make_suite: Make, tmp_path: Path) -> None:
    """5 where a suite that judges knowledge meets another prompt."""
    result = run(make_suite(2, subject=["knowledge"]), tmp_path / "run")
    assert result.exit_code == 5
    assert "other: prompt" in result.output.replace("\n", " ")


def test_two_runs_are_compared(make_suite: Make, tmp_path: Path) -> None:
    """`compare` holds each arm against itself, or all against one."""
    suite = make_suite(20, bad=range(10), compare=None)
    run(suite, tmp_path / "a")
    same = call("compare", tmp_path / "a", tmp_path / "a", "--json")
    assert same.exit_code == 0, same.output
    crossed = call("compare", tmp_path / "a", tmp_path / "a", "--arm", "written@draft/1", "--json")
    assert crossed.exit_code == 1
    assert json.loads(crossed.output)["arms"][-1]["status"] == "regressed"
    assert call("compare", tmp_path / "a", tmp_path / "a", "--arm", "nobody").exit_code == 2


def test_a_comparison_has_reports_of_its_own(make_suite: Make, tmp_path: Path) -> None:
    """Both runs' replies side by side with what changed; the run's own report stays as it was."""
    run(make_suite(20, compare=None), tmp_path / "before")
    run(make_suite(20, bad=range(10), compare=None), tmp_path / "after")
    kept = (tmp_path / "after" / "report.html").read_bytes()
    result = call("compare", tmp_path / "before", tmp_path / "after")
    assert result.exit_code == 1, result.output
    folder = tmp_path / "after" / "against-before"
    assert "against-before/report.html" in result.output.replace("\n", "")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<h3>written@draft/2 of before</h3>" in page
    assert "<ins>of yours " in page
    statuses = {arm["arm"]: arm["status"] for arm in verdict_of(folder)["arms"]}
    assert statuses["written@draft/2 of before"] == "reference"
    assert statuses["written@draft/2"] == "regressed"
    assert verdict_of(folder)["digest"] == verdict_of(tmp_path / "after")["digest"]
    assert (tmp_path / "after" / "report.html").read_bytes() == kept


def test_an_incomplete_earlier_run_decides_nothing(make_suite: Make, tmp_path: Path) -> None:
    """3: what the earlier run lacks could have been its better half."""
    run(make_suite(20, missing=range(5), compare=None), tmp_path / "before")
    run(make_suite(20, compare=None), tmp_path / "after")
    result = call("compare", tmp_path / "before", tmp_path / "after")
    assert result.exit_code == 3, result.output


def test_resume_goes_on_and_rescore_generates_nothing(make_suite: Make, tmp_path: Path) -> None:
    """The digest of a resumed run is that of one pass; changed expectations need no answers."""
    suite, out = make_suite(3, gates=HARD, compare=None), tmp_path / "run"
    run(suite, out)
    whole = verdict_of(out)["digest"]
    tape = (out / "tape.jsonl").read_bytes()
    (out / "tape.jsonl").write_bytes(tape[: len(tape) // 2])
    (out / "rows.jsonl").unlink()
    assert call("rescore", out).exit_code == 2  # it has not ended
    assert call("resume", out, "-q").exit_code == 0
    assert verdict_of(out)["digest"] == whole
    (suite.parent / "answers.jsonl").unlink()
    samples = (suite.parent / "samples.jsonl").read_text(encoding="utf-8")
    changed = samples.replace("calm down", "Larkfield Customer Care")
    (suite.parent / "samples.jsonl").write_text(changed, encoding="utf-8")
    assert call("resume", out, "-q").exit_code == 2  # the suite is another one now
    result = call("rescore", out)
    assert result.exit_code == 1
    assert "must_not" in result.output


def test_a_held_run_is_not_written_twice(make_suite: Make, tmp_path: Path) -> None:
    """3 while another process holds the folder; 2 where a new run would go into an old one."""
    from evals.folder import RunFolder

    suite, out = make_suite(1, gates=HARD, compare=None), tmp_path / "run"
    run(suite, out)
    assert run(suite, out).exit_code == 2
    with RunFolder(out).locked():
        assert call("resume", out, "-q").exit_code == 3


def test_noise_and_power(make_suite: Make, tmp_path: Path) -> None:
    """Both speak of the metrics that gate; without spread there is no noise to measure."""
    out = tmp_path / "run"
    run(make_suite(20, bad=range(6)), out, "--trials", 2)
    quiet = json.loads(call("noise", out, "--json").output)
    assert quiet["rows"][0]["note"].startswith("every trial of a sample gave the same")
    found = call("power", out, "--json", "--runs", 200, "--drop", 0.1, "--drop", 0.4)
    rows = json.loads(found.output)["rows"]
    assert rows[0]["seen"] < rows[-1]["seen"]
    assert "logit" in json.loads(found.output)["note"]
    assert "Shares (required_facts) are simulated" in json.loads(found.output)["note"]


@pytest.mark.parametrize("form", ["html", "json", "junit", "markdown", "csv", "terminal"])
def test_report_shows_a_run_once_more(make_suite: Make, tmp_path: Path, form: str) -> None:
    """Every format, from the kept rows."""
    out = tmp_path / "run"
    run(make_suite(1, gates=HARD, compare=None), out)
    result = call("report", out, "--format", form)
    assert result.exit_code == 0, result.output
    assert len(result.output) > 100


def test_results_are_exported(make_suite: Make, tmp_path: Path) -> None:
    """JSON without being told, CSV and JUnit by name; another format is wrong use."""
    out = tmp_path / "run"
    run(make_suite(2, gates=HARD, compare=None), out)
    made = json.loads(call("export", out).output)
    assert [row["sample"] for row in made["rows"]] == ["s0", "s1"] * 2
    assert call("export", out, "--format", "csv", "-o", tmp_path / "rows.csv").exit_code == 0
    assert (tmp_path / "rows.csv").read_bytes() == (out / "rows.csv").read_bytes()
    assert call("export", out, "--format", "junit").output.startswith("<?xml")
    assert call("export", out, "--format", "xlsx").exit_code == 2


def test_an_error_is_json_where_json_was_asked() -> None:
    """One document on stdout."""
    result = call("run", "no-such-suite", "--json")
    assert result.exit_code == 2
    assert json.loads(result.output)["error"]["kind"] == "suite"
