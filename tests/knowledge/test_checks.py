"""A damaged index: always noticed, never answered from, rebuilt from the record."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from index_help import TEXTS, corpus, open_index, open_retriever

from assistant.errors import IndexFault
from assistant.knowledge import checks, record
from assistant.knowledge.health import full_check
from assistant.settings import Settings


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with an index, built once."""
    home = tmp_path_factory.mktemp("built")
    index, database, _ = open_index(home)
    index.run(*corpus())
    database.close()
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A copy of it, times included."""
    return Path(shutil.copytree(built, tmp_path / "home"))


def folder(home: Path) -> Path:
    (found,) = [path for path in (home / "index").iterdir() if path.is_dir()]
    return found


def vectors(home: Path) -> Path:
    (found,) = [p for p in folder(home).iterdir() if p.is_dir() and p.name != "words"]
    return found


def flip(file: Path, *, keep_time: bool = False) -> None:
    """Changes bytes in the second half of a file."""
    status = file.stat()
    content = bytearray(file.read_bytes())
    for place in range(len(content) // 2, len(content), 97):
        content[place] ^= 0xFF
    file.write_bytes(content)
    if keep_time:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])


DAMAGE: dict[str, Callable[[Path], None]] = {
    "everything gone": lambda home: shutil.rmtree(home / "index"),
    "collection gone": lambda home: shutil.rmtree(folder(home)),
    "vectors gone": lambda home: shutil.rmtree(vectors(home)),
    "links gone": lambda home: (vectors(home) / "link_lists.bin").unlink(),
    "vectors cut": lambda home: cut(vectors(home) / "data_level0.bin"),
    "vectors flipped": lambda home: flip(vectors(home) / "data_level0.bin"),
    "header flipped": lambda home: flip(vectors(home) / "header.bin"),
    "catalogue gone": lambda home: (folder(home) / "chroma.sqlite3").unlink(),
    "catalogue cut": lambda home: cut(folder(home) / "chroma.sqlite3"),
    "catalogue flipped": lambda home: flip(folder(home) / "chroma.sqlite3"),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_damage_is_noticed_and_mended(home: Path, how: str) -> None:
    """A start on a damaged index is an error with its remedy; one call rebuilds it."""
    DAMAGE[how](home)
    with pytest.raises(IndexFault, match="damaged") as caught:
        open_retriever(home).search("parcel late delivery")
    assert caught.value.remedy == "run `composure index --rebuild`"
    index, _, model = open_index(home)
    report = index.rebuild()
    assert (report.passages, report.generation, model.embedded) == (len(TEXTS), 2, 0)
    assert open_retriever(home).search("parcel late delivery")[0].id == "late#0"


@pytest.mark.parametrize("how", ["collection gone", "vectors gone", "vectors flipped"])
def test_damage_under_an_open_reader(home: Path, how: str) -> None:
    """A reader that had answered before notices, too, and recovers after the rebuild."""
    retriever = open_retriever(home)
    assert retriever.search("parcel late delivery")[0].id == "late#0"
    DAMAGE[how](home)
    with pytest.raises(IndexFault, match="damaged"):
        retriever.search("parcel late delivery")
    assert open_index(home)[0].mend() is not None
    assert retriever.search("parcel late delivery")[0].id == "late#0"


@pytest.mark.parametrize("name", ["data_level0.bin", "link_lists.bin"])
def test_damage_that_keeps_size_and_time(home: Path, name: str) -> None:
    """Only the checksums of the full check can see it, and they do."""
    flip(vectors(home) / name, keep_time=True)
    index, _, _ = open_index(home)
    assert index.check() == (f"{vectors(home).name}/{name} is not what was built",)


def test_vectors_that_are_not_those_of_the_record(home: Path) -> None:
    """A wrong vector with size and time kept gives no wrong answer: its distance betrays it."""
    file = vectors(home) / "data_level0.bin"
    time = file.stat().st_mtime_ns
    numbers = np.frombuffer(file.read_bytes(), dtype="<f4").copy()
    contents = open_retriever(home)._current().snapshot
    vector = contents.vectors[contents.row["late#0"]]
    size = len(vector)
    places = [
        start
        for start in range(len(numbers) - size)
        if np.allclose(numbers[start : start + size], vector, atol=1e-5)
    ]
    assert places
    for place in places:  # room that Chroma holds ready may hold an older copy
        numbers[place : place + size] = contents.vectors[contents.row["calm#0"]]
    file.write_bytes(numbers.tobytes())
    os.utime(file, ns=(time, time))
    with pytest.raises(IndexFault, match="distances"):
        open_retriever(home).search("parcel late delivery")


def test_an_ordinary_run_mends(home: Path) -> None:
    """`composure index` rebuilds a damaged index although no document has changed."""
    DAMAGE["vectors gone"](home)
    report = open_index(home)[0].run(*corpus())
    assert (report.rebuilt, report.embedded) == (True, 0)
    assert "damaged" in report.reason


def test_a_sound_index_is_left_alone(home: Path) -> None:
    """Nothing is rebuilt where the full check finds nothing."""
    assert open_index(home)[0].mend() is None


def test_other_times_alone_are_no_damage(home: Path) -> None:
    """After a restore from a backup the full check decides, and the new times are recorded."""
    for path in vectors(home).iterdir():
        os.utime(path, ns=(0, 0))
    retriever = open_retriever(home)
    assert retriever.search("parcel late delivery")[0].id == "late#0"
    _, database, _ = open_index(home)
    generation = record.current(database)
    assert generation is not None
    assert checks.changed_files(folder(home), generation.files) == ()


def test_a_missing_mark_is_damage(home: Path) -> None:
    """An index without the mark of a clean build is not read."""
    _, database, _ = open_index(home)
    record.mark_clean(database, 1, {})
    with pytest.raises(IndexFault, match="mark of a clean build"):
        open_retriever(home).search("late")


def test_a_foreign_collection_is_refused(home: Path) -> None:
    """A collection whose stored configuration names a function is refused, not obeyed."""
    import sqlite3
    from contextlib import closing

    planted = (
        '{"embedding_function": {"type": "known", "name": "sentence_transformer",'
        ' "config": {"model_name": "x", "device": "cpu", "normalize_embeddings": false,'
        ' "kwargs": {"trust_remote_code": true}}}}'
    )
    with closing(sqlite3.connect(folder(home) / "chroma.sqlite3")) as catalogue:
        catalogue.execute("UPDATE collections SET config_json_str = ?", (planted,))
        catalogue.execute("UPDATE collections SET schema_str = NULL")
        catalogue.commit()
    with pytest.raises(IndexFault, match="foreign"):
        open_retriever(home).search("late")


def test_another_collection_in_its_place(home: Path, tmp_path: Path) -> None:
    """The full check compares ids and kinds with the record."""
    other = tmp_path / "other"
    index, _, _ = open_index(other)
    index.run(*corpus(late=None, new="Say what happens next."))
    _, database, _ = open_index(home)
    generation = record.current(database)
    assert generation is not None
    place = folder(home)
    shutil.rmtree(place)
    shutil.copytree(folder(other), place)
    found = full_check(database, Settings(home=home), generation)
    assert found != ()


def test_nothing_indexed(tmp_path: Path) -> None:
    """Without an index, searching and mending say what to run."""
    index, _, _ = open_index(tmp_path)
    assert index.check() == ("nothing has been indexed yet",)
    for call in (index.mend, index.rebuild, lambda: open_retriever(tmp_path).search("late")):
        with pytest.raises(IndexFault) as caught:
            call()
        assert caught.value.remedy == "run `composure index`"
