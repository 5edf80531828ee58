"""Nothing leaves: tracing and telemetry are off, logs hold no customer text, offline is offline."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.domain import Case
from assistant.settings import load

CANARY = "canary-7f3a9c"
BLOCKED = """
import socket
def refuse(*args, **kwargs):
    raise SystemExit("the network was used")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from assistant import Assistant
draft = Assistant.from_settings().draft("My parcel is two weeks late, {canary}")
assert len(draft.reply.text) > 100
print("drafted")
"""


def test_indexing_and_drafting_use_no_network_at_all(tmp_path: Path) -> None:
    """From an empty home to a draft with every connection and look-up refused."""
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED.replace("{canary}", CANARY)],
        env={**os.environ, "COMPOSURE_HOME": str(tmp_path / "home"), "LANGSMITH_TRACING": "true"},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.strip() == "drafted", done.stderr[-1000:]


def test_tracing_stays_off_whatever_the_shell_says(
    tmp_path: Path, shared_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With LANGSMITH_TRACING=true and an endpoint of ours, nothing arrives there."""
    seen: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.path)
            self.send_response(202)
            self.end_headers()

        do_GET = do_PATCH = do_POST

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    code = (
        "from assistant import Assistant\n"
        f"Assistant.from_settings(model='fake:echo').draft('My parcel is late, {CANARY}')\n"
        "from langchain_core.tracers.langchain import wait_for_all_tracers\n"
        "wait_for_all_tracers()"
    )
    env = {
        **os.environ, "COMPOSURE_HOME": str(shared_home), "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_ENDPOINT": endpoint, "LANGSMITH_API_KEY": "x",
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", code], env=env, check=True, timeout=120)
    server.shutdown()
    server.server_close()
    assert seen == []


def test_logs_hold_no_customer_text(
    shared_home: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """At DEBUG, over drafting, triage, lint and search: not a word of the case."""
    caplog.set_level(logging.DEBUG)
    assistant = Assistant(load(home=shared_home, model="fake:fail"))
    case = Case.model_validate(
        {"message": f"My parcel {CANARY} is late", "facts": {"customer_name": f"Ms {CANARY}"}}
    )
    assistant.draft(case)
    assistant.triage(case)
    assistant.lint(f"Hello {CANARY}, calm down.", case)
    assistant.search(CANARY)
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key is in no repr and in no dump of the settings."""
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    settings = load()
    assert settings.keys["openai"].get_secret_value() == CANARY
    assert CANARY not in repr(settings) + str(settings.model_dump()) + settings.model_dump_json()


def test_a_dotenv_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One door for settings: .env below, the environment above, arguments on top."""
    (tmp_path / ".env").write_text("COMPOSURE_TIMEOUT=7\nCOMPOSURE_MODEL=fake:echo\n")
    assert load().timeout == 7
    monkeypatch.setenv("COMPOSURE_TIMEOUT", "8")
    assert load().timeout == 8
    assert load(timeout=9).timeout == 9
    assert load().models == ("fake:echo",)
    monkeypatch.setenv("COMPOSURE_TIMEOUT", "soon")
    with pytest.raises(Exception, match="COMPOSURE_TIMEOUT cannot be used"):
        load()
