"""YAML as people write it: safe, without its old surprises, and with the line of every fault.

`NO`, `off`, `17:30` and `024` stay the words they look like (YAML 1.1 reads them as false,
false, 1050 and 20), a key given twice is a fault, and so are aliases and deep nesting: libyaml's
composer recurses in C, and 50,000 open brackets end the process.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, ClassVar, TypeVar

from pydantic import ValidationError

from assistant.domain import Record
from assistant.errors import KnowledgeError

YAML_LIMIT = 500_000
"""Characters of one YAML text."""
DEPTH_LIMIT = 40

AnyRecord = TypeVar("AnyRecord", bound=Record)
Location = Sequence[str | int]


class DocumentFault(KnowledgeError):
    """A document that cannot be used: which, in what line (from 1), and why."""

    def __init__(self, path: str, reason: str, *, line: int | None = None) -> None:
        place = f"{path}:{line}" if line else path
        super().__init__(f"{place}: {reason}", remedy="correct the file, then try again")
        self.path = path
        self.reason = reason
        self.line = line


_RESOLVERS = (
    ("tag:yaml.org,2002:bool", r"^(?:true|false|True|False)$", "tfTF"),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("tag:yaml.org,2002:timestamp", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "0123456789"),
)


@lru_cache(maxsize=1)
def _loader() -> Any:
    """The loader class: libyaml's where it is there, narrowed to what people mean."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            seen: set[str] = set()
            for key, _ in node.value:
                if not isinstance(key.value, str):
                    raise _fault("a field's name must be a word", key.start_mark)
                if key.value in seen:
                    raise _fault(f"the key '{key.value}' is given twice", key.start_mark)
                seen.add(key.value)
            return super().construct_mapping(node, deep=deep)

        def construct_date(self, node: Any) -> Any:
            try:
                return self.construct_yaml_timestamp(node)
            except ValueError:
                raise _fault(f"{node.value} is not a date", node.start_mark) from None

    for tag, pattern, first in _RESOLVERS:
        Loader.add_implicit_resolver(tag, re.compile(pattern), list(first))
    Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_date)
    return Loader


def _fault(problem: str, mark: Any) -> Exception:
    from yaml.constructor import ConstructorError

    fault: Exception = ConstructorError(None, None, problem, mark)
    return fault


def load_yaml(text: str, *, name: str, first_line: int = 1) -> Any:
    """The value of a YAML text.

    Args:
        text: cleaned text.
        name: the file, for the message of a fault.
        first_line: the line of the file at which `text` starts.

    Raises:
        DocumentFault: the text is no safe YAML; names file and line.
    """
    import yaml

    if len(text) > YAML_LIMIT:
        raise DocumentFault(name, f"more than {YAML_LIMIT:,} characters of YAML", line=first_line)
    loader = _loader()
    try:
        _guard(yaml.parse(text, Loader=loader))
        return yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else None
        raise DocumentFault(name, error.problem or "not YAML", line=line) from error
    except yaml.YAMLError as error:
        raise DocumentFault(name, "not YAML: a character it does not allow") from error


def _guard(events: Any) -> None:
    """Stops before nesting or aliases do harm; the events themselves are read without recursion."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise _fault("aliases (*name) are not read; write the value out", event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_LIMIT:
                raise _fault(f"nested deeper than {DEPTH_LIMIT} levels", event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def line_of(text: str, location: Location, *, first_line: int = 1) -> int:
    """The line of a field in a YAML text that loads, or of the nearest thing around it."""
    import yaml

    node = yaml.compose(text, Loader=_loader())
    line = first_line
    for step in location:
        key, found = _child(node, step)
        if found is None:
            break
        node, line = found, first_line + key.start_mark.line
    return line


def _child(node: Any, step: str | int) -> tuple[Any, Any]:
    """The node that marks the place of a field, and the field's value node."""
    if isinstance(step, int):
        if node is None or node.id != "sequence" or step >= len(node.value):
            return None, None
        return node.value[step], node.value[step]
    if node is None or node.id != "mapping":
        return None, None
    return next(((key, value) for key, value in node.value if key.value == step), (None, None))


def validated(
    model: type[AnyRecord], data: Any, *, text: str, name: str, first_line: int = 1
) -> AnyRecord:
    """The record of a YAML value; `text` is what the value was loaded from.

    Raises:
        DocumentFault: a field is missing, unknown or of the wrong kind; names file, line, field.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        location = tuple(first["loc"])
        reason = f"{_dotted(location)}: {_plain(first['type'], first['msg'], model)}"
        line = line_of(text, location, first_line=first_line)
        raise DocumentFault(name, reason, line=line) from error


def _dotted(location: Location) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in location) or "file"


def _plain(kind: str, message: str, model: type[Record]) -> str:
    if kind == "missing":
        return "this field is missing"
    if kind == "extra_forbidden":
        return f"no such field; there are {', '.join(model.model_fields)}"
    if kind == "string_type":
        return "must be text; put it in quotes"
    return message[:1].lower() + message[1:]
