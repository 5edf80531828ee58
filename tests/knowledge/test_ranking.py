"""The search with weight on headings, the words in which people ask, and its reasons."""

from pathlib import Path

import numpy as np
import pytest
from index_help import corpus, open_index, open_retriever

from assistant.errors import KnowledgeError
from assistant.knowledge.expansion import expansion_for
from assistant.knowledge.lexical import Lexicon
from assistant.knowledge.reasons import Reasons
from assistant.knowledge.retrieval import Retriever


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """A retriever over the small documents."""
    home = tmp_path_factory.mktemp("ranking")
    open_index(home)[0].run(*corpus(), parsed={"late": {"label": "Late delivery"}})
    return open_retriever(home)


def total(reasons: Reasons) -> float:
    """The sum of all parts."""
    parts = (reasons.meaning, reasons.words, reasons.title, reasons.section, reasons.asked_as)
    return sum(parts) + reasons.sentence + reasons.kind + reasons.diversity


def test_the_parts_add_up_to_the_score(retriever: Retriever) -> None:
    """Each passage's reasons are its whole score, and scores fall."""
    found = retriever.ranked_many(["How long does a refund to my card take?"], limit=50)[0]
    assert found
    for each in found:
        assert total(each.reasons) == pytest.approx(each.passage.score, abs=5e-4)
    scores = [each.passage.score for each in found]
    assert scores == sorted(scores, reverse=True)


def test_the_words_that_were_found_are_named(retriever: Retriever) -> None:
    """As the query writes them, not as stems."""
    best = retriever.ranked_many(["When do refunds arrive?"])[0][0]
    assert "refunds" in best.reasons.matched


def test_what_is_asked_for_by_id_comes_back_too(retriever: Retriever) -> None:
    """However far from the query it is, and none that does not exist."""
    last = retriever.ranked_many(["refund"], limit=50)[0][-1].passage.id
    found = retriever.ranked_many(["refund"], limit=1, also=[last, "no#such"])[0]
    assert [each.passage.id for each in found][1:] == [last]


def test_kinds_filter_here_too(retriever: Retriever) -> None:
    """Only passages of the kinds asked for, also where an id is named."""
    found = retriever.ranked_many(["the customer"], kinds=["policy"], limit=50, also=["refunds#0"])
    assert {each.passage.kind for each in found[0]} == {"policy"}


def test_the_companys_words_join_the_shipped_ones(tmp_path: Path) -> None:
    """A passage is asked for in both; phrases come without quotation marks."""
    shipped = expansion_for(tmp_path / "none").asked_as
    (tmp_path / "asked_as.yaml").write_text(
        "guidance/apologising:\n  how-often-to-apologise: \"grovel; 'mea culpa'\"\n"
        "mine:\n  hours: when do you open\n",
        encoding="utf-8",
    )
    mine = expansion_for(tmp_path).asked_as
    key = "guidance/apologising#how-often-to-apologise"
    assert mine[key] == (*shipped[key], "grovel", "mea culpa")
    assert mine["mine#hours"] == ("when do you open",)


def test_words_alike_are_single_words(tmp_path: Path) -> None:
    """A phrase of several words says nothing about each of them."""
    (tmp_path / "asking.yaml").write_text("alike:\n  - parcels, packet, small box\n", "utf-8")
    assert expansion_for(tmp_path).alike == {"parcel": ("packet",), "packet": ("parcel",)}


@pytest.mark.parametrize("text", ["- a\n- b\n", "doc: just words\n", "a: [\n", "doc: \x00\n"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    """One clear error with the file's name."""
    (tmp_path / "asked_as.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"asked_as\.yaml cannot be read"):
        expansion_for(tmp_path)


def test_a_word_is_worth_what_bm25_gives_it() -> None:
    """The score of a text outside the index is the one that the index gives the same text."""
    texts = ["red shoes and red socks", "a blue hat", "shoes of a child in the rain"]
    lexicon = Lexicon(texts)
    scores, _ = lexicon.scores("red")
    worth = lexicon.worth("red", np.array([2.0, 0.0]), np.array([4.0, 4.0]))
    assert worth == pytest.approx([float(scores[0]), 0.0], abs=1e-5)
    assert lexicon.holds("hat")
    assert not lexicon.holds("glove")
