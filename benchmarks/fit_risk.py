"""Fits the small model that adds risk flags, and writes its weights.

    pip install scikit-learn
    python -m benchmarks.fit_risk PLAIN.jsonl … --hard HARD.jsonl … --ordinary ORDINARY.jsonl …

All files are our own messages (`tests/data/triage`): the plain ones as real inboxes hold them, the
hard ones written to mislead, the ordinary ones without any risk. Features: hashed words, beginnings
of words and pairs of the plain view; beside them groups of words of like meaning (`fit_groups`),
their pairs and beginnings that stand apart; and the concepts of `escalation.yaml`. One linear
support vector machine a situation; thresholds come from predictions on messages that were left out
of the fit, such that of the flags raised on the plain messages at least `--precision` are right (a
missed hard stop is worse than a false one: `--hard-stop-precision`); doubts, which become a
question to the agent, begin at `--doubt-precision`. Prints what that reaches.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import numpy as np

from assistant.domain import FlagKey
from assistant.knowledge.escalation import load_rules
from assistant.settings import shipped
from assistant.triage.classifier import BESIDE, BUCKETS, WEIGHTS, grams, tokens
from assistant.triage.flags import FlagRules, find_flags, languages
from assistant.triage.plain import views
from benchmarks.triage import labels, rows

KEYS = get_args(FlagKey)
FOLDS, WEIGHT, STRENGTH = 4, 3.0, 0.5
"""Folds; what a plain message counts beside a hard one; the inverse of the regularisation."""


_FEW = 2
_ORDINARY = 6
"""How many messages of real traffic an ordinary one stands for, when a threshold is chosen: most
customers tell of no risk, and the sets hold as many risks as near misses. Only those that were
labelled as ordinary; the others are merely unlabelled."""


def features(texts: list[str], rules: FlagRules) -> tuple[list[Counter[int]], list[set[str]]]:
    """Per text: how often each place occurs, and which concepts do."""
    words, concepts = [], []
    for text in texts:
        plain = views(text)[0]
        found = tokens(plain.text.decode("ascii", "replace"))
        rows_of = grams([word for word, _, _ in found])
        words.append(Counter(place for _, row in rows_of for place in row))
        concepts.append(rules.read(plain, languages(plain.text)).concepts)
    return words, concepts


def unflagged(path: Path, rules: FlagRules) -> list[dict[str, Any]]:
    """Messages that nobody wrote for a risk (key `t` or `text`) and no rule sees one in."""
    return [
        {"text": text, "flags": [], "ordinary": "flags" in row}
        for row in rows(path)
        if not find_flags(text := row.get("text") or row["t"], rules)
    ]


def inverse_frequency(sets: list[Any], size: int) -> Any:
    """log(n / df) + 1 for every column, 0 for one that occurs in fewer than two texts."""
    frequency = np.zeros(size)
    for entry in sets:
        frequency[list(entry)] += 1
    with np.errstate(divide="ignore"):
        idf = np.log((1 + len(sets)) / (1 + frequency)) + 1
    return np.where(frequency >= 2, idf, 0).astype(np.float32)


def matrix(words: list[Counter[int]], idf: Any) -> Any:
    """Rows of length 1: (1 + log count) times the inverse frequency."""
    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize

    data, columns, ends = [], [], [0]
    for row in words:
        for column, count in row.items():
            if idf[column]:
                data.append((1 + np.log(count)) * idf[column])
                columns.append(column)
        ends.append(len(columns))
    made = csr_matrix((data, columns, ends), shape=(len(words), len(idf)))
    return normalize(made)


def halves(words: list[Counter[int]], idf: Any) -> Any:
    """The two halves of the places side by side, each of its own length."""
    from scipy.sparse import hstack

    near = [Counter({p: n for p, n in row.items() if p < BUCKETS}) for row in words]
    beside = [Counter({p: n for p, n in row.items() if p >= BUCKETS}) for row in words]
    return hstack([matrix(near, idf)[:, :BUCKETS], BESIDE * matrix(beside, idf)[:, BUCKETS:]])


def machines(x: Any, y: Any, weights: Any) -> tuple[Any, Any]:
    """Coefficients and biases, a row a situation."""
    from sklearn.svm import LinearSVC

    fitted = [
        LinearSVC(C=STRENGTH, class_weight="balanced", random_state=0).fit(
            x, y[:, column], sample_weight=weights
        )
        for column in range(y.shape[1])
    ]
    return (
        np.vstack([each.coef_[0] for each in fitted]),
        np.array([each.intercept_[0] for each in fitted]),
    )


def left_out(x: Any, y: Any, weights: Any) -> Any:
    """Scores of each text by a fit that has not seen it."""
    folds = np.random.default_rng(0).permutation(len(y)) % FOLDS
    scores = np.zeros(y.shape)
    for fold in range(FOLDS):
        train, test = folds != fold, folds == fold
        coefficients, bias = machines(x[train], y[train], weights[train])
        scores[test] = x[test] @ coefficients.T + bias
    return scores


def threshold(scores: Any, truth: Any, precision: float, counts: Any) -> float:
    """The lowest score from which on at least `precision` of the flags are right.

    Up to `_FEW` false alarms are let pass: too few to measure a share by.

    Args:
        counts: for how many messages of real traffic each one stands.
    """
    order = np.argsort(-scores)
    right = np.cumsum(truth[order])
    false = np.cumsum(((1 - truth) * counts)[order])
    enough = np.flatnonzero((right >= precision * (right + false)) | (false <= _FEW))
    return float(scores[order[enough[-1]]])


def main() -> None:
    """Fits, prints and writes."""
    from scipy.sparse import hstack

    parser = argparse.ArgumentParser()
    parser.add_argument("plain", nargs="+", type=Path)
    parser.add_argument("--hard", nargs="*", type=Path, default=[])
    parser.add_argument("--ordinary", nargs="*", type=Path, default=[])
    parser.add_argument("--precision", type=float, default=0.88)
    parser.add_argument("--hard-stop-precision", type=float, default=0.85)
    parser.add_argument("--doubt-precision", type=float, default=0.65)
    parser.add_argument("--rules", type=Path, default=shipped("knowledge") / "escalation.yaml")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    rules = FlagRules(load_rules(given.rules))
    plain = [row for path in given.plain for row in rows(path)]
    plain += [ordinary for path in given.ordinary for ordinary in unflagged(path, rules)]
    counts = np.array([_ORDINARY if row.get("ordinary") else 1 for row in plain])
    examples = plain + [row for path in given.hard for row in rows(path)]
    words, concepts = features([row["text"] for row in examples], rules)
    names = sorted({name for entry in concepts for name in entry})
    place = {name: column for column, name in enumerate(names)}
    held = [Counter({place[name]: 1 for name in entry}) for entry in concepts]
    idf, concept_idf = inverse_frequency(words, 2 * BUCKETS), inverse_frequency(held, len(names))
    x = hstack([halves(words, idf), matrix(held, concept_idf)]).tocsr()
    y = np.array([[key in labels(row) for key in KEYS] for row in examples], dtype=float)
    weights = np.where(np.arange(len(examples)) < len(plain), WEIGHT, 1.0)
    scores = left_out(x, y, weights)[: len(plain)]
    wanted = dict.fromkeys(KEYS, given.precision)
    stops = {key for key in rules.keys if rules.rule(key).level == 3 or rules.rule(key).raises}
    wanted |= dict.fromkeys(stops, given.hard_stop_precision)
    limits = np.array([
        threshold(scores[:, column], y[: len(plain), column], wanted[key], counts)
        for column, key in enumerate(KEYS)
    ])  # fmt: skip
    worth = np.array([
        threshold(scores[:, column], y[: len(plain), column], given.doubt_precision, counts)
        if key in stops
        else np.inf
        for column, key in enumerate(KEYS)
    ])  # fmt: skip
    for column, key in enumerate(KEYS):
        raised, truth = scores[:, column] > limits[column], y[: len(plain), column] > 0
        right, false = int((raised & truth).sum()), int((raised & ~truth).sum())
        print(f"{key:18} {right}/{int(truth.sum())} found, {false} false")
    coefficients, bias = machines(x, y, weights)
    table = coefficients[:, : 2 * BUCKETS].T
    scale = np.abs(table).max(axis=0) / 127
    np.savez_compressed(
        given.out,
        keys=np.array(KEYS),
        thresholds=limits.astype(np.float32),
        doubts=np.minimum(limits, np.where(np.isinf(worth), limits, worth)).astype(np.float32),
        bias=bias.astype(np.float32),
        idf=idf.astype(np.float16),
        words=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        concepts=np.array(names),
        concept_idf=concept_idf.astype(np.float32),
        concept_weights=coefficients[:, 2 * BUCKETS :].T.astype(np.float32),
    )  # fmt: skip
    print(f"{given.out.name}: {given.out.stat().st_size:,} bytes, {len(examples)} messages")


if __name__ == "__main__":
    main()
