"""The command line: `composure draft`, `triage`, `lint`, `index`, `search`, `init`, `doctor`.

Every command that answers takes `--json` and then prints exactly one JSON document on stdout;
progress goes to stderr. Exit code 0 done, 1 failed, 2 wrong use; never a traceback.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import CaseError, ComposureError, UsageError

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.domain import Case

app = typer.Typer(
    name="composure",
    help="A calm first draft for every angry message.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

MessageArgument = Annotated[
    str | None, typer.Argument(metavar="[MESSAGE]", help="The customer's message; - reads stdin.")
]
FileOption = Annotated[Path | None, typer.Option("--file", "-f", help="Read the text from a file.")]
CaseOption = Annotated[Path | None, typer.Option("--case", "-c", help="A CASE.json.")]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A fact of the case.")
]
ApproveOption = Annotated[
    list[str] | None,
    typer.Option(
        "--approve", metavar="COMMITMENT", help="A promise that you approve (id or text)."
    ),
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="provider:name; without it COMPOSURE_MODEL.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def draft(
    message: MessageArgument = None,
    file: FileOption = None,
    case: CaseOption = None,
    model: ModelOption = None,
    facts: SetOption = None,
    approve: ApproveOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the brief too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Draft a reply to a customer's message."""
    with _errors(as_json):
        given = _case(message, file, case, facts)
        assistant = _assistant(model=model)
        if explain and not as_json:
            from assistant.drafting.language_model import describe

            _view().show_brief(describe(assistant.brief(given)))
        made = assistant.draft(given, approve=tuple(approve or ()))
        answer = made.model_dump(mode="json")
        if explain and as_json:
            answer["brief"] = assistant.brief(given).model_dump(mode="json")
        _answer(as_json, answer, lambda: _view().show_draft(made))


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
    with _errors(as_json):
        given = _case(message, file, case, facts)
        made = _assistant(triage_model=model).triage(given)
        show = lambda: _view().show_triage(given.message, made.triage, made.escalation)  # noqa: E731
        _answer(as_json, made.model_dump(mode="json"), show)


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
    with _errors(as_json):
        text = _text(reply, file, what="the reply")
        given = _case(None, None, case, facts) if case else _facts_alone(facts)
        made = _assistant().lint(text, given, approve=tuple(approve or ()), fix=fix)
        answer = made.model_dump(mode="json", exclude_none=True, exclude={"reply"})
        if made.reply is not None:
            answer["reply"] = made.reply
        _answer(as_json, answer, lambda: _view().show_lint(text, made))
        if made.failed:
            raise typer.Exit(1)


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="More files or folders.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the index anew.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Index the knowledge folder, and more where given."""
    with _errors(as_json):
        report = _assistant().index(paths or None, rebuild=rebuild)
        _answer(as_json, report.model_dump(mode="json"), lambda: _view().show_index(report))


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    kind: Annotated[
        str | None, typer.Option("--kind", "-k", help="guidance, policy or playbook.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=50)] = 5,
    as_json: JsonOption = False,
) -> None:
    """Show what retrieval finds, with scores."""
    with _errors(as_json):
        if kind not in (None, "guidance", "policy", "playbook"):
            raise UsageError(
                f"there is no kind {kind!r}", remedy="use guidance, policy or playbook"
            )
        found = _assistant().search(query, kind=kind, limit=limit)  # type: ignore[arg-type]
        answer = {"passages": [passage.model_dump(mode="json") for passage in found]}
        _answer(as_json, answer, lambda: _view().show_passages(query, found))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    as_json: JsonOption = False,
) -> None:
    """Start a knowledge folder for a company of your own."""
    with _errors(as_json):
        from assistant.knowledge.starter import write_starter

        written = write_starter(folder)
        answer = {"folder": str(folder), "written": [str(path) for path in written]}
        _answer(as_json, answer, lambda: _view().show_starter(folder, written))


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """Say what works here, what does not, and the command that mends it."""
    with _errors(as_json):
        from assistant.doctor import examine

        checks = examine()
        answer = {"checks": [check.model_dump(mode="json") for check in checks]}
        _answer(as_json, answer, lambda: _view().show_checks(checks))
        if any(check.status == "fail" for check in checks):
            raise typer.Exit(1)


def _assistant(**settings: str | None) -> Assistant:
    from assistant.app import Assistant

    return Assistant.from_settings(progress=_progress, **settings)


def _view() -> Any:
    from assistant import terminal

    return terminal


def _case(
    message: str | None, file: Path | None, case: Path | None, facts: list[str] | None
) -> Case:
    """The case from all that was given; a message given beside a CASE.json goes before its own."""
    from assistant.intake import build_case, parse_case, read_text

    data = parse_case(read_text(case, what="the case"), source=str(case)) if case else {}
    if message is not None or file is not None:
        data["message"] = _text(message, file, what="the message")
    elif not case:
        raise CaseError(
            "there is no message",
            remedy="give it as an argument, with --file FILE or --case CASE.json, or - for stdin",
        )
    _set_facts(data, facts or [])
    return build_case(data, source=str(case) if case else "the case")


def _facts_alone(facts: list[str] | None) -> Case | None:
    """Facts without a message, for a reply that is checked on its own."""
    if not facts:
        return None
    from assistant.intake import build_case

    data: dict[str, Any] = {"message": "-"}
    _set_facts(data, facts)
    return build_case(data).model_copy(update={"message": ""})


def _set_facts(data: dict[str, Any], facts: list[str]) -> None:
    """`--set authority.refund_up_to=50` and the like, into the case's facts."""
    for entry in facts:
        key, sign, value = entry.partition("=")
        if not sign or not key.strip():
            raise UsageError(
                f"--set {entry!r} is not KEY=VALUE", remedy="e.g. --set order_id=12345"
            )
        place = data.setdefault("facts", {})
        *parents, last = key.strip().split(".")
        for parent in parents:
            place = place.setdefault(parent, {}) if isinstance(place, dict) else {}
        if isinstance(place, dict):
            place[last] = value.split(",") if last in ("actions_done", "actions") else value


def _text(argument: str | None, file: Path | None, *, what: str) -> str:
    from assistant.intake import decode, read_text

    if argument is not None and file is not None:
        raise UsageError(f"{what} is given twice", remedy="give an argument or --file, not both")
    if file is not None:
        return read_text(file, what=what)
    if argument == "-":
        return decode(sys.stdin.buffer.read(2_000_000), what="stdin")
    if argument is None:
        raise CaseError(f"there is no text for {what}", remedy="give it, or --file FILE, or -")
    return argument


@contextmanager
def _errors(as_json: bool) -> Iterator[None]:
    """Turns every error of ours into one clear line and an exit code."""
    try:
        yield
    except ComposureError as error:
        if as_json:
            print(json.dumps({"error": error.as_dict()}, ensure_ascii=False))
        else:
            remedy = f" → {error.remedy}" if error.remedy else ""
            print(f"composure: {error.message}{remedy}", file=sys.stderr)
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from None
    except Exception as error:  # the last net: a fault of ours is still one line, never a traceback
        _unexpected(error, as_json)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        print("composure: interrupted; nothing was half written", file=sys.stderr)
        raise typer.Exit(1) from None


def _unexpected(error: Exception, as_json: bool) -> None:
    """Names type and place of a fault of ours, but not its text: that may be a customer's."""
    if isinstance(error, typer.Exit | typer.Abort):
        raise error
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    message = f"internal error ({type(error).__name__} in {where})"
    remedy = "please report it; COMPOSURE_DEBUG=1 shows the whole traceback"
    from assistant.settings import debugging

    if debugging():
        traceback.print_exception(error)
    if as_json:
        print(json.dumps({"error": {"kind": "internal", "message": message, "remedy": remedy}}))
    else:
        print(f"composure: {message} → {remedy}", file=sys.stderr)


def _answer(as_json: bool, answer: Any, show: Callable[[], None]) -> None:
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        show()


def _progress(stage: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\rindex: {stage} {done}/{total}   {end}")
        sys.stderr.flush()


def main() -> None:
    """The `composure` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.Abort:
        sys.exit(1)
    except Exception as error:  # wrong use that Typer found: unknown option, missing argument
        if not hasattr(error, "format_message"):
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())
            sys.exit(2)
        _wrong_use(error.format_message())


def _wrong_use(message: str) -> None:
    """Wrong use of the command itself, in the form that was asked for; exit code 2."""
    if "--json" in sys.argv:
        error = UsageError(message, remedy="composure --help")
        print(json.dumps({"error": error.as_dict()}, ensure_ascii=False))
    else:
        print(f"composure: {message} → composure --help", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
