"""Samples from `.jsonl` or `.yaml`: every one with an expectation, every id once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.domain import Case
from assistant.errors import CaseError
from assistant.intake import build_case
from evals.errors import SuiteError
from evals.loading.faults import fault, nearest
from evals.loading.rows import rows
from evals.records import Sample

_KEYS = ("id", "cluster", "case", "question", "documents", "expect", "tags")


def load_samples(paths: Iterable[Path]) -> tuple[Sample, ...]:
    """The samples of these files, in their order.

    Raises:
        SuiteError: one cannot be used, expects nothing, or has the id of another; names the place.
    """
    found: dict[str, Sample] = {}
    for path in paths:
        before = len(found)
        for line, data in rows(path, what="a sample"):
            sample = build_sample(data, place=f"{path}:{line}")
            if sample.id in found:
                raise SuiteError(
                    f"{sample.place}: the id {sample.id!r} stands in {found[sample.id].place} too",
                    remedy="give each sample an id of its own",
                )
            found[sample.id] = sample
        if len(found) == before:
            raise SuiteError(f"{path} holds no sample", remedy="an empty suite is not green")
    return tuple(found.values())


def build_sample(data: dict[str, Any], *, place: str) -> Sample:
    """One sample from the keys of its row.

    Raises:
        SuiteError: it cannot be used; names the place.
    """
    for key in data:
        if key not in _KEYS:
            raise SuiteError(f"{place}: unknown key {key!r}", remedy=nearest(str(key), _KEYS))
    if not data.get("expect"):
        raise SuiteError(
            f"{place}: nothing is expected of this sample",
            remedy="add e.g. expect: {must_mention: […], level: …}; nothing passes by omission",
        )
    case = _case(data, place)
    kept = {key: value for key, value in data.items() if key != "question"}
    try:
        return Sample.model_validate({**kept, "case": case, "place": place})
    except ValidationError as error:
        raise fault(error, place, Sample) from None


def _case(data: dict[str, Any], place: str) -> Case:
    """The case; one that the assistant is expected to reject is taken as it is.

    A `question` to the guidance stands in place of a case, as its message.
    """
    if "question" in data and "case" in data:
        raise SuiteError(f"{place}: a case and a question", remedy="keep one of them")
    given = data.get("case", data.get("question"))
    if isinstance(given, str):
        given = {"message": given}
    if not isinstance(given, dict):
        raise SuiteError(f"{place}: there is no case", remedy='case: {"message": …}')
    expect = data["expect"]
    if isinstance(expect, dict) and expect.get("error") == "case":
        return Case.model_construct(**{"message": "", **given})
    try:
        return build_case(given, source=place)
    except CaseError as error:
        raise SuiteError(_placed(error.message, place), remedy=error.remedy) from None


def _placed(message: str, place: str) -> str:
    return message if place in message else f"{place}: {message}"
