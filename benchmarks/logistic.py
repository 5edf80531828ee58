"""Logistic regression in plain numpy, and how its answers are counted."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Whole = NDArray[np.int64]

PENALTY = 3e-3
"""Of the emotion model: chosen on our own rows with one style of writing held out, and from ours
to GoEmotions."""
STEPS = 250


def fit(features: Matrix, labels: Whole, weights: Matrix, penalty: float = PENALTY) -> Matrix:
    """Logistic regression by accelerated descent: one row of weights a feature, the bias last.

    Args:
        weights: how much each row counts.
    """
    inputs = np.hstack([features, np.ones((len(features), 1))])
    share = (weights / weights.sum())[:, None]
    wanted = np.eye(int(labels.max()) + 1)[labels]
    decay = np.full((inputs.shape[1], 1), penalty)
    decay[-1] = 0
    step = 1 / (0.55 * _curvature(inputs, share) + penalty)
    found = ahead = np.zeros((inputs.shape[1], wanted.shape[1]))
    pace = 1.0
    for _ in range(STEPS):
        slope = inputs.T @ ((softmax(inputs @ ahead) - wanted) * share) + decay * ahead
        following = ahead - step * slope
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = following + ((pace - 1) / faster) * (following - found)
        found, pace = following, faster
    return found


def _curvature(inputs: Any, share: Any) -> float:
    """The largest eigenvalue of the weighted inputs, by repeated multiplication."""
    direction = np.ones((inputs.shape[1], 1))
    size = 1.0
    for _ in range(20):
        direction = inputs.T @ (share * (inputs @ direction))
        size = float(np.linalg.norm(direction))
        direction = direction / size
    return size * 1.05


def softmax(scores: Any) -> Any:
    """Scores as shares of one, row by row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def predict(features: Matrix, weights: Matrix) -> Matrix:
    """The share of each class."""
    shares: Matrix = softmax(features @ weights[:-1] + weights[-1])
    return shares


def balanced(labels: Whole, base: Matrix, groups: Whole | None = None) -> Matrix:
    """Weights under which each class counts alike; with `groups`, each group of classes does."""
    made = base.copy()
    for label in np.unique(labels):
        made[labels == label] /= base[labels == label].sum()
    if groups is not None:
        sizes = Counter(groups[np.unique(labels)].tolist())
        made /= np.array([sizes[group] for group in groups[labels].tolist()])
    return made


def macro_f1(truth: Whole, answer: Whole) -> float:
    """The mean of the classes' F1."""
    scores = []
    for label in np.unique(truth):
        hits = int(((truth == label) & (answer == label)).sum())
        scores.append(2 * hits / int((truth == label).sum() + (answer == label).sum()))
    return round(float(np.mean(scores)), 3)
