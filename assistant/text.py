"""What every room needs to know about text: cleaning, sentences, words, clipping."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from assistant.domain import Span

_TAGS = range(0xE0000, 0xE0080)
_VARIATION = (*range(0xFE00, 0xFE0F), *range(0xE0100, 0xE01F0))
_INVISIBLE = {0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x2060,
              0x2061, 0x2062, 0x2063, 0x2064, 0x3164, 0xFEFF, 0xFFA0}  # fmt: skip
_BIDI = {0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_JOINERS = {0x200C, 0x200D}
_SUSPECTS = frozenset(
    map(
        chr,
        (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000),
         *_TAGS, *_VARIATION, *_INVISIBLE, *_BIDI, *_JOINERS),
    )
)  # fmt: skip
"""Anything that may have to go; most texts hold nothing of it and are done with one look."""
_ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[@-_])")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "prof",
        "inc",
        "ltd",
        "co",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "no",
        "approx",
        "dept",
        "mt",
        "jr",
        "sr",
        "a.m",
        "p.m",
    ]
)


def _needs_joiner(text: str, index: int) -> bool:
    """A joiner belongs between letters of scripts that use it, or inside an emoji."""
    before = text[index - 1] if index else " "
    if ord(before) > 0x1F000 or unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f":
        return True
    name = unicodedata.name(before, "")
    return name.startswith(
        ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "TAMIL", "MALAYALAM", "KANNADA", "SINHALA")
    )


def _kept(text: str, index: int, character: str) -> bool:
    code = ord(character)
    if code < 0x20:
        return character in "\n\t"
    if code < 0x7F:
        return True
    if code < 0xA0 or 0xD800 <= code < 0xE000:
        return False
    if code in _INVISIBLE or code in _BIDI or code in _TAGS or code in _VARIATION:
        return False
    return code not in _JOINERS or _needs_joiner(text, index)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in NFC without control, invisible and bidirectional characters.

    Returns:
        The clean text, and what was taken out, each as "U+200B ZERO WIDTH SPACE ×3".
    """
    text = _ANSI.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _SUSPECTS.isdisjoint(text):
        return (text if text.isascii() else unicodedata.normalize("NFC", text)), ()
    kept: list[str] = []
    removed: dict[str, int] = {}
    for index, character in enumerate(text):
        if _kept(text, index, character):
            kept.append(character)
        else:
            removed[character] = removed.get(character, 0) + 1
    names = tuple(
        f"U+{ord(character):04X} {unicodedata.name(character, 'control')}"
        + (f" ×{count}" if count > 1 else "")
        for character, count in removed.items()
    )
    return unicodedata.normalize("NFC", "".join(kept)), names


def offsets(original: str, cleaned: str) -> tuple[int, ...]:
    """Where each character of a cleaned text stood in the original, and last the original's end."""
    places: list[int] = []
    place = 0
    for character in cleaned:
        while place < len(original) and not _same_at(original, place, character):
            place += 1
        places.append(min(place, len(original)))
        place += 1
    return (*places, len(original))


def _same_at(original: str, place: int, character: str) -> bool:
    there = original[place]
    if there == character or (there == "\r" and character == "\n"):
        return True
    return ord(character) > 127 and unicodedata.normalize(
        "NFC", original[place : place + 3]
    ).startswith(character)


_BREAK = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-*•]|\(?\d+[.)]|\(?[a-d]\)))")


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """The spans of the sentences in a text; a list item or a paragraph ends one too."""
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.group().startswith("."):
            word = text[start : match.start()].rsplit(maxsplit=1)[-1:] or [""]
            if word[0].lower().lstrip("(\"'") in _ABBREVIATIONS or (
                len(word[0]) == 1 and word[0].isupper() and word[0] != "I"
            ):
                continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        spans.append((start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())))


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in lower case; an apostrophe inside a word stays."""
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def clip(text: str, limit: int) -> str:
    """The text in one line of at most `limit` characters, cut at a word with "…"."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    if line[limit - 1] != " ":
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:") + "…"


def lowered_first(text: str) -> str:
    """The text with its first letter in lower case, unless it is "I" or an abbreviation."""
    first = text.split(maxsplit=1)[:1]
    if not first or first[0] in ("I", "I'm", "I've") or first[0][1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


PROFANITY = (
    r"\b(?:f+u+c+k+\w*|f\*+\w*|fck\w*|fuk\w*|fking|effing|wtf|tf|stfu|gtfo|lmfao|bs|s+h+i+t+\w*|sh\*\w*|bull ?shit\w*"
    r"|crap\w*|a+s+s+h+o+l+e+\w*|arse\w*|ass|asses|dumb ?ass\w*|bitch\w*|bastard\w*|cunt\w*|dick(?:s|head\w*)?"
    r"|piss\w*|wank\w*|bollocks|twat\w*|prick\w*|cock(?:s|sucker\w*)?|suck(?:s|ed|ing|er)?|damn\w*|goddamn\w*"
    r"|hell|bloody|freakin\w*|friggin\w*|slut\w*|whore\w*|retard\w*|fag\w*|nigg\w*|moron\w*|screw(?:ed)?)\b"
)
"""Words that a reply never repeats; RE2 and `re` syntax, for use without regard to case."""


@lru_cache(maxsize=1)
def _profanity() -> Any:
    import re2

    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(PROFANITY, options)


def has_profanity(text: str) -> bool:
    """Whether a text holds a word that a reply never repeats."""
    return _profanity().search(text) is not None
