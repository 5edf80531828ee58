"""Turns a customer's clause from their point of view into ours: "my bag" becomes "your bag".

Only clauses whose grammar we can follow are turned; for all others the caller quotes instead.
"""

from __future__ import annotations

import re

from assistant.drafting.shift_words import (
    AFTER_AM,
    BEFORE_SUBJECT,
    CONTRACTIONS,
    EDGES,
    FINITE,
    I_VERBS,
    LEADING,
    PAIRS,
    SUBJECT,
    THEIRS,
    TOKEN,
    TRAILING,
    WORDS,
)


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
    if text.count("(") > text.count(")"):
        return text[: text.rindex("(")].strip(EDGES)
    if text.count(")") > text.count("("):
        return text.replace(")", "")
    return text


def can_shift(clause: str) -> bool:
    """Whether the clause is a plain statement whose grammar survives the change of view."""
    lower = clause.lower()
    if (
        lower.startswith(("that ", "which "))
        or "?" in clause
        or not SUBJECT.match(lower)
        or not FINITE.search(lower)
    ):
        return False
    words = lower.split()
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word == "i" and after not in I_VERBS and not after.endswith("ed"):
            return False
        if word in ("am", "i'm") and after not in AFTER_AM and not after.endswith(("ing", "ed")):
            return False
        if word in ("we", "we've", "i've") and (not after or after in ("and", "is", "am")):
            return False
    if words[0] in ("i", "we", "it", "he", "she", "they") and not FINITE.search(
        " ".join(words[1:4])
    ):
        return words[1:2] != [] and words[1] in I_VERBS
    return True


def shift(clause: str) -> str:
    """The clause seen from the company's side: I → you, my → your, you → we, your → our."""
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
    text = "".join(out)
    if tokens and tokens[0].lower() in ("i", "we"):  # "I went and was told": the verb follows
        text = re.sub(r"\b(and|but) was\b", r"\1 were", text)
    return _lowered(text)


_WISHED = ("like", "love", "prefer", "appreciate", "rather", "expect", "want", "be", "also")
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
        return "we" if BEFORE_SUBJECT.match(after) or after.endswith("ed") else "us"
    return token


def _lowered(text: str) -> str:
    first = text.split(maxsplit=1)[:1]
    if not first:
        return text
    word = first[0]
    small = word.lower() in {
        "the", "a", "an", "this", "that", "these", "those", "it", "there", "he", "she", "they",
        "you", "your", "we", "our", "his", "her", "their", "two", "three", "four", "one", "both",
        "all", "some", "only", "no", "nobody", "someone", "none", "when", "after", "since", "it's",
        "every", "any", "each", "another", "yesterday", "today",
    }  # fmt: skip
    return text[:1].lower() + text[1:] if small else text
