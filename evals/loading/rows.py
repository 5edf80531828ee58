"""JSON Lines and YAML lists as rows with their line numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.errors import SuiteError

LIMIT = 50_000_000
"""Bytes of one file."""


def read_text(path: Path, *, what: str) -> str:
    """The text of a file.

    Raises:
        SuiteError: it is missing, too large or not UTF-8.
    """
    try:
        if path.stat().st_size > LIMIT:
            raise SuiteError(f"{what} {path} is larger than {LIMIT // 1_000_000} MB")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SuiteError(
            f"{what} {path} cannot be read: {reason}", remedy="check the path"
        ) from None
    except UnicodeDecodeError as error:
        raise SuiteError(
            f"{what} {path} is not UTF-8 text (byte {error.start})", remedy="save it as UTF-8"
        ) from None


def rows(path: Path, *, what: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a `.jsonl`, or of a list in a `.yaml`, each with its line.

    Raises:
        SuiteError: a line is not an object; names file and line.
    """
    text = read_text(path, what=what)
    found = _yaml(path, text) if path.suffix in (".yaml", ".yml") else _jsonl(path, text)
    for line, value in found:
        if not isinstance(value, dict):
            raise SuiteError(
                f"{path}:{line}: {what} is not an object", remedy='write it as {"id": …, …}'
            )
        yield line, value


def _jsonl(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except json.JSONDecodeError as error:
            raise SuiteError(
                f"{path}:{number}: not JSON at column {error.colno}: {error.msg}",
                remedy="one JSON object a line",
            ) from None
        except RecursionError:
            raise SuiteError(f"{path}:{number}: nested too deeply") from None


def _yaml(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    import yaml

    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            raise SuiteError(f"{path}:1: not a list", remedy="begin each entry with '- '")
        for entry in node.value:
            value = loader.construct_object(entry, deep=True)
            yield entry.start_mark.line + 1, value
    except yaml.YAMLError as error:
        raise yaml_error(path, error) from None
    finally:
        loader.dispose()


def yaml_error(path: Path, error: Exception) -> SuiteError:
    """What is wrong with a YAML file, with its line."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "cannot be read"
    where = f"{path}:{mark.line + 1}" if mark else str(path)
    return SuiteError(f"{where}: not YAML: {problem}", remedy="check the indentation there")
