"""What kind of thing a promise is about: news, a remedy, or the agent's own effort."""

from __future__ import annotations

from typing import Literal

from assistant.rubric.phrases import Phrases

Work = Literal[
    "update", "refund", "replacement", "repair", "compensation", "cancellation", "correction",
    "callback", "collection", "rebooking", "deletion", "manager", "explanation", "confirmation",
    "delivery", "keep", "other",
]  # fmt: skip
"""What kind of thing is promised; most are the customer's wishes (`Ask`) under the same name."""


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
            r"|find(?:ing)? out|look(?:ing)? (?:into|at|over)|looked (?:into|at)|find what"
            r"|find where"
            r"|review\w*|pass(?:ing|ed)?|forward\w*|rais(?:e|ing)|escalat\w+|report\w*"
            r"|hand(?:ing)?"
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
            r"[£$€] ?\d[\d.,]* (?:\w+ ){0,5}?(?:comes?|goes?|is coming|is going|will (?:come|go)|are coming|travels?) back\b",
            r"\breimburs\w+",
            r"\brepay\w*",
            r"\b(?:return|give|pay|send)(?:ing|ed)? (?:you )?(?:back )?(?:the|your|all"
            r"|that) (?:\w+ )?(?:money|charge|payment|fee|amount|back)\b",
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
            r"\bcollect(?:ing)? (?:the|it|your|that|this|them)\b",
            r"\bbe collected\b",
            r"\b(?:free|a) collection\b",
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
            r"\b(?:will|to|'ll) arrive\b",
            r"\bdispatch\w*",
            r"\bship(?:ped|ping)?\b",
            r"\bsend(?:ing)? (?:you )?(?:the|your|a|an) ",
            r"\breach you\b",
            r"\bwith you\b",
        ),
    ),
)
_GIVE = (
    r"\b(?:send|sending|sent|give|giving|given|get|getting|have|receive|issue|issuing|offer"
    r"|arrange"
    r"|arranging|make|making|book|booking|process\w*|pay|paying|put|add|adding|ordering) "
    r"(?:you |it |this |out |back )?"
)
DIRECT = Phrases(
    _GIVE + r"(?:(?:a|an|the|your|another|one|all|full|free|further|partial|whole|complete"
    r"|prompt|first|[£$€]?\d[\d.,]*) ){0,3}(?:refund|replacement|voucher|credit|compensation"
    r"|discount|money|reimbursement|repair|engineer|technician|collection|seat|room|flight"
    r"|goodwill|payment)\b",
    _GIVE + r"(?:a|an|the|another|your) (?:\w+ )?(?:new|second|right|correct) \w+",
    _GIVE + r"(?:another (?:one)?\b|(?:the |all |full )*[£$€]\d)",
)
"""A remedy as the thing given: "send you a full refund"."""
ABOUT = Phrases(
    r"\b(?:date|time|answer|price|figures?|reason|name|word|look|account|note|number|one)$",
    r"\b(?:refund|replacement|payment|repair|delivery) (?:date|time|status)\b",
)
"""What sounds like a remedy and is only news about one."""
_OWN = (
    r"(?:ask|tell|write|let|send|give|giv|hav|have|tak|take|put|putt|keep|see|look|find|check"
    r"|follow|get|gett"
    r"|open|press|treat|stand|mak|make|hold|watch|be|report|pass|compar|compare|confirm|com|come"
    r"|stay|handl"
    r"|handle|start|trac|trace|chas|chase|rais|raise|escalat|escalate|investigat|investigate"
    r"|review|speak|talk"
    r"|read|add|return to|go|request|hand|forward|rely|work|explain|update|inform|reply|answer"
    r"|bring|stick|mention)"
)
EFFORT = Phrases(
    rf"\bi(?:'ll| will| shall|'m| am)(?: going to)? (?:\w+ly |now |then |also |myself |still "
    rf"|not )*{_OWN}(?:ing)?\b",
    rf"^{_OWN}(?:ing)? ",
)
"""The agent's own work: it needs nobody's money or leave."""
TOLD = Phrases(
    r"\b(?:you|both|it|that|they|this)(?:'ll| will| shall) (?:then |also )?(?:have|get|receive"
    r"|hear|be with you|be told|be informed|be updated|be with)\b[^.]*"
    r"\b(?:answers?|reasons?|explanation|dates?|figures?|numbers?|name|list|route|results?"
    r"|findings?|details|account|comparison|outcome|terms|in writing|decision|news"
    r"|status|state|way around|cause|words|from me|reply|what|why|how|where|whether|update"
    r"|that)\b",
    r"\b(?:both|it|that|they) will be with you by\b",
    r"\bhear (?:from|back)\b",
)
"""News that the customer gets, not a remedy."""


def work_of(clause: str) -> Work:
    """What kind of thing a clause promises.

    Asking, finding out and telling are the agent's own work, whatever they are about: "I will
    send you the reason for the refund" promises no refund.
    """
    clause = _main(clause)
    direct = DIRECT.first(clause)
    given = direct is not None and not ABOUT.within(clause[slice(*direct)])
    if not given and (EFFORT.within(clause) or TOLD.within(clause)):
        return _own_work(clause, "keep")
    for work, phrases in REMEDY:
        if phrases.within(clause):
            return work
    return _own_work(clause, "other")


_REASON = Phrases(
    r",? (?:because|since (?:we|you|your|the|our|it)|as (?:we|you|your) |although|even though)\b"
)


def _main(clause: str) -> str:
    """What is promised, without the reason for it: "it comes back to you, because we cancelled"."""
    place = _REASON.first(clause)
    return clause[: place[0]] if place and place[0] > 0 else clause


def _own_work(clause: str, otherwise: Work) -> Work:
    return next((work for work, phrases in WORK if phrases.within(clause)), otherwise)
