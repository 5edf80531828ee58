"""`composure followups`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from assistant.cli.casework import casebook_for
from assistant.cli.common import JsonOption, answer_with, app, errors
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.cases.casebook import Casebook
    from assistant.cases.records import FollowUpItem


@app.command()
def followups(
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late.")] = False,
    due: Annotated[
        str | None, typer.Option("--due", help="overdue, today or week (late ones included).")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Of one owner.")] = None,
    state: Annotated[
        str, typer.Option("--state", help="open, done, missed, dropped or all.")
    ] = "open",
    case: Annotated[str | None, typer.Option("--case", help="Of one case.")] = None,
    done: Annotated[list[str] | None, typer.Option("--done", metavar="ID")] = None,
    missed: Annotated[list[str] | None, typer.Option("--missed", metavar="ID")] = None,
    drop: Annotated[list[str] | None, typer.Option("--drop", metavar="ID")] = None,
    again: Annotated[list[str] | None, typer.Option("--reopen", metavar="ID")] = None,
    note: Annotated[str, typer.Option("--note", help="With --done and the like.")] = "",
    add: Annotated[
        str | None, typer.Option("--add", metavar="STEP", help="A step of your own; needs --case.")
    ] = None,
    by: Annotated[datetime | None, typer.Option("--by", help="With --add: until when.")] = None,
    ical: Annotated[
        Path | None, typer.Option("--ical", metavar="FILE", help="Write a calendar file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List what is owed, the soonest due first; or mark it done, missed or dropped."""
    with errors(as_json):
        book, who = casebook_for()
        _mark(book, who, note, {"done": done, "missed": missed, "dropped": drop, "open": again})
        if add is not None:
            if case is None:
                raise UsageError("a step belongs to a case", remedy="--case CASE --add STEP")
            book.add_follow_up(case, add, owner=owner or "agent", due=by, by=who)
        items = book.follow_ups(
            case_id=case,
            owner=owner,
            state=None if state == "all" else state,
            due=cast(Literal["overdue", "today", "week"] | None, "overdue" if overdue else due),
        )
        if ical is not None:
            from assistant.cli.files import write_whole

            write_whole(ical, [book.calendar(items)])
        answer = {"follow_ups": [item.model_dump(mode="json") for item in items]}
        answer_with(as_json, answer, lambda: _show(items, ical))


def _mark(book: Casebook, who: str, note: str, given: dict[str, list[str] | None]) -> None:
    """Marks every id that was given, after all of them were found."""
    wanted = [(state, id) for state, ids in given.items() for id in ids or ()]
    found = [(state, book.follow_up(id).id) for state, id in wanted]
    for state, id in found:
        book.resolve(id, state, note=note, by=who)


def _show(items: tuple[FollowUpItem, ...], ical: Path | None) -> None:
    from assistant.cli.case_view import show_owed

    if not items:
        print("Nothing is owed.")
    show_owed(items, with_case=True)
    late = sum(item.overdue for item in items)
    if items:
        print(f"{len(items)} follow-ups" + (f", {late} late" if late else ""))
    if ical is not None:
        print(f"written to {ical}")
