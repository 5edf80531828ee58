"""Finds the files of a knowledge folder, and of files and folders beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistant.domain import Kind
from assistant.errors import KnowledgeError
from assistant.text import clean

FOLDERS: dict[str, Kind] = {"guidance": "guidance", "playbooks": "playbook", "policies": "policy"}


class Place(NamedTuple):
    """A file to read: `root` is where its kind counts from, `prefix` leads its id."""

    path: Path
    root: Path
    prefix: str = ""
    given: str = ""
    """The path that a person named, for documents from outside the knowledge folder."""
    member: str = ""
    """The name inside an archive; empty = the file itself."""

    @property
    def name(self) -> str:
        """The path that people see: clean, with slashes, relative to the root."""
        relative = self.path.relative_to(self.root).as_posix()
        inside = f"/{self.member}" if self.member else ""
        return clean(f"{self.prefix}{relative}{inside}")[0].replace("\n", " ").replace("\t", " ")

    @property
    def suffix(self) -> str:
        """The end of its name, small, with the dot."""
        return Path(self.member or self.path).suffix.lower()

    @property
    def stem(self) -> str:
        """Its name without folder and suffix."""
        return Path(self.member or self.path).stem

    @property
    def folder(self) -> str:
        """The one of the three folders that it lies in, in its archive or with it; or empty."""
        parts = self.path.relative_to(self.root).parts
        if len(parts) > 1 and parts[0] in FOLDERS:
            return parts[0]
        inside = self.member.split("/")
        return next((part for part in inside[:-1][:2] if part in FOLDERS), "")


def places_in(folder: Path) -> list[Place]:
    """Every file of a folder that is, or might be taken for, a document."""
    if not os.path.isdir(folder):
        raise KnowledgeError(
            f"there is no knowledge folder at {folder}",
            remedy="set COMPOSURE_KNOWLEDGE to a folder, or start one with: composure init DIR",
        )
    return [Place(path, folder) for path in sorted(_walk(folder)) if _wanted(path, folder)]


def places_at(path: Path) -> list[Place]:
    """The files of a path that a person named: a file, or everything in a folder."""
    if not os.path.exists(path):
        raise KnowledgeError(f"there is no file or folder at {path}", remedy="check the path")
    given = os.path.abspath(path)
    if path.is_dir():
        named = path.resolve()
        if named.name in FOLDERS:  # its kind counts: knowledge/policies given by itself
            return [Place(file, named.parent, given=given) for file in sorted(_walk(named))]
        return [Place(p.path, p.root, f"{named.name}/", given) for p in places_in(named)]
    file = Path(given)
    root = file.parent.parent if file.parent.name in FOLDERS else file.parent
    return [Place(file, root, given=given)]


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
