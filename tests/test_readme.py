"""The README is executed: its commands run, its Python runs, its drawing is tested elsewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.settings import PROVIDER_KEYS, Settings

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
_SPAN = re.compile(r"`(composure [^`]+)`", re.DOTALL)
_BLOCK = re.compile(r"^(composure .+)$", re.MULTILINE)
COMMANDS = sorted(
    {" ".join(found.split()) for found in [*_SPAN.findall(TEXT), *_BLOCK.findall(TEXT)]}
)


def test_there_are_commands_to_check() -> None:
    """An empty list would pass everything."""
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_runs(
    command: str, shared_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As printed, from the project's folder; `lint` fails on a bad reply, as it should."""
    monkeypatch.setenv("COMPOSURE_HOME", str(shared_home))
    if " init " not in command:
        monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code == (1 if command.startswith("composure lint") else 0), result.output


def test_the_python_of_the_readme_runs(
    shared_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The block under "In Python", word for word."""
    monkeypatch.setenv("COMPOSURE_HOME", str(shared_home))
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    exec(compile(block, "README.md", "exec"), {})
    assert "done" in capsys.readouterr().out


def test_every_setting_is_in_the_example_file() -> None:
    """.env.example names each setting and key that can be set, and none that cannot."""
    named = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    ours = {f"COMPOSURE_{name.upper()}" for name in Settings.model_fields if name != "keys"}
    assert {name for name in named if name.startswith("COMPOSURE_")} <= ours
    assert named - ours <= set(PROVIDER_KEYS.values())
    assert {"COMPOSURE_CONNECT_TIMEOUT", "COMPOSURE_READ_TIMEOUT"} >= ours - named
