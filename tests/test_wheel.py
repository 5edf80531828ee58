"""The wheel carries everything: installed in an empty environment, elsewhere, it drafts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def run(*command: str, cwd: Path, **env: str) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COMPOSURE_"))}
    done = subprocess.run(
        command, cwd=cwd, env={**clean, **env}, capture_output=True, text=True, timeout=500
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_the_wheel_drafts_outside_the_checkout(tmp_path: Path) -> None:
    """Built, installed with the pinned list, run in another folder: a reply, no checkout needed."""
    run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path),
        cwd=ROOT,
    )  # fmt: skip
    wheel = next(tmp_path.glob("composure-*.whl"))
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python = str(home / ("Scripts" if os.name == "nt" else "bin") / "python")
    pip = (python, "-m", "pip", "install", "--quiet", "--no-deps")
    run(*pip, "--require-hashes", "-r", str(ROOT / "requirements.txt"), cwd=tmp_path)
    run(*pip, str(wheel), cwd=tmp_path)
    code = "import assistant; print(assistant.__file__)"
    assert str(home) in run(python, "-c", code, cwd=tmp_path)
    composure = str(Path(python).with_name("composure"))
    answer = json.loads(
        run(
            composure, "draft", "My parcel is two weeks late!", "--json",
            cwd=tmp_path, COMPOSURE_HOME=str(tmp_path / "data"),
        )
    )  # fmt: skip
    assert answer["triage"]["issues"][0]["id"] == "late_delivery"
    assert answer["citations"]
    checks = json.loads(
        run(composure, "doctor", "--json", cwd=tmp_path, COMPOSURE_HOME=str(tmp_path / "data"))
    )
    assert {check["status"] for check in checks["checks"]} == {"ok"}
