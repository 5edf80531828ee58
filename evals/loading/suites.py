"""Suite files: found by name or path, checked as a whole before anything is generated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.errors import SuiteError
from evals.judgements import PREFIX, question_name
from evals.loading.faults import fault, nearest
from evals.loading.rows import read_text, yaml_error
from evals.loading.samples import load_samples
from evals.loading.variants import with_variants
from evals.records import Arm, Model, Sample, Suite

SHIPPED = Path(__file__).resolve().parents[1] / "suites"


def load_suite(name: str, *, scorers: Collection[str]) -> Suite:
    """A suite by the name of a shipped one, or by the path of its file.

    Args:
        scorers: the names of the scorers that there are.

    Raises:
        SuiteError: there is no such suite, or it cannot be used; names file and line or key.
    """
    path = suite_path(name)
    data = _read(path)
    data["models"] = [_model(entry, path) for entry in data.get("models", ["offline"])]
    try:
        suite = Suite.model_validate({**data, "folder": str(path.parent)})
    except ValidationError as error:
        raise fault(error, str(path), Suite) from None
    suite = _with_judge(suite)
    _check(suite, path, {*scorers, *_judged(suite)})
    return suite


def suite_path(name: str) -> Path:
    """The file of a suite."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.exists():
        return path
    shipped = SHIPPED / f"{name}.yaml"
    if not shipped.is_file():
        known = [found.stem for found in SHIPPED.glob("*.yaml")]
        raise SuiteError(f"there is no suite {name!r}", remedy=nearest(name, known))
    return shipped


def samples_of(
    suite: Suite,
    *,
    seen: frozenset[str] | None = None,
    lookers: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Sample, ...]:
    """The samples of a suite, with their variants.

    Args:
        seen: the expectations that its scorers look at; None = not checked.
        lookers: by expectation the scorers that look at it, to name them.

    Raises:
        SuiteError: one cannot be used, or no scorer looks at anything that it expects.
    """
    found = load_samples(path for name in suite.samples for path in _files(suite, name))
    for sample in found if seen is not None else ():
        _check_sample(sample, suite, seen or frozenset(), lookers or {})
    return with_variants(found, suite.variants)


def _files(suite: Suite, name: str) -> list[Path]:
    """The files of one entry: itself, or all of a folder."""
    path = Path(suite.folder) / name
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def _check_sample(
    sample: Sample, suite: Suite, seen: frozenset[str], lookers: Mapping[str, Sequence[str]]
) -> None:
    """An expectation that nobody looks at would pass whatever happens."""
    wanted = sample.expect.model_dump(exclude_defaults=True)
    if not seen & wanted.keys():
        raise SuiteError(
            f"{sample.place}: no scorer of {suite.suite} looks at {', '.join(wanted)}",
            remedy="add to its scorers: "
            + "; ".join(f"{' or '.join(lookers.get(each, ('its scorer',)))}" for each in wanted),
        )
    if sample.documents and suite.solver == "ask":
        raise SuiteError(f"{sample.place}: documents are for replies", remedy="solver: assistant")


def arms_of(suite: Suite) -> tuple[Arm, ...]:
    """The grid's arms: every model with every prompt; the offline writer once."""
    arms: list[Arm] = []
    for model in suite.models:
        name = f"{model.name}+gold" if model.gold else model.name
        if model.name == "offline":
            arms.append(Arm(id=name, model=model))
        else:
            arms += [
                Arm(id=f"{name}@{prompt_name(prompt)}", model=model, prompt=prompt)
                for prompt in suite.prompts
            ]
    return tuple(arms)


def check_prices(suite: Suite, arms: Sequence[Arm], judge: str) -> None:
    """A cost can only be limited where it is known.

    Args:
        judge: the model that judges, where one does.

    Raises:
        SuiteError: a model that costs something has no prices in the suite.
    """
    asked = {arm.model.name: arm.model.prices for arm in arms if not arm.model.local}
    if suite.judge and not judge.startswith("fake:"):
        asked[judge] = suite.judge.prices
    for name, prices in asked.items():
        if not (prices.input or prices.output):
            raise SuiteError(
                f"--max-cost, and {name} has no prices in {suite.suite}",
                remedy="prices: {input: …, output: …}, per million tokens",
            )


def prompt_name(prompt: str) -> str:
    """How a prompt is called: the name of its file, or as it is asked for."""
    return Path(prompt).stem if prompt.endswith(".md") else prompt


def _read(path: Path) -> dict[str, Any]:
    import yaml

    try:
        data = yaml.safe_load(read_text(path, what="the suite"))
    except yaml.YAMLError as error:
        raise yaml_error(path, error) from None
    if not isinstance(data, dict):
        raise SuiteError(f"{path}: not a suite", remedy="it needs suite, samples, scorers, gates")
    return data


def _model(entry: Any, path: Path) -> Model:
    try:
        return Model.model_validate({"name": entry} if isinstance(entry, str) else entry)
    except ValidationError as error:
        raise fault(error, f"{path}: models", Model) from None


def _judged(suite: Suite) -> tuple[str, ...]:
    """The scorers that a suite's judge brings."""
    questions = suite.judge.questions if suite.judge else ()
    return tuple(PREFIX + question_name(question) for question in questions)


def _with_judge(suite: Suite) -> Suite:
    """The suite with the scorers of its judge's questions."""
    more = tuple(name for name in _judged(suite) if name not in suite.scorers)
    return suite.model_copy(update={"scorers": (*suite.scorers, *more)}) if more else suite


def _check_judge(suite: Suite, path: Path) -> None:
    """A judge errs: no hard rule rests on it, and no gate before people's labels say how often."""
    labels = suite.judge.labels if suite.judge else {}
    names = {name.removeprefix(PREFIX) for name in _judged(suite)}
    for name in suite.gates.hard:
        if name.startswith(PREFIX):
            raise SuiteError(
                f"{path}: a judge may err, so {name} is no hard rule", remedy="a quality gate"
            )
    for name in suite.gates.quality:
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in labels:
            raise SuiteError(
                f"{path}: {name} gates without labels",
                remedy=f"judge: {{labels: {{{name.removeprefix(PREFIX)}: FILE.jsonl}}}}",
            )
    for name in labels:
        if name not in names:
            raise SuiteError(f"{path}: labels for {name!r}", remedy=nearest(name, names))
    if suite.judge and suite.judge.pairs and not suite.compare:
        raise SuiteError(f"{path}: pairs of which arms?", remedy="compare: {baseline, candidate}")


def _check(suite: Suite, path: Path, scorers: Collection[str]) -> None:
    """What no field alone can tell: names that must exist, gates that would never close."""
    for name in suite.scorers:
        if name not in scorers:
            raise SuiteError(f"{path}: unknown scorer {name!r}", remedy=nearest(name, scorers))
    for name in (*suite.gates.hard, *suite.gates.quality):
        if name not in suite.scorers:
            raise SuiteError(
                f"{path}: the gate {name!r} has no scorer of this suite",
                remedy=nearest(name, suite.scorers),
            )
    if not suite.gates.hard and not suite.gates.quality:
        raise SuiteError(f"{path}: no gate", remedy="a suite without a gate is always green")
    _check_judge(suite, path)
    arms = {arm.id for arm in arms_of(suite)}
    if suite.compare:
        for name in (suite.compare.baseline, suite.compare.candidate):
            if name not in arms:
                raise SuiteError(f"{path}: there is no arm {name!r}", remedy=nearest(name, arms))
    if suite.solver == "ask" and any(arm.model.name != "offline" for arm in arms_of(suite)):
        raise SuiteError(f"{path}: solver ask answers offline alone", remedy="models: [offline]")
    if suite.clock.tzinfo is None:
        raise SuiteError(f"{path}: clock has no time zone", remedy="e.g. 2026-11-20T10:00:00+00:00")
