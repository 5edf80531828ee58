"""What all commands share: the app, their options, the case that was given, answers and errors."""

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


def assistant_for(**settings: str | None) -> Assistant:
    from assistant.app import Assistant

    return Assistant.from_settings(progress=progress, **settings)


def view() -> Any:
    from assistant import terminal

    return terminal


def given_case(
    message: str | None, file: Path | None, case: Path | None, facts: list[str] | None
) -> Case:
    """The case from all that was given; a message given beside a CASE.json goes before its own."""
    from assistant.intake import build_case, parse_case, read_text

    data = parse_case(read_text(case, what="the case"), source=str(case)) if case else {}
    if message is not None or file is not None:
        data["message"] = given_text(message, file, what="the message")
    elif not case:
        raise CaseError(
            "there is no message",
            remedy="give it as an argument, with --file FILE or --case CASE.json, or - for stdin",
        )
    _set_facts(data, facts or [])
    return build_case(data, source=str(case) if case else "the case")


def facts_alone(facts: list[str] | None) -> Case | None:
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


def given_text(argument: str | None, file: Path | None, *, what: str) -> str:
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
def errors(as_json: bool) -> Iterator[None]:
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


def answer_with(as_json: bool, answer: Any, show: Callable[[], None]) -> None:
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        show()


def progress(stage: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\rindex: {stage} {done}/{total}   {end}")
        sys.stderr.flush()
