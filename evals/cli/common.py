"""What all commands share: the app, options, errors as one line, exit codes."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import ComposureError, UsageError

app = typer.Typer(
    name="composure-eval",
    help="Prompt regression suites: did this change make replies worse, and how sure are we?\n\n"
    "Exit codes: 0 passed, 1 regressed or a hard rule broken, 2 wrong use, 3 incomplete, "
    "4 inconclusive, 5 incomparable.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
INCOMPLETE = 3

RunArgument = Annotated[
    str | None, typer.Argument(metavar="[RUN]", help="A run's folder or name; the newest without.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
BaselinesOption = Annotated[
    Path | None, typer.Option("--baselines", help="Where baselines lie; beside the suites without.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


@contextmanager
def errors(as_json: bool = False) -> Iterator[None]:
    """Turns every error into one clear line: wrong use is 2, all else is 3 and never green."""
    try:
        yield
    except ComposureError as error:
        _tell(error, as_json)
        raise typer.Exit(2 if isinstance(error, UsageError) else INCOMPLETE) from None
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        print("composure-eval: interrupted; go on with: composure-eval resume", file=sys.stderr)
        raise typer.Exit(INCOMPLETE) from None
    except Exception as error:  # the last net: a fault of ours is one line, and never green
        _unexpected(error, as_json)
        raise typer.Exit(INCOMPLETE) from None


def _tell(error: ComposureError, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"error": error.as_dict()}, ensure_ascii=False))
    else:
        remedy = f" → {error.remedy}" if error.remedy else ""
        print(f"composure-eval: {error.message}{remedy}", file=sys.stderr)


def _unexpected(error: Exception, as_json: bool) -> None:
    """Names type and place of a fault of ours, but not its text: that may be a customer's."""
    from assistant.settings import debugging

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    if debugging():
        traceback.print_exception(error)
    remedy = "please report it; COMPOSURE_DEBUG=1 shows the whole traceback"
    _tell(
        ComposureError(f"internal error ({type(error).__name__} in {where})", remedy=remedy),
        as_json,
    )


def progress(done: int, total: int) -> None:
    """How far a run is, on a terminal alone."""
    if sys.stderr.isatty() and (done == total or done % 5 == 0):
        sys.stderr.write(f"\r{done}/{total} trials   {'' if done < total else chr(10)}")
        sys.stderr.flush()
