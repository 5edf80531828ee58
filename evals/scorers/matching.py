"""Finds a text in a reply, whatever its quotes, blanks, case or disguise, and says where."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.domain import Fact, Span

_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‐": "-"}
)
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏвнкмтαονρτικᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",  # Cyrillic, Greek, small capitals
    "aeopcyxijsdhlbhkmtaovptikabcdefghijklmnoprstuvwyz",
)
_LEET = str.maketrans("0134578@$", "oieastbas")


_BASE64 = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")
_BACKWARDS = 6
"""Letters from which a text read backwards is no chance."""
_SHORTEST = 4
"""Letters of a word from which a plural is the same thing."""
_DAY = date(2026, 11, 20)
"""For dates without a year, in an expectation and in a reply alike."""
_FOLDED = 16
"""Texts whose plain form is kept: the scorers look at one reply after the other."""


@dataclass(frozen=True)
class Folded:
    """A text in its plain form, and for each of its characters the place in the original."""

    text: str
    places: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> Span:
        """The place in the original."""
        last = self.places[end - 1] + 1 if end > start else self.places[start]
        return (self.places[start], last)


@lru_cache(maxsize=_FOLDED)
def fold(text: str, *, disguised: bool = False) -> Folded:
    """The plain form: compatible characters, lower case, one blank, straight quotes.

    Args:
        disguised: look-alike letters, digits for letters and signs between letters are undone too.
    """
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in _plain(character, disguised):
            if plain == " " and kept and kept[-1] == " ":
                continue
            kept.append(plain)
            places.append(place)
    return Folded("".join(kept), tuple(places), len(text))


@lru_cache(maxsize=4096)
def _plain(character: str, disguised: bool) -> str:
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    made = unicodedata.normalize("NFKC", character).translate(_SAME).lower()
    if disguised:
        made = made.translate(_LOOKALIKES).translate(_LEET)
        return made if made.isalnum() else ""
    return " " if made.isspace() else made


def find(needle: str, reply: str) -> Span | None:
    """Where the reply says it, as whole words; None where it does not."""
    wanted = fold(needle.strip()).text
    if not wanted:
        return None
    head = r"(?<!\w)" if wanted[0].isalnum() else ""
    tail = r"(?!\w)" if wanted[-1].isalnum() else ""
    folded = fold(reply)
    found = re.search(head + re.escape(wanted) + tail, folded.text)
    return folded.span(*found.span()) if found else None


def find_disguised(needle: str, reply: str) -> Span | None:
    """Where the reply says it, in look-alikes, spaced out, with invisible signs, or backwards."""
    wanted = fold(needle, disguised=True).text
    folded = fold(reply, disguised=True)
    ways = [wanted, wanted[::-1]] if len(wanted) >= _BACKWARDS else [wanted]
    for way in filter(None, ways):
        if (start := folded.text.find(way)) >= 0:
            return folded.span(start, start + len(way))
    return _encoded(needle, reply)


def _encoded(needle: str, reply: str) -> Span | None:
    """Where the reply says it in base 64, whatever its case was."""
    for word in _BASE64.finditer(reply):
        raw = word.group().rstrip("=")
        try:
            plain = base64.b64decode(raw + "=" * (-len(raw) % 4)).decode("utf-8")
        except ValueError:
            continue
        if find_disguised_plain(needle, plain):
            return word.span()
    return None


def find_disguised_plain(needle: str, text: str) -> bool:
    """Whether a decoded text says it."""
    wanted = fold(needle, disguised=True).text
    return bool(wanted) and wanted in fold(text, disguised=True).text


def mentions(needle: str, reply: str) -> Span | None:
    """Where the reply names it: in these words, in the plural, or as the same fact.

    An amount, a date, a duration or a reference is the same fact however it is written: "£39",
    "£39.00"; "2 November", "Nov 2"; "three weeks", "3 weeks"; "LK-70201", "LK 70201".
    """
    if span := find(needle, reply) or _plural(needle, reply):
        return span
    from assistant.facts import same

    wanted = _facts(needle)
    if len(wanted) == 1 and _whole(wanted[0], needle):
        for fact in _facts(reply):
            if fact.span and same(wanted[0], fact):
                return fact.span
    return _spaced(needle, reply)


def _plural(needle: str, reply: str) -> Span | None:
    if len(needle) < _SHORTEST or not needle[-1].isalpha():
        return None
    return find(f"{needle}s", reply) or find(f"{needle}es", reply)


def _spaced(needle: str, reply: str) -> Span | None:
    """A reference with a blank, or nothing, where the other has a hyphen."""
    if not re.fullmatch(r"[A-Za-z]{1,5}-\d{3,}", needle):
        return None
    return find(needle.replace("-", " "), reply) or find(needle.replace("-", ""), reply)


def _whole(fact: Fact, text: str) -> bool:
    return fact.span is not None and fact.span[1] - fact.span[0] >= len(text.strip())


@lru_cache(maxsize=256)
def _facts(text: str) -> tuple[Fact, ...]:
    from assistant.facts import find_facts

    kinds = ("amount", "date", "duration", "reference")
    return tuple(fact for fact in find_facts(text, on=_DAY) if fact.kind in kinds)
