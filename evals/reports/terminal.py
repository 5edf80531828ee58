"""The verdict on a terminal: one line that answers, then what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.reports.wording import HEADLINES, contrast_line, judge_line, pair_line, percent
from evals.verdicts.records import ArmVerdict, Metric, Verdict

_STYLES = {
    "improved": "green", "not_worse": "green", "passed": "green", "reference": "dim",
    "regressed": "bold red", "broken": "bold red", "incomplete": "yellow",
    "inconclusive": "yellow", "incomparable": "yellow",
}  # fmt: skip
_BREAKS_SHOWN = 5


def show(verdict: Verdict, folder: Path | None = None) -> None:
    """Prints a verdict."""
    console = Console(highlight=False)
    style = _STYLES[verdict.status]
    headline = HEADLINES[verdict.status]
    console.print(f"[{style}]{verdict.suite}: {headline}[/] (exit {verdict.exit_code})")
    for arm in verdict.arms:
        _arm(console, arm)
    live = f"{verdict.generated} asked live, {verdict.replayed} local or replayed"
    console.print(f"[dim]results {verdict.digest} · {live}[/]")
    if folder:
        console.print(f"[dim]report {escape(str(folder / 'report.html'))}[/]", soft_wrap=True)


def _arm(console: Console, arm: ArmVerdict) -> None:
    against = f" against {arm.against}" if arm.against else ""
    console.print(
        f"\n[{_STYLES[arm.status]}]{arm.status.replace('_', ' ')}[/]  {escape(arm.arm)}{against}"
    )
    for reason in arm.reasons:
        console.print(f"  → {escape(reason)}")
    for each in arm.contrasts:
        console.print(f"  {escape(contrast_line(each))}")
    for line in (*map(judge_line, arm.judged), *map(pair_line, arm.pairs)):
        console.print(f"  {escape(line)}")
    if arm.fallen and arm.status not in ("improved", "not_worse"):
        console.print(f"  fell most: {', '.join(arm.fallen)}")
    console.print(_metrics(arm.metrics))
    for found in arm.breaks[:_BREAKS_SHOWN]:
        console.print(f"  ✗ {found.scorer} · {found.sample} · {escape(found.why)}", style="red")
    if len(arm.breaks) > _BREAKS_SHOWN:
        console.print(f"  … and {len(arm.breaks) - _BREAKS_SHOWN} more in the report")
    if arm.tokens:
        cost = f", cost {arm.cost:.4f}" if arm.cost else ""
        console.print(f"[dim]  {arm.tokens:,} tokens{cost}[/]")


def _metrics(metrics: tuple[Metric, ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("scorer", no_wrap=True)
    for title in ("mean", "95 %", "samples", "clusters", "pass^k", "flips"):
        table.add_column(title, justify="right", no_wrap=True)
    for each in metrics:
        interval = "" if each.low is None else f"{percent(each.low)}–{percent(each.high or 0)}"
        steady = "" if each.pass_hat_k is None else percent(each.pass_hat_k)
        flips = "" if each.flips is None else percent(each.flips)
        count = (str(each.samples), str(each.clusters))
        table.add_row(each.name, percent(each.estimate), interval, *count, steady, flips)
    return table


def show_table(made: dict[str, Any]) -> None:
    """Prints a table of `noise`, `power` or `mutants`."""
    console = Console(highlight=False)
    console.print(f"[bold]{escape(made['title'])}[/]")
    columns = list(dict.fromkeys(key for row in made["rows"] for key in row))
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    for place, name in enumerate(columns):
        table.add_column(name.replace("_", " "), no_wrap=place == 0, overflow="fold")
    for row in made["rows"]:
        table.add_row(*(_cell(name, row.get(name, "")) for name in columns))
    console.print(table)
    console.print(f"[dim]{escape(made['note'])}[/]")


def _cell(name: str, value: Any) -> str:
    if isinstance(value, float):
        return percent(value)
    return escape(str(value))
