"""Reads a playbook: fields in the front matter, its explanation in sections below."""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from assistant.corpus import Phrase, Playbook, Source, Variant
from assistant.knowledge.front_matter import FRONT_LINE
from assistant.knowledge.outline import outline
from assistant.knowledge.yaml_files import DocumentFault, Location, line_of, load_yaml, validated

_ABOUT_THE_FILE = ("kind", "title", "version", "company", "language")
"""Front matter that speaks of the file and not of the situation."""


def parse_playbook(source: Source) -> Playbook:
    """The playbook that a source holds.

    Raises:
        DocumentFault: a field is missing, unknown or wrong, or a pattern is no RE2;
            names file, line and field.
    """
    return _parsed(source.metadata.get("front", ""), source.text, source.path)


@lru_cache(maxsize=256)
def _parsed(front: str, text: str, path: str) -> Playbook:
    """An index run asks for the same playbook when it reads, splits and keeps it."""
    data = load_yaml(front, name=path, first_line=FRONT_LINE)
    if not isinstance(data, dict):
        raise DocumentFault(path, "a playbook needs front matter with its fields", line=1)
    stem = path.rpartition("/")[2].rpartition(".")[0]
    fields = {
        "id": stem,
        "source": path,
        "sections": _sections(text),
        **{key: value for key, value in data.items() if key not in _ABOUT_THE_FILE},
    }
    playbook = validated(Playbook, fields, text=front, name=path, first_line=FRONT_LINE)
    for location, problem in _problems(playbook, stem):
        line = line_of(front, location, first_line=FRONT_LINE)
        place = ".".join(str(step + 1) if isinstance(step, int) else step for step in location)
        raise DocumentFault(path, f"{place}: {problem}", line=line)
    return playbook


def _sections(text: str) -> dict[str, str]:
    return {
        section.heading: section.text
        for section in outline(text, deepest=2)
        if section.level == 2 and section.text
    }


_Problem = tuple[Location, str]
"""Where, and what."""


def _problems(playbook: Playbook, stem: str) -> Iterator[_Problem]:
    """What the types alone cannot see."""
    if playbook.id != stem:
        yield ("id",), f"must be the file's name, '{stem}'"
    for number, signal in enumerate(playbook.signals):
        yield from _pattern(("signals", number, "pattern"), signal.pattern)
        if not 0 < signal.weight <= 10:
            yield ("signals", number, "weight"), "must be above 0 and at most 10"
    for number, pattern in enumerate(playbook.excludes):
        yield from _pattern(("excludes", number), pattern)
    for field in ("acknowledgements", "actions", "anticipate", "closings"):
        for number, phrase in enumerate(getattr(playbook, field)):
            yield from _phrase((field, number), phrase)
    for number, variant in enumerate(playbook.variants):
        yield from _variant(("variants", number), variant, playbook)
    for field in ("options", "instead"):
        for number, option in enumerate(getattr(playbook, field)):
            if not option.clause or not option.text:
                yield (field, number), "needs a text and the clause that allows it"


def _variant(location: Location, variant: Variant, playbook: Playbook) -> Iterator[_Problem]:
    yield from _pattern((*location, "when"), variant.when)
    if variant.unless:
        yield from _pattern((*location, "unless"), variant.unless)
    for field in ("acknowledgements", "actions", "anticipate"):
        for number, phrase in enumerate(getattr(variant, field)):
            yield from _phrase((*location, field, number), phrase)
    offered = {option.clause for option in playbook.options}
    for clause in variant.clauses or ():
        if clause not in offered:
            yield (*location, "clauses"), f"no option of this playbook rests on {clause}"


def _phrase(location: tuple[str | int, ...], phrase: Phrase) -> Iterator[_Problem]:
    if not phrase.text.strip():
        yield (*location, "text"), "is empty"
    if not 0 <= phrase.min_intensity <= phrase.max_intensity <= 1:
        yield location, "needs 0 <= min_intensity <= max_intensity <= 1"
    try:
        parts = string.Formatter().parse(phrase.text)
        names = [name for _, name, _, _ in parts if name is not None]
    except ValueError:
        names = [""]
    if not all(name.isidentifier() for name in names):
        yield (*location, "text"), "a slot is a word in braces, such as {order}"


def _pattern(location: Location, pattern: str) -> Iterator[_Problem]:
    import re2

    try:
        matches_nothing = re2.compile(pattern, _quiet()).search("") is not None
    except re2.error as error:
        reason = error.args[0] if error.args else "unreadable"
        reason = reason.decode() if isinstance(reason, bytes) else reason
        yield location, f"not a pattern that RE2 reads: {reason}"
        return
    if matches_nothing:
        yield location, "this pattern matches an empty text, and so every message"


@lru_cache(maxsize=1)
def _quiet() -> Any:
    """Case-insensitive, and without RE2's own lines on stderr."""
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options
