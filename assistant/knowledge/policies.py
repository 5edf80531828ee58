"""Reads a policy: front matter for the document, and one clause a heading.

    ## DEL-02 Late delivery
    What the customer may have, in sentences that can be quoted.

    - Conditions: first; second
    - Approval: agent
    - Limit: 50 GBP

A heading that starts with no clause id is an ordinary section: read and indexed, but no clause.
`Approval` says who may grant it, `Limit` up to what amount; above that the next higher role
decides. `Check` holds conditions on facts, all of which must be true.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, get_args

from assistant.corpus import Clause, Source
from assistant.domain import Ask
from assistant.knowledge.front_matter import FRONT_LINE
from assistant.knowledge.outline import Section, outline
from assistant.knowledge.yaml_files import DocumentFault, line_of

CLAUSE = re.compile(r"^([A-Z][A-Z0-9]{1,11}-\d{1,4})(?:\s*[:–—-])?\s+(\S.*)$")
_LABEL = re.compile(r"^[-*]\s+([A-Z][A-Za-z]+(?: [a-z]+){0,2}):\s*(.*)$")
_CHECK = re.compile(r"^[a-z][a-z0-9_]* (?:<=|>=|<|>|==|!=) (?:-?\d+(?:\.\d+)?|[a-z][a-z0-9_]*)$")
_LIMIT = re.compile(r"^\d+(?:\.\d{1,2})? [A-Z]{3}$")
_APPROVALS = get_args(Clause.model_fields["approval"].annotation)


class _Labelled(NamedTuple):
    label: str
    value: str
    line: int


def clause_heading(heading: str) -> tuple[str, str] | None:
    """(id, title) of a heading that opens a clause: "DEL-02 Late delivery"."""
    match = CLAUSE.match(heading)
    return (match[1], match[2]) if match else None


def parse_clauses(source: Source) -> tuple[Clause, ...]:
    """The clauses of a policy in order; dates and `superseded_by` of the document hold for
    each clause that gives none of its own.

    Raises:
        DocumentFault: a label is unknown, a value wrong, an id given twice; names file and line.
    """
    first = int(source.metadata.get("body_line", "1"))
    whole = _document_fields(source)
    clauses: dict[str, Clause] = {}
    for section in outline(source.text, deepest=2):
        opened = clause_heading(section.heading) if section.level == 2 else None
        if opened is None:
            continue
        line = first + section.line - 1
        if opened[0] in clauses:
            raise DocumentFault(source.path, f"{opened[0]} is given twice", line=line)
        clauses[opened[0]] = _clause(source, section, opened, whole)
    return tuple(clauses.values())


def _clause(
    source: Source, section: Section, opened: tuple[str, str], whole: dict[str, Any]
) -> Clause:
    first = int(source.metadata.get("body_line", "1")) - 1
    text, labelled = _split(section.text, first + section.text_line)
    if not text:
        fault = f"{opened[0]} says nothing"
        raise DocumentFault(source.path, fault, line=first + section.line)
    fields = {**whole, **_fields(labelled, source.path)}
    start, end = fields.get("valid_from"), fields.get("valid_until")
    if start and end and start > end:
        fault = f"{opened[0]} ends before it begins"
        raise DocumentFault(source.path, fault, line=first + section.line)
    return Clause(id=opened[0], title=opened[1], text=text, document=source.id, **fields)


def _fields(labelled: tuple[_Labelled, ...], path: str) -> dict[str, Any]:
    """The values of all labelled bullets; a list's label may come more than once."""
    fields: dict[str, Any] = {}
    for item in labelled:
        key, value = _read(item, path)
        if isinstance(value, tuple):
            value = (*fields.get(key, ()), *value)
        elif key in fields:
            raise DocumentFault(path, f"{item.label} is given twice", line=item.line)
        fields[key] = value
    return fields


def _split(text: str, first_line: int) -> tuple[str, tuple[_Labelled, ...]]:
    """The clause's own sentences, and its labelled bullets; indented lines continue a bullet."""
    prose: list[str] = []
    items: list[_Labelled] = []
    for number, line in enumerate(text.split("\n")):
        match = _LABEL.match(line)
        if match:
            items.append(_Labelled(match[1], match[2].strip(), first_line + number))
        elif items and line[:1] in (" ", "\t") and line.strip():
            last = items.pop()
            items.append(last._replace(value=f"{last.value} {line.strip()}".strip()))
        else:
            prose.append(line)
    return _paragraphs(prose), tuple(items)


def _paragraphs(lines: list[str]) -> str:
    """Hard-wrapped lines as paragraphs of one line each; list items keep theirs."""
    blocks = re.split(r"\n[ \t]*\n|\n(?=[-*] )", "\n".join(lines).strip())
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())


def _read(item: _Labelled, path: str) -> tuple[str, Any]:
    """The field that one labelled bullet fills, and its value."""
    try:
        if item.label not in _LABELS:
            near = difflib.get_close_matches(item.label, _LABELS, n=1, cutoff=0.4)
            hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(_LABELS)}"
            raise ValueError(f"no label '{item.label}'{hint}")
        if not item.value:
            raise ValueError("has no value; leave the line out instead")
        return _value(item.label, item.value.rstrip("."))
    except ValueError as error:
        raise DocumentFault(path, f"{item.label}: {error}", line=item.line) from error


def _value(label: str, value: str) -> tuple[str, Any]:
    field, reader = _LABELS[label]
    return field, reader(value)


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _checks(value: str) -> tuple[str, ...]:
    for part in _list(value):
        _require(_CHECK.match(part), f"'{part}' is not like days_since_delivery <= 30")
    return _list(value)


def _approval(value: str) -> str:
    _require(value in _APPROVALS, f"must be one of {', '.join(_APPROVALS)}")
    return value


def _limit(value: str) -> str:
    _require(_LIMIT.match(value), "must be an amount and a currency, such as 50 GBP")
    return value


def _grants(value: str) -> tuple[str, ...]:
    asks = tuple(part.strip() for part in value.split(",") if part.strip())
    for ask in asks:
        _require(ask in get_args(Ask), f"no wish '{ask}'; there are {', '.join(get_args(Ask))}")
    return asks


def _require(holds: object, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"'{value}' is not a date such as 2026-01-31") from None


def _document_fields(source: Source) -> dict[str, Any]:
    """What the front matter says for all clauses of the document."""
    fields: dict[str, Any] = {}
    for key in ("valid_from", "valid_until"):
        if value := source.metadata.get(key):
            try:
                fields[key] = _date(value)
            except ValueError as error:
                line = line_of(source.metadata.get("front", ""), (key,), first_line=FRONT_LINE)
                raise DocumentFault(source.path, f"{key}: {error}", line=line) from error
    if superseded := source.metadata.get("superseded_by"):
        fields["superseded_by"] = superseded
    return fields


_LABELS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "Conditions": ("conditions", _list),
    "Exceptions": ("exceptions", _list),
    "Approval": ("approval", _approval),
    "Limit": ("limit", _limit),
    "Check": ("checks", _checks),
    "Grants": ("grants", _grants),
    "Valid from": ("valid_from", _date),
    "Valid until": ("valid_until", _date),
    "Superseded by": ("superseded_by", str),
}
"""What a bullet may be labelled with: the field it fills, and how its value is read."""
