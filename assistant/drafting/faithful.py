"""Whether words that a reply repeats stand in the message as they are, and whole.

A quotation that is cut in the middle of a thought, or stitched together over what was left out,
puts words into the customer's mouth. Both sides of it must be an edge of what they wrote: the end
of a sentence, a comma, a joining word, an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.drafting.shift_words import CONTRACTIONS
from assistant.text import sentences

_EDGES = "\"'“”‘’*()[]{}.,;:!?…–—-/\\|"
_ENDS = re.compile(r"[.,;:!?…)\]–—|]+[\"'”’*]*$|-$")
_BEGINS = re.compile(r"^[\"'“‘(\[*–—-]")
_NAMES = re.compile(r"[.]?[@#]\w|https?:|www\.|pic\.twitter")
_ADDRESS = re.compile(rf"{_NAMES.pattern}|\W+$")
"""A handle, a hashtag, an address or a sign: what stands beside it stands at an edge."""
_GLUED = re.compile(r"(?<=[A-Za-z][!?,;)])(?=[A-Za-z])|(?<=\.\.)(?=\w)|(?<=[a-z]{2}\.)(?=[A-Z])")
"""Where the blank after a sentence was left out: "Paytm..I been", "all the details.He said"."""
_MOST = 4_000
"""Words of a message that are looked through."""
_JOIN_BEFORE = frozenset([
    "and", "but", "so", "because", "that", "then", "also", "or", "plus", "while", "yet",
    "since", "as", "hi", "hello", "hey", "please", "well", "now", "still", "though", "although",
    "like", "really", "just", "apparently", "basically", "seriously", "literally", "actually",
    "unfortunately", "obviously", "honestly", "however", "moreover", "furthermore", "additionally",
    "finally", "anyway", "yes", "no", "ok", "okay", "oh", "alright",
])  # fmt: skip
"""Words after which a thought begins."""
_JOIN_AFTER = frozenset([
    "and", "but", "so", "because", "since", "when", "while", "after", "before", "until", "then",
    "or", "if", "though", "although", "which", "who", "whereas", "plus", "yet", "unless",
    "where", "as", "even",
])  # fmt: skip
"""Words before which a thought has ended."""


def is_whole(words: str, message: str, *, skipping: bool = False) -> bool:
    """Whether `words` occur in `message` one after the other and begin and end at an edge.

    Shorthand counts as what it stands for ("u" is "you"), and case and punctuation do not count.

    Args:
        skipping: handles and addresses between the words are left out: what is retold and not quoted.
    """
    return any(begins and closes for begins, closes in _places(words, message, skipping=skipping))


def is_sentence(words: str, message: str) -> bool:
    """Whether `words` are a sentence of `message`, from its beginning to its end."""
    text = _GLUED.sub(" ", message.replace("’", "'"))
    return _flat(words) in {_flat(text[start:end]) for start, end in sentences(text)}


def _flat(text: str) -> str:
    return " ".join(piece for word in text.split() for piece in _plain(word))


def is_half(words: str, message: str) -> bool:
    """Whether `words` occur in `message` one after the other, with an edge at one end at least."""
    return any(begins or closes for begins, closes in _places(words, message))


def _places(words: str, message: str, *, skipping: bool = False) -> Iterator[tuple[bool, bool]]:
    """Where the words occur: whether they begin and whether they end at an edge."""
    wanted = [plain for word in words.split() for plain in _plain(word)]
    raw, said = _said(message, skipping=skipping)
    size = len(wanted)
    for at in range(len(said) - size + 1) if size else ():
        here = said[at : at + size] if said[at][0] == wanted[0] else ()
        if here and [plain for plain, _ in here] == wanted:
            yield _begins(raw, here[0][1]), _closes(raw, here[-1][1])


@lru_cache(maxsize=16)
def _said(message: str, *, skipping: bool) -> tuple[Sequence[str], Sequence[tuple[str, int]]]:
    """The words of a message as they stand, and plain with their places; many look at the same."""
    raw = _GLUED.sub(" ", message.replace("’", "'")).split()[:_MOST]
    read = [pair for pair in enumerate(raw) if not (skipping and _NAMES.match(pair[1]))]
    return raw, [(plain, number) for number, word in read for plain in _plain(word)]


def _plain(word: str) -> list[str]:
    """A word without its punctuation, in lower case, shorthand written out; nothing of a mere sign."""
    bare = word.strip(_EDGES + "#@").lower()
    return CONTRACTIONS.get(bare, "and" if bare == "&" else bare).lower().split()


def _begins(raw: Sequence[str], first: int) -> bool:
    if first == 0 or _BEGINS.match(raw[first]):
        return True
    before = raw[first - 1]
    return bool(_ENDS.search(before) or _ADDRESS.match(before)) or _bare(before) in _JOIN_BEFORE


def _closes(raw: Sequence[str], last: int) -> bool:
    if last == len(raw) - 1 or _ENDS.search(raw[last]):
        return True
    after = raw[last + 1]
    return bool(_ADDRESS.match(after)) or _bare(after) in _JOIN_AFTER


def _bare(word: str) -> str:
    return word.strip(_EDGES).lower()
