"""The command line: one JSON document, one clear line for an error, the right exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.cli import app

Run = Callable[..., Result]


@pytest.fixture
def run(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the command with the shared index."""
    monkeypatch.setenv("COMPOSURE_HOME", str(shared_home))

    def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return call


def test_draft_json_is_one_document_with_the_contracts_keys(run: Run) -> None:
    """stdout holds JSON and nothing else."""
    result = run("draft", "My parcel is two weeks late!", "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["reply"]["text"].startswith("Hello,")
    assert answer["writer"]["model"] == "offline"
    assert answer["triage"]["issues"][0]["span"]


def test_the_terminal_view_shows_everything_an_agent_needs(run: Run) -> None:
    """Triage, reply, questions, follow-up, why."""
    text = run("draft", "My parcel is two weeks late! I want a manager.").stdout
    for part in ("Triage", "late delivery", "Draft", "Escalate to", "Follow-up", "Why", "?"):
        assert part in text


def test_triage_shows_what_was_promised_and_how_the_mood_moves(run: Run, tmp_path: Path) -> None:
    """Mood, earlier promises with their state, flags with their words and source, handover."""
    history = [
        {"role": "customer", "text": "My kettle came broken.", "date": "2026-11-04T10:00:00+00:00"},
        {"role": "agent", "text": "Sorry. I will call you by Friday.",
         "date": "2026-11-04T11:00:00+00:00"},
    ]  # fmt: skip
    case = {
        "message": "Nobody called! This is outrageous, you liars. See you in small claims court!",
        "history": history,
        "date": "2026-11-21T10:00:00+00:00",
    }
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    text = run("triage", "--case", str(path)).stdout
    for part in ("rising", "Promised", "missed", "level 3", "legal", "Handover", "HARD STOP"):
        assert part in text


def test_facts_from_set_reach_the_reply(run: Run) -> None:
    """--set fills the case, dotted keys too."""
    answer = json.loads(
        run(
            "draft", "My lamp came broken.", "--json",
            "--set", "customer_name=Ms Adeyemi", "--set", "authority.refund_up_to=40",
        ).stdout
    )  # fmt: skip
    assert answer["reply"]["text"].startswith("Hello Ms Adeyemi,")


def test_the_message_may_come_from_stdin_or_a_file(run: Run, tmp_path: Path) -> None:
    """`-` reads stdin, --file a file."""
    path = tmp_path / "message.txt"
    path.write_text("My lamp came broken.", encoding="utf-8")
    one = json.loads(run("triage", "-", "--json", stdin="My lamp came broken.").stdout)
    two = json.loads(run("triage", "--file", str(path), "--json").stdout)
    assert one["triage"] == two["triage"]
    assert set(one) == {"triage", "escalation"}


def test_explain_shows_the_brief(run: Run) -> None:
    """What the writer was given, in words and in JSON."""
    assert "may promise:" in run("draft", "My parcel is late.", "--explain").stdout
    answer = json.loads(run("draft", "My parcel is late.", "--explain", "--json").stdout)
    assert answer["brief"]["points"][0]["issue"]["id"] == "late_delivery"


def test_lint_fails_on_a_hard_criterion_and_repairs(run: Run) -> None:
    """Exit code 1 with findings; 0 for a good reply; --fix gives the mended text."""
    bad = run("lint", "Calm down! We are sorry if you feel upset.", "--json")
    assert bad.exit_code == 1
    failed = {f["criterion"] for f in json.loads(bad.stdout)["findings"] if f["status"] == "fail"}
    assert {"D03", "D07"} <= failed
    fixed = run("lint", "Unfortunately, I am asking the carrier today!", "--fix", "--json")
    assert "!" not in json.loads(fixed.stdout)["reply"]


def test_what_the_agent_approves_or_may_grant_backs_a_promise(run: Run) -> None:
    """By id, by words, or by their authority; without it the promise is nobody's."""
    text = "Your lamp came broken, and I am sorry. We will refund you £45 by Friday."

    def status(*arguments: str) -> str:
        answer = json.loads(run("lint", text, "--json", *arguments).stdout)
        return str(answer["commitments"][0]["status"])

    assert status() == "needs_approval"
    assert status("--approve", "c1") == "backed"
    assert status("--approve", "refund you £45") == "backed"
    assert status("--set", "authority.refund_up_to=60") == "backed"
    assert status("--set", "authority.refund_up_to=30") == "needs_approval"


def test_an_index_answers_for_one_knowledge_folder_only(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder is indexed anew, a mistyped one is an error; never the old one's promises."""
    home = tmp_path / "own-home"
    monkeypatch.setenv("COMPOSURE_HOME", str(home))
    first = json.loads(CliRunner().invoke(app, ["draft", "My parcel is late.", "--json"]).stdout)
    assert "DEL-02" in str(first["citations"])
    CliRunner().invoke(app, ["init", str(tmp_path / "ours")])
    monkeypatch.setenv("COMPOSURE_KNOWLEDGE", str(tmp_path / "ours"))
    second = json.loads(CliRunner().invoke(app, ["draft", "My parcel is late.", "--json"]).stdout)
    assert "DEL-02" not in str(second["citations"])
    assert "refund" not in second["reply"]["text"]
    monkeypatch.setenv("COMPOSURE_KNOWLEDGE", str(tmp_path / "mistyped"))
    third = CliRunner().invoke(app, ["draft", "My parcel is late."])
    assert third.exit_code == 1
    assert "no knowledge folder" in third.stderr


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "says"),
    [
        (("draft",), None, 2, "there is no message"),
        (("draft", ""), None, 2, "there is no message"),
        (("draft", "   "), None, 2, "there is no message"),
        (("draft", "x" * 20_001), None, 2, "the limit is 20,000"),
        (("draft", "-"), b"\xff\xfe\x00bad", 2, "not UTF-8"),
        (("draft", "x", "--file", "y"), None, 2, "given twice"),
        (("draft", "--file", "nowhere.txt"), None, 2, "nowhere.txt cannot be read"),
        (("draft", "--case", "nowhere.json"), None, 2, "nowhere.json cannot be read"),
        (("draft", "x", "--set", "novalue"), None, 2, "is not KEY=VALUE"),
        (("draft", "x", "--model", "nobody:x"), None, 2, "nobody"),
        (("search", "x", "--kind", "song"), None, 2, "there is no kind 'song'"),
        (("search", " "), None, 2, "nothing to search for"),
        (("lint",), None, 2, "no text for the reply"),
        (("lint", " "), None, 2, "there is no reply"),
    ],
)
def test_bad_input_gets_one_clear_line(
    run: Run, arguments: tuple[str, ...], stdin: bytes | None, code: int, says: str
) -> None:
    """What, where, what to do; never a traceback; with --json an error object."""
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == code, result.output
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    as_json = run(*arguments, "--json", stdin=stdin)
    error = json.loads(as_json.stdout)["error"]
    assert as_json.exit_code == code
    assert says in error["message"]
    assert error["kind"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{nonsense", "is not JSON: line 1"),
        ('{"message": "x", "histroy": []}', "did you mean 'history'?"),
        ('{"message": ["x"]}', "message is a list"),
        ('{"message": "x", "facts": {"fault": "mine"}}', "facts.fault"),
    ],
)
def test_a_case_that_cannot_be_used_names_the_place(
    run: Run, tmp_path: Path, text: str, says: str
) -> None:
    """The file and the key."""
    path = tmp_path / "case.json"
    path.write_text(text, encoding="utf-8")
    result = run("draft", "--case", str(path))
    assert result.exit_code == 2
    assert "case.json" in result.stderr
    assert says in result.stderr


@pytest.mark.parametrize("content", ["\x00\x01\x02", "😀", "https://example.com", "ok\x07bell"])
def test_odd_text_is_drafted_or_refused_cleanly(run: Run, tmp_path: Path, content: str) -> None:
    """Control characters alone are no message; emoji, an address and a bell still are."""
    path = tmp_path / "message.txt"
    path.write_text(content, encoding="utf-8")
    result = run("draft", "--file", str(path))
    assert result.exit_code == (2 if content == "\x00\x01\x02" else 0)
    assert "Traceback" not in result.output


def test_an_unwritable_home_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home below a file cannot be made."""
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("COMPOSURE_HOME", str(tmp_path / "file" / "home"))
    result = CliRunner().invoke(app, ["draft", "My parcel is late."])
    assert result.exit_code == 1
    assert "COMPOSURE_HOME" in result.stderr
    assert "Traceback" not in result.output


def test_a_knowledge_folder_with_a_broken_document_is_indexed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File and line are named, and the rest answers."""
    folder = tmp_path / "knowledge" / "guidance"
    folder.mkdir(parents=True)
    (folder / "good.md").write_text("# Tea\n\nOffer the zebra blend to everybody.\n")
    (folder / "bad.md").write_text("---\ntitle: [unclosed\n---\n# Bad\n")
    monkeypatch.setenv("COMPOSURE_KNOWLEDGE", str(tmp_path / "knowledge"))
    result = CliRunner().invoke(app, ["index", "--json"])
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert "guidance/good.md" in report["added"]
    assert "guidance/bad.md:" in report["refused"][0]
    found = CliRunner().invoke(app, ["search", "zebra blend", "--json"])
    assert json.loads(found.stdout)["passages"][0]["document"] == "guidance/good"


def test_what_was_indexed_from_elsewhere_stays_until_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later run without paths keeps it; once its file is deleted it never answers again."""
    folder = tmp_path / "knowledge" / "guidance"
    folder.mkdir(parents=True)
    (folder / "tea.md").write_text("# Tea\n\nOffer tea.\n")
    extra = tmp_path / "extra.md"
    extra.write_text("# Okapi\n\nThe okapi handshake calms everybody.\n")
    monkeypatch.setenv("COMPOSURE_KNOWLEDGE", str(tmp_path / "knowledge"))

    def index(*arguments: str) -> dict[str, list[str]]:
        answer = CliRunner().invoke(app, ["index", *arguments, "--json"])
        report: dict[str, list[str]] = json.loads(answer.stdout)
        return report

    assert "extra.md" in index(str(extra))["added"]
    assert index()["deleted"] == []
    found = CliRunner().invoke(app, ["search", "okapi handshake", "--json"])
    assert json.loads(found.stdout)["passages"][0]["title"] == "Okapi"
    extra.unlink()
    assert index()["deleted"] == ["extra.md"]


def test_an_empty_or_missing_knowledge_folder_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are one line with a remedy."""
    for name in ("empty", "missing"):
        monkeypatch.setenv("COMPOSURE_KNOWLEDGE", str(tmp_path / name))
        if name == "empty":
            (tmp_path / name).mkdir()
        result = CliRunner().invoke(app, ["index"])
        assert result.exit_code == 1
        assert "composure init" in result.stderr


def test_init_writes_a_folder_that_indexes_and_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A company's own folder works from the first minute, and is never overwritten."""
    folder = tmp_path / "ours"
    assert CliRunner().invoke(app, ["init", str(folder)]).exit_code == 0
    again = CliRunner().invoke(app, ["init", str(folder)])
    assert again.exit_code == 2
    assert "is not empty" in again.stderr
    monkeypatch.setenv("COMPOSURE_KNOWLEDGE", str(folder))
    result = CliRunner().invoke(app, ["draft", "My parcel is late.", "--json"])
    answer = json.loads(result.stdout)
    assert "Your Company" in answer["reply"]["text"]
    assert "Larkfield" not in result.stdout


def test_doctor_says_what_works(run: Run) -> None:
    """Everything is looked at, and a model that does not answer is named."""
    answer = json.loads(run("doctor", "--json").stdout)
    names = [check["name"] for check in answer["checks"]]
    assert names[:2] == ["python", "packages"]
    assert {"home", "database", "knowledge", "company", "index", "model"} <= set(names)
    assert {check["status"] for check in answer["checks"]} <= {"ok", "warn"}


def test_doctor_names_a_model_that_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one thing that does not work fails, and the exit code says so."""
    monkeypatch.setenv("COMPOSURE_MODEL", "fake:fail")
    result = run("doctor", "--json")
    failed = [c["name"] for c in json.loads(result.stdout)["checks"] if c["status"] == "fail"]
    assert failed == ["model"]
    assert result.exit_code == 1


def test_fakes_work_from_the_command_line(run: Run, tmp_path: Path) -> None:
    """The echo shows what a model would get; a failing one falls back and says so."""
    failed = json.loads(run("draft", "My lamp broke.", "--model", "fake:fail", "--json").stdout)
    assert failed["writer"]["fell_back"]
    echoed = json.loads(run("draft", "My lamp broke.", "--model", "fake:echo", "--json").stdout)
    assert echoed["writer"]["reason"]
    script = tmp_path / "replies.txt"
    script.write_text("Calm down.\n---\nCalm down.\n", encoding="utf-8")
    twice = json.loads(
        run("draft", "My lamp broke.", "--model", f"fake:script={script}", "--json").stdout
    )
    assert twice["writer"]["reason"].startswith("broken_rule")
