"""What a result depends on, part by part, so that two results are only compared where they may be.

What the suite judges (`subject`: prompt, model, knowledge, package) may differ between a baseline
and its candidate; everything else must be equal.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Record
from evals.hashing import digest
from evals.records import Arm, Sample, Suite

ALWAYS = ("samples", "scorers", "clock", "solver", "judge")
"""What must always be equal."""


class Fingerprint(Record):
    """The hashes of one arm's results; the clock stands as it is.

    knowledge: its files, and the embeddings by which they are found.
    """

    samples: str
    scorers: str
    clock: str
    solver: str
    prompt: str
    model: str
    knowledge: str
    package: str
    judge: str = ""


def samples_hash(samples: Sequence[Sample]) -> str:
    """The hash of the samples; where they stand does not count."""
    rows = [sample.model_dump(mode="json", exclude={"place"}) for sample in samples]
    return digest(sorted(rows, key=lambda row: str(row["id"])))


def fingerprint(
    suite: Suite,
    arm: Arm,
    *,
    samples: str,
    scorers: str,
    prompt: str,
    bench: tuple[str, str],
    judge: str = "",
) -> Fingerprint:
    """The fingerprint of an arm.

    Args:
        samples, scorers, prompt, judge: their hashes.
        bench: the hashes of knowledge and package.
    """
    return Fingerprint(
        samples=samples,
        scorers=scorers,
        clock=suite.clock.isoformat(),
        solver=suite.solver,
        prompt=prompt,
        model=digest([arm.model.name, arm.model.answers, arm.model.gold]),
        knowledge=bench[0],
        package=bench[1],
        judge=judge,
    )


def differing(before: Fingerprint, after: Fingerprint, subject: Sequence[str]) -> tuple[str, ...]:
    """The parts that differ and must not."""
    return tuple(
        name
        for name in Fingerprint.model_fields
        if name not in subject and getattr(before, name) != getattr(after, name)
    )
