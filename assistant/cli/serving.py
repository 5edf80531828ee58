"""`composure serve`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.cli.common import ModelOption, app, assistant_for, errors
from assistant.errors import SettingsError


@app.command()
def serve(
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others than loopback need a key.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes a free one.")
    ] = 8000,
    model: ModelOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No line for each request.")] = False,
) -> None:
    """Serve the HTTP API and the page. Stop it with Ctrl-C: running drafts are finished."""
    with errors(False):
        try:
            from assistant.web.serving import serve as run
        except ImportError as error:
            raise SettingsError(
                f"a package for serving is missing ({error.name})", remedy="make install"
            ) from None
        run(assistant_for(model=model), host=host, port=port, announce=_say, log_requests=not quiet)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
