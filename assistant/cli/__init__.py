"""The command line: `composure draft`, `ask`, `index` and the others, a module a group.

Every command that answers takes `--json` and then prints exactly one JSON document on stdout;
progress goes to stderr. Exit code 0 done, 1 failed, 2 wrong use; never a traceback.
"""

from __future__ import annotations

import gc
import json
import sys

import typer

from assistant.cli import (
    asking,
    batches,
    casework,
    chatting,
    erasing,
    followups,
    insight,
    keys,
    replies,
    revisions,
    serving,
    upkeep,
)
from assistant.cli.common import app
from assistant.errors import UsageError

_GARBAGE = (50_000, 20, 50)
"""New objects between two collections of garbage, and so on. Importing makes hundreds of thousands
that stay; at Python's own 700, looking for garbage among them took a tenth of every start."""


def main() -> None:
    """The `composure` command."""
    gc.set_threshold(*_GARBAGE)
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


__all__ = [
    "app",
    "asking",
    "batches",
    "casework",
    "chatting",
    "erasing",
    "followups",
    "insight",
    "keys",
    "main",
    "replies",
    "revisions",
    "serving",
    "upkeep",
]
