"""What kind of message it is beside its subject: harm told coolly, a matter settled, hardly a word."""

from __future__ import annotations

import re

from assistant.domain import Case, Triage
from assistant.drafting.clause_words import ASKS
from assistant.drafting.last_resort import keywords
from assistant.drafting.telling import Detail
from assistant.drafting.unsaid import sayable
from assistant.text import sentences
from assistant.triage.lexicon import COMPLAINT
from assistant.triage.matching import LazyPattern
from assistant.triage.situations import read

_FAILED = LazyPattern(
    rf"\b(?:{COMPLAINT})\b|\b(?:bumped|fail(?:s|ed|ing)?|broke|late|overdue|twice|out of (?:my|our) (?:own )?pocket|in pieces|leaks?|leaking|rotten|mou?ldy"
    r"|stain\w*|scratch\w*|bent|cracked|cold|dead|died|stopped|stalled|deleted|gone|lost|never|nobody|no (?:heating|water|hotel|one|reply|answer|power)"
    r"|without (?:heating|water|lunch|power|a word|asking)|left (?:me|us|without|in)|only (?:us|me)|sent home|for (?:\w+ )?(?:weeks|months))\b"
)
_TOLD, _TOLD_ELSE = 0.1, 0.5
"""Margin of a clause from which it tells of the situation; of any, or beside thanks."""
_NO_FAILURE = frozenset({"change_of_mind", "feature_removed", "high_price"})
"""Situations in which nothing need have failed: a second thought, a wish, a price."""
_WANTS = re.compile(
    r"(?:@\w+\s+|hi |hello |hey |so |and )*(?:(?:i|we) (?:just )?(?:want|need|would like|wish|plan|am looking|was wondering)"
    r"|i'd like|can|could|should|may|will|would|do|does|is|are|when|what|where|how|please)\b",
    re.IGNORECASE,
)
"""How a wish or a question begins, with or without its mark."""
_ONLY_ASKED = re.compile(r"\?\s*$")
_SETTLED = re.compile(
    r"\b(?:it|they|he|she|everything|(?:the|my|our) [\w-]+)(?:'s| has| have| is| are| just)* (?:arrived|came|come|here|back|working|works?|sorted|solved|fixed|turned up)"
    r"(?: just)? (?:now|today|again|after all|at last|this morning|fine)\b|\bforget (?:my|about my|the) (?:\w+ )?(?:mail|e-?mail|message|complaint)\b"
    r"|\b(?:never mind|no need to (?:reply|answer)|all (?:sorted|solved|good now|done))\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\?|\b(?:but|still|however|except|not|n't|although|again)\b|n't\b", re.IGNORECASE
)
_READ = 2_000
"""Characters that are read for harm."""
_SHORT, _BARE = 25, 3
"""Words of a message that says it is settled; of one that hardly says anything."""
_LETTERS = re.compile(r"[^\W\d_]{3,}")
EMPTY_VALUE = re.compile(
    r"\b(?:null|none|undefined|nan|n/a|br|div|span|html|test)\b|<[^>]*>|https?://\S+", re.I
)


def harmed(case: Case, triage: Triage, detail: Detail | None) -> bool:
    """Whether something real went wrong for them, in however cool a tone it is told."""
    if case.facts.fault == "ours":
        return True
    if triage.fault == "customer":
        return False
    if triage.emotion == "positive":  # "red ants in my pack. Please take care. Thank you"
        return triage.issues[0].id != "other" and _tells(case, triage, _TOLD_ELSE)
    if triage.issues[0].id != "other":
        told = [case.message[a:b] for a, b in sentences(case.message[:_READ])]
        failed = any(_FAILED.search(text) for text in told if not _is_question(text.strip()))
        return failed or _tells(case, triage, _TOLD)
    if detail is None or detail.kind == "asked" or _ONLY_ASKED.search(case.message):
        return False
    return _FAILED.search(detail.words) is not None or _tells(case, triage, _TOLD_ELSE)


def _tells(case: Case, triage: Triage, least: float) -> bool:
    """Whether a statement of theirs tells of a failure, by a margin of at least this."""
    if not triage.language.startswith("en"):
        return False
    name, text = triage.issues[0].id, case.message[:_READ].replace("’", "'")
    known = name != "other"
    asked = [span for span in sentences(text) if _is_question(text[slice(*span)].strip())]
    for span, margins in read(text).clauses:
        if _WANTS.match(text[slice(*span)]) or any(a <= span[0] < b for a, b in asked):
            continue
        told = {of: margin for of, margin in margins.items() if of not in _NO_FAILURE}
        best = told.get(name, -1.0) if known else max(told.values(), default=-1.0)
        if best > least:
            return True
    return False


def _is_question(sentence: str) -> bool:
    """Whether a sentence only asks; "you lost it and that is all you say?" tells."""
    return bool(_ONLY_ASKED.search(sentence) and ASKS.match(sentence))


_NUMBERED = re.compile(
    r"\b(?:order|booking|reservation|ticket|case|complaint|reference|ref|transaction|tracking|account|claim|pnr)"
    r"(?: (?:id|no|number|ref|reference|code))?\W{0,4}(?:is |: ?)?\[?(?:NUMBER|ID|REFERENCE|XX+)\b"
)


def gave_number(case: Case, triage: Triage) -> bool:
    """Whether they gave a number by which a record is found, if only masked by somebody before us."""
    given = any(fact.kind == "reference" for fact in triage.facts)
    return given or _NUMBERED.search(case.message) is not None


def is_settled(case: Case, triage: Triage) -> bool:
    """Whether they only tell that what they complained of is over."""
    text = case.message
    if not case.history or triage.repeat_contact or len(text.split()) > _SHORT:
        return False
    return bool(_SETTLED.search(text)) and not _OPEN.search(text)


def is_bare(case: Case, triage: Triage, detail: Detail | None) -> bool:
    """Whether the message is a number, a link or a mark, from which nobody can tell what is meant."""
    text = case.message
    left = _LETTERS.findall(EMPTY_VALUE.sub(" ", sayable(text)))
    for fact in triage.facts:
        if fact.kind == "reference":
            left = [word for word in left if word not in text[slice(*fact.span)]]
    few = len(left) < 1 or (len(text.split()) < _BARE and not left)
    return few and detail is None and not keywords(EMPTY_VALUE.sub(" ", text)) and triage.level < 2
