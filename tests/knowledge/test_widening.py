"""What widens a search: themes, words that mean the same, sentences, and what holds today."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from index_help import HashedWords

from assistant.domain import Passage
from assistant.knowledge.closeness import Closeness
from assistant.knowledge.expansion import expansion_for
from assistant.knowledge.lexical import stem
from assistant.knowledge.ranking import highest
from assistant.knowledge.reasons import first_ranked
from assistant.knowledge.themes import PULL, Themes
from assistant.knowledge.validity import asks_for_the_past, holding, in_force

ASKED_AS = {
    "guidance/team#empowering-frontline-staff": ("who may grant money alone", "free hand"),
    "guidance/calm#breathing-and-voice": ("my hands shake",),
    "policies/returns#RET-01": ("how long may goods come back",),
}


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


def test_a_query_near_a_wording_is_looked_for_by_its_theme() -> None:
    """The name of the passage that is asked for so gives words, and pulls the vector."""
    asked = vector_of("who may grant money alone")
    leaning = Themes(ASKED_AS, Unit(256)).leaning(asked)
    assert set(leaning.words) == {"empower", "frontlin", "staf"}
    assert leaning.words["staf"] == pytest.approx(1.0, abs=1e-4)
    name = vector_of("empowering frontline staff")
    assert float(leaning.vector @ name) > float(asked @ name) + PULL / 4
    assert float(np.linalg.norm(leaning.vector)) == pytest.approx(1.0, abs=1e-4)
    assert 0.0 < leaning.general <= 1.0


def test_a_query_about_something_else_stays_as_it_is() -> None:
    """No words, the same vector; one that asks for a rule is not taken for a general one."""
    themes = Themes(ASKED_AS, Unit(256))
    asked = vector_of("how long may goods come back")
    leaning = themes.leaning(asked)
    assert dict(leaning.words) == {}
    assert np.array_equal(leaning.vector, asked)
    assert leaning.general == 0.0


def test_without_wordings_there_are_no_themes() -> None:
    """An empty list leaves every query alone."""
    leaning = Themes({}, Unit(256)).leaning(vector_of("anything"))
    assert (dict(leaning.words), leaning.general) == ({}, 0.0)


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
