"""`composure chat`: one case over many turns."""

from __future__ import annotations

import select
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.casework import casebook_for
from assistant.cli.common import (
    CaseOption,
    JsonOption,
    ModelOption,
    SetOption,
    answer_with,
    app,
    errors,
    facts_alone,
    given_case,
)

if TYPE_CHECKING:
    from assistant.cases.conversation import Conversation
    from assistant.cases.handlers import Turn
    from assistant.domain import Case

_FENCE = '"""'
_PASTE = 0.08
"""Seconds within which more lines belong to what was pasted."""
_HELLO = (
    "Paste the customer's message, or say “help”. Several lines at once are one message; between"
    ' two lines of """ too. Everything is kept; Ctrl-D or “quit” ends.'
)


@app.command()
def chat(
    id: Annotated[
        str | None, typer.Argument(metavar="[CASE]", help="The id of a case to go on with.")
    ] = None,
    case: CaseOption = None,
    facts: SetOption = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Work on one case in conversation: paste, "draft it", "shorter", "he wrote back: …".

    Each line of a pipe is a turn; a message of several lines stands between two lines of three
    double quotes. With --json all turns are printed at the end, as one document.
    """
    with errors(as_json):
        from assistant.cases.conversation import Conversation

        given = given_case(None, None, case, facts) if case else facts_alone(facts)
        book, who = casebook_for(model=model)
        made = Conversation(book, case_id=id, case=given, by=who)
        turns = _begin(made, given, quiet=as_json)
        turns += _talk(made, quiet=as_json)
        answer = {
            "case_id": made.case_id,
            "turns": [{"said": said, **turn.model_dump(mode="json")} for said, turn in turns],
        }
        answer_with(as_json, answer, lambda: None)


def _begin(made: Conversation, given: Case | None, *, quiet: bool) -> list[tuple[str, Turn]]:
    """A CASE.json with a message is the first turn; on a terminal a line of help comes first."""
    if sys.stdin.isatty() and not quiet:
        print(_HELLO)
    if given is None or not given.message.strip() or made.case_id:
        return []
    turn = made.say(f"customer: {given.message}")
    if not quiet:
        show_turn(turn)
    return [(given.message, turn)]


def _talk(made: Conversation, *, quiet: bool) -> list[tuple[str, Turn]]:
    turns = []
    for said in _lines():
        turn = made.say(said)
        turns.append((said, turn))
        if not quiet:
            show_turn(turn)
        if turn.ended:
            break
    return turns


def _lines() -> Iterator[str]:
    """What is said, one turn each: a line, what was pasted at once, or what stands in quotes."""
    on_terminal = sys.stdin.isatty()
    while True:
        try:
            line = input("\n› ") if on_terminal else _read_line()
        except (EOFError, KeyboardInterrupt):
            if on_terminal:
                print()
            return
        if line.strip() == _FENCE:
            line = _quoted()
        elif on_terminal:
            line = "\n".join([line, *_pasted()])
        if line.strip():
            yield line


def _read_line() -> str:
    """A line of a pipe, without what follows; UTF-8, whatever the system's own encoding is."""
    raw = sys.stdin.buffer.readline(2_000_000)
    if not raw:
        raise EOFError
    return raw.decode("utf-8-sig", errors="replace").rstrip("\r\n")


def _quoted() -> str:
    """The lines up to the closing quotes, or the end."""
    found: list[str] = []
    while True:
        try:
            line = input() if sys.stdin.isatty() else _read_line()
        except EOFError:
            return "\n".join(found)
        if line.strip() == _FENCE:
            return "\n".join(found)
        found.append(line)


def _pasted() -> Iterator[str]:
    """Lines that came in one go with the one before."""
    while sys.platform != "win32" and select.select([sys.stdin], [], [], _PASTE)[0]:
        try:
            yield input()
        except EOFError:
            return


def show_turn(turn: Turn) -> None:
    """What came of a line: a draft in its frame, anything else as text, then the notes."""
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    console = Console(highlight=False)
    body: Any = Text(turn.text, "yellow" if turn.failed else "")
    if turn.draft is not None and turn.draft.draft is not None and turn.intent not in _PLAIN:
        body = Panel(body, title=Text(turn.draft.draft.reply.subject), title_align="left")
    console.print(body)
    for note in turn.notes:
        console.print(Text(f"  {note}", "yellow" if note.startswith(_URGENT) else "dim"))


_PLAIN = ("show", "why")
_URGENT = ("check ", "needs approval", "stale", "✗", "flag ", "the draft does not know")
