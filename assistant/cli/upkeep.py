"""`composure index`, `search`, `init`, `doctor`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import JsonOption, answer_with, app, assistant_for, errors, view
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.knowledge.reasons import Ranked


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="More files or folders.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the index anew.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Index the knowledge folder, and more where given."""
    with errors(as_json):
        report = assistant_for().index(paths or None, rebuild=rebuild)
        answer_with(as_json, report.model_dump(mode="json"), lambda: view().show_index(report))


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    kind: Annotated[
        str | None, typer.Option("--kind", "-k", help="guidance, policy or playbook.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=50)] = 5,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show why each passage ranks where it does.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what retrieval finds, with scores."""
    with errors(as_json):
        if kind not in (None, "guidance", "policy", "playbook"):
            raise UsageError(
                f"there is no kind {kind!r}", remedy="use guidance, policy or playbook"
            )
        ranked = assistant_for().search_explained(query, kind=kind, limit=limit)  # type: ignore[arg-type]
        found = [each.passage.model_dump(mode="json") for each in ranked]
        if explain:
            for entry, each in zip(found, ranked, strict=True):
                entry["why"] = each.reasons.model_dump(mode="json")
                if each.reranking:
                    entry["why"]["reranking"] = each.reranking
        if ranked and ranked[0].reranking.startswith("not "):
            typer.echo(ranked[0].reranking, err=True)
        answer_with(
            as_json, {"passages": found}, lambda: _show_found(query, ranked, explain=explain)
        )


def _show_found(query: str, ranked: Sequence[Ranked], *, explain: bool) -> None:
    if explain:
        from assistant.terminal_reasons import show_ranked

        show_ranked(query, ranked)
    else:
        view().show_passages(query, [each.passage for each in ranked])


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    as_json: JsonOption = False,
) -> None:
    """Start a knowledge folder for a company of your own."""
    with errors(as_json):
        from assistant.knowledge.starter import write_starter

        written = write_starter(folder)
        answer = {"folder": str(folder), "written": [str(path) for path in written]}
        answer_with(as_json, answer, lambda: view().show_starter(folder, written))


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """Say what works here, what does not, and the command that mends it."""
    with errors(as_json):
        from assistant.doctor import examine

        checks = examine()
        answer = {"checks": [check.model_dump(mode="json") for check in checks]}
        answer_with(as_json, answer, lambda: view().show_checks(checks))
        if any(check.status == "fail" for check in checks):
            raise typer.Exit(1)
