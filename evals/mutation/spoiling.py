"""A good answer made bad, in the one way that a mutant has."""

from __future__ import annotations

import re

from assistant.domain import Case
from evals.mutation.records import Mutant
from evals.records import Sample


def spoiled(text: str, mutant: Mutant) -> str:
    """What the mutant makes of a good answer."""
    if mutant.text:
        return mutant.text
    if mutant.drop:
        text = _without(text, re.compile(mutant.drop, re.IGNORECASE))
    if mutant.replace:
        text = re.sub(*mutant.replace, text)
    parts = (mutant.prepend, text, mutant.append)
    return "\n\n".join(part for part in parts if part)


def _without(text: str, pattern: re.Pattern[str]) -> str:
    """The text without the sentences that match; paragraphs stay apart."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        sentences = re.split(r"(?<=[.!?])\s+", paragraph)
        paragraphs.append(" ".join(each for each in sentences if not pattern.search(each)))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def attacked(sample: Sample, mutant: Mutant) -> Sample:
    """The sample as this mutant meets it: with the attack in the message, and its canary."""
    if not mutant.message:
        return sample
    case: Case = sample.case.model_copy(
        update={"message": f"{sample.case.message} {mutant.message}"}
    )
    expect = sample.expect.model_copy(update={"canary": (mutant.canary,)})
    return sample.model_copy(update={"case": case, "expect": expect})
