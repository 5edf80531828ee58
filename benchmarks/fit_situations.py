"""Fits the two small models that say what a message is about, and writes their weights.

    pip install scikit-learn
    python -m benchmarks.fit_situations [FILE.jsonl …] [--check] [--out FILE.npz]

The files are our own messages (`tests/data/triage/situations*.jsonl`): `text`, `main` (the
situation that a reply must answer first), `others`, and the words of the message that tell of each
(`core`, `core_others`), with their `writer`. One linear support vector machine a situation, for
messages and for clauses. `--check` leaves out one writer after the other, prints how often the main
situation and its clause are right, and fits nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from assistant.domain import Span
from assistant.triage.situations import CALM, LETTERS, WEIGHTS, WORDS, clauses, places, read_words

STRENGTH, MESSAGE_STRENGTH = 1.0, 0.3
"""The inverse of the regularisation, for clauses and for messages."""
FEWEST = 2
"""Texts that a word must occur in."""
LARGEST = 127
KEPT = 90_000
"""Places that keep their weights: those that weigh most."""
DATA = Path(__file__).parents[1] / "tests" / "data" / "triage"


class Rows(NamedTuple):
    """Messages and clauses as counts of places, with what each tells of.

    `cores` are the very words that tell of a situation: to the model of messages they are terse
    messages, as people post them.
    """

    messages: list[tuple[Counter[int], Counter[int]]]
    main: Any
    writers: Any
    parts: list[tuple[Counter[int], Counter[int]]]
    tells: Any
    owner: Any
    spans: list[Span]
    cores: list[tuple[Counter[int], Counter[int]]]
    core_main: Any
    core_owner: Any


def load(paths: list[Path]) -> list[dict[str, Any]]:
    """The labelled messages of some files."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def counted(words: tuple[str, ...]) -> tuple[Counter[int], Counter[int]]:
    whole, letters = places(words)
    return Counter(whole), Counter(letters)


def cores(row: dict[str, Any]) -> list[tuple[Span, str]]:
    """Where the message tells of which situation."""
    found = []
    pairs = [(row["core"], row["main"])] if row["main"] != CALM else []
    pairs += list(zip(row.get("core_others", []), row.get("others", []), strict=False))
    for part, name in pairs:
        start = row["text"].find(part) if part else -1
        if start >= 0:
            found.append(((start, start + len(part)), name))
    return found


def told_in(span: Span, told: list[tuple[Span, str]]) -> str | None:
    """The situation that most of this clause, or most of whose words, tell of."""
    best, name = 0, None
    for core, situation in told:
        shared = min(span[1], core[1]) - max(span[0], core[0])
        if shared > best and shared > 0.5 * min(core[1] - core[0], span[1] - span[0]):
            best, name = shared, situation
    return name


def prepared(rows: list[dict[str, Any]], keys: list[str]) -> Rows:
    """The rows as counts."""
    messages, main, parts, tells, owner, spans = [], [], [], [], [], []
    terse: list[tuple[Counter[int], Counter[int]]] = []
    terse_main, terse_owner = [], []
    for number, row in enumerate(rows):
        words, told = read_words(row["text"]), cores(row)
        for span, name in told:
            terse.append(counted(words.inside(span)))
            terse_main.append(keys.index(name))
            terse_owner.append(number)
        messages.append(counted(words.words))
        main.append(keys.index(row["main"]))
        for span in clauses(row["text"]):
            inside = words.inside(span)
            if inside:
                name = told_in(span, told)
                parts.append(counted(inside))
                tells.append(len(keys) if name is None else keys.index(name))
                owner.append(number)
                spans.append(span)
    writers = np.array([row.get("writer", "") for row in rows])
    return Rows(
        messages, np.array(main), writers, parts, np.array(tells), np.array(owner), spans,
        terse, np.array(terse_main), np.array(terse_owner),
    )  # fmt: skip


def frequencies(texts: list[tuple[Counter[int], Counter[int]]]) -> Any:
    """log(n / df) + 1 for every place, 0 for one that occurs in fewer than `FEWEST` texts."""
    seen = np.zeros(WORDS + LETTERS)
    for text in texts:
        for block in text:
            seen[list(block)] += 1
    idf = np.log((1 + len(texts)) / (1 + seen)) + 1
    return np.where(seen >= FEWEST, idf, 0).astype(np.float32)


def matrix(texts: list[tuple[Counter[int], Counter[int]]], idf: Any) -> Any:
    """A row a text; words and letters each have length one."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.preprocessing import normalize

    made = []
    for number in (0, 1):
        data, columns, ends = [], [], [0]
        for text in texts:
            for place, count in text[number].items():
                if idf[place]:
                    data.append((1 + np.log(count)) * idf[place])
                    columns.append(place - number * WORDS)
            ends.append(len(columns))
        size = LETTERS if number else WORDS
        made.append(normalize(csr_matrix((data, columns, ends), shape=(len(texts), size))))
    return hstack(made).tocsr()


def machines(x: Any, y: Any, size: int, strength: float = STRENGTH) -> tuple[Any, Any]:
    """Coefficients and biases, a row a class; a class without examples never wins."""
    from sklearn.svm import LinearSVC

    columns = np.flatnonzero(np.asarray(x.sum(axis=0)).ravel())
    fitted = LinearSVC(C=strength, class_weight="balanced", random_state=0).fit(x[:, columns], y)
    coefficients, bias = np.zeros((size, x.shape[1]), dtype=np.float32), np.full(size, -3.0)
    coefficients[np.ix_(fitted.classes_, columns)] = fitted.coef_
    bias[fitted.classes_] = fitted.intercept_
    return coefficients, bias


def check(rows: Rows, size: int) -> None:
    """Prints what the models reach on writers they were not fitted on."""
    for writer in sorted(set(rows.writers)):
        train, test = rows.writers != writer, np.flatnonzero(rows.writers == writer)
        inside = train[rows.owner]
        kept = np.flatnonzero(train[rows.core_owner])
        known = [rows.messages[n] for n in np.flatnonzero(train)] + [rows.cores[n] for n in kept]
        known_parts = [rows.parts[n] for n in np.flatnonzero(inside)]
        idf = frequencies(known + known_parts)
        mains = np.concatenate([rows.main[train], rows.core_main[kept]])
        weights, bias = machines(matrix(known, idf), mains, size, MESSAGE_STRENGTH)
        scores = matrix([rows.messages[n] for n in test], idf) @ weights.T + bias
        right = scores.argmax(1) == rows.main[test]
        third = [
            rows.main[n] in row for n, row in zip(test, np.argsort(-scores, 1)[:, :3], strict=True)
        ]
        weights, bias = machines(matrix(known_parts, idf), rows.tells[inside], size + 1)
        parts = np.flatnonzero(~inside)
        told = matrix([rows.parts[n] for n in parts], idf) @ weights.T + bias
        found, asked = _clause_hits(rows, test, parts, told)
        print(
            f"{writer}: main {right.mean():.3f}, among three {np.mean(third):.3f}, "
            f"its clause {found}/{asked} = {found / max(1, asked):.3f}"
        )


def _clause_hits(rows: Rows, test: Any, parts: Any, told: Any) -> tuple[int, int]:
    found = asked = 0
    for number in test:
        mine = np.flatnonzero(rows.owner[parts] == number)
        truth = rows.tells[parts[mine]] == rows.main[number]
        if len(mine) > 1 and truth.any():
            asked += 1
            over = told[mine][:, rows.main[number]] - told[mine][:, -1]
            found += bool(truth[over.argmax()])
    return found, asked


def write(rows: Rows, keys: list[str], out: Path) -> None:
    """Fits on everything and writes the weights."""
    texts = rows.messages + rows.cores
    idf = frequencies(texts + rows.parts)
    mains = np.concatenate([rows.main, rows.core_main])
    first, first_bias = machines(matrix(texts, idf), mains, len(keys), MESSAGE_STRENGTH)
    second, second_bias = machines(matrix(rows.parts, idf), rows.tells, len(keys) + 1)
    table = np.vstack([first, second]).T * (idf > 0)[:, None]
    weight = np.abs(table).max(axis=1)
    kept = np.sort(np.argsort(-weight)[:KEPT])
    kept = kept[weight[kept] > 0]
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6) / LARGEST
    np.savez_compressed(
        out,
        keys=np.array(keys),
        idf=idf.astype(np.float16),
        rows=kept.astype(np.int32),
        weights=np.round(table[kept] / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=np.concatenate([first_bias, second_bias]).astype(np.float32),
    )
    print(
        f"{out.name}: {out.stat().st_size:,} bytes, {len(rows.messages)} messages, "
        f"{len(kept)} places"
    )


def main() -> None:
    """Fits and writes, or checks."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "files", nargs="*", type=Path, default=sorted(DATA.glob("situations*.jsonl"))
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    found = load(given.files)
    keys = sorted({name for row in found for name in (row["main"], *row.get("others", []))})
    rows = prepared(found, keys)
    if given.check:
        check(rows, len(keys))
    else:
        write(rows, keys, given.out)


if __name__ == "__main__":
    main()
