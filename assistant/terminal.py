"""What a person sees in a terminal: the reply first, and around it what a tired agent needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.domain import Draft, Escalation, Finding, Passage, Triage
from assistant.text import clip

if TYPE_CHECKING:
    from assistant.app import Lint
    from assistant.doctor import Check
    from assistant.drafting.alternatives import Alternative
    from assistant.knowledge.index import IndexReport

_LEVELS = ("none", "advise", "review before sending", "HARD STOP: do not send a normal reply")
_COLOURS = ("green", "cyan", "yellow", "bold red")
_SOURCES = {"classifier": "  (seen by the classifier)", "model": "  (added by the model)"}
_STATES = {"kept": "green", "missed": "bold red", "open": "yellow"}
_SHOWN = 5
"""Questions and steps shown; a tired agent reads five, `--json` has all."""
_MARKS = {"ok": ("✓", "green"), "warn": ("!", "yellow"), "fail": ("✗", "red")}


def _console() -> Console:
    return Console(highlight=False)


def show_draft(draft: Draft, *, alternatives: Sequence[Alternative] | None = None) -> None:
    """Triage, reply, why, escalation, follow-up and questions, in reading order.

    Args:
        alternatives: other replies to the same case, shown below the draft; None = not asked for.
    """
    console = _console()
    console.print(_headline(draft.triage, draft.escalation))
    title = f"Draft · {draft.reply.channel} · {draft.reply.subject}"
    console.print(
        Panel(Text(draft.reply.text), title=Text(title), title_align="left", padding=(1, 2))
    )
    if draft.writer.reason:
        failed = "Written offline; the model failed: " if draft.writer.fell_back else ""
        console.print(Text(f"{failed}{draft.writer.reason}", "yellow"))
    if alternatives is not None:
        _alternatives(console, alternatives)
    _questions(console, draft)
    _escalation(console, draft.escalation)
    _follow_up(console, draft)
    _why(console, draft)
    _findings(console, draft.findings)


def _alternatives(console: Console, alternatives: Sequence[Alternative]) -> None:
    """Each alternative as a whole, with what it trades away and what it promises."""
    if not alternatives:
        console.print(Text("No alternatives: this message is sent as its rule has it.", "yellow"))
    for each in alternatives:
        title = Text(each.style, "bold")
        console.print(Panel(Text(each.reply.text), title=title, title_align="left", padding=(1, 2)))
        console.print(Text(f"  {each.trades}"))
        for commitment in each.commitments:
            console.print(Text(f"  promise {commitment.id}: {clip(commitment.what, 100)}", "dim"))


def show_triage(message: str, triage: Triage, escalation: Escalation) -> None:
    """The message with what was found in it marked, then the findings."""
    console = _console()
    console.print(_headline(triage, escalation))
    console.print(Panel(_marked(message, triage), title="Message", title_align="left"))
    table = Table(box=None, show_header=False, pad_edge=False)
    for flag in triage.flags:
        span = clip(message[flag.span[0] : flag.span[1]], 60)
        table.add_row(
            Text(f"level {flag.level}", _COLOURS[flag.level]),
            flag.key,
            Text(f"“{span}”"),
            f"{flag.owner}, {flag.within}{_SOURCES.get(flag.source, '')}",
        )
    for fact in triage.facts:
        said = clip(message[fact.span[0] : fact.span[1]], 60)
        table.add_row("fact", fact.kind, Text(f"“{said}”"), f"{fact.value} {fact.unit}".strip())
    console.print(table)
    console.print(Text(f"Fault: {triage.fault} ({triage.fault_reason})", "dim"))
    for promise in triage.promises:
        due = f", due {promise.due:%a %d %b}" if promise.due else ""
        made = f" {promise.made:%a %d %b}" if promise.made else ""
        head = f"Promised{made}{due}: {promise.state}  "
        colour = _STATES[promise.state]
        console.print(Text.assemble((head, colour), f"“{clip(promise.text, 90)}”"))
    if triage.second_look:
        console.print(Text(f"Second look: {triage.second_look}", "dim"))
    _escalation(console, escalation)
    console.print(Panel(Text(escalation.handover), title="Handover", title_align="left"))


def show_lint(text: str, made: Lint) -> None:
    """The findings that are not passes, with the place and what would mend them."""
    console = _console()
    _findings(console, made.findings, text)
    passed = sum(finding.status == "pass" for finding in made.findings)
    unchecked = sum(finding.status == "not_checked" for finding in made.findings)
    console.print(Text(f"{passed} criteria pass, {unchecked} need a model or the case", "dim"))
    for commitment in made.commitments:
        console.print(Text(f"promise {commitment.id} ({commitment.status}): {commitment.text}"))
    if made.reply == text:
        console.print(Text("Nothing here can be repaired without a decision of yours.", "dim"))
    elif made.reply is not None:
        console.print(Panel(Text(made.reply), title="Repaired", title_align="left"))


def show_index(report: IndexReport) -> None:
    """What an index run found and did."""
    console = _console()
    console.print(
        f"{report.passages} passages: {len(report.added)} documents added, "
        f"{len(report.changed)} changed, {len(report.deleted)} deleted, "
        f"{len(report.unchanged)} unchanged, in {report.seconds:.1f} s"
    )
    for refused in report.refused:
        console.print(Text(f"not indexed: {refused}", "yellow"))
    for flagged in report.flagged:
        console.print(Text(f"look at: {flagged}", "yellow"))


def show_passages(query: str, passages: Sequence[Passage]) -> None:
    """What retrieval found, best first."""
    console = _console()
    if not passages:
        console.print(Text(f"Nothing was found for “{clip(query, 60)}”."))
    for passage in passages:
        head = f"{passage.score:.2f}  {passage.kind}  {passage.title} › {passage.section}"
        console.print(Text(head, "bold"))
        console.print(Text(f"      {clip(passage.text, 200)}"))
        console.print(Text(f"      {passage.id}", "dim"))


def show_starter(folder: Path, written: Sequence[Path]) -> None:
    """What `init` wrote and what comes next."""
    console = _console()
    console.print(Text(f"{len(written)} files written to {folder}. Next:"))
    console.print(Text("  1. put your name, hours and limits into company.yaml"))
    console.print(Text("  2. write your terms into policies/ (the README there shows the form)"))
    console.print(Text(f"  3. export COMPOSURE_KNOWLEDGE={folder} && composure index"))


def show_checks(checks: Sequence[Check]) -> None:
    """What works here and what does not."""
    console = _console()
    for check in checks:
        mark, colour = _MARKS[check.status]
        console.print(
            Text.assemble((f"{mark} ", colour), (f"{check.name}: ", "bold"), check.message)
        )
        if check.remedy and check.status != "ok":
            console.print(Text(f"    → {check.remedy}", colour))


def show_brief(text: str) -> None:
    """The brief that both writers render."""
    _console().print(Panel(Text(text), title="Brief", title_align="left"))


def _headline(triage: Triage, escalation: Escalation) -> Panel:
    bar = "█" * round(triage.intensity * 10) + "░" * (10 - round(triage.intensity * 10))
    issues = ", ".join(issue.label for issue in triage.issues)
    first = Text.assemble(
        (f"{triage.emotion} {bar}  ", "bold"),
        "" if triage.mood == "steady" else f"{triage.mood}  ·  ",
        f"severity {triage.severity}  ·  fault {triage.fault.replace('_', ' ')}  ·  ",
        (f"escalation: {_LEVELS[escalation.level]}", _COLOURS[escalation.level]),
    )
    lines = [first, Text(f"Issues: {issues}")]
    if triage.asks:
        lines.append(Text(f"Wants: {', '.join(triage.asks)}"))
    if triage.instructions:
        lines.append(
            Text("The message contains instructions to a machine; not followed.", "yellow")
        )
    if triage.removed:
        lines.append(Text(f"Removed from the message: {', '.join(triage.removed)}", "yellow"))
    return Panel(Group(*lines), title="Triage", title_align="left")


def _marked(message: str, triage: Triage) -> Text:
    text = Text(message)
    for fact in triage.facts:
        text.stylize("cyan", *fact.span)
    for issue in triage.issues:
        if issue.id != "other":
            text.stylize("underline", *issue.span)
    for flag in triage.flags:
        text.stylize(_COLOURS[flag.level], *flag.span)
    return text


def _questions(console: Console, draft: Draft) -> None:
    for question in draft.questions_for_agent[:_SHOWN]:
        console.print(
            Text.assemble(("? ", "bold yellow"), question.question, (f"  ({question.why})", "dim"))
        )
        if question.fact:
            console.print(Text(f"    answer with: --set {question.fact}=…", "dim"))


def _escalation(console: Console, escalation: Escalation) -> None:
    if not escalation.level:
        return
    due = _when(escalation.due)
    head = f"Escalate to {escalation.owner} ({escalation.within}; due {due})"
    console.print(Text(head, _COLOURS[escalation.level]))
    for reason in escalation.reasons:
        console.print(Text(f"    because: {reason}"))


def _follow_up(console: Console, draft: Draft) -> None:
    if not draft.follow_up:
        return
    console.print(Text("Follow-up", "bold"))
    for step in draft.follow_up[:_SHOWN]:
        promise = f" [{step.commitment}]" if step.commitment else ""
        console.print(
            Text(f"  ☐ {_when(step.due)}  {step.owner}: {clip(step.action, 110)}{promise}")
        )
    if len(draft.follow_up) > _SHOWN:
        console.print(Text(f"  and {len(draft.follow_up) - _SHOWN} more with --json", "dim"))


def _why(console: Console, draft: Draft) -> None:
    console.print(Text("Why", "bold"))
    for entry in draft.evidence:
        if entry.kind != "courtesy":
            colour = "red" if entry.kind == "unsupported" else "dim"
            ref = f" {entry.ref}" if entry.ref else ""
            console.print(Text(f"  {entry.kind}{ref}: {clip(entry.sentence, 80)}", colour))
    for citation in draft.citations[:4]:
        console.print(
            Text(f"  ▸ {citation.title} › {citation.section}: “{clip(citation.quote, 90)}”")
        )


def _findings(console: Console, findings: Sequence[Finding], text: str = "") -> None:
    for finding in findings:
        if finding.status not in ("warn", "fail"):
            continue
        colour = "red" if finding.status == "fail" else "yellow"
        place = f" “{clip(text[slice(*finding.span)], 50)}”" if finding.span and text else ""
        console.print(
            Text(f"{finding.status} {finding.criterion}{place}: {finding.message}", colour)
        )
        if finding.suggestion:
            console.print(Text(f"    → {finding.suggestion}", "dim"))


def _when(when: datetime | None) -> str:
    return f"{when:%a %d %b %H:%M}" if when else "no date"
