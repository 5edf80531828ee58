"""What reading a document gives, what stops it, and the limits it is read in."""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 1_000_000


class Unreadable(Exception):
    """A document that cannot be read; its text is the reason, as people will see it."""


class Limits(NamedTuple):
    """What reading one document may cost (SECURITY.md, defaults)."""

    memory: int = 512 * MEGABYTE
    """Bytes of address space of the child process."""
    processor: int = 20
    """Seconds of processor time for one document."""
    wall: float = 30.0
    """Seconds on the clock for one document."""
    pages: int = 2_000
    text: int = 5 * MEGABYTE
    """Characters that a document may give."""
    unpacked: int = 100 * MEGABYTE
    """Bytes of everything in an archive together."""
    entries: int = 2_000
    ratio: int = 100
    """How many times larger one entry of an archive may become."""


class Extracted(NamedTuple):
    """A document as Markdown.

    `fields` are what the file says about itself: `title`, `date` (ISO), `author`, `language`,
    and `hidden` where it holds text that no reader sees. `pages` are the lines of `text`, from
    1, at which its pages start. `skipped` are parts that were not read: (name, reason).
    """

    text: str
    fields: dict[str, str]
    pages: tuple[int, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
