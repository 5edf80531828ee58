"""`composure-eval noise`, `power`, `report`: what a suite can see, and a run's results again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.cli.common import BaselinesOption, JsonOption, RunArgument, app, errors

if TYPE_CHECKING:
    from evals.folder import RunFolder
    from evals.session import Session

ArmOption = Annotated[str | None, typer.Option("--arm", help="The arm; the first without.")]
MetricOption = Annotated[
    str | None, typer.Option("--metric", help="The scorer; those that gate without.")
]
RunsOption = Annotated[int, typer.Option("--runs", min=100, max=100_000, help="Simulations.")]


@app.command()
def noise(
    run: RunArgument = None,
    arm: ArmOption = None,
    metric: MetricOption = None,
    runs: RunsOption = 1000,
    seed: int = 0,
    as_json: JsonOption = False,
) -> None:
    """Hold an arm against itself: how often would the gate cry wolf?"""
    with errors(as_json):
        from evals.reports.planning import noise_table

        folder, session = _opened(run)
        made = noise_table(session, folder, arm=arm, metric=metric, runs=runs, seed=seed)
        _answer(made, as_json)


@app.command()
def power(
    run: RunArgument = None,
    arm: ArmOption = None,
    metric: MetricOption = None,
    drop: Annotated[
        list[float] | None, typer.Option("--drop", min=0, max=0.9, help="Drops to look for.")
    ] = None,
    runs: RunsOption = 1000,
    as_json: JsonOption = False,
) -> None:
    """Simulate from a run's own rates how large a drop this suite would see."""
    with errors(as_json):
        from evals.reports.planning import power_table

        folder, session = _opened(run)
        drops = tuple(drop or (0.02, 0.05, 0.10))
        _answer(
            power_table(session, folder, arm=arm, metric=metric, drops=drops, runs=runs), as_json
        )


@app.command()
def calibrate(
    labels: Annotated[
        Path,
        typer.Argument(
            help='JSONL of {"label", "verdict"}: true, false, null; with --judge of {"message", '
            '"reply", "label"}.'
        ),
    ],
    judge: Annotated[
        str | None, typer.Option("--judge", help="Ask COMPOSURE_JUDGE_MODEL this question.")
    ] = None,
    observed: Annotated[
        str | None, typer.Option("--observed", metavar="K/N", help="A rate the judge reported.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Hold a judge's verdicts against people's labels; correct a rate that it reported."""
    with errors(as_json):
        from evals.reports.calibrating import calibration_table, read_labels

        if judge is None:
            pairs = read_labels(labels)
        else:
            from evals.judges.hiring import verdicts_on

            pairs = verdicts_on(labels, judge)
        _answer(calibration_table(pairs, observed, source=labels), as_json)


@app.command()
def scorers(
    write: Annotated[bool, typer.Option("--write", help="Keep the figures for reports.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="Show what they get wrong.")] = False,
    as_json: JsonOption = False,
) -> None:
    """How often are scorers that read prose right? Against replies that people labelled."""
    with errors(as_json):
        from evals.reports.accuracy import accuracy_table

        made = accuracy_table(write=write)
        _answer(made, as_json)
        if wrong and not as_json:
            print("\n".join(made["wrong"]))


@app.command()
def mutants(
    only: Annotated[
        list[str] | None, typer.Option("--only", help="These mutants alone, by id.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where the kill matrix is written.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Try bad writers, knowledge and retrieval on the gates: all must be caught."""
    with errors(as_json):
        from evals.mutation.matrix import Ring
        from evals.mutation.records import chosen_mutants, load_near_misses
        from evals.reports.kills import kill_table, write_kills
        from evals.reports.terminal import show_kills
        from evals.session import runs_folder

        chosen = chosen_mutants(only)
        made = Ring().tried(chosen, load_near_misses())
        page = write_kills(out or runs_folder().parent / "mutants", made)
        if as_json:
            print(json.dumps(kill_table(made), ensure_ascii=False, indent=1))
        else:
            show_kills(made, page)
        raise typer.Exit(0 if made.sound else 1)


@app.command()
def report(
    run: RunArgument = None,
    form: Annotated[
        str, typer.Option("--format", help="terminal, html, json, junit, markdown or csv.")
    ] = "terminal",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it there.")] = None,
    baselines: BaselinesOption = None,
) -> None:
    """Show or write a run's report once more."""
    with errors():
        from evals.folder import write_whole
        from evals.reports import FORMS, rendered
        from evals.reports.terminal import show
        from evals.verdicts.records import Verdict

        folder, session = _opened(run, baselines)
        rows, prints = folder.rows()
        verdict: Verdict = session.verdict(rows, prints, folder)
        if form == "terminal":
            show(verdict, folder.path)
            return
        if form not in FORMS:
            from evals.errors import SuiteError

            raise SuiteError(f"there is no format {form!r}", remedy=f"terminal, {', '.join(FORMS)}")
        text = rendered(form, verdict, rows, session.samples)
        if output:
            write_whole(output, text)
        else:
            print(text, end="")


@app.command()
def export(
    run: RunArgument = None,
    form: Annotated[str, typer.Option("--format", help="json, csv, junit or another.")] = "json",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it there.")] = None,
    baselines: BaselinesOption = None,
) -> None:
    """Give a run's results to another program: every trial with its scores."""
    report(run, form, output, baselines)


def _opened(run: str | None, baselines: Path | None = None) -> tuple[RunFolder, Session]:
    from evals.folder import RunFolder
    from evals.session import runs_folder, session_of

    folder = RunFolder.find(runs_folder(), run)
    return folder, session_of(folder, baselines=baselines)


def _answer(made: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(made, ensure_ascii=False, indent=1))
        return
    from evals.reports.terminal import show_table

    show_table(made)
