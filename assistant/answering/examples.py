"""What a question resembles: questions that such knowledge answers, or those that it does not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.words import Likeness
from assistant.domain import Record
from assistant.errors import KnowledgeError
from assistant.settings import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "asked.yaml"
NEAREST = 5
"""Examples of each kind that count: the nearest ones."""


class Examples(Record):
    """Questions that were asked before, by whether knowledge like this answers them."""

    answered: tuple[str, ...]
    elsewhere: tuple[str, ...]

    def leaning(self, question: str, likeness: Likeness) -> float:
        """How much nearer the question is to those that are answered: −1 to 1, 0 = neither.

        The question itself is never its own example.
        """
        vector = likeness.vectors([question])[0]
        return _near(question, vector, self.answered, likeness) - _near(
            question, vector, self.elsewhere, likeness
        )


def _near(
    question: str, vector: NDArray[np.float32], examples: Sequence[str], likeness: Likeness
) -> float:
    import numpy as np

    others = [example for example in examples if example != question]
    if not others:
        return 0.0
    return float(np.sort(likeness.vectors(others) @ vector)[-NEAREST:].mean())


def examples_for(folder: Path) -> Examples:
    """The company's own examples together with the shipped ones.

    Raises:
        KnowledgeError: a file cannot be read.
    """
    own, ours = folder / FILE, shipped("knowledge") / FILE
    found = _load(ours)
    if own.is_file() and own.resolve() != ours.resolve():
        more = _load(own)
        taken = set(more.answered) | set(more.elsewhere)
        found = Examples(
            answered=(*more.answered, *(q for q in found.answered if q not in taken)),
            elsewhere=(*more.elsewhere, *(q for q in found.elsewhere if q not in taken)),
        )
    return found


@lru_cache(maxsize=4)
def _load(path: Path) -> Examples:
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        return Examples(
            answered=tuple(map(str, data["answered"])), elsewhere=tuple(map(str, data["elsewhere"]))
        )
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise KnowledgeError(
            f"{path.name} cannot be read: {type(error).__name__}",
            remedy="it holds two lists of questions: answered and elsewhere",
        ) from error
