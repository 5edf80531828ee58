"""A judge's errors are measured, and taken out of the rates that it reports."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy
import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.statistics.calibration import Calibration, calibrated, corrected


def test_counts_and_kappa_by_hand() -> None:
    """8 of 10 good, 9 of 10 bad, one unreadable: κ = (0.85 − 0.5) / 0.5."""
    pairs: list[tuple[bool, bool | None]] = [(True, True)] * 8 + [(True, False)] * 2
    pairs += [(False, False)] * 9 + [(False, True), (False, None)]
    judge = calibrated(pairs)
    assert (judge.sensitivity.estimate, judge.specificity.estimate) == (0.8, 0.9)
    assert judge.unscored == 1
    assert judge.kappa == pytest.approx(0.7)
    assert corrected(50, 100, judge).estimate == pytest.approx((0.5 + 0.9 - 1) / 0.7)


def test_a_coin_corrects_nothing() -> None:
    """No better than chance is an error; one kind of label alone is one too."""
    coin = calibrated([(True, True), (True, False), (False, True), (False, False)] * 5)
    assert not coin.tells_apart
    with pytest.raises(ValueError, match="coin"):
        corrected(5, 10, coin)
    with pytest.raises(ValueError, match="both kinds"):
        calibrated([(True, True)])


def test_a_perfect_judge_changes_little() -> None:
    """With many labels the corrected interval is nearly the plain one."""
    judge = Calibration(good=5000, bad=5000, good_called_good=5000, bad_called_bad=5000, unscored=0)
    made = corrected(80, 100, judge)
    assert made.estimate == pytest.approx(0.8)
    assert (made.low, made.high) == pytest.approx((0.711, 0.867), abs=0.005)


@pytest.mark.parametrize("truth", [0.5, 0.8, 0.95])
def test_the_corrected_interval_covers_the_truth(truth: float) -> None:
    """1,000 runs of a judge with TPR 0.9 and TNR 0.8, 60 labels a kind, 200 replies: ≥ 93 %."""
    draw = numpy.random.default_rng(int(truth * 100))
    covered = 0
    for _ in range(1000):
        judge = Calibration(
            good=60, bad=60, unscored=0,
            good_called_good=int(draw.binomial(60, 0.9)),
            bad_called_bad=int(draw.binomial(60, 0.8)),
        )  # fmt: skip
        good = int(draw.binomial(200, truth))
        called = int(draw.binomial(good, 0.9) + draw.binomial(200 - good, 0.2))
        made = corrected(called, 200, judge)
        covered += made.low <= truth <= made.high
    assert covered >= 930


def test_calibrate_through_the_command_line(tmp_path: Path) -> None:
    """The table, the correction, and one line for each fault."""
    chance, path = random.Random(0), tmp_path / "labels.jsonl"
    rows = [{"label": n % 2 == 0, "verdict": (n % 2 == 0) != (chance.random() < 0.1)}
            for n in range(120)]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    call = lambda *a: CliRunner().invoke(app, ["calibrate", *map(str, a)])  # noqa: E731
    made = json.loads(call(path, "--observed", "84/120", "--json").output)
    assert made["may_gate"] is True
    assert [row["rate"] for row in made["rows"]] == ["TPR", "TNR", "as reported", "corrected"]
    assert call(path, "--observed", "84").exit_code == 2
    assert call(path, "--observed", "9/8").exit_code == 2
    path.write_text('{"label": true}\n', encoding="utf-8")
    result = call(path)
    assert result.exit_code == 2
    assert "labels.jsonl:1" in result.output.replace("\n", "")
