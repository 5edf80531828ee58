"""The verdict on a terminal: one line that answers, then what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.mutation.records import Matrix
from evals.reports.kills import LEGEND, cell, headline
from evals.reports.wording import (
    HEADLINES,
    contrast_line,
    judge_line,
    level,
    pair_line,
    percent,
    unseen_line,
)
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
        _arm(console, arm, verdict.alpha)
    if told := unseen_line(verdict.unseen):
        console.print(f"[yellow]{escape(told)}[/]")
    live = f"{verdict.generated} asked live, {verdict.replayed} local or replayed"
    console.print(f"[dim]results {verdict.digest} · {live}[/]")
    if folder:
        console.print(f"[dim]report {escape(str(folder / 'report.html'))}[/]", soft_wrap=True)


def _arm(console: Console, arm: ArmVerdict, alpha: float) -> None:
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
    console.print(_metrics(arm.metrics, alpha))
    for found in arm.breaks[:_BREAKS_SHOWN]:
        console.print(f"  ✗ {found.scorer} · {found.sample} · {escape(found.why)}", style="red")
    if len(arm.breaks) > _BREAKS_SHOWN:
        console.print(f"  … and {len(arm.breaks) - _BREAKS_SHOWN} more in the report")
    if arm.tokens:
        cost = f", cost {arm.cost:.4f}" if arm.cost else ""
        console.print(f"[dim]  {arm.tokens:,} tokens{cost}[/]")


def _metrics(metrics: tuple[Metric, ...], alpha: float) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("scorer", no_wrap=True)
    for title in ("mean", level(alpha), "samples", "clusters", "pass^k", "flips"):
        table.add_column(title, justify="right", no_wrap=True)
    for each in metrics:
        interval = "" if each.low is None else f"{percent(each.low)}–{percent(each.high or 0)}"
        steady = "" if each.pass_hat_k is None else percent(each.pass_hat_k)
        flips = "" if each.flips is None else percent(each.flips)
        count = (str(each.samples), str(each.clusters))
        table.add_row(each.name, percent(each.estimate), interval, *count, steady, flips)
    return table


def show_table(made: dict[str, Any]) -> None:
    """Prints a table of `noise`, `power`, `scorers` or `calibrate`."""
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


def show_kills(matrix: Matrix, page: Path) -> None:
    """Prints the kill matrix; gates are numbered, since their names are wider than their cells."""
    console = Console(highlight=False)
    style = "green" if matrix.sound else "bold red"
    console.print(f"[{style}]{escape(headline(matrix))}[/]")
    table = Table(box=None, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("mutant", no_wrap=True)
    for number, _ in enumerate(matrix.gates, start=1):
        table.add_column(str(number), justify="right", no_wrap=True)
    table.add_column("of", justify="right", no_wrap=True)
    for kill in matrix.kills:
        cells = (cell(kill, gate) for gate in matrix.gates)
        alive = "" if kill.killed else "bold red"
        table.add_row(kill.mutant, *cells, str(kill.trials), style=alive)
    console.print(table)
    named = (f"{number} {gate}" for number, gate in enumerate(matrix.gates, start=1))
    console.print(f"[dim]gates: {', '.join(named)}[/]")
    console.print(f"[dim]{LEGEND}[/]")
    for kill in matrix.kills:
        if not kill.killed:
            console.print(f"  ✗ not caught: {kill.mutant}, {escape(kill.what)}", style="red")
    for name, why in matrix.mistaken.items():
        console.print(
            f"  ✗ a good reply was taken for bad: {escape(f'{name}: {why}')}", style="red"
        )
    console.print(f"[dim]report {escape(str(page))}[/]", soft_wrap=True)


def _cell(name: str, value: Any) -> str:
    if isinstance(value, float):
        return percent(value)
    return escape(str(value))
