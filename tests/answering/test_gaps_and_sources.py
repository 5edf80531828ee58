"""What could not be answered is kept, masked and grouped; what is indexed is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.gaps import stub
from assistant.app import Assistant
from assistant.database.answers import stored_gaps
from assistant.knowledge.documents import read_knowledge
from assistant.settings import load

DOCUMENT = "# Shop\n\n## Returning knitted goods\nKnitted goods go back within 30 days.\n"


@pytest.fixture
def made(tmp_path: Path) -> Assistant:
    """An assistant over one document, with an empty record."""
    path = tmp_path / "own" / "guidance" / "shop.md"
    path.parent.mkdir(parents=True)
    path.write_text(DOCUMENT, encoding="utf-8")
    return Assistant(load(home=tmp_path / "home", knowledge=tmp_path / "own"))


def test_a_question_without_an_answer_is_kept_masked(made: Assistant) -> None:
    """The record holds the question without the personal data in it."""
    made.ask("What does ann@example.com earn per month?")
    (gap,) = stored_gaps(made.database)
    assert gap.reason == "unanswered"
    assert gap.text == "What does <EMAIL_1> earn per month?"


def test_gaps_are_grouped_by_likeness(made: Assistant) -> None:
    """The same question in other words is one gap with its count; another subject is another."""
    for question in (
        "Which dress code holds in the call centre?",
        "What is the dress code for the call centre?",
        "Who won the football cup?",
    ):
        made.ask(question)
    gaps = made.gaps()
    assert [gap.count for gap in gaps] == [2, 1]
    assert "dress code" in gaps[0].text
    assert len(gaps[0].wordings) == 2
    assert gaps[0].first <= gaps[0].last


def test_cases_without_a_playbook_become_gaps_once(made: Assistant) -> None:
    """Drafts that met nothing are listed with their draft, masked, and not twice."""
    draft = made.draft(
        {
            "message": "The statue in your lobby frightens Ann Okafor, ann@example.com.",
            "facts": {"customer_name": "Ann Okafor"},
        }
    )
    assert {issue.id for issue in draft.triage.issues} == {"other"}
    (gap,) = made.gaps()
    assert gap.reason == "other"
    assert gap.drafts == (draft.draft_id,)
    assert "Okafor" not in gap.text
    assert "ann@example.com" not in gap.text
    assert [each.count for each in made.gaps()] == [1]


def test_a_stub_can_be_filled_in_and_indexed(made: Assistant, tmp_path: Path) -> None:
    """It is a document that the index reads, with the question as its heading."""
    made.ask("Which dress code holds in the call centre?")
    text = stub(made.gaps()[0])
    assert "## Which dress code holds in the call centre" in text
    (tmp_path / "own" / "guidance" / "new.md").write_text(text, encoding="utf-8")
    read = read_knowledge(tmp_path / "own")
    assert not read.refused
    assert "guidance/new.md" in [source.path for source in read.sources]


def test_sources_count_what_was_cited(made: Assistant) -> None:
    """Answers are counted by document; what nobody needed is named."""
    assert "guidance/shop.md" in made.sources().never_cited
    made.ask("Within how many days do knitted goods go back?")
    made.ask("Within how many days do knitted goods go back?")
    listed = made.sources()
    (shop,) = [each for each in listed.documents if each.document == "guidance/shop.md"]
    assert shop.cited_by_answers == 2
    assert shop.passages == 1
    assert shop.never_cited == 0
    assert "guidance/shop.md" not in listed.never_cited


def test_sources_show_what_is_no_longer_in_force(assistant: Assistant) -> None:
    """A superseded document is listed with its dates, and not among those never cited."""
    listed = assistant.sources()
    (old,) = [d for d in listed.documents if d.document == "policies/returns_2025.md"]
    assert not old.in_force
    assert old.valid_until == "2025-12-31"
    assert old.document not in listed.never_cited
