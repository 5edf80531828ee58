"""`composure-eval bless`, the only way in which a baseline changes, and `import`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.cli.common import BaselinesOption, JsonOption, RunArgument, app, errors


@app.command()
def bless(
    run: RunArgument = None,
    reason: Annotated[
        str, typer.Option("--reason", help="What changed, and why that is right.")
    ] = "",
    arm: Annotated[list[str] | None, typer.Option("--arm", help="These arms alone.")] = None,
    baselines: BaselinesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a run's results as the baseline, with a reason."""
    with errors(as_json):
        from evals.folder import RunFolder
        from evals.session import runs_folder, session_of

        folder = RunFolder.find(runs_folder(), run)
        session = session_of(folder, baselines=baselines)
        paths = session.bless(folder, reason, tuple(arm or ()))
        if as_json:
            print(json.dumps({"baselines": [str(path) for path in paths]}))
        else:
            for path in paths:
                print(f"kept {path}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="promptfoo's .yaml or .csv, OpenAI Evals' .jsonl.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the new suite.")],
    message: Annotated[
        str | None, typer.Option("--message", help="The variable with the customer's message.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take over tests from promptfoo or OpenAI Evals; says what could not be taken."""
    with errors(as_json):
        from evals.importing.writing import read_foreign, write_suite

        made = read_foreign(file, message=message)
        path = write_suite(made, file, output)
        if as_json:
            print(made.model_copy(update={"samples": ()}).model_dump_json(exclude={"samples"}))
            return
        print(f"{len(made.samples)} samples taken; the suite is {path}")
        for name, count in made.reported.items():
            print(f"  not taken: {name} ({count})")
        for label in made.left_out:
            print(f"  left out: {label}")
