"""What came of an import."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from assistant.domain import Record


class Imported(Record):
    """Samples as rows of a samples file, the models named, and what could not be taken.

    `reported` maps a key or an assertion to how often it stood there.
    """

    samples: tuple[dict[str, Any], ...]
    models: tuple[str, ...] = ()
    reported: dict[str, int] = Field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    """Tests of which nothing can be checked."""
