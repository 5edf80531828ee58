"""Counts of contacts: "called 10x", "rang twice", "4th time I've written", "sent three emails"."""

from __future__ import annotations

from assistant.domain import Fact, Span
from assistant.facts.numbers import ORDINALS, WORDS, number
from assistant.facts.patterns import BLANK, pattern

_VERBS = (
    "(?:call(?:ed|ing)?|rang|phon(?:ed|ing)|e-?mail(?:ed|ing)?|contact(?:ed|ing)?|messag(?:ed|ing)|"
    "wrote|written|spoken?|chas(?:ed|ing)|complain(?:ed|ing)?|report(?:ed|ing)?|tweet(?:ed|ing)?|"
    "ask(?:ed|ing)?|reach(?:ed)?|dm(?:'?d|ed)?|texted|followed|appealed|begged|explained|told|tried|"
    "rung|ringing|dialled|visited|raised|logged|escalated|requested|hung|transferred)"
)
_MANY = rf"(\d{{1,3}}|{WORDS}|a{BLANK}dozen|twice|thrice)"
_TIMES = rf"(?:(?:{BLANK}?x\b|{BLANK}(?:separate{BLANK}|different{BLANK}|more{BLANK})?times?\b|×))"
_CALLED = (
    rf"\b{_VERBS}\b(?:{BLANK}+[a-z']+){{0,5}}?{BLANK}+"
    rf"((?:\d{{1,3}}|{WORDS}|a{BLANK}dozen){_TIMES}|twice\b|thrice\b)"
)
_TIMES_FIRST = (
    rf"\b((?:\d{{1,3}}|{WORDS}|a{BLANK}dozen){_TIMES}|twice|thrice){BLANK}+"
    rf"(?:(?:i|we|now|have|had|ve|i've|we've|already|that|to){BLANK}+){{0,4}}{_VERBS}\b"
)
_NOUNS = (
    rf"(?:(?:phone|different|separate|unanswered|long|missed|support|customer|service|angry|polite){BLANK}+){{0,2}}"
    "(?:calls|e-?mails|messages|letters|tweets|dms|chats|tickets|complaints|reminders|phonecalls)"
)
_SENT = rf"\b(\d{{1,3}}|{WORDS}|a{BLANK}dozen){BLANK}+{_NOUNS}\b"
_PEOPLE = (
    rf"\b(?:spoken?|talked|chatted|passed|transferred|speaking){BLANK}+(?:to|with|between|around)"
    rf"{BLANK}+({_MANY}){BLANK}+(?:different{BLANK}+)?(?:people|agents|reps|representatives|advisors|"
    r"advisers|departments|persons|operators|employees|members)\b"
)
_ORDINAL = (
    rf"\b(\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}){BLANK}+(?:(?:time{BLANK}+(?:that{BLANK}+)?"
    rf"(?:(?:i|i've|we|we've|ive|am|have|had|now|ve|are|'m|i'm){BLANK}+){{0,3}}(?:to{BLANK}+)?{_VERBS}\b)|"
    r"(?:e-?mail|phone call|call|message|complaint|letter|tweet|dm|contact)\b)"
)
_OTHERS = r"\b(?:they|why|charged|credited|billed|debited|was|were|paid|took|sent me)\b"
_RECEIVED = r"\b(?:received?|receiving|got|get|getting|gets|had|your|their|from|missed)\b"


def find_contacts(text: str) -> list[Fact]:
    """How often the customer got in touch: "called 10x", "4th time I've written", "3 emails"."""
    found = [
        _count(match.group(1), match.span(1))
        for source in (_CALLED, _TIMES_FIRST)
        for match in pattern(source).finditer(text)
        if not pattern(_OTHERS).search(match.group(0))
    ]
    for match in pattern(_SENT).finditer(text):
        lead = text[max(0, match.start() - 20) : match.start()].split()[-2:]
        if not pattern(_RECEIVED).search(" ".join(lead)):
            found.append(_count(match.group(1), match.span()))
    found += [_count(match.group(1), match.span(1)) for match in pattern(_PEOPLE).finditer(text)]
    found += [_count(match.group(1), match.span(1)) for match in pattern(_ORDINAL).finditer(text)]
    return [fact for fact in found if fact is not None]


def _count(written: str, span: Span) -> Fact | None:
    words = written.lower().replace("×", "x")
    for ending in ("times", "time", "separate", "different", "more"):
        words = words.removesuffix(ending).strip()
    if words.endswith("x") and words != "six":
        words = words[:-1].strip()
    if words[:1].isdigit():
        words = words.rstrip("stndrh")
    known = {"twice": 2, "thrice": 3, "a dozen": 12, **ORDINALS}
    count = known.get(words) or number(words)
    if not count or count != int(count) or count > 200:
        return None
    return Fact(kind="contact_count", value=str(int(count)), span=span)
