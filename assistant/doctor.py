"""Looks at everything a draft needs and says what works, what does not, and what mends it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import metadata
from typing import Literal

from assistant.app import Assistant
from assistant.domain import Record
from assistant.errors import ComposureError
from assistant.settings import Settings, load

_CRISIS_DAYS = 180
"""After this many days a crisis line should be checked again (ESCALATION, rule 6)."""


class Check(Record):
    """One thing that was looked at."""

    name: str
    status: Literal["ok", "warn", "fail"]
    message: str
    remedy: str = ""


def examine() -> tuple[Check, ...]:
    """Every check, in the order in which things are needed."""
    checks = [_python(), _packages()]
    try:
        settings = load()
    except ComposureError as error:
        return (*checks, _failed("settings", error))
    assistant = Assistant(settings)
    parts: tuple[tuple[str, Callable[[Assistant], Iterator[Check]]], ...] = (
        ("home", _home),
        ("database", _database),
        ("knowledge", _knowledge),
        ("company", _company),
        ("index", _index),
        ("model", _model),
    )
    for name, part in parts:
        try:
            checks += part(assistant)
        except ComposureError as error:
            checks.append(_failed(name, error))
    return tuple(checks)


def _failed(name: str, error: ComposureError) -> Check:
    return Check(name=name, status="fail", message=error.message, remedy=error.remedy)


def _python() -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    good = sys.version_info >= (3, 11)
    return Check(
        name="python",
        status="ok" if good else "fail",
        message=version,
        remedy="" if good else "install Python 3.11 or newer",
    )


def _packages() -> Check:
    """What the package's own metadata asks for, compared with what is installed."""
    from packaging.requirements import Requirement

    try:
        wanted = metadata.requires("composure") or []
    except metadata.PackageNotFoundError:
        return Check(
            name="packages",
            status="warn",
            message="composure itself is not installed here; it runs from its folder",
            remedy="make install",
        )
    wrong = []
    for text in wanted:
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            found = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(found, prereleases=True):
            wrong.append(f"{requirement.name} is {found}, wanted {requirement.specifier}")
    return Check(
        name="packages",
        status="fail" if wrong else "ok",
        message="; ".join(wrong) or f"{len(wanted)} requirements met",
        remedy="make install" if wrong else "",
    )


def _home(assistant: Assistant) -> Iterator[Check]:
    settings = assistant.settings
    probe = settings.home / ".doctor"
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        probe.write_text("ok")
        probe.unlink()
    except OSError as error:
        yield Check(
            name="home",
            status="fail",
            message=f"{settings.home} cannot be written: {error.strerror}",
            remedy="set COMPOSURE_HOME to a folder you may write to",
        )
        return
    yield Check(name="home", status="ok", message=str(settings.home))


def _database(assistant: Assistant) -> Iterator[Check]:
    assistant.database.check()
    yield Check(name="database", status="ok", message=assistant.settings.database.split("@")[-1])


def _knowledge(assistant: Assistant) -> Iterator[Check]:
    from assistant.knowledge.documents import read_knowledge
    from assistant.knowledge.library import library, option_problems

    reading = read_knowledge(assistant.settings.knowledge)
    kinds = {source.kind for source in reading.sources}
    counts = ", ".join(
        f"{sum(source.kind == kind for source in reading.sources)} {kind}" for kind in sorted(kinds)
    )
    yield Check(name="knowledge", status="ok", message=f"{counts} documents")
    for refused in reading.refused:
        line = f":{refused.line}" if refused.line else ""
        yield Check(
            name="knowledge",
            status="warn",
            message=f"{refused.path}{line} is not used: {refused.reason}",
            remedy="correct the file, then: composure index",
        )
    problems = option_problems(library(reading.sources))
    if problems:
        yield Check(
            name="knowledge",
            status="warn",
            message=f"{len(problems)} options are not offered, for want of a clause: "
            + "; ".join(problems[:3])
            + ("; …" if len(problems) > 3 else ""),
            remedy="add the clauses that you grant to policies/, or change the options",
        )


def _company(assistant: Assistant) -> Iterator[Check]:
    company = assistant.company
    rules = assistant.rules
    rules.check()
    yield Check(
        name="company", status="ok", message=f"{company.name}, {len(rules.keys)} risk rules"
    )
    today = datetime.now(UTC).date()
    for line in company.crisis_lines:
        age = (today - line.checked_on).days
        if age > _CRISIS_DAYS:
            yield Check(
                name="company",
                status="warn",
                message=f"the crisis line of {line.country} was last checked {age} days ago",
                remedy="check that it still answers, then set checked_on in company.yaml",
            )


def _index(assistant: Assistant) -> Iterator[Check]:
    if not assistant.has_index():
        yield Check(
            name="index",
            status="warn",
            message="nothing is indexed yet; the first draft does it by itself",
            remedy="composure index",
        )
        return
    problems = assistant.check_index()
    if problems:
        yield Check(
            name="index",
            status="fail",
            message="; ".join(problems),
            remedy="composure index --rebuild",
        )
        return
    stale = assistant.stale_documents()
    yield Check(
        name="index",
        status="warn" if stale else "ok",
        message=f"{len(stale)} documents changed since it was built" if stale else "sound",
        remedy="composure index" if stale else "",
    )


def _model(assistant: Assistant) -> Iterator[Check]:
    settings: Settings = assistant.settings
    if not settings.models:
        yield Check(name="model", status="ok", message="none set: the offline writer is used")
        return
    from assistant.models import complete

    for name in settings.models:  # each on its own: a fallback that answers hides a dead first
        question = [("human", "Answer with the one word: ready")]
        try:
            answered = complete([name], question, settings=settings)
        except ComposureError as error:
            yield _failed("model", error)
            continue
        message = f"{answered.model} answered in {answered.seconds:.1f} s"
        yield Check(name="model", status="ok", message=message)
