"""Finds a text in a reply, whatever its quotes, blanks, case or disguise, and says where."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain import Span

_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‑": "-"}
)
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏвнкмтαονρτικ",  # Cyrillic, Greek
    "aeopcyxijsdhlbhkmtaovptik",
)
_LEET = str.maketrans("0134578@$", "oieastbas")


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
    """Where the reply says it, in look-alikes, spaced out or with invisible signs as well."""
    wanted = fold(needle, disguised=True).text
    folded = fold(reply, disguised=True)
    start = folded.text.find(wanted) if wanted else -1
    return folded.span(start, start + len(wanted)) if start >= 0 else None
