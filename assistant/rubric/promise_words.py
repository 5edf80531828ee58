"""The words of promises, offers and conditions that the ledger reads a reply with."""

from __future__ import annotations

from typing import Literal

from assistant.rubric.phrases import Phrases

Work = Literal[
    "update", "refund", "replacement", "repair", "compensation", "cancellation", "correction",
    "callback", "collection", "rebooking", "deletion", "manager", "explanation", "confirmation",
    "delivery", "keep", "other",
]  # fmt: skip
"""What kind of thing is promised; most are the customer's wishes (`Ask`) under the same name."""


SPLIT = Phrases(
    r",? (?:and|but|so|then) (?:then )?(?:i|we|you|they|he|she|it|the|your|our|a|my"
    r"|this) ?(?:\w+ ){0,3}?"
    r"(?:will|'ll|shall|am|are|is|can)\b",
    r", (?:i|we|you|your|they|the \w+(?: \w+)?) ?(?:will|'ll|shall|am|are)\b",
    r",? and (?:then )?(?:will|tell|write|call|send|let you|come back|get back|report|update"
    r"|phone|email|refund|cancel)\b",
    r"[;:] ", r" [–—-] ",
)  # fmt: skip
FUTURE = r"(?:will|'ll|shall|(?:am|'m|are|'re|is) going to)"
ADVERBS = (
    r"(?:\w+ly |now |then |also |both |all |always |still |first |therefore |myself |in turn )*"
)
DOING = (
    r"(?:asking|passing|sending|refunding|arranging|booking|replacing|cancell?ing|crediting"
    r"|raising|checking|looking into|looking at|"
    r"ordering|issuing|waiving|correcting|escalating|handing|taking (?:this|it|that|your|the)"
    r"|making|having|tracing|starting|opening|"
    r"putting|getting|reviewing|calling|moving|reporting|giving|removing|stopping|blocking"
    r"|investigating|chasing|finding out|"
    r"forwarding|requesting|setting up|adding|changing|updating|paying|returning|reversing"
    r"|closing|contacting|speaking|keeping)"
)
MINE = Phrases(
    rf"\bi ?{FUTURE} {ADVERBS}(?-i:[a-z])",
    rf"\b(?:i am|i'm) {ADVERBS}{DOING}\b",
    r"\bi (?:can |hereby )?(?:promise|guarantee|commit|undertake|assure you|give you my word"
    r"|confirm that (?:you|your|we|i))\b",
    r"\byou have my word\b",
)
CONTINUED = Phrases(
    r"^(?:will|tell|write|call|send|let you|come back|get back|report|update|phone|email|refund"
    r"|cancel)\b"
)
"""A second verb of the same promise: "I will ask them and tell you"."""
OURS = Phrases(
    rf"\bwe ?{FUTURE} {ADVERBS}(?-i:[a-z])",
    rf"\b(?:we are|we're) {ADVERBS}{DOING}\b",
    r"\bwe (?:can |hereby )?(?:promise|guarantee|commit|undertake|assure you)\b",
)
YOURS = Phrases(
    rf"\byou ?{FUTURE} {ADVERBS}(?:have|get|receive|hear|be (?:refunded|contacted|called"
    rf"|credited|sent|given|paid|reimbursed|"
    r"compensated|moved|rebooked|updated|emailed|phoned|told|informed|notified|offered"
    r"|able to (?:keep|use|return))|"
    r"not (?:be (?:charged|billed|asked)|pay|owe|lose|have to pay))\b",
    r"\b(?:you can|please|you should|you may) expect\b",
    r"^expect (?:the|a|an|to|your|it)\b",
    r"\byou (?:have|get|receive) (?:the|my|an|our|your) (?:answer|reply|refund|update|call"
    r"|decision|money)\b[^.]*\b(?:by|within|from me)\b",
)
ITS = Phrases(
    r"\b(?:it|this|that|they|he|she|(?:your|the|a|an|my|our|another|someone|somebody"
    r"|one) ?(?:(?-i:[a-z'-]+) ){0,4}?(?-i:[a-z'-]+)"
    rf"|(?-i:[A-Z][a-z]+)(?: from (?:the |our )?(?:\w+ ){{1,3}}?\w+)?) ?{FUTURE} {ADVERBS}"
    r"(?:arrive|reach|be (?:\w+ly |fully )?(?:sent|refunded|delivered|credited|returned|replaced"
    r"|repaired|dispatched|shipped|collected|with you|back"
    r"|fixed|cancelled|canceled|removed|corrected|paid|processed|issued|waived|there|ready"
    r"|in touch|completed|reviewed|looked (?:at|into)"
    r"|investigated|reversed|resolved|restored|applied|added|closed|rebooked|moved|picked up"
    r"|passed|forwarded|escalated|checked|handled"
    r"|dealt with|addressed|in your|on your)|come|go out|show up|appear|call|contact|phone|ring"
    r"|visit|write|email|get back|follow|reply|answer|"
    r"review|look|check|send|refund|land|leave|repair|fix|replace|collect|take (?:over|this)"
    r"|decide|confirm|handle|speak|tell|let you)\b",
)
OFFER = Phrases(
    r"\byou (?:can|may|could|might)(?: also| now| either| still)? (?:choose|have|keep|take|pick"
    r"|decide|opt|get|ask|return|exchange|cancel|swap|select)\b",
    r"\bwould you (?:like|prefer|rather)\b",
    r"\b(?:your choice|choose between|either of"
    r"|whichever|if you prefer|if you would rather|if you'd rather)\b",
    r"\b(?:i|we) (?:can|could|may|might|would)\b",
    r"\b(?:option|choice)s? (?:one|two|three|\d"
    r"|[a-d])\b",
    r"\bwould be (?:able|happy|glad)\b",
    r"\b(?:i|we) (?:am|are|'m|'re) able to (?:offer|refund|send|replace|credit)\b",
)
LISTED = Phrases(r"(?:[-*•]|\(?[a-d1-9][.)]) ")
INTRODUCES = Phrases(
    r"\b(?:choose|choice|options?|either|prefer|can (?:do|offer|have)|possible"
    r"|ways|what i can)\b"
)
NO_PROMISE = Phrases(
    r"\b(?:will|'ll|shall|going to) (?:\w+ly )?not\b", r"\bwon't\b", r"\bnever\b",
    r"\bcan(?:not|'t)\b",
    r"\bhope\b", r"\bi will be (?:happy|glad|sorry|honest|here)\b", r"\byou will (?:need|find|see"
    r"|notice|have to|want|know)\b",
    r"\bi (?:will|'ll) (?:need|be (?:honest|frank|straight|brief|clear))\b",
    r"\bi'll be (?:honest|frank|straight|brief|clear)\b",
    r"\bit will (?:help|take)\b", r"\bi(?:'m| am) asking (?:you|for your)\b",
    r"\bwe(?:'re| are) asking you\b",
    r"\bi(?:'m| am) (?:taking (?:it|this) that|getting at|having (?:trouble|difficulty))\b", r"\bif i will\b",
    r"\bi(?:'m| am) making (?:no|any)\b",
)  # fmt: skip
NOT_CHARGED = Phrases(
    r"\b(?:not|never|won't) (?:be )?(?:charge|charged|bill|billed|collect|pay"
    r"|owe)\b"
)
DESCRIBED = Phrases(
    r"\b(?:policy|policies|terms|guarantee|standards?|rules?|procedure|contract|law"
    r"|regulations?)\b[^.]{0,40}\b(?:says?|states?|is that|are that|"
    r"means?|provides?|sets?|requires?|promises?)\b",
    r"\b(?:usually|normally|typically|generally|as a rule|in general)\b",
    r"\b(?:customers|buyers|passengers|guests) (?:will|are|who)\b",
)
SPOKEN_IF = Phrases(
    r"\b(?:tell|let you know|know|find out|ask|asking|check|checking|confirm|see|say|write|decide"
    r"|update|clear)\b[^,;]{0,40} (?:if|whether)\b",
    r"\b(?:even if|whether or not|if not sooner|as if|if there is (?:no|any) (?:news|change))\b",
)
WHEN = Phrases(
    r"\b(?:once|as soon as|when|after) (?:you|we have your|i have your"
    r"|the customer)\b"
)
WORK: tuple[tuple[Work, Phrases], ...] = (
    (
        "manager",
        Phrases(
            r"\b(?:manager|supervisor|team lead|director)\b[^.]*\b(?:call|contact"
            r"|write|review|look|speak|reply|answer|take|decide)\b"
        ),
    ),
    (
        "update",
        Phrases(
            r"\b(?:hear|answer|update|news|reply|decision|outcome|result"
            r"|findings)s?\b[^.]{0,30}\b(?:from me|from us|by|before|within|tomorrow|today)\b",
            r"\bhear (?:from|back)\b",
            r"\b(?:ask|asking|check|checking|trac(?:e|ing)|investigat\w+|chas(?:e|ing)"
            r"|find(?:ing)? out|look(?:ing)? (?:into|at|over)|looked (?:into|at)|find what|find where"
            r"|review\w*|pass(?:ing|ed)?|forward\w*|rais(?:e|ing)|escalat\w+|report\w*|hand(?:ing)?"
            r"|request\w*|follow(?:ing)? up|speak(?:ing)?"
            r"|contacting (?:the|our)|get(?:ting)? (?:the|an) answer)\b",
            r"\b(?:tell|write|let you know|update|inform|notify|email|message|come back|get back"
            r"|be in touch|report back|reply|answer)\b",
        ),
    ),
    ("callback", Phrases(r"\b(?:call|phone|ring|callback|call-back)(?:s|ing|ed)?\b")),
    (
        "keep",
        Phrases(
            r"\b(?:keep|stay|remain|hold|own|watch|be your|follow this|look after"
            r"|make sure|see (?:this|it) through|not close)\b"
        ),
    ),
)
REMEDY: tuple[tuple[Work, Phrases], ...] = (
    (
        "replacement",
        Phrases(
            r"\breplac\w+",
            r"\b(?:new|another|second|right|correct) (?:one"
            r"|\w+ ?(?:parcel|item|pair|unit|order|size|copy|set|\w+))\b[^.]{0,30}\b(?:sent|send"
            r"|to you|"
            r"dispatch|ship|with you|arrive|go out)",
            r"\b(?:send|sending|ship"
            r"|shipping|post) (?:you |out )?(?:a|an|the|another) (?:\w+ )?(?:new"
            r"|second|right|correct|fresh)\b",
            r"\bexchang\w+",
            r"\bsend(?:ing)? (?:you )?another\b",
        ),
    ),
    (
        "refund",
        Phrases(
            r"\brefund\w*",
            r"\bmoney back\b",
            r"\breimburs\w+",
            r"\brepay\w*",
            r"\b(?:return|give|pay|send)(?:ing|ed)? (?:you )?(?:back )?(?:the|your|all|that) (?:\w+ )?(?:money|charge|payment|fee|amount|back)\b",
            r"\bpay(?:ing)? (?:you )?back\b",
            r"\b(?:money|payment|charge|amount|delivery charge) (?:will be |back"
            r"|returned)",
            r"\brevers(?:e|ed|ing) (?:the|that|this"
            r"|your)\b[^.]*\b(?:charge|fee|payment)",
        ),
    ),
    (
        "compensation",
        Phrases(
            r"\bcredit(?:ed|ing|s)?\b",
            r"\bvoucher\b",
            r"\bcompensat\w+",
            r"\bgoodwill\b",
            r"\bdiscount\b",
            r"\bwaiv\w+",
            r"\bfree of charge\b",
            r"\bno charge\b",
            r"\bfor free\b",
            r"\bnot (?:be )?(?:charge|charged|bill|billed|pay|owe)\b",
            r"\bpoints\b[^.]*\badd",
            r"\bupgrade\b",
            r"\bfree (?:month|night|meal|week|year|\w+)\b",
        ),
    ),
    (
        "rebooking",
        Phrases(
            r"\brebook\w*",
            r"\b(?:book|booking|put|move|moving) you (?:on|onto|to"
            r"|into)\b",
            r"\b(?:next|another|new) (?:flight|seat|room|train|appointment|slot)\b",
        ),
    ),
    (
        "repair",
        Phrases(
            r"\brepair\w*",
            r"\bfix(?:ed|ing)?\b",
            r"\b(?:engineer|technician"
            r"|plumber)\b",
            r"\bput (?:it |this |that )?right\b",
            r"\brestor(?:e|ed|ing)\b",
            r"\bre-?clean\w*",
        ),
    ),
    (
        "cancellation",
        Phrases(
            r"\bcancel\w*",
            r"\bend(?:ing)? (?:the|your) (?:contract"
            r"|subscription|plan)\b",
            r"\bclos(?:e|ed|ing) your account\b",
            r"\bstop(?:ping)? (?:the|your|all|any) \w+",
        ),
    ),
    (
        "collection",
        Phrases(
            r"\bcollect\w*",
            r"\bpick(?:ed|ing)? (?:it |this |that "
            r"|the \w+ )?up\b",
        ),
    ),
    ("deletion", Phrases(r"\bdelet\w+", r"\beras\w+")),
    (
        "correction",
        Phrases(
            r"\bcorrect(?:ed|ing)\b",
            r"\bcorrect (?:the|your|this|it|that)\b",
            r"\bremov\w+",
            r"\bunblock\w*",
            r"\bunlock\w*",
            r"\bamend\w*",
            r"\bchang(?:e|ing|ed) (?:the|your)\b",
        ),
    ),
    (
        "delivery",
        Phrases(
            r"\bdeliver\w*",
            r"\barriv\w+",
            r"\bdispatch\w*",
            r"\bship(?:ped|ping)?\b",
            r"\bsend(?:ing)? (?:you )?(?:the|your|a|an) ",
            r"\breach you\b",
            r"\bwith you\b",
        ),
    ),
)
ASKING = Phrases(
    r"\b(?:asking|ask|request|requesting|check|checking|find out|finding out|raise|raising"
    r"|tell you|let you know|write to you|update you|look into|looking into|see) "
)


LEAD = Phrases(r"(?:[,;:–—-]|\s|\band\b|\bbut\b|\bso\b|\bthen\b)+")

TEAM = Phrases(
    r"\b(?:the|our|a|an|my) (?:(?-i:[a-z-]+) ){0,3}?(?:team|manager|department|specialist"
    r"|engineer|technician|colleague|driver|lead|owner|"
    r"investigator|supervisor|desk|office|carrier|courier|warehouse)\b"
)
NAME = Phrases(
    r"^(?-i:[A-Z][a-z]+)(?: from (?:the |our )?(?:\w+ ){1,3}?\w+)? (?:will"
    r"|is going to|'ll)\b"
)
PRONOUN = Phrases(
    r"^(?:I|We|You|It|This|That|They|He|She|Your|The|A|An|My|Our|Another|One"
    r"|Someone|Somebody|There)\b"
)
