"""What a question resembles: questions that such knowledge answers, or those that it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.words import Likeness
from assistant.domain import Record
from assistant.errors import KnowledgeError
from assistant.knowledge.pointing import NOWHERE, Pointed
from assistant.settings import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "asked.yaml"
NEAREST = 5
"""Examples of each kind that count: the nearest ones."""


class Examples(Record):
    """Questions that were asked before: with the passages that answer them, or that none does."""

    answered: dict[str, tuple[str, ...]]
    elsewhere: tuple[str, ...]

    def resembled(self, question: str, likeness: Likeness, *, left_out: str = "") -> Resembled:
        """What a question resembles.

        Args:
            left_out: an example that does not count, to measure with it.
        """
        answered = [example for example in self.answered if example != left_out]
        elsewhere = [example for example in self.elsewhere if example != left_out]
        vector = likeness.vectors([question])[0]
        near = _cosines(vector, answered, likeness)
        places: dict[str, float] = {}
        for example, cosine in zip(answered, near, strict=True):
            for passage in self.answered[example]:
                places[passage] = max(places.get(passage, 0.0), float(cosine))
        return Resembled(
            leaning=_nearest(near) - _nearest(_cosines(vector, elsewhere, likeness)),
            places=places,
            left_out=left_out,
        )

    def of(self, passage: str, *, but: str = "") -> tuple[str, ...]:
        """The questions that a passage answers."""
        return tuple(question for question in self._by_passage.get(passage, ()) if question != but)

    @cached_property
    def _by_passage(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for question, passages in self.answered.items():
            for passage in passages:
                found[passage].append(question)
        return found


class Resembled(Record):
    """What a question resembles.

    `leaning`: how much nearer it is to the questions that are answered: −1 to 1, 0 = neither.
    `places`: passage id → how near the nearest question is that it answers.
    """

    leaning: float
    places: dict[str, float]
    left_out: str = ""
    pointed: Pointed = NOWHERE
    """To which passages it points, by what was learnt from thousands of questions."""


def _cosines(
    vector: NDArray[np.float32], examples: Sequence[str], likeness: Likeness
) -> NDArray[np.float32]:
    import numpy as np

    if not examples:
        return np.zeros(0, dtype=np.float32)
    found: NDArray[np.float32] = likeness.vectors(examples) @ vector
    return found


def _nearest(cosines: NDArray[np.float32]) -> float:
    import numpy as np

    return float(np.sort(cosines)[-NEAREST:].mean()) if len(cosines) else 0.0


def examples_for(folder: Path) -> Examples:
    """The company's own examples together with the shipped ones; its own win.

    Raises:
        KnowledgeError: a file cannot be read.
    """
    own, ours = folder / FILE, shipped("knowledge") / FILE
    found = _load(ours)
    if own.is_file() and own.resolve() != ours.resolve():
        more = _load(own)
        found = Examples(
            answered={
                **{q: p for q, p in found.answered.items() if q not in more.elsewhere},
                **more.answered,
            },
            elsewhere=(
                *more.elsewhere,
                *(question for question in found.elsewhere if question not in more.answered),
            ),
        )
    return found


@lru_cache(maxsize=4)
def _load(path: Path) -> Examples:
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        return Examples(
            answered={str(q): tuple(map(str, ids or ())) for q, ids in data["answered"].items()},
            elsewhere=tuple(map(str, data["elsewhere"])),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(
            f"{path.name} cannot be read: {type(error).__name__}",
            remedy="it holds answered (question: [passages]) and elsewhere (a list of questions)",
        ) from error
