"""What was done or not done, in the words of agents and customers, and by kind of deed.

A promise, an action and a complaint are compared by the kind of deed (a call, a refund …), the
sums and the things that they name: "you refunded me, but nobody called" is about two deeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from assistant.domain import CaseFacts
from assistant.facts.amounts import find_amounts
from assistant.facts.patterns import Scope
from assistant.triage.turns import Turn, pattern, said, statements, stems

Sign = Literal["done", "late", "not_done", ""]

_KINDS: dict[str, str] = {
    "refund": r"\brefund\w*|\breimburs\w+|\bmoney\b|\bpaid\b|\bpay(?:ing|ment)? (?:it|you|this|that|them|out|for|back|in|into)\b|\brepa(?:y|id)\b|\bpa(?:y|id) (?:[^\s,;.]+ ){0,3}?back\b|\bgive (?:\w+ ){0,3}back\b|\bcredit(?:ed)? back\b|\btransfer\w*|\b(?:on|to|in|into|reach) (?:my|your) (?:bank|card|account)\b",
    "credit": r"\bcredit\b|\bcredited\b|\bvoucher|\bdiscount|% off|\bgoodwill|\bgift card|\bpoints\b|\bfree\b|\bwaive\w*|\bdeduct\w*",
    "call": r"\bcall(?:s|ed|ing)?\b|\bcall-?backs?\b|\bphon(?:ed|ing)\b|\bphone (?:you|me|us|back|call)\b|\b(?:by|over the|on the) phone\b|\bring(?:ing)? (?:you|me|us|back)\b|\bring you\b|\b(?:did|not|n't|never|to|should|would) ring\b|\bringing\b|\brang\b|\brung\b|\bvoicemail\b|\bspoken? (?:to|with) (?:you|me)\b",
    "text": r"\btext(?:s|ed|ing)?\b|\bsms\b",
    "update": r"\bupdat\w+|\blet(?:ting)? (?:you|me|us) know\b|\b(?:get|got|getting|come|came|coming) back to\b|\bin touch\b|\bcontact(?:ed|ing)?\b|\bhea(?:r|rd) (?:\w+ )?(?:from|back|anything|nothing|more)\b|\bheard nothing\b|\bnews\b|\bposted\b|\binform\w*|\b(?:tell|told) (?:you|me)\b|\banswer\w*|\brepl(?:y|ied|ies)\b|\brespon\w+|\bwr(?:ite|ote|itten)(?: back)?(?: to)?(?: you| me)\b|\bwrites?\b|\bwrote\b|\be-?mail(?:ed|ing)? (?:you|me|us)\b|\bword from\b|\ba word\b",
    "deliver": r"\bsen[dt]\b|\bsending\b|\bdispatch\w*|\bship\w*|\bdeliver\w*|\barriv\w*|\bcomes?\b|\bcame\b|\bcoming\b|\bpost(?:ed|ing)?\b|\breplac\w+|\bnew one\b|\blend\w*|\blent\b|\bturn(?:ed)? up\b|\bbring\w*|\bbrought\b|\breceiv\w+|\bgot\b|\bget\b|\bthere yet\b|\bon (?:its|the) way\b|\breach you\b|\be-?mail(?:ed|ing)? (?:you|me|us) (?:an?|the|your)\b|\bwith you\b|\border(?:ed)? the\b",
    "visit": r"\bengineer|\btechnician|\bsurveyor|\bplumber|\bfitter|\bvisit\w*|\b(?:come|came) (?:out|round|on|by|over|at)\b|\binspect\w*|\bappointment|\b(?:has|have) come\b|\bturned up\b|\bshow(?:ed|n)? up\b|\bnobody came\b|\bno one came\b|\bagain nobody\b",
    "collect": r"\bcollect\w*|\bpick(?:ed|ing)? (?:\w+ ){0,2}up\b",
    "find_out": r"\blook(?:ing|ed)? (?:in|at|for|that up)\b|\blook(?:ing|ed)? into\b|\binvestigat\w*|\bcheck(?:ed|ing)?\b|\btrac(?:e|ed|ing)\b|\bf(?:i|ou)nd(?:ing)? out\b|\bchas(?:e|ed|ing)\b|\breview\w*|\benquir\w+|\bask(?:ed|ing)? (?:the|our|them|for)\b|\bspeak (?:to|with) (?:the|our|my)\b|\bleave (?:it|this|that) with me\b",
    "pass_on": r"\bescalat\w*|\bpass(?:ed|ing)?\b|\bforward\w*|\bhand(?:ed|ing)? (?:\w+ )?(?:over|on)\b|\brais(?:e|ed|ing)\b|\breport(?:ed|ing)?\b|\bopen(?:ed|ing)? a\b",
    "decide": r"\bdeci\w+|\boutcome\b",
    "repair": r"\brepair\w*|\bfix(?:ed|ing)?\b|\bmend\w*|\brestor\w*|\bresolv\w*|\bsort(?:ed|ing)?\b|\bback (?:up|on|online|by)\b|\bworking again\b|\blines? back\b|\bstill (?:dead|down|off|out|broken|not working|crash\w*)\b",
    "cancel": r"\bcancel\w*|\bclos(?:e|ed|ing)\b|\bterminat\w*|\bend(?:ed)? (?:the|your|my|his|her)\b",
    "charge": r"\bcharg(?:e|ed|ing|es)\b|\bbill(?:ed|s)?\b|\bdebit\w*|\binvoice\w*|\btaken\b|\btook\b|\bpay again\b",
    "correct": r"\bcorrect\w*|\bamend\w*|\bremov\w*|\bdelet\w*|\bchang\w*|\bunblock\w*|\bunlock\w*|\breset\w*|\breactivat\w*|\badjust\w*|\bswitch\w*|\bregist\w*|\badd(?:ed|ing)\b|\badd (?:the|your|it)\b|\bapply|\bapplied\b",
    "rebook": r"\brebook\w*|\bmov(?:e|ed|ing) you\b|\bbook(?:ed|ing)? (?:you|a|the)\b|\banother flight\b",
}  # fmt: skip
_MOVES = frozenset({"deliver", "update", "find_out", "pass_on", "correct", "repair", "collect"})
"""Kinds that are about a thing: where both name one, it must be the same."""
_PAPER = r"\b(?:label|form|letter|voucher|code|link|invoice|receipt|confirmation|contract|statement|document|instructions)s?\b"
_GOODS = r"\b(?:parcel|package|order|item|goods|delivery)s?\b"
_SEEN = frozenset({"refund", "credit", "call", "deliver", "visit", "repair", "cancel", "rebook"})
"""Deeds of which the customer sees whether they were done."""
_MONEY = frozenset({"refund", "credit", "charge"})
_NOT = r"\b(?:no|not|cannot|never|nobody|no one|noone|none|nothing|neither|nor|without|missing|forgot\w*|failed to|fail|yet to|waiting)\b|n't\b|\bdid ?nt\b|\bhavent\b|\bhasnt\b|\bwhere(?:'s| is| are)\b|\bwhen (?:will|is|are|can|do)\b|\bstill (?:dead|down|off|out|broken|crash\w*|there|showing)\b|\bstopped (?:again|working)\b"
_NO_NOT = r"\bno (?:problem|doubt|longer|worries|need)\b|\bnot only\b|\bwithout (?:any )?(?:problem|trouble)|\bnot (?:bad|too bad)\b|\bcan(?:not|'t) thank\b|\bat no (?:cost|charge)\b|\bno (?:extra )?(?:cost|charge)\b"
_WISH = r"\b(?:please|pls|i want|i need|we need|we want|i'd like|i would like|would like|i expect|i demand|can you|could you|can i|may i|will you|should|must|would|if|no need|promised|you said|said you|you told|told (?:me|us)|supposed to|was to|were to|waiting for you to|when will)\b|^(?:and |but |,|\s)*(?:please )?(?:do not|don't|call|send|ring|refund|give|stop|forget|let)\b"
_OWN_FUTURE = r"\b(?:will|'ll|shall|going to)\b"
_DONE = r"\b(?:got|gotten|received|arriv\w+|came|has come|have come|turned up|went (?:through|in|out)|thanks?|thank you|rang|rung|called|phoned|texted|e-?mailed|wrote|written|refunded|paid|sent|credited|replaced|repaired|fixed|mended|sorted|collected|picked|cancelled|canceled|closed|corrected|removed|restored|resolved|delivered|works|working|is (?:now )?(?:here|there|in|back|fixed|sorted|done)|are (?:now )?(?:here|there|in|back|fixed|sorted)|was (?:here|there)|has been|have been|have it|spoke|cleared|landed|showed up|did)\b"
_LATE = r"\b(?:late|later than|too late|days? after)\b|\bnot (?:on|by|until|till) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_NOTHING = r"\bstill nothing\b|\bnothing (?:\w+ )?(?:happened|changed|yet|so far|since)\b|\b(?:has|have) (?:happened|been done)\b|\bnone of (?:this|that|it|them|these)\b|\bstill waiting\b|\bbroken? (?:\w+ )?promises?\b|\bkeep your (?:word|promise)\b|\bempty promises?\b|\bno sign of\b|^\W*nothing\W*$|\bonce again nothing\b|\band nothing\b"
_SILENCE = r"\b(?:no|not|never|nothing|n't|nobody|silence|radio silence|heard)\b.{0,25}\b(?:heard|hear|reply|response|answer|word|news|back|contact|contacted)\b|\bheard nothing\b|\bradio silence\b|\bignored\b"


class Deed(NamedTuple):
    """What a clause is about: kinds of deed, sums, and the things that it names."""

    kinds: frozenset[str]
    sums: frozenset[str]
    things: frozenset[str]
    paper: bool
    """It names a label, a letter, a link …, and no goods."""
    goods: bool


@lru_cache(maxsize=1024)
def deed(clause: str) -> Deed:
    """What a clause is about; where nothing is recognised, only its words count."""
    kinds = frozenset(kind for kind, source in _KINDS.items() if said(source, clause))
    scope = Scope(on=date.min, facts=CaseFacts(), country="")
    sums = frozenset(fact.value for fact in find_amounts(clause, scope))
    if sums and "deliver" in kinds:  # "£40 came in", "the £40 has not arrived"
        kinds |= {"refund"}
    goods = said(_GOODS, clause)
    paper = said(_PAPER, clause) and not goods
    return Deed(kinds, sums, stems(_without_deeds(clause)), paper, goods)


def _without_deeds(clause: str) -> str:
    """The clause without the words that only say what kind of deed it is."""
    kinds = pattern("|".join(_KINDS.values()))
    return " ".join(word for word in clause.split() if not kinds.search(word))


def about(promise: Deed, sign: Deed) -> bool:
    """Whether a sign speaks of what was promised."""
    if promise.sums and sign.sums:
        return bool(promise.sums & sign.sums)
    if sign.sums and not promise.kinds & _MONEY:
        return False
    shared = promise.kinds & sign.kinds
    things = promise.things & sign.things
    if not shared:
        return bool(things)
    if shared <= _MOVES and "update" not in shared and promise.things and sign.things:
        return bool(things)
    return not (promise.paper and sign.goods and not things)


@lru_cache(maxsize=1024)
def sign(clause: str) -> Sign:
    """Whether a customer's clause says that something was done, came late, or was not done."""
    denies = said(_NOT, clause) and not said(_NO_NOT, clause)
    if denies and not (said(_WISH, clause) and not clause.endswith("?")):
        return "not_done"
    if clause.endswith("?") or said(_WISH, clause) or said(_OWN_FUTURE, clause):
        return ""
    if said(_DONE, clause):
        return "late" if said(_LATE, clause) else "done"
    return ""


def nothing_at_all(clause: str) -> bool:
    """Whether a customer says that none of it happened: "still nothing", "empty promises"."""
    return said(_NOTHING, clause)


def silence(clause: str) -> bool:
    """Whether a customer says that nobody answered, in whatever way."""
    return said(_SILENCE, clause)


_PERFECT = r"(?:'ve| have|'s| has) (?:already |now |just |also |since |today |again |then |all |both |fully |successfully |personally |\w+ly )*"
_ACTION = (
    r"(?:refunded|reimbursed|paid|repaid|credited|sent|resent|called|rung|phoned|e-?mailed|written|texted|"
    r"replaced|repaired|fixed|restored|resolved|cancelled|canceled|closed|ended|stopped|corrected|"
    r"amended|removed|deleted|changed|updated|unblocked|unlocked|blocked|frozen|reset|reactivated|"
    r"adjusted|switched|registered|added|applied|rebooked|moved|booked|arranged|scheduled|ordered|"
    r"reordered|dispatched|shipped|delivered|collected|checked|looked|investigated|reviewed|traced|"
    r"chased|asked|spoken|escalated|passed|forwarded|handed|raised|reported|opened|reopened|logged|"
    r"recorded|created|issued|waived|extended|reserved|upgraded|diverted|put|set|made|taken|given|"
    r"granted|filed|submitted|requested|attached|confirmed|contacted|informed|notified|told|tried|"
    r"left|placed|processed|transferred|reversed|approved|secured|disabled|enabled|tested|"
    r"found|started|begun|instructed|alerted|flagged|noted down|prioriti[sz]ed|renewed|doubled|"
    r"exchanged|posted|returned|released|assigned|invited|suspended|paused|locked|tagged|marked)"
)
_PAST = (
    r"(?:refunded|paid|credited|sent|called|rang|phoned|e-?mailed|wrote to|texted|replaced|repaired|"
    r"fixed|cancelled|canceled|closed|corrected|removed|changed|updated|unlocked|reset|booked|"
    r"ordered|dispatched|shipped|checked|asked|spoke|escalated|passed|forwarded|raised|opened|"
    r"issued|waived|contacted|informed|tried)"
)
_WE = r"(?:\b(?:i|we|they|she|he)\b|\b(?:our|the|my|a|one of our) (?:[\w'-]+ ){0,4}?(?:team|manager|supervisor|specialist|engineers?|technicians?|colleagues?|department|desk|lead|office|warehouse|branch|depot)\b)"
_OURS_DONE = (
    rf"{_WE}{_PERFECT}{_ACTION}\b|\b(?:i|we) (?:already |now |just |also |then |\w+ly )*{_PAST}\b"
    r"|^(?:and |then |,|\s)*(?:refunded|cancelled|sent|done|issued|credited)\b"
)
_WAS_DONE = rf"\b(?:has|have) (?:now |already |just |also |since )*been {_ACTION}\b|\b(?:a|an|the|your) (?:[^\s,;.]+ ){{0,6}}?(?:was|were) (?:refunded|credited|sent|issued|cancelled|canceled|closed|dispatched|shipped|posted|reset|corrected|removed|paid|processed)\b"
_IS_DONE = r"\b(?:is|are) (?:now |already |both |all )*(?:added|refunded|cancelled|canceled|closed|corrected|sent|booked|done|fixed|restored|removed)\b"
_NO_ACTION = r"n't\b|\b(?:not|never|unable|cannot|have no|if|whether|could have|should have|would have)\b|\btaken (?:care of )?(?:so|too) long\b|\b(?:made|given) (?:a |an )?(?:mistake|error|you (?:so much|trouble|cause))\b|\b(?:let you down|left (?:you )?(?:waiting|without|standing))\b|\bput you (?:in|through)\b|\bfound (?:this|that|it) (?:\w+ )?(?:difficult|upsetting|frustrating)\b|\btold us\b|\bnoted\b|\bput (?:the|a) wrong\b|\bsent (?:you )?the wrong\b|\bcharged you twice\b|\btold you the wrong\b"
_SORRY = r"\b(?:sorry|apolog\w+|regret)\b"


@lru_cache(maxsize=512)
def action(clause: str) -> bool:
    """Whether an agent's clause tells of something that our side has done."""
    if said(_NO_ACTION, clause) or said(_SORRY, clause) or clause.endswith("?"):
        return False
    return any(said(source, clause) for source in (_OURS_DONE, _WAS_DONE, _IS_DONE))


_ADMITS = r"\b(?:sorry|apolog\w+)\b.{0,40}\b(?:did not|didn't|was not|wasn't|not|never|no|missed|delay|late|failed)\b|\b(?:i|we) (?:should have|did not|didn't|failed to|forgot|missed)\b"
_FOUND = r"\b(?:turns out|found|confirm\w*|show(?:s|ed)?|because|the reason|caused?|by mistake|due to|has (?:been )?(?:lost|closed|told|said)|was (?:closed|lost|sent|entered|delivered|left|returned|damaged|stolen)|checked|looked|reviewed|out of stock|i can see|tells? (?:me|us))\b"


def admits(clause: str) -> bool:
    """Whether an agent owns that something was not done: "sorry that nobody called"."""
    return said(_ADMITS, clause)


def finding(clause: str) -> bool:
    """Whether an agent says what came out of looking into it."""
    return not clause.endswith("?") and said(_FOUND, clause) and not said(_OWN_FUTURE, clause)


def denied(done: Deed, later: Sequence[Turn]) -> bool:
    """Whether the customer says afterwards that something did not happen after all."""
    return bool(done.kinds & _SEEN) and any(
        sign(clause) == "not_done" and about(done, deed(clause))
        for turn in later
        if turn.role == "customer"
        for clause in statements(turn)
    )
