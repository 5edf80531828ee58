"""What a check says about a reply, before it becomes a `Finding`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain import Span


@dataclass(frozen=True)
class Hit:
    """One place that breaks a criterion. `soft` hits warn even where the criterion is hard."""

    span: Span | None
    message: str
    suggestion: str = ""
    soft: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a check found; `note` says what a rule could not see, or why nothing was checked."""

    hits: tuple[Hit, ...] = ()
    note: str = ""
    checked: bool = True


def found(hits: Iterable[Hit] = (), *, note: str = "") -> Outcome:
    """The outcome of a check that ran; without hits the criterion passes."""
    return Outcome(tuple(hits), note)


def skipped(reason: str) -> Outcome:
    """The outcome of a check that could not run, and why."""
    return Outcome((), reason, checked=False)
