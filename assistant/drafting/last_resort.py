"""What is left to name where no statement of the customer can be retold or quoted whole.

Terse sentences in a row, a run of words between what a reply never repeats, and at the very last
one or two things that the message names (rubric D01).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Span
from assistant.drafting.clause_words import CUT_OFF, EMPTY, EVENT, JUDGEMENT, LOOSE, OPINION
from assistant.drafting.faithful import is_half, is_whole
from assistant.drafting.quoting import LONGEST_QUOTED, LONGEST_TERSE, quotation
from assistant.drafting.shift import tidy
from assistant.drafting.shift_words import I_VERBS
from assistant.drafting.telling import SHORTEST, Clause, Detail, content, judges, unfit, visible
from assistant.drafting.unsaid import sayable
from assistant.drafting.verbs import has_verb
from assistant.rubric.wording import content as content_words
from assistant.rubric.wording import listed, weight

_RUN = re.compile(r"(?:[^,;:.!?()\"|/]|(?<=\d)[.,:](?=\d))+")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z'-]*")
_LEADING = re.compile(r"^(?:(?:that|me|us|him|them|a lot|how much|ever|just)\s+)+", re.IGNORECASE)
"""What a run of words begins with that belongs to the words before it."""


def strung(texts: list[tuple[str, Span]]) -> Detail | None:
    """Terse sentences in a row, as they stand: “One parcel. Two emails. No answer”."""
    said: list[str] = []
    begin, end = -1, -1
    for text, span in texts:
        words = " ".join(text.split()).strip(" .")
        clean = words and not (unfit(words) or judges(words) or "?" in words)
        if clean and len(words.split()) < SHORTEST and content(words):
            said.append(words)
            begin, end = (span[0] if begin < 0 else begin), span[1]
        elif len(said) > 1:
            break
        else:
            said, begin = [], -1
    if len(said) < 2 or sum(len(each.split()) for each in said) > LONGEST_TERSE:
        return None
    return quotation(". ".join(said), (begin, end))


def fragment(clauses: list[Clause], message: str) -> Detail | None:
    """The longest run of words between what a reply never repeats: “shuffle and repeat button”."""
    found = [
        (content(run), run, clause.span)
        for clause in clauses
        for run in _runs(clause.text)
        if content(run) >= (2 if EVENT.matches(run) else 3) and _rounded(run, message)
    ]
    if not found:
        return None
    _, text, span = max(found, key=lambda entry: entry[0])
    return quotation(text, span)


def torn(message: str) -> str:
    """The most telling run of words of a message, with dots where it is cut; empty where none is."""
    text = visible(sayable(message))
    found = [cut for run in _runs(text) if content(cut := _CUT.sub("", run)) > 1]
    if not found:
        return ""
    run = max(found, key=content)
    words = " ".join(run.split()[:LONGEST_TERSE])
    return words if is_whole(words, message) else f"… {words} …"


def _runs(text: str) -> Iterator[str]:
    """The runs of three words and more between punctuation and what a reply never repeats."""
    for part in _RUN.findall(text):
        words: list[str] = []
        for word in [*part.split(), ""]:
            if word and not (unfit(word) or judges(word) or word.startswith("@")):
                words.append(word)
                continue
            run = _LEADING.sub("", tidy(" ".join(words)))
            if 3 <= len(run.split()) <= LONGEST_QUOTED and not (judges(run) or LOOSE.match(run)):
                yield run
            words = []


_CLIPPED = re.compile(
    r"\b(?:\w+ly|that's|it's|is|are|was|were|been|be|due|from|point|with|so|very|too|w|such|most|more|how)$",
    re.IGNORECASE,
)
"""How a run of words ends whose last word was left out."""
_CUT = re.compile(rf"(?:\s*{_CLIPPED.pattern}|\s*{CUT_OFF.pattern})+", re.IGNORECASE)
_NAMES_FIRST = re.compile(
    r"(?:my|our|your|an?|the|his|her|their|this|these|those|no|not a|i|i'm|i've|we|we're|we've|you|you're"
    r"|they|he|she|it|it's|there|there's|\d+)\b",
    re.IGNORECASE,
)


def _rounded(text: str, message: str) -> bool:
    """Whether a run of words can be quoted: whole, or begun with who or what it is about."""
    if _CLIPPED.search(text):
        return False
    whole = is_whole(text, message)
    return whole or (bool(_NAMES_FIRST.match(text)) and is_half(text, message))


_THING_AFTER = listed(
    "a an the my our your ur his her its their this that these those no any some every each new"
)
_SAYS_HOW = re.compile(
    r".+(?:ed|ing|ly|ful|ous|less|..[ai]ble|[^c]tive|ntary|ssary|orary|[^r]ant|erent|inct|ical|lute|est|ish|n't)$"
)
"""How words end that tell what was done or how something is, and name nothing."""
_NO_THING = listed(
    """
    whole single multiple typical recent urgent improve whatever somebody someone anybody anyone tiny
    everybody everyone nobody everything nothing something anything people person friend friends guys
    already almost maybe perhaps please thanks thank together awesome overall several various absolute
    complete total extra fake basic simple actual entire happen happens replace reply recover allow
    consider arrive arrives check write called call luck hope wait care shame joke seems looks done
    offer past which fair worry equivalent lease expect figure overdrawn thought future number
    where when what how who why through during before after until without towards against between behind under since ones cant couldnt didnt doesnt isnt wasnt wont dont bend bump stop deliver days times thing things
    """
)


def keywords(message: str) -> str:
    """One or two things that the message names, joined by "and"; empty where there are none.

    The last resort for a concrete opening: words of the customer, without their judgement. First
    what stands behind "my", "the" or "this", then the longest.
    """
    text = visible(sayable(message))
    found: dict[str, float] = {}
    before = ""
    for match in _PLAIN.finditer(text):
        word, owner = match.group().lower(), before
        before = word
        named = owner != "" and match.group()[0].isupper() and not match.group().isupper()
        long = len(word) > (2 if owner in _THING_AFTER else 3)
        fit = long and word not in EMPTY and f"@{word}" not in message.lower()
        judged = unfit(word) or JUDGEMENT.search(word) or OPINION.search(word)
        if not fit or judged or word in _NO_THING:
            continue
        if not named and (word in I_VERBS or has_verb(f"it {word}")):
            continue
        if word.endswith("ly"):
            continue
        how = _SAYS_HOW.match(word) and owner not in ("the", "my", "our")
        rank = -1.0 if how else len(word) / 100 + (owner in _THING_AFTER)
        found[word] = max(rank, found.get(word, rank))
    things = {word for word, rank in found.items() if rank > 0}
    if weight(content_words(" ".join(things))) >= 1:  # else what was done must do: "waiting"
        found = {word: rank for word, rank in found.items() if word in things}
    telling = sorted(found, key=lambda word: -found[word])[:2]
    return " and ".join(f"“{word}”" for word in found if word in telling)
