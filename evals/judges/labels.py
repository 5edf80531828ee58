"""Replies that people have labelled, by which a judge is calibrated."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Case, Record
from evals.errors import SuiteError
from evals.loading.faults import fault
from evals.loading.rows import rows


class Labelled(Record):
    """One reply with a person's answer to the question."""

    message: str
    reply: str
    label: bool
    note: str = ""

    @property
    def case(self) -> Case:
        """The case that was answered."""
        return Case(message=self.message)


def load_labelled(path: Path) -> tuple[Labelled, ...]:
    """The labelled replies of a file; both labels occur.

    Raises:
        SuiteError: a line cannot be used, or all labels are the same.
    """
    found = []
    for line, data in rows(path, what="a labelled reply"):
        try:
            found.append(Labelled.model_validate(data))
        except ValidationError as error:
            raise fault(error, f"{path}:{line}", Labelled) from None
    if len({each.label for each in found}) < 2:
        raise SuiteError(f"{path}: labels of both kinds are needed", remedy="label good and bad")
    return tuple(found)
