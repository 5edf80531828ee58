"""Who sees to a promise, by one rule that a lead can use to hand out the work.

* `agent`: whoever writes the reply ("I", "a call from me");
* a team, a department or a colleague of ours by name, where the sentence names one
  ("claims team", "Rahul"): somebody in the house who can be asked;
* `company`: everything else: "we", what simply happens ("you will be refunded"), and people whom
  the company sends but nobody can ask by that word (a driver, an engineer, a courier).
"""

from __future__ import annotations

import re

from assistant.rubric.phrases import Phrases
from assistant.rubric.promise_context import NAME, PRONOUN, TITLED

AGENT = "agent"
"""The owner of what "I" promise."""
COMPANY = "company"
_BODY = (
    r"(?:team|department|dept|desk|office|unit|squad|division|group|committee|board|branch|store|shop|hotel|kitchen"
    r"|workshop|warehouse|depot|centre|center|studio|surgery|reception|helpdesk|hub|lads|people|folks|guys|staff)"
)
_PERSON = (
    r"(?:manager|supervisor|team lead|lead|leader|head of (?:the )?\w+|head chef|chef|director|colleague|specialist|advis[eo]r|agent|officer|handler"
    r"|planner|owner|investigator|coach|buyer|editor|adjuster|underwriter|consultant|representative|rep|secretary|executive"
    r"|concierge|receptionist|caretaker|porter|pharmacist|captain|assessor|controller|coordinator|buddy|sre|administrator|chief)"
)
_BEFORE = r"(?:the|our|my|their|a|an|his|her|one of (?:our|the|my)|another|this|that)"
_WORDS = r"(?:[\w&'-]+ ){0,3}?"
TEAM = Phrases(
    rf"\b{_BEFORE} {_WORDS}(?:{_PERSON}|{_BODY})s?(?: {_PERSON})?\b",
)
"""Somebody of ours by what they are."""
_DEPARTMENT = (
    r"(?:accounts|finance|billing|fraud|underwriting|reception|maintenance|housekeeping|claims|legal|development|engineering|operations"
    r"|dispatch|logistics|security|payroll|hr|sales|lost[- ]property|customer (?:care|services?|relations)|complaints|collections"
    r"|admissions|facilities|procurement|compliance|technical support|front desk|returns|provisioning|dispensary|credit control)"
)
_BARE = Phrases(rf"^(?:{_DEPARTMENT}|(?:supervisor|manager|team lead))\b")
"""A department that goes by its name alone: "Fraud are ringing you"."""
_SOURCE = Phrases(
    rf"\bfrom (?:(?:someone|somebody) (?:from|in|at|on) |a member of )?{_BEFORE} {_WORDS}(?:{_PERSON}|{_BODY})s?(?: {_PERSON})?\b",
    rf"\bfrom (?:(?-i:[A-Z][a-z]+)\b|{_DEPARTMENT}\b)",
)
_DONE_BY = Phrases(rf"\bby {_BEFORE} {_WORDS}(?:{_PERSON}|{_BODY})s?(?: {_PERSON})?\b")
"""Whose act a passive names: "will be issued by our complaints department"."""
_MINE = re.compile(r"\bfrom me\b|\b(?:with|by) me (?:alone|only|personally|myself)\b"
                   r"|\bwith me\b(?=[.!]*$)|\b(?:stays?|sits?|remains?|starts?) with me\b|\bon my desk\b|\bbe me who\b", re.IGNORECASE)  # fmt: skip
_WE = re.compile(r"(?:^|\b)(?:we|us)\b", re.IGNORECASE)
_CALL_OF = re.compile(r"\b(supervisor|manager|team lead|director) (?:call ?-?back|call|visit|reply|review)\b",
                      re.IGNORECASE)  # fmt: skip
_ASKED = re.compile(r"\b(?:to|with|asked|asking|told|by) ([A-Z][a-z]{2,})\b")
_AND = re.compile(r"^(?:and|but|so|then) ")
_THEY = re.compile(r"^(?:they|he|she|their|his|her)\b", re.IGNORECASE)
_GETS = re.compile(r"^(?:you|we|i)?$")
_COMES_FROM = re.compile(r"\b(?:expect|get|receive|hear|have|call|reply|answer|letter|e-?mail|visit|message|text)\b",
                         re.IGNORECASE)  # fmt: skip
_ANY = re.compile(r"^(?:one of )?(?:the|our|my|their|an?|his|her|another|this|that)(?: of)? (?:our |the |my )?",
                  re.IGNORECASE)  # fmt: skip
_CALLED = re.compile(r",? ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")
_HEAD = re.compile(r"^([A-Z][a-z]+) (?:in|from|at|of|has|is|will)\b")
_THING = re.compile(
    r"(?:[A-Z]\w+(?:tion|ments?|age|back|ness|ity|ance|ence|ing|ery|ps|ts|ds)|Parcel|Fix|Cover|Service|Power|Water|Order|Card|Keys?"
    r"|Credit|Access|Rent|Heating|Interest|Proof|Code|Label|Post|Work|Repair|Refund|Invoice|Cheque|Letter|Line|Broadband"
    r"|Voucher|Everyone|Whoever|Whatever|As|In|On|At|So|If|When)\b"
)
"""What stands at the head of a sentence with a capital and is no name."""
_HAPPENS = re.compile(
    r"(?:leaves?|goes|arrives?|lands?|ends?|starts?|resumes?|opens|is (?:live|up|scheduled|due)|(?:will|shall) be (?:live|up|paid|on|in|at|with|back)"
    r"|lapses|renews|reaches|hits)\b"
)


def owner_of(clause: str, subject: str, start: int, before: str) -> str:
    """Who owes what a clause promises.

    Args:
        clause: the part of the sentence that promises.
        subject: who does it, as the sign of the promise has it ("i", "we", "the claims team").
        start: where the verb stands in the clause.
        before: the sentence up to the clause, in which "they" were named.
    """
    if subject == "i" or (_GETS.match(subject) and _MINE.search(clause)) or (
        subject not in ("we",) and _MINE.search(clause) and "from me" not in clause
    ):  # fmt: skip
        return AGENT
    if _GETS.match(subject) and _COMES_FROM.search(clause):
        source = _SOURCE.first(clause)
        if source:
            return _named(clause[slice(*source)], clause[source[1] :])
    done = _DONE_BY.first(clause[start:])
    if done:
        return _named(clause[start:][slice(*done)], "")
    return _acting(clause, subject, start, before)


def _acting(clause: str, subject: str, start: int, before: str) -> str:
    if subject == "we" and not _WE.match(clause[start:]) and not _WE.search(clause[:start]):
        subject = clause[:start].strip()  # "My manager has agreed to …"
    if not subject and (call := _CALL_OF.search(clause)):
        return call[1].lower()
    if subject in ("we", "you", "it", "this", "that", "there", ""):
        return COMPANY
    subject = _AND.sub("", subject)
    if _THEY.match(subject) and not TEAM.starts(subject):
        return _told_of(before)
    for text in (subject, clause[:start]):
        team = TEAM.first(text)
        if team and (team[0] == 0 or text[: team[0]].lower().strip(" ,").endswith(_MEMBER)):
            return _named(text[slice(*team)], text[team[1] :])
    bare = _BARE.first(subject.removeprefix("the ").removeprefix("our "))
    if bare:
        return subject.removeprefix("the ").removeprefix("our ")[slice(*bare)]
    return _person(subject, clause[start:])


_MEMBER = ("someone from", "somebody from", "someone in", "somebody in", "someone at", "a member of",
           "one of", "member of", "anyone from", "someone on", "people in", "people at")  # fmt: skip


def _person(subject: str, said: str) -> str:
    """Somebody by name; a thing at the head of a sentence has a capital too, and does nothing."""
    if not NAME.starts(subject) or PRONOUN.within(subject) or _THING.match(subject):
        return COMPANY
    if _HAPPENS.match(said):
        return COMPANY
    title = TITLED.first(subject)
    return subject[slice(*title)] if title else subject.split(maxsplit=1)[0]


def _named(words: str, after: str) -> str:
    """A team without its article, a colleague by name where the name follows."""
    team = TEAM.first(words)
    if team is None:
        name = words.split(maxsplit=1)[-1]
        return COMPANY if name in _NO_NAME else name
    called = _CALLED.match(after)
    if called and called[1].split()[0] not in _NO_NAME:
        return called[1]
    return _ANY.sub("", words[slice(*team)])


_NO_NAME = frozenset(("I", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
                      "Sunday", "January", "February", "March", "April", "May", "June", "July",
                      "August", "September", "October", "November", "December"))  # fmt: skip


def _told_of(before: str) -> str:
    """Who "they" are: the last of ours that the sentence named before."""
    head = _HEAD.match(before)
    if head and not PRONOUN.within(before[:20]) and not _THING.match(before):
        return head[1]
    teams = [(before[slice(*each)], before[each[1] :]) for each in TEAM.find(before)]
    named = [_named(*each) for each in teams]
    asked: list[str] = _ASKED.findall(before)
    if asked and asked[-1] not in _NO_NAME:
        return asked[-1]
    if named:
        return next((each for each in named if each[:1].isupper()), named[-1])
    bare = _BARE.first(before)
    return before[slice(*bare)] if bare else COMPANY
