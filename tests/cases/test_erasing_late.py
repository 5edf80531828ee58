"""What comes while something is erased or ages out: nothing slips through, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from cases_help import Bench, draft_of

from assistant.cases import erasing, retaining
from assistant.cases.traces import traces
from assistant.database.answers import record_answer, record_gaps
from assistant.database.drafts import record_draft
from assistant.domain import Case, CaseFacts
from assistant.errors import CaseError

CUSTOMER = "jane@example.com"


def opened(desk: Bench) -> str:
    """A case of the customer."""
    return desk.book.open_case("It broke.", customer="Jane Doe", facts={"email": CUSTOMER}).card.id


def made_for(desk: Bench, case_id: str) -> str:
    """A draft for a case that is recorded and not yet filed, as if its process had ended."""
    case = Case(message="late-canary", facts=CaseFacts.model_validate({"case_id": case_id}))
    return desk.book.means.draft(case).draft_id


def everything(desk: Bench) -> str:
    """What is recorded of drafts."""
    return str(desk.database.rows("SELECT record, case_record FROM drafts"))


def test_a_draft_that_comes_after_the_search_is_erased_too(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filed or only recorded between looking and erasing."""
    case = opened(desk)

    def meanwhile(*given: Any) -> Any:
        found = traces(*given)
        made_for(desk, case)
        desk.book.draft(case)
        return found

    monkeypatch.setattr(erasing, "traces", meanwhile)
    assert desk.book.erase(CUSTOMER).drafts == 2
    assert "late-canary" not in everything(desk)
    assert "It broke" not in everything(desk)


def test_a_hold_that_comes_after_the_search_counts(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case and its drafts stay, and it is named."""
    case = opened(desk)
    desk.book.draft(case)

    def meanwhile(*given: Any) -> Any:
        found = traces(*given)
        desk.book.update(case, hold=True)
        return found

    monkeypatch.setattr(erasing, "traces", meanwhile)
    done = desk.book.erase(CUSTOMER)
    assert (done.cases, done.held, done.drafts) == ((), (case,), 0)
    assert desk.book.case(case).drafts[0].draft is not None


def test_an_erased_case_is_erased_again(desk: Bench) -> None:
    """By its id: what came to it late goes too, and is all that is counted of drafts."""
    case = opened(desk)
    desk.book.draft(case)
    desk.book.erase(CUSTOMER)
    made_for(desk, case)
    assert desk.book.erase(case_id=case, dry_run=True).drafts == 1
    assert desk.book.erase(case_id=case).drafts == 1
    assert "late-canary" not in everything(desk)
    assert desk.book.erase(case_id=case).drafts == 0


@pytest.mark.parametrize("saved", ["hold", "message"])
def test_what_is_touched_meanwhile_does_not_age_out(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, saved: str
) -> None:
    """A hold or a new message between looking and taking saves the case and its drafts."""
    case, other = opened(desk), opened(desk)
    desk.book.draft(case)
    desk.clock.go(days=400)
    aged = retaining._aged

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(retaining, "_aged", aged)
        found = aged(*given)
        if saved == "hold":
            _hold(desk, case)
        else:
            desk.book.add_message(case, "And now?")
        return found

    monkeypatch.setattr(retaining, "_aged", meanwhile)
    done = desk.book.retain()
    assert (done.cases, done.held) == (1, int(saved == "hold"))
    file = desk.book.case(case)
    assert file.messages[0].text == "It broke."
    assert file.drafts[0].draft is not None
    assert desk.book.card(other).state == "erased"


def _hold(desk: Bench, case: str) -> None:
    """A hold alone, with the case's last change as old as before."""
    with desk.database.transaction() as transaction:
        transaction.execute("UPDATE cases SET hold = 1 WHERE id = :id", id=case)


def test_the_input_of_an_adopted_draft_stays_while_its_case_is_on_hold(desk: Bench) -> None:
    """Although the draft was made under another number."""
    draft = desk.book.means.draft(Case(message="It broke."))
    case = desk.book.adopt(draft.draft_id).card.id
    desk.book.update(case, hold=True)
    desk.clock.go(days=40)
    assert desk.book.retain().inputs == 0


def _let_go(desk: Bench, case: Case, text: str) -> str:
    """A draft outside a case, thirty days after: what it was made from is gone."""
    draft = draft_of(case, desk.clock(), text=text)
    record_draft(
        desk.database, draft_id=draft.draft_id, case_id=draft.case_id, created_at=draft.created_at,
        record=f'{{"draft": {draft.model_dump_json()}, "passages": []}}',
        case=case.model_dump_json(),
    )  # fmt: skip
    desk.clock.go(days=31)
    assert desk.book.retain().inputs >= 1
    return draft.draft_id


def test_drafts_outside_a_case_are_found_by_their_reply(desk: Bench) -> None:
    """Also by the handover; another customer's whose name only begins alike stays."""
    facts = CaseFacts(customer_name="Jane Doe")
    _let_go(desk, Case(message="canary one", facts=facts), "Hello Jane  Doe, canary two.")
    _let_go(desk, Case(message="canary: I am Jane Doe"), "Hello, canary three.")
    other = _let_go(desk, Case(message="Late."), "Hello Jane Doeson, all is well.")
    assert desk.book.erase("Jane Doe").drafts == 2
    assert "canary" not in everything(desk)
    assert "Doeson" in everything(desk)
    assert other not in str(desk.book.audit(limit=5))


def test_a_single_word_is_shown_and_not_erased(desk: Bench) -> None:
    """A question, a gap or a draft with `Bill` in it may be anybody's; `billing` is not even it."""
    desk.book.open_case("It broke.", customer="Bill")
    for question in ("How does billing work?", "May Bill return it?"):
        record_answer(desk.database, question=question, writer="", passages=[])
    record_gaps(desk.database, [
        {"reason": "unanswered", "text": text, "origin": "", "nearest": (),
         "created_at": desk.clock()}
        for text in ("the billing cycle", "the bill of March")
    ])  # fmt: skip
    loose = _let_go(desk, Case(message="Late."), "Hello Bill, all is well.")
    done = desk.book.erase("bill")
    assert (len(done.cases), done.questions, done.gaps, done.drafts) == (1, 0, 0, 0)
    assert sorted(each.split()[0] for each in done.mentions) == ["draft", "gap", "question"]
    assert f"draft {loose}" in done.mentions
    assert desk.database.rows("SELECT COUNT(*) FROM answers") == [(2,)]
    assert desk.database.rows("SELECT COUNT(*) FROM gaps") == [(2,)]


def test_another_address_with_the_same_end_stays(desk: Bench) -> None:
    """mary.jane@example.com is somebody else than jane@example.com."""
    opened(desk)
    for address in (f"mary.{CUSTOMER}", f"{CUSTOMER}.au", CUSTOMER, f"mail {CUSTOMER}."):
        record_answer(desk.database, question=f"What of {address}", writer="", passages=[])
    assert desk.book.erase(CUSTOMER).questions == 2


def test_one_case_leaves_what_lies_outside(desk: Bench) -> None:
    """A draft outside it that names the customer is only shown."""
    case = opened(desk)
    loose = desk.book.means.draft(Case(message=f"I am {CUSTOMER}."))
    done = desk.book.erase(case_id=case)
    assert (done.drafts, done.mentions) == (0, (f"draft {loose.draft_id}",))


def test_remarks_on_drafts_outside_a_case_go_with_them(desk: Bench) -> None:
    """By erasure and by age; they are counted."""
    for customer, text in ((CUSTOMER, "canary-one"), ("x", "canary-two")):
        facts = CaseFacts.model_validate({"email": customer})
        draft = desk.book.means.draft(Case(message="It broke.", facts=facts))
        desk.book.feedback(draft.draft_id, "down", reason=text)
    said = desk.book.erase(CUSTOMER, dry_run=True)
    assert (said.feedback, desk.book.erase(CUSTOMER).feedback) == (1, 1)
    assert desk.database.rows("SELECT reason FROM feedback WHERE reason <> ''") == [("canary-two",)]
    desk.clock.go(days=400)
    desk.book.retain()
    assert desk.database.rows("SELECT rating, reason FROM feedback") == [("down", "")] * 2


def test_no_text_reaches_what_is_erased(desk: Bench) -> None:
    """Neither a remark on a draft nor a note nor a step; a step may still be marked."""
    case = opened(desk)
    filed, step = desk.book.draft(case), desk.book.add_follow_up(case, "Call her")
    facts = CaseFacts.model_validate({"email": CUSTOMER})
    loose = desk.book.means.draft(Case(message="It broke.", facts=facts))
    desk.book.erase(CUSTOMER)
    for attempt in (
        lambda: desk.book.feedback(filed.draft_id, "down", reason="Jane was cross"),
        lambda: desk.book.feedback(loose.draft_id, "down", reason="Jane was cross"),
        lambda: desk.book.resolve(step.id, "done", note="Jane was cross"),
        lambda: desk.book.add_follow_up(case, "Call Jane"),
    ):
        with pytest.raises(CaseError, match="erased"):
            attempt()
    assert desk.book.resolve(step.id, "done").state == "done"
    assert desk.database.rows("SELECT COUNT(*) FROM feedback") == [(0,)]
