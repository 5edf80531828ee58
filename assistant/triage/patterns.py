"""The notation in which `escalation.yaml` writes its patterns, turned into RE2.

RE2 matches in time linear in the text whatever the pattern, so no customer can stall a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

import re2

from assistant.errors import KnowledgeError

_MEMORY = 32 << 20
"""Bytes one expression may use for its states; with fewer, long texts are matched slowly."""
_NOTATION = re.compile(r"\\.|\[[^\]]*\]|<(\d{1,2})>|\((?!\?)|[ ']")
_SIGNS = {" ": r"(?:,?\s+)", "'": "'?", "(": "(?:"}
_INNERMOST = re.compile(r"\([^()]*\)[?*+]?|\\.")


def _expression(pattern: str) -> str:
    """A pattern in our notation as RE2: `<n>` up to n words, blank, apostrophe, groups."""
    return _NOTATION.sub(_written_out, pattern)


def _together(patterns: Sequence[str]) -> list[str]:
    """The patterns, those that begin alike up to their first gap as one: smaller, so faster."""
    alike: dict[str, list[str]] = {}
    for pattern in patterns:
        head = pattern.partition(" <")[0]
        alike.setdefault(head, []).append(pattern)
    joined: list[str] = []
    for head, group in alike.items():
        if len(group) == 1 or head.count("(") != head.count(")") or any(map(_has_choice, group)):
            joined.extend(group)
        else:
            tails = (pattern[len(head) + 1 :] for pattern in group)
            joined.append(f"{head} ({'|'.join(tails)})")
    return joined


def _has_choice(pattern: str) -> bool:
    """Whether a pattern cannot be split at its first gap: "|" or brackets stand in the way."""
    outside, count = pattern, 1
    while count:
        outside, count = _INNERMOST.subn("", outside)
    return any(sign in outside for sign in "|()") or " <" not in pattern


def _written_out(match: re.Match[str]) -> str:
    sign = match.group()
    if sign[0] == "<":
        return rf"(?:[^\s.!?;]+\s+){{0,{match.group(1)}}}"
    return _SIGNS.get(sign, sign)


@lru_cache(maxsize=1024)
def compiled(patterns: tuple[str, ...], key: str) -> Any:
    """The patterns of rule `key` as one expression over bytes.

    Raises:
        KnowledgeError: a pattern cannot be used; the message names the rule and the pattern.
    """
    try:
        either = "|".join(map(_expression, _together(patterns)))
        return re2.compile(rf"\b(?:{either})\b".encode(), options())
    except (re2.error, UnicodeEncodeError):
        raise _fault(patterns, key) from None


def _fault(patterns: tuple[str, ...], key: str) -> KnowledgeError:
    """The error that names the first pattern which cannot be compiled."""
    for pattern in patterns:
        try:
            re2.compile(_expression(pattern).encode("ascii"), options())
        except (re2.error, UnicodeEncodeError) as error:
            return KnowledgeError(
                f"escalation.yaml: rule {key}: the pattern {pattern!r} cannot be used: {error}",
                remedy="patterns are RE2 in plain ASCII; the head of the file explains them",
            )
    return KnowledgeError(f"escalation.yaml: the patterns of rule {key} are too large together")


@lru_cache(maxsize=1)
def options() -> Any:
    """How every expression is compiled: bytes, silent, with room for its states."""
    options = cast(Any, re2).Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = _MEMORY
    return options
