"""The commands over the record: one document, one clear line, the right exit code."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.app import Assistant
from assistant.cli import app, casework
from assistant.cli.files import write_whole
from assistant.errors import UsageError

Run = Callable[..., Result]


@pytest.fixture
def run(working: Assistant, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the command with one assistant for all, which is warm."""
    monkeypatch.setattr(casework, "assistant_for", lambda **settings: working)
    return _call()


@pytest.fixture
def cold(written_home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the command as a shell does, with everything made anew."""
    monkeypatch.setenv("COMPOSURE_HOME", str(written_home))
    monkeypatch.setenv("COMPOSURE_AGENT", "ola")
    return _call()


def _call() -> Run:
    def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return call


def answer(result: Result, code: int = 0) -> dict[str, Any]:
    assert result.exit_code == code, result.output
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def test_a_case_from_start_to_end(run: Run) -> None:
    """Every step of an agent's day, each answer one JSON document."""
    text = "Where is my parcel? It is a week late."
    case = answer(run("cases", "new", text, "--customer", "Ann Lee", "--set", "order_id=A-1",
                      "--json"))["card"]["id"]  # fmt: skip
    assert answer(run("cases", "draft", case[:8], "--json"))["state"] == "current"
    revised = answer(run("cases", "revise", case, "warmer", "--json"))
    assert revised["draft"]["revision"]["instructions"][0]["kind"] == "warmer"
    added = answer(run("cases", "message", case, "-", "--key", "m1", "--json", stdin="Hello??"))
    assert added["made_stale"][-1] == revised["draft_id"]
    draft = answer(run("cases", "draft", case, "--json"))
    sent = answer(run("cases", "sent", case, "--as-drafted", "--key", "s1", "--json"))
    assert sent["message"]["draft_id"] == draft["draft_id"]
    assert sent["message"]["change"]["share"] == 0
    promised = [item for item in sent["follow_ups"] if item["promise"]]
    assert promised
    rated = answer(run("cases", "feedback", draft["draft_id"], "down", "--about", "tone", "--json"))
    assert rated["by"] == "priya"
    owed = answer(run("followups", "--case", case, "--done", promised[0]["id"][:8], "--json"))
    assert promised[0]["id"] not in [item["id"] for item in owed["follow_ups"]]
    changed = answer(run("cases", "set", case, "refund_up_to=20", "order_id=", "--owner", "Tom",
                         "--json"))  # fmt: skip
    assert changed["facts"]["authority"]["refund_up_to"] == 20
    assert changed["facts"]["order_id"] is None
    assert answer(run("cases", "close", case, "--json"))["card"]["state"] == "closed"
    assert answer(run("cases", "reopen", case, "--json"))["card"]["state"] == "answered"
    late = answer(run("cases", "set", case, "--subject", "x", "--version", "1", "--json"), code=1)
    assert late["error"]["kind"] == "conflict"
    assert late["error"]["changes"][0]["by"] == "priya"
    entries = answer(run("cases", "log", case, "-n", "3", "--json"))["log"]
    assert [entry["action"] for entry in entries] == ["reopened", "closed", "updated"]


def test_what_a_person_sees(run: Run) -> None:
    """Lists, a case, follow-ups and figures in words, the customer's own brackets untouched."""
    run("cases", "new", "My kettle [bold]leaks[/bold].", "--customer", "Bo [red]Dahl")
    page = run("cases", "list", "kettle", "leaks")
    assert "Bo [red]Dahl" in page.stdout
    case = answer(run("cases", "list", "kettle", "--json"))["cases"][0]["id"]
    run("cases", "draft", case)
    assert "Recorded in case" in run("cases", "sent", case, "--as-drafted").stdout
    shown = run("cases", "show", case[:6]).stdout
    for part in ("My kettle [bold]leaks[/bold].", "as drafted", "Promised:", "sent", "priya"):
        assert part in shown
    assert "follow-ups" in run("followups", "--owner", "agent").stdout
    for part in ("theme", "root cause", "promises", "edits", "feedback"):
        assert part in run("insights").stdout
    using = run("cases", "using", "policies/nothing.md").stdout
    assert "No draft rests on policies/nothing.md" in using
    assert "noted" in run("cases", "feedback", _draft(run, case), "up").stdout


def _draft(run: Run, case: str) -> str:
    drafts: Sequence[dict[str, Any]] = answer(run("cases", "show", case, "--json"))["drafts"]
    return str(drafts[-1]["draft_id"])


def test_chat_reads_a_pipe(run: Run) -> None:
    """Each line a turn, quoted lines one; with --json one document at the end."""
    script = '"""\nHello,\n\nmy parcel is late!\n"""\ndraft it\nbad: too long\nfollow-ups\nquit\nno'
    made = answer(run("chat", "--json", stdin=script))
    assert [turn["intent"] for turn in made["turns"]] == [
        "message", "draft", "bad", "follow_ups", "quit",
    ]  # fmt: skip
    assert made["turns"][0]["said"] == "Hello,\n\nmy parcel is late!"
    going_on = run("chat", made["case_id"], stdin="show\n")
    assert "my parcel is late!" in going_on.stdout
    plain = run("chat", stdin="customer: Where is it?\ndraft it\n")
    assert plain.exit_code == 0
    assert "Larkfield" in plain.stdout


def test_chat_starts_from_a_case_json(cold: Run, tmp_path: Path) -> None:
    """Its message is the first turn, its facts are used, and who it was is in the log."""
    file = tmp_path / "case.json"
    file.write_text(json.dumps({"message": "Late!", "facts": {"customer_name": "Ida"}}))
    made = answer(cold("chat", "--case", str(file), "--json", stdin="draft it\n"))
    assert "Ida" in made["turns"][1]["text"]
    entries = answer(cold("cases", "log", made["case_id"], "--json"))["log"]
    assert {entry["by"] for entry in entries} == {"ola"}
    assert cold("chat", "000000", stdin="").exit_code == 2


def test_a_calendar_and_exports_are_files(run: Run, tmp_path: Path) -> None:
    """Whole, for their owner alone, and named in the answer."""
    run("cases", "new", "=1+1", "--customer", "=cmd")
    calendar = tmp_path / "due.ics"
    run("followups", "--ical", str(calendar))
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    out = tmp_path / "cases.csv"
    made = answer(run("cases", "export", "cases", "--format", "csv", "-o", str(out), "--json"))
    assert made["lines"] == len(answer(run("cases", "list", "-n", "200", "--json"))["cases"]) + 1
    assert '"\'=cmd"' in out.read_text()
    assert out.stat().st_mode & 0o077 == 0
    lines = run("cases", "export", "messages").stdout.splitlines()
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """A fault in the middle leaves the old one and nothing beside it."""
    place = tmp_path / "kept.csv"
    place.write_text("old")

    def parts() -> Any:
        yield b"new"
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        write_whole(place, parts())
    assert [each.name for each in tmp_path.iterdir()] == ["kept.csv"]
    assert place.read_text() == "old"
    with pytest.raises(UsageError, match="cannot be written"):
        write_whole(tmp_path / "no" / "such", [b""])


def test_erasing_asks_first(run: Run) -> None:
    """Without a terminal it needs --yes; a dry run takes nothing; counts are told."""
    run("cases", "new", "Late.", "--customer", "Erika Muster")
    refused = answer(run("erase", "erika muster", "--json"), code=2)
    assert "--yes" in refused["error"]["remedy"]
    assert answer(run("erase", "erika muster", "--dry-run", "--json"))["dry_run"]
    assert answer(run("cases", "list", "--customer", "Erika Muster", "--json"))["total"] == 1
    done = run("erase", "Erika Muster", "--yes")
    assert "erased, and the file written anew: 1 cases with 1 messages" in done.stdout
    assert answer(run("cases", "list", "--customer", "Erika Muster", "--json"))["total"] == 0
    assert answer(run("erase", "Erika Muster", "--json"), code=2)["error"]["kind"] == "not_found"
    assert "would be erased: 0 cases" in run("retention", "--dry-run").stdout


def test_a_step_of_ones_own_by_command(run: Run) -> None:
    """Added, listed by owner and time, dropped."""
    case = answer(run("cases", "new", "Late.", "--json"))["card"]["id"]
    made = answer(run("followups", "--case", case, "--add", "Ring them", "--owner", "Ola",
                      "--by", "2026-01-05", "--json"))["follow_ups"]  # fmt: skip
    assert [(item["action"], item["overdue"]) for item in made] == [("Ring them", True)]
    assert "LATE" in run("followups", "--overdue", "--owner", "ola").stdout
    left = answer(run("followups", "--owner", "Ola", "--drop", made[0]["id"], "--json"))
    assert left["follow_ups"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["cases", "show", "ffffffff"], 2),
        (["cases", "show", "' OR 1=1"], 2),
        (["cases", "new"], 2),
        (["cases", "new", ""], 2),
        (["cases", "list", "--state", "lost"], 2),
        (["cases", "list", "--after", "x"], 2),
        (["cases", "feedback", "nope", "up"], 2),
        (["cases", "adopt", "nope"], 2),
        (["cases", "set", "ffffffff"], 2),
        (["cases", "sent", "ffffffff"], 2),
        (["cases", "export", "secrets"], 2),
        (["cases", "export", "cases", "--format", "xls"], 2),
        (["followups", "--due", "soon"], 2),
        (["followups", "--state", "lost"], 2),
        (["followups", "--done", "ffffff"], 2),
        (["followups", "--add", "x"], 2),
        (["insights", "--by", "year"], 2),
        (["insights", "--since", "2026-05-01", "--until", "2026-01-01"], 2),
        (["erase"], 2),
        (["erase", "Nobody At All"], 2),
        (["chat", "ffffffff"], 2),
    ],
)
def test_wrong_use_is_one_line(run: Run, arguments: list[str], code: int) -> None:
    """With a remedy and without a traceback, as text and as JSON."""
    plain = run(*arguments, stdin="")
    assert plain.exit_code == code
    assert "Traceback" not in plain.output
    assert len(plain.stderr.strip().splitlines()) == 1
    assert answer(run(*arguments, "--json", stdin=""), code=code)["error"]["message"]
