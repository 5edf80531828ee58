"""What a large index rests on: the look at all vectors, counted words, and files beside Chroma."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from index_help import corpus, open_index, open_retriever

from assistant.domain import Passage
from assistant.errors import IndexFault
from assistant.knowledge import reading, snapshot
from assistant.knowledge.chroma import graph_of, is_full
from assistant.knowledge.field_counts import count
from assistant.knowledge.lexical import Lexicon, tokens
from assistant.knowledge.ranking import highest
from assistant.knowledge.scan import Scan, exact


def unit(rows: int, numbers: int = 64, seed: int = 1) -> np.ndarray:
    """Vectors of length one without any order among them: the worst case."""
    drawn = np.random.default_rng(seed).standard_normal((rows, numbers)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def true_nearest(vectors: np.ndarray, query: np.ndarray, limit: int) -> list[int]:
    return np.argsort(-(vectors @ query), kind="stable")[:limit].tolist()


def test_the_true_nearest_are_found() -> None:
    """At least 0.97 of them, of vectors that have nothing in common, in the right order."""
    vectors, queries = unit(20_000), unit(60, seed=2)
    made = Scan.of(vectors)
    hits = 0
    for query in queries:
        found = made.nearest(query, 10)
        cosines = vectors[found] @ query
        assert (np.diff(cosines) <= 0).all()
        hits += len(set(found.tolist()) & set(true_nearest(vectors, query, 10)))
    assert hits >= 0.97 * 10 * len(queries)


def test_a_scan_is_kept_on_disk(tmp_path: Path) -> None:
    """What was saved finds what it found before."""
    vectors, query = unit(6_000), unit(1, seed=3)[0]
    made = Scan.of(vectors)
    made.save(tmp_path)
    assert (
        Scan.load(tmp_path, vectors).nearest(query, 9).tolist() == made.nearest(query, 9).tolist()
    )


def test_only_rows_of_the_mask_are_found() -> None:
    """As many as there are, and no other, where few of many may be found."""
    vectors, query = unit(6_000), unit(1, seed=4)[0]
    mask = np.zeros(6_000, dtype=bool)
    mask[[5, 900, 5_999]] = True
    rows = [row for row in true_nearest(vectors, query, 6_000) if mask[row]]
    assert Scan.of(vectors).nearest(query, 10, mask).tolist() == rows
    assert exact(vectors, query, 10, mask).tolist() == rows
    assert exact(vectors, query, 7).tolist() == true_nearest(vectors, query, 7)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=30), st.integers(1, 12))
def test_the_highest_are_those_of_a_stable_sort(values: list[float], limit: int) -> None:
    """Of equal scores the first; none that scores nothing."""
    scores = np.array(values, dtype=np.float32)
    order = [row for row in np.argsort(-scores, kind="stable")[:limit] if scores[row] > 0]
    assert sorted(highest(scores, limit).tolist()) == sorted(int(row) for row in order)


FIELD = st.sampled_from(["", "the refund", "refunds, late refund", "a parcel late", "card card"])


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(FIELD, FIELD, FIELD), min_size=1, max_size=5))
def test_words_are_counted_by_field(fields: list[tuple[str, str, str]]) -> None:
    """Each stem as often as it stands there; a section that repeats the title counts once."""
    passages = [
        Passage(
            id=str(row), document="d", source="", kind="guidance",
            text=text, title=title, section=section,
        )
        for row, (text, title, section) in enumerate(fields)
    ]  # fmt: skip
    lexicon, counts = count(passages)
    rows = np.arange(len(passages))
    for stem in ("refund", "late", "parcel", "card", "nowhere"):
        expected = [
            [
                Counter(tokens(text))[stem]
                for text in (p.text, p.title, p.section if p.section != p.title else "")
            ]
            for p in passages
        ]
        assert counts.of(stem, rows).tolist() == expected
        assert lexicon.holds(stem) is any(map(any, expected))
    assert counts.lengths.tolist() == [
        len(tokens(f"{p.text} {p.title} {p.section if p.section != p.title else ''}"))
        for p in passages
    ]


def test_a_lexicon_is_kept_on_disk(tmp_path: Path) -> None:
    """Scores and bounds are those of before; one without words is kept too."""
    for name, texts in {"some": ["red shoes", "a blue hat", "shoes"], "none": ["", "the"]}.items():
        made = Lexicon(texts)
        made.save(tmp_path / name)
        again = Lexicon.load(tmp_path / name)
        for query in ("red shoes", "a hat and a glove", ""):
            scores, bound = made.scores(query)
            found, possible = again.scores(query)
            assert (found.tolist(), possible) == (scores.tolist(), bound)


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of six passages is treated like one of thousands."""
    monkeypatch.setattr(snapshot, "ENOUGH", 2)


@pytest.mark.usefixtures("small_is_large")
def test_a_large_index_answers_without_the_graph(tmp_path: Path) -> None:
    """It finds what a small one finds, by kind too, and notices damage all the same."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus())
    retriever = open_retriever(tmp_path)
    assert retriever.search("parcel late delivery")[0].id == "late#0"
    found = retriever.search("the customer", kinds=["policy"], limit=50)
    assert {passage.id for passage in found} == {"refunds#0", "vouchers#0"}
    assert retriever._current().snapshot.scan is not None
    (short,) = (tmp_path / "index").rglob("short.npy")
    short.write_bytes(short.read_bytes()[:-4])
    with pytest.raises(IndexFault, match="damaged"):
        retriever.search("parcel late delivery")


def test_a_full_disk_stops_no_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Chroma, which writes when it opens, has no room, the vectors beside it answer."""
    index, _, _ = open_index(tmp_path)
    index.run(*corpus())
    monkeypatch.setattr(reading, "_ROOM", 1 << 62)
    retriever = open_retriever(tmp_path)
    assert retriever.search("parcel late delivery")[0].id == "late#0"
    found = retriever.search("the customer", kinds=["policy"], limit=50)
    assert {passage.kind for passage in found} == {"policy"}


def test_an_index_of_an_earlier_version_is_built_anew(tmp_path: Path) -> None:
    """Without its words beside it, an index is not read, and the next run builds one."""
    from assistant.knowledge import record

    index, database, model = open_index(tmp_path)
    index.run(*corpus())
    generation = record.current(database)
    assert generation is not None
    old = {name: kept for name, kept in generation.files.items() if not name.startswith("words/")}
    record.mark_clean(database, 1, old)
    with pytest.raises(IndexFault, match="earlier version"):
        open_retriever(tmp_path).search("late")
    model.embedded = 0
    report = index.run(*corpus())
    assert (report.rebuilt, model.embedded) == (True, 0)
    assert open_retriever(tmp_path).search("late parcel")


def test_the_graph_searches_wider_the_larger_it_is() -> None:
    """The width that finds 0.97 of the nearest of 100,000 texts that have nothing in common."""
    widths = [graph_of(size, answers=False)["ef_search"] for size in (10, 2_000, 20_000, 100_000)]
    assert widths == [200, 200, 893, 2543]
    assert graph_of(10, answers=True)["max_neighbors"] == 32


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(28, "No space left on device"), True),
        (RuntimeError("error returned from database: (code: 13) database or disk is full"), True),
        (OSError(13, "Permission denied"), False),
        (RuntimeError("no such table"), False),
    ],
)
def test_a_full_disk_is_told_from_other_errors(error: Exception, full: bool) -> None:
    """By its number or by what SQLite says, also where it led to another error."""
    outer = ValueError("outer")
    outer.__cause__ = error
    assert (is_full(error), is_full(outer)) == (full, full)
