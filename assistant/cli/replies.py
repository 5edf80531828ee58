"""`composure draft`, `triage`, `lint`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.common import (
    ApproveOption,
    CaseOption,
    FileOption,
    JsonOption,
    MessageArgument,
    ModelOption,
    SetOption,
    answer_with,
    app,
    assistant_for,
    errors,
    facts_alone,
    given_case,
    given_text,
    view,
)


@app.command()
def draft(
    message: MessageArgument = None,
    file: FileOption = None,
    case: CaseOption = None,
    model: ModelOption = None,
    facts: SetOption = None,
    approve: ApproveOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the brief too.")] = False,
    alternatives: Annotated[
        bool,
        typer.Option("--alternatives", help="Show it as shortest, warmest and firmest too."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Draft a reply to a customer's message."""
    with errors(as_json):
        given = given_case(message, file, case, facts)
        assistant = assistant_for(model=model)
        if explain and not as_json:
            from assistant.drafting.language_model import describe

            view().show_brief(describe(assistant.brief(given)))
        made = assistant.draft(given, approve=tuple(approve or ()))
        approved = tuple(approve or ())
        others = assistant.alternatives(given, approve=approved) if alternatives else None
        answer = made.model_dump(mode="json")
        if others is not None:
            answer["alternatives"] = [each.model_dump(mode="json") for each in others]
        if explain and as_json:
            answer["brief"] = assistant.brief(given).model_dump(mode="json")
        answer_with(as_json, answer, lambda: view().show_draft(made, alternatives=others))


@app.command()
def triage(
    message: MessageArgument = None,
    file: FileOption = None,
    case: CaseOption = None,
    facts: SetOption = None,
    model: Annotated[
        str | None,
        typer.Option("--model", help="provider:name that looks too; it can only add."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Triage a message: issues, emotion, facts, risk flags, escalation."""
    with errors(as_json):
        given = given_case(message, file, case, facts)
        made = assistant_for(triage_model=model).triage(given)
        show = lambda: view().show_triage(given.message, made.triage, made.escalation)  # noqa: E731
        answer_with(as_json, made.model_dump(mode="json"), show)


@app.command()
def lint(
    reply: Annotated[
        str | None, typer.Argument(metavar="[REPLY]", help="The reply to check; - reads stdin.")
    ] = None,
    file: FileOption = None,
    case: CaseOption = None,
    facts: SetOption = None,
    approve: ApproveOption = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe repairs.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a reply, also one written by a person. Exit code 1 where a criterion fails."""
    with errors(as_json):
        text = given_text(reply, file, what="the reply")
        given = given_case(None, None, case, facts) if case else facts_alone(facts)
        made = assistant_for().lint(text, given, approve=tuple(approve or ()), fix=fix)
        answer = made.model_dump(mode="json", exclude_none=True, exclude={"reply"})
        if made.reply is not None:
            answer["reply"] = made.reply
        answer_with(as_json, answer, lambda: view().show_lint(text, made))
        if made.failed:
            raise typer.Exit(1)
