"""What is indexed, as the pages show it: documents, passages, the place behind a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.domain import Passage, Record
from assistant.errors import NotFoundError
from assistant.knowledge.extract.instructions import has_instructions
from assistant.knowledge.record import StoredDocument

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.knowledge.retrieval import Retriever

_NOTES = {
    "instructions": "This document speaks to a machine. What it says is never followed, but look"
    " at it: somebody may have put it there on purpose.",
    "hidden": "This document holds text that no reader sees; that text is not indexed.",
}


class Shelf(Record):
    """A document with its passages in their order."""

    document: StoredDocument
    passages: tuple[Passage, ...]
    flagged: tuple[str, ...]
    """Ids of the passages that speak to a machine."""

    @property
    def notes(self) -> list[str]:
        """What somebody should look at."""
        data = self.document.metadata
        return [note for key, note in _NOTES.items() if data.get(key) == "yes"]

    @property
    def provenance(self) -> list[str]:
        """Source, version and dates, as far as the document names them (SECURITY, L6)."""
        data = self.document.metadata
        named = (
            ("source", "source: {}"),
            ("version", "version {}"),
            ("valid_from", "in force from {}"),
            ("valid_until", "until {}"),
            ("superseded_by", "replaced by {}"),
        )
        return [words.format(data[key]) for key, words in named if data.get(key)]


def retriever(assistant: Assistant) -> Retriever:
    """Retrieval over an index that is there and sound."""
    assistant.parts  # noqa: B018 - builds or mends the index where that is needed
    return assistant.retriever


def shelf(assistant: Assistant, *, path: str = "", ref: str = "") -> tuple[Shelf, str]:
    """A document by its path or by a reference into it, and the id of the passage meant.

    Raises:
        NotFoundError: nothing of that name is indexed.
    """
    ready = retriever(assistant)
    passages = ready.passages()
    meant = find_passage(passages, ref) if ref else None
    for document in ready.documents():
        if document.path == path or (meant is not None and meant.document == document.id):
            own = tuple(each for each in passages if each.document == document.id)
            flagged = tuple(each.id for each in own if has_instructions(each.text))
            made = Shelf(document=document, passages=own, flagged=flagged)
            return made, meant.id if meant else ""
    raise NotFoundError(
        "no document of this name is indexed", remedy="open it from the list of sources"
    )


def find_passage(passages: tuple[Passage, ...], ref: str) -> Passage:
    """The passage that a citation or an evidence entry means.

    Args:
        ref: a passage's id, the id of a clause, or the name of a playbook.

    Raises:
        NotFoundError: nothing indexed goes by that name any more.
    """
    for passage in passages:
        if passage.id == ref or passage.metadata.get("clause") == ref:
            return passage
    for passage in passages:
        if passage.document in (ref, f"playbooks/{ref}"):
            return passage
    raise NotFoundError(
        "what this rests on is no longer indexed", remedy="look for it in the list of sources"
    )


def flagged_documents(assistant: Assistant) -> list[str]:
    """A line for each document that speaks to a machine or hides text from its readers."""
    lines = {"instructions": "it speaks to a machine", "hidden": "it holds text no reader sees"}
    return [
        f"{document.path}: {line}"
        for document in retriever(assistant).documents()
        for key, line in lines.items()
        if document.metadata.get(key) == "yes"
    ]
