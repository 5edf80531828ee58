"""Finds what a reply promises, told apart from what it offers, describes, asks or quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.domain import Span
from assistant.rubric.phrases import ATTRIBUTION, CONDITION, Phrases
from assistant.rubric.review import Review, Sentence

Work = Literal[
    "update", "refund", "replacement", "repair", "compensation", "cancellation", "correction",
    "callback", "collection", "rebooking", "deletion", "manager", "explanation", "confirmation",
    "delivery", "keep", "other",
]  # fmt: skip
"""What kind of thing is promised; most are the customer's wishes (`Ask`) under the same name."""


@dataclass(frozen=True)
class Promise:
    """A promise or an offer in one sentence of the reply.

    `clause` is the part of the sentence that promises, without its leading "and".
    """

    sentence: Sentence
    span: Span
    clause: str
    owner: str
    work: Work
    binding: bool
    """True for a promise; False for an option or something that hangs on a condition."""
    conditional: bool


_SPLIT = Phrases(
    r",? (?:and|but|so|then) (?:then )?(?:i|we|you|they|he|she|it|the|your|our|a|my|this) ?(?:\w+ ){0,3}?"
    r"(?:will|'ll|shall|am|are|is|can)\b",
    r", (?:i|we|you|your|they|the \w+(?: \w+)?) ?(?:will|'ll|shall|am|are)\b",
    r",? and (?:then )?(?:will|tell|write|call|send|let you|come back|get back|report|update|phone|email|refund|cancel)\b",
    r"[;:] ", r" [–—-] ",
)  # fmt: skip
_FUTURE = r"(?:will|'ll|shall|(?:am|'m|are|'re|is) going to)"
_ADVERBS = r"(?:\w+ly |now |then |also |both |all |always |still |first |therefore |myself |in turn )*"
_DOING = (
    r"(?:asking|passing|sending|refunding|arranging|booking|replacing|cancell?ing|crediting|raising|checking|looking into|looking at|"
    r"ordering|issuing|waiving|correcting|escalating|handing|taking (?:this|it|that|your|the)|making|having|tracing|starting|opening|"
    r"putting|getting|reviewing|calling|moving|reporting|giving|removing|stopping|blocking|investigating|chasing|finding out|"
    r"forwarding|requesting|setting up|adding|changing|updating|paying|returning|reversing|closing|contacting|speaking|keeping)"
)
_I = Phrases(
    rf"\bi ?{_FUTURE} {_ADVERBS}(?-i:[a-z])",
    rf"\b(?:i am|i'm) {_ADVERBS}{_DOING}\b",
    r"\bi (?:can |hereby )?(?:promise|guarantee|commit|undertake|assure you|give you my word|confirm that (?:you|your|we|i))\b",
    r"\byou have my word\b",
    r"^(?:will|tell|write|call|send|let you|come back|get back|report|update|phone|email|refund|cancel)\b",
)
_WE = Phrases(
    rf"\bwe ?{_FUTURE} {_ADVERBS}(?-i:[a-z])",
    rf"\b(?:we are|we're) {_ADVERBS}{_DOING}\b",
    r"\bwe (?:can |hereby )?(?:promise|guarantee|commit|undertake|assure you)\b",
)
_YOU = Phrases(
    rf"\byou ?{_FUTURE} {_ADVERBS}(?:have|get|receive|hear|be (?:refunded|contacted|called|credited|sent|given|paid|reimbursed|"
    r"compensated|moved|rebooked|updated|emailed|phoned|told|informed|notified|offered|able to (?:keep|use|return))|"
    r"not (?:be (?:charged|billed|asked)|pay|owe|lose|have to pay))\b",
    r"\b(?:you can|please|you should|you may) expect\b", r"^expect (?:the|a|an|to|your|it)\b",
    r"\byou (?:have|get|receive) (?:the|my|an|our|your) (?:answer|reply|refund|update|call|decision|money)\b[^.]*\b(?:by|within|from me)\b",
)
_THING = Phrases(
    r"\b(?:it|this|that|they|he|she|(?:your|the|a|an|my|our|another|someone|somebody|one) ?(?:(?-i:[a-z'-]+) ){0,4}?(?-i:[a-z'-]+)"
    rf"|(?-i:[A-Z][a-z]+)(?: from (?:the |our )?(?:\w+ ){{1,3}}?\w+)?) ?{_FUTURE} {_ADVERBS}"
    r"(?:arrive|reach|be (?:\w+ly |fully )?(?:sent|refunded|delivered|credited|returned|replaced|repaired|dispatched|shipped|collected|with you|back"
    r"|fixed|cancelled|canceled|removed|corrected|paid|processed|issued|waived|there|ready|in touch|completed|reviewed|looked (?:at|into)"
    r"|investigated|reversed|resolved|restored|applied|added|closed|rebooked|moved|picked up|passed|forwarded|escalated|checked|handled"
    r"|dealt with|addressed|in your|on your)|come|go out|show up|appear|call|contact|phone|ring|visit|write|email|get back|follow|reply|answer|"
    r"review|look|check|send|refund|land|leave|repair|fix|replace|collect|take (?:over|this)|decide|confirm|handle|speak|tell|let you)\b",
)
_OFFER = Phrases(
    r"\byou (?:can|may|could|might)(?: also| now| either| still)? (?:choose|have|keep|take|pick|decide|opt|get|ask|return|exchange|cancel|swap|select)\b",
    r"\bwould you (?:like|prefer|rather)\b", r"\b(?:your choice|choose between|either of|whichever|if you prefer|if you would rather|if you'd rather)\b",
    r"\b(?:i|we) (?:can|could|may|might|would)\b", r"\b(?:option|choice)s? (?:one|two|three|\d|[a-d])\b", r"\bwould be (?:able|happy|glad)\b",
    r"\b(?:i|we) (?:am|are|'m|'re) able to (?:offer|refund|send|replace|credit)\b",
)
_LISTED = Phrases(r"(?:[-*•]|\(?[a-d1-9][.)]) ")
_INTRODUCES = Phrases(r"\b(?:choose|choice|options?|either|prefer|can (?:do|offer|have)|possible|ways|what i can)\b")
_NO_PROMISE = Phrases(
    r"\b(?:will|'ll|shall|going to) (?:\w+ly )?not\b", r"\bwon't\b", r"\bnever\b", r"\bcan(?:not|'t)\b",
    r"\bhope\b", r"\bi will be (?:happy|glad|sorry|honest|here)\b", r"\byou will (?:need|find|see|notice|have to|want|know)\b",
    r"\bi (?:will|'ll) (?:need|be (?:honest|frank|straight|brief|clear))\b", r"\bi'll be (?:honest|frank|straight|brief|clear)\b",
    r"\bit will (?:help|take)\b", r"\bi(?:'m| am) asking (?:you|for your)\b", r"\bwe(?:'re| are) asking you\b",
    r"\bi(?:'m| am) (?:taking (?:it|this) that|getting at|having (?:trouble|difficulty))\b", r"\bif i will\b",
    r"\bi(?:'m| am) making (?:no|any)\b",
)  # fmt: skip
_NOT_CHARGED = Phrases(r"\b(?:not|never|won't) (?:be )?(?:charge|charged|bill|billed|collect|pay|owe)\b")
_DESCRIBED = Phrases(
    r"\b(?:policy|policies|terms|guarantee|standards?|rules?|procedure|contract|law|regulations?)\b[^.]{0,40}\b(?:says?|states?|is that|are that|"
    r"means?|provides?|sets?|requires?|promises?)\b",
    r"\b(?:usually|normally|typically|generally|as a rule|in general)\b", r"\b(?:customers|buyers|passengers|guests) (?:will|are|who)\b",
)
_SPOKEN_IF = Phrases(
    r"\b(?:tell|let you know|know|find out|ask|asking|check|checking|confirm|see|say|write|decide|update|clear) (?:you |me |them |\w+ team )?(?:if|whether)\b",
    r"\b(?:even if|whether or not|if not sooner|as if|if there is (?:no|any) (?:news|change))\b",
)
_WHEN = Phrases(r"\b(?:once|as soon as|when|after) (?:you|we have your|i have your|the customer)\b")
_WORK: tuple[tuple[Work, Phrases], ...] = (
    ("manager", Phrases(r"\b(?:manager|supervisor|team lead|director)\b[^.]*\b(?:call|contact|write|review|look|speak|reply|answer|take|decide)\b")),
    ("update", Phrases(
        r"\b(?:hear|answer|update|news|reply|decision|outcome|result|findings)s?\b[^.]{0,30}\b(?:from me|from us|by|before|within|tomorrow|today)\b",
        r"\bhear (?:from|back)\b",
        r"\b(?:ask|asking|check|checking|trac(?:e|ing)|investigat\w+|chas(?:e|ing)|find(?:ing)? out|look(?:ing)? (?:into|at|over)|looked (?:into|at)|find what|find where"
        r"|review\w*|pass(?:ing|ed)?|forward\w*|rais(?:e|ing)|escalat\w+|report\w*|hand(?:ing)?|request\w*|follow(?:ing)? up|speak(?:ing)?"
        r"|contacting (?:the|our)|get(?:ting)? (?:the|an) answer)\b",
        r"\b(?:tell|write|let you know|update|inform|notify|email|message|come back|get back|be in touch|report back|reply|answer)\b",
    )),
    ("callback", Phrases(r"\b(?:call|phone|ring|callback|call-back)(?:s|ing|ed)?\b")),
    ("keep", Phrases(r"\b(?:keep|stay|remain|hold|own|watch|be your|follow this|look after|make sure|see (?:this|it) through|not close)\b")),
)
_REMEDY: tuple[tuple[Work, Phrases], ...] = (
    ("replacement", Phrases(r"\breplac\w+", r"\b(?:new|another|second|right|correct) (?:one|\w+ ?(?:parcel|item|pair|unit|order|size|copy|set|\w+))\b[^.]{0,30}\b(?:sent|send|to you|"
                            r"dispatch|ship|with you|arrive|go out)", r"\b(?:send|sending|ship|shipping|post) (?:you |out )?(?:a|an|the|another) (?:\w+ )?(?:new|second|right|correct|fresh)\b", r"\bexchang\w+", r"\bsend(?:ing)? (?:you )?another\b")),
    ("refund", Phrases(r"\brefund\w*", r"\bmoney back\b", r"\breimburs\w+", r"\brepay\w*", r"\b(?:return|give|pay|send)(?:ing|ed)? (?:you )?(?:back )?(?:the|your|all|that) (?:\w+ )?(?:money|charge|payment|fee|amount|back)\b", r"\bpay(?:ing)? (?:you )?back\b",
                        r"\b(?:money|payment|charge|amount|delivery charge) (?:will be |back|returned)", r"\brevers(?:e|ed|ing) (?:the|that|this|your)\b[^.]*\b(?:charge|fee|payment)")),
    ("compensation", Phrases(r"\bcredit(?:ed|ing|s)?\b", r"\bvoucher\b", r"\bcompensat\w+", r"\bgoodwill\b", r"\bdiscount\b", r"\bwaiv\w+", r"\bfree of charge\b", r"\bno charge\b", r"\bfor free\b", r"\bnot (?:be )?(?:charge|charged|bill|billed|pay|owe)\b", r"\bpoints\b[^.]*\badd", r"\bupgrade\b", r"\bfree (?:month|night|meal|week|year|\w+)\b")),
    ("rebooking", Phrases(r"\brebook\w*", r"\b(?:book|booking|put|move|moving) you (?:on|onto|to|into)\b", r"\b(?:next|another|new) (?:flight|seat|room|train|appointment|slot)\b")),
    ("repair", Phrases(r"\brepair\w*", r"\bfix(?:ed|ing)?\b", r"\b(?:engineer|technician|plumber)\b", r"\bput (?:it |this |that )?right\b", r"\brestor(?:e|ed|ing)\b", r"\bre-?clean\w*")),
    ("cancellation", Phrases(r"\bcancel\w*", r"\bend(?:ing)? (?:the|your) (?:contract|subscription|plan)\b", r"\bclos(?:e|ed|ing) your account\b", r"\bstop(?:ping)? (?:the|your|all|any) \w+")),
    ("collection", Phrases(r"\bcollect\w*", r"\bpick(?:ed|ing)? (?:it |this |that |the \w+ )?up\b")),
    ("deletion", Phrases(r"\bdelet\w+", r"\beras\w+")),
    ("correction", Phrases(r"\bcorrect(?:ed|ing)\b", r"\bcorrect (?:the|your|this|it|that)\b", r"\bremov\w+", r"\bunblock\w*", r"\bunlock\w*", r"\bamend\w*", r"\bchang(?:e|ing|ed) (?:the|your)\b")),
    ("delivery", Phrases(r"\bdeliver\w*", r"\barriv\w+", r"\bdispatch\w*", r"\bship(?:ped|ping)?\b", r"\bsend(?:ing)? (?:you )?(?:the|your|a|an) ", r"\breach you\b", r"\bwith you\b")),
)
_ASKING = Phrases(
    r"\b(?:asking|ask|request|requesting|check|checking|find out|finding out|raise|raising|tell you|let you know|write to you|update you|look into|looking into|see) "
)


def promises(review: Review) -> tuple[Promise, ...]:
    """Every promise and every offer of the reply, in order."""
    found: list[Promise] = []
    listing, opened = False, False
    for sentence in review.body:
        listed = _LISTED.starts(sentence.text)
        if not listed:
            listing = sentence.text.rstrip().endswith(":") and _INTRODUCES.within(sentence.text)
            opened = _opens_conditional(sentence.text)
        found += _in_sentence(review, sentence, listed and listing, opened)
    return tuple(found)


def _in_sentence(
    review: Review, sentence: Sentence, option: bool, opened: bool
) -> list[Promise]:
    text = sentence.text
    if text.rstrip(' "').endswith("?") or _DESCRIBED.within(text):
        return []
    found: list[Promise] = []
    for start, end in _clauses(text):
        promise = _promise(review, sentence, (start, end), option, opened)
        if promise is None:
            continue
        if found and _one_step(found[-1], promise):
            found[-1] = _joined(found[-1], promise)
        else:
            found.append(promise)
    return found


def _opens_conditional(text: str) -> bool:
    """Whether a sentence begins with a condition: all of it hangs on that."""
    first = CONDITION.first(text) or _WHEN.first(text)
    return first is not None and first[0] <= 4 and not _SPOKEN_IF.starts(text)


def _clauses(text: str) -> Iterator[Span]:
    start = 0
    for cut in _SPLIT.find(text):
        if cut[0] > start:
            yield (start, cut[0])
            start = cut[0]
    yield (start, len(text))


_LEAD = Phrases(r"(?:[,;:–—-]|\s|\band\b|\bbut\b|\bso\b|\bthen\b)+")


def _promise(
    review: Review, sentence: Sentence, part: Span, option: bool, opened: bool
) -> Promise | None:
    """The promise or offer in one clause of a sentence, if there is one."""
    clause = sentence.text[slice(*part)]
    lead = _LEAD.first(clause)
    shift = lead[1] if lead and lead[0] == 0 else 0
    clause = clause[shift:]
    place = sentence.start + part[0] + shift
    offered = option or _OFFER.within(clause)
    owner = "company" if offered else _owner(review, clause)
    if not owner or (_NO_PROMISE.within(clause) and not _NOT_CHARGED.within(clause)):
        return None
    work = _work(clause)
    if offered and work in ("update", "other", "keep", "callback"):
        return None
    if _attributed(review, clause, place):
        return None
    conditional = opened or _conditional(clause)
    return Promise(sentence, (place, place + len(clause)), clause.strip(), owner, work,
                   not offered and not conditional, conditional)  # fmt: skip


def _attributed(review: Review, clause: str, place: int) -> bool:
    inside = any(a <= place and place + len(clause) <= b for a, b in review.quotes)
    told = ATTRIBUTION.first(clause)
    own = _I.first(clause) or _WE.first(clause) or _YOU.first(clause) or _THING.first(clause)
    return inside or bool(told and (own is None or told[0] < own[0])) or review.attributed(
        (place, place + 1)
    )


def _conditional(clause: str) -> bool:
    if _SPOKEN_IF.within(clause):
        return False
    return CONDITION.within(clause) or _WHEN.within(clause)


_TEAM = Phrases(
    r"\b(?:the|our|a|an|my) (?:(?-i:[a-z-]+) ){0,3}?(?:team|manager|department|specialist|engineer|technician|colleague|driver|lead|owner|"
    r"investigator|supervisor|desk|office|carrier|courier|warehouse)\b"
)
_NAME = Phrases(r"^(?-i:[A-Z][a-z]+)(?: from (?:the |our )?(?:\w+ ){1,3}?\w+)? (?:will|is going to|'ll)\b")
_PRONOUN = Phrases(r"^(?:I|We|You|It|This|That|They|He|She|Your|The|A|An|My|Our|Another|One|Someone|Somebody|There)\b")


def _owner(review: Review, clause: str) -> str:
    """Who owes what a clause promises; "" where it promises nothing."""
    agent = (review.case.facts.agent_name if review.case else None) or "agent"
    if _I.within(clause):
        return agent
    if _WE.within(clause):
        return "company"
    thing = _THING.first(clause)
    if thing:
        head = clause[thing[0] :]
        team = _TEAM.first(head)
        if team and team[0] == 0:
            return head[slice(*team)].split(maxsplit=1)[1]
        if _NAME.within(head) and not _PRONOUN.within(head):
            return head.split(maxsplit=1)[0]
        return "company"
    if _YOU.within(clause):
        return agent if " from me" in clause.lower() else "company"
    return ""


def _work(clause: str) -> Work:
    """What kind of thing a clause promises: asking and telling come before the thing itself."""
    asks = _ASKING.first(clause)
    if asks is None:
        for work, phrases in _REMEDY:
            if phrases.within(clause):
                return work
    for work, phrases in _WORK:
        if phrases.within(clause):
            return work
    return "other"


def _one_step(first: Promise, second: Promise) -> bool:
    """Asking and telling in one sentence is one step."""
    return (
        first.work == second.work == "update"
        and first.binding == second.binding
        and first.owner in (second.owner, "agent", "company")
    )


def _joined(first: Promise, second: Promise) -> Promise:
    start, end = first.span[0], second.span[1]
    clause = first.sentence.text[start - first.sentence.start : end - first.sentence.start]
    return Promise(first.sentence, (start, end), clause, first.owner, first.work, first.binding,
                   first.conditional or second.conditional)  # fmt: skip
