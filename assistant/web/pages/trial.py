"""A change tried out before it is published: what of the document and of a draft it changes.

The change is made in a copy of the folder with an index of its own; nothing of the record, the
index or the folder is touched. Both drafts are written offline, so that a difference between them
comes from the change and not from a model's mood.
"""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.corpus import Source
from assistant.domain import Case, Draft, Record
from assistant.errors import KnowledgeError, UsageError
from assistant.knowledge.company import load_company
from assistant.knowledge.documents import read_knowledge
from assistant.knowledge.extract.instructions import has_instructions
from assistant.knowledge.library import library, option_problems
from assistant.knowledge.passages import split
from assistant.web.pages.editing import COMPANY, TEXT_LIMIT, Desk

if TYPE_CHECKING:
    from assistant.app import Assistant


class TextFault(UsageError):
    """What somebody wrote into the editor cannot be used; the folder itself is in order."""

    kind = "text"


class DiffLine(Record):
    """A line of a difference: `kind` is same, added, removed or place."""

    kind: str
    text: str


class Side(Record):
    """A draft as the preview shows it."""

    text: str
    citations: tuple[str, ...]
    commitments: tuple[str, ...]
    failed: tuple[str, ...]
    level: int


class Trial(Record):
    """What a change would do."""

    document: tuple[DiffLine, ...]
    passages: tuple[str, ...]
    """The document as it would be indexed, passage by passage."""
    flagged: tuple[str, ...]
    """Passages that speak to a machine."""
    notes: tuple[str, ...]
    before: Side | None
    after: Side | None
    reply: tuple[DiffLine, ...]


def try_out(
    assistant: Assistant, name: str, text: str | None, case: Case | None, *, base: str
) -> Trial:
    """Checks a change and shows what it does to the document and to the draft for a case.

    Args:
        text: the new text of the document; None = it is taken out.
        case: the case to draft for; None = only the document is looked at.
        base: the text that was edited; empty for a new document.

    Raises:
        TextFault: the text cannot be used; names file, line and reason.
    """
    desk = Desk(assistant)
    desk.require_own()
    desk.path(name)
    if text is not None and len(text) > TEXT_LIMIT:
        raise TextFault(f"a document may have {TEXT_LIMIT:,} characters", remedy="split it")
    with _copy(desk.folder) as folder:
        old = set(_options(desk.folder)) if name != COMPANY else set()
        source, notes = _checked(folder, name, text)
        notes = tuple(note for note in notes if note not in old)
        passages = split(source) if source else []
        before = after = None
        if case is not None:
            before = _side(_unrecorded(assistant, case))
            after = _side(_drafted_with(assistant, folder, case))
    return Trial(
        document=diff(base, text or ""),
        passages=tuple(passage.text for passage in passages),
        flagged=tuple(each.text for each in passages if has_instructions(each.text)),
        notes=notes,
        before=before,
        after=after,
        reply=diff(before.text, after.text) if before and after else (),
    )


@contextmanager
def _copy(folder: Path) -> Iterator[Path]:
    """A copy of the knowledge folder without its backups."""
    with tempfile.TemporaryDirectory(prefix="composure-trial-") as room:
        copy = Path(room) / "knowledge"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".*"))
        yield copy


def _checked(folder: Path, name: str, text: str | None) -> tuple[Source | None, tuple[str, ...]]:
    """Puts the change into the copy and reads it there: the document, and what to look at."""
    path = folder / name
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("\r\n", "\n"), encoding="utf-8")
    if name == COMPANY:
        _named_plainly(folder, lambda: load_company(path))
        return None, ()
    reading = _named_plainly(folder, lambda: read_knowledge(folder))
    for refused in reading.refused:
        if refused.path == name or text is None:
            where = f"line {refused.line}: " if refused.line else ""
            raise TextFault(f"{refused.path}: {where}{refused.reason}", remedy="correct it")
    own = (line for line in reading.flagged if line.startswith(f"{name}:"))
    notes = (*own, *option_problems(library(reading.sources)))
    return next((each for each in reading.sources if each.path == name), None), notes


def _options(folder: Path) -> tuple[str, ...]:
    """What is wrong with the options of the playbooks already; only what is new is told."""
    try:
        return option_problems(library(read_knowledge(folder).sources))
    except KnowledgeError:
        return ()


def _named_plainly(folder: Path, read: Any) -> Any:
    """The result; a fault names the file without the folder it was tried in."""
    try:
        return read()
    except KnowledgeError as error:
        plain = error.message.replace(f"{folder}/", "")
        raise TextFault(plain, remedy="correct it") from error


def _unrecorded(assistant: Assistant, case: Case) -> Draft:
    """The draft as things stand, written offline and kept nowhere."""
    from assistant.drafting import pipeline

    offline = assistant.settings.model_copy(update={"model": "", "triage_model": ""})
    parts = replace(assistant.parts, settings=offline, save=lambda draft, passages, given: None)
    return pipeline.draft(case, parts)


def _drafted_with(assistant: Assistant, folder: Path, case: Case) -> Draft:
    from assistant.app import Assistant as Other

    settings = assistant.settings.model_copy(
        update={
            "knowledge": folder,
            "home": folder.parent / "home",
            "database_url": "",
            "chroma_url": "",
            "model": "",
            "triage_model": "",
        }
    )
    other = Other(settings)
    try:
        return other.draft(case)
    finally:
        other.close()


def _side(draft: Draft) -> Side:
    return Side(
        text=draft.reply.text,
        citations=tuple(each.section for each in draft.citations),
        commitments=tuple(each.what for each in draft.commitments),
        failed=tuple(f"{f.criterion}: {f.message}" for f in draft.findings if f.status == "fail"),
        level=draft.escalation.level,
    )


def diff(before: str, after: str) -> tuple[DiffLine, ...]:
    """The lines that differ, with two around them; empty where nothing does."""
    kinds = {"+": "added", "-": "removed", "@": "place"}
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return tuple(
        DiffLine(kind=kinds.get(line[:1], "same"), text="…" if line[:1] == "@" else line)
        for line in list(lines)[2:]
    )
