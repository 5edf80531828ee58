"""Baselines: an arm's scores per sample, with every hash, and the reason why they were kept.

They lie in `baselines/<suite>/<arm>.json`, one sample a line, so that a change of a baseline can be
read in a review. Only `bless` writes them.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Record
from evals.errors import SuiteError
from evals.fingerprint import Fingerprint
from evals.hashing import canonical
from evals.loading.faults import fault
from evals.loading.rows import read_text
from evals.records import Suite
from evals.verdicts.scores import ArmScores, SampleScores

_SHORTEST = 8
"""Characters of a reason; "ok" says nothing to whoever reads it in a year."""


class Baseline(Record):
    """Kept results of one arm."""

    suite: str
    arm: str
    reason: str
    blessed: datetime
    digest: str
    fingerprint: Fingerprint
    samples: dict[str, SampleScores]

    @property
    def scores(self) -> ArmScores:
        """The scores by sample."""
        return self.samples


def baseline_path(suite: Suite, arm: str, folder: Path | None = None) -> Path:
    """Where the baseline of an arm lies: beside a folder `suites`, else in the suite's folder."""
    own = Path(suite.folder)
    home = folder or (own.parent if own.name == "suites" else own) / "baselines"
    name = re.sub(r"[^\w.-]+", "_", arm)
    return home / suite.suite / f"{name}.json"


def load_baseline(path: Path) -> Baseline | None:
    """The baseline there; None where there is none.

    Raises:
        SuiteError: it cannot be read.
    """
    if not path.is_file():
        return None
    try:
        return Baseline.model_validate_json(read_text(path, what="the baseline"))
    except ValidationError as error:
        raise fault(error, str(path), Baseline) from None


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Keeps a baseline, at once or not at all.

    Raises:
        SuiteError: it has no reason, or cannot be written.
    """
    if len(baseline.reason.strip()) < _SHORTEST:
        raise SuiteError(
            "a baseline changes only with a reason", remedy='--reason "what changed, and why"'
        )
    waiting = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_text(_text(baseline), encoding="utf-8")
        waiting.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SuiteError(f"{path} cannot be written: {reason}") from None


def _text(baseline: Baseline) -> str:
    """JSON with the head on lines of its own and then one sample a line."""
    data = baseline.model_dump(mode="json")
    samples = data.pop("samples")
    head = json.dumps(data, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = [f'  "{sample}": {canonical(samples[sample])}' for sample in sorted(samples)]
    return head + ',\n "samples": {\n' + ",\n".join(lines) + "\n }\n}\n"
