"""A reply as text on a sheet: its sentences, taking some out, putting some in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.domain import Channel, Span
from assistant.drafting.revise.lexicon import Pair, compiled
from assistant.rubric.parts import Sentence, split
from assistant.rubric.wording import flat, plain

_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")
_BULLET = re.compile(r"^(?:[-*•] )")
_LISTED = re.compile(r"^(?:[-*•]|\(?[a-f1-9][.)]) ")


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """All sentences, greeting and sign-off told apart from the body."""
    return split(plain(text))


def body_of(text: str) -> tuple[Sentence, ...]:
    """The sentences between greeting and sign-off."""
    return tuple(each for each in sentences_of(text) if each.role == "body")


def count_words(text: str) -> int:
    """How long a reply is, in words."""
    return len(text.split())


def without(text: str, spans: Iterable[Span]) -> str:
    """The text without some spans, with blanks, bullets and paragraphs as they should be."""
    for start, end in sorted(spans, reverse=True):
        line = text.rfind("\n", 0, start) + 1
        bullet = _BULLET.match(text[start:end])
        rest = text[end:].partition("\n")[0].strip()
        if bullet and start == line and rest:
            start += bullet.end()
        text = text[:start].rstrip(" ") + _glue(text[:start], text[end:]) + text[end:].lstrip(" ")
    return tidy(text)


def _glue(before: str, after: str) -> str:
    at_start = not before.rstrip(" ") or before.rstrip(" ")[-1:] == "\n"
    return "" if at_start or after.lstrip(" ")[:1] in ("", "\n") else " "


def tidy(text: str) -> str:
    """No blank at the end of a line, no line with a bullet alone, no more than one empty line."""
    lines = [line.rstrip() for line in text.split("\n")]
    lines = [line for line in lines if line.strip() not in ("-", "•", "*")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def inserted(text: str, sentence: str, channel: Channel) -> str:
    """The text with a sentence before its closing line; after the last one where there is none."""
    body = body_of(text)
    if not body:
        return tidy(f"{text}\n\n{sentence}" if channel == "email" else f"{text}\n{sentence}")
    last = body[-1]
    closes = len(body) > 2 and not _LISTED.match(last.text) and not last.text.endswith(":")
    place = last.start if closes else last.end
    if channel in ("phone", "chat"):
        place = text.rfind("\n", 0, last.start) + 1 if closes else last.end
    return _put(text, place, sentence, channel, before=closes)


def _put(text: str, place: int, sentence: str, channel: Channel, *, before: bool) -> str:
    head, tail = text[:place].rstrip(" "), text[place:]
    if channel == "social":
        return tidy(f"{head} {sentence} {tail.lstrip()}")
    if channel in ("phone", "chat"):
        line = f"- {sentence}" if channel == "phone" else sentence
        if before and place == 0:
            return tidy(f"{line}\n{tail}")
        return tidy(f"{head.rstrip()}\n{line}\n{tail.lstrip()}")
    return tidy(f"{head.rstrip()}\n\n{sentence}\n\n{tail.lstrip()}")


def after_opening(text: str, sentence: str, channel: Channel) -> str:
    """The text with a sentence after the first two of the body, in their paragraph."""
    body = body_of(text)
    if not body:
        return inserted(text, sentence, channel)
    first = body[: 2 if len(body) > 2 else 1]
    paragraph = [each for each in first if "\n" not in text[first[0].start : each.start]]
    end = paragraph[-1].end
    if channel == "phone":
        end = first[-1].end
        return tidy(f"{text[:end]}\n- {sentence}{text[end:]}")
    return tidy(f"{text[:end]} {sentence}{text[end:]}")


def replaced(text: str, span: Span, new: str) -> str:
    """The text with a span's words exchanged."""
    start, end = span
    bullet = _BULLET.match(text[start:end])
    return tidy(f"{text[:start]}{bullet.group() if bullet else ''}{new}{text[end:]}")


def swapped(text: str, pairs: Sequence[Pair], *, sparing: Iterable[Span] = ()) -> str:
    """The text with each pattern replaced, outside quotation marks and the spared spans."""
    spared = sorted([*(m.span() for m in _QUOTED.finditer(text)), *sparing])
    parts, place = [], 0
    for start, end in spared:
        if end <= place:
            continue
        parts += [_exchanged(text[place : max(place, start)], pairs), text[max(place, start) : end]]
        place = end
    return "".join([*parts, _exchanged(text[place:], pairs)])


def _exchanged(text: str, pairs: Sequence[Pair]) -> str:
    for pattern, new in pairs:
        text = _with_capitals(text, compiled(pattern.replace("'", "['’]")), new)
    return text


def _with_capitals(text: str, pattern: object, new: str) -> str:
    """Replaces a pattern; what begins a sentence keeps its capital."""
    parts, place = [], 0
    for match in pattern.finditer(text):  # type: ignore[attr-defined]
        start, end = match.span()
        said = match.expand(new)
        opens = text[:start].rstrip(" ")[-1:] in ("", ".", "!", "?", "\n")
        begins = opens and text[start : start + 1].isupper()
        if begins and said:
            said = said[0].upper() + said[1:]
        parts += [text[place:start], said]
        place = end
        if begins and not said and text[end : end + 1].islower():
            parts.append(text[end].upper())
            place = end + 1
    return "".join([*parts, text[place:]])


def has_sentence(text: str, sentence: str) -> bool:
    """Whether a text holds a sentence, whatever its blanks, capitals and quotation marks."""
    wanted = flat(sentence)
    return bool(wanted) and wanted in flat(text.replace("\n", " "))


def begun(sentence: str) -> str:
    """A sentence with a capital at its beginning and a mark at its end."""
    text = " ".join(sentence.split()).strip(" ,;")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ":", ".”", '."')) else f"{text}."
