"""A mutant, a near miss, and the matrix of what caught what; how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from assistant.domain import Record
from evals.errors import SuiteError
from evals.loading.faults import fault, nearest
from evals.loading.rows import rows

SHIPPED = Path(__file__).resolve().parents[1] / "mutants"


class Mutant(Record):
    """One thing that is wrong on purpose."""

    id: str
    what: str
    kind: Literal["writer", "knowledge", "retrieval"] = "writer"
    prepend: str = ""
    append: str = ""
    drop: str = ""
    replace: tuple[str, str] | None = None
    text: str = ""
    message: str = ""
    canary: str = ""

    @model_validator(mode="after")
    def _spoils_something(self) -> Mutant:
        ways = (self.prepend, self.append, self.drop, self.replace, self.text)
        if self.kind == "writer" and not any(ways):
            raise ValueError("spoils nothing")
        return self


class NearMiss(Record):
    """A good reply that looks like a bad one."""

    sample: str
    what: str
    text: str


class Kill(Record):
    """What the gates said of one mutant: of how many trials each gate caught how many.

    by: `rule` counts the replies that newly break a gate; `drop` counts the situations that fell,
    where the comparison with the unspoiled replies says "regressed". why: what a gate said first.
    """

    mutant: str
    what: str
    trials: int
    caught: dict[str, int]
    by: Literal["rule", "drop"] = "rule"
    why: dict[str, str] = Field(default_factory=dict)

    @property
    def killed(self) -> bool:
        """Whether any gate saw it."""
        return any(self.caught.values())


class Matrix(Record):
    """All mutants, and the near misses that must pass."""

    kills: tuple[Kill, ...]
    near: dict[str, str]
    """Near misses, each with the reason of a gate that took it for bad; empty = it passed."""

    @property
    def gates(self) -> tuple[str, ...]:
        """Every gate that was asked about a mutant, in the order in which it was first."""
        return tuple(dict.fromkeys(gate for kill in self.kills for gate in kill.caught))

    @property
    def mistaken(self) -> dict[str, str]:
        """Near misses that a gate took for bad, with its reason."""
        return {name: why for name, why in self.near.items() if why}

    @property
    def sound(self) -> bool:
        """Every mutant was caught, and no good reply."""
        return bool(self.kills) and all(k.killed for k in self.kills) and not self.mistaken


def load_mutants(path: Path = SHIPPED / "mutants.yaml") -> tuple[Mutant, ...]:
    """The mutants of a file.

    Raises:
        SuiteError: one cannot be used; names file and line.
    """
    found = []
    for line, data in rows(path, what="a mutant"):
        try:
            found.append(Mutant.model_validate(data))
        except ValidationError as error:
            raise fault(error, f"{path}:{line}", Mutant) from None
    if len({mutant.id for mutant in found}) < len(found):
        raise SuiteError(f"{path}: two mutants have the same id")
    return tuple(found)


def chosen_mutants(only: Sequence[str] | None) -> tuple[Mutant, ...]:
    """The shipped mutants, or those of them that are named.

    Raises:
        SuiteError: there is no mutant of that name.
    """
    known = {mutant.id: mutant for mutant in load_mutants()}
    for name in only or ():
        if name not in known:
            raise SuiteError(f"there is no mutant {name!r}", remedy=nearest(name, known))
    return tuple(known[name] for name in only or known)


def load_near_misses(path: Path = SHIPPED / "near_misses.yaml") -> tuple[NearMiss, ...]:
    """The near misses of a file.

    Raises:
        SuiteError: one cannot be used; names file and line.
    """
    found = []
    for line, data in rows(path, what="a near miss"):
        try:
            found.append(NearMiss.model_validate(data))
        except ValidationError as error:
            raise fault(error, f"{path}:{line}", NearMiss) from None
    return tuple(found)
