"""Reads a foreign file and writes a suite: its samples, and a suite file to be completed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from evals.errors import RunError, SuiteError
from evals.folder import write_whole
from evals.importing.openai_evals import import_jsonl
from evals.importing.promptfoo import import_csv, import_yaml
from evals.importing.records import Imported
from evals.loading.samples import build_sample

_NOTE = "Imported from {}; say which samples are of one situation, and what else must hold."
_GATES = {"must_mention": "required_facts", "must_not": "must_not"}
"""Each imported expectation with its scorer: what failed a test there breaks a hard rule here."""
_SUITE = """\
suite: {name}
description: {description}
samples: [{name}.jsonl]
solver: assistant
clock: 2026-11-20T10:00:00+00:00
models: {models}
scorers: [required_facts, must_not, rubric_hard, promises_backed, length]
gates:
  hard: [{hard}]
"""


def read_foreign(path: Path, *, message: str | None = None) -> Imported:
    """What a file holds, by its ending.

    Raises:
        SuiteError: it is of no known kind, cannot be read, or holds nothing that can be taken.
    """
    match path.suffix:
        case ".yaml" | ".yml":
            made = import_yaml(path, message=message)
        case ".csv":
            made = import_csv(path, message=message)
        case ".jsonl":
            made = import_jsonl(path)
        case _:
            raise SuiteError(
                f"{path} is of no known kind",
                remedy="promptfoo's .yaml or .csv, or OpenAI Evals' .jsonl",
            )
    for number, row in enumerate(made.samples, start=1):
        build_sample(dict(row), place=f"{path}: sample {number}")
    if not made.samples:
        raise SuiteError(f"{path}: nothing can be taken: {'; '.join(made.left_out[:3])}")
    return made


def write_suite(made: Imported, source: Path, folder: Path) -> Path:
    """Writes the samples and a suite file; an existing one is not overwritten.

    Raises:
        SuiteError: there is one already. RunError: it cannot be written.
    """
    name = re.sub(r"[^\w-]+", "-", source.stem)[:40]
    path, samples = folder / f"{name}.yaml", folder / f"{name}.jsonl"
    for each in (path, samples):
        if each.exists():
            raise SuiteError(f"{each} is there already", remedy="choose another --output")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(f"{folder} cannot be made: {error.strerror}") from None
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made.samples)
    write_whole(samples, lines)
    models = json.dumps(["offline", *made.models])
    wanted = {key for row in made.samples for key in row["expect"]}
    hard = ", ".join(gate for key, gate in _GATES.items() if key in wanted)
    note = json.dumps(_NOTE.format(source.name))
    return write_whole(path, _SUITE.format(name=name, description=note, models=models, hard=hard))
