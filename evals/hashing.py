"""Hashes of what a result depends on: canonical JSON, files, folders."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LENGTH = 16
"""Hexadecimal digits of a hash; 64 bits are enough to tell a few million things apart."""


def canonical(value: Any) -> str:
    """JSON with sorted keys and no blanks: equal values have equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest(value: Any) -> str:
    """The hash of a JSON value."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def files_digest(paths: Iterable[Path], *, root: Path) -> str:
    """The hash of files: their names below `root` and their bytes, in order of the names."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:LENGTH]


def folder_digest(folder: Path, *, pattern: str = "*") -> str:
    """The hash of a folder's files; hidden ones and caches in it do not count.

    The folder itself may lie in a hidden one, as everything does that is installed in `.venv`.
    """
    found = [
        path
        for path in folder.rglob(pattern)
        if path.is_file() and not _left_out(path.relative_to(folder))
    ]
    return files_digest(found, root=folder)


def _left_out(path: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.parts)
