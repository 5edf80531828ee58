"""Answers that people wrote, in place of a model: for demonstrations, mutants and tests.

Each line of the file is `{"sample", "prompt", "text"}`, with a `trial` where trials differ, or with
`declined` instead of a text for a model that refuses.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Record
from evals.errors import NoAnswer
from evals.hashing import files_digest
from evals.loading.faults import fault
from evals.loading.rows import rows
from evals.tape import Call


class WrittenAnswer(Record):
    """One written answer; without a prompt or a trial it serves all of them."""

    sample: str
    prompt: str = ""
    trial: int = 0
    text: str = ""
    declined: str = ""


class WrittenAnswers:
    """The answers of one file."""

    def __init__(self, path: Path) -> None:
        self.hash = files_digest([path], root=path.parent) if path.is_file() else ""
        self._found: dict[tuple[str, str, int], WrittenAnswer] = {}
        for line, data in rows(path, what="a written answer"):
            try:
                made = WrittenAnswer.model_validate(data)
            except ValidationError as error:
                raise fault(error, f"{path}:{line}", WrittenAnswer) from None
            self._found[made.sample, made.prompt, made.trial] = made

    def call(self, key: str, sample: str, prompt: str, trial: int) -> Call:
        """The answer for a trial.

        Raises:
            NoAnswer: nobody wrote one.
        """
        for place in ((sample, prompt, trial), (sample, prompt, 0), (sample, "", 0)):
            if found := self._found.get(place):
                return Call(
                    key=key,
                    model="written",
                    text=found.text,
                    declined=found.declined,
                    tokens={"in": 0, "out": len(found.text.split())},
                )
        raise NoAnswer(f"nobody wrote an answer for {sample} with {prompt}")


@lru_cache(maxsize=16)
def written_answers(path: Path, changed: float) -> WrittenAnswers:
    """The answers of a file, read once while it stays as it is."""
    return WrittenAnswers(path)
