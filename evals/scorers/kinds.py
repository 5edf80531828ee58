"""What a scorer is: a pure function of a sample and an output, with its version and direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from evals.records import Output, Sample, Score

Look = Callable[[Sample, Output], Score | None]
"""None where the sample expects nothing of this kind."""


@dataclass(frozen=True)
class Scorer:
    """A scorer: higher is always better, 1 is best.

    kind: `pass` gives 0 or 1, `share` anything between.
    scores: states of an output that it can look at.
    graded: a measure of degree, of which less than all is no mistake yet.
    expects: the expectations that it looks at; none = it looks at every reply.
    soft: it reads prose and can be wrong; its precision and recall are measured on labels.
    """

    name: str
    version: int
    kind: Literal["pass", "share"]
    what: str
    look: Look
    scores: tuple[str, ...] = ("generated",)
    graded: bool = False
    expects: tuple[str, ...] = ()
    soft: bool = False

    def __call__(self, sample: Sample, output: Output) -> Score | None:
        """The score; None where there is nothing to score."""
        return self.look(sample, output) if output.state in self.scores else None


def passed(name: str, ok: bool, why: str = "", span: tuple[int, int] | None = None) -> Score:
    """1 or 0, with the reason where it is 0."""
    return Score(
        scorer=name,
        value=float(ok),
        explanation="" if ok else why,
        span=None if ok else span,
    )
