"""Reads a knowledge folder: what can be read becomes sources, the rest is named with its reason."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, cast, get_args

from assistant import settings
from assistant.corpus import Source
from assistant.domain import Kind, Record
from assistant.errors import KnowledgeError
from assistant.knowledge.front_matter import Page, read_page
from assistant.knowledge.playbooks import parse_playbook
from assistant.knowledge.policies import parse_clauses
from assistant.knowledge.supersede import mark_superseded
from assistant.knowledge.yaml_files import DocumentFault
from assistant.text import clean

DOCUMENT_LIMIT = 5_000_000
"""Bytes of one document."""
READ = (".md", ".txt")
NOT_YET = (".html", ".htm", ".pdf", ".docx", ".csv", ".eml")
CONFIGURATION = ("escalation.yaml", "company.yaml")
FOLDERS: dict[str, Kind] = {"guidance": "guidance", "playbooks": "playbook", "policies": "policy"}


class Refused(Record):
    """A document that was not read: where it lies, in what line, and why."""

    path: str
    line: int | None
    reason: str


class Reading(Record):
    """What a knowledge folder holds, in the order of its paths."""

    sources: tuple[Source, ...]
    refused: tuple[Refused, ...]


class _Place(NamedTuple):
    """A file to read: `root` is where its kind counts from, `prefix` leads its id."""

    path: Path
    root: Path
    prefix: str = ""
    given: str = ""
    """The path that a person named, for documents from outside the knowledge folder."""

    @property
    def name(self) -> str:
        """The path that people see: clean, with slashes, relative to the root."""
        relative = self.path.relative_to(self.root).as_posix()
        return clean(self.prefix + relative)[0]


def read_knowledge(folder: Path, *, extra: Sequence[Path] = ()) -> Reading:
    """Reads every document of a knowledge folder, and of more files or folders.

    A folder without a playbook gets the shipped ones. A document that cannot be used is named
    in `refused` and the rest is read; README.md and hidden files are skipped.

    Raises:
        KnowledgeError: a folder or file is missing, or there is nothing to read.
    """
    places = [*_places(folder), *(place for path in extra for place in _extra_places(path))]
    shipped = settings.shipped("knowledge")
    if not places and not any((folder / name).is_file() for name in CONFIGURATION):
        raise KnowledgeError(
            f"the knowledge folder {folder} holds no documents",
            remedy="put .md or .txt files into it, or start one with: composure init DIR",
        )
    gathered = _Gathered()
    gathered.read_all(places)
    _require_something(gathered, places, folder)
    if not gathered.has("playbook") and folder.resolve() != shipped.resolve():
        gathered.read_all([p for p in _places(shipped) if p.name.startswith("playbooks/")])
    sources = mark_superseded(tuple(gathered.sources.values()))
    return Reading(sources=sources, refused=tuple(gathered.refused))


def _require_something(gathered: _Gathered, places: Sequence[_Place], folder: Path) -> None:
    if places and not gathered.sources:
        first = gathered.refused[0]
        where = f"{first.path}:{first.line}" if first.line else first.path
        raise KnowledgeError(
            f"none of the {len(places)} documents in {folder} can be read; {where}: {first.reason}",
            remedy="correct the files, or start a new folder with: composure init DIR",
        )


class _Gathered:
    """Sources by id as they come in, and who has taken which playbook or clause id."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.refused: list[Refused] = []
        self._seen: set[str] = set()
        self._taken: dict[str, str] = {}

    def has(self, kind: Kind) -> bool:
        return any(source.kind == kind for source in self.sources.values())

    def read_all(self, places: Sequence[_Place]) -> None:
        for place in places:
            real = os.path.realpath(place.path)
            if real in self._seen:
                continue
            self._seen.add(real)
            try:
                self._add(_read(place))
            except DocumentFault as fault:
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


def _places(folder: Path) -> list[_Place]:
    """Every file of a folder that is, or might be taken for, a document."""
    if not os.path.isdir(folder):
        raise KnowledgeError(
            f"there is no knowledge folder at {folder}",
            remedy="set COMPOSURE_KNOWLEDGE to a folder, or start one with: composure init DIR",
        )
    return [_Place(path, folder) for path in sorted(_walk(folder)) if _wanted(path, folder)]


def _extra_places(path: Path) -> list[_Place]:
    if not os.path.exists(path):
        raise KnowledgeError(f"there is no file or folder at {path}", remedy="check the path")
    given = os.path.abspath(path)
    if path.is_dir():
        named = path.resolve()
        if named.name in FOLDERS:  # its kind counts: knowledge/policies given by itself
            return [_Place(file, named.parent, given=given) for file in sorted(_walk(named))]
        return [_Place(p.path, p.root, f"{named.name}/", given) for p in _places(named)]
    file = Path(given)
    root = file.parent.parent if file.parent.name in FOLDERS else file.parent
    return [_Place(file, root, given=given)]


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder, hidden ones left out, links to folders not followed."""

    def unreadable(error: OSError) -> None:
        raise KnowledgeError(
            f"the folder {error.filename} cannot be read: {error.strerror}",
            remedy="give this user the right to read it",
        ) from error

    for parent, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            Path(parent, name)
            for name in files
            if not name.startswith(".") and name.lower() != "readme.md"
        )


def _wanted(path: Path, root: Path) -> bool:
    """YAML outside the three folders is configuration (rules, the company, phrases)."""
    in_folder = path.relative_to(root).parts[0] in FOLDERS
    return in_folder or path.suffix.lower() not in (".yaml", ".yml")


def read_document(path: Path, *, root: Path) -> Source:
    """Reads one document; its kind and id count from `root`.

    Raises:
        DocumentFault: it cannot be used; names file, line and reason.
    """
    return _read(_Place(path, root))


def _read(place: _Place) -> Source:
    data = _bytes(place)
    page = read_page(_decoded(data, place.name), name=place.name)
    kind = _kind(place, page)
    if not page.text.strip():
        raise DocumentFault(place.name, "it is empty")
    digest = hashlib.sha256(kind.encode() + b"\0" + data).hexdigest()
    return Source(
        id=place.name.rpartition(".")[0] or place.name,
        title=page.fields.get("title") or page.heading or _pretty(place.path.stem),
        kind=kind,
        path=place.name,
        text=page.text,
        content_hash=digest,
        metadata={
            **page.fields,
            "front": page.front,
            "body_line": str(page.body_line),
            **({"given": place.given} if place.given else {}),
        },
    )


def _bytes(place: _Place) -> bytes:
    """The file's bytes, after every check that can be made from outside."""
    suffix = place.path.suffix.lower()
    if suffix in NOT_YET:
        reason = f"not read yet: {suffix} documents; save it as .md or .txt"
        raise DocumentFault(place.name, reason)
    if suffix not in READ:
        raise DocumentFault(place.name, f"not a document: only {' and '.join(READ)} are read")
    root = Path(os.path.realpath(place.root))
    if not Path(os.path.realpath(place.path)).is_relative_to(root):
        raise DocumentFault(place.name, "a link that leads out of the folder")
    if not os.path.isfile(place.path):
        raise DocumentFault(place.name, "not an ordinary file")
    try:
        if place.path.stat().st_size > DOCUMENT_LIMIT:
            limit = DOCUMENT_LIMIT // 1_000_000
            raise DocumentFault(place.name, f"larger than {limit} MB; split it")
        return place.path.read_bytes()
    except OSError as error:
        reason = f"it cannot be read: {error.strerror or 'input error'}"
        raise DocumentFault(place.name, reason) from error


def _decoded(data: bytes, name: str) -> str:
    try:
        return clean(data.decode("utf-8-sig"))[0]
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DocumentFault(name, "not UTF-8 text; save it as UTF-8", line=line) from error


def _kind(place: _Place, page: Page) -> Kind:
    """The kind by the folder; outside the three folders what the front matter says."""
    parts = place.path.relative_to(place.root).parts
    by_folder = FOLDERS.get(parts[0]) if len(parts) > 1 else None
    said = page.fields.get("kind", "")
    if said and said not in get_args(Kind):
        reason = f"kind must be one of {', '.join(get_args(Kind))}, not '{said}'"
        raise DocumentFault(place.name, reason, line=page.line("kind"))
    if by_folder and said and said != by_folder:
        reason = f"says kind: {said}, but lies in {parts[0]}/"
        raise DocumentFault(place.name, reason, line=page.line("kind"))
    return by_folder or cast(Kind, said or "guidance")


def _pretty(stem: str) -> str:
    words = clean(stem)[0].replace("_", " ").replace("-", " ").split()
    return " ".join(words).capitalize() or "Document"
