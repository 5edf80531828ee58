"""A real server of the OpenAI protocol on loopback: recorded through its faults, then replayed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fault_server import FaultServer
from typer.testing import CliRunner

from evals.cli import app
from evals.errors import OverBudget
from evals.prices import Prices, cost
from evals.solving.purse import Purse

GOOD = (
    "ok:Hello,\n\nYou write that your order has not come, and I am sorry that you still wait.\n\n"
    "I am asking the delivery team where it is.\n\nLarkfield Customer Care"
)
KEYS: dict[str, Any] = {
    "models": [{"name": "openai:test", "prices": {"input": 0.0, "output": 1000.0}}],
    "prompts": ["draft/2"],
    "compare": None,
    "gates": {"hard": ["must_not", "length"]},
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    """A server that the settings name, with short patience."""
    with FaultServer() as made:
        monkeypatch.setenv("COMPOSURE_BASE_URL", made.url)
        monkeypatch.setenv("COMPOSURE_READ_TIMEOUT", "0.4")
        monkeypatch.setenv("COMPOSURE_TIMEOUT", "4")
        yield made


def call(*arguments: Any) -> int:
    return CliRunner().invoke(app, [*map(str, arguments), "-q"]).exit_code


def verdict_of(out: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((out / "verdict.json").read_text(encoding="utf-8"))
    return made


def test_recorded_through_faults_resumed_and_replayed(
    server: FaultServer, make_suite: Callable[..., Path], tmp_path: Path
) -> None:
    """429 with Retry-After, a time-out, resets and a torn answer in the middle: 3, then 0."""
    suite, out = make_suite(5, **KEYS), tmp_path / "run"
    server.script("429:0.2", "hang", "reset", "early_close", GOOD, "cut", "400", "401", GOOD)
    assert call("run", suite, "--out", out, "--record", "--workers", 2) == 3
    coverage = verdict_of(out)["arms"][0]["coverage"]
    assert coverage["errors"] >= 1
    assert coverage["refused"] == coverage["missing"] == 0
    before = coverage["scored"]
    server.script(GOOD)
    assert call("resume", out, "--record") == 0
    assert len(server.requests) == 5 - before
    digest = verdict_of(out)["digest"]
    server.script("500")
    replayed = suite.with_name("replayed.yaml")
    data = yaml.safe_load(suite.read_text(encoding="utf-8"))
    replayed.write_text(yaml.safe_dump({**data, "tapes": [str(out / "tape.jsonl")]}))
    assert call("run", replayed, "--out", tmp_path / "again") == 0
    made = verdict_of(tmp_path / "again")
    assert (made["digest"], made["generated"], made["replayed"]) == (digest, 0, 5)
    assert server.requests == []


def test_the_assistant_asks_the_same_server(
    server: FaultServer, make_suite: Callable[..., Path], tmp_path: Path
) -> None:
    """The product as a whole, its repair included, goes over the same tape."""
    suite = make_suite(1, **{**KEYS, "solver": "assistant"})
    server.script("ok:Please calm down. We will see.", GOOD)
    code = call("run", suite, "--out", tmp_path / "run", "--record")
    assert code in (0, 1), (tmp_path / "run" / "rows.jsonl").read_text(encoding="utf-8")
    lines = (tmp_path / "run" / "tape.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == ["call"] * len(server.requests) + ["output"]
    assert len(server.requests) >= 2


def test_a_refusal_is_recorded_as_one(
    server: FaultServer, make_suite: Callable[..., Path], tmp_path: Path
) -> None:
    """A model that declines is not asked again, and no score stands for it."""
    suite, out = make_suite(1, **KEYS), tmp_path / "run"
    server.script("content_filter")
    assert call("run", suite, "--out", out, "--record") == 3
    assert verdict_of(out)["arms"][0]["coverage"]["refused"] == 1
    server.script(GOOD)
    assert call("resume", out, "--record") == 3
    assert server.requests == []


def test_max_cost_stops_before_the_call(
    server: FaultServer, make_suite: Callable[..., Path], tmp_path: Path
) -> None:
    """The run ends incomplete, has asked less often, and goes on with more money."""
    suite, out = make_suite(5, **KEYS), tmp_path / "run"
    server.script(GOOD)
    first = call("run", suite, "--out", out, "--record", "--workers", 1, "--max-cost", 0.815)
    assert first == 3
    assert len(server.requests) == 3  # 7 tokens each; the fourth might cost 800
    reason = verdict_of(out)["arms"][0]["reasons"][0]
    assert "not recorded" in reason
    assert call("resume", out, "--record") == 3  # what was spent is spent
    assert len(server.requests) == 3
    assert call("resume", out, "--record", "--max-cost", 100) == 0
    assert len(server.requests) == 5
    assert verdict_of(out)["arms"][0]["cost"] == pytest.approx(5 * 7 * 1000 / 1e6)


def test_a_cost_that_nobody_knows_cannot_be_limited(
    server: FaultServer, make_suite: Callable[..., Path], tmp_path: Path
) -> None:
    """2 before anything is asked: --max-cost with a model that has no prices."""
    suite = make_suite(1, **{**KEYS, "models": ["openai:test"]})
    server.script(GOOD)
    assert call("run", suite, "--out", tmp_path / "run", "--record", "--max-cost", 1) == 2
    assert server.requests == []
    assert call("run", suite, "--out", tmp_path / "run") == 3
    assert call("resume", tmp_path / "run", "--record", "--max-cost", 1) == 2
    assert server.requests == []
    assert call("resume", tmp_path / "run", "--record") == 0


def test_a_repair_counts_in_the_time_of_a_reply(
    server: FaultServer, make_suite: Callable[..., Path], tmp_path: Path
) -> None:
    """A reply took as long as all of its calls together, and replays say the same."""
    suite = make_suite(1, **{**KEYS, "solver": "assistant"})
    server.script("ok:Please calm down. We will see.", GOOD)
    call("run", suite, "--out", tmp_path / "run", "--record")
    tape = [json.loads(line) for line in (tmp_path / "run" / "tape.jsonl").read_text().splitlines()]
    calls = [line["call"]["seconds"] for line in tape if line["kind"] == "call"]
    (output,) = [line["output"] for line in tape if line["kind"] == "output"]
    assert len(calls) >= 2
    assert output["seconds"] == pytest.approx(sum(calls), abs=0.01)
    assert output["seconds"] > max(calls)


def test_a_budget_counts_live_rows_only(
    server: FaultServer, make_suite: Callable[..., Path], tmp_path: Path
) -> None:
    """1 where a live run passes it; 0 for the same rows from a tape."""
    gates = {"hard": ["must_not"], "budget": {"tokens": 5}}
    suite, out = make_suite(1, **{**KEYS, "gates": gates}), tmp_path / "run"
    server.script(GOOD)
    assert call("run", suite, "--out", out, "--record") == 1
    assert "tokens is 18, more than 5" in verdict_of(out)["arms"][0]["reasons"]
    data = yaml.safe_load(suite.read_text(encoding="utf-8"))
    suite.write_text(yaml.safe_dump({**data, "tapes": [str(out / "tape.jsonl")]}))
    assert call("run", suite, "--out", tmp_path / "again") == 0


def test_a_purse_sets_aside_what_is_under_way() -> None:
    """Two calls at once cannot both spend the last of it."""
    prices = Prices(input=0, output=1000)
    assert cost(prices, {"in": 5, "out": 1000}) == 1.0
    purse = Purse(1.0)
    held = purse.hold(prices, 10)
    with pytest.raises(OverBudget):
        purse.hold(prices, 10)
    purse.settle(held, 0.1)
    purse.hold(prices, 10)
    assert purse.spent == pytest.approx(0.1)
