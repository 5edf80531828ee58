"""What a person sees of answers, gaps and sources in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answering.gaps import WHY
from assistant.answering.page import HEADS, NOTHING, place_name
from assistant.text import clip

_WIDEST = 400
"""Columns of a line that holds the longest path."""

if TYPE_CHECKING:
    from assistant.answering.gaps import Gap
    from assistant.answering.inventory import Document, Inventory
    from assistant.answering.records import Answer, Part, Quotation, Sentence


def _console() -> Console:
    return Console(highlight=False)


def show_answer(answer: Answer, *, written: Path | None = None) -> None:
    """The answer, then its sources as places that an editor opens."""
    console = _console()
    if answer.answered:
        _sentences(console, answer.sentences)
        _places(console, "Sources", answer.citations)
    else:
        console.print(Text(NOTHING, "bold"))
        _places(console, "What comes nearest", answer.nearest)
        console.print(Text("Noted as a gap: composure gaps", "dim"))
    if answer.writer.reason:
        failed = "Written offline; the model failed: " if answer.writer.fell_back else ""
        console.print(Text(f"{failed}{answer.writer.reason}", "yellow"))
    if answer.explanation is not None:
        from assistant.terminal_reasons import show_explanation

        show_explanation(answer.explanation)
    if written is not None:
        console.print(Text(f"written to {written}", "dim"), soft_wrap=True)


def _sentences(console: Console, sentences: Sequence[Sentence]) -> None:
    part: Part = "lead"
    for sentence in sentences:
        numbers = dict.fromkeys(citation.number for citation in sentence.citations)
        marks = "".join(f"[{number}]" for number in numbers)
        if sentence.part == "lead":
            console.print(Text.assemble((sentence.text, "bold"), (f" {marks}", "cyan")))
            continue
        if sentence.part != part:
            plain = sentence.part == "point" and part == "lead"
            part = sentence.part
            console.print() if plain else console.print(Text(f"\n{HEADS[part]}", "bold dim"))
        body = Text.assemble("• ", sentence.text, (f" {marks}", "cyan"))
        console.print(Padding(body, (0, 0, 0, 2)))


def _places(console: Console, head: str, places: Sequence[Quotation]) -> None:
    if not places:
        return
    console.print()
    console.print(Text(head, "bold dim"))
    for cited in places:
        style = f"link {cited.link}" if cited.link else ""
        line = Text.assemble((f"[{cited.number}] ", "cyan"), (place_name(cited), style))
        line.append(f"  {cited.document}:{cited.line}", "dim")
        if cited.valid_until:
            line.append(f"  in force until {cited.valid_until}", "yellow")
        console.print(line, soft_wrap=True)


def show_gaps(gaps: Sequence[Gap]) -> None:
    """What was asked or met without an answer, the most frequent first."""
    console = _console()
    if not gaps:
        console.print("No gaps: every question was answered and every case had its knowledge.")
        return
    for gap in gaps:
        times = "once" if gap.count == 1 else f"{gap.count} times"
        since = f"{gap.first:%Y-%m-%d}"
        when = since if f"{gap.last:%Y-%m-%d}" == since else f"{since} to {gap.last:%Y-%m-%d}"
        console.print(Text.assemble((f"{gap.number:>3}  ", "cyan"), (clip(gap.text, 100), "bold")))
        console.print(Text(f"     {times}, {when}: {WHY[gap.reason]}", "dim"))
        for wording in [text for text in gap.wordings if text != gap.text][:2]:
            console.print(Text(f"     also: {clip(wording, 90)}", "dim"))
    console.print(Text("the missing document to fill in: composure gaps --stub N", "dim"))


def show_sources(made: Inventory) -> None:
    """The documents that are indexed, and which of them nobody has ever needed."""
    console = _console()
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("document", no_wrap=True)
    table.add_column("in force", no_wrap=True)
    for name in ("passages", "drafts", "answers", "never"):
        table.add_column(name, justify="right")
    for each in made.documents:
        counts = (each.passages, each.cited_by_drafts, each.cited_by_answers, each.never_cited)
        style = "" if each.in_force else "dim"
        cells = (each.document, _dates(each), *(str(count) for count in counts))
        table.add_row(*(Text(cell) for cell in cells), style=style)
    console.width = max(console.width, _whole_width(console, table))
    console.print(table)
    built = made.indexed_at[:16].replace("T", " ")
    console.print(
        Text(
            f"{len(made.documents)} documents, {made.passages} passages, indexed {built} UTC", "dim"
        )
    )
    if made.never_cited:
        names = ", ".join(made.never_cited[:8])
        more = f" and {len(made.never_cited) - 8} more" if len(made.never_cited) > 8 else ""
        console.print(Text(f"never cited: {names}{more}"))


def _whole_width(console: Console, table: Table) -> int:
    """The columns a table takes when nothing in it is cut: a path must be there to be copied."""
    return console.measure(table, options=console.options.update(max_width=_WIDEST)).maximum


def _dates(each: Document) -> str:
    if each.superseded_by:
        return "superseded"
    if each.valid_until:
        return f"to {each.valid_until}"
    return f"since {each.valid_from}" if each.valid_from else ""
