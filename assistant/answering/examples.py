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
from assistant.settings import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "asked.yaml"
_RIDGE = 10.0
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
            subject=self._line(likeness).of(vector, question, but=left_out),
            places=places,
            left_out=left_out,
        )

    def _line(self, likeness: Likeness) -> Line:
        """The line between the two kinds, drawn once."""
        if "line" not in self.__dict__:
            texts = (*self.answered, *self.elsewhere)
            sides = [1.0] * len(self.answered) + [-1.0] * len(self.elsewhere)
            self.__dict__["line"] = Line(texts, likeness.vectors(texts) if texts else None, sides)
        line: Line = self.__dict__["line"]
        return line

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
    subject: float = 0.0
    """On which side of the line between the two kinds of questions it lies: about −1 to 1."""
    left_out: str = ""


class Line:
    """The line between questions that are answered and others: ridge regression, both alike.

    Args:
        sides: 1 or −1 for each text.
    """

    def __init__(
        self, texts: Sequence[str], vectors: NDArray[np.float32] | None, sides: Sequence[float]
    ) -> None:
        import numpy as np

        self._place = {text: number for number, text in enumerate(texts)}
        self._sides = np.array(sides)
        if vectors is None or abs(self._sides.sum()) == len(texts):
            self._rows = None
            return
        share = float((self._sides > 0).mean())
        self._counts = np.where(self._sides > 0, 0.5 / share, 0.5 / (1 - share))
        self._rows = np.c_[vectors, np.ones(len(texts))]
        ridge = np.eye(self._rows.shape[1]) * _RIDGE
        ridge[-1, -1] = 0
        self._inverse = np.linalg.inv(self._rows.T @ (self._rows * self._counts[:, None]) + ridge)
        self._weights = self._inverse @ (self._rows.T @ (self._counts * self._sides))

    def of(self, vector: NDArray[np.float32], text: str, *, but: str = "") -> float:
        """Where a question lies, as if an example that is left out had never been there."""
        import numpy as np

        if self._rows is None:
            return 0.0
        row = np.append(vector, 1.0)
        value = float(row @ self._weights)
        place = self._place.get(but) if but and but == text else None
        if place is not None:
            pull = float(self._counts[place] * (row @ self._inverse @ row))
            value = (value - pull * float(self._sides[place])) / (1 - pull)
        return value


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
