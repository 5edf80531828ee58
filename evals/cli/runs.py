"""`composure-eval run`, `resume`, `rescore`, `compare`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cli.common import (
    BaselinesOption,
    JsonOption,
    QuietOption,
    RunArgument,
    app,
    errors,
    progress,
)

if TYPE_CHECKING:
    from evals.folder import RunFolder
    from evals.records import Row
    from evals.session import Session
    from evals.verdicts.records import Verdict


@app.command()
def run(
    suite: Annotated[str, typer.Argument(help="A shipped suite's name, or a suite file.")],
    out: Annotated[Path | None, typer.Option("--out", help="The run's folder.")] = None,
    trials: Annotated[
        int | None, typer.Option("--trials", min=1, max=100, help="Trials of each sample.")
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="Trials at the same time.")
    ] = 4,
    record: Annotated[
        bool, typer.Option("--record", help="Ask models for what the tapes do not hold.")
    ] = False,
    max_cost: Annotated[
        float | None, typer.Option("--max-cost", min=0, help="Stop before a call would pass it.")
    ] = None,
    knowledge: Annotated[
        Path | None, typer.Option("--knowledge", help="Another knowledge folder.")
    ] = None,
    shuffle: Annotated[
        int | None, typer.Option("--shuffle", help="Mix the order; results stay the same.")
    ] = None,
    baselines: BaselinesOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Run a suite and judge it."""
    with errors(as_json):
        from evals.folder import RunFolder
        from evals.running import Options
        from evals.session import Session, runs_folder

        session = Session(suite, baselines=baselines)
        options = Options(
            workers=workers, trials=trials, record=record, max_cost=max_cost, shuffle=shuffle
        )
        plan = session.plan(options, knowledge)
        folder = RunFolder.new(runs_folder(), session.suite.suite, out)
        folder.write_plan(plan)
        verdict, rows = session.run(folder, plan, progress=None if quiet else progress)
        _end(session, folder, verdict, rows, as_json)


@app.command()
def resume(
    run: RunArgument = None,
    record: Annotated[
        bool, typer.Option("--record", help="Ask models for what the tapes do not hold.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="Trials at the same time.")
    ] = None,
    max_cost: Annotated[
        float | None, typer.Option("--max-cost", min=0, help="Stop before a call would pass it.")
    ] = None,
    baselines: BaselinesOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Go on with a run that was stopped; what is on its tape is not generated again."""
    with errors(as_json):
        from evals.folder import RunFolder
        from evals.session import runs_folder, taken_up

        folder = RunFolder.find(runs_folder(), run)
        session, plan = taken_up(folder, baselines=baselines)
        update: dict[str, object] = {"record": record or plan.options.record}
        if workers is not None:
            update["workers"] = workers
        if max_cost is not None:
            update["max_cost"] = max_cost
        plan = plan.model_copy(update={"options": plan.options.model_copy(update=update)})
        verdict, rows = session.run(folder, plan, progress=None if quiet else progress)
        _end(session, folder, verdict, rows, as_json)


@app.command()
def rescore(
    run: RunArgument = None,
    suite: Annotated[
        str | None, typer.Option("--suite", help="Another suite file with the same samples.")
    ] = None,
    baselines: BaselinesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score a run anew with the suite as it is now; nothing is generated."""
    with errors(as_json):
        from evals.folder import RunFolder
        from evals.session import Session, runs_folder

        folder = RunFolder.find(runs_folder(), run)
        session = Session(suite or folder.plan().suite, baselines=baselines)
        with folder.locked():
            verdict, rows = session.rescore(folder)
        _end(session, folder, verdict, rows, as_json)


@app.command()
def compare(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The earlier run.")],
    after: RunArgument = None,
    arm: Annotated[
        str | None, typer.Option("--arm", help="The earlier run's arm; each its own without.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where its reports go; in the run's folder without."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Hold one run against another one of the same suite, with replies side by side."""
    with errors(as_json):
        from evals.folder import RunFolder
        from evals.session import runs_folder, session_of

        folder = RunFolder.find(runs_folder(), after)
        session = session_of(folder)
        earlier = RunFolder.find(runs_folder(), before)
        verdict, rows = session.compare(earlier, folder, arm)
        target = RunFolder.reports(out or folder.path / f"against-{earlier.path.name}")
        target.write("verdict.json", verdict.model_dump_json(indent=1) + "\n")
        _end(session, target, verdict, rows, as_json)


def _end(
    session: Session, folder: RunFolder, verdict: Verdict, rows: Sequence[Row], as_json: bool
) -> None:
    """Writes the reports, shows the verdict, and ends with its exit code."""
    from evals.reports import write_all

    write_all(folder, verdict, rows, session.samples)
    _show(verdict, folder, as_json)
    raise typer.Exit(verdict.exit_code)


def _show(verdict: Verdict, folder: RunFolder, as_json: bool) -> None:
    if as_json:
        print(verdict.model_dump_json(indent=1))
        return
    from evals.reports.terminal import show

    show(verdict, folder.path)
