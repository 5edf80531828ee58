"""Clusters the words of our messages by their WordLlama vectors, and writes the table of groups.

    pip install scikit-learn
    python -m benchmarks.fit_groups MESSAGES.jsonl …

Files as in `tests/data/triage` (`text` or `t`). Words that occur twice or more are clustered;
words of the vectors' own vocabulary join the nearest group. Two directions that all words share
are taken out first. The same files give the same table on the same machine.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from assistant.triage.groups import TABLE
from assistant.triage.plain import views
from assistant.triage.risk_words import tokens
from benchmarks.emotion_features import Vectors
from benchmarks.triage import rows

GROUPS = (300, 1500, 4000)
"""Groups of each kind, the widest first."""
_LEAST = 2
"""How often a word must occur to have a say in what the groups are."""
_SHARED = 2
"""Directions that say how frequent a word is rather than what it means."""
_ROUNDS, _BATCH = 30, 4096
_WORD = re.compile(r"[a-z]{3,}")


def vocabulary(paths: list[Path]) -> Counter[str]:
    """How often each word occurs in the plain view of the messages."""
    found: Counter[str] = Counter()
    for path in paths:
        for row in rows(path):
            plain = views(row.get("text") or row["t"])[0].text.decode("ascii", "replace")
            found.update(word.strip("'") for word, _, _ in tokens(plain) if word[0] not in "!?")
    found.pop("", None)
    return found


def directions(vectors: Any, own: int) -> Any:
    """Vectors of length 1 without what the first `own` of them have in common."""
    scaled = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    scaled = scaled - scaled[:own].mean(axis=0)
    _, _, axes = np.linalg.svd(scaled[:own], full_matrices=False)
    scaled = scaled - (scaled @ axes[:_SHARED].T) @ axes[:_SHARED]
    return scaled / np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-9)


def main() -> None:
    """Clusters and writes."""
    from sklearn.cluster import MiniBatchKMeans

    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    given = parser.parse_args()
    counts = vocabulary(given.files)
    own = sorted(word for word, count in counts.items() if count >= _LEAST)
    vectors = Vectors()
    others = sorted({word for word in vectors.pieces() if _WORD.fullmatch(word)} - set(own))
    table = directions(vectors([*own, *others]), len(own)).astype(np.float32)
    weights = np.sqrt([counts[word] for word in own])
    numbers = np.stack([
        MiniBatchKMeans(size, random_state=0, n_init=1, max_iter=_ROUNDS, batch_size=_BATCH)
        .fit(table[: len(own)], sample_weight=weights)
        .predict(table)
        for size in GROUPS
    ], axis=1)  # fmt: skip
    found = sorted(zip(numbers.tolist(), [*own, *others], strict=True))
    np.savez_compressed(
        given.out,
        words=np.frombuffer("\n".join(word for _, word in found).encode("ascii"), dtype=np.uint8),
        groups=np.array([row for row, _ in found], dtype=np.uint16),
    )
    print(f"{given.out.name}: {given.out.stat().st_size:,} bytes, {len(found)} words")


if __name__ == "__main__":
    main()
