"""How the parts of a reply are put together: options, times, lengths."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text import sentences


def lines(part: str) -> list[str]:
    return [part[start:end] for start, end in sentences(part)]


def choices(choices: Sequence[str], *, listed: bool) -> str:
    """The ways forward in one line, or one below the other where the channel has room."""
    if len(choices) == 1:
        return choices[0]
    named = [f"({letter}) {text}" for letter, text in zip("abcdef", choices, strict=False)]
    if listed:
        return "\n" + ",\n".join(named[:-1]) + ", or\n" + named[-1]
    return ", ".join(named[:-1]) + " or " + named[-1]


SAME_TIME = "by the same time"


def named_once(parts: list[str], deadline: str, *, sparing: str) -> list[str]:
    """Names the time once: after that it is "the same time".

    A sentence which a rule prescribes keeps its time, unless that is the one already named.
    """
    said, seen = [], False
    for part in parts:
        if sparing and sparing in part and not (seen and f"by {deadline}" in sparing):
            said.append(part)
            continue
        if seen:
            part = part.replace(f"by {deadline}", SAME_TIME)
        elif deadline in part:
            seen = True
            head, _, tail = part.partition(deadline)
            part = head + deadline + tail.replace(f"by {deadline}", SAME_TIME)
        said.append(part)
    return said


def best(texts: Sequence[str]) -> Sequence[str]:
    """The better half of phrases that are sorted by fit; at least three where there are three."""
    return texts[: max(3, (len(texts) + 1) // 2)]
