"""How the customer feels, how strongly, and how much reproach there is in it.

Two judges: the lexicon with its hand-set weights, and a small linear model over the same signs and
the words themselves (`models/emotion.md`). The lexicon gives the heat; the model says whether
the writer is upset and how much they reproach us, and lifts or lowers the heat accordingly.
Neither was fitted on the data that we measure with. Every judgement can be traced to the words
that made it: `explain`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from assistant.domain import Emotion, Severity
from assistant.triage.signs import NEVER, Signs, grams, key, names, parts

MODEL = Path(__file__).parent / "models" / "emotion.npz"
_EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)
_GRADES = 5
_GRADE_HEAT = (0.0, 0.2, 0.45, 0.65, 0.9)
"""What each grade of reproach would be as an intensity."""
_LIFT = 0.6
"""How far the model's heat counts where the words show less."""
_CALM = 0.05
"""Intensity that a message without a complaint has at most."""
_UNKNOWN = 60
"""Words that are taken apart at most; a text of nothing else is no language we know."""
_MEMORY = 8_000
"""Words whose rows are remembered."""
_HOT_WORDS: frozenset[Emotion] = frozenset({"anger", "contempt"})
_COOL_WORDS: frozenset[Emotion] = frozenset({"neutral", "positive", "confusion"})

Grade = Literal["low", "medium", "high"]
"""low: no complaint. medium: a complaint with or without dissatisfaction. high: somebody did wrong
or is to blame (the grades of Trosborg, *Interlanguage Pragmatics*, 1995, taken together)."""

_LEVELS: tuple[Grade, ...] = get_args(Grade)


@dataclass(frozen=True)
class Feeling:
    """What a message says about its writer.

    `intensity` is 0 (calm) to 1 (furious); `upset` whether dissatisfaction or anger is heard;
    `grade` how much reproach there is, before any flag.
    """

    emotion: Emotion
    intensity: float
    upset: bool
    grade: Grade


class Reason(NamedTuple):
    """A word or sign and what it adds to "upset" (below 0: what it takes away)."""

    what: str
    weight: float


class _Model:
    """The shipped weights. `keys` are sorted, and `words` are rows of whole numbers to scale."""

    def __init__(self, path: Path) -> None:
        import numpy

        with numpy.load(path, allow_pickle=False) as arrays:
            self.arrays: dict[str, Any] = {name: arrays[name] for name in arrays.files}
        self._numpy = numpy
        keys: list[int] = self.arrays["keys"].tolist()
        self._places = {key: place for place, key in enumerate(keys)}
        self._of_word = lru_cache(maxsize=_MEMORY)(self._looked_up)
        self._ranks: list[int] = self.arrays["ranks"].tolist()
        self.threshold = float(self.arrays["upset"])

    def scores(self, signs: Signs, text: str) -> Any:
        """The scores of all heads: emotions, grades, upset."""
        total = self.of_signs(signs.values).sum(axis=0) + self.arrays["bias"]
        return total + self.of_words(text)[1].sum(axis=0)

    def of_words(self, text: str) -> tuple[list[str], Any]:
        """The words, parts of words and pairs that have weights, and what each adds."""
        single, pairs = map(sorted, grams(text))
        known: list[tuple[str, int]] = []
        unknown = 0
        for word in single:
            found = self._of_word(word)
            whole = len(found) == 1 and found[0][0] == word
            unknown += not whole
            if whole or unknown <= _UNKNOWN:
                known += found
        known += [(pair, p) for pair in pairs if (p := self._places.get(key(pair))) is not None]
        rows = self._numpy.array([place for _, place in known], dtype=int)
        weights = self.arrays["words"][rows] * self.arrays["scale"]
        return [unit for unit, _ in known], weights / math.sqrt(len(single) + 3)

    def _looked_up(self, word: str) -> tuple[tuple[str, int], ...]:
        """A word or the parts that it is made of, each with the row of its weights."""
        place = self._places.get(key(word))
        if place is not None:
            return ((word, place),)
        found = ((part, self._places.get(key(part))) for part in parts(word, self._rank))
        return tuple((part, place) for part, place in found if place is not None)

    def _rank(self, part: str) -> int:
        """When two parts are joined to this one."""
        place = self._places.get(key(part))
        return NEVER if place is None else self._ranks[place]

    def of_signs(self, values: list[float]) -> Any:
        """What each sign adds to each head."""
        limit = self.arrays["limit"]
        scaled = (self._numpy.array(values) - self.arrays["mean"]) / self.arrays["spread"]
        return self._numpy.clip(scaled, -limit, limit)[:, None] * self.arrays["signs"]

    def shares(self, scores: Any) -> list[float]:
        """Scores as shares of one."""
        raised = self._numpy.exp(scores - scores.max())
        return list((raised / raised.sum()).tolist())


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model(MODEL)


def read(text: str) -> Feeling:
    """The feeling in a message."""
    model, signs = _model(), Signs(text)
    scores = model.scores(signs, text)
    count = len(_EMOTIONS)
    grades = model.shares(scores[count : count + _GRADES])
    upset = 1 / (1 + math.exp(-float(scores[-1]))) > model.threshold
    grade = _grade(grades, model.arrays["levels"])
    emotion = _emotion(model.shares(scores[:count]), upset, grade, signs)
    intensity = 0.0 if emotion == "positive" else _intensity(signs.heat, grades, upset, grade)
    return Feeling(emotion, round(intensity, 2), upset, grade)


def feel(text: str) -> tuple[Emotion, float]:
    """The strongest emotion of a message and its intensity, 0 (calm) to 1 (furious)."""
    feeling = read(text)
    return feeling.emotion, feeling.intensity


def _grade(shares: list[float], bias: Any) -> Grade:
    """The likeliest level; the bias makes each as frequent as it is among our own messages."""
    levels = (shares[0], shares[1] + shares[2], shares[3] + shares[4])
    scores = [math.log(share + 1e-9) + float(add) for share, add in zip(levels, bias, strict=True)]
    return _LEVELS[scores.index(max(scores))]


def _emotion(shares: list[float], upset: bool, grade: Grade, signs: Signs) -> Emotion:
    """The likeliest emotion that fits: nobody is angry and calm at once."""
    without = _COOL_WORDS if upset else _HOT_WORDS
    if not upset and grade == "low" and not signs.scores.keys() - {"positive", "complaint"}:
        without = without | {"frustration", "disappointment"}
    fitting = {e: share for e, share in zip(_EMOTIONS, shares, strict=True) if e not in without}
    return max(fitting, key=lambda emotion: fitting[emotion])


def _intensity(heat: float, grades: list[float], upset: bool, grade: Grade) -> float:
    """The heat of the words, lifted where the whole accuses us, held down where it is no complaint."""
    if upset and grade == "high":
        expected = sum(share * own for share, own in zip(grades, _GRADE_HEAT, strict=True))
        return max(heat, _LIFT * expected)
    return min(heat, _CALM) if grade == "low" and not upset else heat


def explain(text: str, limit: int = 8) -> tuple[Reason, ...]:
    """The words and signs that count most for or against "upset", strongest first.

    A sign is shown with what was found of it; its weight is what it adds over its absence.
    """
    model, signs = _model(), Signs(text)
    present = model.of_signs(signs.values)[:, -1]
    absent = model.of_signs([0.0] * len(present))[:, -1]
    added: dict[str, float] = {}
    for name, weight in zip(names(), present - absent, strict=True):
        added[_shown(name, signs)] = added.get(_shown(name, signs), 0.0) + float(weight)
    units, weights = model.of_words(text)
    for unit, weight in zip(units, weights[:, -1], strict=True):
        added[unit] = added.get(unit, 0.0) + float(weight)
    ranked = sorted(added.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(Reason(what, round(weight, 2)) for what, weight in ranked[:limit])


def _shown(name: str, signs: Signs) -> str:
    examples = sorted({found.lower() for found in signs.found.get(name, ())})
    return f"{name}: {', '.join(examples[:3])}" if examples else name


def severity(intensity: float, level: int, harm: bool, *, grade: Severity = "low") -> Severity:
    """How much is at stake.

    Args:
        level: of the highest flag; flags raise the severity and never lower it.
        harm: money, health or access is lost.
        grade: what the words alone say (`Feeling.grade`).
    """
    if level >= 3:
        return "critical"
    if level == 2 or grade == "high" or (intensity >= 0.75 and harm):
        return "high"
    return "medium" if grade == "medium" or intensity >= 0.3 or harm else "low"
