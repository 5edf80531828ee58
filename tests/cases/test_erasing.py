"""Erasure and retention: the texts are gone, down to the bytes; the counts stay."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from cases_help import MONDAY, Bench, Said, promise

from assistant.database import Database
from assistant.database.answers import record_answer, record_gaps
from assistant.database.repeats import GivenAnswer, find_answer, record_answer_given
from assistant.domain import Case, CaseFacts
from assistant.errors import CaseError, DatabaseFault, NotFoundError, UsageError

CUSTOMER = "jane@example.com"


def fill(desk: Bench, first: int, count: int) -> tuple[list[str], int]:
    """Cases of one customer in which every field holds canaries; ids, and how many canaries."""
    ids, planted = [], 0

    def canary() -> str:
        nonlocal planted
        planted += 3
        return " ".join(f"canary{first + planted - n:06d}x" for n in range(3))

    for _ in range(count):
        case = desk.book.open_case(
            f"{canary()} broke", customer=f"Jane {canary()}", subject=canary(), tone=canary(),
            facts={"email": CUSTOMER, "note": canary(), "status": canary()}, key=canary(),
        ).card.id  # fmt: skip
        draft = desk.book.draft(case)
        desk.book.revise(case, draft.draft_id, canary())
        text = f"I will call {canary()}."
        desk.said[0] = Said(commitments=(promise(text, what=canary()),))
        desk.book.sent(case, text, draft_id=draft.draft_id, key=canary())
        desk.book.feedback(draft.draft_id, "down", reason=canary())
        step = desk.book.add_follow_up(case, canary())
        desk.book.resolve(step.id, "done", note=canary())
        desk.book.add_message(case, f"{canary()}?", key=canary())
        ids.append(case)
    return ids, planted


def bytes_of(file: Path) -> bytes:
    """Everything in the folder of the database: file, journal, write-ahead log, locks."""
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob("composure.db*")))


def test_five_hundred_canaries_are_gone(desk: Bench, record_file: Path) -> None:
    """None in the bytes of the database or beside it; another customer's stay."""
    ids, planted = fill(desk, 0, 12)
    loose = 0
    for number in range(20):
        facts = CaseFacts.model_validate(
            {"customer_id": CUSTOMER, "n": f"canary{900 + number:06d}x"}
        )
        desk.book.means.draft(Case(message=f"canary{950 + number:06d}x", facts=facts))
        loose += 2
    record_answer(
        desk.database, question=f"What of {CUSTOMER} canary000970x?", writer="", passages=[]
    )
    gap = {"reason": "unanswered", "text": f"{CUSTOMER} canary000971x", "origin": "", "nearest": (),
           "created_at": MONDAY}  # fmt: skip
    record_gaps(desk.database, [gap])
    given = GivenAnswer(digest="d", status=200, kind="json", body="canary000972x")
    record_answer_given(desk.database, "id", given)
    other = desk.book.open_case("witness message", customer="Tom Witness").card.id
    assert planted + loose + 3 >= 500
    before = bytes_of(record_file)
    assert before.count(b"canary") >= 500

    done = desk.book.erase(CUSTOMER.upper(), by="ann")

    after = bytes_of(record_file)
    assert after.count(b"canary") == 0
    assert CUSTOMER.encode() not in after
    assert after.count(b"witness message") >= 1
    assert (len(done.cases), done.messages, done.drafts) == (12, 36, 44)
    assert (done.feedback, done.questions, done.gaps) == (12, 1, 1)
    assert desk.book.card(other).state == "open"
    assert find_answer(desk.database, "id") is None
    assert {desk.book.card(case).state for case in ids} == {"erased"}


def test_the_skeleton_still_counts(desk: Bench) -> None:
    """Themes, edits, promises and the drafts that used a document are as before."""
    fill(desk, 0, 3)
    before = desk.book.insights()
    used = len(desk.book.drafts_using("policies/delivery"))
    desk.book.erase(CUSTOMER)
    after = desk.book.insights()
    assert [(t.issue, t.cases) for t in after.themes] == [(t.issue, t.cases) for t in before.themes]
    assert after.edits == before.edits
    assert (after.promises.made, after.promises.dropped) == (before.promises.made, 3)
    assert after.messages == before.messages
    assert len(desk.book.drafts_using("policies/delivery")) == used


def test_the_log_of_an_erasure_names_nobody(desk: Bench) -> None:
    """Who did it, when, how much; not of whom."""
    fill(desk, 0, 1)
    desk.book.erase(CUSTOMER, by="ann")
    entries = desk.book.audit(limit=3)
    assert [entry.action for entry in entries] == ["compacted", "erased", "erased"]
    whole = entries[2]
    assert whole.detail["cases"] == 1
    assert whole.by == "ann"
    assert "jane" not in str(desk.database.rows("SELECT * FROM audit_log")).lower()


def test_an_erased_case_takes_nothing_more(desk: Bench) -> None:
    """Neither message nor draft, and a draft that was being made meanwhile is erased too."""
    (case,), _ = fill(desk, 0, 1)
    given = desk.book.input_for(case)
    desk.book.erase(CUSTOMER)
    late = desk.book.means.draft(given.case)
    for attempt in (
        lambda: desk.book.add_message(case, "Hello"),
        lambda: desk.book.sent(case, "Hello"),
        lambda: desk.book.update(case, subject="x"),
        lambda: desk.book.file_draft(case, late, seen=given.seen),
        lambda: desk.book.draft(case),
    ):
        with pytest.raises(CaseError, match="erased"):
            attempt()
    assert "canary" not in str(desk.database.rows("SELECT record, case_record FROM drafts"))
    file = desk.book.case(case)
    assert [message.text for message in file.messages] == ["", "", ""]
    assert all(each.draft is None for each in file.drafts)


def test_a_dry_run_takes_nothing(desk: Bench) -> None:
    """It says the same figures."""
    fill(desk, 0, 2)
    said = desk.book.erase(CUSTOMER, dry_run=True)
    assert said.dry_run
    done = desk.book.erase(CUSTOMER)
    assert said.model_dump(exclude={"dry_run"}) == done.model_dump(exclude={"dry_run"})


def test_a_case_on_hold_is_left_alone(desk: Bench) -> None:
    """By erasure and by age, and it is named."""
    (first, second), _ = fill(desk, 0, 2)
    desk.book.update(first, hold=True)
    done = desk.book.erase(CUSTOMER)
    assert (done.held, done.cases) == ((first,), (second,))
    desk.clock.go(days=400)
    assert desk.book.retain().held == 1
    file = desk.book.case(first)
    assert file.messages[0].text.startswith("canary")
    assert file.drafts[0].draft is not None


def test_cases_of_others_that_name_the_customer_are_shown(desk: Bench) -> None:
    """A person must look at them: they are somebody else's."""
    fill(desk, 0, 1)
    other = desk.book.open_case(f"My wife {CUSTOMER} wrote too", customer="John").card.id
    assert desk.book.erase(CUSTOMER).mentions == (other,)
    assert desk.book.case(other).messages[0].text.startswith("My wife")


def test_an_agent_or_a_product_is_no_customer(desk: Bench) -> None:
    """Facts that say nothing about the customer find nobody."""
    desk.book.open_case("Late.", facts={"agent_name": "Priya", "product": "Kettle"})
    for name in ("Priya", "Kettle", "nobody", "Late."):
        with pytest.raises(NotFoundError):
            desk.book.erase(name)
    for wrong in ("", "  "):
        with pytest.raises(UsageError):
            desk.book.erase(wrong)


def test_one_case_alone(desk: Bench) -> None:
    """By its id; the customer's other cases stay."""
    (first, second), _ = fill(desk, 0, 2)
    assert desk.book.erase(case_id=first).cases == (first,)
    assert desk.book.card(second).state == "open"


def test_what_has_reached_its_age(desk: Bench, record_file: Path) -> None:
    """Cases by their last change, loose drafts by theirs, inputs sooner; only once."""
    (old,), _ = fill(desk, 0, 1)
    desk.book.means.draft(Case(message="canary-loose"))
    desk.clock.go(days=150)
    (young,), _ = fill(desk, 500, 1)
    desk.clock.go(days=29)
    assert desk.book.retain().model_dump(exclude={"dry_run"}) == dict.fromkeys(
        ("cases", "drafts", "questions", "gaps", "held"), 0
    ) | {"inputs": 2}
    assert desk.book.case(young).drafts[0].draft is not None
    desk.clock.go(days=2)
    assert desk.book.retain(dry_run=True).cases == 1
    done = desk.book.retain()
    assert (done.cases, done.drafts, done.inputs) == (1, 3, 1)
    assert desk.book.card(old).state == "erased"
    kept = bytes_of(record_file)
    assert b"canary000001x" not in kept
    assert b"canary-loose" not in kept
    assert b"canary000501x" in kept
    assert desk.book.case(young).messages[0].text.startswith("canary")
    before = desk.book.audit(limit=1)[0].number
    assert not any(desk.book.retain().model_dump(exclude={"dry_run"}).values())
    assert desk.book.audit(limit=1)[0].number == before


def test_an_interrupted_erasure_is_finished_by_the_next_run(
    desk: Bench, record_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file could not be written anew it says so, and retention makes up for it."""
    fill(desk, 0, 1)

    def busy(self: Database) -> None:
        raise DatabaseFault("another process keeps the database locked")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "compact", busy)
        with pytest.raises(DatabaseFault, match=r"all of it is erased, but the file") as caught:
            desk.book.erase(CUSTOMER)
    assert "composure retention" in caught.value.remedy
    desk.book.retain()
    assert b"canary" not in bytes_of(record_file)
    assert desk.book.audit(limit=1)[0].action == "compacted"


def test_drafts_may_be_emptied_only_with_a_permit(desk: Bench) -> None:
    """And the permit is gone afterwards."""
    fill(desk, 0, 1)
    desk.book.erase(CUSTOMER)
    assert desk.database.rows("SELECT COUNT(*) FROM erasure_permits") == [(0,)]
    with pytest.raises(DatabaseFault), desk.database.transaction() as transaction:
        transaction.execute("UPDATE drafts SET case_record = 'x'")
    record = json.loads(desk.database.rows("SELECT record FROM drafts")[0][0])
    assert record["erased"]
    assert timedelta(0) == desk.clock() - MONDAY
