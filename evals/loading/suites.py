"""Suite files: found by name or path, checked as a whole before anything is generated."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.errors import SuiteError
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
    _check(suite, path, scorers)
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


def samples_of(suite: Suite) -> tuple[Sample, ...]:
    """The samples of a suite, with their variants."""
    found = load_samples(Path(suite.folder) / name for name in suite.samples)
    return with_variants(found, suite.variants)


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
    arms = {arm.id for arm in arms_of(suite)}
    if suite.compare:
        for name in (suite.compare.baseline, suite.compare.candidate):
            if name not in arms:
                raise SuiteError(f"{path}: there is no arm {name!r}", remedy=nearest(name, arms))
    if suite.clock.tzinfo is None:
        raise SuiteError(f"{path}: clock has no time zone", remedy="e.g. 2026-11-20T10:00:00+00:00")
