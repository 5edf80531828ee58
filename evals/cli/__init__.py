"""The command line: `composure-eval run`, `resume`, `compare` and the others, a module a group."""

from __future__ import annotations

import json
import sys

import typer

from assistant.errors import UsageError
from evals.cli import changing, looking, runs
from evals.cli.common import app


def main() -> None:
    """The `composure-eval` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.Abort:
        sys.exit(3)
    except Exception as error:  # wrong use that Typer found: unknown option, missing argument
        if not hasattr(error, "format_message"):
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())
        else:
            _wrong_use(error.format_message())
        sys.exit(2)


def _wrong_use(message: str) -> None:
    if "--json" in sys.argv:
        error = UsageError(message, remedy="composure-eval --help")
        print(json.dumps({"error": error.as_dict()}, ensure_ascii=False))
    else:
        print(f"composure-eval: {message} → composure-eval --help", file=sys.stderr)


__all__ = ["app", "changing", "looking", "main", "runs"]
