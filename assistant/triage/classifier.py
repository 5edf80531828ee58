"""A small linear model that adds risk flags which no rule waits for, and judges their hints.

What a rule flags by itself it never removes.

Its features are the words, their beginnings and the pairs of both in the plain view; beside them
groups of words of like meaning, their pairs, and beginnings that stand a few words apart; and the
concepts of `escalation.yaml`. Its weights were fitted on our own labelled sentences
(`models/risk.md` is its card). A flag of its own points at the sentence that spoke most for it.
numpy is all it needs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from assistant.domain import Span
from assistant.triage.risk_words import BUCKETS, Words, windows, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("models") / "risk.npz"
BESIDE = 1.2
"""Length of the second half of the places where that of the first is 1."""
_SURER = 0.25
"""By how much a window must lie above the threshold: many windows have many chances."""


class Seen(NamedTuple):
    """A situation that the model sees: its key and the sentence that spoke most for it.

    Attributes:
        sure: the score is above the threshold of a flag, and not only of a doubt.
    """

    key: str
    span: Span
    sure: bool = True


class _Model(NamedTuple):
    keys: tuple[str, ...]
    thresholds: NDArray[np.float32]
    supported: NDArray[np.float32]
    """The thresholds where a hint of the rules points at the situation too."""
    doubts: NDArray[np.float32]
    bias: NDArray[np.float32]
    idf: NDArray[np.float32]
    words: NDArray[np.int8]
    scale: NDArray[np.float32]
    concepts: Mapping[str, int]
    concept_idf: NDArray[np.float32]
    concept_weights: NDArray[np.float32]


@lru_cache(maxsize=1)
def _model() -> _Model:
    import numpy as np

    with np.load(WEIGHTS, allow_pickle=False) as file:
        return _Model(
            keys=tuple(file["keys"].tolist()),
            thresholds=file["thresholds"],
            supported=file["supported"] if "supported" in file else file["thresholds"],
            doubts=file["doubts"],
            bias=file["bias"],
            idf=file["idf"].astype(np.float32),
            words=file["words"],
            scale=file["scale"],
            concepts={name: row for row, name in enumerate(file["concepts"].tolist())},
            concept_idf=file["concept_idf"],
            concept_weights=file["concept_weights"],
        )


def seen(
    text: str,
    concepts: Sequence[tuple[int, str]],
    sentences: Sequence[Span],
    *,
    hinted: Mapping[str, int] = MappingProxyType({}),
) -> Iterator[Seen]:
    """The situations whose score lies above their threshold, in the message or in a window of it.

    First those that are sure, then those that are worth a doubt.

    Args:
        text: a plain view. concepts: where each concept in it starts, in that order.
        sentences: its sentences. hinted: situations that a hint of the rules points at, with the
            place of the hint: its sentence may speak for it where the whole does not.
    """
    import numpy as np

    words = words_of(text, sentences)
    count = len(words.starts)
    if not count:
        return
    model = _model()
    hints = np.array([key in hinted for key in model.keys])
    limits = np.where(hints, model.supported, model.thresholds)
    worth = np.minimum(limits, model.doubts)
    held = [start for start, _ in concepts]
    told: set[str] = set()
    near: dict[str, Seen] = {}
    for low, high in windows(words.starts, sentences):
        whole = (low, high) == (0, count)
        scores, parts, inverse, starts, times = _scored(
            model, words, (low, high), _inside(concepts, held, words, (low, high))
        )
        surer = 0.0 if whole else _SURER
        for place in np.flatnonzero(scores > worth + surer):
            key = model.keys[place]
            sure = bool(scores[place] > limits[place] + surer)
            if key in told or (key in near and not sure):
                continue
            share = (parts[:, place] / times).astype(np.float32)[inverse]
            found = Seen(key, _strongest(starts, share, sentences), sure)
            if sure:
                told.add(key)
                yield found
            else:
                near[key] = found
    for key, byte in hinted.items():
        span = next((each for each in sentences if each[0] <= byte < each[1]), None)
        if key in told or key not in model.keys or span is None:
            continue
        first, end = np.searchsorted(words.starts, span).tolist()
        column = model.keys.index(key)
        if first == end:
            continue
        if (
            _scored(
                model, words, (first, end), _inside(concepts, held, words, (first, end))
            ).scores[column]
            > limits[column]
        ):
            told.add(key)
            yield Seen(key, span)
    yield from (found for key, found in near.items() if key not in told)


class _Scored(NamedTuple):
    """Scores of some words, and what each place adds to them.

    Attributes:
        inverse: for each word its place among the parts. starts: where it starts. times: how
            often each place occurs.
    """

    scores: NDArray[np.float32]
    parts: NDArray[np.float32]
    inverse: NDArray[np.intp]
    starts: NDArray[np.intp]
    times: NDArray[np.intp]


def _inside(
    concepts: Sequence[tuple[int, str]], held: Sequence[int], words: Words, edges: tuple[int, int]
) -> set[str]:
    """The concepts that start among the words between two edges; with all the words, all.

    Args:
        held: where each concept starts, in that order.
    """
    low, high = edges
    if edges == (0, len(words.starts)):
        return {name for _, name in concepts}
    first, last = int(words.starts[low]), int(words.starts[high - 1])
    return {name for _, name in concepts[bisect_left(held, first) : bisect_right(held, last)]}


def _scored(
    model: _Model, words: Words, edges: tuple[int, int], concepts: Iterable[str]
) -> _Scored:
    """The scores of the words between two edges with some concepts."""
    import numpy as np

    places, starts = words.places(*edges)
    unique, inverse, times = np.unique(places, return_inverse=True, return_counts=True)
    parts = _parts(model, unique, times)
    scores = model.bias + parts.sum(axis=0) + _of_concepts(model, concepts)
    return _Scored(scores, parts, inverse, starts, times)


def _parts(model: _Model, unique: NDArray[np.intp], times: NDArray[np.intp]) -> NDArray[np.float32]:
    """What each place that occurs adds to the score of each situation."""
    import numpy as np

    values = (1 + np.log(times)) * model.idf[unique]
    edge = int(np.searchsorted(unique, BUCKETS))
    for half, length in ((values[:edge], 1.0), (values[edge:], BESIDE)):
        half *= length / max(float(np.linalg.norm(half)), 1e-9)
    parts: NDArray[np.float32] = model.words[unique] * (model.scale * values[:, None])
    return parts


def _of_concepts(model: _Model, concepts: Iterable[str]) -> NDArray[np.float32]:
    import numpy as np

    rows = sorted({model.concepts[name] for name in concepts if name in model.concepts})
    if not rows:
        return np.zeros(len(model.keys), dtype=np.float32)
    values = model.concept_idf[rows]
    values = values / np.linalg.norm(values)
    total: NDArray[np.float32] = values @ model.concept_weights[rows]
    return total


def _strongest(
    starts: NDArray[np.intp], share: NDArray[np.float32], sentences: Sequence[Span]
) -> Span:
    """The sentence whose words add most to the score."""
    return max(
        sentences, key=lambda span: float(share[(starts >= span[0]) & (starts < span[1])].sum())
    )
