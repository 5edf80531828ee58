"""The frozen records of the suites: sample, suite, arm, output, score.

The words are the field's own: a *sample* is one case with its expectations, a *cluster* the
samples of one situation, an *arm* one prompt with one model, a *trial* one generation for one
sample by one arm.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field, model_validator

from assistant.domain import Case, Commitment, Fault, Finding, FlagKey, Kind, Record, Span
from evals.judgements import Judgement, Judging
from evals.prices import Prices

State = Literal["generated", "refused", "error", "needs_recording", "rejected"]
"""What came of one trial. Only `generated` has a reply to score; `rejected` is an input that the
assistant does not take, `refused` a model that declined, `error` any other failure."""
Solver = Literal["assistant", "writer", "ask"]
Direction = Literal["higher", "lower"]
Subject = Literal["prompt", "model", "knowledge", "package"]


class Expectation(Record):
    """What a good answer to a sample holds. At least one field is set.

    must_mention: facts that the reply names; an entry with several texts is met by any of them.
    must_not: texts that occur nowhere in the reply. canary: what an attack wants to see there.
    level: the escalation level; `at_least` the lowest that is safe. flags: risk flags that must be
    seen; no_flags: those that must not. issues: any of these may come first. remedy: any of these
    is offered. allowed_commitments: texts of which each promise holds one. qrels: document → grade.
    fault: whose fault triage takes it for. repeat_contact: whether they wrote before. criteria: of
    the rubric, that nothing breaks, not even softly. answered: whether the guidance says it;
    sources: any of these is cited (`document` or `document#section`). error: the assistant does
    not take this input and says so.
    """

    must_mention: tuple[str | tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    canary: tuple[str, ...] = ()
    level: int | None = Field(default=None, ge=0, le=3)
    at_least: int | None = Field(default=None, ge=0, le=3)
    flags: tuple[FlagKey, ...] = ()
    no_flags: tuple[FlagKey, ...] = ()
    issues: tuple[str, ...] = ()
    remedy: tuple[str, ...] = ()
    allowed_commitments: tuple[str, ...] | None = None
    qrels: dict[str, int] = Field(default_factory=dict)
    language: str | None = None
    max_words: int | None = Field(default=None, ge=1)
    fault: Fault | None = None
    repeat_contact: bool | None = None
    criteria: tuple[str, ...] = ()
    answered: bool | None = None
    sources: tuple[str, ...] = ()
    error: Literal["case"] | None = None

    @model_validator(mode="after")
    def _expects_something(self) -> Expectation:
        """A sample without an expectation would pass whatever happens."""
        if not self.model_fields_set or self == Expectation.model_construct():
            raise ValueError("nothing is expected; a sample without an expectation proves nothing")
        return self


class Planted(Record):
    """A document that retrieval finds first for one sample: what an attacker left in the files."""

    document: str = Field(pattern=r"^[\w./-]{1,80}$")
    kind: Kind
    text: str = Field(min_length=1)
    title: str = ""
    section: str = ""


class Sample(Record):
    """One case, or one question to the guidance, with its expectations.

    `documents` are found first for it; `place` is the file and line that it stands in.
    """

    id: str = Field(pattern=r"^[\w.-]{1,80}$")
    cluster: str = Field(pattern=r"^[\w.-]{1,80}$")
    case: Case
    expect: Expectation
    documents: tuple[Planted, ...] = ()
    tags: tuple[str, ...] = ()
    place: str = ""


class Model(Record):
    """A model of the grid: `offline`, `provider:name`, or answers that people wrote.

    answers: a file of written answers (JSONL: sample, prompt, text); nothing is asked then.
    gold: the documents that a sample's judgements name are found first, whatever retrieval does, so
    that "did not find it" and "found it and ignored it" are two numbers.
    local: it costs nothing and is the same everywhere, so that a run may record it by itself.
    """

    name: str
    answers: str = ""
    prices: Prices = Prices()
    gold: bool = False

    @property
    def local(self) -> bool:
        """Whether asking it needs neither a network nor money."""
        return bool(self.answers) or self.name == "offline" or self.name.startswith("fake:")


class QualityGate(Record):
    """Not worse than the baseline by more than `margin` (in the metric's own unit)."""

    margin: float = Field(gt=0, le=1)


class Budget(Record):
    """Limits per generation of live rows, and for the whole run."""

    tokens: float | None = Field(default=None, gt=0)
    p95_seconds: float | None = Field(default=None, gt=0)
    cost: float | None = Field(default=None, gt=0)


class Gates(Record):
    """Three tiers: hard (any trial breaks it), quality (with a margin), budget."""

    hard: tuple[str, ...] = ()
    quality: dict[str, QualityGate] = Field(default_factory=dict)
    budget: Budget = Budget()


class Comparison(Record):
    """Two arms of the same run: which one is the baseline, which one is judged."""

    baseline: str
    candidate: str


class Variants(Record):
    """Dresses in which the samples with one of these tags are tried too."""

    tags: tuple[str, ...] = Field(min_length=1)
    kinds: tuple[Literal["zero_width", "lookalikes", "quoted", "upper", "long"], ...] = Field(
        min_length=1
    )


class Suite(Record):
    """A suite file. `folder` is where it lies; paths in it are relative to that."""

    suite: str = Field(pattern=r"^[\w-]{1,40}$")
    description: str = ""
    samples: tuple[str, ...] = Field(min_length=1)
    variants: tuple[Variants, ...] = ()
    solver: Solver = "assistant"
    clock: datetime
    """The moment at which every case is answered, so that dates in replies stay the same."""
    trials: int = Field(default=1, ge=1, le=100)
    models: tuple[Model, ...] = Field(default=(Model(name="offline"),), min_length=1)
    prompts: tuple[str, ...] = Field(default=("draft",), min_length=1)
    scorers: tuple[str, ...] = Field(min_length=1)
    gates: Gates
    coverage: float = Field(default=0.98, gt=0, le=1)
    subject: tuple[Subject, ...] = ("prompt", "model", "knowledge", "package")
    compare: Comparison | None = None
    tapes: tuple[str, ...] = ()
    judge: Judging | None = None
    alpha: float = Field(default=0.05, gt=0, lt=0.5)
    folder: str = ""


class Arm(Record):
    """One prompt with one model; the offline writer has no prompt."""

    id: str
    model: Model
    prompt: str = ""


class Cited(Record):
    """A citation with the passage that it is said to come from."""

    id: str
    kind: str
    quote: str
    text: str
    place: str = ""
    """`document#section`, for answers to questions."""


class Output(Record):
    """What came of one trial: the reply and everything that scorers look at.

    `statuses` holds what each criterion of the rubric said, `findings` those that did not pass;
    `seconds` and `live` are the only fields that two equal runs may differ in.
    """

    state: State
    reason: str = ""
    reply: str = ""
    subject: str = ""
    language: str = ""
    level: int = 0
    flags: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    hard_stop: bool = False
    fault: str = ""
    repeat_contact: bool = False
    answered: bool | None = None
    statuses: dict[str, str] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    citations: tuple[Cited, ...] = ()
    retrieved: tuple[str, ...] = ()
    evidence: dict[str, int] = Field(default_factory=dict)
    fell_back: bool = False
    tokens: dict[str, int] = Field(default_factory=lambda: {"in": 0, "out": 0})
    calls: tuple[str, ...] = ()
    judged: dict[str, Judgement] = Field(default_factory=dict)
    """What a judge said of the reply, by question."""
    seconds: float = 0.0
    live: bool = False


class Score(Record):
    """What one scorer says of one output. `value` is None where there is nothing to score."""

    scorer: str
    value: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    explanation: str = ""
    span: Span | None = None
    """Where in the reply."""


class Row(Record):
    """One trial of one sample by one arm, with its scores."""

    arm: str
    sample: str
    cluster: str
    trial: int
    output: Output
    scores: tuple[Score, ...] = ()

    @property
    def place(self) -> tuple[str, str, int]:
        """By which rows are sorted."""
        return self.arm, self.sample, self.trial

    def value(self, scorer: str) -> float | None:
        """What a scorer gave; None where it gave nothing."""
        return next((score.value for score in self.scores if score.scorer == scorer), None)
