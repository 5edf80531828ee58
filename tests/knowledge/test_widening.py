"""What widens a search: themes, words that mean the same, sentences, and what holds today."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from index_help import HashedWords

from assistant.domain import Passage
from assistant.knowledge import closeness
from assistant.knowledge.closeness import Closeness, Words
from assistant.knowledge.expansion import expansion_for
from assistant.knowledge.lexical import stem
from assistant.knowledge.pointing import NOWHERE, Learnt, Pointed
from assistant.knowledge.ranking import highest
from assistant.knowledge.reasons import first_ranked
from assistant.knowledge.themes import Themes
from assistant.knowledge.validity import asks_for_the_past, holding, in_force, with_year
from assistant.models.wordllama import local_embeddings


class Unit(HashedWords):
    """The same words as vectors of length one."""

    def embed_query(self, text: str) -> list[float]:
        vector = np.array(super().embed_query(text))
        return (vector / max(np.linalg.norm(vector), 1e-9)).tolist()


def vector_of(text: str) -> np.ndarray:
    return np.array(Unit(256).embed_query(text), dtype=np.float32)


def passage(text: str, **data: str) -> Passage:
    return Passage(
        id=f"d#{len(text)}", document="d", title="D", source="d.md", section="", kind="guidance",
        text=text, metadata=data,
    )  # fmt: skip


def learnt() -> Learnt:
    """One theme and one rule, and nothing that would point to them by itself."""
    names = ("guidance/team#empowering-frontline-staff", "policies/returns#RET-01")
    themes = {names[0]: vector_of("empowering frontline staff")}
    return Learnt(names, np.zeros((1, 3), dtype=np.float32), themes, {})


def pointed(guidance: float, rule: float, answered: float = 9.0) -> Pointed:
    names = learnt().names
    return Pointed(dict(zip(names, (guidance, rule), strict=True)), answered, frozenset(names))


def test_a_query_that_points_to_guidance_is_looked_for_by_its_theme() -> None:
    """The name of the passage gives words, and the vector is pulled to what it is about."""
    asked = vector_of("who may grant money alone")
    leaning = Themes(learnt()).leaning(asked, pointed(0.9, 0.02))
    assert set(leaning.words) == {"empower", "frontlin", "staf"}
    assert leaning.words["staf"] == pytest.approx(0.9**0.5, abs=1e-2)
    theme = learnt().themes["guidance/team#empowering-frontline-staff"]
    assert float(leaning.vector @ theme) > float(asked @ theme) + 0.3
    assert float(np.linalg.norm(leaning.vector)) == pytest.approx(1.0, abs=1e-4)
    assert leaning.general > 0.7


@pytest.mark.parametrize("other", [pointed(0.04, 0.05), pointed(0.9, 0.02, -9.0), NOWHERE])
def test_a_query_about_something_else_stays_as_it_is(other: Pointed) -> None:
    """It points to everything a little, or is one that is not answered here: nothing is added."""
    asked = vector_of("how is a wing built")
    leaning = Themes(learnt()).leaning(asked, other)
    assert dict(leaning.words) == {}
    assert float(leaning.vector @ asked) == pytest.approx(1.0, abs=1e-4)
    assert leaning.general < 0.01


def test_a_query_that_asks_for_a_rule_is_not_taken_for_a_general_one() -> None:
    """Rules keep their place beside guidance."""
    leaning = Themes(learnt()).leaning(vector_of("how long"), pointed(0.05, 0.9))
    assert leaning.general == 0.0


def test_phrases_and_words_stand_for_each_other(tmp_path: Path) -> None:
    """A phrase only as a whole; a word that is set aside brings nothing along."""
    (tmp_path / "asking.yaml").write_text(
        "set_aside: staff\nalike:\n  - exceed, extra mile, above and beyond\n"
        "  - staff, employees\n",
        encoding="utf-8",
    )
    made = expansion_for(tmp_path)
    assert made.beside("Should we go the Extra  Mile?") == (stem("exceed"),)
    assert made.beside("an extra parcel for a mile") == ()
    assert made.beside("the staff") == ()
    assert made.beside("our employees") == ("staf",)


def test_the_nearest_sentence_counts() -> None:
    """A long passage with one fitting sentence is as near as that sentence."""
    near = Closeness(Unit(256)).of(
        [passage("Say it once. Bring the parcel back today. Rain falls."), passage("Rain.")],
        vector_of("bring the parcel back today"),
    )
    assert near[0] == pytest.approx(1.0, abs=1e-4)
    assert near[1] < 0.3


def test_sentences_are_summed_from_their_words() -> None:
    """Word by word as near as the tokenizer's own; what has no words is near to nothing."""
    embeddings = local_embeddings()
    said = ["Bring the parcel back today.", "We are sorry, and say so once!", ""]
    rows = Words(embeddings.sums).rows(said)  # type: ignore[attr-defined]
    own = np.array(embeddings.embed_documents(said))
    assert (rows[:2] * own[:2]).sum(axis=1) == pytest.approx([1.0, 1.0], abs=0.01)
    assert not rows[2].any()


def test_words_are_kept_and_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word is asked for once; where too many are kept, all are learnt anew and stay right."""
    asked: list[list[str]] = []

    def sums(words: list[str]) -> np.ndarray:
        asked.append(words)
        return np.array([[len(word), 1.0] for word in words], dtype=np.float32)

    monkeypatch.setattr(closeness, "_KEPT_WORDS", 4)
    words = Words(sums)
    first = words.rows(["aa b", "b ccc"])
    assert np.array_equal(words.rows(["aa b", "b ccc"]), first)
    assert asked == [["aa", "b", "ccc"]]
    words.rows(["dddd eeeee"])
    assert np.array_equal(words.rows(["aa b", "b ccc"]), first)


def test_last_year_is_a_number() -> None:
    """Documents name years by their number; "last year's" stays as it was said."""
    today = date(2026, 6, 1)
    assert with_year("How long could goods be returned last year?", today) == (
        "How long could goods be returned in 2025?"
    )
    assert with_year("And the year before last?", today) == "And in 2024?"
    assert with_year("last year's figures", today) == "last year's figures"
    assert with_year("Is the last line yearly?", today) == "Is the last line yearly?"


def test_a_passage_never_loses_more_than_it_has() -> None:
    """A score stays at or above nothing, and its parts add up."""
    made = first_ranked(passage("x"), 0.05, (0.01, 0.0, 0.0, 0.0), -0.15)
    assert made.passage.score == 0.0
    assert made.reasons.kind == pytest.approx(-0.06)


def test_only_what_holds_is_found_unless_the_past_is_asked_for() -> None:
    """Superseded, ended and not yet begun stay away; a year or "former" brings them back."""
    today = date(2026, 6, 1)
    rows = {
        "now": passage("now"),
        "old": passage("older", superseded_by="RET-01"),
        "ended": passage("ended.", valid_until="2025-12-31"),
        "later": passage("later on", valid_from="2027-01-01"),
    }
    found = [first_ranked(each, 0.5, (0.0, 0.0, 0.0, 0.0), 0.0) for each in rows.values()]
    assert [each.passage.text for each in holding(found, "returns", today)] == ["now"]
    assert len(holding(found, "returns in 2025", today)) == 4
    assert in_force(rows["ended"], date(2025, 12, 31))
    assert asks_for_the_past("What did the former policy say?")
    assert not asks_for_the_past("What do I say now?")


def test_the_highest_of_many_are_the_highest() -> None:
    """Also where a sample tells which scores are worth sorting, and where it misleads."""
    scores = np.random.default_rng(3).random(5_000).astype(np.float32)
    assert set(highest(scores, 50)) == set(np.argsort(-scores, kind="stable")[:50])
    scores = np.zeros(5_000, dtype=np.float32)
    scores[::16] = 1.0
    scores[1:40] = 2.0
    best = set(range(1, 40))
    assert best <= set(highest(scores, 50).tolist())
