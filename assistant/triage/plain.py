"""A plain view of a text for matching: lower case, ASCII, disguises undone, offsets kept.

Rules are matched against bytes, one byte a character, so that patterns stay small and a match
costs nothing but the scan. Every byte knows which character of the original it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from assistant.domain import Span

_LOOKALIKES = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u043a\u043c\u0442\u0432\u043d"  # Cyrillic
        "\u03bf\u03b1\u03b9",  # Greek
        "aeopcyxiskmtbhoai",
        strict=True,
    )
)
_SIGNS = {
    "'": "\u2018\u2019\u02bc\u00b4`",
    '"': "\u201c\u201d\u201e\u00ab\u00bb",
    "-": "\u2013\u2014\u2011",
    ".": "\u2026",
    " ": "\t_~",
    "$": "\u00a3\u20ac\u20b9\u00a5",
}
_LETTERS = {
    "\u00df": "ss",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00f8": "o",
    "\u0142": "l",
    "\u0131": "i",
}
_SINGLE = {
    **_LOOKALIKES,
    **_LETTERS,
    **{sign: plain for plain, signs in _SIGNS.items() for sign in signs},
}
_LEET = str.maketrans("013457@$!", "oieastasi")
_DISGUISED = re.compile(r"(?<=[a-z])[013457@$!]{1,3}(?=[a-z])|(?<=[a-z])[01345]{1,2}(?![\w.!])")
_RUN = re.compile(r"([a-z])\1{2,}")
_LENGTHS = ((1, 2), (1, 1), (2, 2))
"""To how many letters a long vowel and a long consonant are cut, in each view."""
_SPELLED = re.compile(r"\b[a-z](?:[ .\-][a-z]\b){3,}")
_MASKED = re.compile(r"\b[a-z]+[*#][a-z*#]*")
_SWEAR_WORDS = (
    "fuck", "fucks", "fucker", "fuckers", "fucked", "fucking", "motherfucker", "shit", "shits",
    "shitty", "shite", "bullshit", "crap", "bitch", "bitches", "bastard", "bastards", "cunt",
    "cunts", "arse", "arses", "arsehole", "arseholes", "asshole", "assholes", "ass", "dick",
    "dicks", "dickhead", "dickheads", "prick", "pricks", "twat", "twats", "wanker", "wankers",
    "bloody", "slut", "sluts", "whore", "whores", "piss", "pissed", "bollocks", "tosser",
    "tossers", "moron", "morons", "idiot", "idiots", "retard", "retards", "cock", "damn",
    "hell",
)  # fmt: skip
_HIDDEN = 2
"""Letters that a word with a hidden end shows at least, unless three or more are hidden: "f***"."""
_STAR = re.compile(r"(?<![a-z*])\*+|\*+(?![a-z*])")
_QUOTED_LINE = re.compile(r"(?m)^ *>.*$")
_INTRODUCTION = 12
"""Words before a quotation that may introduce it: "See below, I forward it:"."""
_FORWARDS = re.compile(r":\s*$|\b(?:forward\w*|fwd?|below|copied|pasted?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Plain:
    """The view: `text` for matching, `offsets[i]` = where its byte i stands in the original.

    `offsets` None means that both have the same positions. `length` is the original's.
    """

    text: bytes
    offsets: Sequence[int] | None
    length: int

    def span(self, start: int, end: int) -> Span:
        """The span in the original of a match in the view."""
        if self.offsets is None:
            return start, end
        last = self.offsets[end] if end < len(self.offsets) else self.length
        return self.offsets[start], max(last, self.offsets[start] + 1)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """One character in lower-case ASCII; a blank for what has no such form, "" for accents."""
    lowered = character.lower()
    if lowered in _SINGLE:
        return _SINGLE[lowered]
    parts = unicodedata.normalize("NFKD", lowered)
    kept = "".join(part for part in parts if not unicodedata.combining(part))
    if not kept:
        return ""
    plain = kept.encode("ascii", "ignore").decode()
    return plain.lower() or " "


def _fold(text: str) -> tuple[str, list[int] | None]:
    if text.isascii():
        return text.lower().translate({9: " ", 95: " ", 126: " "}), None
    pieces = [_folded(character) for character in text]
    offsets = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), offsets


def _rewrite(
    text: str,
    offsets: Sequence[int] | None,
    pattern: re.Pattern[str],
    kept: Callable[[re.Match[str]], Iterator[int]],
) -> tuple[str, Sequence[int] | None]:
    """Keeps, of each match, only the characters at the positions that `kept` names."""
    positions: list[int] = []
    done = 0
    for match in pattern.finditer(text):
        positions.extend(range(done, match.start()))
        positions.extend(kept(match))
        done = match.end()
    if not done:
        return text, offsets
    positions.extend(range(done, len(text)))
    origins = positions if offsets is None else [offsets[position] for position in positions]
    return "".join(map(text.__getitem__, positions)), origins


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _letters(match: re.Match[str]) -> Iterator[int]:
    return iter(range(match.start(), match.end(), 2))


def _shorter(match: re.Match[str], vowels: int, consonants: int) -> Iterator[int]:
    count = vowels if match.group(1) in "aeiou" else consonants
    return iter(range(match.start(), match.start() + count))


def only_quoted(text: str) -> bool:
    """Whether the message is nothing but a quotation, perhaps after a line to introduce it."""
    first = _QUOTED_LINE.search(text) if ">" in text else None
    if not first or _QUOTED_LINE.sub("", text[first.start() :]).strip():
        return False
    before = text[: first.start()]
    introduces = len(before.split()) <= _INTRODUCTION and _FORWARDS.search(before)
    return not before.strip() or bool(introduces)


def views(text: str, *, quoted_lines: bool = False) -> tuple[Plain, ...]:
    """The plain views of a text: one, or three where letters are repeated: "kiiilll".

    Undone are capitals, accents, lookalike letters, typographic quotes, digits for letters
    ("k1ll"), letters hidden by stars ("sh*t"), spelled-out words ("k i l l") and long letters.

    Args:
        quoted_lines: keep the lines that start with ">", which somebody else wrote.
    """
    plain, offsets = _fold(text)
    if not quoted_lines and ">" in plain:
        plain = _QUOTED_LINE.sub(_blank, plain)
    plain = _DISGUISED.sub(lambda match: _unmask(match.group()), plain)
    if "*" in plain or "#" in plain:
        plain = _STAR.sub(_blank, _MASKED.sub(_unhidden, plain))
    plain, origins = _rewrite(plain, offsets, _SPELLED, _letters)
    if not _RUN.search(plain):
        return (Plain(plain.encode(), origins, len(text)),)
    made = (
        _rewrite(plain, origins, _RUN, partial(_shorter, vowels=vowels, consonants=consonants))
        for vowels, consonants in _LENGTHS
    )
    return tuple(Plain(view.encode(), places, len(text)) for view, places in made)


def _unhidden(match: re.Match[str]) -> str:
    """The swear word of the same length that fits the letters shown; as it is if none does."""
    word = match.group()
    hidden = sum(word.count(sign) for sign in "*#")
    if len(word) - hidden < _HIDDEN and hidden <= _HIDDEN:
        return word
    return next((swear for swear in _SWEAR_WORDS if _fits(word, swear)), word)


def _fits(word: str, swear: str) -> bool:
    pairs = zip(word, swear, strict=False)
    return len(word) == len(swear) and all(shown in ("*", "#", letter) for shown, letter in pairs)


def _unmask(disguise: str) -> str:
    return "ll" if disguise == "11" else disguise.translate(_LEET)
