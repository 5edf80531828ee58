"""Checks on who is spoken of: blame, other customers, and who acts (D20, D21, D26)."""

from __future__ import annotations

from assistant.rubric.language import own_voice
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_BLAME_YOU = Phrases(
    r"\byou (?:\w+ )?(?:forgot|failed|neglected|refused|misread|misunderstood|ignored|overlooked"
    r"|caused"
    r"|must have|should have (?:checked|read|told|called|contacted|asked|kept|known|given|made"
    r"|sent|noticed|been more))\b",
    r"\b(?:your|the customer's) (?:own )?(?:mistake|error|fault|failure|carelessness|negligence"
    r"|responsibility)\b",
    r"\b(?:because|since|as) you (?:did not|didn't|had not|hadn't|never|gave the wrong"
    r"|entered the wrong)\b",
    r"\bif (?:only )?you had (?:not |only |just )?\w+(?:ed|en|wn|ld|ght|pt|ad)\b",
    r"\bhad you (?:not |only )?\w+(?:ed|en|wn|ld|ght|pt|ad)\b",
)  # fmt: skip
_BLAME_OTHER = Phrases(
    r"\b(?:carrier|courier|driver|warehouse|supplier|airline|colleagues?|agent|other (?:team"
    r"|department)"
    r"|billing (?:team|department)|delivery (?:company|team|service)|post(?:al service| office)?"
    r"|bank|manufacturer"
    r"|engineer|technician|store|restaurant|developers?|partner|previous \w+)"
    r"(?:'s)? (?:\w+ )?(?:fault|mistake|error|lost|failed|messed|forgot|mishandled|dropped|broke"
    r"|botched|blundered"
    r"|is to blame|are to blame|let you down|should have|got it wrong|did not|didn't)\b",
    r"\b(?:fault|mistake|error) (?:of|by|on the part of) the (?:carrier|courier|driver|warehouse"
    r"|bank|supplier)\b",
)  # fmt: skip


def blame(review: Review) -> Outcome:
    """D20: no blame of the customer; none of a third party unless the case confirms it."""
    hits = list(own_voice(review, _BLAME_YOU, "blames the customer"))
    confirmed = review.case is not None and review.case.facts.fault in ("third_party", "ours")
    if not confirmed:
        hits += own_voice(review, _BLAME_OTHER, "blames somebody without a fact in the case")
    return found(hits, note="in part: by phrases; an implied blame needs a model")


_OTHERS = Phrases(
    r"\b(?:high|heavy|increased|large|unprecedented|unusual\w*|overwhelming"
    r"|higher)(?: than \w+)?(?: \w+)? "
    r"(?:volumes?|demand|numbers? of (?:calls|requests|enquiries|inquiries|customers|emails"
    r"|contacts|orders))\b",
    r"\b(?:very |extremely |exceptionally |unusually |particularly )?busy (?:period|time|season"
    r"|day|week)s?\b",
    r"\b(?:we are|we're|we have been|lines are|the team is) (?:very |extremely |unusually "
    r"|really |so )*busy\b",
    r"\bevery(?:one|body) (?:else )?(?:is (?:waiting|having|affected|in|asking|treated)|has to"
    r"|must|gets|waits|in the)\b", r"\bevery(?:one|body) else\b",
    r"\b(?:other|many|most|all|thousands of|hundreds of|lots of"
    r"|some) (?:of our )?(?:other )?(?:customers|clients|"
    r"passengers|guests|users|callers) (?:are|have|also|too|wait|waiting|do not|don't|manage"
    r"|before you|ahead|who|get|in)\b",
    r"\b(?:you are|you're) not the only\b", r"\bnot (?:just|only) you\b", r"\bbacklog\b", r"\bfirst[ -]come\b",
    r"\b(?:a lot|lots|thousands|hundreds) of (?:calls|requests|enquiries|inquiries|emails"
    r"|messages|complaints|orders)\b",
    r"\b(?:back|front) of the (?:queue|line)\b", r"\bwait your turn\b",
)  # fmt: skip


def comparison(review: Review) -> Outcome:
    """D21: no comparison with other customers."""
    return found(own_voice(review, _OTHERS, "compares with other customers"))


_AGENT_VERBS = (
    r"(?:check|look|investigate|review|ask|find|call|phone|ring|contact|write|email|e-mail|update"
    r"|tell|inform|notify|let you know|"
    r"pass|forward|follow|get back|reach|speak|talk|raise|escalate|trace|chase|help|assist"
    r"|understand|appreciate|hear|"
    r"recognise|recognize|realise|realize|see|read|note|arrange|keep|confirm|handle|examine)"
)
_DONE_VERBS = (
    r"(?:checked|looked|investigated|reviewed|asked|called|phoned|contacted|written|emailed"
    r"|updated|told|informed|notified|"
    r"passed|forwarded|followed|reached|spoken|raised|escalated|traced|chased|read|noted|arranged)"
)
_PLURAL = Phrases(
    rf"\bwe(?:'ll| will| shall| are going to| can| do| would like to)? (?:now |also |personally "
    rf"|fully |completely |truly |"
    rf"gladly |happily |immediately )*{_AGENT_VERBS}\b",
    rf"\bwe(?:'ve| have) (?:now |already |also |just )*{_DONE_VERBS}\b",
    r"\bwe(?:'re| are) (?:now |also |currently |already )*(?:checking|looking|investigating"
    r"|reviewing|asking|contacting|"
    r"calling|writing|updating|tracing|chasing|following|raising|escalating|passing|arranging"
    r"|working)\b",
)
_COMPANY_WORK = Phrases(r"\bwe (?:keep|hear|see|read|note|raise|ask|call|help|check|confirm)\b")


def plural_agent(review: Review) -> Outcome:
    """D26: "I" for the agent's own actions; "we" may own a failure or act as the company."""
    hits = []
    for hit in own_voice(review, _PLURAL, "“we” hides who acts"):
        if hit.span and _COMPANY_WORK.starts(review.plain[slice(*hit.span)]):
            hit = Hit(hit.span, hit.message, soft=True)
        hits.append(hit)
    return found(hits)
