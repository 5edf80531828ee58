"""Many drafts: every row gets one answer, whatever the row holds and whenever the run is killed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_help import ROOT, Stub, answers, do, jsonl, messages, ready
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from assistant.app import Assistant
from assistant.batch.answers import answer_line
from assistant.batch.row import Row
from assistant.cli import app
from assistant.database.locks import FileLock
from assistant.domain import Draft
from assistant.errors import UsageError

Command = Callable[..., Result]


@pytest.fixture
def stub(assistant: Assistant) -> Stub:
    """A drafter that costs nothing."""
    return Stub(ready(assistant))


@pytest.fixture
def command(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Calls `composure batch` with the shared index."""
    monkeypatch.setenv("COMPOSURE_HOME", str(shared_home))

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, ["batch", *map(str, arguments)])

    return call


# -- what comes out --------------------------------------------------------------------------------


def test_every_row_gets_a_draft_of_the_contract(command: Command, tmp_path: Path) -> None:
    """One object a row with row, id and draft; the summary is one JSON document; exit code 0."""
    source = jsonl(tmp_path / "in.jsonl", [
        {"id": "T-1", "message": "My parcel is two weeks late!", "facts": {"customer_name": "Kay"}},
        {"message": "My charger caught fire last night and burned my hand.", "channel": "chat"},
    ])  # fmt: skip
    result = command(source, "-o", tmp_path / "out.jsonl", "--json")
    summary = json.loads(result.stdout)
    made = answers(tmp_path / "out.jsonl")
    assert result.exit_code == 0
    assert (summary["drafted"], summary["failed"], summary["hard_stops"]) == (2, 0, 1)
    assert made[1]["id"] == "T-1"
    assert made[1]["draft"]["reply"]["text"].startswith("Hello Kay,")
    assert made[2]["id"] is None
    assert Draft.model_validate(made[2]["draft"]).reply.channel == "chat"


def test_the_example_of_the_readme_is_drafted(command: Command, tmp_path: Path) -> None:
    """Every row of it, with its id; the burned hand is a hard stop."""
    result = command(ROOT / "examples" / "messages.csv", "-o", tmp_path / "out.jsonl")
    assert result.stdout.startswith("3 drafted, 0 failed, 0 skipped; 1 hard stop;")
    assert {answer["id"] for answer in answers(tmp_path / "out.jsonl").values()} == {
        "T-1", "T-2", "T-3",
    }  # fmt: skip


def test_a_bad_row_gets_an_error_and_stops_nothing(stub: Stub, tmp_path: Path) -> None:
    """Not JSON, no object, no message, too long, unknown keys, wrong types, odd text."""
    bad = {
        "{nonsense": "line 1: the row is not JSON: column 2",
        "[1, 2]": "line 2: the row is not a JSON object",
        '{"facts": {}}': "line 3: the row has no message",
        '{"message": "\\u200b "}': "line 4: the row has no message",
        json.dumps({"message": "x" * 20_001}): "has 20,001 characters; the limit is 20,000",
        '{"mesage": "x"}': "unknown key 'mesage'",
        '{"message": ["x"]}': "message is a list",
        '{"message": "x", "id": {}}': "has an id that is no number",
        '{"message": "x", "facts": {"fault": "mine"}}': "facts.fault",
        '{"message": ' + "[" * 100_000: "line 10: the row is nested too deeply",
        '{"message": "x", "n": ' + "9" * 5000 + "}": "holds a number that cannot be read",
        json.dumps({"message": "x" * 1_000_001}): "has more than 1,000,000 bytes",
    }
    rows = [*bad, "", {"message": "My lamp is broken."}]
    summary = do(jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl", stub)
    made = answers(tmp_path / "out.jsonl")
    assert (summary.drafted, summary.failed, summary.rows) == (1, len(bad), len(bad) + 1)
    for number, says in enumerate(bad.values(), start=1):
        assert says in made[number]["error"]["message"]
        assert made[number]["error"]["kind"] == "case"
        assert made[number]["error"]["remedy"]
    assert "draft" in made[len(bad) + 1]


def test_no_customer_text_is_in_an_error(stub: Stub, tmp_path: Path) -> None:
    """Neither a broken row's, nor a key that is a sentence, nor a fault's own words."""
    rows = [
        '{"message": "Ms Roe, card 4111111111111111',
        {"message": "x", "Ms Roe wrote": 1},
        {"message": "x", "facts": {"authority": {"Ms Roe wrote": 1}}},
        {"message": "x", "history": [{"Ms Roe wrote": 1}]},
        {"message": "x", "facts": {"purchase_date": "Ms Roe"}},
        {"message": "internal"},
    ]
    do(jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl", stub)
    made = answers(tmp_path / "out.jsonl")
    assert [made[number]["error"]["kind"] for number in range(1, 7)] == ["case"] * 5 + ["internal"]
    assert "ZeroDivisionError in batch_help.py:" in made[6]["error"]["message"]
    for part in ("Roe", "4111"):
        assert part not in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


@given(st.one_of(st.none(), st.integers(), st.text()), st.text())
def test_a_line_is_one_line_and_keeps_the_id(own: str | int | None, said: str) -> None:
    """Whatever signs an id or a text holds, lone surrogates and line separators too."""
    line = answer_line(Row(3, 5, {}, own, "0" * 16), "error", json.dumps({"message": said}))
    answer = json.loads(line)
    assert (answer["row"], answer["id"], answer["error"]["message"]) == (3, own, said)
    assert len(line.decode("utf-8").splitlines()) == 1


# -- going on --------------------------------------------------------------------------------------


def test_answered_rows_are_skipped_and_edited_rows_done_again(stub: Stub, tmp_path: Path) -> None:
    """By number and by what the row says; written otherwise, it says the same."""
    rows = messages(5)
    source, out = jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    assert do(source, out, stub, limit=3).remaining == 2
    rows[1]["message"] = "My order 2 came broken."
    rows[2] = {"message": rows[2]["message"], "id": rows[2]["id"]}
    summary = do(jsonl(source, rows), out, stub)
    assert (summary.drafted, summary.skipped, summary.remaining) == (3, 2, 0)
    assert [case.message[9:10] for case in stub.cases] == ["1", "2", "3", "2", "4", "5"]
    assert list(answers(out)) == [1, 3, 2, 4, 5]
    assert do(source, out, stub).skipped == 5


@pytest.mark.parametrize("cut", [1, 2, 40, 2000])
def test_a_torn_last_line_is_cut_off(stub: Stub, tmp_path: Path, cut: int) -> None:
    """Its row is done again and no other."""
    source, out = jsonl(tmp_path / "in.jsonl", messages(4)), tmp_path / "out.jsonl"
    do(source, out, stub)
    out.write_bytes(out.read_bytes()[:-cut])
    assert do(source, out, stub).drafted == 1
    assert sorted(answers(out)) == [1, 2, 3, 4]


def test_the_first_line_may_be_torn_too(stub: Stub, tmp_path: Path) -> None:
    """A kill in the first row leaves a piece of a line; so may a cut of the power, of zeros."""
    source, out = jsonl(tmp_path / "in.jsonl", messages(2)), tmp_path / "out.jsonl"
    for start in (b'{"ro', b'{"row": 1, "id": "r1", "ha', b"\0\0\0"):
        out.write_bytes(start)
        assert do(source, out, stub).drafted == 2


def test_failed_rows_are_kept_and_tried_again_when_asked(stub: Stub, tmp_path: Path) -> None:
    """Until then they count as failed in the exit code and are not done."""
    rows = [*messages(2), {"message": "internal"}]
    source, out = jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    assert do(source, out, stub).failed == 1
    again = do(source, out, stub)
    assert (again.skipped, again.failed_before, again.failed) == (3, 1, 0)
    tried = do(source, out, stub, retry_failed=True)
    assert (tried.skipped, tried.failed_before, tried.failed) == (2, 0, 1)
    assert sorted(answers(out)) == [1, 2, 3]


def test_the_exit_code_is_1_while_a_row_is_failed(command: Command, tmp_path: Path) -> None:
    """And the summary names the row, its line and the way on."""
    source = jsonl(tmp_path / "in.jsonl", ["{", {"message": "My lamp is broken."}])
    for failed in ("1 failed, 0 skipped", "0 failed, 2 skipped"):
        result = command(source, "-o", tmp_path / "out.jsonl")
        assert result.exit_code == 1
        assert failed in result.stdout
        assert "--retry-failed" in result.stdout
    jsonl(source, [{"message": "It is late."}, {"message": "My lamp is broken."}])
    assert command(source, "-o", tmp_path / "out.jsonl").exit_code == 0


def test_an_output_of_another_input_is_refused_unless_told(stub: Stub, tmp_path: Path) -> None:
    """Nothing of it is touched; --restart throws it away."""
    out = tmp_path / "out.jsonl"
    do(jsonl(tmp_path / "one.jsonl", messages(5)), out, stub)
    before = out.read_bytes()
    other = jsonl(tmp_path / "two.jsonl", [{"message": f"Other {n}"} for n in range(3)])
    with pytest.raises(UsageError, match="made from another input: 0 of 5 drafts"):
        do(other, out, stub)
    assert out.read_bytes() == before
    assert do(other, out, stub, restart=True).drafted == 3
    assert sorted(answers(out)) == [1, 2, 3]


@pytest.mark.parametrize("restart", [True, False])
def test_a_file_that_is_no_output_is_never_written(
    stub: Stub, tmp_path: Path, restart: bool
) -> None:
    """A slip of the hand costs nobody their file, nor the input."""
    source, out = jsonl(tmp_path / "in.jsonl", messages(2)), tmp_path / "notes.txt"
    for content in ("my notes", '{"row": 1}\n', '{"row": 1, "hash": "x", "draft": {}}\nnotes\nx\n'):
        out.write_text(content, encoding="utf-8")
        with pytest.raises(UsageError, match="is no output of a batch"):
            do(source, out, stub, restart=restart)
        assert out.read_text(encoding="utf-8") == content
    with pytest.raises(UsageError, match="cannot be the output"):
        do(source, source, stub, restart=restart)
    with pytest.raises(UsageError, match="is no file that can be made"):
        do(source, tmp_path / "none" / "out.jsonl", stub, restart=restart)


def test_two_runs_on_one_output_are_refused(command: Command, tmp_path: Path) -> None:
    """The second says who holds it, and the first is not disturbed."""
    source = jsonl(tmp_path / "in.jsonl", messages(1))
    lock = FileLock(tmp_path / ".out.jsonl.lock")
    assert lock.acquire()
    held = command(source, "-o", tmp_path / "out.jsonl")
    lock.release()
    assert held.exit_code == 2
    assert f"another run (process {os.getpid()})" in held.stderr
    assert command(source, "-o", tmp_path / "out.jsonl").exit_code == 0
