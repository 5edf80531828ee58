"""A judge over a whole run: every reply, every pair, and the labelled replies beside them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from evals.errors import OverBudget
from evals.judgements import Judgement, Judging, Panel, Preference, question_name
from evals.judges.asking import Judge
from evals.judges.labels import load_labelled
from evals.judges.questions import PAIR, question_prompt
from evals.records import Comparison, Row, Sample
from evals.statistics.calibration import Calibration, calibrated

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bank:
    """The judge of a suite with its questions and labels.

    Args:
        folder: where the suite file lies.
    """

    def __init__(self, judge: Judge, judging: Judging, folder: Path, *, workers: int = 4) -> None:
        self.judge, self.workers = judge, workers
        self.prompts = {question_name(q): question_prompt(q, folder) for q in judging.questions}
        self.pairs = {
            question_name(q): question_prompt(q, folder, variables=PAIR) for q in judging.pairs
        }
        self.labels = {name: load_labelled(folder / path) for name, path in judging.labels.items()}

    def judged(self, rows: Sequence[Row], samples: Sequence[Sample]) -> tuple[Row, ...]:
        """The rows with the judge's verdicts; equal replies to one message are judged once."""
        known = {sample.id: sample for sample in samples}
        wanted = {
            (name, row.sample, row.output.reply): lambda n=name, row=row: self.judge.about(
                self.prompts[n], known[row.sample].case, row.output.reply
            )
            for name in self.prompts
            for row in rows
            if row.output.state == "generated"
        }
        found = _all(wanted, self.workers, Judgement(verdict=None, why=_SPENT))
        return tuple(self._with(row, found) for row in rows)

    def _with(self, row: Row, found: Mapping[tuple[str, str, str], Judgement]) -> Row:
        if row.output.state != "generated":
            return row
        said = {name: found[name, row.sample, row.output.reply] for name in self.prompts}
        return row.model_copy(update={"output": row.output.model_copy(update={"judged": said})})

    def panel(
        self, rows: Sequence[Row], samples: Sequence[Sample], compare: Comparison | None
    ) -> Panel:
        """How far the judge can be trusted, and which arm it prefers."""
        calibrations: dict[str, Calibration] = {}
        reasons: dict[str, str] = {}
        for name in self.labels:
            try:
                calibrations[name] = calibrated(self.verdicts(name))
            except ValueError as error:
                reasons[name] = str(error)
        pairs = {name: self._preferences(name, rows, samples, compare) for name in self.pairs}
        return Panel(
            model=self.judge.model, calibrations=calibrations, pairs=pairs, reasons=reasons
        )

    def verdicts(self, name: str) -> list[tuple[bool, bool | None]]:
        """People's labels with the judge's verdicts on the same replies."""
        labels, prompt = self.labels[name], self.prompts[name]
        wanted = {
            place: lambda each=each: self.judge.about(prompt, each.case, each.reply)
            for place, each in enumerate(labels)
        }
        found = _all(wanted, self.workers, Judgement(verdict=None, why=_SPENT))
        return [(each.label, found[place].verdict) for place, each in enumerate(labels)]

    def _preferences(
        self, name: str, rows: Sequence[Row], samples: Sequence[Sample], compare: Comparison | None
    ) -> dict[str, tuple[Preference, ...]]:
        if compare is None:
            return {}
        cases = {sample.id: sample.case for sample in samples}
        sides = {
            arm: {(r.sample, r.trial): r.output.reply for r in rows
                  if r.arm == arm and r.output.state == "generated"}
            for arm in (compare.baseline, compare.candidate)
        }  # fmt: skip
        before, after = sides[compare.baseline], sides[compare.candidate]
        wanted = {
            place: lambda p=place: self.judge.between(
                self.pairs[name], cases[p[0]], before[p], after[p]
            )
            for place in sorted(before.keys() & after.keys())
        }
        unscored: Preference = "unscored"
        found = _all(wanted, self.workers, unscored)
        made: dict[str, tuple[Preference, ...]] = {}
        for (sample, _), preference in sorted(found.items()):
            made[sample] = (*made.get(sample, ()), preference)
        return made


_SPENT = "the cost that this run may have is spent"


def _all(wanted: Mapping[K, Callable[[], V]], workers: int, spent: V) -> dict[K, V]:
    """Every answer; what the budget no longer allowed is `spent`."""

    def safely(ask: Callable[[], V]) -> V:
        try:
            return ask()
        except OverBudget:
            return spent

    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        return dict(zip(wanted, pool.map(safely, wanted.values()), strict=True))
