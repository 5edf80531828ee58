"""The facade: runs, resumes, rescores and compares; the command line and pytest call it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.settings import load
from evals.errors import SuiteError
from evals.fingerprint import Fingerprint, fingerprint, samples_hash
from evals.folder import Plan, RunFolder
from evals.hashing import digest
from evals.judges.hiring import bank_for, judge_model, judge_print
from evals.loading.faults import nearest
from evals.loading.suites import arms_of, check_prices, load_suite, samples_of, suite_path
from evals.records import Arm, Model, Row, Sample, Suite
from evals.running import Options, Progress, generate, scored, tasks
from evals.scorers import SCORERS, looked_at, lookers, scorers_hash
from evals.solving.bench import Bench, prompt_for
from evals.solving.purse import Purse
from evals.solving.solvers import Solving
from evals.tape import Tape
from evals.verdicts.baselines import Baseline, baseline_path, load_baseline, write_baseline
from evals.verdicts.judging import Reference, Results, judge, reference_arm, with_arms
from evals.verdicts.records import Verdict
from evals.verdicts.scores import arm_scores


class Session:
    """One suite with its samples and arms, and the folder of its run.

    Args:
        suite: name or path.
        baselines: where baselines lie; None = beside the suites.
    """

    def __init__(self, suite: str, *, baselines: Path | None = None) -> None:
        self.path = suite_path(suite).resolve()
        self.suite: Suite = load_suite(str(self.path), scorers=SCORERS)
        self.samples: tuple[Sample, ...] = samples_of(
            self.suite, seen=looked_at(self.suite.scorers), lookers=lookers()
        )
        self.arms: tuple[Arm, ...] = arms_of(self.suite)
        self.baselines = baselines

    # -- running -------------------------------------------------------------------------------

    def plan(self, options: Options, knowledge: Path | None = None) -> Plan:
        """How a run of this suite is made.

        Raises:
            SuiteError: a cost is limited, and what a model costs is not known.
        """
        self._check_cost(options)
        return Plan(
            suite=str(self.path),
            suite_hash=digest(self.suite.model_dump(mode="json", exclude={"folder"})),
            samples_hash=samples_hash(self.samples),
            options=options,
            knowledge=str(knowledge.resolve()) if knowledge else "",
            started=datetime.now(UTC),
        )

    def _check_cost(self, options: Options) -> None:
        if options.max_cost is not None and options.record:
            judging = self.suite.judge
            check_prices(self.suite, self.arms, judge_model(judging, load()) if judging else "")

    def run(
        self, folder: RunFolder, plan: Plan, *, progress: Progress | None = None
    ) -> tuple[Verdict, tuple[Row, ...]]:
        """Generates what the tapes do not hold, scores, judges, and writes the run's files.

        Raises:
            SuiteError: as `plan`, since a run may go on with other options.
        """
        self._check_cost(plan.options)
        with folder.locked():
            bench = Bench(
                self.suite.clock, knowledge=Path(plan.knowledge) if plan.knowledge else None
            )
            solving = self._solving(bench, folder, plan.options)
            bank = bank_for(
                self.suite, self.arms, solving.tape, solving.purse,
                record=plan.options.record, workers=plan.options.workers,
            )  # fmt: skip
            grid = tasks(self.suite, self.arms, self.samples, plan.options)
            if not all(solving.known(sample, arm, trial) for arm, sample, trial in grid):
                _ = bench.parts  # the index is built once, before the workers start
            rows = generate(grid, solving, workers=plan.options.workers, progress=progress)
            if bank is not None:
                rows = bank.judged(rows, self.samples)
                folder.write_panel(bank.panel(rows, self.samples, self.suite.compare))
            rows = scored(rows, self.samples, self.suite.scorers)
            prints = self.fingerprints(bench)
            folder.write_rows(rows, prints)
            return self.verdict(rows, prints, folder, keep=True), rows

    def _solving(self, bench: Bench, folder: RunFolder, options: Options) -> Solving:
        home = Path(self.suite.folder)
        tapes = [home / name for name in self.suite.tapes if (home / name).is_file()]
        tape = Tape(folder.tape, tapes)
        return Solving(
            bench,
            tape,
            solver=self.suite.solver,
            folder=home,
            record=options.record,
            purse=Purse(options.max_cost, tape.spent),
        )

    def rescore(self, folder: RunFolder) -> tuple[Verdict, tuple[Row, ...]]:
        """Scores the rows of a run anew, with the suite as it is now; nothing is generated."""
        rows, prints = folder.rows()
        known = {sample.id for sample in self.samples}
        if foreign := sorted({row.sample for row in rows} - known):
            raise SuiteError(
                f"{folder.path} has samples that the suite no longer has: {', '.join(foreign[:3])}",
                remedy="run the suite again",
            )
        rows = scored(rows, self.samples, self.suite.scorers)
        now = {"scorers": scorers_hash(self.suite.scorers), "samples": samples_hash(self.samples)}
        prints = {arm: each.model_copy(update=now) for arm, each in prints.items()}
        folder.write_rows(rows, prints)
        return self.verdict(rows, prints, folder, keep=True), rows

    def fingerprints(self, bench: Bench) -> dict[str, Fingerprint]:
        """What each arm's results depend on."""
        samples, scorers = samples_hash(self.samples), scorers_hash(self.suite.scorers)
        asked = judge_print(self.suite)
        home = Path(self.suite.folder)
        return {
            arm.id: fingerprint(
                self.suite, arm, samples=samples, scorers=scorers,
                prompt=prompt_for(arm.prompt, home).hash if arm.prompt else "",
                bench=(bench.knowledge_hash, bench.package_hash), judge=asked,
            )
            for arm in self.arms
        }  # fmt: skip

    # -- judging -------------------------------------------------------------------------------

    def verdict(
        self,
        rows: Sequence[Row],
        prints: Mapping[str, Fingerprint],
        folder: RunFolder,
        *,
        keep: bool = False,
    ) -> Verdict:
        """The verdict against the kept baselines; with `keep` written into the run's folder."""
        references = {arm.id: self._kept(arm.id) for arm in self.arms}
        made = judge(self.results(rows, prints, folder), references)
        if keep:
            folder.write("verdict.json", made.model_dump_json(indent=1) + "\n")
        return made

    def results(
        self, rows: Sequence[Row], prints: Mapping[str, Fingerprint], folder: RunFolder
    ) -> Results:
        """All that a verdict is made of."""
        return Results(
            suite=self.suite, samples=self.samples, arms=self.arms, rows=rows,
            fingerprints=prints, trials=folder.plan().options.trials or self.suite.trials,
            panel=folder.panel(),
        )  # fmt: skip

    def compare(
        self, before: RunFolder, after: RunFolder, arm: str | None = None
    ) -> tuple[Verdict, tuple[Row, ...]]:
        """One run held against another one of the same suite: the verdict, and both runs' rows.

        Args:
            arm: the arm of the earlier run that all arms are held against; None = each its own.

        Raises:
            SuiteError: the earlier run has no such arm.
        """
        old_rows, old_prints = before.rows()
        rows, prints = after.rows()
        if arm and arm not in old_prints:
            near = nearest(arm, old_prints)
            raise SuiteError(f"{before.path.name} has no arm {arm!r}", remedy=near)
        pairs = {each.id: arm or each.id for each in self.arms}
        names = {old: f"{old} of {before.path.name}" for old in pairs.values() if old in old_prints}
        earlier = tuple(
            row.model_copy(update={"arm": names[row.arm]}) for row in old_rows if row.arm in names
        )
        alone = self.suite.model_copy(update={"compare": None})
        absent = f"{before.path.name} has no such arm"
        results = replace(self.results(rows, prints, after), suite=alone, absent=absent)
        made = judge(results, _references(earlier, pairs, names, old_prints))
        old = replace(self.results(earlier, {}, before), suite=alone)
        models = {each.id: each.model for each in self.arms}
        shown = [
            reference_arm(old, Arm(id=name, model=models.get(theirs, Model(name=theirs))))
            for theirs, name in names.items()
        ]
        return with_arms(made, (*shown, *made.arms)), (*earlier, *rows)

    def bless(self, folder: RunFolder, reason: str, arms: Sequence[str] = ()) -> list[Path]:
        """Keeps the results of a run as baselines.

        Raises:
            SuiteError: there is no reason, no such arm, or the run broke a hard rule or is
                incomplete. Nothing is kept then.
        """
        rows, prints = folder.rows()
        verdict = judge(self.results(rows, prints, folder), {})
        chosen = [arm for arm in verdict.arms if not arms or arm.arm in arms]
        if unknown := [name for name in arms if name not in {arm.arm for arm in chosen}]:
            known = [arm.id for arm in self.arms]
            raise SuiteError(f"there is no arm {unknown[0]!r}", remedy=nearest(unknown[0], known))
        for arm in chosen:
            if arm.status == "incomplete" or not arm.coverage.enough:
                raise SuiteError(f"{arm.arm}: {arm.reasons[0]}", remedy="resume the run first")
            if arm.breaks:
                raise SuiteError(
                    f"{arm.arm}: {arm.reasons[0]}",
                    remedy="a hard rule is mended or taken out of the suite, not blessed away",
                )
        made = []
        for arm in chosen:
            path = baseline_path(self.suite, arm.arm, self.baselines)
            write_baseline(path, self._baseline(arm.arm, rows, prints, reason, verdict))
            made.append(path)
        return made

    def _baseline(
        self,
        arm: str,
        rows: Sequence[Row],
        prints: Mapping[str, Fingerprint],
        reason: str,
        verdict: Verdict,
    ) -> Baseline:
        return Baseline(
            suite=self.suite.suite,
            arm=arm,
            reason=reason,
            blessed=datetime.now(UTC).replace(microsecond=0),
            digest=verdict.digest,
            fingerprint=prints[arm],
            samples=arm_scores([row for row in rows if row.arm == arm]),
        )

    def _kept(self, arm: str) -> Reference | None:
        path = baseline_path(self.suite, arm, self.baselines)
        found = load_baseline(path)
        if found is None:
            return None
        name = f"baseline of {found.blessed:%Y-%m-%d}"
        return Reference(name=name, fingerprint=found.fingerprint, scores=found.scores)


def _references(
    earlier: Sequence[Row],
    pairs: Mapping[str, str],
    names: Mapping[str, str],
    prints: Mapping[str, Fingerprint],
) -> dict[str, Reference | None]:
    """By arm what it is held against: the earlier run's rows, under the name that they have now."""
    return {
        mine: Reference(
            name=names[old],
            fingerprint=prints[old],
            scores=arm_scores([row for row in earlier if row.arm == names[old]]),
        )
        for mine, old in pairs.items()
        if old in names
    }


def session_of(folder: RunFolder, *, baselines: Path | None = None) -> Session:
    """The session of a run."""
    return Session(folder.plan().suite, baselines=baselines)


def taken_up(folder: RunFolder, *, baselines: Path | None = None) -> tuple[Session, Plan]:
    """The session and plan of a run that goes on.

    Raises:
        SuiteError: the suite or its samples are not what they were.
    """
    session, plan = session_of(folder, baselines=baselines), folder.plan()
    now = session.plan(plan.options)
    if (now.suite_hash, now.samples_hash) != (plan.suite_hash, plan.samples_hash):
        raise SuiteError(
            f"the suite has changed since {folder.path.name} began",
            remedy="start a new run; composure-eval rescore takes changed expectations",
        )
    return session, plan


def runs_folder() -> Path:
    """Where runs lie."""
    return load().home / "evals" / "runs"
