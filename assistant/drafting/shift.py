"""Turns a customer's clause from their point of view into ours: "my bag" becomes "your bag".

Only clauses whose grammar we can follow are turned; for all others the caller quotes instead.
"""

from __future__ import annotations

import re

_I_VERBS = frozenset(
    [
        "am",
        "was",
        "have",
        "had",
        "do",
        "did",
        "can",
        "could",
        "will",
        "would",
        "should",
        "must",
        "need",
        "want",
        "wanted",
        "got",
        "get",
        "bought",
        "paid",
        "sent",
        "went",
        "told",
        "said",
        "asked",
        "tried",
        "called",
        "rang",
        "phoned",
        "emailed",
        "wrote",
        "booked",
        "ordered",
        "received",
        "made",
        "left",
        "lost",
        "found",
        "took",
        "gave",
        "came",
        "saw",
        "spent",
        "spoke",
        "felt",
        "had",
        "kept",
        "began",
        "put",
        "took",
        "think",
        "thought",
        "know",
        "knew",
        "use",
        "used",
        "see",
        "saw",
        "feel",
        "live",
        "work",
        "waited",
        "wait",
        "missed",
        "flew",
        "bought",
        "brought",
        "took",
        "arrived",
        "stayed",
        "visited",
        "purchased",
        "requested",
        "returned",
        "complained",
        "applied",
        "signed",
        "opened",
        "closed",
        "cancelled",
        "canceled",
        "changed",
        "updated",
        "checked",
        "noticed",
        "noticed",
        "realized",
        "realised",
        "understand",
        "expect",
        "expected",
        "love",
        "hate",
        "like",
        "liked",
        "keep",
        "pay",
        "travel",
        "ended",
        "ran",
        "stood",
        "sat",
        "slept",
        "drove",
        "cannot",
        "can't",
        "couldn't",
        "don't",
        "didn't",
        "won't",
        "wasn't",
        "haven't",
        "hadn't",
        "wouldn't",
        "shouldn't",
        "'ve",
        "'m",
        "'d",
        "never",
        "still",
        "just",
        "also",
        "only",
        "already",
        "then",
        "finally",
        "recently",
        "again",
        "now",
        "always",
        "actually",
        "literally",
        "really",
        "even",
        "currently",
        "both",
        "had",
    ]
)
_AFTER_AM = frozenset(
    [
        "not",
        "still",
        "very",
        "so",
        "a",
        "an",
        "the",
        "in",
        "at",
        "on",
        "without",
        "from",
        "unable",
        "able",
        "stuck",
        "left",
        "told",
        "waiting",
        "now",
        "being",
        "missing",
        "out",
        "very",
        "really",
        "extremely",
        "totally",
        "stranded",
        "a",
    ]
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|keeps?|kept|says?|said|told|came|comes|went|goes"
    r"|got|gets|took|takes|made|makes|gave|gives|left|lost|broke|sent|put|shows?|works?|stopped|fell|cost|costs|isn't|aren't"
    r"|wasn't|weren't|hasn't|haven't|hadn't|doesn't|didn't|don't|can't|couldn't|won't|wouldn't|seems?|needs?|wants?|arrived"
    r"|[a-z]{3,}ed)\b"
)
_SUBJECT = re.compile(
    r"^(?:and |but |so |then |also |because |since |when |after )*"
    r"(?:(?:i|we|i'm|i've|i'd|we're|we've|we'd|it|it's|he|she|they|there|nobody|no one|someone|none)\b"
    r"|(?:my|our|the|a|an|this|that|these|those|his|her|their|your|two|three|four|five|six|one|no|\d+) [a-z0-9'&.-]+)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:and|but|so|then|also|because|plus|basically|seriously|literally|actually|unfortunately|apparently|obviously|honestly|however|moreover|furthermore|additionally|finally)[,:]?\s+"
    r"|(?:well|ok|okay|yes|no|oh|hi|hello|hey|anyway|now)\s*[,:]\s*|(?:the fact|it is \w+|it's \w+|i can't believe|can't believe|i cannot believe|i am so \w+|i'm so \w+) that\s+|i can't believe\s+)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:and|or|but|so|by|with|to|of|for|from|in|on|at|the|a|an|my|your|their|his|her|that|which|because|as|is|are|was|were|if|when|than|it's|i|we))+$",
    re.IGNORECASE,
)
_EDGES = " ,;:.!-–—\"'“”*/"
_CONTRACTIONS = {
    "dont": "don't", "cant": "can't", "didnt": "didn't", "wont": "won't", "isnt": "isn't",
    "wasnt": "wasn't", "doesnt": "doesn't", "havent": "haven't", "hasnt": "hasn't",
    "couldnt": "couldn't", "wouldnt": "wouldn't", "ive": "I've", "im": "I'm", "u": "you",
    "ur": "your", "pls": "please", "thru": "through", "w/": "with", "w/out": "without",
    "i": "I", "recieved": "received", "recieve": "receive", "n't": "not", "yall": "you",
    "y'all": "you", "bc": "because", "b/c": "because", "gonna": "going to", "wanna": "want to",
    "alot": "a lot", "becuase": "because", "becoz": "because", "r": "are", "abt": "about",
}  # fmt: skip
_PAIRS = {
    "i am": "you are", "i'm": "you are", "i was": "you were", "i've": "you have", "i'd": "you had",
    "i'll": "you will", "we're": "you are", "we've": "you have", "we'd": "you had",
    "we'll": "you will", "am i": "are you", "was i": "were you",
}  # fmt: skip
_WORDS = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you",
    "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
}  # fmt: skip
_THEIRS = {
    "you are": "we are", "you're": "we are", "you were": "we were", "you've": "we have",
    "you'll": "we will", "you have": "we have", "you guys": "we", "you people": "we",
    "your": "our", "yours": "ours", "yourself": "ourselves",
}  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z']+|[^A-Za-z']+")
_BEFORE_SUBJECT = re.compile(
    r"^(?:are|were|have|had|can|can't|could|couldn't|do|don't|did|didn't|will|won't|would|should|must|"
    r"cancell?ed|charged|sent|took|told|lost|promised|refused|keep|kept|made|said|say|need|took|gave|never|still|just|also|guys|people)$"
)


def tidy(clause: str, *, whole: bool = False) -> str:
    """The clause without a leading "and" or "Hi", with shorthand written out, shouting lowered.

    Args:
        whole: it ends where the customer ended it, so a last "for" or "with" stays.
    """
    words = [_CONTRACTIONS.get(word.lower(), word) for word in clause.split()]
    text = " ".join(words)
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        text = re.sub(r"\bi\b", "I", text.lower())
    text = re.sub(r"\s+(?='(?:s|ve|re|ll|d|m|t)\b)", "", text).replace(" & ", " and ")
    while True:
        shorter = _LEADING.sub("", text.lstrip(" .,-"), count=1)
        if shorter == text:
            text = text.strip(_EDGES)
            return _balanced(text if whole else _TRAILING.sub("", text).strip(_EDGES))
        text = shorter


def _balanced(text: str) -> str:
    """Without a bracket that is opened or closed only outside the clause."""
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text.count("(") > text.count(")"):
        return text[: text.rindex("(")].strip(_EDGES)
    if text.count(")") > text.count("("):
        return text.replace(")", "")
    return text


def can_shift(clause: str) -> bool:
    """Whether the clause is a plain statement whose grammar survives the change of view."""
    lower = clause.lower()
    if (
        lower.startswith(("that ", "which "))
        or "?" in clause
        or not _SUBJECT.match(lower)
        or not _FINITE.search(lower)
    ):
        return False
    words = lower.split()
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word == "i" and after not in _I_VERBS and not after.endswith("ed"):
            return False
        if word in ("am", "i'm") and after not in _AFTER_AM and not after.endswith(("ing", "ed")):
            return False
        if word in ("we", "we've", "i've") and (not after or after in ("and", "is", "am")):
            return False
    if words[0] in ("i", "we", "it", "he", "she", "they") and not _FINITE.search(
        " ".join(words[1:4])
    ):
        return words[1:2] != [] and words[1] in _I_VERBS
    return True


def shift(clause: str) -> str:
    """The clause seen from the company's side: I → you, my → your, you → we, your → our."""
    tokens = _TOKEN.findall(clause)
    out: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        pair = "".join(tokens[index : index + 3]).lower()
        if pair in _PAIRS:
            out.append(_PAIRS[pair])
            index += 3
        elif pair in _THEIRS:
            out.append(_THEIRS[pair])
            index += 3
        else:
            out.append(_turned(token, tokens, index))
            index += 1
    text = "".join(out)
    if tokens and tokens[0].lower() in ("i", "we"):  # "I went and was told": the verb follows
        text = re.sub(r"\b(and|but) was\b", r"\1 were", text)
    return _lowered(text)


def _turned(token: str, tokens: list[str], index: int) -> str:
    lower = token.lower()
    if lower == "i" and "".join(tokens[index + 1 : index + 3]).startswith((".e", ".E")):
        return token  # the abbreviation
    if lower in ("us", "mine") and token.isupper() and lower == "us":
        return token  # the country
    if lower in _PAIRS:
        return _PAIRS[lower]
    if lower in _WORDS:
        return _WORDS[lower]
    if lower in _THEIRS:
        return _THEIRS[lower]
    if lower == "you":
        after = tokens[index + 2].lower() if index + 2 < len(tokens) else ""
        return "we" if _BEFORE_SUBJECT.match(after) or after.endswith("ed") else "us"
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
