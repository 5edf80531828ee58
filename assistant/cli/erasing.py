"""`composure erase`, `retention`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.casework import casebook_for
from assistant.cli.common import JsonOption, answer_with, app, errors
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.cases.records import Erasure, Retention


@app.command()
def erase(
    customer: Annotated[
        str,
        typer.Argument(metavar="CUSTOMER", help="Name, address or number, as the cases have it."),
    ] = "",
    case: Annotated[str | None, typer.Option("--case", help="One case instead.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what there is.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Erase one customer's texts from cases, drafts, questions and files; counts stay."""
    with errors(as_json):
        book, who = casebook_for()
        found = book.erase(customer, case_id=case, by=who, dry_run=True)
        if not dry_run and (found.cases or found.drafts or found.questions or found.gaps):
            _agree(found, yes)
            found = book.erase(customer, case_id=case, by=who)
        answer_with(as_json, found.model_dump(mode="json"), lambda: _show(found))


def _agree(found: Erasure, yes: bool) -> None:
    """Asks before what cannot be undone; where nobody can answer, --yes is needed."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("erasing cannot be undone", remedy="look with --dry-run, then add --yes")
    _show(found)
    typer.confirm("Erase this? It cannot be undone", abort=True)


def _show(found: Erasure) -> None:
    verb = "would be erased" if found.dry_run else "erased, and the file written anew"
    print(
        f"{verb}: {len(found.cases)} cases with {found.messages} messages, {found.drafts} drafts,"
        f" {found.follow_ups} follow-ups, {found.feedback} remarks, {found.questions} questions,"
        f" {found.gaps} gaps"
    )
    for each in found.held:
        print(
            f"! case {each} is on hold and was left alone: composure cases set {each[:8]} --no-hold"
        )
    for each in found.mentions:
        print(f"! {_told(each)}")
    for each in found.documents:
        print(f"! document {each} names this customer: remove it, then composure index")
    if not found.dry_run:
        print("Backups of the database keep what they held; let them expire or erase there too.")


def _told(mention: str) -> str:
    """What a person must look at: somebody else's case, or a text that may mean another person."""
    if " " in mention:
        return (
            f"{mention} may name this customer and was left alone:"
            " erase it by some more of its words, with --dry-run first"
        )
    return f"case {mention} belongs to somebody else and names this customer: look at it"


@app.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what there is.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Erase what has reached its age: COMPOSURE_RETENTION_DAYS, COMPOSURE_PROMPT_RETENTION_DAYS."""
    with errors(as_json):
        book, who = casebook_for()
        done = book.retain(by=who or "retention", dry_run=dry_run)
        answer_with(as_json, done.model_dump(mode="json"), lambda: _show_retention(done))


def _show_retention(done: Retention) -> None:
    verb = "would be erased" if done.dry_run else "erased"
    print(
        f"{verb}: {done.cases} cases, {done.drafts} drafts, the inputs of {done.inputs} more,"
        f" {done.questions} questions, {done.gaps} gaps"
    )
    if done.held:
        print(f"{done.held} old cases are on hold and stay")
