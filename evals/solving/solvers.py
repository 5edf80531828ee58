"""The two solvers: the product as it is, and a prompt's own text without the product's guard.

The product repairs or replaces a model's bad text, so a worse prompt hardly shows in what it sends.
`writer` asks the prompt once and looks at what came with the same rubric: that is what a comparison
of prompts needs. `assistant` is what a release needs.
"""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import Reply, Writer
from assistant.errors import CaseError, ComposureError, ModelError
from evals.errors import NeedsRecording, NoAnswer, OverBudget
from evals.hashing import digest
from evals.records import Arm, Output, Sample, Solver
from evals.solving.asking import TapedModel
from evals.solving.bench import Bench, prompt_for
from evals.solving.purse import Purse
from evals.solving.reading import answered, read_work
from evals.tape import Tape

if TYPE_CHECKING:
    from assistant.drafting.work import Parts, Work
    from assistant.prompts import Prompt


class Solving:
    """Solves trials on one bench with one tape. Thread-safe.

    Args:
        folder: where the suite file lies; prompts and written answers are found from there.
        record: models that cost something may be asked.
    """

    def __init__(
        self,
        bench: Bench,
        tape: Tape,
        *,
        solver: Solver,
        folder: Path,
        record: bool = False,
        purse: Purse | None = None,
    ) -> None:
        self.bench, self.tape, self.solver = bench, tape, solver
        self.folder, self.record = folder, record
        self.purse = purse or Purse()

    def key(self, sample: Sample, arm: Arm, trial: int) -> str:
        """The hash of all that a trial depends on, from which its rendered messages follow."""
        answers = (self.folder / arm.model.answers) if arm.model.answers else None
        return digest(
            {
                "case": sample.case.model_dump(mode="json"),
                "sample": sample.id,
                "clock": self.bench.clock.isoformat(),
                "solver": self.solver,
                "model": [arm.model.name, *self.bench.parameters],
                "gold": sorted(sample.expect.qrels.items()) if arm.model.gold else [],
                "documents": [each.model_dump() for each in sample.documents],
                "answers": digest(answers.read_text("utf-8")) if answers else "",
                "prompt": self._prompt(arm).hash if arm.prompt else "",
                "knowledge": self.bench.knowledge_hash,
                "package": self.bench.package_hash,
                "trial": trial if arm.prompt else 0,  # offline every trial is the same
            }
        )

    def known(self, sample: Sample, arm: Arm, trial: int) -> bool:
        """Whether the tape holds what came of a trial, so that nothing needs to be opened."""
        return self.tape.settled(self.key(sample, arm, trial))

    def solve(self, sample: Sample, arm: Arm, trial: int) -> Output:
        """What comes of a trial: from the tape, else anew. Never raises for one trial's sake.

        Raises:
            OverBudget: the run may spend no more.
        """
        key = self.key(sample, arm, trial)
        known = self.tape.output(key)
        if known is not None:
            return known
        output = self._outcome(sample, arm, trial)
        if output.state != "needs_recording":
            self.tape.add_output(key, output)
        return output

    def _outcome(self, sample: Sample, arm: Arm, trial: int) -> Output:
        """Every failure as its own state; a refusal is no error, and neither is a score of 0.

        A fault of the assistant's own code is an error of this trial alone, so that one bad case
        does not hide what all others show.
        """
        model = TapedModel(
            arm=arm, sample=sample, trial=trial, tape=self.tape, purse=self.purse,
            folder=self.folder, record=self.record, parameters=self.bench.parameters,
        )  # fmt: skip
        try:
            made = self._solve(sample, arm, model)
        except OverBudget:
            raise
        except NeedsRecording as error:
            return Output(state="needs_recording", reason=str(error))
        except CaseError as error:
            return Output(state="rejected", reason=error.message)
        except NoAnswer as error:
            return Output(state="error", reason=str(error))
        except ModelError as error:
            state = "refused" if error.reason == "declined" else "error"
            return Output(state=state, reason=f"{error.reason}: {error.message}", live=model.live)
        except ComposureError:
            raise  # a tape, a prompt or a knowledge folder that no trial can do without
        except Exception as error:
            return Output(state="error", reason=_placed(error), live=model.live)
        return self._judged(made, answered=model.first is not None)

    def _judged(self, made: Output, *, answered: bool) -> Output:
        """A reply that the offline writer gave for a model that failed is not the model's.

        One that it gave for a text that could not be used is what the product sends, and counts.
        """
        unusable = ("broken_rule", "malformed") if answered else ()
        if not made.fell_back or made.reason.startswith(unusable):
            return made
        state = "refused" if made.reason.startswith("declined") else "error"
        return Output(state=state, reason=made.reason, calls=made.calls, live=made.live)

    def _solve(self, sample: Sample, arm: Arm, model: TapedModel) -> Output:
        if self.solver == "ask":
            return answered(self.bench, sample.case.message)
        from assistant.drafting.writing import Asking

        asking = None
        if arm.prompt:
            asking = Asking(prompt=self._prompt(arm), complete=model)
        name = "" if arm.model.name == "offline" else arm.model.name
        gold = sample.expect.qrels if arm.model.gold else {}
        planted = sample.documents
        parts, retrieved = self.bench.parts_for(name, asking, gold=gold, planted=planted)
        model.retrieved = retrieved
        work = self.bench.begin(sample.case, parts)
        if self.solver == "assistant" or not arm.prompt:
            work = _whole(work, parts)
        else:
            work = _writer_alone(work, parts, self._prompt(arm), model)
        return read_work(work, parts, retrieved, model if arm.prompt else None).model_copy(
            update={"seconds": model.seconds}
        )

    def _prompt(self, arm: Arm) -> Prompt:
        known: dict[str, Prompt] = self.__dict__.setdefault("_prompts", {})
        if arm.prompt not in known:
            known[arm.prompt] = prompt_for(arm.prompt, self.folder)
        return known[arm.prompt]


def _placed(error: Exception) -> str:
    """Type and place of a fault, but not its text: that may be a customer's."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"internal error ({type(error).__name__} in {Path(place.filename).name}:{place.lineno})"


def _whole(work: Work, parts: Parts) -> Work:
    """All steps of a draft, in their order."""
    from assistant.drafting.pipeline import STEPS

    for _, step in STEPS:
        work = step(work, parts)
    return work


def _writer_alone(work: Work, parts: Parts, prompt: Prompt, model: TapedModel) -> Work:
    """The steps to the brief, then one answer of the model, looked at but not changed."""
    from assistant.drafting.pipeline import STEPS
    from assistant.drafting.work import look
    from assistant.drafting.writing import Written
    from assistant.rubric.commitments import commitments
    from assistant.rubric.evidence import evidence

    for name, step in STEPS:
        if name == "write":
            break
        work = step(work, parts)
    if work.known_brief().mode == "hard_stop":
        return _rest(work, parts)
    reply = _asked(work, parts, prompt, model)
    writer = Writer(
        model=model.arm.model.name,
        prompt=prompt.id,
        prompt_hash=prompt.hash,
        tokens=model.first.tokens if model.first else {"in": 0, "out": 0},
        seconds=0.0,
    )
    work = replace(work, written=Written(reply=reply, writer=writer))
    looked = look(work, parts, reply)
    return replace(
        work,
        findings=looked.findings,
        ledger=commitments(looked.review),
        evidence=evidence(looked.review),
    )


def _rest(work: Work, parts: Parts) -> Work:
    """A hard stop is written by its rule and never by a model."""
    from assistant.drafting.pipeline import STEPS

    names = [name for name, _ in STEPS]
    for _, step in STEPS[names.index("write") :]:
        work = step(work, parts)
    return work


def _asked(work: Work, parts: Parts, prompt: Prompt, model: TapedModel) -> Reply:
    """The model's text; one with a placeholder that was never issued is looked at as it is."""
    from assistant.drafting.language_model import render, restored
    from assistant.drafting.writing import masker_for

    brief = work.known_brief()
    masker = masker_for(brief.case, parts.settings)
    completion = model(
        parts.settings.models, render(brief, prompt, masker), settings=parts.settings
    )
    try:
        return restored(completion.text, brief, masker)
    except ModelError:
        return Reply(
            text=completion.text,
            subject="",
            language=brief.triage.language,
            channel=brief.case.channel,
        )
