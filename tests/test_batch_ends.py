"""How a batch ends: done, stopped, killed, with a full disk; what is written is whole."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from batch_help import ROOT, Stub, answers, do, jsonl, messages, ready

from assistant.app import Assistant
from assistant.batch.answers import Output, read_answers
from assistant.errors import ComposureError, SettingsError


@pytest.fixture
def stub(assistant: Assistant) -> Stub:
    """A drafter that costs nothing."""
    return Stub(ready(assistant))


def test_several_jobs_answer_every_row_once(stub: Stub, tmp_path: Path) -> None:
    """In whatever order they finish."""
    source, out = jsonl(tmp_path / "in.jsonl", messages(60)), tmp_path / "out.jsonl"
    assert do(source, out, stub, jobs=8).drafted == 60
    assert sorted(answers(out)) == list(range(1, 61))
    assert sorted({case.message for case in stub.cases}) == sorted(
        row["message"] for row in messages(60)
    )


def test_rows_are_read_as_they_are_needed(stub: Stub, tmp_path: Path) -> None:
    """No more than two a job are begun or waiting when the run is stopped."""
    source, out, stop = jsonl(tmp_path / "in.jsonl", messages(50)), tmp_path / "out.jsonl", Event()
    summary = do(source, out, stub, jobs=2, stop=stop, listen=lambda standing: stop.set())
    assert summary.interrupted
    assert summary.drafted == len(answers(out)) == len(stub.cases) <= 4
    assert do(source, out, stub).drafted == 50 - summary.drafted


def test_a_setting_that_fails_all_ends_the_run(stub: Stub, tmp_path: Path) -> None:
    """What was drafted stays; the row is not to blame and gets no answer."""
    rows = [*messages(1), {"message": "settings"}, *messages(1)]
    source, out = jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    with pytest.raises(SettingsError):
        do(source, out, stub)
    assert sorted(answers(out)) == [1]


def test_a_fault_of_everything_does_not_burn_all_rows(stub: Stub, tmp_path: Path) -> None:
    """Twenty rows fail for no reason of theirs: the run ends and says why; one alone does not."""
    rows = [{"message": "database"}, *messages(1), *[{"message": "database"}] * 40]
    source, out = jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    with pytest.raises(ComposureError, match=r"20 rows failed .* the database is full") as caught:
        do(source, out, stub)
    assert "make room" in caught.value.remedy
    assert len(answers(out)) == 22


def test_a_full_disk_leaves_whole_lines(tmp_path: Path) -> None:
    """The line that did not fit is gone whole, and the error says what to do."""
    resource = pytest.importorskip("resource")
    path, line = tmp_path / "out.jsonl", b'{"row": 1, "hash": "x", "draft": {}}\n'
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with Output(path, end=0) as output:
            output.append(line)
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(line) + 9, hard))
            with pytest.raises(ComposureError, match="cannot be written"):
                output.append(line)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == line


_CHILD = """
import sys
from pathlib import Path
from assistant.batch import open_batch, open_source, run
from assistant.domain import Draft
class Stub:
    made = Draft.model_validate_json(Path(sys.argv[3]).read_text("utf-8"))
    def draft(self, case): return self.made
with open_batch(open_source(Path(sys.argv[1])), Path(sys.argv[2])) as batch:
    run(batch, Stub(), jobs=2, listen=lambda standing: print(standing.answered, flush=True))
"""


def test_a_kill_at_any_moment_loses_no_answer(stub: Stub, tmp_path: Path) -> None:
    """Five kills: every answer that was told of is there, once; the rest is done afterwards."""
    source, out = jsonl(tmp_path / "in.jsonl", messages(200)), tmp_path / "out.jsonl"
    (tmp_path / "draft.json").write_text(stub.made.model_dump_json(), encoding="utf-8")
    arguments = [source, out, tmp_path / "draft.json"]
    draw, told = random.Random(4), 0
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", _CHILD, *map(str, arguments)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        ) as child:  # fmt: skip
            assert child.stdout is not None
            for _ in range(draw.randint(1, 25)):
                told = int(child.stdout.readline())
            child.kill()
        assert told <= len(read_answers(out).hashes) < 200
    summary = do(source, out, stub)
    assert summary.skipped + summary.drafted == 200
    made_of = answers(out)
    assert all(made_of[n]["id"] == f"r{n}" and "draft" in made_of[n] for n in range(1, 201))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(shared_home: Path, tmp_path: Path) -> None:
    """Whole lines, exit code 1, no traceback, and the summary all the same."""
    source, out = jsonl(tmp_path / "in.jsonl", messages(2000)), tmp_path / "out.jsonl"
    with subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "batch", str(source), "-o", str(out), "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "COMPOSURE_HOME": str(shared_home)},
    ) as child:  # fmt: skip
        assert child.stderr is not None
        assert child.stderr.readline() == "batch: 0 of 2,000 rows have an answer\n"
        child.send_signal(signal.SIGINT)
        stdout, stderr = child.communicate(timeout=60)
    summary = json.loads(stdout)
    assert child.returncode == 1
    assert summary["interrupted"]
    assert summary["drafted"] + summary["failed"] == len(answers(out)) < 2000
    assert f"stopped: {len(answers(out))} of 2,000 rows have an answer" in stderr
    assert "run the same command again to go on" in stderr
    assert "Traceback" not in stderr
