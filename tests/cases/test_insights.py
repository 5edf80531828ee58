"""What the record shows of a period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cases_help import MONDAY, Bench, Said, promise
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cases.changes import change_between
from assistant.cases.insight_parts import edit_figures
from assistant.cases.insights import rises, start_of
from assistant.domain import Case
from assistant.errors import UsageError


def work(desk: Bench, issue: str, *, sent: str | None = None, due: timedelta | None = None) -> str:
    """A case about a situation, drafted for, and answered where a text is given."""
    desk.issue[0] = issue
    case = desk.book.open_case(f"About {issue}").card.id
    draft = desk.book.draft(case)
    desk.clock.go(minutes=30)
    if sent is not None:
        when = (desk.clock() + due).isoformat() if due else None
        desk.said[0] = Said(commitments=(promise("I will call.", due=when),) if due else ())
        assert draft.draft is not None
        desk.book.sent(case, sent or draft.draft.reply.text, draft_id=draft.draft_id)
    return case


def test_themes_causes_and_what_rises(desk: Bench) -> None:
    """Counted by case; a theme rises where its part of the cases grows beyond chance."""
    for issue, count in (("late_delivery", 1), ("rude_staff", 8)):
        for _ in range(count):
            work(desk, issue)
    desk.clock.now = MONDAY + timedelta(days=31)
    for issue, count in (("late_delivery", 14), ("rude_staff", 6)):
        for _ in range(count):
            work(desk, issue)
    desk.book.means.draft(Case(message="outside of a case"))
    found = desk.book.insights()
    assert [(t.issue, t.cases, t.before, t.rising) for t in found.themes] == [
        ("late_delivery", 14, 1, True), ("rude_staff", 7, 8, False),
    ]  # fmt: skip
    assert found.rising == ("late_delivery",)
    first = found.causes[0]
    assert (first.issue, first.fault, first.cases) == ("late_delivery", "ours", 14)
    assert (found.opened, found.opened_before, found.drafted) == (20, 9, 21)
    assert (found.repeat_contacts, found.emotions) == (21, {"anger": 21})
    assert found.escalations.levels == {0: 0, 1: 0, 2: 21, 3: 0}
    assert found.escalations.owners == {"supervisor": 21}


def test_a_case_with_many_drafts_counts_once(desk: Bench) -> None:
    """By the newest draft of each of its turns."""
    case = work(desk, "late_delivery")
    desk.issue[0] = "lost_parcel"
    desk.book.draft(case)
    found = desk.book.insights()
    assert [(t.issue, t.cases) for t in found.themes] == [("lost_parcel", 1)]
    assert found.drafts == 2


def test_what_was_escalated_stays_so_when_the_customer_is_calm(desk: Bench) -> None:
    """Each turn of a case counts by its newest draft: a legal threat of yesterday is not gone with
    the thanks of today, while a reading that was put right within its turn is."""
    desk.level[0] = 3
    case = work(desk, "late_delivery", sent="We pass it on.")
    desk.book.add_message(case, "Thank you, that is fine.")
    desk.issue[0], desk.level[0] = "general_dissatisfaction", 0
    desk.book.draft(case)
    desk.issue[0], desk.level[0] = "rude_staff", 3
    put_right = work(desk, "rude_staff")
    desk.level[0] = 1
    desk.book.draft(put_right)
    found = desk.book.insights()
    assert found.escalations.levels == {0: 0, 1: 1, 2: 0, 3: 1}
    assert found.escalations.flags == {"legal": 1}
    assert [(t.issue, t.cases) for t in found.themes] == [("late_delivery", 1), ("rude_staff", 1)]
    assert sum(point.escalated for point in found.points) == 1


def test_promises_kept_late_and_missed(desk: Bench) -> None:
    """Done in time, done late, marked missed, overdue, and still open."""
    cases = [work(desk, "late_delivery", sent="", due=timedelta(hours=h)) for h in (5, 5, 5, 5, 99)]
    items = [desk.book.commitments(case)[0] for case in cases]
    desk.book.resolve(items[0].id, "done")
    desk.clock.go(hours=6)
    desk.book.resolve(items[1].id, "done")
    desk.book.resolve(items[2].id, "missed")
    found = desk.book.insights().promises
    assert (found.made, found.kept, found.late, found.missed, found.open) == (5, 1, 1, 2, 1)
    assert found.kept_share == 0.25


def test_how_much_agents_change(desk: Bench) -> None:
    """Unchanged, a little, all of it; and whose situation's drafts are changed most."""
    for sent in ("", "Hello, about: About it, dear", "Quite another text."):
        work(desk, "late_delivery", sent=sent)
    case = desk.book.open_case("Own words").card.id
    desk.book.sent(case, "Written without a draft.")
    found = desk.book.insights().edits
    assert (found.sent, found.from_draft, found.unchanged) == (4, 3, 1)
    assert found.spread["0"] == 1
    assert found.spread["60%+"] == 1
    assert [(issue, count) for issue, _, count in found.most_changed] == [("late_delivery", 3)]


def test_the_wait_for_a_reply(desk: Bench) -> None:
    """From the first message that waits to the reply, in minutes; the median."""
    case = desk.book.open_case("Late.").card.id
    desk.clock.go(minutes=20)
    desk.book.add_message(case, "Hello?")
    desk.clock.go(minutes=40)
    desk.book.sent(case, "Sorry.")
    assert desk.book.insights().reply_minutes == 60


def test_periods_and_steps(desk: Bench) -> None:
    """Days of the company's own time; weeks begin on Monday; empty parts are there too."""
    desk.clock.now = MONDAY.replace(hour=23, minute=30)  # still Monday in London, Tuesday elsewhere
    work(desk, "late_delivery")
    found = desk.book.insights(since=date(2026, 3, 2), until=date(2026, 3, 4), by="day")
    assert [(p.start.day, p.opened) for p in found.points] == [(2, 1), (3, 0), (4, 0)]
    month = desk.book.insights(since=date(2026, 1, 15), until=date(2026, 3, 4), by="month")
    assert [(p.start, p.opened) for p in month.points] == [
        (date(2026, 1, 15), 0), (date(2026, 2, 1), 0), (date(2026, 3, 1), 1),
    ]  # fmt: skip
    for wrong in ((date(2026, 3, 4), date(2026, 3, 2)), (date(1900, 1, 1), date(2026, 1, 1))):
        with pytest.raises(UsageError):
            desk.book.insights(since=wrong[0], until=wrong[1])


def test_an_empty_record(desk: Bench) -> None:
    """Has figures too, and divides by nothing."""
    found = desk.book.insights()
    assert (found.drafts, found.themes, found.promises.kept_share) == (0, (), None)
    assert found.escalations.share is None
    assert edit_figures([], {}).median is None


@pytest.mark.parametrize(
    ("count", "before", "of", "of_before", "expected"),
    [
        (2, 0, 100, 100, False),  # too few to speak of
        (5, 0, 100, 100, True),  # 1/32
        (4, 0, 100, 100, False),  # 1/16
        (10, 5, 100, 50, False),  # the same part of the cases
        (500, 400, 1000, 1000, True),
        (410, 400, 1000, 1000, False),
        (50, 0, 50, 0, False),  # nothing was recorded before
    ],
)
def test_what_rising_means(
    count: int, before: int, of: int, of_before: int, expected: bool
) -> None:
    """More than chance brings, by the exact conditional test."""
    assert rises(count, before, of, of_before) is expected


def test_the_exact_test_is_that_of_drawing_one_by_one() -> None:
    """At every small count: the chance of at least so many, built up case by case."""
    for count in range(3, 30):
        for before in range(20):
            chances = [1.0]
            for _ in range(count + before):
                taken, left = [0.0, *(0.4 * c for c in chances)], [*(0.6 * c for c in chances), 0.0]
                chances = [a + b for a, b in zip(taken, left, strict=True)]
            expected = sum(chances[count:]) < 0.05 and count * 120 > before * 80
            assert rises(count, before, 80, 120) is expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=30),
    st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=30),
)
def test_a_difference_leads_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    """The kept and added parts are the sent text, the kept and removed ones the draft."""
    made = change_between(" ".join(before), " ".join(after))
    new = "".join(p.text if p.text.endswith(" ") else p.text + " " for p in made.parts
                  if p.kind != "removed")  # fmt: skip
    old = "".join(p.text if p.text.endswith(" ") else p.text + " " for p in made.parts
                  if p.kind != "added")  # fmt: skip
    assert new.split() == after
    assert old.split() == before
    assert (made.share == 0) == (before == after)
    assert 0 <= made.share <= 1


def test_blanks_alone_are_no_change() -> None:
    """A line break moved is not an edit; a long text costs no minutes."""
    assert change_between("One two\n\nthree", "One two three ").share == 0
    long = "word other " * 5000
    assert change_between(long, long + "more").added == 1


def test_weeks_begin_on_monday() -> None:
    """And months on their first day."""
    assert start_of(date(2026, 3, 8), "week") == date(2026, 3, 2)
    assert start_of(date(2026, 3, 8), "month") == date(2026, 3, 1)
    assert start_of(date(2026, 3, 8), "day") == date(2026, 3, 8)
