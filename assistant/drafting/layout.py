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


def named_once(parts: list[str], deadline: str, *, sparing: str) -> list[str]:
    """Names the time once: after that it is "the same time".

    A part that holds a sentence which a rule prescribes stays as it is.
    """
    said, seen = [], False
    for part in parts:
        if sparing and sparing in part:
            said.append(part)
            continue
        if seen:
            part = part.replace(f"by {deadline}", "by the same time")
        elif deadline in part:
            seen = True
            head, _, tail = part.partition(deadline)
            part = head + deadline + tail.replace(f"by {deadline}", "by the same time")
        said.append(part)
    return said


def best(texts: Sequence[str]) -> Sequence[str]:
    """The better half of phrases that are sorted by fit; at least three where there are three."""
    return texts[: max(3, (len(texts) + 1) // 2)]
