"""What the record shows of a period: figures, and charts with their tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup

from assistant.cases.insight_records import Insights
from assistant.domain import Record
from assistant.web.pages.charts import Bar, bars, columns
from assistant.web.pages.rendering import render
from assistant.web.request import allow, assistant_of, offload

router = APIRouter(dependencies=[Depends(allow("agent", "trainer", "evaluator"))])
_PERIODS = (7, 30, 90, 365)
_WORTH_TELLING = 0.005
"""The part of a draft that is changed, below which it rounds to nothing."""
_FAULTS = {
    "ours": "ours",
    "third_party": "another company's",
    "customer": "the customer's",
    "disputed": "disputed",
    "unknown": "not known",
}
_PARTS = {
    "0": "nothing",
    "<10%": "under 10%",
    "<30%": "10 to 30%",
    "<60%": "30 to 60%",
    "60%+": "60% and more",
}


class Figure(Record):
    """One number at the head of the page."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart, and the table that says the same."""

    title: str
    svg: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""


@router.get("/insights")
async def insights(request: Request, days: int = 30) -> Response:
    """The last days of the record."""
    length = days if days in _PERIODS else 30
    step = "day" if length <= 7 else "week" if length <= 90 else "month"
    until = date.today()
    found = await offload(
        request,
        assistant_of(request).casebook.insights,
        since=until - timedelta(days=length - 1),
        until=until,
        by=step,
    )
    return render(
        request,
        "insights.html",
        here="insights",
        title="Insights",
        days=length,
        periods=_PERIODS,
        since=found.since,
        until=found.until,
        empty=not (found.opened or found.drafts or found.messages),
        figures=figures(found),
        charts=[chart for chart in charts(found) if chart.rows],
    )


def figures(found: Insights) -> tuple[Figure, ...]:
    """The numbers that a lead asks for first."""
    promises, edits = found.promises, found.edits
    return (
        Figure(
            label="Cases opened",
            value=str(found.opened),
            note=f"{found.opened_before} in the period before",
        ),
        Figure(label="Time to a reply", value=_minutes(found.reply_minutes), note="median"),
        Figure(
            label="Promises kept",
            value=_share(promises.kept_share),
            note=f"{promises.kept} kept, {promises.late} late, {promises.missed} missed,"
            f" {promises.open} open",
        ),
        Figure(
            label="Escalated",
            value=_share(found.escalations.share),
            note="level 2 or 3, of the cases drafted for",
        ),
        Figure(
            label="Changed before sending",
            value=_share(edits.median),
            note=f"median of {edits.from_draft}; {edits.unchanged} went out as drafted",
        ),
        Figure(
            label="Drafts of use",
            value=_share(_part(found.ratings.up, found.ratings.up + found.ratings.down)),
            note=f"{found.ratings.up} yes, {found.ratings.down} no",
        ),
    )


def charts(found: Insights) -> tuple[Chart, ...]:
    """Everything that is a series."""
    return (_over_time(found), _themes(found), _causes(found), _promises(found), _flags(found),
            _edits(found), _feelings(found))  # fmt: skip


def _over_time(found: Insights) -> Chart:
    shape = "%b %Y" if found.step == "month" else "%-d %b"
    rows = [Bar(p.start.strftime(shape), p.opened, p.escalated) for p in found.points]
    return Chart(
        title=f"Cases by {found.step}",
        svg=columns(rows),
        columns=(found.step.capitalize(), "Opened", "Escalated", "Drafts"),
        rows=tuple((row.label, p.opened, p.escalated, p.drafts)
                   for row, p in zip(rows, found.points, strict=True)),
        note="The lower part of a column, in red, is what was escalated.",
    )  # fmt: skip


def _themes(found: Insights) -> Chart:
    shown = found.themes[:12]
    rising = ", ".join(theme.label for theme in shown if theme.rising)
    return Chart(
        title="What customers write about",
        svg=bars([Bar(theme.label, theme.cases, theme.before) for theme in shown]),
        columns=("Situation", "Cases", "Before", "Share", "Heat"),
        rows=tuple(
            (
                f"{theme.label}{' (rising)' if theme.rising else ''}",
                theme.cases,
                theme.before,
                _share(theme.share),
                round(theme.intensity * 100),
            )
            for theme in shown
        ),
        note=f"Rising more than chance would have it: {rising}." if rising
        else "The thin bar is the period before.",
    )  # fmt: skip


def _causes(found: Insights) -> Chart:
    shown = found.causes[:10]
    named = [(f"{c.label}: {_FAULTS.get(c.fault, c.fault)}", c.cases) for c in shown]
    return Chart(
        title="Where it came from",
        svg=bars([Bar(label, count) for label, count in named]),
        columns=("Situation and whose fault", "Cases"),
        rows=tuple(named),
    )


def _promises(found: Insights) -> Chart:
    promises = found.promises
    named = (
        ("kept in time", promises.kept),
        ("kept late", promises.late),
        ("missed", promises.missed),
        ("still open", promises.open),
        ("not needed", promises.dropped),
        ("without authority", promises.without_authority),
    )
    return Chart(
        title="Promises that were made",
        svg=bars([Bar(label, count) for label, count in named]),
        columns=("Promise", "Number"),
        rows=named if promises.made else (),
    )


def _flags(found: Insights) -> Chart:
    named = tuple((key.replace("_", " "), count) for key, count in found.escalations.flags.items())
    return Chart(
        title="Why cases were escalated",
        svg=bars([Bar(label, count) for label, count in named], kind="bad"),
        columns=("Reason", "Cases"),
        rows=named,
    )


def _edits(found: Insights) -> Chart:
    spread = found.edits.spread.items() if found.edits.from_draft else ()
    named = tuple((_PARTS.get(part, part), count) for part, count in spread)
    labels = {theme.issue: theme.label for theme in found.themes}
    most = "; ".join(
        f"{labels.get(issue, issue.replace('_', ' '))} {share:.0%} of {count} replies"
        for issue, share, count in found.edits.most_changed[:3]
        if share >= _WORTH_TELLING
    )
    return Chart(
        title="How much of a draft is changed",
        svg=bars([Bar(label, count) for label, count in named]),
        columns=("Part changed", "Replies"),
        rows=named,
        note=f"Changed most: {most}." if most else "",
    )


def _feelings(found: Insights) -> Chart:
    named = tuple((emotion, count) for emotion, count in found.emotions.items() if emotion)
    return Chart(
        title="How customers feel",
        svg=bars([Bar(label, count) for label, count in named]),
        columns=("Feeling", "Cases"),
        rows=named,
    )


def _part(some: int, whole: int) -> float | None:
    return some / whole if whole else None


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _minutes(minutes: float | None) -> str:
    if minutes is None:
        return "–"
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.1f} h" if minutes < 2880 else f"{minutes / 1440:.1f} d"
