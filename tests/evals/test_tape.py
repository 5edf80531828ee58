"""The tape survives any kill, and a replay is the same whoever does it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from evals_help import replayed

from assistant.domain import Case
from evals.errors import SuiteError
from evals.hashing import folder_digest
from evals.records import Arm, Expectation, Model, Output, Sample
from evals.running import Options, generate, rows_digest, scored, tasks
from evals.session import Session
from evals.solving.bench import Bench
from evals.solving.solvers import Solving
from evals.tape import Call, Tape


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Calls and outputs, by their keys."""
    tape = Tape(tmp_path / "t.jsonl")
    tape.add_call(Call(key="k", model="m", text="Grüße “x”\u2028y", tokens={"in": 1, "out": 2}))
    tape.add_output("o", Output(state="generated", reply="r"))
    again = Tape(None, [tmp_path / "t.jsonl"])
    found = again.call("k")
    assert found is not None
    assert found.completion().text == "Grüße “x”\u2028y"
    assert again.output("o") == Output(state="generated", reply="r")
    assert again.call("o") is None


def test_an_error_is_tried_again(tmp_path: Path) -> None:
    """What failed is no result; a refusal is one."""
    tape = Tape(tmp_path / "t.jsonl")
    tape.add_output("a", Output(state="error", reason="timeout"))
    tape.add_output("b", Output(state="refused", reason="declined"))
    assert tape.output("a") is None
    assert tape.output("a", settled=False) is not None
    assert tape.output("b") is not None


def test_a_torn_tail_is_cut_off(tmp_path: Path) -> None:
    """Half a last line, whole JSON or not, goes; the next line begins on its own."""
    path = tmp_path / "t.jsonl"
    Tape(path).add_call(Call(key="k", model="m", text="x"))
    whole = path.read_bytes()
    for torn in (b'{"kind": "cal', b'{"kind": "call", "key": "z", "call": {}}', b"\xff\xfe"):
        path.write_bytes(whole + torn)
        tape = Tape(path)
        assert tape.call("z") is None
        assert path.read_bytes() == whole


def test_damage_in_the_middle_is_an_error(tmp_path: Path) -> None:
    """A tape that somebody edited is not silently shorter."""
    path = tmp_path / "t.jsonl"
    path.write_text('{"kind": "call", "key": "k", "call": {"key": "k", "model": "m"}}\nnotes\n')
    with pytest.raises(SuiteError, match=r"t.jsonl:2: not a line of a tape"):
        Tape(path)


def test_any_workers_and_any_order_give_the_same(make_suite, bench: Bench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """1 and 8 workers, shuffled, live and replayed: one digest."""
    session = Session(str(make_suite(4, bad=[1])))
    found = set()
    for number, options in enumerate(
        [Options(workers=1), Options(workers=8), Options(workers=8, shuffle=3)]
    ):
        for _ in range(2):  # the second time from the tape
            found.add(rows_digest(replayed(session, bench, tmp_path / f"{number}", options)))
    assert len(found) == 1


@pytest.mark.parametrize("cuts", [12, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_any_byte_a_run_ends_the_same(  # type: ignore[no-untyped-def]
    make_suite, bench: Bench, tmp_path: Path, cuts: int
) -> None:
    """The tape is cut at random bytes; what follows has the digest of one pass."""
    session = Session(str(make_suite(3, bad=[1], trials=2)))
    path, chance = tmp_path / "tape.jsonl", random.Random(5)
    options = Options(workers=2, trials=2)
    whole = rows_digest(replayed(session, bench, path, options))
    raw = path.read_bytes()
    for _ in range(cuts):
        path.write_bytes(raw[: chance.randrange(len(raw))])
        assert rows_digest(replayed(session, bench, path, options)) == whole


def test_a_changed_prompt_needs_recording(make_suite, bench: Bench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A model that costs something is not asked, and the miss is told, never passed over."""
    prompt = tmp_path / "mine.md"
    text = (Path(__file__).parents[2] / "prompts/draft/2.md").read_text(encoding="utf-8")
    prompt.write_text(text, encoding="utf-8")
    session = Session(str(make_suite(1, compare=None, prompts=[str(prompt)])))
    arm = session.arms[0]
    taped = Tape(tmp_path / "t.jsonl")
    key_of = Solving(bench, taped, solver="writer", folder=Path(session.suite.folder))
    assert key_of.solve(session.samples[0], arm, 1).state == "error"  # nobody wrote one for it
    remote = Arm(id="r", model=Model(name="openai:none"), prompt=str(prompt))
    first = key_of.solve(session.samples[0], remote, 1)
    assert first.state == "needs_recording"
    assert "no recording for s0" in first.reason


def test_a_folder_in_a_hidden_one_is_hashed_too(tmp_path: Path) -> None:
    """As everything in `.venv` is; what is hidden in the folder itself does not count."""
    folder = tmp_path / ".venv" / "knowledge"
    (folder / "__pycache__").mkdir(parents=True)
    (folder / "a.md").write_text("one", encoding="utf-8")
    before = folder_digest(folder)
    for name in (".hidden", "__pycache__/a.pyc"):
        (folder / name).write_text("x", encoding="utf-8")
    assert folder_digest(folder) == before
    (folder / "a.md").write_text("two", encoding="utf-8")
    assert folder_digest(folder) != before


def test_other_embeddings_are_other_knowledge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found by other embeddings is another result, and is not replayed."""
    from datetime import UTC, datetime

    clock = datetime(2026, 11, 20, tzinfo=UTC)
    before = Bench(clock, home=tmp_path).knowledge_hash
    assert Bench(clock, home=tmp_path).knowledge_hash == before
    monkeypatch.setenv("COMPOSURE_EMBEDDINGS", "openai:other")
    assert Bench(clock, home=tmp_path).knowledge_hash != before


def test_the_rendered_messages_are_the_key(make_suite, bench: Bench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Another trial, model or prompt is another key; a note in the front matter is not."""
    session = Session(str(make_suite(1)))
    rows = replayed(session, bench, tmp_path / "a", Options(trials=2))
    keys = {row.output.calls for row in rows}
    assert len(keys) == len(rows) == 4
    text = (Path(__file__).parents[2] / "prompts/draft/2.md").read_text(encoding="utf-8")
    prompt = tmp_path / "noted.md"
    prompt.write_text(text.replace("notes: ", "notes: New. "), encoding="utf-8")
    arm = session.arms[1].model_copy(update={"prompt": str(prompt)})
    solving = Solving(
        bench, Tape(None, [tmp_path / "a"]), solver="writer", folder=Path(session.suite.folder)
    )
    assert solving.solve(session.samples[0], arm, 1).calls == next(
        row.output.calls for row in rows if row.arm == "written@draft/2" and row.trial == 1
    )


def test_scores_are_pure(make_suite, bench: Bench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Scoring twice changes nothing, and needs no assistant."""
    session = Session(str(make_suite(2, bad=[0])))
    solving = Solving(
        bench, Tape(tmp_path / "t"), solver="writer", folder=Path(session.suite.folder)
    )
    rows = generate(
        tasks(session.suite, session.arms, session.samples, Options()), solving, workers=1
    )
    once = scored(rows, session.samples, session.suite.scorers)
    assert scored(once, session.samples, session.suite.scorers) == once


def test_the_right_documents_are_found_where_they_are_given(bench: Bench, tmp_path: Path) -> None:
    """The gold arm finds what judgements name; the other one is as it is."""
    sample = Sample(
        id="s", cluster="c", case=Case(message="The soup was cold and salty."),
        expect=Expectation(qrels={"playbooks/loyalty_points": 2}),
    )  # fmt: skip
    solving = Solving(bench, Tape(tmp_path / "t"), solver="assistant", folder=tmp_path)
    plain, gold = (
        solving.solve(sample, Arm(id="offline", model=Model(name="offline", gold=gold)), 1)
        for gold in (False, True)
    )
    assert gold.retrieved[0] == "playbooks/loyalty_points"
    assert plain.retrieved[0] != "playbooks/loyalty_points"


def test_the_committed_tape_holds_the_answers_that_we_wrote() -> None:
    """Every answer of the demonstration, word for word, and nothing that nobody wrote."""
    import json

    from evals.loading.suites import SHIPPED

    written = [
        json.loads(line)["text"]
        for line in (SHIPPED.parent / "answers/demo.jsonl").read_text(encoding="utf-8").splitlines()
        if line
    ]
    tape = Tape(None, [SHIPPED.parent / "tapes/demo.jsonl"])
    assert sorted(call.text for call in tape.calls()) == sorted(written)
    assert len(written) == 44
