"""`composure revise`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import (
    ApproveOption,
    CaseOption,
    JsonOption,
    ModelOption,
    answer_with,
    app,
    assistant_for,
    errors,
    given_case,
    view,
)

if TYPE_CHECKING:
    from assistant.domain import Draft


@app.command()
def revise(
    draft: Annotated[
        str, typer.Argument(metavar="DRAFT.json", help="What draft --json printed; - reads stdin.")
    ],
    instruction: Annotated[
        str, typer.Argument(metavar="INSTRUCTION", help='For example "shorter and warmer".')
    ],
    case: CaseOption = None,
    model: ModelOption = None,
    approve: ApproveOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change a draft as told; the whole check runs again.

    Shorter, longer, warmer, firmer, plainer, more or less formal; "leave out the part about the
    fee", "add that the shop is closed on Monday", "offer the voucher instead", "subject: …",
    "sign it as Priya"; several joined by "and". Another language, or anything else, needs a model.
    """
    with errors(as_json):
        from assistant.drafting.revise.incoming import build_draft, parse_draft

        source = "stdin" if draft == "-" else draft
        made = build_draft(parse_draft(_text(draft), source=source), source=source)
        assistant = assistant_for(model=model)
        given = given_case(None, None, case, None) if case else None
        revised = assistant.revise(made, instruction, case=given, approve=tuple(approve or ()))
        answer = revised.model_dump(mode="json")
        answer_with(as_json, answer, lambda: _show(revised))


def _text(draft: str) -> str:
    from assistant.intake import decode, read_text

    if draft == "-":
        return decode(sys.stdin.buffer.read(2_000_000), what="stdin")
    return read_text(Path(draft), what="the draft")


def _show(revised: Draft) -> None:
    """What came of each instruction, then the draft."""
    assert revised.revision is not None
    for each in revised.revision.instructions:
        mark = "✓" if each.done and each.kept else "✗"
        note = f"  ({each.note})" if each.note else ""
        print(f"{mark} {each.text}{note}")
    for note in revised.revision.notes:
        print(f"! {note}")
    view().show_draft(revised)
