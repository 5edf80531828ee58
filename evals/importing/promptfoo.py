"""promptfoo's configuration in YAML, and its tests in CSV."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.errors import SuiteError
from evals.importing.asserting import expectations, parse_expected
from evals.importing.records import Imported
from evals.loading.rows import read_text, yaml_error

MESSAGE_NAMES = ("message", "query", "input", "question", "email", "body", "text", "prompt")
"""Variables that are taken for the customer's message, in this order."""
_TAKEN = ("tests", "defaultTest", "providers", "description")
_OF_A_TEST = ("vars", "assert", "description", "metadata")
_PROVIDERS = {
    "openai:chat:": "openai:", "openai:": "openai:", "anthropic:messages:": "anthropic:",
    "ollama:chat:": "ollama:", "ollama:": "ollama:",
}  # fmt: skip
_OTHER_KINDS = re.compile(r"openai:(responses|completion|embedding|assistant|realtime|image|codex)")
"""What the same provider offers beside a chat model, which is all that can be asked here."""


def import_yaml(path: Path, *, message: str | None = None) -> Imported:
    """The tests of a promptfoo configuration.

    Args:
        message: the variable that holds the customer's message; None = one of `MESSAGE_NAMES`.

    Raises:
        SuiteError: it cannot be read, or is none.
    """
    import yaml

    try:
        data = yaml.safe_load(read_text(path, what="the configuration"))
    except yaml.YAMLError as error:
        raise yaml_error(path, error) from None
    if not isinstance(data, dict) or "tests" not in data:
        raise SuiteError(f"{path}: no promptfoo configuration", remedy="it needs a list of tests")
    reported = Counter({str(key): 1 for key in data if key not in _TAKEN})
    default = data.get("defaultTest") or {}
    if not isinstance(default, Mapping):
        reported[f"defaultTest: {str(default)[:60]}"] += 1
        default = {}
    reported.update(f"defaultTest.{key}" for key in default if key not in _OF_A_TEST)
    tests = _tests(data["tests"], path, reported)
    made = _build(tests, default, reported, message)
    return made.model_copy(update={"models": _models(data.get("providers"), reported),
                                   "reported": dict(reported)})  # fmt: skip


def import_csv(path: Path, *, message: str | None = None) -> Imported:
    """The tests of a promptfoo CSV: variables, `__expected…` and `__description` columns."""
    reported: Counter[str] = Counter()
    tests = _rows(path, reported)
    return _build(tests, {}, reported, message).model_copy(update={"reported": dict(reported)})


def _tests(value: Any, path: Path, reported: Counter[str]) -> list[Mapping[str, Any]]:
    """The tests; a CSV beside the configuration is read, other references are reported."""
    entries = value if isinstance(value, list) else [value]
    found: list[Mapping[str, Any]] = []
    for entry in entries:
        if isinstance(entry, Mapping):
            found.append(entry)
        elif isinstance(entry, str) and entry.removeprefix("file://").endswith(".csv"):
            found += _rows(path.parent / entry.removeprefix("file://"), reported)
        else:
            reported[f"tests: {str(entry)[:60]}"] += 1
    return found


def _rows(path: Path, reported: Counter[str]) -> list[Mapping[str, Any]]:
    reader = csv.DictReader(io.StringIO(read_text(path, what="the tests")))
    names = reader.fieldnames or []
    special = [name for name in names if name.startswith("__")]
    known = [name for name in special if name == "__description" or name.startswith("__expected")]
    reported.update(name for name in special if name not in known)
    return [
        {
            "vars": {name: row[name] for name in names if name not in special and row[name]},
            "description": row.get("__description") or "",
            "assert": [
                parse_expected(row[name])
                for name in known
                if name != "__description" and (row[name] or "").strip()
            ],
        }
        for row in reader
    ]


def _build(
    tests: list[Mapping[str, Any]],
    default: Mapping[str, Any],
    reported: Counter[str],
    message: str | None,
) -> Imported:
    samples, left_out = [], []
    for number, test in enumerate(tests, start=1):
        reported.update(f"tests.{key}" for key in test if key not in _OF_A_TEST)
        values = {**_vars(default, reported), **_vars(test, reported)}
        wanted = [*(default.get("assert") or []), *(test.get("assert") or [])]
        expect = expectations(wanted, reported)
        names = (message,) if message else MESSAGE_NAMES
        name = next((n for n in names if isinstance(values.get(n), str)), None)
        label = str(test.get("description") or f"test {number}")
        if name is None or not expect:
            why = "no message" if name is None else "nothing that can be checked"
            left_out.append(f"{label}: {why}")
            continue
        facts = {key: value for key, value in values.items() if key != name}
        case = {"message": values[name], **({"facts": facts} if facts else {})}
        samples.append(
            {"id": f"t{number}", "cluster": f"t{number}", "case": case, "expect": expect}
        )
    return Imported(samples=tuple(samples), left_out=tuple(left_out))


def _vars(test: Mapping[str, Any], reported: Counter[str]) -> dict[str, Any]:
    """The variables of a test; those that stand elsewhere, or for several tests, are reported."""
    values = test.get("vars") or {}
    if not isinstance(values, Mapping):
        reported[f"vars: {str(values)[:60]}"] += 1
        return {}
    kept = {}
    for name, value in values.items():
        if isinstance(value, list) or (isinstance(value, str) and value.startswith("file://")):
            reported[f"vars: {name}: {'a list' if isinstance(value, list) else 'a file'}"] += 1
        else:
            kept[str(name)] = value
    return kept


def _models(value: Any, reported: Counter[str]) -> tuple[str, ...]:
    """The providers as models here; options of a provider are reported."""
    entries = value if isinstance(value, list) else [value] if value else []
    models = []
    for entry in entries:
        name = entry.get("id") if isinstance(entry, Mapping) else entry
        if isinstance(entry, Mapping):
            reported.update(f"providers.{key}" for key in entry if key != "id")
        prefix = next((p for p in _PROVIDERS if str(name).startswith(p)), None)
        if prefix is None or _OTHER_KINDS.match(str(name)):
            reported[f"providers: {str(name)[:60]}"] += 1
        else:
            models.append(_PROVIDERS[prefix] + str(name).removeprefix(prefix))
    return tuple(models)
