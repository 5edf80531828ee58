"""The guidance that ships: whole thoughts, sources named, and every seed's strategy has a home."""

import re
from functools import cache

import pytest

from assistant import settings
from assistant.domain import Passage
from assistant.knowledge.documents import read_knowledge
from assistant.knowledge.passages import split

TITLES = (
    "Handling difficult conversations",
    "How to Effectively Communicate With a Difficult Customer",
    "How to Handle Challenging Customer Service Situations with Grace",
    "Mastering Challenging Customer Interactions: A Guide for Customer Service Managers",
    "Facing Confrontation in Customer Service",
)
"""The five documents that the project began with."""
ADDED = "Added by Composure"
SHORTEST, LONGEST = 60, 160
"""Words of a section: one whole thought."""
_TARGET = re.compile(r"\[guidance/([a-z_]+)\.md#([a-z0-9-]+)\]\(guidance/\1\.md#\2\)")


@cache
def passages() -> dict[str, Passage]:
    reading = read_knowledge(settings.shipped("knowledge"))
    guidance = [source for source in reading.sources if source.kind == "guidance"]
    return {passage.id: passage for source in guidance for passage in split(source)}


@cache
def table() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Document → its rows: (heading or strategy, ids of the passages that hold it)."""
    text = (settings.shipped("knowledge") / "README.md").read_text(encoding="utf-8")
    tables: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for part in text.split("\n### ")[1:]:
        title, _, body = part.partition("\n")
        rows = [line.strip("| ").split(" | ") for line in body.split("\n") if "](guidance/" in line]
        if rows:
            tables[title] = tuple((row[0], tuple(_ids(row[1]))) for row in rows)
    return tables


def _ids(cell: str) -> list[str]:
    found = [f"guidance/{name}#{anchor}" for name, anchor in _TARGET.findall(cell)]
    assert len(found) == len(cell.split("<br>")), f"not a link to a passage: {cell}"
    return found


def test_the_table_has_every_document() -> None:
    """One table for each of the five documents, and one for what was added."""
    assert tuple(table()) == (*TITLES, ADDED)


@pytest.mark.parametrize(
    ("title", "numbers"), [(TITLES[0], range(1, 16)), (TITLES[2], range(1, 6))]
)
def test_every_numbered_strategy_has_a_row(title: str, numbers: range) -> None:
    """The fifteen strategies of the first document and the five tips of the third."""
    named = {int(row.partition(".")[0]) for row, _ in table()[title] if row[0].isdigit()}
    assert named == set(numbers)


def test_every_question_and_answer_has_a_row_and_a_passage_of_its_own() -> None:
    """The seven questions of the managers' guide lead to seven passages."""
    rows = {row: ids for row, ids in table()[TITLES[3]] if row.startswith("Q&A ")}
    assert [row[4] for row in rows] == list("1234567")
    answers = {ids[0] for ids in rows.values()}
    asked = {name for name in passages() if name.startswith("guidance/questions_and_answers#")}
    assert answers == asked


def test_every_target_of_the_table_is_a_passage() -> None:
    """No row leads nowhere."""
    targets = {target for rows in table().values() for _, ids in rows for target in ids}
    assert sorted(targets - passages().keys()) == []


def test_every_section_is_reached_from_the_table() -> None:
    """No advice without a row that says where it comes from."""
    targets = {target for rows in table().values() for _, ids in rows for target in ids}
    assert sorted(passages().keys() - targets) == []


def test_every_target_names_the_document_it_comes_from() -> None:
    """A row's document stands in the `source` of the file that the row leads to."""
    strangers = [
        (title, target)
        for title in TITLES
        for _, ids in table()[title]
        for target in ids
        if title not in passages()[target].source.split("; ")
    ]
    assert strangers == []


def test_every_file_names_only_the_five_documents() -> None:
    """`source` is a list of titles, and each of them sends at least one row to the file."""
    unknown, idle = [], []
    for passage in passages().values():
        for title in passage.source.split("; "):
            if title not in TITLES:
                unknown.append((passage.document, title))
            elif not any(passage.document in _documents(ids) for _, ids in table()[title]):
                idle.append((passage.document, title))
    assert sorted(set(unknown)) == []
    assert sorted(set(idle)) == []


def _documents(ids: tuple[str, ...]) -> set[str]:
    return {target.partition("#")[0] for target in ids}


def test_every_section_is_one_whole_thought() -> None:
    """A section is one passage of 60 to 160 words: it is found and cited as a whole."""
    lengths = {name: len(p.text.partition("\n\n")[2].split()) for name, p in passages().items()}
    odd = {name: words for name, words in lengths.items() if not SHORTEST <= words <= LONGEST}
    assert odd == {}
    assert [name for name in passages() if "." in name] == []


def test_headings_are_told_apart() -> None:
    """No two sections of the guidance have the same heading: a citation's title says which."""
    headings = [passage.section.rpartition(" > ")[2] for passage in passages().values()]
    assert sorted({h for h in headings if headings.count(h) > 1}) == []


def test_nothing_of_the_guidance_is_refused() -> None:
    """Every file is read."""
    folder = settings.shipped("knowledge")
    refused = [r.path for r in read_knowledge(folder).refused if r.path.startswith("guidance/")]
    assert refused == []
    assert len({p.document for p in passages().values()}) == len(
        list((folder / "guidance").glob("*.md"))
    )
