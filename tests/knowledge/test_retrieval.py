"""Searching: both halves, kinds, scores, several queries, and LangChain's interfaces."""

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_help import TEXTS, corpus, open_index, open_retriever

from assistant.database import Database
from assistant.knowledge.fusion import by_ranks, by_scores
from assistant.knowledge.index import Index
from assistant.knowledge.lexical import Lexicon, stem, tokens
from assistant.knowledge.retrieval import Retriever
from assistant.settings import Settings


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """A retriever over the small documents."""
    home = tmp_path_factory.mktemp("retrieval")
    open_index(home)[0].run(*corpus(), parsed={"late": {"label": "Late delivery"}})
    return open_retriever(home)


def test_the_best_passage_comes_first(retriever: Retriever) -> None:
    """Scores fall from the first passage on and lie between 0 and 1."""
    found = retriever.search("How long does a refund to my card take?")
    scores = [passage.score for passage in found]
    assert found[0].id == "refunds#0"
    assert found[0].metadata == {"valid_from": "2025-01-01"}
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_kinds_filter(retriever: Retriever) -> None:
    """Only passages of the kinds asked for come back, as many as there are."""
    found = retriever.search("the customer", kinds=["policy", "playbook"], limit=50)
    assert {passage.kind for passage in found} == {"policy", "playbook"}
    assert len(found) == 4
    assert retriever.search("the customer", kinds=[]) == ()


def test_limit(retriever: Retriever) -> None:
    """At most `limit` passages, and none for zero."""
    assert len(retriever.search("customer", limit=2)) == 2
    assert retriever.search("customer", limit=0) == ()
    assert len(retriever.search("customer", limit=1000)) == len(TEXTS)


@pytest.mark.parametrize("query", ["", "   \n", "🙂", "x" * 20_000, "' OR 1=1 --", "\u0000"])
def test_any_query_is_answered(retriever: Retriever, query: str) -> None:
    """Empty, odd and long queries end in an answer, not in an error."""
    assert len(retriever.search(query)) in (0, 5)


def test_many_queries_at_once(retriever: Retriever) -> None:
    """Each gets what it would get alone; an empty one gets nothing."""
    queries = ["late parcel", "", "charged twice"]
    found = retriever.search_many(queries, kinds=["playbook"], limit=2)
    assert found == tuple(retriever.search(one, kinds=["playbook"], limit=2) for one in queries)
    assert found[1] == ()


def test_documents_and_passages(retriever: Retriever) -> None:
    """The documents come with what their reader made of them."""
    playbooks = {item.id: item.parsed for item in retriever.documents("playbook")}
    assert playbooks == {"late": {"label": "Late delivery"}, "double": None}
    assert len(retriever.documents()) == len(retriever.passages()) == len(TEXTS)
    assert {item.id for item in retriever.passages("policy")} == {"refunds#0", "vouchers#0"}


def test_threads_share_a_retriever(retriever: Retriever) -> None:
    """Many threads get the same answer."""
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(retriever.search("late parcel")[0].id))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["late#0"] * 8


def test_as_a_langchain_retriever(retriever: Retriever) -> None:
    """It finds the same passages, with their place and score as metadata."""
    documents = retriever.as_langchain(kinds=["policy"], limit=2).invoke("refund to my card")
    found = retriever.search("refund to my card", kinds=["policy"], limit=2)
    assert [document.id for document in documents] == [passage.id for passage in found]
    assert documents[0].page_content == TEXTS["refunds"][1]
    assert documents[0].metadata["section"] == "All of it"
    assert documents[0].metadata["score"] == found[0].score


def test_as_a_langchain_vector_store(retriever: Retriever) -> None:
    """LangChain's Chroma over the same collection ranks as the dense half does."""
    query = "The card was charged twice for one order."
    found = retriever.vector_store.similarity_search(query, k=len(TEXTS))
    contents = retriever._current().snapshot
    vector = np.array(retriever.embeddings.embed_query(query))
    near = np.sort(contents.vectors @ vector)[::-1]
    rows = [contents.row[str(document.id)] for document in found]
    assert sorted(rows) == list(range(len(TEXTS)))
    assert np.allclose((contents.vectors @ vector)[rows], near, atol=1e-4)
    assert found[0].metadata["document"] == "double"
    only = retriever.vector_store.similarity_search(query, k=9, filter={"kind": "policy"})
    assert {document.metadata["kind"] for document in only} == {"policy"}


def test_a_rare_kind_in_a_large_index(tmp_path: Path) -> None:
    """Where the nearest passages are all of another kind, those of the kind are still found."""
    index, _, _ = open_index(tmp_path)
    sources, passages = corpus()
    crowd = [
        passages[2].model_copy(update={"id": f"crowd{n}", "text": f"a voucher crowd {n}"})
        for n in range(400)
    ]
    index.run(sources, [*passages, *crowd])
    found = open_retriever(tmp_path).search("a voucher crowd", kinds=["policy"], limit=2)
    assert [passage.id for passage in found] == ["vouchers#0", "refunds#0"]


def test_with_the_shipped_embeddings(tmp_path: Path) -> None:
    """WordLlama's vectors find a passage that shares hardly a word with the query."""
    from assistant.models.embedders import embedder

    settings = Settings(home=tmp_path)
    database = Database.open(settings.database)
    model, name = embedder(settings)
    Index(database, settings, model, name=name).run(*corpus())
    retriever = Retriever(database, settings, model, name=name)
    assert retriever.search("billed two times")[0].document == "double"
    assert retriever.search("when do I get my money back")[0].document == "refunds"


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("refund refunds refunded refunding", True),
        ("delivery deliveries", True),
        ("cancel cancelled cancelling", True),
        ("charge charges charged charging", True),
        ("rule rules ruled", True),
        ("note notes noted noting", True),
        ("pass bus", False),
        ("order ordeal", False),
    ],
)
def test_stems(words: str, same: bool) -> None:
    """Forms of a word meet, other words do not."""
    assert (len({stem(word) for word in words.split()}) == 1) is same


def test_tokens_leave_stop_words_out() -> None:
    """Case and punctuation do not count."""
    assert tokens("The Parcel, was it DELIVERED?") == ["parcel", "deliver"]


@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=40))
def test_lexical_scores_are_bounded(texts: list[str], query: str) -> None:
    """No text scores below 0 or above what the query could reach."""
    scores, bound = Lexicon(texts).scores(query)
    assert len(scores) == len(texts)
    assert all(0 <= score <= bound + 1e-4 for score in scores)


@given(
    st.lists(
        st.tuples(st.floats(-1, 1, width=32), st.floats(0, 10, width=32, allow_subnormal=False)),
        min_size=1,
        max_size=20,
    )
)
def test_fused_scores_are_between_0_and_1(pairs: list[tuple[float, float]]) -> None:
    """Whatever the halves say, and a passage that is better in both is never behind."""
    dense = np.array([pair[0] for pair in pairs], dtype=np.float32)
    lexical = np.array([pair[1] for pair in pairs], dtype=np.float32)
    fused = by_scores(dense, lexical, 12.0)
    assert ((fused >= 0) & (fused <= 1 + 1e-6)).all()
    for one in range(len(pairs)):
        better = (dense >= dense[one]) & (lexical >= lexical[one])
        assert (fused[better] >= fused[one] - 1e-6).all()


def test_ranks_are_fused_as_published() -> None:
    """1 / (60 + rank) of each half, and nothing for what a half did not find."""
    fused = by_ranks(np.array([0.9, 0.5, 0.0]), np.array([0.0, 3.0, 0.0]))
    assert fused == pytest.approx([1 / 61, 1 / 62 + 1 / 61, 0.0])
