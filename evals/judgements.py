"""A judge's settings in a suite, and what it said."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from assistant.domain import Record
from evals.prices import Prices
from evals.statistics.calibration import Calibration

PREFIX = "judge_"
"""Before a question's name, as the name of its scorer."""


def question_name(question: str) -> str:
    """How a question is called: its name, or the name of its file."""
    return Path(question).stem if question.endswith(".md") else question.partition("/")[0]


class Judgement(Record):
    """What a judge said of one reply. `verdict` is None where its answer could not be read."""

    verdict: bool | None
    why: str = ""


class Judging(Record):
    """The judge of a suite.

    model: `provider:name`; empty = COMPOSURE_JUDGE_MODEL.
    questions: names of shipped ones, or paths of prompt files. labels: by question's name a file
    of replies that people have labelled; without one a question cannot gate. pairs: questions on
    which of two arms' replies is better. own_model: it may judge what its own model wrote.
    """

    model: str = ""
    questions: tuple[str, ...] = ()
    labels: dict[str, str] = Field(default_factory=dict)
    pairs: tuple[str, ...] = ()
    prices: Prices = Prices()
    own_model: bool = False

    @model_validator(mode="after")
    def _asks_something(self) -> Judging:
        if not self.questions and not self.pairs:
            raise ValueError("a judge without a question")
        return self


Preference = Literal["won", "lost", "tied", "unscored"]
"""What came of a pair for the candidate; `tied` too where the verdict followed the order."""


class Panel(Record):
    """What a run keeps of its judge beside the rows.

    calibrations: by question, against the labels of the suite. pairs: by question and sample, a
    preference a trial.
    """

    model: str = ""
    calibrations: dict[str, Calibration] = Field(default_factory=dict)
    pairs: dict[str, dict[str, tuple[Preference, ...]]] = Field(default_factory=dict)
    reasons: dict[str, str] = Field(default_factory=dict)
    """Why a question has no calibration."""
