"""Splitting documents into passages."""

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import settings
from assistant.corpus import Source
from assistant.knowledge.documents import read_document, read_knowledge
from assistant.knowledge.outline import flowing, outline, slug
from assistant.knowledge.passages import split
from assistant.knowledge.pieces import LIMIT, LONGEST_SENTENCE, pieces
from assistant.text import sentences


def guidance(text: str, *, path: str = "guidance/tone.md") -> Source:
    return Source(
        id="guidance/tone", title="Tone", kind="guidance", path=path, text=text, content_hash="0"
    )


@pytest.fixture(scope="module")
def shipped() -> dict[str, Source]:
    return {s.id: s for s in read_knowledge(settings.shipped("knowledge")).sources}


def test_a_section_is_a_passage_with_its_heading_and_place() -> None:
    """Each heading's own content is one passage; empty headings only lead a path."""
    text = (
        "# Tone\n\nCalm wins.\n\n## Words\n\n### To use\n\nYou, we.\nThank you.\n\n## Pace\n\nSlow."
    )
    found = split(guidance(text))
    assert [(p.id, p.section, p.text, p.metadata["line"], p.position) for p in found] == [
        ("guidance/tone#tone", "Tone", "Tone\n\nCalm wins.", "1", 0),
        ("guidance/tone#to-use", "Tone > Words > To use", "To use\n\nYou, we. Thank you.", "7", 1),
        ("guidance/tone#pace", "Tone > Pace", "Pace\n\nSlow.", "12", 2),
    ]


def test_equal_headings_have_different_ids() -> None:
    """A second section of the same name gets a number."""
    found = split(guidance("## Example\n\nOne.\n\n## Example\n\nTwo."))
    assert [p.id for p in found] == ["guidance/tone#example", "guidance/tone#example-2"]


def test_a_plain_text_has_no_headings() -> None:
    """In a .txt a line that starts with # is a line."""
    (found,) = split(guidance("# 1 rule:\nlisten", path="guidance/tone.txt"))
    assert found.text == "Tone\n\n# 1 rule:\nlisten"


def test_code_and_comments_are_no_sections() -> None:
    """A # in fenced code opens nothing, and a comment is not for readers."""
    found = split(guidance("## A\n\n```\n## no heading\n```\n\n<!-- hidden -->Shown."))
    assert [p.section for p in found] == ["Tone > A"]
    assert "## no heading" in found[0].text
    assert "hidden" not in found[0].text


def test_a_clause_is_one_passage(shipped: dict[str, Source]) -> None:
    """A clause has its own id, its sentences on one line, its dates and its approval."""
    found = {p.id: p for p in split(shipped["policies/delivery"])}
    clause = found["policies/delivery#DEL-02"]
    assert clause.section == "DEL-02 Late delivery"
    assert clause.text.startswith(
        "DEL-02 Late delivery\n\nIf your order is more than 2 working days past the promised date,"
    )
    assert clause.metadata["clause"] == "DEL-02"
    assert clause.metadata["approval"] == "agent"
    assert clause.metadata["valid_from"] == "2026-01-01"
    line = int(clause.metadata["line"]) - 1
    path = settings.shipped("knowledge") / clause.metadata["path"]
    assert path.read_text(encoding="utf-8").splitlines()[line] == "## DEL-02 Late delivery"


def test_a_long_clause_stays_whole(tmp_path: Path) -> None:
    """A clause is cited as a whole, however long it is."""
    path = tmp_path / "policies" / "a.md"
    path.parent.mkdir()
    path.write_text("## ABC-01 Long\n" + "You may do this and that. " * 100, encoding="utf-8")
    assert [p.id for p in split(read_document(path, root=tmp_path))] == ["policies/a#ABC-01"]


def test_superseded_clauses_say_so(shipped: dict[str, Source]) -> None:
    """Retrieval can leave out what no longer holds."""
    found = {p.metadata.get("clause"): p for p in split(shipped["policies/returns_2025"])}
    assert found["RET25-01"].metadata["superseded_by"] == "RET-01"
    assert found["RET25-01"].metadata["valid_until"] == "2025-12-31"


def test_a_playbook_is_found_by_its_sections_words_and_options(shipped: dict[str, Source]) -> None:
    """Sections, acknowledgements without slots, and options: each a passage with the issue's id."""
    found = {p.id.partition("#")[2]: p for p in split(shipped["playbooks/late_delivery"])}
    assert {"what-is-going-on", "what-to-say-first", "what-may-be-offered"} <= set(found)
    assert all(p.metadata["playbook"] == "late_delivery" for p in found.values())
    assert "I am sorry that the order is still not with you" in found["what-to-say-first"].text
    assert "DEL-02" in found["what-may-be-offered"].text
    assert not any("{" in p.text for p in found.values())


def test_every_shipped_passage_has_its_own_id_and_something_to_say(
    shipped: dict[str, Source],
) -> None:
    """Ids are unique over all documents and the same on a second run."""
    found = [p for source in shipped.values() for p in split(source)]
    assert len({p.id for p in found}) == len(found)
    assert found == [p for source in shipped.values() for p in split(source)]
    assert min(len(p.text) for p in found) > 40
    assert max(len(p.text) for p in found if p.kind != "policy") <= LIMIT + 200


def test_a_long_section_is_cut_between_sentences_with_an_overlap() -> None:
    """No sentence is cut, none is lost, and neighbours share one."""
    text = " ".join(f"Sentence number {n} says one more thing about patience." for n in range(90))
    found = pieces(text)
    assert len(found) > 3
    assert all(len(piece) <= LIMIT and piece in text for piece in found)
    whole = {text[start:end] for start, end in sentences(text)}
    assert {piece[a:b] for piece in found for a, b in sentences(piece)} == whole
    for before, after in itertools.pairwise(found):
        a, b = sentences(before)[-1]
        assert after.startswith(before[a:b])


def test_a_piece_prefers_to_end_with_a_paragraph() -> None:
    """The end of a paragraph in the second half is better than a fuller piece."""
    paragraph = "One calm sentence after another makes a reply. " * 17
    first, *_ = pieces(f"{paragraph.strip()}\n\n{paragraph.strip()}")
    assert first == paragraph.strip()


def test_what_has_no_sentences_is_cut_at_words() -> None:
    """A log without full stops gives bounded pieces, in good time."""
    found = pieces("e.g. word " * 60_000)
    assert max(map(len, found)) <= LONGEST_SENTENCE
    assert sum(map(len, found)) >= 590_000


@given(st.text(alphabet="ab .!?\n-*#é", max_size=4000))
def test_pieces_lose_no_word(text: str) -> None:
    """Whatever the text, every word is in a piece, and every piece is part of the text."""
    found = pieces(text)
    assert all(piece in text for piece in found)
    assert set(text.split()) == {word for piece in found for word in piece.split()}


@given(st.text(alphabet="ab.# \n`-|", max_size=300))
def test_outline_and_flow_lose_no_word(text: str) -> None:
    """Every word of a text is in a heading or under one; flowing text keeps them all."""
    kept = " ".join(f"{s.heading} {s.text}" for s in outline(text)).replace("#", "")
    assert sorted("".join(text.replace("#", "").split())) == sorted("".join(kept.split()))
    assert flowing(text).split() == text.split()


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("What to find out?", "what-to-find-out"), ("Größe & Ton", "größe-ton"), ("!!", "section")],
)
def test_slugs_are_those_of_an_address(heading: str, expected: str) -> None:
    """Small letters, hyphens for blanks, no punctuation."""
    assert slug(heading) == expected


@pytest.mark.parametrize(
    "part",
    [
        "<!-- ",
        "# a",
        "# a" + " " * 200 + "b\n",
        "a\n",
        "a\n\n",
        "- a\n",
        "```\n",
        "e.g. ",
        "|\n",
        " ",
    ],
)
def test_hostile_documents_are_split_in_linear_time(part: str) -> None:
    """Half a megabyte of anything is split in less than two seconds."""
    start = time.process_time()
    split(guidance("x " + part * (500_000 // len(part))))
    assert time.process_time() - start < 30
