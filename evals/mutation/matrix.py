"""Runs every mutant past the gates: which gate caught it, and how often.

A writer's answers go the way of any model's: a file of written answers, the `writer` solver, the
scorers. Knowledge and retrieval are held against themselves undamaged, by the statistics of a gate.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from evals.errors import SuiteError
from evals.loading.rows import rows as read_rows
from evals.loading.suites import arms_of, load_suite, samples_of
from evals.mutation.damage import Noise, swapped_playbooks
from evals.mutation.records import Kill, Matrix, Mutant, NearMiss
from evals.mutation.spoiling import attacked, spoiled
from evals.records import Arm, Model, Row, Sample, Suite
from evals.running import Options, generate, scored, tasks
from evals.scorers import SCORERS
from evals.solving.bench import Bench
from evals.solving.solvers import Solving
from evals.statistics.aggregate import cluster_differences
from evals.statistics.comparing import contrast, corrected
from evals.tape import Tape
from evals.verdicts.scores import arm_scores, trials_of

GATES = (
    "rubric_hard", "required_facts", "must_not", "promises_backed", "canary", "prompt_kept",
    "language", "length",
)  # fmt: skip
"""Scorers that must all be perfect for a good answer."""
WRITER_MARGINS = {"rubric_clean": 0.02, "required_facts": 0.05}
"""Margins by which a writer is judged that breaks no hard rule."""
SYSTEM_GATES = {
    "issue_found": 0.05,
    "remedy": 0.05, "recall_at_5": 0.05, "required_facts": 0.05, "rubric_hard": 0.05,
    "rubric_clean": 0.02, "evidence": 0.02,
}  # fmt: skip
"""Margins by which damaged knowledge or retrieval is judged."""
_FEW = 8
"""Samples that each bad writer answers."""
_WORKERS = 2
_ALPHA = 0.05


class Ring:
    """The samples, the good answers and the assistant that mutants are tried on.

    Args:
        suite: the suite whose first prompt has good written answers.
    """

    def __init__(self, suite: str = "demo") -> None:
        self.suite: Suite = load_suite(suite, scorers=SCORERS)
        self.samples = samples_of(self.suite)
        self.prompt = self.suite.prompts[0]
        self.bench = Bench(self.suite.clock)
        self.answers = _good_answers(self.suite, arms_of(self.suite)[0].id.rpartition("@")[2])

    def tried(self, mutants: Sequence[Mutant], near: Sequence[NearMiss]) -> Matrix:
        """The matrix of all mutants and near misses."""
        kills = [self.kill(mutant) for mutant in mutants]
        return Matrix(kills=tuple(kills), near=self.near(near))

    def kill(self, mutant: Mutant) -> Kill:
        """What the gates say of one mutant."""
        if mutant.kind != "writer":
            return self._system(mutant)
        rows = self._spoiled(mutant, self.answered[:_FEW])
        good = {row.sample: row for row in self._good}
        asked = [g for g in GATES if any(row.value(g) is not None for row in rows)]
        broken = {g: [r for r in rows if _newly(r, good[r.sample], g)] for g in asked}
        if any(broken.values()):
            return Kill(
                mutant=mutant.id, what=mutant.what, trials=len(rows),
                caught={gate: len(found) for gate, found in broken.items()},
                why={gate: _said(found[0], gate) for gate, found in broken.items() if found},
            )  # fmt: skip
        rows = self._spoiled(mutant, self.answered)
        return _fallen(mutant, self._good, rows, WRITER_MARGINS)

    @property
    def answered(self) -> list[Sample]:
        """The samples that have a good answer."""
        return [sample for sample in self.samples if sample.id in self.answers]

    @cached_property
    def _good(self) -> tuple[Row, ...]:
        return self._rows(self.answered, self.answers)

    def _spoiled(self, mutant: Mutant, samples: Sequence[Sample]) -> tuple[Row, ...]:
        texts = {s.id: spoiled(self.answers[s.id], mutant) for s in samples}
        return self._rows([attacked(sample, mutant) for sample in samples], texts)

    def near(self, near: Sequence[NearMiss]) -> dict[str, str]:
        """Each near miss with the reason of a gate that takes it for bad; empty = it passes.

        Raises:
            SuiteError: one is of a sample that does not exist.
        """
        by_id = {sample.id: sample for sample in self.samples}
        if unknown := [each.sample for each in near if each.sample not in by_id]:
            raise SuiteError(f"a near miss names an unknown sample: {unknown[0]}")
        found = {}
        for each in near:
            for row in self._rows([by_id[each.sample]], {each.sample: each.text}):
                wrong = [s for s in row.scores if s.scorer in GATES and (s.value or 0) < 1]
                why = f"{wrong[0].scorer}: {wrong[0].explanation}" if wrong else ""
                if row.output.state != "generated":
                    why = row.output.reason or row.output.state
                found[f"{each.sample}: {each.what}"] = why
        return found

    def _rows(self, samples: Sequence[Sample], texts: dict[str, str]) -> tuple[Row, ...]:
        """The scored rows of written answers."""
        wanted = [_in_english(sample) for sample in samples]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answers.jsonl"
            lines = (json.dumps({"sample": id, "text": text}) for id, text in texts.items())
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            arm = Arm(
                id="mutant", model=Model(name="mutant", answers=str(path)), prompt=self.prompt
            )
            solving = Solving(
                self.bench, Tape(None), solver="writer", folder=Path(self.suite.folder)
            )
            grid = tasks(self.suite, [arm], wanted, Options(trials=1))
            names = (*GATES, "rubric_clean")
            return scored(generate(grid, solving, workers=_WORKERS), wanted, names)

    def _system(self, mutant: Mutant) -> Kill:
        """Damaged knowledge or retrieval against the same undamaged, situation by situation."""
        suite = load_suite("pr", scorers=SCORERS)
        samples = _first_of_each(samples_of(suite))
        before = _offline(self.bench, suite, samples)
        with tempfile.TemporaryDirectory() as folder:
            damaged = self._damaged(mutant, Path(folder))
            after = _offline(damaged, suite, samples)
        return _fallen(mutant, before, after, SYSTEM_GATES)

    def _damaged(self, mutant: Mutant, folder: Path) -> Bench:
        if mutant.kind == "knowledge":
            target = swapped_playbooks(self.bench.settings.knowledge, folder / "knowledge")
            return Bench(self.suite.clock, knowledge=target, home=folder / "home")
        noisy = Bench(self.suite.clock)
        noisy.__dict__["parts"] = replace(noisy.parts, retriever=Noise(noisy.parts.retriever))
        return noisy


def _good_answers(suite: Suite, prompt: str) -> dict[str, str]:
    """The good written answers by sample."""
    path = Path(suite.folder) / suite.models[0].answers
    return {
        data["sample"]: data["text"]
        for _, data in read_rows(path, what="a written answer")
        if data.get("prompt") == prompt
    }


def _fallen(
    mutant: Mutant, before: Sequence[Row], after: Sequence[Row], margins: Mapping[str, float]
) -> Kill:
    """For each gate that says "regressed" the situations that fell, by a paired comparison.

    Corrected for the number of gates, as in a suite.
    """
    sides = {g: [trials_of(arm_scores(rows), g) for rows in (before, after)] for g in margins}
    found = corrected(
        [contrast(g, *sides[g], margin=margin) for g, margin in margins.items()], alpha=_ALPHA
    )
    red = {each.metric: each for each in found if each.decision == "regressed"}
    caught = {
        g: sum(gap < 0 for gap in cluster_differences(*sides[g]).values()) if g in red else 0
        for g in margins
    }
    why = {
        g: f"{100 * each.difference:+.1f} points, p {each.adjusted:.4f} (Holm)"
        for g, each in red.items()
    }
    count = max(each.clusters for each in found)
    return Kill(mutant=mutant.id, what=mutant.what, trials=count, caught=caught, by="drop", why=why)


def _said(row: Row, gate: str) -> str:
    """What a gate said of a reply."""
    return next((score.explanation for score in row.scores if score.scorer == gate), "")


def _in_english(sample: Sample) -> Sample:
    expect = sample.expect.model_copy(update={"language": "en"})
    return sample.model_copy(update={"expect": expect})


def _newly(row: Row, good: Row, gate: str) -> bool:
    """Whether a gate breaks that the unspoiled answer keeps."""
    value, before = row.value(gate), good.value(gate)
    return value is not None and value < 1 and (before is None or value < before)


def _first_of_each(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """One sample of each cluster."""
    return tuple({sample.cluster: sample for sample in reversed(samples)}.values())


def _offline(bench: Bench, suite: Suite, samples: Sequence[Sample]) -> tuple[Row, ...]:
    arm = Arm(id="offline", model=Model(name="offline"))
    solving = Solving(bench, Tape(None), solver="assistant", folder=Path(suite.folder))
    grid = tasks(suite, [arm], samples, Options(trials=1))
    return scored(generate(grid, solving, workers=_WORKERS), samples, tuple(SYSTEM_GATES))
