"""`composure ask`, `gaps`, `sources`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import JsonOption, ModelOption, answer_with, app, assistant_for, errors
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.answering.gaps import Gap


def _view() -> Any:
    from assistant import terminal_answers

    return terminal_answers


@app.command()
def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="For example: How do I apologise?")
    ],
    after: Annotated[
        list[str] | None,
        typer.Option("--after", metavar="QUESTION", help="An earlier question; repeatable."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE.md", help="Write it as a Markdown handout."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show why each passage ranks where it does.")
    ] = False,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a trainer's question from the knowledge, with its sources, or say that it does not."""
    with errors(as_json):
        made = assistant_for(model=model).ask(question, tuple(after or ()), explain=explain)
        if out is not None:
            from assistant.answering.export import write_handout

            write_handout(made, out)
        answer_with(
            as_json,
            made.model_dump(mode="json", exclude=None if explain else {"explanation"}),
            lambda: _view().show_answer(made, written=out),
        )


@app.command()
def gaps(
    number: Annotated[
        int | None,
        typer.Option("--stub", metavar="N", min=1, help="Print the missing document to fill in."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List what the knowledge could not answer, grouped, most frequent first."""
    with errors(as_json):
        from assistant.answering.gaps import stub

        found = assistant_for().gaps()
        if number is not None:
            text = stub(_numbered(found, number))
            answer_with(as_json, {"stub": text}, lambda: print(text, end=""))
            return
        answer = {"gaps": [{**gap.model_dump(mode="json"), "stub": stub(gap)} for gap in found]}
        answer_with(as_json, answer, lambda: _view().show_gaps(found))


def _numbered(found: tuple[Gap, ...], number: int) -> Gap:
    if number > len(found):
        raise UsageError(
            f"there is no gap {number}; there are {len(found)}", remedy="composure gaps"
        )
    return found[number - 1]


@app.command()
def sources(as_json: JsonOption = False) -> None:
    """List what is indexed: documents, dates, passages, and how often each was cited."""
    with errors(as_json):
        made = assistant_for().sources()
        answer_with(as_json, made.model_dump(mode="json"), lambda: _view().show_sources(made))
