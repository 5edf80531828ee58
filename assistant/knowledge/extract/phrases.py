"""The words and patterns for web pages and for instructions to machines, read from the data."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.knowledge.yaml_files import load_yaml
from assistant.settings import shipped


class PageWords(NamedTuple):
    """What web pages put around their text (`web_pages.yaml`)."""

    lines: frozenset[str]
    labels: frozenset[str]
    elsewhere: frozenset[str]
    contents: frozenset[str]
    signs: Any
    signs_below: Any
    """The same, anywhere in a text of several lines."""
    invitations: Any
    cookies: Any
    consent: Any


class InstructionWords(NamedTuple):
    """Patterns of sentences that speak to a machine (`instructions.yaml`)."""

    patterns: Any
    unless: Any


@lru_cache(maxsize=1)
def page_words() -> PageWords:
    """The words of web pages, compiled."""
    data = _loaded("web_pages.yaml")
    return PageWords(
        lines=frozenset(data["lines"]),
        labels=frozenset(data["labels"]),
        elsewhere=frozenset(data["elsewhere"]),
        contents=frozenset(data["contents"]),
        signs=_any_of(f"^(?:{sign})$" for sign in data["signs"]),
        signs_below=_any_of([rf"^[\W_]*(?:{'|'.join(data['signs'])})[\W_]*$"]),
        invitations=_any_of(f"^(?:{start})" for start in data["invitations"]),
        cookies=_any_of([data["cookies"]]),
        consent=_any_of([data["consent"]]),
    )


@lru_cache(maxsize=1)
def instruction_words() -> InstructionWords:
    """The patterns of instructions, compiled."""
    data = _loaded("instructions.yaml")
    return InstructionWords(_any_of(data["patterns"]), _any_of(data["unless"]))


def _loaded(name: str) -> Any:
    path = shipped("knowledge") / name
    return load_yaml(path.read_text(encoding="utf-8"), name=name)


def _any_of(patterns: Any) -> Any:
    """One RE2 set of patterns; matching takes time linear in the text, whatever it holds."""
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.one_line = False
    options.never_nl = False
    options.posix_syntax = False
    options.max_mem = 64 << 20
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re2.compile(f"(?m){joined}", options)


_MARKS = re.compile(r"^[\s>#*•·|\-–—→»«=_]+|[\s:*.!»→›>…|_#=\-–]+$")


def bare(line: str) -> str:
    """A line without the marks around its words, in small letters."""
    return " ".join(_MARKS.sub("", line.strip()).lower().replace("’", "'").split())
