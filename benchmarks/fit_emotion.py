"""Fits the small model of emotion, reproach and upset that ships with the package.

    python -m benchmarks.fit_emotion [EMOTION.jsonl] [--out FILE.npz]

It learns from `tests/data/triage/emotion.jsonl` (our own sentences) and, where EMOTION.jsonl is
given, from its rows whose source is GoEmotions (Apache-2.0); every other row of that file is left
alone. The same rows give the same file, byte for byte.

Three linear models over the same features: emotion (nine), grade of reproach (five), upset (two).
The words' weights are learned through WordLlama's word vectors as well as by themselves, and then
written out for a vocabulary, so that words never seen here have a weight too and nothing needs
to load the vectors to use them.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Emotion
from assistant.triage.emotion import MODEL
from assistant.triage.signs import NEVER, key
from benchmarks.emotion_features import Features, Vectors
from benchmarks.logistic import Matrix, Whole, balanced, fit, macro_f1, predict
from benchmarks.retrieval import read_lines

OWN = Path("tests/data/triage/emotion.jsonl")
EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)
GRADES = 5
_GOEMOTIONS: dict[str, Emotion] = {
    "anger": "anger", "annoyance": "frustration", "disgust": "contempt",
    "disappointment": "disappointment", "disapproval": "frustration", "sadness": "sadness",
    "grief": "sadness", "remorse": "sadness", "fear": "fear", "nervousness": "fear",
    "confusion": "confusion", "curiosity": "confusion", "joy": "positive", "gratitude": "positive",
    "relief": "positive", "approval": "positive", "caring": "positive", "neutral": "neutral",
}  # fmt: skip
_UPSET = frozenset({"anger", "annoyance", "disgust"})
_CALM = frozenset(
    {"joy", "gratitude", "relief", "approval", "caring", "neutral", "confusion", "curiosity"}
)
_REPROACH = {"annoyance": 2, "disappointment": 2, "disapproval": 2, "anger": 4}
"""Annoyance and dislike are what the second grade is made of; anger condemns."""
FOREIGN_WEIGHT = 0.3
"""What a GoEmotions row counts beside one of ours: comments on a forum, not letters to a firm."""


@dataclass(frozen=True)
class Row:
    """One labelled text; a label that is None is not learned from."""

    text: str
    emotion: int | None
    grade: int | None
    upset: int | None
    weight: float = 1.0


def own_rows(path: Path = OWN) -> list[Row]:
    """Our own sentences: `t` text, `e` emotion, `a` upset, `s` grade of reproach, 0 to 4."""
    return [Row(row["t"], EMOTIONS.index(row["e"]), row["s"], row["a"]) for row in read_lines(path)]


def foreign_rows(path: Path | None) -> list[Row]:
    """The GoEmotions rows of a file; comments without anger hold no reproach."""
    if path is None:
        return []
    rows = []
    for row in read_lines(path):
        name = row["emotion"]
        if row["source"] == "GoEmotions" and name in _GOEMOTIONS:
            emotion = EMOTIONS.index(_GOEMOTIONS[name])
            upset = 1 if name in _UPSET else 0 if name in _CALM else None
            grade = 0 if name in _CALM else _REPROACH.get(name)
            rows.append(Row(row["text"], emotion, grade, upset, FOREIGN_WEIGHT))
    return rows


LEVELS: Whole = np.array([0, 1, 1, 2, 2])
"""Grade of reproach → low, medium, high."""


@dataclass(frozen=True)
class Fitted:
    """The three heads."""

    emotion: Matrix
    grade: Matrix
    upset: Matrix


def fit_heads(features: Matrix, rows: Sequence[Row], chosen: NDArray[np.bool_]) -> Fitted:
    """All three on the chosen rows; a row without a label is left out of that head."""

    def head(name: str, groups: Whole | None = None) -> Matrix:
        picked = [i for i, row in enumerate(rows) if chosen[i] and getattr(row, name) is not None]
        labels = np.array([getattr(rows[i], name) for i in picked])
        base = np.array([rows[i].weight for i in picked])
        return fit(features[picked], labels, balanced(labels, base, groups))

    return Fitted(head("emotion"), head("grade", LEVELS), head("upset"))


def styles(rows: Sequence[Row]) -> Whole:
    """How each row is written: to an account, long, without capitals, or none of these."""
    return np.array(
        [
            0 if "@" in r.text
            else 1 if len(r.text.split()) >= 35
            else 2 if r.text[0].islower()
            else 3
            for r in rows
        ]
    )  # fmt: skip


def held_out(features: Matrix, rows: Sequence[Row], own: int) -> tuple[Matrix, Matrix, Matrix]:
    """Emotion, grade and upset of our own rows, each style judged without having been seen."""
    style = styles(rows)
    shares = [np.zeros((own, size)) for size in (len(EMOTIONS), GRADES, 2)]
    for number in range(4):
        out = (style == number) & (np.arange(len(rows)) < own)
        heads = fit_heads(features, rows, ~out)
        for share, weights in zip(shares, (heads.emotion, heads.grade, heads.upset), strict=True):
            share[out[:own]] = predict(features[out], weights)
    return shares[0], shares[1], shares[2]


def alike(rows: Sequence[Row]) -> Matrix:
    """Weights under which each grade of reproach counts alike, however many we wrote of it."""
    grades = np.array([row.grade or 0 for row in rows])
    return 1 / (GRADES * np.bincount(grades, minlength=GRADES)[grades])


def threshold(upset: Matrix, rows: Sequence[Row]) -> float:
    """The share of "upset" above which as much of our own rows lies as is upset, held out."""
    order, weights = np.argsort(upset[:, 1]), alike(rows)
    calm = sum(weight for weight, row in zip(weights, rows, strict=True) if not row.upset)
    place = int(np.searchsorted(np.cumsum(weights[order]), calm))
    return round(float(upset[order[place], 1]), 3)


def level_bias(grade: Matrix, rows: Sequence[Row]) -> Matrix:
    """What is added to the levels' log shares so that each is given as often as it is true."""
    scores, weights = np.log(by_level(grade) + 1e-9), alike(rows)
    true = np.bincount(LEVELS, minlength=3) / GRADES
    bias = np.zeros(3)
    for _ in range(600):
        given = np.bincount((scores + bias).argmax(axis=1), weights=weights, minlength=3)
        bias += 0.1 * (np.log(true) - np.log(given + 1e-3))
    return np.round(bias - bias[1], 2)


def by_level(grade: Matrix) -> Matrix:
    """Shares of the grades as shares of the levels."""
    return np.stack([grade[:, level == LEVELS].sum(axis=1) for level in range(3)], axis=1)


def packed(
    features: Features, heads: Fitted, limit: float, bias: Matrix
) -> dict[str, NDArray[Any]]:
    """The arrays that ship: signs in full, words in eighths of a byte's range."""
    together = np.hstack([heads.emotion, heads.grade, heads.upset[:, 1:] - heads.upset[:, :1]])
    signs = len(features.mean)
    width = 256
    by_vector = together[signs : signs + width] / features.vector_scale
    by_gram = together[signs + width : -1]
    whole = features.vectors(features.words) @ by_vector
    pieces = features.vectors.pieces()
    table = {name: vector @ by_vector for name, (_, vector) in pieces.items()}
    table |= dict(zip(features.words, whole, strict=True))
    for gram, place in features.place.items():
        table[gram] = table.get(gram, np.zeros(together.shape[1])) + by_gram[place]
    order = sorted(table, key=key)
    weights = np.array([table[gram] for gram in order])
    scale = np.abs(weights).max(axis=0) / 127
    return {
        "keys": np.array([key(gram) for gram in order], dtype=np.uint32),
        "words": np.rint(weights / scale).astype(np.int8),
        "ranks": np.array([pieces[g][0] if g in pieces else NEVER for g in order], np.uint16),
        "scale": scale.astype(np.float32),
        "signs": _rounded(together[:signs]),
        "mean": _rounded(features.mean),
        "spread": _rounded(features.spread),
        "limit": _rounded(features.limits[1]),
        "bias": _rounded(together[-1]),
        "upset": np.array(limit, dtype=np.float32),
        "levels": bias.astype(np.float32),
    }


def _rounded(values: Matrix) -> NDArray[Any]:
    """Four digits: what differs between two machines' arithmetic lies behind them."""
    return np.round(values, 4).astype(np.float32)


def write(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """An npz without dates in it, so that the same weights are the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        for name, values in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, values, allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), content.getvalue())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("foreign", nargs="?", type=Path, metavar="EMOTION.jsonl")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    own = own_rows()
    rows = [*own, *foreign_rows(options.foreign)]
    features = Features([row.text for row in rows], len(own), Vectors())
    inputs = features([row.text for row in rows])
    emotion, grade, upset = held_out(inputs, rows, len(own))
    limit, bias = threshold(upset, own), level_bias(grade, own)
    levels = (np.log(by_level(grade) + 1e-9) + bias).argmax(axis=1)
    figures = {
        "rows": [len(own), len(rows) - len(own)],
        "upset above": limit,
        "level bias": bias.tolist(),
        "emotion": macro_f1(np.array([row.emotion for row in own]), emotion.argmax(axis=1)),
        "levels": macro_f1(LEVELS[[row.grade or 0 for row in own]], levels),
        "upset": macro_f1(np.array([row.upset for row in own]), (upset[:, 1] > limit) * 1),
    }
    heads = fit_heads(inputs, rows, np.ones(len(rows), bool))
    write(options.out, packed(features, heads, limit, bias))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
