"""Playbooks and clauses as records, by id: built from sources, or from what the index keeps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from pydantic import Field, TypeAdapter

from assistant.corpus import Clause, Playbook, Source
from assistant.domain import Record
from assistant.errors import KnowledgeError
from assistant.knowledge.playbooks import parse_playbook
from assistant.knowledge.policies import parse_clauses

Kept = TypeVar("Kept", Playbook, Clause)


class Library(Record):
    """Every playbook and every clause, superseded ones too, by id."""

    playbooks: dict[str, Playbook] = Field(default_factory=dict)
    clauses: dict[str, Clause] = Field(default_factory=dict)


def parse(source: Source) -> str:
    """What a source says as JSON, for `library` to read later; empty for guidance.

    Raises:
        DocumentFault: the playbook or policy is not in its format.
    """
    if source.kind == "playbook":
        return parse_playbook(source).model_dump_json()
    if source.kind == "policy":
        return _clauses_adapter().dump_json(parse_clauses(source)).decode()
    return ""


def library(documents: Iterable[Source | tuple[str, str]]) -> Library:
    """The library of sources, or of (kind, JSON of `parse`) pairs, which load much faster.

    Raises:
        KnowledgeError: an id is taken twice, or what was kept cannot be read any more.
    """
    playbooks: list[Playbook] = []
    clauses: list[Clause] = []
    for document in documents:
        kind, kept = (document.kind, parse(document)) if isinstance(document, Source) else document
        try:
            if kind == "playbook":
                playbooks.append(Playbook.model_validate_json(kept))
            elif kind == "policy":
                clauses.extend(_clauses_adapter().validate_json(kept))
        except ValueError as error:
            raise KnowledgeError(
                f"a {kind} in the index was written by another version",
                remedy="build the index again with: composure index",
            ) from error
    return Library(playbooks=_by_id(playbooks), clauses=_by_id(clauses))


def _by_id(records: list[Kept]) -> dict[str, Kept]:
    found: dict[str, Kept] = {}
    for record in records:
        if record.id in found:
            raise KnowledgeError(
                f"{record.id} is given by two documents", remedy="rename one of the two"
            )
        found[record.id] = record
    return found


@lru_cache(maxsize=1)
def _clauses_adapter() -> TypeAdapter[tuple[Clause, ...]]:
    return TypeAdapter(tuple[Clause, ...])


def option_problems(library: Library) -> tuple[str, ...]:
    """Options of playbooks that no valid clause allows, each named with what is wrong."""
    problems = []
    for playbook in library.playbooks.values():
        for option in playbook.options:
            clause = library.clauses.get(option.clause)
            if clause is None:
                problems.append(f"{playbook.id}: there is no clause {option.clause}")
            elif clause.superseded_by:
                problems.append(
                    f"{playbook.id}: {option.clause} is superseded by {clause.superseded_by}"
                )
    return tuple(problems)
