"""What the tests of the suites share: one index for all of them, and small suites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from evals_help import write_lines

from evals.solving.bench import Bench

CLOCK = "2026-11-20T10:00:00+00:00"
GOOD = (
    "Hello,\n\nYou write that order {order} has not come, and I am sorry that you still wait for"
    " it.\n\nI am asking the delivery team today where it is.\n\nLarkfield Customer Care"
)


@pytest.fixture(scope="session")
def bench_home(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for suites whose index is the one that all tests read."""
    home = tmp_path_factory.mktemp("evals") / "home"
    bench = Bench(datetime.fromisoformat(CLOCK), home=home)
    bench.settings.home.parent.mkdir(parents=True)
    bench.settings.home.symlink_to(shared_home, target_is_directory=True)
    return home


@pytest.fixture(autouse=True)
def _home_of_suites(bench_home: Path, _own_settings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suites find the shared index; runs of a test go where the test says."""
    monkeypatch.setenv("COMPOSURE_HOME", str(bench_home))


@pytest.fixture(scope="session")
def bench(bench_home: Path) -> Bench:
    """The assistant under the suites' clock."""
    made = Bench(datetime.fromisoformat(CLOCK).astimezone(UTC), home=bench_home)
    _ = made.parts
    return made


MakeSuite = Callable[..., Path]


@pytest.fixture
def make_suite(tmp_path: Path) -> MakeSuite:
    """Writes a suite of `count` situations with answers that people wrote.

    bad: for which of them the second prompt's answer lacks the order; missing: for which there is
    no answer. Further keys replace those of the suite file.
    """

    def make(
        count: int = 2,
        *,
        bad: Sequence[int] = (),
        missing: Sequence[int] = (),
        declined: Sequence[int] = (),
        **keys: Any,
    ) -> Path:
        folder = tmp_path / "suite"
        folder.mkdir(exist_ok=True)
        samples, answers = [], []
        for number in range(count):
            order = f"LK-{70100 + number}"
            samples.append(
                {
                    "id": f"s{number}",
                    "cluster": f"c{number}",
                    "case": {"message": f"My order {order} has not come and I am waiting."},
                    "expect": {"must_mention": [order], "must_not": ["calm down"]},
                    "tags": ["even" if number % 2 == 0 else "odd"],
                }
            )
            for prompt in ("draft/1", "draft/2"):
                worse = number in bad and prompt == "draft/2"
                text = GOOD.format(order="of yours" if worse else order)
                answer = {"sample": f"s{number}", "prompt": prompt, "text": text}
                if number in declined:
                    answer = {"sample": f"s{number}", "declined": "it will not"}
                if number not in missing:
                    answers.append(answer)
        write_lines(folder / "samples.jsonl", samples)
        write_lines(folder / "answers.jsonl", answers)
        suite = {
            "suite": "small",
            "samples": ["samples.jsonl"],
            "solver": "writer",
            "clock": CLOCK,
            "models": [{"name": "written", "answers": "answers.jsonl"}],
            "prompts": ["draft/1", "draft/2"],
            "scorers": ["required_facts", "must_not", "length"],
            "gates": {"quality": {"required_facts": {"margin": 0.05}}},
            "compare": {"baseline": "written@draft/1", "candidate": "written@draft/2"},
            **keys,
        }
        path = folder / "small.yaml"
        kept = {key: value for key, value in suite.items() if value is not None}
        path.write_text(yaml.safe_dump(kept), encoding="utf-8")
        return path

    return make
