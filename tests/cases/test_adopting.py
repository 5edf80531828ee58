"""A draft made outside becomes a case of its own, whatever ticket number it bears."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cases_help import Bench, bench, draft_of

from assistant.cases import adopting
from assistant.database import Database
from assistant.database.cases import Reader
from assistant.database.drafts import record_draft
from assistant.domain import Case, CaseFacts
from assistant.errors import CaseError


@pytest.fixture
def elsewhere(desk: Bench, record_file: Path) -> Iterator[Bench]:
    """Another process at the same record."""
    database = Database.open(f"sqlite:///{record_file}")
    yield bench(database)
    database.close()


def loose(desk: Bench, message: str, **facts: str) -> str:
    """A draft outside of a case."""
    return desk.book.means.draft(
        Case(message=message, facts=CaseFacts.model_validate(facts))
    ).draft_id


def revision(desk: Bench, of: str) -> str:
    """A recorded revision of a draft, made a minute later."""
    desk.clock.go(minutes=1)
    draft = draft_of(Case(message="as revised"), desk.clock())
    record_draft(
        desk.database, draft_id=draft.draft_id, case_id=draft.case_id, created_at=draft.created_at,
        record=f'{{"draft": {draft.model_dump_json()}, "passages": []}}', revises=of,
    )  # fmt: skip
    return draft.draft_id


def test_two_customers_with_one_ticket_number_stay_apart(desk: Bench) -> None:
    """Each adopted draft has a case of its own; the number stays a fact."""
    anna = loose(desk, "Anna's kettle leaks.", case_id="4711", customer_name="Anna Pond")
    tom = loose(desk, "Tom's lamp is dark.", case_id="4711", customer_name="Tom Reed")
    first, second = desk.book.adopt(anna), desk.book.adopt(tom)
    assert len({first.card.id, second.card.id, "4711"}) == 3
    assert [each.draft_id for each in first.drafts] == [anna]
    assert [each.draft_id for each in second.drafts] == [tom]
    assert first.facts.known()["ticket"] == "4711"
    desk.book.erase("Anna Pond")
    assert desk.book.case(second.card.id).drafts[0].draft is not None


def test_the_number_of_another_case_does_not_lead_into_it(desk: Bench) -> None:
    """A draft that names somebody's case as its ticket becomes a case of its own."""
    case = desk.book.open_case("The lamp is dark.").card.id
    file = desk.book.adopt(loose(desk, "The kettle leaks.", case_id=case))
    assert file.card.id != case
    assert desk.book.case(case).drafts == ()


def test_revisions_come_along(desk: Bench) -> None:
    """From whichever of them it is asked; one made later joins the same case."""
    first = loose(desk, "The kettle leaks.", case_id="4711")
    second = revision(desk, first)
    file = desk.book.adopt(second)
    assert [each.draft_id for each in file.drafts] == [first, second]
    assert file.messages[0].text == "The kettle leaks."
    third = revision(desk, second)
    again = desk.book.adopt(third)
    assert again.card.id == file.card.id
    assert [each.draft_id for each in again.drafts] == [first, second, third]


@pytest.mark.parametrize("step", ["_kept_case", "_file_all"])
def test_two_adopt_at_once(
    desk: Bench, elsewhere: Bench, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whoever comes second, before the case is opened or before it is filled, has the same one."""
    draft = loose(desk, "The kettle leaks.")
    ours, theirs = getattr(adopting, step), []

    def meanwhile(*given: Reader, **more: str) -> object:
        monkeypatch.setattr(adopting, step, ours)
        theirs.append(elsewhere.book.adopt(draft).card.id)
        return ours(*given, **more)

    monkeypatch.setattr(adopting, step, meanwhile)
    file = desk.book.adopt(draft)
    assert theirs == [file.card.id]
    assert [each.draft_id for each in file.drafts] == [draft]
    assert desk.database.rows("SELECT COUNT(*) FROM cases") == [(1,)]


def test_what_belongs_to_an_erased_case_is_not_adopted(desk: Bench) -> None:
    """Its text would come back."""
    file = desk.book.adopt(loose(desk, "The kettle leaks."))
    desk.book.erase(case_id=file.card.id)
    late = revision(desk, file.drafts[0].draft_id)
    with pytest.raises(CaseError, match="erased"):
        desk.book.adopt(late)
    own = loose(desk, "The kettle leaks.", case_id=file.card.id)
    with pytest.raises(CaseError, match="erased"):
        desk.book.adopt(own)
