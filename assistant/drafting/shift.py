"""Turns a customer's clause from their point of view into ours: "my bag" becomes "your bag".

Only clauses whose grammar we can follow are turned; for all others the caller quotes instead.
"""

from __future__ import annotations

import re

from assistant.drafting.clause_words import EMPTY
from assistant.drafting.shift_words import (
    AFTER_AM,
    ANYBODY,
    COMPANY_AS_THEY,
    CONTRACTIONS,
    EDGES,
    FINITE,
    I_VERBS,
    LEADING,
    PAIRS,
    SUBJECT,
    THEIRS,
    TO_US,
    TOKEN,
    TRAILING,
    WORDS,
    YOUR_VERBS,
)
from assistant.drafting.verbs import has_verb

_CAPITALS = re.compile(r"\b[A-Z]{3,}(?:N'T)?\b|\b(?:NO|MY|ME|IS|DO)\b")
_NO_NAME = (
    I_VERBS
    | EMPTY
    | frozenset(
        [
            "single",
            "twice",
            "empty",
            "worn",
            "full",
            "hour",
            "hours",
            "day",
            "days",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
            "times",
            "time",
            "wrong",
            "broken",
            "free",
            "paid",
            "told",
            "today",
        ]
    )
)
"""Words that are no name or code when they are written in capitals."""


def _calm(match: re.Match[str]) -> str:
    """A shouted word in lower case: "I NEED my money"; what may be a name stays as it is."""
    lower = match.group().lower()
    ends = len(lower) > 5 and lower.endswith(("ing", "ed", "ly", "n't"))
    return lower if ends or lower in _NO_NAME else match.group()


def tidy(clause: str, *, whole: bool = False) -> str:
    """The clause without a leading "and" or "Hi", with shorthand written out, shouting lowered.

    Args:
        whole: it ends where the customer ended it, so a last "for" or "with" stays.
    """
    words = [CONTRACTIONS.get(word.lower(), word) for word in clause.split()]
    text = " ".join(words)
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        text = re.sub(r"\bi\b", "I", text.lower())
    else:
        text = _CAPITALS.sub(_calm, text)
    text = re.sub(r"\s+(?='(?:s|ve|re|ll|d|m|t)\b)", "", text).replace(" & ", " and ")
    while True:
        shorter = LEADING.sub("", text.lstrip(" .,-"), count=1)
        if shorter == text:
            text = text.strip(EDGES)
            return _balanced(text if whole else TRAILING.sub("", text).strip(EDGES))
        text = shorter


def _balanced(text: str) -> str:
    """Without a bracket that is opened or closed only outside the clause."""
    if text.count('"') % 2:
        text = text.replace('"', "")
    if _OPENED.search(text) and not _CLOSED.search(text):  # its end was taken for an edge
        text += "'"
    if text.count("(") > text.count(")"):
        return text[: text.rindex("(")].strip(EDGES)
    if text.count(")") > text.count("("):
        return text.replace(")", "")
    return text


_OPENED, _CLOSED = re.compile(r"(?<!\w)'[A-Za-z]"), re.compile(r"\w[.,!?]?'(?!\w)")


def can_shift(clause: str) -> bool:
    """Whether the clause is a plain statement whose grammar survives the change of view."""
    lower = clause.lower()
    if (
        lower.startswith(("that ", "which "))
        or "?" in clause
        or ANYBODY.search(lower)
        or COMPANY_AS_THEY.search(lower)
        or not SUBJECT.match(lower)
        or not FINITE.search(lower)
    ):
        return False
    if not has_verb(lower):  # "six estimated bills in a row" is no sentence
        return False
    if not FINITE.search(lower.split(",")[0]):  # "one bar in the house, pages take a minute"
        return False
    words = lower.split()
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word == "i" and after not in I_VERBS and not after.endswith("ed"):
            return False
        if word in ("am", "i'm") and after not in AFTER_AM and not after.endswith(("ing", "ed")):
            return False
        if word in ("we", "we've", "i've") and (not after or after in ("and", "is", "am")):
            return False
    if words[0] == "you":
        return words[1:2] != [] and _acts("", [], words[1])
    if words[0] in ("i", "we", "it", "he", "she") and not FINITE.search(" ".join(words[1:4])):
        return words[1:2] != [] and words[1] in I_VERBS
    return True


_QUOTED = re.compile(r"""("[^"]*"|“[^”]*”|(?<!\w)'[^']+'(?!\w))""")


def shift(clause: str) -> str:
    """The clause seen from the company's side: I → you, my → your, you → we, your → our.

    What the customer quotes is somebody else's word and stays as it is.
    """
    parts = [
        part if part[:1] in "\"“'" and len(part) > 1 else _shifted(part)
        for part in _QUOTED.split(clause)
    ]
    text = "".join(parts)
    if re.match(r"(?:i|we)\b", clause, re.IGNORECASE):  # "I went and was told": the verb follows
        text = re.sub(r"\b(and|but)( then| now| again| still)? was\b", r"\1\2 were", text)
    return _lowered(text)


def _shifted(clause: str) -> str:
    tokens = TOKEN.findall(clause)
    out: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        pair = "".join(tokens[index : index + 3]).lower()
        if pair in PAIRS:
            out.append(PAIRS[pair])
            index += 3
        elif pair in THEIRS:
            out.append(THEIRS[pair])
            index += 3
        else:
            out.append(_turned(token, tokens, index))
            index += 1
    return "".join(out)


_WISHED = (
    "have",
    "need",
    "like",
    "love",
    "prefer",
    "appreciate",
    "rather",
    "expect",
    "want",
    "be",
    "also",
)
"""Words after which "I'd" is a wish: "I'd like" is "you would like"."""


def _turned(token: str, tokens: list[str], index: int) -> str:
    lower = token.lower()
    if lower == "i" and "".join(tokens[index + 1 : index + 3]).startswith((".e", ".E")):
        return token  # the abbreviation
    if lower in ("us", "mine") and token.isupper() and lower == "us":
        return token  # the country
    after = tokens[index + 2].lower() if index + 2 < len(tokens) else ""
    if lower in ("i'd", "we'd") and after in _WISHED:
        return "you would"
    if lower in PAIRS:
        return PAIRS[lower]
    if lower in WORDS:
        return WORDS[lower]
    if lower in THEIRS:
        return THEIRS[lower]
    if lower == "you":
        before = tokens[index - 2].lower() if index > 1 else ""
        return "we" if _acts(before, tokens[index - 1 : index], after) else "us"
    return token


_NOT_ACTING = ("told", "asked", "to", "of", "from", "with", "by", "for", "keep", "kept", "keeping")
"""Words whose "you" never acts: "I will keep you posted"."""


def _acts(before: str, gap: list[str], after: str) -> bool:
    """Whether a "you" between these words is the one who acts: "you told me", not "I told you"."""
    follows = after in YOUR_VERBS or after.endswith(("ed", "n't"))
    if before in TO_US and gap == [" "] and not after.endswith("n't"):
        return follows and before not in _NOT_ACTING
    return follows or (not before and after != "")


def _lowered(text: str) -> str:
    first = text.split(maxsplit=1)[:1]
    if not first:
        return text
    word = first[0]
    small = re.sub(r"'(?:s|re|ve|ll|d)$", "", word.lower().rstrip(",")) in {
        "the", "a", "an", "this", "that", "these", "those", "it", "there", "he", "she", "they",
        "you", "your", "we", "our", "his", "her", "their", "two", "three", "four", "one", "both",
        "all", "some", "only", "no", "nobody", "someone", "none", "when", "after", "since", "it's",
        "every", "any", "each", "another", "yesterday", "today", "five", "six", "seven", "eight",
        "nine", "ten", "eleven", "twelve", "half", "several", "many", "most", "more", "nothing",
        "something", "everything", "somebody", "everybody", "here", "what", "who", "how", "why",
        "last", "next", "not", "even", "now", "still", "again", "once", "twice", "instead", "as",
        "at", "on", "in", "by", "for", "from", "with", "without", "about", "until",
        "because", "although", "though", "while", "if", "before", "during", "despite", "between",
    }  # fmt: skip
    return text[:1].lower() + text[1:] if small else text
