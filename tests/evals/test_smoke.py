"""The suite of every push: passes with no network and no key, and sends nothing anywhere."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.fingerprint import samples_hash
from evals.session import Session
from evals.verdicts.baselines import baseline_path, load_baseline


class Sent(BaseException):
    """Something wanted to leave this process."""


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every attempt to reach anything, loopback too."""
    found: list[Any] = []

    def refuse(*arguments: Any, **options: Any) -> Any:
        found.append(arguments)
        raise Sent(arguments)

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return found


def test_smoke_passes_offline_and_sends_nothing(
    attempts: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sockets blocked, no keys, a shell that asks for tracing: green, and not one attempt."""
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "not-a-key")
    result = CliRunner().invoke(app, ["run", "smoke", "-q", "--out", str(tmp_path / "run")])
    assert result.exit_code == 0, result.output
    assert attempts == []
    assert os.environ["LANGSMITH_TRACING"] == "false"
    verdict = json.loads((tmp_path / "run" / "verdict.json").read_text(encoding="utf-8"))
    (arm,) = verdict["arms"]
    assert (arm["coverage"]["scored"], arm["coverage"]["planned"]) == (30, 30)
    assert (verdict["status"], verdict["generated"]) == ("passed", 0)


def test_the_demonstration_catches_the_regression(tmp_path: Path) -> None:
    """`make eval-demo`: the cheerful prompt is worse by every gate, the careful one is sound."""
    result = CliRunner().invoke(app, ["run", "demo", "-q", "--out", str(tmp_path / "run")])
    assert result.exit_code == 1, result.output
    verdict = json.loads((tmp_path / "run" / "verdict.json").read_text(encoding="utf-8"))
    careful, breezy = verdict["arms"]
    assert breezy["status"] == "regressed"
    assert {each["decision"] for each in breezy["contrasts"]} == {"regressed"}
    means = {each["name"]: each["estimate"] for each in careful["metrics"]}
    assert means["rubric_hard"] == means["required_facts"] == means["promises_backed"] == 1.0


def test_the_committed_baseline_of_pr_is_comparable() -> None:
    """It is of the samples and the clock that the suite has; only `bless` makes another one."""
    session = Session("pr")
    kept = load_baseline(baseline_path(session.suite, "offline"))
    assert kept is not None
    assert kept.fingerprint.samples == samples_hash(session.samples)
    assert kept.fingerprint.clock == session.suite.clock.isoformat()
    assert set(kept.samples) == {sample.id for sample in session.samples}
    assert len(kept.reason) > 20
