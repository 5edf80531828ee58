"""The verdict and its parts, as frozen records; every report renders the same object."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.domain import Record
from evals.statistics.calibration import Calibration
from evals.statistics.comparing import Contrast
from evals.statistics.intervals import Interval

Status = Literal[
    "improved", "not_worse", "passed", "regressed", "broken",
    "incomplete", "inconclusive", "incomparable", "reference",
]  # fmt: skip
"""`passed`: no quality gate was asked; `broken`: a hard rule was; `reference`: an arm that others
are held against and that is not judged itself."""
EXIT_CODES: dict[str, int] = {
    "improved": 0, "not_worse": 0, "passed": 0, "reference": 0,
    "regressed": 1, "broken": 1, "incomplete": 3, "inconclusive": 4, "incomparable": 5,
}  # fmt: skip
GRAVITY: tuple[Status, ...] = (
    "reference", "passed", "not_worse", "improved",
    "inconclusive", "regressed", "incomplete", "incomparable", "broken",
)  # fmt: skip
"""From lightest to gravest: the gravest arm decides. A broken hard rule is certain whatever else is
missing; where results are missing or must not be compared, no drop can be called one. One metric
that improved while no other fell makes an arm improved."""


class Break(Record):
    """One reply that breaks a hard rule."""

    scorer: str
    sample: str
    trial: int
    why: str
    reply: str


class Coverage(Record):
    """How much of what was planned could be scored. Errors and refusals are no scores of 0."""

    planned: int
    scored: int
    refused: int
    errors: int
    missing: int
    floor: float
    first: str = ""
    """Of the trials without a result the first one, and why."""

    @property
    def share(self) -> float:
        """Of what was planned."""
        return self.scored / self.planned if self.planned else 0.0

    @property
    def enough(self) -> bool:
        """Whether there is something, and as much as the suite asks for."""
        return self.planned > 0 and self.share >= self.floor


class Metric(Record):
    """One scorer over an arm: mean over clusters with its interval, and the worst it hid."""

    name: str
    kind: Literal["pass", "share"]
    estimate: float
    low: float | None
    high: float | None
    clusters: int
    samples: int
    trials: int
    pass_hat_k: float | None = None
    flips: float | None = None
    precision: Interval | None = None
    """Of the scorer's alarms those that are right, on labels; None for what reads no prose."""
    recall: Interval | None = None
    """Of bad replies those that the scorer sees, on labels."""


class BudgetLine(Record):
    """One limit; `measured` is None where no row was live."""

    name: str
    limit: float
    measured: float | None

    @property
    def kept(self) -> bool:
        """Whether it was not passed; replayed rows do not count."""
        return self.measured is None or self.measured <= self.limit


class Slice(Record):
    """A difference within one tag: a hint where to look, never a gate."""

    tag: str
    metric: str
    clusters: int
    difference: float
    p: float
    adjusted: float
    """By Benjamini and Hochberg over all slices."""


class JudgeLine(Record):
    """What a judge says of an arm, raw and corrected for its own errors.

    raw: the mean over clusters. corrected: the rate that people's labels would give, with its
    interval; None where there are no labels, or the judge is no better than a coin.
    asked: replies; unscored: of them, those whose verdict could not be had or read.
    """

    question: str
    model: str
    raw: float | None
    corrected: Interval | None
    calibration: Calibration | None
    asked: int
    unscored: int
    gates: bool
    note: str = ""


class PairLine(Record):
    """Which of two arms a judge prefers, in both orders; p by sign flips of whole clusters."""

    question: str
    model: str
    won: int
    lost: int
    tied: int
    unscored: int
    clusters: int
    p: float | None


class ArmVerdict(Record):
    """What is said of one arm, and why."""

    arm: str
    status: Status
    reasons: tuple[str, ...]
    coverage: Coverage
    metrics: tuple[Metric, ...]
    breaks: tuple[Break, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    slices: tuple[Slice, ...] = ()
    judged: tuple[JudgeLine, ...] = ()
    pairs: tuple[PairLine, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    against: str = ""
    fallen: tuple[str, ...] = ()
    """The samples that fell most in the metrics that gate."""
    tokens: int = 0
    cost: float = 0.0
    fell_back: int = 0
    first_failures: Interval | None = None
    """Clusters without any hard break, with the exact interval of that rate."""


class Verdict(Record):
    """What is said of a run."""

    suite: str
    status: Status
    exit_code: int
    arms: tuple[ArmVerdict, ...]
    digest: str
    alpha: float
    generated: int
    replayed: int
    unseen: dict[str, int] = Field(default_factory=dict)
    """Expectations that no scorer of the suite looks at, with the number of their samples."""
