"""Building the index: what changes, what stays, who may write, and what a kill leaves."""

import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest
from index_help import TEXTS, corpus, open_index, open_retriever

from assistant.corpus import Source
from assistant.database import Database
from assistant.domain import Passage
from assistant.errors import IndexFault
from assistant.knowledge import record
from assistant.knowledge.build import even_batches
from assistant.knowledge.chroma import refuse_foreign
from assistant.knowledge.index import Index
from assistant.settings import Settings


def files_of(home: Path) -> dict[str, int]:
    """Every file below a folder with the time of its last change."""
    return {str(path): path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}


def folders(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "index").iterdir() if path.is_dir())


def test_the_first_run_adds_everything(tmp_path: Path) -> None:
    """Every document is added and every passage embedded."""
    index, _, _ = open_index(tmp_path)
    stages: list[str] = []
    report = index.run(*corpus(), progress=lambda stage, _done, _total: stages.append(stage))
    assert len(report.added) == report.passages == report.embedded == len(TEXTS)
    assert (report.generation, report.rebuilt) == (1, True)
    assert list(dict.fromkeys(stages)) == ["embedding", "storing", "checking", "switching"]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """Same documents: same generation, nothing embedded, no file of index or database touched."""
    index, _, model = open_index(tmp_path)
    index.run(*corpus())
    before, asked = files_of(tmp_path), model.embedded
    report = index.run(*corpus())
    lock = str(tmp_path / "index.lock")
    assert len(report.unchanged) == len(TEXTS)
    assert (report.generation, report.rebuilt, report.embedded) == (1, False, 0)
    assert model.embedded == asked
    assert {**files_of(tmp_path), lock: 0} == {**before, lock: 0}


def test_added_changed_and_deleted_documents(tmp_path: Path) -> None:
    """Each is reported, only new text is embedded, and the old folder goes."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus())
    report = index.run(*corpus(new="Say what happens next.", calm="Count to ten.", late=None))
    assert report.added == ("guidance/new.md",)
    assert report.changed == ("guidance/calm.md",)
    assert report.deleted == ("playbook/late.md",)
    assert (report.embedded, report.passages, report.generation) == (2, len(TEXTS), 2)
    assert len(folders(tmp_path)) == 1


def test_what_a_reader_made_of_a_document_counts(tmp_path: Path) -> None:
    """A document that is parsed or split in another way is a changed one."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus(), parsed={"late": {"label": "Late"}})
    assert index.run(*corpus(), parsed={"late": {"label": "Too late"}}).changed == (
        "playbook/late.md",
    )
    found = open_retriever(tmp_path).documents("playbook")
    assert {document.id: document.parsed for document in found} == {
        "late": {"label": "Too late"},
        "double": None,
    }


def test_documents_can_be_kept(tmp_path: Path) -> None:
    """A document named in `keep` stays although it is not given."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus())
    report = index.run(*corpus(late=None, double=None), keep={"late"})
    assert report.deleted == ("playbook/double.md",)
    assert open_retriever(tmp_path).search("parcel late delivery")[0].id == "late#0"


def test_a_deleted_document_never_answers(tmp_path: Path) -> None:
    """Not from a retriever that was open before, and not from a new one."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus())
    retriever = open_retriever(tmp_path)
    assert retriever.search("parcel late delivery")[0].document == "late"
    index.run(*corpus(late=None))
    for reader in (retriever, open_retriever(tmp_path)):
        found = reader.search("parcel late delivery", limit=50)
        assert "late" not in {passage.document for passage in found}
    assert retriever.generation == 2


def test_a_reader_keeps_its_collection(tmp_path: Path) -> None:
    """The old collection stays while a reader holds it, and goes at the run after."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus())
    retriever = open_retriever(tmp_path)
    retriever.warm()
    index.run(*corpus(late=None))
    assert len(folders(tmp_path)) == 2
    retriever.warm()
    index.run(*corpus(late=None))
    assert len(folders(tmp_path)) == 1


@pytest.mark.parametrize("count", [0, 1, 2, 1001])
def test_any_number_of_passages(tmp_path: Path, count: int) -> None:
    """None, one, or one more than a batch: what is stored is found, and stays as it was built."""
    index, _, _ = open_index(tmp_path)
    (one, *_), (first, *_) = corpus()
    passages = [
        first.model_copy(update={"id": f"p{number}", "text": f"text number{number}"})
        for number in range(count)
    ]
    report = index.run([one], passages)
    retriever = open_retriever(tmp_path)
    found = retriever.search("text number0")
    assert report.passages == count
    assert [passage.id for passage in found[:1]] == ["p0"][:count]
    retriever.close()
    assert index.run([one], passages).reason == ""


def test_the_model_name_decides(tmp_path: Path) -> None:
    """Another model: no question meets old vectors, and a run embeds everything anew."""
    open_index(tmp_path)[0].run(*corpus())
    with pytest.raises(IndexFault, match="embedding model hashed, not other"):
        open_retriever(tmp_path, name="other", dimension=16).search("late")
    index, database, _ = open_index(tmp_path, name="other", dimension=16)
    report = index.run(*corpus())
    assert (report.embedded, report.rebuilt, report.unchanged != ()) == (len(TEXTS), True, True)
    assert "hashed to other" in report.reason
    generation = record.current(database)
    assert generation is not None
    assert (generation.embeddings, generation.dimension) == ("other", 16)
    assert open_retriever(tmp_path, name="other", dimension=16).search("late")


def test_another_dimension_under_the_same_name(tmp_path: Path) -> None:
    """A query vector that does not fit the index is refused."""
    open_index(tmp_path)[0].run(*corpus())
    with pytest.raises(IndexFault, match="dimensions"):
        open_retriever(tmp_path, dimension=16).search("late")


def test_another_splitter_rebuilds(tmp_path: Path) -> None:
    """A new version of the splitter builds anew and embeds only texts that are new."""
    open_index(tmp_path)[0].run(*corpus())
    report = open_index(tmp_path, chunker="2")[0].run(*corpus())
    assert (report.rebuilt, report.embedded, report.generation) == (True, 0, 2)


def test_two_passages_of_one_id(tmp_path: Path) -> None:
    """They would overwrite each other, so they are refused by name."""
    sources, passages = corpus()
    with pytest.raises(IndexFault, match="late#0"):
        open_index(tmp_path)[0].run(sources, [*passages, passages[0]])


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """One clear error that names the setting."""
    (tmp_path / "plain").write_text("a file")
    _, database, model = open_index(tmp_path)
    settings = Settings(home=tmp_path / "plain" / "home")
    with pytest.raises(IndexFault) as caught:
        Index(database, settings, model, name="hashed").run(*corpus())
    assert "COMPOSURE_HOME" in caught.value.remedy


def child(home: Path, body: str) -> subprocess.Popen[str]:
    """A process that runs some code with an index of this home; it says `ready` on stdout."""
    code = f"""
        import os, signal, sys, sys
        from pathlib import Path
        from index_help import *
        home = Path({str(home)!r})
        index, database, model = open_index(home)
    """
    script = textwrap.dedent(code) + textwrap.dedent(body)
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    return subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """It hears the holder's process id; after kill -9 of the holder the lock is free."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus())
    holder = child(
        tmp_path,
        """
        with index._writing():
            print("ready", flush=True)
            signal.pause()
        """,
    )
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == "ready\n"
        with pytest.raises(IndexFault, match=f"process {holder.pid}"):
            index.run(*corpus())
        assert open_retriever(tmp_path).search("late parcel")
        holder.send_signal(signal.SIGKILL)
        assert holder.wait() == -signal.SIGKILL
    assert index.run(*corpus()).generation == 1


@pytest.mark.parametrize(
    "stage",
    [
        pytest.param("embedding", marks=pytest.mark.slow),
        "storing",
        pytest.param("checking", marks=pytest.mark.slow),
        "switched",
    ],
)
def test_a_kill_leaves_the_old_index_or_the_new(tmp_path: Path, stage: str) -> None:
    """Whatever the stage at which a run is killed, one whole index answers, and none is left."""
    index, database, _ = open_index(tmp_path)
    index.run(*corpus())
    killed = child(
        tmp_path,
        f"""
        def stop(stage, done, total):
            if {stage!r} == ("switched" if (stage, done) == ("switching", 1) else stage):
                os.kill(os.getpid(), signal.SIGKILL)
        index.run(*corpus(late=None, new="Say what happens next."), progress=stop)
        """,
    )
    assert killed.stdout is not None
    with killed.stdout:
        assert killed.wait() == -signal.SIGKILL
    old = stage != "switched"
    found = {passage.document for passage in open_retriever(tmp_path).search("late", limit=50)}
    assert ("late" in found, "new" in found) == (old, not old)
    report = index.run(*corpus(late=None, new="Say what happens next."))
    assert report.rebuilt is old
    assert len(folders(tmp_path)) == 1
    assert record.others(database) == ()


@pytest.mark.slow
def test_kills_at_random_moments(tmp_path: Path) -> None:
    """Whenever a run dies, the documents of before or of now answer, and the next run completes."""
    index, database, _ = open_index(tmp_path)
    index.run(*corpus())
    draw = random.Random(7)
    for number in range(6):
        late, new = (None, f"Round {number}.") if number % 2 else ("The parcel is late.", None)
        victim = child(
            tmp_path,
            f"""
            print("ready", flush=True)
            index.run(*corpus(late={late!r}, new={new!r}))
            """,
        )
        assert victim.stdout is not None
        before = documents(database)
        with victim.stdout:
            victim.stdout.readline()
            with suppress(subprocess.TimeoutExpired):
                victim.wait(draw.uniform(0, 1.5))
            victim.kill()
            victim.wait()
        now = {each.id: each.content_hash for each in corpus(late=late, new=new)[0]}
        assert documents(database) in (before, now)
        assert open_retriever(tmp_path).search("the card was charged")[0].id == "double#0"
        index.run(*corpus(late=late, new=new))
        assert documents(database) == now
        assert index.check() == ()
        assert len(folders(tmp_path)) == 1


def documents(database: Database) -> dict[str, str]:
    """Id → content hash of the documents that are indexed."""
    return {each.id: each.content_hash for each in record.stored_documents(database)}


def test_an_index_run_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No telemetry and no default embedding: building and searching look nothing up."""
    asked: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no network in this test")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    open_index(tmp_path)[0].run(*corpus())
    assert open_retriever(tmp_path).search("late parcel")
    assert asked == []


@pytest.mark.parametrize(
    ("configuration", "ours"),
    [
        ({}, True),
        ({"embedding_function": None}, True),
        ({"embedding_function": {"type": "legacy"}}, True),
        ({"embedding_function": {"type": "known", "name": "default", "config": {}}}, False),
        ({"embedding_function": {"type": "legacy", "name": "sentence_transformer"}}, False),
    ],
)
def test_foreign_configurations(configuration: dict[str, object], ours: bool) -> None:
    """A collection that names an embedding function is refused before it is used."""
    if ours:
        refuse_foreign(configuration)
        return
    with pytest.raises(IndexFault, match="foreign"):
        refuse_foreign(configuration)


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (1000, [1000]), (1001, [500, 501]), (3, [3])]
)
def test_batches_are_even(count: int, sizes: list[int]) -> None:
    """No batch is so small that Chroma would keep it out of its graph."""
    assert even_batches(count, 1000) == sizes


def test_a_passage_without_words_is_stored(tmp_path: Path) -> None:
    """A vector without direction is no reason to refuse the whole index."""
    index, _, _ = open_index(tmp_path)
    empty = Source(
        id="e", title="", kind="guidance", path="guidance/e.md", text="", content_hash="0"
    )
    blank = Passage(
        id="e#0", document="e", title="", source="", section="", kind="guidance", text=""
    )
    sources, passages = corpus()
    assert index.run([*sources, empty], [*passages, blank]).passages == len(TEXTS) + 1


def test_the_record_survives_a_fresh_database_object(tmp_path: Path) -> None:
    """Vectors and metadata come back from the record as they went in."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus())
    database = Database.open(Settings(home=tmp_path).database)
    stored = {item.passage.id: item for item in record.passages_with_vectors(database)}
    assert stored["late#0"].passage == corpus()[1][0]
    assert len(stored["late#0"].vector) == 4 * 32
