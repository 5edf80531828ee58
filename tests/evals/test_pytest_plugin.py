"""Suites as pytest tests, in a session of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

TEST = """
import pytest

@pytest.mark.composure_suite({suite!r}, per={per!r})
def test_suite(suite_check):
    suite_check()
"""


def pytest_in(folder: Path, *more: str) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [*command, *more, "--rootdir", str(folder), str(folder)],
        capture_output=True, text=True, timeout=110, cwd=folder, env=env,
    )  # fmt: skip
    return done.stdout


def a_test(folder: Path, suite: Path, per: str) -> Path:
    folder.mkdir()
    text = TEST.format(suite=str(suite), per=per)
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    return folder


def test_one_test_a_sample_and_one_a_gate(make_suite: Callable[..., Path], tmp_path: Path) -> None:
    """The bad sample fails, the good one passes; of the gates the broken one fails."""
    suite = make_suite(2, bad=[1], gates={"hard": ["required_facts", "length"]}, compare=None)
    samples = pytest_in(a_test(tmp_path / "a", suite, "sample"), "-p", "evals.pytest_plugin")
    assert "2 failed, 1 passed" in samples, samples
    assert "test_suite[s1]" in samples
    assert "test_suite[verdict]" in samples
    gates = pytest_in(a_test(tmp_path / "b", suite, "gate"), "-p", "evals.pytest_plugin")
    assert "2 failed, 1 passed" in gates, gates
    assert "test_suite[required_facts]" in gates


def test_what_is_missing_is_not_green(make_suite: Callable[..., Path], tmp_path: Path) -> None:
    """A missing answer fails every test of its arm, also where nothing is broken."""
    suite = make_suite(2, missing=[0], gates={"hard": ["length"]}, compare=None)
    made = pytest_in(a_test(tmp_path / "a", suite, "gate"), "-p", "evals.pytest_plugin")
    assert "NotJudged" in made
    assert "2 failed" in made


def test_what_no_sample_shows_is_not_green(make_suite: Callable[..., Path], tmp_path: Path) -> None:
    """Nothing to compare with: no reply breaks anything, and still the whole fails."""
    suite = make_suite(2, compare=None)
    made = pytest_in(a_test(tmp_path / "a", suite, "sample"), "-p", "evals.pytest_plugin")
    assert "1 failed, 2 passed" in made
    assert "test_suite[verdict]" in made
    assert "there is no baseline" in made


def test_it_is_never_loaded_by_itself(tmp_path: Path) -> None:
    """Without -p the fixture does not exist."""
    made = pytest_in(a_test(tmp_path / "a", tmp_path / "none.yaml", "sample"))
    assert "fixture 'suite_check' not found" in made
