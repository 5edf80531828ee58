"""Counts of contacts: "called 10x", "rang twice", "4th time I've written", "sent three emails"."""

from __future__ import annotations

from typing import Any

from assistant.domain import Fact, Span
from assistant.facts.numbers import ORDINALS, WORDS, number
from assistant.facts.patterns import BLANK, matches, pattern, small

_REACHED = (
    "call(?:ed|ing)?|rang|rung|ringing|phon(?:ed|ing)|e-?mail(?:ed|ing)?|contact(?:ed|ing)?|"
    "messag(?:ed|ing)|wrote|writ(?:e|ten|ing)|spoken?|chatted|chas(?:ed|ing)|tweet(?:ed|ing)?|"
    "reach(?:ed|ing)?|dm(?:'?d|ed)?|texted|dialled|visited"
)
_VERBS = (
    rf"(?:{_REACHED}|complain(?:ed|ing)?|report(?:ed|ing)?|ask(?:ed|ing)?|followed|appealed|begged|"
    rf"explain(?:ed|ing)?|told|raised|logged(?:{BLANK}(?:it|this|a|the))|escalated|requested|hung|"
    rf"transferred|(?:been|got|getting|get){BLANK}in{BLANK}touch|been{BLANK}on{BLANK}to|"
    rf"(?:tried|trying|had|have|has|having){BLANK}to{BLANK}(?:call|ring|phone|reach|contact|e-?mail|write|"
    r"chase|message|get through|speak|get in touch|complain|explain|ask))"
)
_MANY = rf"(\d{{1,3}}|{WORDS}|a{BLANK}dozen|twice|thrice)"
_APART = rf"(?:(?:separate|different|more|other){BLANK})?"
_TIMES = rf"(?:(?:{BLANK}?x\b|{BLANK}{_APART}(?:times?|occasions)\b|×))"
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
    rf"\b(?:spoken?|speak|talk(?:ed)?|chatted|passed|transferred|speaking|explain(?:ed|ing)?|told){BLANK}+"
    rf"(?:(?:it|this|(?:my|the|our){BLANK}[a-z]+){BLANK})?(?:to|with|between|around)"
    rf"{BLANK}+({_MANY}){BLANK}+(?:different{BLANK}+)?(?:people|agents|reps|representatives|advisors|"
    r"advisers|departments|persons|operators|employees|members|managers|supervisors|teams|colleagues)\b"
)
_ORDINAL = (
    rf"\b(\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}){BLANK}+(?:(?:time{BLANK}+(?:that{BLANK}+)?"
    rf"(?:(?:i|i've|we|we've|ive|im|am|have|had|now|ve|are|'m|i'm){BLANK}+){{0,3}}(?:to{BLANK}+)?{_VERBS}\b)|"
    r"(?:e-?mail|phone call|call|message|complaint|letter|tweet|dm|contact|reminder|chat|"
    rf"attempt{BLANK}(?:to|at){BLANK}(?:call|ring|phone|reach|contact|get|speak|talk)\w*)\b)"
)
_ASKING = (
    rf"\bfor{BLANK}the{BLANK}(\d{{1,2}}(?:nd|rd|th)|{'|'.join(list(ORDINALS)[1:])})"
    rf"(?:{BLANK}and{BLANK}(?:last|final))?{BLANK}time(?:{BLANK}of{BLANK}asking|[:,.!]|$)"
)
_OTHERS = (
    r"\b(?:they|why|charged|credited|billed|debited|was|were|paid|took|sent me|log|login|reset|"
    rf"reboot|restart|install)\b|^(?:{_REACHED}|told|asked){BLANK}+(?:me|us|my|our)\b"
)
_BY_ANOTHER = (
    r"(?:^|[^a-z'])(?:you|they|he|she|it|courier|driver|agent|salesman|saleswoman|engineer|somebody|"
    r"someone|nobody|company|bank|team|manager|collectors|shop|store|robot|operator|adviser|advisor|"
    r"get|got|getting|gets|receive|received)"
    rf"(?:{BLANK}(?:people|guys|all|have|has|had|just|already|even|then|only|also|finally|never))"
    rf"{{0,3}}{BLANK}$"
)
"""Somebody else than the customer right before the verb: "your salesman called twice"."""
_RECEIVED = rf"\b(?:received?|receiving|got|get|getting|gets|had|your|their|his|her|from|missed|sent{BLANK}(?:me|us))\b"
_BY_OTHERS = rf"^{BLANK}(?:(?:and|or){BLANK}(?:digits|numbers)|long|from{BLANK}(?:you|your|them)|(?:was|were){BLANK}missed)\b"


def find_contacts(text: str) -> list[Fact]:
    """How often the customer got in touch: "called 10x", "4th time I've written", "3 emails"."""
    found = [
        _count(match.group(1), match.span(1))
        for source in (_CALLED, _TIMES_FIRST)
        for match in matches(source, text)
        if not pattern(_OTHERS).search(match.group(0)) and _by_customer(text, match.start())
    ]
    for source in (_SENT, _ORDINAL):
        found += [
            _count(match.group(1), match.span(1 if source == _ORDINAL else 0))
            for match in matches(source, text)
            if not _by_company(text, match)
        ]
    for source in (_PEOPLE, _ASKING) if "for the" in small(text) else (_PEOPLE,):
        found += [_count(match.group(1), match.span(1)) for match in matches(source, text)]
    return [fact for fact in found if fact is not None]


def _by_customer(text: str, start: int) -> bool:
    """Whether the one named right before the verb is not somebody else."""
    return pattern(_BY_ANOTHER).search(text[max(0, start - 32) : start]) is None


def _by_company(text: str, match: Any) -> bool:
    """Whether the calls or letters came from the company: "I received six emails"."""
    lead = text[max(0, match.start() - 20) : match.start()].split()[-2:]
    if pattern(_BY_OTHERS).search(text[match.end() : match.end() + 16]):
        return True
    return pattern(_RECEIVED).search(" ".join(lead)) is not None


def _count(written: str, span: Span) -> Fact | None:
    words = written.lower().replace("×", "x")
    for ending in ("occasions", "times", "time", "separate", "different", "more", "other"):
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
