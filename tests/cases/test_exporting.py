"""The record as files: JSON lines, CSV that no spreadsheet runs, and a calendar."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from cases_help import MONDAY, Bench, Said, promise
from icalendar import Calendar

from assistant.cases.exporting import KINDS, safe_cell
from assistant.errors import UsageError

STARTERS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\x00=1+1",
    '=cmd|" /C calc"!A0', '=HYPERLINK("https://x.example","y")', "=IMPORTXML(A1,B1)", "+cmd|x!A0",
    "-2+3+cmd|x!A0", "@A1", "＝1+1", "＋1", "－1", "＠A1", "\u00a0=1+1",
)  # fmt: skip
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def cells(desk: Bench, what: str) -> list[list[str]]:
    """The cells of an export, as a spreadsheet reads them."""
    text = "".join(desk.book.export(what, "csv"))
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("start", STARTERS)
def test_no_cell_starts_a_formula(desk: Bench, start: str) -> None:
    """Twenty starters in five fields: message, customer, subject, reason and step."""
    case = desk.book.open_case(
        f"{start} message", customer=f"{start} customer", subject=f"{start} subject"
    ).card.id
    draft = desk.book.draft(case)
    desk.book.feedback(draft.draft_id, "down", reason=f"{start} reason")
    desk.book.add_follow_up(case, f"{start} step")
    seen = 0
    for what in KINDS:
        rows = cells(desk, what)
        assert len({len(row) for row in rows}) == 1
        for cell in (cell for row in rows[1:] for cell in row):
            assert not cell.lstrip().startswith(FORMULA), repr(cell)
            seen += cell.endswith((" message", " customer", " subject", " reason", " step"))
    assert seen >= 5


def test_a_safe_cell_is_left_as_it_is() -> None:
    """Text, digits, quotes and commas stay."""
    for text in ("", "12345", 'say "no", please', "a = b", "'quoted'"):
        assert safe_cell(text) == text


def test_json_lines_hold_everything(desk: Bench) -> None:
    """Each line is an object; texts come back as they were, keys and hashes do not leave."""
    text = "Line one\nLine two, \u2028 with “marks” = 1"
    case = desk.book.open_case(text, facts={"order_id": "1"}, key="k").card.id
    draft = desk.book.draft(case)
    desk.book.sent(case, "Hello", draft_id=draft.draft_id, key="k2")
    made = {what: [json.loads(line) for line in desk.book.export(what)] for what in KINDS}
    assert made["messages"][0]["text"] in (text, "Hello")
    assert made["cases"][0]["facts"] == {"order_id": "1"}
    assert made["drafts"][0]["state"] == "sent"
    assert made["drafts"][0]["passages"] == ["policies/delivery#DEL-02"]
    assert [row["action"] for row in made["audit"]][:3] == ["opened", "drafted", "sent"]
    assert not {"key", "digest", "open_key", "customer_key"} & set(made["cases"][0])
    assert [e.action for e in desk.book.audit(limit=3)] == ["exported"] * 3


def test_more_rows_than_a_page(desk: Bench) -> None:
    """All of them, once each."""
    case = desk.book.open_case("First").card.id
    with desk.database.transaction() as transaction:
        transaction.many(
            "INSERT INTO case_messages (id, case_id, position, turn, role, text, at, recorded_at,"
            " author) VALUES (:id, :case, :n, :n, 'customer', 't', '', '2026', '')",
            ({"id": f"m{n:05d}", "case": case, "n": n} for n in range(2, 4101)),
        )
    lines = list(desk.book.export("messages"))
    assert len(lines) == len(set(lines)) == 4100


@pytest.mark.parametrize(("what", "form"), [("keys", "csv"), ("cases", "xls"), ("", "")])
def test_what_cannot_be_exported(desk: Bench, what: str, form: str) -> None:
    """Is one clear error."""
    with pytest.raises(UsageError):
        desk.book.export(what, form)


def test_the_calendar_is_read_by_others(desk: Bench) -> None:
    """Due times in UTC, promises by their sentence, ids that stay, no line of a customer's own."""
    case = desk.book.open_case("Late.", customer="Jane\nEND:VCALENDAR").card.id
    text = "I will call you, Jane; today.\r\nBEGIN:VEVENT"
    desk.said[0] = Said(commitments=(promise(text, due="2026-03-02T17:00:00+00:00"),))
    desk.book.sent(case, "I will call you.")
    desk.book.add_follow_up(case, "Check the stock", due=MONDAY + timedelta(days=2), owner="Tom")
    items = desk.book.follow_ups()
    made = Calendar.from_ical(desk.book.calendar(items))
    todos = list(made.walk("VTODO"))
    assert [str(todo["uid"]) for todo in todos] == [f"{item.id}@composure" for item in items]
    assert str(todos[0]["summary"]) == "Promised: I will call you, Jane; today. BEGIN:VEVENT"
    assert todos[0]["due"].dt == items[0].due
    assert str(todos[1]["status"]) == "NEEDS-ACTION"
    assert made.walk("VEVENT") == []
    desk.book.resolve(items[0].id, "done")
    again = Calendar.from_ical(desk.book.calendar(desk.book.follow_ups(state=None)))
    states = {str(todo["uid"]): str(todo["status"]) for todo in again.walk("VTODO")}
    assert states[f"{items[0].id}@composure"] == "COMPLETED"
