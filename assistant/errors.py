"""One tree of errors: each says what happened, to what, and what to do next.

ComposureError
├── UsageError            the caller asked for something that cannot be (exit code 2)
│   ├── CaseError         a message or CASE.json that cannot be used
│   ├── NotFoundError     a case, draft or follow-up that is not recorded
│   └── SettingsError     a setting that cannot be used
├── RevisionError         a draft that may not be revised, or not as told
├── ConflictError         somebody else changed the case meanwhile
├── KnowledgeError        a document, playbook, policy or rule that cannot be read
├── IndexFault            the index is missing, damaged, foreign or locked
├── DatabaseFault         the database cannot be opened, read or written
└── ModelError            a language model or remote embedder did not answer properly
"""

from __future__ import annotations

from typing import Any


class ComposureError(Exception):
    """Base of every error that a person may see.

    Args:
        message: one line: what happened, and to what. No customer text, no secret.
        remedy: one line: what to do next; empty where nothing can be advised.
    """

    kind = "error"

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def as_dict(self) -> dict[str, Any]:
        """The `error` object of the `--json` contract."""
        return {"kind": self.kind, "message": self.message, "remedy": self.remedy}


class UsageError(ComposureError):
    """The caller asked for something that cannot be."""

    kind = "usage"


class CaseError(UsageError):
    """A message or a case that cannot be used."""

    kind = "case"


class SettingsError(UsageError):
    """A setting that cannot be used."""

    kind = "settings"


class NotFoundError(UsageError):
    """A case, a draft or a follow-up that is not recorded."""

    kind = "not_found"


class ConflictError(ComposureError):
    """What was to be written rests on a state that is no longer there; nothing was written.

    Args:
        version: the version of the case as it is now.
        changes: who changed what when since the caller looked: {at, by, action}.
    """

    kind = "conflict"

    def __init__(
        self,
        message: str,
        *,
        remedy: str = "",
        version: int = 0,
        changes: tuple[dict[str, str], ...] = (),
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.version = version
        self.changes = changes

    def as_dict(self) -> dict[str, Any]:
        """The `error` object, with the version that is there now and what led to it."""
        return {**super().as_dict(), "version": self.version, "changes": list(self.changes)}


class RevisionError(ComposureError):
    """A draft that may not be revised, or an instruction that changes nothing in it."""

    kind = "revision"


class KnowledgeError(ComposureError):
    """A document, playbook, policy, prompt or rule that cannot be read."""

    kind = "knowledge"


class IndexFault(ComposureError):
    """The index is missing, damaged, foreign or held by another writer.

    Args:
        busy: another process is building it; waiting helps.
    """

    kind = "index"

    def __init__(self, message: str, *, remedy: str = "", busy: bool = False) -> None:
        super().__init__(message, remedy=remedy)
        self.busy = busy


class DatabaseFault(ComposureError):
    """The database cannot be opened, read or written.

    Args:
        reason: a short stable word for what went wrong (`full`, `locked`, `readonly`, `gone`,
            `damaged`), empty where none fits.
    """

    kind = "database"

    def __init__(self, message: str, *, remedy: str = "", reason: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.reason = reason


class ModelError(ComposureError):
    """A language model or a remote embedder did not answer properly.

    Args:
        reason: a short stable word for what went wrong (`refused`, `timeout`, `rate_limited`,
            `unauthorised`, `too_long`, `server`, `malformed`, `empty`, `declined`, `cut`,
            `too_large`, `unavailable`). The provider's own text is never part of the message.
        retry_after: seconds until a new attempt makes sense, where the server said so.
    """

    kind = "model"

    def __init__(
        self, message: str, *, reason: str, remedy: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.reason = reason
        self.retry_after = retry_after
