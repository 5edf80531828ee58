"""Reads a judge's answer, and keeps a reply from speaking in the judge's place."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"<\|[^|>]{0,40}\|>|\[/?INST\]|<</?SYS>>|</?s>", re.IGNORECASE)
_FENCE = re.compile(r"\[\[\s*data[^\]\n]{0,40}\]\]", re.IGNORECASE)
_CLAIMED = re.compile(r"\bverdict(\W{0,4})[:=]", re.IGNORECASE)
_VERDICT = re.compile(
    r"\bverdict\W{0,4}[:=]\W{0,4}(yes|no|first|second|equal)\b(?!\s*(?:/|or\b))", re.IGNORECASE
)
_BARE = re.compile(r"\W{0,4}(yes|no|first|second|equal)\W{0,4}", re.IGNORECASE)
LIMIT = 8_000
"""Characters of a message or a reply that a judge is shown."""


def neutral(text: str) -> str:
    """A text without fences, control tokens and verdicts of its own."""
    for pattern in (_CONTROL, _FENCE):
        text = pattern.sub(" ", text)
    return _CLAIMED.sub(r"verdict\1 –", text)[:LIMIT]


def read_verdict(text: str, words: tuple[str, ...]) -> str | None:
    """The last verdict of an answer, one of `words`; None where none can be read.

    A judge thinks aloud and changes its mind, so the last one counts. An answer that is the word
    alone counts too.
    """
    found = [match.group(1).lower() for match in _VERDICT.finditer(text)]
    if not found and (bare := _BARE.fullmatch(text.strip())):
        found = [bare.group(1).lower()]
    return found[-1] if found and found[-1] in words else None
