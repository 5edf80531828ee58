"""The record of cases: what is stored, found, made stale, and never stored twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cases_help import MONDAY, Bench, Said, draft_of, promise
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.cases.turns import HISTORY
from assistant.domain import Case, CaseFacts, Message
from assistant.errors import CaseError, ConflictError, DatabaseFault, NotFoundError, UsageError


def opened(desk: Bench, message: str = "My order is late.", **more: object) -> str:
    return desk.book.open_case(message, customer="Jane Doe", by="priya", **more).card.id  # type: ignore[arg-type]


def test_a_case_is_kept_as_it_came(desk: Bench) -> None:
    """Message, facts, channel, customer and who opened it come back."""
    made = desk.book.open_case(
        "  Where is my parcel?  ", customer=" Jane \n Doe ", channel="chat", by="priya",
        facts={"order_id": 12345, "seat": "12A", "authority": {"refund_up_to": 20}},
    )  # fmt: skip
    file = desk.book.case(made.card.id)
    assert [(m.role, m.text, m.turn, m.by) for m in file.messages] == [
        ("customer", "Where is my parcel?", 1, "priya")
    ]
    assert file.facts.order_id == "12345"
    assert file.facts.known()["seat"] == "12A"
    assert file.facts.authority.refund_up_to == 20
    assert (file.card.customer, file.card.channel, file.card.state) == ("Jane Doe", "chat", "open")
    assert [entry.action for entry in file.audit] == ["opened"]


def test_a_case_json_becomes_a_case(desk: Bench) -> None:
    """Earlier turns keep their order, role and date; the customer's name is a fact."""
    case = Case(
        message="Still nothing!",
        history=(
            Message(role="customer", text="It is broken.", date=MONDAY - timedelta(days=3)),
            Message(role="agent", text="I will call you by Friday."),
        ),
        facts=CaseFacts(customer_name="Ann"),
    )
    file = desk.book.open_from(case)
    assert [m.role for m in file.messages] == ["customer", "agent", "customer"]
    assert file.messages[0].at == MONDAY - timedelta(days=3)
    assert file.messages[1].at is None
    assert file.card.customer == "Ann"
    given = desk.book.input_for(file.card.id)
    assert given.case.message == "Still nothing!"
    assert given.case.history == case.history
    assert given.case.facts.known()["case_id"] == file.card.id


def test_a_burst_is_one_turn(desk: Bench) -> None:
    """Messages within half an hour are answered together; what came before them is history."""
    case = opened(desk, "My order is late.")
    desk.clock.go(hours=2)
    for text in ("Hello?", "Are you there?"):
        desk.book.add_message(case, text)
        desk.clock.go(minutes=10)
    given = desk.book.input_for(case).case
    assert given.message == "Hello?\n\nAre you there?"
    assert [turn.text for turn in given.history] == ["My order is late."]
    assert [m.turn for m in desk.book.case(case).messages] == [1, 2, 2]


def test_a_burst_never_passes_the_limit_of_a_message(desk: Bench) -> None:
    """What does not fit beside the newest message stays in the history, and nothing is lost."""
    case = opened(desk, "a" * 15_000)
    desk.book.add_message(case, "b" * 15_000)
    given = desk.book.input_for(case).case
    assert given.message == "b" * 15_000
    assert [len(turn.text) for turn in given.history] == [15_000]


def test_a_long_conversation_is_cut_and_says_so(desk: Bench) -> None:
    """The newest messages, the first, and a promise that is still open; the record keeps all."""
    history = [
        Message(role="customer" if n % 2 else "agent", text=f"Turn {n}") for n in range(1, 201)
    ]
    case = desk.book.open_from(Case(message="", history=tuple(history[:50]))).card.id
    desk.said[0] = Said(commitments=(promise("I will call.", due="2026-03-09T17:00:00+00:00"),))
    desk.book.sent(case, "I will call.")
    for turn in history[50:]:
        desk.book.add_message(case, turn.text, role=turn.role)
    desk.clock.go(hours=1)
    desk.book.add_message(case, "Hello?")
    given = desk.book.input_for(case)
    texts = [turn.text for turn in given.case.history]
    assert len(texts) == HISTORY
    assert texts[:2] == ["Turn 1", "I will call."]
    assert texts[-1] == "Turn 200"
    assert given.left_out == 201 - HISTORY
    assert len(desk.book.case(case).messages) == 202


def test_a_new_message_makes_older_drafts_stale(desk: Bench) -> None:
    """It says which, when, and the case opens again."""
    case = opened(desk)
    first = desk.book.draft(case)
    assert first.state == "current"
    desk.clock.go(minutes=5)
    added = desk.book.add_message(case, "And the box is wet.")
    assert added.made_stale == (first.draft_id,)
    stale = desk.book.case(case).drafts[0]
    assert (stale.state, stale.note) == ("stale", "the customer wrote again 2026-03-02 10:05 UTC")
    assert desk.book.draft(case).state == "current"


def test_a_draft_that_was_made_meanwhile_is_stale_at_once(desk: Bench) -> None:
    """A message that arrives while a model writes is not overlooked."""
    case = opened(desk)
    given = desk.book.input_for(case)
    desk.book.add_message(case, "And the box is wet.")
    made = desk.book.means.draft(given.case)
    assert desk.book.file_draft(case, made, seen=given.seen).state == "stale"


def test_a_revision_knows_no_more_than_its_draft(desk: Bench) -> None:
    """Revising a stale draft leaves it stale; the newest draft replaces the one before."""
    case = opened(desk)
    first = desk.book.draft(case)
    second = desk.book.revise(case, first.draft_id, "shorter", text="My own words.")
    assert second.draft is not None
    assert second.draft.reply.text == "My own words. [shorter]"
    assert desk.book.case(case).drafts[0].state == "replaced"
    desk.book.add_message(case, "And another thing.")
    assert desk.book.revise(case, second.draft_id, "warmer").state == "stale"


def test_sending_records_the_difference_and_what_is_owed(desk: Bench) -> None:
    """Diff, promises with their time, and the steps of the draft; the draft counts as sent."""
    case = opened(desk)
    draft = desk.book.draft(case)
    said = "I will call you by Friday."
    desk.said[0] = Said(commitments=(promise(said, due="2026-03-06T17:00:00+00:00"),))
    assert draft.draft is not None
    sent = desk.book.sent(case, f"{draft.draft.reply.text} {said}", draft_id=draft.draft_id)
    assert sent.message.change is not None
    assert (sent.message.change.added, sent.message.change.removed) == (6, 0)
    assert [part.kind for part in sent.message.change.parts] == ["same", "added"]
    assert [(f.action, f.promise is not None) for f in sent.follow_ups] == [
        ("Ask the team", False), ("i will call you by friday.", True),
    ]  # fmt: skip
    owed = sent.follow_ups[1]
    assert owed.due is not None
    assert owed.due.isoformat() == "2026-03-06T17:00:00+00:00"
    assert desk.book.card(case).state == "answered"
    assert desk.book.case(case).drafts[0].state == "sent"
    with pytest.raises(CaseError, match="not written since"):
        desk.book.draft(case)


def test_what_was_approved_in_the_draft_stays_approved(desk: Bench) -> None:
    """The check of the sent text knows the approvals that are still in it."""
    case = opened(desk)
    given = desk.book.input_for(case)
    made = draft_of(given.case, desk.clock(), text="I will refund £30. I will pay the taxi.")
    approved = promise("I will refund £30.").model_copy(
        update={"authority": promise("x").authority.model_copy(update={"kind": "agent"})}
    )
    taken_out = approved.model_copy(update={"text": "I will pay the taxi."})
    made = made.model_copy(update={"commitments": (approved, taken_out)})
    from cases_help import _recorded

    _recorded(desk.database, made, given.case)
    desk.book.file_draft(case, made, seen=given.seen)
    desk.book.sent(case, "I will refund £30.", draft_id=made.draft_id)
    assert desk.checked[-1][2] == ("I will refund £30.",)


def test_a_promise_made_again_replaces_the_earlier_one(desk: Bench) -> None:
    """One task a promise; the earlier one counts as missed where its time had passed."""
    case = opened(desk)
    for day in ("03", "09"):
        made = promise("I will call.", what="call", due=f"2026-03-{day}T17:00:00+00:00")
        desk.said[0] = Said(commitments=(made,))
        desk.book.sent(case, "I will call.")
        desk.clock.go(days=3)
        desk.book.add_message(case, "Where is that call?")
    states = {item.due.day if item.due else 0: item.state for item in desk.book.commitments(case)}
    assert states == {3: "missed", 9: "open"}


def test_promises_of_one_sentence_are_one_task(desk: Bench) -> None:
    """The due time is the one that the sentence names."""
    case = opened(desk)
    text = "I own this, and you will hear by Tuesday."
    desk.said[0] = Said(
        commitments=(
            promise(text, what="I own this"),
            promise(text, what="you will hear", due="2026-03-03T17:30:00+00:00"),
        )
    )
    items = desk.book.sent(case, text).follow_ups
    assert [(i.action, i.due.isoformat() if i.due else "") for i in items] == [
        ("I own this; you will hear", "2026-03-03T17:30:00+00:00")
    ]


def test_a_thousand_duplicates_are_stored_once(desk: Bench) -> None:
    """The same key stores one message, one reply, one case; another text under it is refused."""
    case = opened(desk, key="mail-1")
    assert opened(desk, key="mail-1") == case
    results = [desk.book.add_message(case, "Hello?", key="mail-2") for _ in range(1000)]
    assert [each.repeated for each in results] == [False] + [True] * 999
    assert {each.message.id for each in results} == {results[0].message.id}
    sent = [desk.book.sent(case, "I will call.", key="out-1") for _ in range(20)]
    assert {each.message.id for each in sent} == {sent[0].message.id}
    assert len(desk.book.case(case).messages) == 3
    assert desk.book.card(case).version == 3
    for again in (
        lambda: desk.book.add_message(case, "Something else", key="mail-2"),
        lambda: desk.book.sent(case, "Hello?", key="mail-2"),
        lambda: desk.book.open_case("Another message", key="mail-1"),
    ):
        with pytest.raises(ConflictError, match="used for something else"):
            again()


def test_keys_are_not_stored_as_they_came(desk: Bench) -> None:
    """Mail systems put addresses into them."""
    opened(desk, key="<jane@example.com>")
    rows = desk.database.rows("SELECT open_key FROM cases")
    assert "jane" not in str(rows)
    assert len(str(rows[0][0])) == 64


def test_the_second_of_two_writers_is_told(desk: Bench) -> None:
    """Who changed what when; and nothing of theirs was written."""
    case = opened(desk)
    seen = desk.book.card(case).version
    desk.clock.go(minutes=7)
    desk.book.update(case, owner="Tom", version=seen, by="tom")
    for late in (
        lambda: desk.book.update(case, subject="Mine", version=seen, by="ann"),
        lambda: desk.book.add_message(case, "Hello", version=seen, by="ann"),
        lambda: desk.book.sent(case, "Hello", version=seen, by="ann"),
        lambda: desk.book.close(case, version=seen, by="ann"),
    ):
        with pytest.raises(ConflictError, match="tom changed owner at 10:07 UTC") as caught:
            late()
        assert caught.value.version == seen + 1
        assert caught.value.changes[0]["by"] == "tom"
    file = desk.book.case(case)
    assert (file.card.version, file.card.subject, len(file.messages)) == (seen + 1, "", 1)
    assert file.card.state == "open"


def test_facts_are_merged_and_taken_away(desk: Bench) -> None:
    """None removes a fact, an inner one is kept beside others, and a wrong one changes nothing."""
    case = opened(desk, facts={"order_id": "1", "authority": {"actions": ["voucher"]}})
    desk.book.update(case, facts={"order_id": None, "authority": {"refund_up_to": 30}})
    facts = desk.book.case(case).facts
    assert facts.order_id is None
    assert (facts.authority.refund_up_to, facts.authority.actions) == (30, ("voucher",))
    with pytest.raises(CaseError, match="amount"):
        desk.book.update(case, facts={"amount": "plenty", "order_id": "2"})
    assert desk.book.case(case).facts.order_id is None
    with pytest.raises(UsageError, match="nothing is to be changed"):
        desk.book.update(case)
    with pytest.raises(UsageError, match="no such field"):
        desk.book.update(case, state="closed")


def test_closing_and_opening(desk: Bench) -> None:
    """A message of the customer opens a closed case; reopening goes by who wrote last."""
    case = opened(desk)
    assert desk.book.close(case).card.state == "closed"
    assert desk.book.add_message(case, "One more thing").case.state == "open"
    desk.book.sent(case, "Thank you.")
    desk.book.close(case)
    assert desk.book.reopen(case).card.state == "answered"


def test_a_reply_is_sent_at_a_moment_that_can_be(desk: Bench) -> None:
    """A year that nothing can be reckoned from is one clear error, and nothing is stored."""
    case = opened(desk)
    desk.said[0] = Said(commitments=(promise("I will call you."),))
    for year in (1, 9999):
        with pytest.raises(CaseError, match="year must lie between"):
            desk.book.sent(case, "I will call you.", at=datetime(year, 1, 1, tzinfo=UTC))
    assert len(desk.book.case(case).messages) == 1


def test_a_draft_without_a_case_is_adopted(desk: Bench) -> None:
    """It is joined, not copied: the same row of the drafts, and again brings the same case."""
    made = desk.book.means.draft(Case(message="My kettle leaks."))
    file = desk.book.adopt(made.draft_id)
    assert file.card.id != made.case_id
    assert [each.draft_id for each in file.drafts] == [made.draft_id]
    assert desk.book.adopt(made.draft_id).card.id == file.card.id
    assert desk.database.rows("SELECT COUNT(*) FROM drafts") == [(1,)]
    assert file.card.issues == ("late_delivery",)


def test_feedback_is_tied_to_its_draft(desk: Bench) -> None:
    """Rating, reason and subject stand with the draft; an unknown one is refused."""
    case = opened(desk)
    draft = desk.book.draft(case)
    desk.book.feedback(draft.draft_id, "down", reason="too\nlong", about="length", by="ann")
    found = desk.book.case(case).drafts[0].feedback[0]
    assert (found.rating, found.reason, found.about, found.by) == (
        "down",
        "too long",
        "length",
        "ann",
    )
    with pytest.raises(UsageError):
        desk.book.feedback(draft.draft_id, "sideways")
    with pytest.raises(UsageError, match="cannot be about"):
        desk.book.feedback(draft.draft_id, "up", about="weather")
    with pytest.raises(NotFoundError):
        desk.book.feedback("nothing", "up")


def test_cases_are_searched_page_by_page(desk: Bench) -> None:
    """Every word must occur; wildcards are taken literally; pages neither repeat nor skip."""
    ids = []
    for number in range(7):
        ids.append(opened(desk, f"Order {number} came 100 % wet", owner="Tom" if number else ""))
        desk.clock.go(minutes=1)
    seen: list[str] = []
    after = None
    while True:
        page = desk.book.cases("100 % WET jane", limit=3, after=after)
        seen += [card.id for card in page.cases]
        after = page.next
        if after is None:
            break
    assert page.total == 7
    assert seen == ids[::-1]
    assert desk.book.cases("50%").total == 0
    assert desk.book.cases("1_0").total == 0
    assert desk.book.cases(owner="tom").total == 6
    assert desk.book.cases(state="closed").total == 0
    assert desk.book.cases(customer="JANE  doe").total == 7
    with pytest.raises(UsageError):
        desk.book.cases(state="lost")
    with pytest.raises(UsageError):
        desk.book.cases(after="yesterday")


def test_names_in_other_alphabets_are_found(desk: Bench) -> None:
    """Whatever the database's own idea of capitals is."""
    desk.book.open_case("Où est ma commande ?", customer="Éva Ångström")
    for query in ("éva", "ÉVA", "Éva", "Où", "commande"):
        assert desk.book.cases(query).total == 1, query


def test_ids_may_be_shortened(desk: Bench) -> None:
    """Six characters do; fewer, unknown or hostile ones do not."""
    case = opened(desk)
    assert desk.book.card(case[:6]).id == case
    for wrong in (case[:5], "0" * 32, "zzzzzzzz", "../../etc"):
        with pytest.raises(NotFoundError):
            desk.book.card(wrong)
    for wrong in ("", "a b", "x" * 300, "' OR 1=1 --", "\x00"):
        with pytest.raises(UsageError):
            desk.book.card(wrong)


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "\x00", "x" * 20_001])
def test_messages_that_say_nothing_are_refused(desk: Bench, text: str) -> None:
    """Or too much: nothing is stored of them."""
    case = opened(desk)
    with pytest.raises(CaseError):
        desk.book.add_message(case, text)
    with pytest.raises(CaseError):
        desk.book.sent(case, text)
    assert len(desk.book.case(case).messages) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=200), name=st.text(max_size=80), key=st.text(max_size=60))
def test_any_text_is_stored_or_refused(desk: Bench, text: str, name: str, key: str) -> None:
    """Halves of surrogates, NUL, control characters: never a fault of the database."""
    try:
        made = desk.book.open_case(
            text, customer=name, subject=name, facts={"note": text}, key=key + name + text
        )
    except (CaseError, ConflictError):
        return
    desk.book.cases(text[:50])
    assert desk.book.case(made.card.id).messages[0].role == "customer"


def test_the_log_cannot_be_changed(desk: Bench) -> None:
    """The database itself refuses, and drafts stay append-only."""
    case = opened(desk)
    desk.book.draft(case)
    for statement in (
        "UPDATE audit_log SET author = 'x'", "DELETE FROM audit_log",
        "UPDATE drafts SET record = '{}'", "DELETE FROM drafts",
    ):  # fmt: skip
        with pytest.raises(DatabaseFault), desk.database.transaction() as transaction:
            transaction.execute(statement)
    assert [e.action for e in desk.book.audit(case)] == ["drafted", "opened"]


def test_the_log_holds_no_text(desk: Bench) -> None:
    """Neither the customer's, nor the agent's, nor that of a fact."""
    case = opened(desk, "canary-a", facts={"canary-b": "canary-c"}, subject="canary-d")
    draft = desk.book.draft(case)
    desk.book.update(case, facts={"canary-e": "canary-f"}, subject="canary-g", customer="canary-h")
    desk.book.feedback(draft.draft_id, "down", reason="canary-i")
    desk.book.sent(case, "canary-j", draft_id=draft.draft_id, key="canary-k")
    step = desk.book.add_follow_up(case, "canary-l")
    desk.book.resolve(step.id, "done", note="canary-m")
    assert "canary" not in str(desk.database.rows("SELECT * FROM audit_log"))


def test_a_step_of_ones_own(desk: Bench) -> None:
    """It is listed by owner and time, marked, and opened again; late ones are told apart."""
    case = opened(desk)
    desk.book.add_follow_up(case, "Ring the carrier", owner="Tom", due=MONDAY + timedelta(hours=1))
    later = desk.book.add_follow_up(case, "Check the stock", due=MONDAY + timedelta(days=6))
    none = desk.book.add_follow_up(case, "Some day")
    items = desk.book.follow_ups()
    assert [item.action for item in items] == ["Ring the carrier", "Check the stock", "Some day"]
    assert [i.action for i in desk.book.follow_ups(due="today")] == ["Ring the carrier"]
    assert len(desk.book.follow_ups(due="week")) == 2
    assert desk.book.follow_ups(due="overdue") == ()
    desk.clock.go(hours=2)
    assert [i.overdue for i in desk.book.follow_ups(owner="TOM", due="overdue")] == [True]
    done = desk.book.resolve(later.id[:8], "done", note="all there", by="ann")
    assert (done.state, done.resolved_by, done.note) == ("done", "ann", "all there")
    assert desk.book.resolve(later.id, "open").resolved_at is None
    with pytest.raises(UsageError):
        desk.book.resolve(none.id, "gone")
    with pytest.raises(NotFoundError):
        desk.book.resolve("ffffff", "done")
    with pytest.raises(UsageError):
        desk.book.follow_ups(due="soon")  # type: ignore[arg-type]


def test_drafts_that_used_a_document(desk: Bench) -> None:
    """By document or passage; names that only begin alike are not meant."""
    case = opened(desk)
    draft = desk.book.draft(case)
    for name in ("policies/delivery", "policies/delivery.md", "policies/delivery#DEL-02"):
        assert [each.draft_id for each in desk.book.drafts_using(name)] == [draft.draft_id]
    assert desk.book.drafts_using("policies/del") == ()
    assert desk.book.drafts_using("policies_delivery") == ()
    desk.book.sent(case, "Hello", draft_id=draft.draft_id)
    assert desk.book.drafts_using("policies/delivery")[0].sent


@pytest.mark.parametrize("year", [1970, 2200])
def test_a_date_far_off_is_refused_in_one_line(desk: Bench, year: int) -> None:
    """A case and a message that claim to be from another century are not stored."""
    far = datetime(year, 1, 1, tzinfo=UTC)
    known = opened(desk)
    with pytest.raises(CaseError, match="between 1990 and 2100"):
        desk.book.open_case("My order is late.", at=far)
    with pytest.raises(CaseError, match="between 1990 and 2100"):
        desk.book.add_message(known, "Any news?", at=far)
    assert len(desk.book.case(known).messages) == 1
    assert desk.book.cases().total == 1


def test_what_never_happens_is_no_step(desk: Bench) -> None:
    """ "We will never ask you for a password" is a promise, and nothing that somebody can do by
    Friday; with a time of its own it would be."""
    case = desk.book.open_case("Who has my data?").card.id
    never = promise("We will never ask you for a password.", what="never ask you for a password")
    desk.said[0] = Said(commitments=(never, promise("I will call you.")))
    desk.book.sent(case, "I will call you. We will never ask you for a password.")
    assert [item.action for item in desk.book.follow_ups(case_id=case)] == ["i will call you."]
