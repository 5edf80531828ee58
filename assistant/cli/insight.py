"""`composure insights`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from assistant.cli.casework import casebook_for
from assistant.cli.common import JsonOption, answer_with, app, errors
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.cases.insight_records import Insights, Step

_FORMATS = ["%Y-%m-%d"]
_TOP = 12


@app.command()
def insights(
    since: Annotated[
        datetime | None,
        typer.Option("--since", formats=_FORMATS, help="First day; else 30 days up to --until."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=_FORMATS, help="Last day; else today.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="day, week or month.")] = "week",
    as_json: JsonOption = False,
) -> None:
    """Show themes, causes, what rises, promises kept and missed, escalations, edits."""
    with errors(as_json):
        if by not in ("day", "week", "month"):
            raise UsageError("there is no such step", remedy="day, week or month")
        book, _ = casebook_for()
        found = book.insights(since=_day(since), until=_day(until), by=cast("Step", by))
        answer_with(as_json, found.model_dump(mode="json"), lambda: show_insights(found))


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def show_insights(found: Insights) -> None:
    """The figures as tables; what is alarming in red."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(f"{found.since} to {found.until}", "bold"))
    wait = _minutes(found.reply_minutes)
    console.print(
        f"{found.opened} cases opened ({found.opened_before} in the period before),"
        f" {found.drafts} drafts for {found.drafted} cases, {found.messages} messages,"
        f" {found.repeat_contacts} repeat contacts, median wait {wait}"
    )
    if not found.drafts and not found.opened:
        console.print("Nothing happened in this period; another one: --since 2026-01-31")
        return
    _themes(console, found)
    _causes(console, found)
    _points(console, found)
    _figures(console, found)


def _minutes(minutes: float | None) -> str:
    if minutes is None:
        return "not known"
    return f"{minutes / 60:.1f} hours" if minutes >= 120 else f"{minutes:.0f} minutes"


def _table(*names: str) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for number, name in enumerate(names):
        table.add_column(name, justify="right" if number else "left")
    return table


def _themes(console: Any, found: Insights) -> None:
    from rich.text import Text

    table = _table("theme", "cases", "share", "before", "heat", "")
    for theme in found.themes[:_TOP]:
        table.add_row(
            Text(theme.label), str(theme.cases), f"{theme.share:.0%}", str(theme.before),
            f"{theme.intensity:.2f}", Text("RISING" if theme.rising else "", "bold red"),
        )  # fmt: skip
    console.print()
    console.print(table)


def _causes(console: Any, found: Insights) -> None:
    from rich.text import Text

    table = _table("root cause", "fault", "cases")
    for cause in found.causes[:_TOP]:
        table.add_row(Text(cause.label), Text(cause.fault.replace("_", " ")), str(cause.cases))
    console.print()
    console.print(table)


def _points(console: Any, found: Insights) -> None:
    from rich.text import Text

    most = max((point.drafts for point in found.points), default=0) or 1
    table = _table(f"{found.step} from", "opened", "drafts", "escalated", "")
    for point in found.points:
        bar = "▆" * round(20 * point.drafts / most)
        cells = (str(point.opened), str(point.drafts), str(point.escalated))
        table.add_row(str(point.start), *cells, Text(bar, "cyan"))
    console.print()
    console.print(table)


def _figures(console: Any, found: Insights) -> None:
    p, e, d, r = found.promises, found.escalations, found.edits, found.ratings
    console.print()
    kept = "–" if p.kept_share is None else f"{p.kept_share:.0%}"
    console.print(
        f"promises   {p.made} made: {p.kept} kept ({kept} of those whose time has passed),"
        f" {p.late} late, {p.missed} missed, {p.open} open; {p.without_authority} without authority"
    )
    levels = ", ".join(f"level {level}: {count}" for level, count in e.levels.items() if count)
    owners = ", ".join(f"{owner} {count}" for owner, count in list(e.owners.items())[:4])
    console.print(f"escalation {levels or 'none'}{'; ' + owners if owners else ''}")
    changed = "–" if d.median is None else f"{d.median:.0%}"
    spread = ", ".join(f"{name}: {count}" for name, count in d.spread.items() if count)
    console.print(
        f"edits      {d.sent} sent, {d.from_draft} from a draft, {d.unchanged} unchanged,"
        f" median {changed} changed{'; ' + spread if spread else ''}"
    )
    for issue, share, count in d.most_changed[:3]:
        console.print(f"           {issue.replace('_', ' ')}: {share:.0%} of {count} replies")
    about = ", ".join(f"{name} {count}" for name, count in r.about.items())
    console.print(f"feedback   {r.up} up, {r.down} down{': ' + about if about else ''}")
