"""Reading policies: clauses with their conditions, and faults with their line."""

from datetime import date
from pathlib import Path

import pytest

from assistant import settings
from assistant.corpus import Clause
from assistant.knowledge.documents import read_document, read_knowledge
from assistant.knowledge.library import Library, library
from assistant.knowledge.policies import parse_clauses
from assistant.knowledge.yaml_files import DocumentFault

GOOD = """---
title: Tea
valid_from: 2026-01-01
---
# Tea

How we serve it.

## TEA-01 Cold tea
If your tea is cold, you get
a new cup.

You may keep the biscuit.

- Conditions: reported within the hour; a cup
  is there
- Exceptions: iced tea
- Approval: team_lead
- Limit: 12.50 GBP
- Check: minutes_since_order <= 60
- Grants: replacement, refund
- Valid until: 2026-12-31

## Notes
- not a clause

## TEA-02 Sugar
Sugar is free.
"""


def clauses(folder: Path, text: str = GOOD) -> tuple[Clause, ...]:
    path = folder / "policies" / "tea.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return parse_clauses(read_document(path, root=folder))


def test_a_clause_is_read_whole(tmp_path: Path) -> None:
    """Sentences, labelled bullets with continuation lines, and the document's dates."""
    assert clauses(tmp_path)[0] == Clause(
        id="TEA-01",
        title="Cold tea",
        text="If your tea is cold, you get a new cup.\n\nYou may keep the biscuit.",
        document="policies/tea",
        conditions=("reported within the hour", "a cup is there"),
        exceptions=("iced tea",),
        approval="team_lead",
        limit="12.50 GBP",
        checks=("minutes_since_order <= 60",),
        grants=("replacement", "refund"),
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
    )


def test_a_heading_without_an_id_is_no_clause(tmp_path: Path) -> None:
    """Other sections stay sections."""
    assert [clause.id for clause in clauses(tmp_path)] == ["TEA-01", "TEA-02"]


def test_the_document_s_mark_holds_for_its_clauses(tmp_path: Path) -> None:
    """A superseded document has no clause that still holds."""
    text = GOOD.replace("title: Tea", "title: Tea\nsuperseded_by: policies/coffee")
    assert {clause.superseded_by for clause in clauses(tmp_path, text)} == {"policies/coffee"}


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("- Exceptions:", "- Excepions:", 17, "no label 'Excepions'; did you mean Exceptions?"),
        ("team_lead", "boss", 18, "Approval: must be one of none, agent, team_lead"),
        ("12.50 GBP", "12 pounds", 19, "Limit: must be an amount and a currency"),
        ("minutes_since_order <= 60", "within 60 minutes", 20, "is not like days_since_delivery"),
        ("replacement, refund", "replacement, biscuits", 21, "Grants: no wish 'biscuits'"),
        ("2026-12-31", "31 December", 22, "Valid until: '31 December' is not a date"),
        ("2026-12-31", "2025-12-31", 9, "TEA-01 ends before it begins"),
        ("- Exceptions: iced tea", "- Exceptions:", 17, "Exceptions: has no value"),
        ("- Exceptions: iced tea", "- Limit: 5 GBP", 19, "Limit is given twice"),
        ("Sugar is free.\n", "", 27, "TEA-02 says nothing"),
        ("TEA-02", "TEA-01", 27, "TEA-01 is given twice"),
        ("valid_from: 2026-01-01", "valid_from: soon", 3, "valid_from: 'soon' is not a date"),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    """A label with a typing error must not be dropped: it may be the exception that matters."""
    assert old in GOOD
    with pytest.raises(DocumentFault) as caught:
        clauses(tmp_path, GOOD.replace(old, new))
    assert (caught.value.path, caught.value.line) == ("policies/tea.md", line)
    assert reason in caught.value.reason


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library(read_knowledge(settings.shipped("knowledge")).sources)


def test_the_shipped_policies_are_complete(shipped: Library) -> None:
    """Fourteen documents, one of them superseded, and at least 60 clauses that hold."""
    documents = {clause.document for clause in shipped.clauses.values()}
    old = {c.document for c in shipped.clauses.values() if c.superseded_by}
    assert len(documents) == 14
    assert old == {"policies/returns_2025"}
    assert sum(not clause.superseded_by for clause in shipped.clauses.values()) >= 60


def test_every_shipped_clause_id_is_given_once() -> None:
    """No document takes an id that another one has; nothing shipped is refused."""
    reading = read_knowledge(settings.shipped("knowledge"))
    ids = [clause.id for s in reading.sources if s.kind == "policy" for clause in parse_clauses(s)]
    assert len(ids) == len(set(ids))
    assert reading.refused == ()


def test_superseded_clauses_name_a_clause_that_exists(shipped: Library) -> None:
    """Who finds the old clause is led to the new one."""
    for clause in shipped.clauses.values():
        if clause.superseded_by:
            assert clause.superseded_by in shipped.clauses
            assert not shipped.clauses[clause.superseded_by].superseded_by


def test_every_shipped_clause_speaks_to_the_customer(shipped: Library) -> None:
    """Each can be quoted: two to six sentences, to "you", and short enough to read out."""
    for clause in shipped.clauses.values():
        assert 60 < len(clause.text) < 600, clause.id
        assert any(word in clause.text.lower() for word in ("you", "your")), clause.id


def test_every_shipped_policy_says_that_it_is_an_example() -> None:
    """Nobody may take Larkfield's policies for law."""
    for path in (settings.shipped("knowledge") / "policies").glob("*.md"):
        assert "Larkfield, a made-up example company" in path.read_text(encoding="utf-8"), path.name


def test_money_limits_are_in_the_company_s_currency(shipped: Library) -> None:
    """A limit in another currency could not be compared with a case."""
    limits = {clause.limit for clause in shipped.clauses.values() if clause.limit}
    assert {limit.split()[1] for limit in limits} == {"GBP"}
