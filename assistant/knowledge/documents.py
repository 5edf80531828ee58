"""Reads a knowledge folder: what can be read becomes sources, the rest is named with its reason.

`.md` and `.txt` are read here; everything else is parsed by a child process with limits
(`extract.reader`). A file is what its content says, not what its name says.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant import settings
from assistant.corpus import Source
from assistant.domain import Kind, Record
from assistant.errors import KnowledgeError
from assistant.knowledge.extract.files import DOCUMENT_LIMIT, Files, Refused
from assistant.knowledge.extract.places import Place, places_at, places_in
from assistant.knowledge.extract.reader import Reader
from assistant.knowledge.playbooks import parse_playbook
from assistant.knowledge.policies import parse_clauses
from assistant.knowledge.supersede import mark_superseded
from assistant.knowledge.yaml_files import DocumentFault

__all__ = ["DOCUMENT_LIMIT", "Reading", "Refused", "read_document", "read_knowledge"]

CONFIGURATION = ("escalation.yaml", "company.yaml")


class Reading(Record):
    """What a knowledge folder holds, in the order of its paths."""

    sources: tuple[Source, ...]
    refused: tuple[Refused, ...]

    @property
    def flagged(self) -> tuple[str, ...]:
        """A line for each document that speaks to a machine, or hides text from its readers."""
        notes = {
            "instructions": "it holds instructions to a machine; they are never followed",
            "hidden": "it holds text that no reader sees; that text is not indexed",
        }
        return tuple(
            f"{source.path}: {note}"
            for source in self.sources
            for key, note in notes.items()
            if source.metadata.get(key) == "yes"
        )


def read_knowledge(
    folder: Path, *, extra: Sequence[Path] = (), known: Mapping[str, Source] | None = None
) -> Reading:
    """Reads every document of a knowledge folder, and of more files or folders.

    A folder without a playbook gets the shipped ones. A document that cannot be used is named
    in `refused` and the rest is read; README.md and hidden files are skipped.

    Args:
        known: sources of an earlier run by `content_hash`. A document that is parsed in a child
            process is taken from them where its bytes are the same.

    Raises:
        KnowledgeError: a folder or file is missing, or there is nothing to read.
    """
    places = [*places_in(folder), *(place for path in extra for place in places_at(path))]
    shipped = settings.shipped("knowledge")
    if not places and not any((folder / name).is_file() for name in CONFIGURATION):
        raise KnowledgeError(
            f"the knowledge folder {folder} holds no documents",
            remedy="put .md or .txt files into it, or start one with: composure init DIR",
        )
    with Reader() as reader:
        gathered = _Gathered(Files(reader, known or {}))
        gathered.read_all(places)
        _require_something(gathered, places, folder)
        if not gathered.has("playbook") and folder.resolve() != shipped.resolve():
            gathered.read_all([p for p in places_in(shipped) if p.name.startswith("playbooks/")])
    sources = mark_superseded(tuple(gathered.sources.values()))
    return Reading(sources=sources, refused=tuple(gathered.refused))


def _require_something(gathered: _Gathered, places: Sequence[Place], folder: Path) -> None:
    if places and not gathered.sources and gathered.refused:
        first = gathered.refused[0]
        where = f"{first.path}:{first.line}" if first.line else first.path
        raise KnowledgeError(
            f"none of the {len(places)} documents in {folder} can be read; {where}: {first.reason}",
            remedy="correct the files, or start a new folder with: composure init DIR",
        )


class _Gathered:
    """Sources by id as they come in, and who has taken which playbook or clause id."""

    def __init__(self, files: Files) -> None:
        self.sources: dict[str, Source] = {}
        self.refused: list[Refused] = []
        self._files = files
        self._seen: set[str] = set()
        self._taken: dict[str, str] = {}

    def has(self, kind: Kind) -> bool:
        return any(source.kind == kind for source in self.sources.values())

    def read_all(self, places: Sequence[Place]) -> None:
        for place in places:
            real = os.path.realpath(place.path)
            if real in self._seen:
                continue
            self._seen.add(real)
            self._read(place)

    def _read(self, place: Place) -> None:
        try:
            for found in self._files.read(place):
                if isinstance(found, Refused):
                    self.refused.append(found)
                else:
                    self._take(found)
        except DocumentFault as fault:
            self._refuse(fault)

    def _take(self, source: Source) -> None:
        try:
            self._add(source)
        except DocumentFault as fault:
            self._refuse(fault)

    def _refuse(self, fault: DocumentFault) -> None:
        self.refused.append(Refused(path=fault.path, line=fault.line, reason=fault.reason))

    def _add(self, source: Source) -> None:
        number, identifier = 2, source.id
        while identifier in self.sources:
            identifier, number = f"{source.id}~{number}", number + 1
        source = source.model_copy(update={"id": identifier})
        for taken in _ids(source):
            if taken in self._taken:
                raise DocumentFault(source.path, f"{taken} is already in {self._taken[taken]}")
        self._taken.update(dict.fromkeys(_ids(source), source.path))
        self.sources[identifier] = source


def _ids(source: Source) -> tuple[str, ...]:
    """The playbook's or the clauses' ids of a source; checks its whole format on the way."""
    if source.kind == "playbook":
        return (parse_playbook(source).id,)
    if source.kind == "policy":
        return tuple(clause.id for clause in parse_clauses(source))
    return ()


def read_document(path: Path, *, root: Path) -> Source:
    """Reads one document; its kind and id count from `root`.

    Raises:
        DocumentFault: it cannot be used; names file, line and reason.
    """
    place = Place(path, root)
    with Reader() as reader:
        for found in Files(reader, {}).read(place):
            if isinstance(found, Source):
                return found
            raise DocumentFault(found.path, found.reason, line=found.line)
    raise DocumentFault(place.name, "it holds no document")
