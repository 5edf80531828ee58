"""Changes a company's own knowledge folder: checked, previewed, backed up, then published.

The shipped knowledge is never written to. A file is replaced as a whole or not at all; the one
before it is kept under `.backups/` of the folder, which no index run reads.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import ConflictError, KnowledgeError, NotFoundError, UsageError
from assistant.settings import Settings, shipped

if TYPE_CHECKING:
    from assistant.app import Assistant

COMPANY = "company.yaml"
TEXT_LIMIT = 500_000
"""Characters of a document that the page takes."""
_NAME = re.compile(r"^(?:policies|playbooks|guidance)/[a-z0-9][a-z0-9_-]{0,78}\.md$")
_publishing = threading.Lock()


class Page(NamedTuple):
    """A file as it stands: `base` tells whether it changed since."""

    text: str
    base: str


def is_own(settings: Settings) -> bool:
    """Whether the knowledge folder is a company's own, and not the one that came with us."""
    return settings.knowledge.resolve() != shipped("knowledge").resolve()


def base_of(text: str) -> str:
    """A mark of a text; the empty text has the empty mark."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


class Desk:
    """Where a support lead edits what the drafts rest on."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.folder = assistant.settings.knowledge

    def may_change(self, name: str) -> bool:
        """Whether a file of the folder is one that the page changes."""
        known = name == COMPANY or bool(_NAME.match(name))
        return known and is_own(self.assistant.settings) and (self.folder / name).is_file()

    def path(self, name: str) -> Path:
        """Where a file lies.

        Raises:
            UsageError: it is none of those that the page may change.
        """
        if name != COMPANY and not _NAME.match(name):
            raise UsageError(
                "a document is named like policies/delivery.md",
                remedy="use small letters, digits, _ and -, in policies, playbooks or guidance",
            )
        path = self.folder / name
        root = self.folder.resolve()
        if root not in path.resolve().parents:
            raise UsageError("this file lies outside the knowledge folder", remedy="edit it there")
        return path

    def read(self, name: str) -> Page:
        """A file as it stands.

        Raises:
            NotFoundError: there is none. KnowledgeError: it cannot be read as text.
        """
        try:
            text = self.path(name).read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            raise NotFoundError(
                "there is no such document in your knowledge folder", remedy="open the list"
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise KnowledgeError(
                f"{name} cannot be read as UTF-8 text", remedy="edit it where it lies"
            ) from error
        return Page(text, base_of(text))

    def publish(self, name: str, text: str, *, base: str) -> None:
        """Puts a checked text into the folder and brings the index up to date.

        Args:
            base: the mark of the text that was edited; empty for a new document.

        Raises:
            ConflictError: somebody else published meanwhile. KnowledgeError, IndexFault: the
            index could not take it; the folder is then as it was before.
        """
        with _publishing:
            self._require_unchanged(name, base)
            self._replace(name, text.replace("\r\n", "\n"))

    def remove(self, name: str, *, base: str) -> None:
        """Takes a document out of folder and index; a copy stays in the backups."""
        if name == COMPANY:
            raise UsageError("the company cannot be taken out", remedy="edit it instead")
        with _publishing:
            self._require_unchanged(name, base)
            self._replace(name, None)

    def require_own(self) -> None:
        """Raises UsageError where the folder is the shipped one."""
        if not is_own(self.assistant.settings):
            raise UsageError(
                "the shipped knowledge cannot be changed here",
                remedy="run `composure init DIR`, set COMPOSURE_KNOWLEDGE to DIR, start again",
            )

    def _require_unchanged(self, name: str, base: str) -> None:
        self.require_own()
        path = self.path(name)
        now = self.read(name).base if path.exists() else ""
        if now != base:
            raise ConflictError(
                f"{name} was changed by somebody else while you were editing",
                version=0,
                changes=(),
                remedy="open it anew beside this page and bring your change over",
            )

    def _replace(self, name: str, text: str | None) -> None:
        """The new text in place of the old one; the old one again where the index refuses."""
        path = self.path(name)
        before = path.read_bytes() if path.exists() else None
        self._back_up(name, before)
        _write(path, None if text is None else text.encode())
        try:
            self.assistant.index()
        except BaseException:
            _write(path, before)
            raise
        finally:
            self.assistant.reread_knowledge()

    def _back_up(self, name: str, before: bytes | None) -> None:
        if before is not None:
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
            _write(self.folder / ".backups" / stamp / name, before)


def _write(path: Path, content: bytes | None) -> None:
    """The whole content or none of it; None removes the file.

    Raises:
        KnowledgeError: the folder cannot be written to.
    """
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        if content is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with waiting.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, path)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise KnowledgeError(
            f"{path.name} cannot be written: {error.strerror or type(error).__name__}",
            remedy="give this user the right to write to the knowledge folder",
        ) from error
