"""Fits what points from a question to passages: `assistant/knowledge/models/pointing.npz`.

    python -m benchmarks.fit_pointing             fits and writes
    python -m benchmarks.fit_pointing --measure   how well it does on questions it has not seen

It learns from `knowledge/asked.yaml` (questions with their passages, and questions that are
answered elsewhere), `knowledge/asked_as.yaml` (wordings), `tests/data/pointing.jsonl` (some
thousand questions, written section by section from the guidance alone, and some hundred that it
does not answer; those marked `held_back` are not learnt from), the headings and the sentences of
the passages. The same files give the same weights on the same machine. `folded` gives for each
question what is pointed to by weights that never saw it: `benchmarks.questions` fits with it.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.answering.examples import FILE, examples_for
from assistant.answering.units import units_of
from assistant.app import Assistant
from assistant.domain import Passage
from assistant.knowledge.expansion import expansion_for
from assistant.knowledge.lexical import words_of
from assistant.knowledge.pointing import WEIGHTS, Features, Learnt, Pointed, Pointer, terms
from assistant.models.wordllama import local_embeddings
from assistant.settings import load, shipped

QUESTIONS = Path(__file__).parents[1] / "tests" / "data" / "pointing.jsonl"
FOLDS = 5
_PENALTY, _STEPS = 0.1, 80
_ELSEWHERE = 0.5
"""Penalty of the one column that tells what is answered from what is not."""
_WORDING, _SENTENCE = 0.5, 0.3
"""What a wording and a sentence of the text count beside a question."""

_PAIR = 2.5
"""What a pair of words counts beside the rarity of single ones."""

Matrix = NDArray[np.float32]


class Text(NamedTuple):
    """Something to learn from."""

    text: str
    passages: tuple[str, ...]
    counts: float = 1.0
    asked: bool = True
    """It is a whole question, so that it says what questions are like."""


def rows() -> list[dict[str, Any]]:
    """The questions written for this: `q`, `ids`, and `use` where they are held back."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def texts() -> list[Text]:
    """All that is learnt from."""
    folder = shipped("knowledge")
    examples, asked_as = examples_for(folder), expansion_for(folder).asked_as
    made = [Text(text, names) for text, names in examples.answered.items()]
    made += [Text(text, ()) for text in examples.elsewhere]
    made += [Text(row["q"], tuple(row["ids"])) for row in rows() if "use" not in row]
    for key, wordings in asked_as.items():
        made += [Text(wording, (key,), _WORDING, asked=False) for wording in wordings]
    known = {name for each in made for name in each.passages}
    for passage in (each for each in _passages() if each.id in known):
        heading = passage.section.rpartition(" > ")[2] or passage.title
        made.append(Text(heading, (passage.id,), asked=False))
        for unit in units_of(passage) if passage.kind != "playbook" else ():
            made.append(Text(unit.text, (passage.id,), _SENTENCE, asked=False))
    return list({each.text: each for each in made}.values())


def _passages() -> tuple[Passage, ...]:
    with tempfile.TemporaryDirectory() as home:
        assistant = Assistant(load(home=home))
        assistant.index()
        return assistant.retriever.passages()


def learn(given: Sequence[Text]) -> Learnt:
    """The weights."""
    worths = _worths(given)
    features = Features(worths, local_embeddings()).of([each.text for each in given])
    pointing = [at for at, each in enumerate(given) if each.passages]
    names = tuple(sorted({name for each in given for name in each.passages}))
    column = {name: at for at, name in enumerate(names)}
    wanted = np.zeros((len(pointing), len(names)), dtype=np.float32)
    for row, at in enumerate(pointing):
        wanted[row, [column[name] for name in given[at].passages]] = 1 / len(given[at].passages)
    counts = np.array([given[at].counts for at in pointing], dtype=np.float32)
    weights = _softmax(features[pointing], wanted, counts)
    asked = [at for at, each in enumerate(given) if each.asked]
    answered = _answered(features[asked], np.array([is_answered(given[at]) for at in asked]))
    return Learnt(names, _half(np.c_[weights, answered]), _themes(given), worths)


def _half(made: Matrix) -> Matrix:
    """As it is after it was kept in half precision."""
    return made.astype(np.float16).astype(np.float32)


def _themes(given: Sequence[Text]) -> dict[str, Matrix]:
    """For each passage of the guidance, the mean of its name, its sentences, and its questions."""
    said: dict[str, tuple[list[str], list[str]]] = {}
    for each in given:
        for name in each.passages:
            if name.startswith("guidance/"):
                text = each.counts == _SENTENCE
                said.setdefault(name, ([], []))[0 if text else 1].append(each.text)
    made = {}
    for name, (sentences, asked) in sorted(said.items()):
        about = [_mean(part) for part in ([name.partition("#")[2].replace("-", " ")],
                                          sentences or asked, asked)]  # fmt: skip
        made[name] = _half(_one(np.sum(about, axis=0)))
    return made


def _mean(said: list[str]) -> Matrix:
    made = np.asarray(local_embeddings().embed_documents(said), dtype=np.float32)
    return _one(made.mean(axis=0))


def _one(vector: Matrix) -> Matrix:
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def is_answered(text: Text) -> bool:
    """A question without a passage is either an example of what is asked, or leads elsewhere."""
    return bool(text.passages) or text.text in examples_for(shipped("knowledge")).answered


def _worths(given: Sequence[Text]) -> dict[str, float]:
    """Of all stems, and of the pairs that were said more than once."""
    occurs = Counter(term for each in given for term in set(terms(words_of(each.text))))
    rare = {term: math.log(1 + len(given) / (count + 0.5)) for term, count in occurs.items()}
    pairs = {term: _PAIR for term in rare if " " in term and occurs[term] > 1}
    found = {term: worth for term, worth in rare.items() if " " not in term} | pairs
    return {term: float(np.float16(worth)) for term, worth in sorted(found.items())}


def _softmax(features: Matrix, wanted: Matrix, counts: Matrix) -> Matrix:
    shape = features.shape[1], wanted.shape[1]

    def loss(flat: Any) -> Any:
        weights = flat.reshape(shape).astype(np.float32)
        found = features @ weights
        found -= found.max(axis=1, keepdims=True)
        raised = np.exp(found)
        total = raised.sum(axis=1, keepdims=True)
        missed = -(counts * (wanted * (found - np.log(total))).sum(axis=1)).sum()
        slope = features.T @ ((raised / total - wanted) * counts[:, None]) + _PENALTY * weights
        cost = float(missed) + _PENALTY / 2 * float((weights * weights).sum())
        return cost, slope.ravel().astype(np.float64)

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B",
                     options={"maxiter": _STEPS, "maxcor": 6})  # fmt: skip
    return np.asarray(found.x.reshape(shape), dtype=np.float32)


def _answered(features: Matrix, answered: NDArray[np.bool_]) -> Matrix:
    """A logistic regression, both sides counting alike."""
    share = answered.mean()
    counts = np.where(answered, 0.5 / share, 0.5 / (1 - share))
    sides = np.where(answered, 1.0, -1.0)

    def loss(weights: Any) -> Any:
        found = sides * (features @ weights)
        missed = float((counts * np.logaddexp(0, -found)).sum())
        slope = -features.T @ (counts * sides / (1 + np.exp(found))) + _ELSEWHERE * weights
        return missed + _ELSEWHERE / 2 * float(weights @ weights), slope

    start = np.zeros(features.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x, dtype=np.float32)


def folded(given: Sequence[Text], folds: int = FOLDS) -> dict[str, Pointed]:
    """What each whole question points to, by weights that never saw it."""
    found: dict[str, Pointed] = {}
    for fold in range(folds):
        seen = [each for each in given if not each.asked or fold_of(each.text, folds) != fold]
        pointer = Pointer(learn(seen), local_embeddings())
        for each in given:
            if each.asked and fold_of(each.text, folds) == fold:
                found[each.text] = pointer.of(each.text)
    return found


def fold_of(text: str, folds: int = FOLDS) -> int:
    """The part that a question belongs to."""
    return zlib.crc32(text.encode()) // 7 % folds


def digest() -> str:
    """Of the examples that the weights were fitted to."""
    files = (shipped("knowledge") / FILE, QUESTIONS)
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def save(learnt: Learnt) -> None:
    """Writes the weights, in half precision."""
    WEIGHTS.parent.mkdir(exist_ok=True)
    np.savez(
        WEIGHTS,
        names=_bytes(learnt.names),
        weights=learnt.weights.astype(np.float16),
        themed=_bytes(learnt.themes),
        themes=np.array([*learnt.themes.values()], dtype=np.float16),
        stems=_bytes(learnt.worths),
        worths=np.array([*learnt.worths.values()], dtype=np.float16),
        digest=_bytes([digest()]),
    )


def _bytes(words: Any) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def measured(pairs: Sequence[tuple[Sequence[str], Pointed]]) -> str:
    """hit@1, hit@3 and hit@8 of questions with the passages that answer them."""
    said = []
    for depth in (1, 3, 8):
        hits = 0
        for passages, pointed in pairs:
            best = sorted(pointed.shares, key=lambda name: -pointed.shares[name])[:depth]
            hits += bool(set(best) & set(passages))
        said.append(f"hit@{depth} {hits / max(1, len(pairs)):.3f}")
    return f"{len(pairs)}: {', '.join(said)}"


def measure(pointer: Pointer) -> None:
    """Prints how well questions that are held back are pointed, and told from others."""
    held = [row for row in rows() if row.get("use") == "held_back"]
    found = [(row, pointer.of(row["q"])) for row in held]
    for way in ("plain", "indirect"):
        pairs = [(row["ids"], pointed) for row, pointed in found if row.get("way") == way]
        print(f"{way}: {measured(pairs)}")
    for name, wanted in (("answered", True), ("elsewhere", False)):
        sides = [(pointed.answered > 0) == wanted for row, pointed in found
                 if bool(row["ids"]) == wanted]  # fmt: skip
        print(f"{name}: {sum(sides)} of {len(sides)} told")


def main() -> None:
    """Fits and writes, or measures what is written."""
    if "--measure" not in sys.argv:
        save(learn(texts()))
    from assistant.knowledge.pointing import shipped_pointer

    measure(Pointer(shipped_pointer(), local_embeddings()))


if __name__ == "__main__":
    main()
