"""Asks a model through the tape: recorded answers first, the model only where that is allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import ModelError
from assistant.models.answers import Completion
from evals.errors import NeedsRecording
from evals.hashing import digest
from evals.loading.suites import prompt_name
from evals.prices import cost
from evals.records import Arm, Sample
from evals.solving.bench import Retrieved
from evals.solving.purse import Purse
from evals.solving.written import WrittenAnswers, written_answers
from evals.tape import Call, Tape

_MARK = re.compile(r"\[\[data-[0-9a-f]{16}\]\]")
"""The mark around a customer's words is new for each request; here it is always the same."""


@dataclass
class TapedModel:
    """Answers for one trial in place of `assistant.models.complete`.

    parameters: further settings that the answer depends on.
    record: the model may be asked where the tape has no answer.
    keys: of the calls made, in order; live: whether one of them went to the model;
    seconds: what they took together, also where a repair followed.
    """

    arm: Arm
    sample: Sample
    trial: int
    tape: Tape
    purse: Purse
    folder: Path
    record: bool
    parameters: tuple[Any, ...] = ()
    retrieved: Retrieved | None = None
    keys: list[str] = field(default_factory=list)
    live: bool = False
    first: Completion | None = None
    seconds: float = 0.0

    def __call__(
        self, models: Sequence[Any], messages: Sequence[tuple[str, str]], **options: Any
    ) -> Completion:
        """As `assistant.models.complete`.

        Raises:
            NeedsRecording: the tape lacks it and the model may not be asked. OverBudget, NoAnswer.
            ModelError: the model failed or declined.
        """
        key = self._key(messages)
        call = self.tape.call(key)
        if call is None:
            call = self._ask(key, models, messages, options)
        self.keys.append(key)
        made = call.completion()
        self.first = self.first or made
        self.seconds += made.seconds
        return made

    def _key(self, messages: Sequence[tuple[str, str]]) -> str:
        """The hash of the messages as rendered, model, settings, snapshot, trial and turn."""
        rendered = [[role, _MARK.sub("[[data]]", text)] for role, text in messages]
        snapshot = self.retrieved.snapshot() if self.retrieved else ""
        model = [self.arm.model.name, *self.parameters]
        if self.arm.model.answers:
            model.append(self._answers().hash)
        return digest([rendered, model, snapshot, self.trial, len(self.keys)])

    def _answers(self) -> WrittenAnswers:
        """The written answers that stand for this model."""
        path = (self.folder / self.arm.model.answers).resolve()
        return written_answers(path, path.stat().st_mtime if path.exists() else 0.0)

    def _ask(
        self,
        key: str,
        models: Sequence[Any],
        messages: Sequence[tuple[str, str]],
        options: dict[str, Any],
    ) -> Call:
        if self.arm.model.answers:
            call = self._written(key)
        elif self.record or self.arm.model.local:
            call = self._live(key, models, messages, options)
        else:
            raise NeedsRecording(f"{self.arm.id} has no recording for {self.sample.id}")
        self.tape.add_call(call)
        return call

    def _written(self, key: str) -> Call:
        name = prompt_name(self.arm.prompt)
        return self._answers().call(key, self.sample.id, name, self.trial)

    def _live(
        self,
        key: str,
        models: Sequence[Any],
        messages: Sequence[tuple[str, str]],
        options: dict[str, Any],
    ) -> Call:
        """One question to the model itself, with the assistant's own deadline and retries."""
        from assistant.models import complete

        prices = self.arm.model.prices
        held = self.purse.hold(prices, sum(len(text) for _, text in messages))
        paid = 0.0
        self.live = True
        try:
            made = complete(models, messages, **options)
            paid = cost(prices, made.tokens)
        except ModelError as error:
            if error.reason == "declined":
                return Call(key=key, model=self.arm.model.name, declined=error.message)
            raise
        finally:
            self.purse.settle(held, paid)
        return Call(
            key=key,
            model=made.model,
            text=_MARK.sub("[[data]]", made.text),
            tokens=made.tokens,
            seconds=round(made.seconds, 4),
            cost=paid,
        )
