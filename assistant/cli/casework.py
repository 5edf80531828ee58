"""`composure cases …`: the record of conversations, from opening one to what was sent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    given_case,
    given_text,
)
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.cases.casebook import Casebook

cases = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    cases, name="cases", help="Keep the record of cases: messages, drafts, what was sent."
)

IdArgument = Annotated[
    str, typer.Argument(metavar="CASE", help="The id of a case, or how it begins (6 characters).")
]
KeyOption = Annotated[
    str | None, typer.Option("--key", help="The same key stores a thing once, however often sent.")
]
VersionOption = Annotated[
    int | None,
    typer.Option("--version", min=1, help="The version that you saw; refused if it has changed."),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there instead.")
]


def casebook_for(**settings: str | None) -> tuple[Casebook, str]:
    """The record, and the name under which the command line writes into it."""
    assistant = assistant_for(**settings)
    return assistant.casebook, assistant.settings.who


def _view() -> Any:
    from assistant.cli import case_view

    return case_view


def _print(as_json: bool, made: Any, show: Any) -> None:
    answer_with(as_json, made.model_dump(mode="json"), lambda: show(made))


@cases.command("list")
def list_cases(
    words: Annotated[
        list[str] | None, typer.Argument(help="Words of the customer, subject or messages.")
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="open, answered, closed or erased.")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Who has it.")] = None,
    customer: Annotated[str | None, typer.Option("--customer", help="Exactly this one.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=200)] = 25,
    after: Annotated[
        str | None, typer.Option("--after", help="The `next` of the page before.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List cases, the one that changed last first."""
    with errors(as_json):
        book, _ = casebook_for()
        page = book.cases(
            " ".join(words or ()),
            state=state,
            owner=owner,
            customer=customer,
            limit=limit,
            after=after,
        )
        _print(as_json, page, _view().show_page)


@cases.command()
def show(case: IdArgument, as_json: JsonOption = False) -> None:
    """Show a case: messages, drafts and their state, what is owed, who did what."""
    with errors(as_json):
        _print(as_json, casebook_for()[0].case(case), _view().show_case)


@cases.command()
def new(
    message: MessageArgument = None,
    file: FileOption = None,
    case: CaseOption = None,
    facts: SetOption = None,
    customer: Annotated[str, typer.Option("--customer", help="Name, address or number.")] = "",
    subject: Annotated[str, typer.Option("--subject")] = "",
    owner: Annotated[str, typer.Option("--owner", help="Who takes it.")] = "",
    key: KeyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a case with the customer's message."""
    with errors(as_json):
        given = given_case(message, file, case, facts)
        book, who = casebook_for()
        made = book.open_from(
            given, customer=customer, subject=subject, owner=owner, key=key, by=who
        )
        _print(as_json, made, _view().show_case)


@cases.command()
def adopt(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The id of a draft.")],
    as_json: JsonOption = False,
) -> None:
    """Make a case of a draft that was made without one."""
    with errors(as_json):
        book, who = casebook_for()
        _print(as_json, book.adopt(draft, by=who), _view().show_case)


@cases.command()
def message(
    case: IdArgument,
    text: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="- reads stdin.")] = None,
    file: FileOption = None,
    role: Annotated[str, typer.Option("--from", help="customer, or agent.")] = "customer",
    key: KeyOption = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add what the customer wrote back; older drafts become stale."""
    with errors(as_json):
        given = given_text(text, file, what="the message")
        book, who = casebook_for()
        made = book.add_message(case, given, role=role, key=key, version=version, by=who)
        _print(as_json, made, _view().show_added)


@cases.command()
def draft(
    case: IdArgument,
    approve: ApproveOption = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draft a reply to what the customer wrote last."""
    with errors(as_json):
        book, who = casebook_for(model=model)
        _print(as_json, book.draft(case, approve=approve or (), by=who), _view().show_case_draft)


@cases.command()
def revise(
    case: IdArgument,
    instruction: Annotated[str, typer.Argument(help='For example "shorter and warmer".')],
    draft: Annotated[
        str | None, typer.Option("--draft", help="Its id; without it the newest draft.")
    ] = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change a draft of the case as told."""
    with errors(as_json):
        book, who = casebook_for(model=model)
        made = book.revise(case, draft or _newest(book, case) or "", instruction, by=who)
        _print(as_json, made, _view().show_case_draft)


@cases.command()
def sent(
    case: IdArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="What was sent; - reads stdin.")
    ] = None,
    file: FileOption = None,
    draft: Annotated[
        str | None, typer.Option("--draft", help="Sent from this one; else from the newest.")
    ] = None,
    as_drafted: Annotated[
        bool, typer.Option("--as-drafted", help="The draft went out as it is.")
    ] = False,
    key: KeyOption = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record what was sent: what was changed, and what is owed from now on."""
    with errors(as_json):
        if as_drafted == (text is not None or file is not None):
            raise UsageError(
                "say what was sent", remedy="give the text, or --file FILE, or --as-drafted"
            )
        book, who = casebook_for()
        base = draft or _newest(book, case, needed=as_drafted)
        given = _text_of(book, case, base) if as_drafted else given_text(text, file, what="it")
        made = book.sent(case, given, draft_id=base, key=key, version=version, by=who)
        _print(as_json, made, _view().show_sent)


def _newest(book: Casebook, case: str, *, needed: bool = True) -> str | None:
    drafts = [each for each in book.case(case).drafts if each.state != "sent"]
    if not drafts and needed:
        raise UsageError("this case has no draft yet", remedy=f"composure cases draft {case}")
    return drafts[-1].draft_id if drafts else None


def _text_of(book: Casebook, case: str, draft_id: str | None) -> str:
    found = next((d for d in book.case(case).drafts if d.draft_id == draft_id), None)
    if found is None or found.draft is None:
        raise UsageError("this case has no such draft", remedy=f"composure cases show {case}")
    return found.draft.reply.text


@cases.command("set")
def set_(
    case: IdArgument,
    facts: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY=VALUE]…", help="Facts; KEY= takes one away.")
    ] = None,
    customer: Annotated[str | None, typer.Option("--customer")] = None,
    subject: Annotated[str | None, typer.Option("--subject")] = None,
    owner: Annotated[str | None, typer.Option("--owner")] = None,
    hold: Annotated[
        bool | None, typer.Option("--hold/--no-hold", help="Keep it whatever its age.")
    ] = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change facts, customer, subject, owner or hold of a case."""
    with errors(as_json):
        book, who = casebook_for()
        made = book.update(
            case, version=version, by=who, facts=_facts(facts or []), customer=customer,
            subject=subject, owner=owner, hold=hold,
        )  # fmt: skip
        _print(as_json, made, _view().show_case)


def _facts(entries: list[str]) -> dict[str, Any]:
    from assistant.cases.facts_said import fact_from

    made: dict[str, Any] = {}
    for entry in entries:
        key, sign, value = entry.partition("=")
        if not sign:
            raise UsageError(f"{entry!r} is not KEY=VALUE", remedy="e.g. order_id=12345")
        for name, said in fact_from(key, value).items():
            both = isinstance(said, dict) and isinstance(made.get(name), dict)
            made[name] = {**made[name], **said} if both else said
    return made


@cases.command()
def close(case: IdArgument, version: VersionOption = None, as_json: JsonOption = False) -> None:
    """Close a case; a new message of the customer opens it again."""
    with errors(as_json):
        book, who = casebook_for()
        _print(as_json, book.close(case, version=version, by=who), _view().show_state)


@cases.command()
def reopen(case: IdArgument, version: VersionOption = None, as_json: JsonOption = False) -> None:
    """Open a closed case again."""
    with errors(as_json):
        book, who = casebook_for()
        _print(as_json, book.reopen(case, version=version, by=who), _view().show_state)


@cases.command()
def feedback(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The id of a draft.")],
    rating: Annotated[str, typer.Argument(help="up or down.")],
    reason: Annotated[str, typer.Option("--reason", help="In your words.")] = "",
    about: Annotated[
        str, typer.Option("--about", help="tone, facts, policy, promise, length, language, other.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Say what you think of a draft."""
    with errors(as_json):
        book, who = casebook_for()
        made = book.feedback(draft, rating, reason=reason, about=about, by=who)
        _print(as_json, made, lambda _: print("noted, thank you"))


@cases.command()
def log(
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="Of one case only.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=5000)] = 50,
    as_json: JsonOption = False,
) -> None:
    """Show who did what when, newest first; the log cannot be changed."""
    with errors(as_json):
        found = casebook_for()[0].audit(case, limit=limit)
        answer = {"log": [entry.model_dump(mode="json") for entry in found]}
        answer_with(as_json, answer, lambda: _view().show_log(found))


@cases.command()
def using(
    document: Annotated[str, typer.Argument(help="policies/delivery.md, or a passage's id.")],
    as_json: JsonOption = False,
) -> None:
    """List the drafts that rest on a document, also one that is gone."""
    with errors(as_json):
        found = casebook_for()[0].drafts_using(document)
        answer = {"drafts": [each.model_dump(mode="json") for each in found]}
        answer_with(as_json, answer, lambda: _view().show_using(document, found))


@cases.command()
def export(
    what: Annotated[
        str,
        typer.Argument(help="cases, messages, drafts, follow_ups, feedback or audit."),
    ],
    form: Annotated[str, typer.Option("--format", help="jsonl or csv.")] = "jsonl",
    out: OutOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the record as JSON lines or CSV; no cell of the CSV starts a formula."""
    with errors(as_json):
        book, who = casebook_for()
        if as_json and out is None:
            raise UsageError("--json says what was written; the lines need --out FILE")
        lines = book.export(what, form, by=who)
        if out is None:
            sys.stdout.writelines(lines)
            return
        from assistant.cli.files import write_whole

        count = write_whole(out, (line.encode() for line in lines))
        answer = {"written": str(out), "what": what, "lines": count}
        answer_with(as_json, answer, lambda: print(f"{count} lines written to {out}"))
