"""How often a scorer that reads prose is right: its alarms against people's labels.

`labels/scorers/<scorer>.jsonl` holds replies and whether a person finds them good in this one
respect. An alarm is a score below 1. Precision: how many alarms were right; recall: how many of the
bad replies it saw. What was measured is kept beside the labels, so that a report can show it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Case, Commitment, Finding, Record
from evals.errors import SuiteError
from evals.loading.faults import fault
from evals.loading.rows import rows
from evals.records import Expectation, Output, Sample
from evals.scorers import SCORERS
from evals.statistics.intervals import Interval, wilson

LABELS = Path(__file__).resolve().parents[1] / "labels" / "scorers"
KEPT = LABELS / "measured.json"
_FILES = {"rubric_hard": "rubric", "rubric_clean": "rubric"}
"""Scorers that are asked the same thing, one strictly and one softly."""
Lint = Callable[[str, str], tuple[Sequence[Finding], Sequence[Commitment]]]
"""What the rubric says of a reply to a message."""


class LabelledReply(Record):
    """A reply and whether a person finds it good in what this scorer looks at."""

    reply: str
    label: bool
    message: str = "My order has not come."
    subject: str = ""
    expect: Expectation | None = None
    note: str = ""


class Accuracy(Record):
    """A scorer's alarms against labels."""

    scorer: str
    version: int
    right_alarms: int
    false_alarms: int
    missed: int
    right_passes: int

    @property
    def precision(self) -> Interval | None:
        """Of its alarms those that were right; None without an alarm."""
        alarms = self.right_alarms + self.false_alarms
        return wilson(self.right_alarms, alarms) if alarms else None

    @property
    def recall(self) -> Interval | None:
        """Of the bad replies those that it saw; None without a bad one."""
        bad = self.right_alarms + self.missed
        return wilson(self.right_alarms, bad) if bad else None


def measured(name: str, lint: Lint) -> tuple[Accuracy, tuple[LabelledReply, ...]]:
    """A scorer on its labels, and the replies on which it differs from people."""
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    wrong = []
    for each in labelled(name):
        passed = _passes(name, each, lint)
        counts[each.label, passed] += 1
        if each.label != passed:
            wrong.append(each)
    made = Accuracy(
        scorer=name,
        version=SCORERS[name].version,
        right_alarms=counts[False, False],
        false_alarms=counts[True, False],
        missed=counts[False, True],
        right_passes=counts[True, True],
    )
    return made, tuple(wrong)


def labelled(name: str) -> tuple[LabelledReply, ...]:
    """The labelled replies of a scorer.

    Raises:
        SuiteError: there are none, or one cannot be used.
    """
    path, found = LABELS / f"{_FILES.get(name, name)}.jsonl", []
    for line, data in rows(path, what="a labelled reply"):
        try:
            found.append(LabelledReply.model_validate(data))
        except ValidationError as error:
            raise fault(error, f"{path}:{line}", LabelledReply) from None
    if not found:
        raise SuiteError(f"{path} holds no label", remedy="label good and bad replies")
    return tuple(found)


def _passes(name: str, each: LabelledReply, lint: Lint) -> bool:
    findings, commitments = lint(each.message, each.reply)
    sample = Sample(
        id="label", cluster="label", case=Case(message=each.message),
        expect=each.expect or Expectation(level=0),
    )  # fmt: skip
    output = Output(
        state="generated", reply=each.reply, subject=each.subject,
        findings=tuple(findings), commitments=tuple(commitments),
        statuses={finding.criterion: finding.status for finding in findings},
    )  # fmt: skip
    score = SCORERS[name](sample, output)
    return score is None or score.value is None or score.value >= 1


def soft_scorers() -> tuple[str, ...]:
    """The scorers that read prose."""
    return tuple(name for name, scorer in SCORERS.items() if scorer.soft)


def keep(found: Sequence[Accuracy]) -> str:
    """The text of the file in which measured figures are kept."""
    lines = [f" {json.dumps(each.scorer)}: {each.model_dump_json()}" for each in found]
    return "{\n" + ",\n".join(lines) + "\n}\n"


@lru_cache(maxsize=1)
def kept() -> dict[str, Accuracy]:
    """The figures that were measured last, by scorer."""
    if not KEPT.is_file():
        return {}
    data = json.loads(KEPT.read_text(encoding="utf-8"))
    return {name: Accuracy.model_validate(each) for name, each in data.items()}
