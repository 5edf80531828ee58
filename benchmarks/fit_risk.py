"""Fits the small model that adds risk flags, and writes its weights.

    pip install scikit-learn
    python -m benchmarks.fit_risk PLAIN.jsonl … --hard HARD.jsonl … --ordinary ORDINARY.jsonl …

All files are our own messages (`tests/data/triage`): the plain ones as real inboxes hold them, the
hard ones written to mislead, the ordinary ones without any risk. Features: hashed words, beginnings
of words and pairs of the plain view; beside them groups of words of like meaning (`fit_groups`),
their pairs and beginnings that stand apart; and the concepts of `escalation.yaml`. One linear
support vector machine a situation. Thresholds come from predictions on messages whose writer was
left out of the fit (those that name their `writer`, and the ordinary ones): scores become
log-odds, to which a hint of the rules adds, and of all flags that rules and model raise together
at least `--precision` shall be right (`--hard-stop-precision` for hard stops). A hint raises its
flag where at least `--hint-precision` of such hints were right; doubts, which become a question to
the agent, begin at `--doubt-precision`. Prints what that reaches.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np

from assistant.domain import FlagKey
from assistant.knowledge.escalation import load_rules
from assistant.settings import shipped
from assistant.triage.classifier import BESIDE, WEIGHTS
from assistant.triage.flags import FlagRules, languages
from assistant.triage.plain import views
from assistant.triage.risk_words import BUCKETS, grams, tokens
from benchmarks.triage import labels, rows

KEYS = get_args(FlagKey)
FOLDS, WEIGHT, STRENGTH = 4, 3.0, 0.5
"""Folds; what a plain message counts beside a hard one; the inverse of the regularisation."""


_FEW = 2
_ORDINARY = 6
"""How many messages of real traffic an ordinary one stands for, when a threshold is chosen: most
customers tell of no risk, and the sets hold as many risks as near misses. Only those that were
labelled as ordinary; the others are merely unlabelled."""
_SCALE = 3.0
"""Scores are multiplied by this before they are calibrated, so that the penalty hardly counts."""


class Limits(NamedTuple):
    """For each situation the score from which on it is flagged, with a hint of the rules or not."""

    alone: Any
    supported: Any


class Odds(NamedTuple):
    """Log-odds of a situation: `slope` times the score, `support` where a hint is, `offset`."""

    slope: Any
    support: Any
    offset: Any

    def of(self, scores: Any, hints: Any) -> Any:
        """The log-odds of each message and situation."""
        return scores * self.slope + hints * self.support + self.offset

    def limits(self, least: Any, hinted: float = np.inf) -> Limits:
        """The scores at which the log-odds reach `least`; with a hint `hinted`, if less."""
        reach = (least - self.offset) / self.slope
        lower = (np.minimum(least, hinted) - self.offset - self.support) / self.slope
        return Limits(reach, lower)


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
    """Messages that nobody wrote for a risk (key `t` or `text`) and no rule sees one in.

    A hint is enough where nobody has labelled the message.
    """
    return [
        {"text": text, "flags": [], "ordinary": "flags" in row}
        for row in rows(path)
        if not any(rules.told(text := row.get("text") or row["t"])[: 1 if "flags" in row else 2])
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


def left_out(x: Any, y: Any, weights: Any, writers: list[str]) -> Any:
    """Scores of each text by a fit that has not seen it, nor anything by its writer if named."""
    folds = np.random.default_rng(0).permutation(len(y)) % FOLDS
    known = sorted({writer for writer in writers if writer})
    for row, writer in enumerate(writers):
        if writer:
            folds[row] = known.index(writer) % FOLDS
    scores = np.zeros(y.shape)
    for fold in range(FOLDS):
        train, test = folds != fold, folds == fold
        coefficients, bias = machines(x[train], y[train], weights[train])
        scores[test] = x[test] @ coefficients.T + bias
    return scores


def calibrated(scores: Any, truth: Any, hints: Any, counts: Any) -> Odds:
    """What turns each situation's scores and hints into its log-odds."""
    from sklearn.linear_model import LogisticRegression

    fitted = [
        LogisticRegression(max_iter=500).fit(
            np.c_[_SCALE * scores[:, column], hints[:, column]],
            truth[:, column],
            sample_weight=counts,
        )
        for column in range(truth.shape[1])
    ]
    return Odds(
        slope=np.array([_SCALE * each.coef_[0, 0] for each in fitted]),
        support=np.array([max(each.coef_[0, 1], 0.0) for each in fitted]),
        offset=np.array([each.intercept_[0] for each in fitted]),
    )


def least_odds(odds: Any, truth: Any, alone: Any, precision: float, counts: Any) -> float:
    """The lowest log-odds from which on at least `precision` of all flags are right.

    Up to `_FEW` false alarms are let pass: too few to measure a share by.

    Args:
        alone: where a rule raises the flag whatever the odds.
        counts: for how many messages of real traffic each one stands.
    """
    weights = np.broadcast_to(counts[:, None], odds.shape)
    values = np.where(alone, np.inf, odds).ravel()
    order = np.argsort(-values, kind="stable")
    right = np.cumsum(truth.ravel()[order])
    false = np.cumsum(((1 - truth) * weights).ravel()[order])
    enough = np.flatnonzero((right >= precision * (right + false)) | (false <= _FEW))
    found = values[order[enough[-1]]]
    return float(found) if np.isfinite(found) else float(values[np.isfinite(values)].max())


def told(texts: list[str], rules: FlagRules) -> tuple[Any, Any]:
    """Which situations a rule flags by itself, and at which only a hint points."""
    pairs = [rules.told(text) for text in texts]
    alone, hints = (
        np.array([[key in pair[part] for key in KEYS] for pair in pairs], dtype=float)
        for part in (0, 1)
    )
    return alone, hints


def main() -> None:
    """Fits, prints and writes."""
    from scipy.sparse import hstack

    parser = argparse.ArgumentParser()
    parser.add_argument("plain", nargs="+", type=Path)
    parser.add_argument("--hard", nargs="*", type=Path, default=[])
    parser.add_argument("--ordinary", nargs="*", type=Path, default=[])
    parser.add_argument("--precision", type=float, default=0.72)
    parser.add_argument("--hard-stop-precision", type=float, default=0.70)
    parser.add_argument("--hint-precision", type=float, default=0.35)
    parser.add_argument("--doubt-precision", type=float, default=0.50)
    parser.add_argument("--rules", type=Path, default=shipped("knowledge") / "escalation.yaml")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    rules = FlagRules(load_rules(given.rules))
    plain = [row for path in given.plain for row in rows(path)]
    plain += [ordinary for path in given.ordinary for ordinary in unflagged(path, rules)]
    examples = plain + [row for path in given.hard for row in rows(path)]
    words, concepts = features([row["text"] for row in examples], rules)
    names = sorted({name for entry in concepts for name in entry})
    place = {name: column for column, name in enumerate(names)}
    held = [Counter({place[name]: 1 for name in entry}) for entry in concepts]
    idf, concept_idf = inverse_frequency(words, 2 * BUCKETS), inverse_frequency(held, len(names))
    x = hstack([halves(words, idf), matrix(held, concept_idf)]).tocsr()
    y = np.array([[key in labels(row) for key in KEYS] for row in examples], dtype=float)
    weights = np.where(np.arange(len(examples)) < len(plain), WEIGHT, 1.0)
    writers = [row.get("writer", "") for row in examples]
    scores = left_out(x, y, weights, writers)
    judged = [n for n, row in enumerate(examples) if row.get("writer") or row.get("ordinary")]
    scores, truth = scores[judged], y[judged]
    counts = np.array([_ORDINARY if examples[n].get("ordinary") else 1 for n in judged])
    alone, hints = told([examples[n]["text"] for n in judged], rules)
    odds = calibrated(scores, truth, hints, counts)
    values = odds.of(scores, hints)
    stops = np.array([rules.rule(key).level == 3 or bool(rules.rule(key).raises) for key in KEYS])
    least = np.zeros(len(KEYS))
    worth = np.full(len(KEYS), np.inf)
    for group, precision in ((stops, given.hard_stop_precision), (~stops, given.precision)):
        part = (values[:, group], truth[:, group], alone[:, group] > 0)
        least[group] = least_odds(*part, precision, counts)
        if group is stops:
            worth[group] = least_odds(*part, given.doubt_precision, counts)
    among_hints = float(np.log(given.hint_precision / (1 - given.hint_precision)))
    limits = odds.limits(least, among_hints)
    raised = (scores >= np.where(hints > 0, limits.supported, limits.alone)) | (alone > 0)
    for column, key in enumerate(KEYS):
        right, false = (int((raised & (truth == is_so))[:, column].sum()) for is_so in (1, 0))
        print(f"{key:18} {right}/{int(truth[:, column].sum())} found, {false} false")
    doubts = odds.limits(np.minimum(least, worth)).alone
    coefficients, bias = machines(x, y, weights)
    table = coefficients[:, : 2 * BUCKETS].T
    scale = np.abs(table).max(axis=0) / 127
    np.savez_compressed(
        given.out,
        keys=np.array(KEYS),
        thresholds=limits.alone.astype(np.float32),
        supported=limits.supported.astype(np.float32),
        doubts=doubts.astype(np.float32),
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
