"""How well upset, reproach and emotion are told, on messages that people labelled.

    python -m benchmarks.emotion FOLDER [--fit]

FOLDER holds `angry_messages.jsonl` (rows with `angry_strict`), `calm_messages.jsonl`,
`severity.jsonl` and `emotion.jsonl`; whichever is there is measured. The shipped method was fitted
on no row of the first three, and of the last on the GoEmotions rows alone, which are left out
here. With `--fit`, what the same features reach when they may learn from these rows, in
five-fold cross-validation (not shipped; minutes).
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.triage.emotion import read, severity
from benchmarks.emotion_features import Features, Vectors
from benchmarks.logistic import Whole, balanced, fit, macro_f1, predict
from benchmarks.retrieval import read_lines

LEVELS = {"none": 0, "no_explicit_reproach": 1, "disapproval": 1, "accusation": 2, "blame": 2}
_GRADES = ("low", "medium", "high")
COARSE = (
    "anger",
    "sadness",
    "neutral",
    "positive",
    "disappointment",
    "confusion",
    "fear",
    "surprise",
)
_NAMED = {"frustration": "anger", "contempt": "anger"}
FOLDS = 5


def upset_rows(folder: Path) -> tuple[list[str], Whole]:
    """Angry by a human label (1) and calm (0)."""
    angry = [r["text"] for r in read_lines(folder / "angry_messages.jsonl") if r["angry_strict"]]
    calm = [row["text"] for row in read_lines(folder / "calm_messages.jsonl")]
    return angry + calm, np.array([1] * len(angry) + [0] * len(calm))


def severity_rows(folder: Path) -> tuple[list[str], Whole]:
    """The human grades as three levels."""
    rows = read_lines(folder / "severity.jsonl")
    return [row["text"] for row in rows], np.array([LEVELS[row["severity"]] for row in rows])


def emotion_rows(folder: Path) -> tuple[list[str], Whole]:
    """Eight coarse emotions, without the rows that the model learned from."""
    rows = [r for r in read_lines(folder / "emotion.jsonl") if r["source"] != "GoEmotions"]
    return [row["text"] for row in rows], np.array([COARSE.index(row["coarse"]) for row in rows])


def upset(texts: Sequence[str]) -> Whole:
    """The shipped answer."""
    return np.array([int(read(text).upset) for text in texts])


def levels(texts: Sequence[str]) -> Whole:
    """The severity before flags and harm, as a number."""
    found = [read(text) for text in texts]
    return np.array([_GRADES.index(severity(f.intensity, 0, False, grade=f.grade)) for f in found])


def emotions(texts: Sequence[str]) -> Whole:
    """The shipped emotion under its coarse name."""
    found = [read(text).emotion for text in texts]
    return np.array([COARSE.index(_NAMED.get(emotion, emotion)) for emotion in found])


def learned(texts: Sequence[str], truth: Whole, vectors: Vectors) -> Whole:
    """What the same features and fit answer when they learn from the other folds."""
    answer = np.zeros(len(truth), dtype=np.int64)
    fold = np.random.default_rng(0).permutation(len(truth)) % FOLDS
    for number in range(FOLDS):
        known = [text for text, part in zip(texts, fold, strict=True) if part != number]
        asked = [text for text, part in zip(texts, fold, strict=True) if part == number]
        features = Features(known, len(known), vectors)
        labels = truth[fold != number]
        weights = fit(features(known), labels, balanced(labels, np.ones(len(labels))))
        answer[fold == number] = predict(features(asked), weights).argmax(axis=1)
    return answer


def report(title: str, truth: Whole, answer: Whole) -> None:
    """Macro-F1 and the table of errors: a line a true class, in it the answers."""
    print(f"{title}: macro-F1 {macro_f1(truth, answer):.3f} on {len(truth)}")
    for label in np.unique(truth):
        given = Counter(answer[truth == label].tolist())
        print("   ", int(label), [given.get(other, 0) for other in range(int(max(truth)) + 1)])


def calm_heat(folder: Path) -> None:
    """How hot calm messages are taken to be."""
    heats = [read(row["text"]).intensity for row in read_lines(folder / "calm_messages.jsonl")]
    shares = {limit: sum(heat >= limit for heat in heats) for limit in (0.2, 0.25, 0.3, 0.35)}
    print(f"calm messages: mean intensity {statistics.mean(heats):.3f}, at least {shares}")


def pace(texts: Sequence[str]) -> None:
    """Time of one reading, after the first."""
    spent = []
    for text in texts:
        started = time.perf_counter()
        read(text)
        spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    print(
        f"reading: median {spent[len(spent) // 2]:.2f} ms, p95 {spent[int(len(spent) * 0.95)]:.2f}"
    )


TASKS: tuple[tuple[str, str, Any, Any], ...] = (
    ("upset or calm", "calm_messages.jsonl", upset_rows, upset),
    ("severity in three levels", "severity.jsonl", severity_rows, levels),
    ("eight emotions", "emotion.jsonl", emotion_rows, emotions),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fit", action="store_true", help="compare with fitting on these rows")
    options = parser.parse_args()
    vectors = Vectors() if options.fit else None
    for title, file, rows, method in TASKS:
        if not (options.folder / file).is_file():
            continue
        texts, truth = rows(options.folder)
        report(f"{title}, shipped", truth, method(texts))
        if vectors is not None:
            report(f"{title}, fitted on these", truth, learned(texts, truth, vectors))
        pace(texts)
    if (options.folder / "calm_messages.jsonl").is_file():
        calm_heat(options.folder)


if __name__ == "__main__":
    main()
