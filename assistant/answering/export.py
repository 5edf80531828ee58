"""Writes an answer as a handout."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from assistant.answering.page import handout
from assistant.answering.records import Answer
from assistant.errors import UsageError


def write_handout(answer: Answer, path: Path) -> None:
    """The answer as Markdown with its sources; a file is replaced as a whole or not at all.

    Raises:
        UsageError: the file cannot be written.
    """
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        waiting.write_text(handout(answer.question, answer.answer), encoding="utf-8")
        os.replace(waiting, path)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise UsageError(
            f"{path} cannot be written: {error.strerror or type(error).__name__}",
            remedy="name a file in a folder that exists",
        ) from error
