"""What a person sees of cases in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.text import clip

if TYPE_CHECKING:
    from assistant.cases.records import (
        Added,
        AuditEntry,
        CaseCard,
        CaseDraft,
        CaseFile,
        CaseMessage,
        CasePage,
        FollowUpItem,
        Sent,
        UsedBy,
    )

_STATES = {"open": "yellow", "answered": "green", "closed": "dim", "erased": "dim"}
_DRAFTS = {"current": "green", "stale": "bold red", "replaced": "dim", "sent": "cyan"}
_ENTRIES = 12


def _console() -> Console:
    return Console(highlight=False)


def show_page(page: CasePage) -> None:
    """A list of cases."""
    console = _console()
    if not page.cases:
        console.print("No case fits. A first one: composure cases new MESSAGE, or composure chat")
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("case", "state", "customer", "about", "owner", "owed", "changed"):
        table.add_column(name, overflow="fold" if name == "about" else "ellipsis")
    for card in page.cases:
        table.add_row(*_card_cells(card))
    console.print(table)
    shown = f"{len(page.cases)} of {page.total} cases"
    console.print(Text(shown + (f"; more: --after {page.next}" if page.next else ""), "dim"))


def _card_cells(card: CaseCard) -> tuple[Text, ...]:
    level = "!" * card.level
    about = card.subject or ", ".join(card.issues[:2]).replace("_", " ") or card.preview
    owed = f"{card.open_follow_ups}" + (f" ({card.overdue} late)" if card.overdue else "")
    return (
        Text(card.id[:8], "cyan"),
        Text(card.state, _STATES[card.state]),
        Text(clip(card.customer, 24) or "–"),
        Text.assemble((f"{level} " if level else "", "bold red"), clip(about, 60)),
        Text(card.owner or "–"),
        Text(owed, "red" if card.overdue else ""),
        Text(_when(card.updated_at), "dim"),
    )


def show_case(file: CaseFile) -> None:
    """A whole case: what was said, the drafts, what is owed, who did what."""
    console = _console()
    _head(console, file.card)
    facts = file.facts.known()
    if facts:
        console.print(Text("  ".join(f"{key} = {value}" for key, value in facts.items()), "dim"))
    for message in file.messages:
        _message(console, message)
    for number, draft in enumerate(file.drafts, 1):
        _draft_line(console, number, draft)
    show_owed(file.follow_ups)
    for entry in file.audit[:_ENTRIES]:
        console.print(Text(_entry(entry), "dim"))


def _head(console: Console, card: CaseCard) -> None:
    hold = "  ON HOLD" if card.hold else ""
    line = Text.assemble(
        (f"Case {card.id}", "bold cyan"), "  ", (card.state, _STATES[card.state]), (hold, "red")
    )
    console.print(line)
    about = f"{card.customer or 'customer not named'}  {card.subject}".strip()
    console.print(Text(f"{about}  ·  {card.channel}  ·  version {card.version}"), soft_wrap=True)
    if card.owner:
        console.print(Text(f"with {card.owner}"))


def _message(console: Console, message: CaseMessage) -> None:
    who = "Customer" if message.role == "customer" else f"Reply by {message.by or 'an agent'}"
    when = f", {_when(message.at)}" if message.at else ""
    changed = ""
    if message.change is not None:
        changed = (
            "as drafted" if not message.change.share else f"{message.change.share:.0%} changed"
        )
    text = Text(message.text or "(erased)", "" if message.text else "dim")
    console.print(
        Panel(text, title=Text(f"{who}{when}"), subtitle=Text(changed), title_align="left",
              border_style="yellow" if message.role == "customer" else "green")
    )  # fmt: skip


def _draft_line(console: Console, number: int, draft: CaseDraft) -> None:
    note = f"  {draft.note}" if draft.note else ""
    thumbs = "".join("👍" if each.rating == "up" else "👎" for each in draft.feedback)
    words = len(draft.draft.reply.text.split()) if draft.draft else 0
    line = Text.assemble(
        f"draft {number}  ", (draft.draft_id, "cyan"), f"  {words} words  ",
        (draft.state, _DRAFTS[draft.state]), (note, "dim"), f"  {thumbs}",
    )  # fmt: skip
    console.print(line, soft_wrap=True)


def show_owed(items: Sequence[FollowUpItem], *, with_case: bool = False) -> None:
    """Follow-ups, those that are late in red."""
    from assistant.cases.calendar import summary_of

    console = _console()
    for item in items:
        style = "bold red" if item.overdue else ("dim" if item.state != "open" else "")
        due = _when(item.due) if item.due else "no date"
        state = "LATE" if item.overdue else item.state
        case = f"{item.customer or 'case ' + item.case_id[:8]}: " if with_case else ""
        head = Text.assemble((f"{item.id[:8]}  ", "cyan"), (f"{due}  {state:<7} ", style))
        head.append(f"[{item.owner}] ", "dim")
        head.append(case, "bold")
        console.print(Padding(Text.assemble(head, clip(summary_of(item), 200)), (0, 0, 0, 0)))


def show_added(made: Added) -> None:
    """What came of a message."""
    console = _console()
    if made.repeated:
        console.print("This message was stored before; nothing was added.")
        return
    console.print(f"Added to case {made.case.id[:8]}, which is {made.case.state} now.")
    for draft in made.made_stale:
        console.print(Text(f"draft {draft} does not know this message: it is stale", "bold red"))


def show_case_draft(made: CaseDraft) -> None:
    """A draft of a case."""
    from assistant.terminal import show_draft

    if made.note:
        _console().print(Text(f"{made.state}: {made.note}", _DRAFTS[made.state]))
    if made.draft is not None:
        show_draft(made.draft)


def show_sent(made: Sent) -> None:
    """What was recorded as sent, and what is owed now."""
    console = _console()
    if made.repeated:
        console.print("This was recorded before; nothing was added.")
        return
    change = made.message.change
    said = f", {change.share:.0%} changed from the draft" if change and change.share else ""
    console.print(f"Recorded in case {made.case.id[:8]}{said}.")
    for finding in made.findings:
        if finding.status == "fail":
            console.print(Text(f"✗ {finding.criterion}: {finding.message}", "red"))
    show_owed(made.follow_ups)


def show_state(file: CaseFile) -> None:
    """The state of a case after it was closed or opened."""
    owed = file.card.open_follow_ups
    left = f"; {owed} follow-ups are still open" if owed and file.card.state == "closed" else ""
    print(f"case {file.card.id[:8]} is {file.card.state}{left}")


def show_log(entries: Sequence[AuditEntry]) -> None:
    """Who did what when."""
    console = _console()
    for entry in entries:
        case = f"  case {entry.case_id[:8]}" if entry.case_id else ""
        console.print(Text(_entry(entry) + case), soft_wrap=True)


def _entry(entry: AuditEntry) -> str:
    detail = ", ".join(f"{k} {v}" for k, v in entry.detail.items() if k != "message" and v)
    what = entry.action.replace("_", " ")
    return f"{entry.number:>6}  {_when(entry.at)}  {entry.by or '–'}  {what}  {detail}".rstrip()


def show_using(document: str, found: Sequence[UsedBy]) -> None:
    """The drafts that rest on a document."""
    console = _console()
    if not found:
        console.print(f"No draft rests on {document}.")
        return
    for each in found:
        sent = Text("sent", "bold red") if each.sent else Text("not sent", "dim")
        line = Text.assemble((each.draft_id, "cyan"), f"  case {each.case_id[:8]}  ")
        line.append(f"{_when(each.created_at)}  {', '.join(each.passages)}  ")
        console.print(line + sent, soft_wrap=True)
    count = sum(each.sent for each in found)
    console.print(Text(f"{len(found)} drafts, {count} of them sent", "dim"))


def _when(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M}"
