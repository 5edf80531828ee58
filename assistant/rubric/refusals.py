"""A refusal: its reason, what is possible instead, a route of appeal (D23); a warning."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.lexicon.refusing import NO, OFF, SET_ASIDE
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases, any_of
from assistant.rubric.review import Review

_GRANT = (
    r"(?:refund|replace|reimburse|offer|give|grant|accept|approve|agree|cancel|waive|credit|pay"
    r"|honou?r|return|extend|change|compensate|meet|do (?:that|this|so|it|more|anything|the|what)|provide|take|remove"
    r"|make|match|issue|process|raise|release|send|add|allow|authori[sz]e|upgrade|move|swap|let you"
    r"|cover|go (?:any |further|beyond|ahead|above)|support|proceed|entertain|consider|help|repair|exchange"
    r"|do (?:\w+ )?(?:refunds|returns|exchanges|price matches)|backdate|reverse|reinstate|deliver|bring|reduce|lower|end|transfer|rebook|assist|uphold|put)"
)
_REFUSAL = Phrases(
    rf"\b(?:i|we|he|she|they)(?:'m| am|'re| are)? (?:\w+ly |also |still |just |simply |therefore |then )?(?:cannot|can't|can not|not able to"
    rf"|unable to|not in a position to|not going to|won't be able to|will not be able to|will not"
    rf"|won't|shan't|do not|don't|have to decline|must decline|decline|not prepared to|not willing to"
    rf"|wouldn't|couldn't|could not|would not)(?: to)? (?:be )?(?:\w+ )?{_GRANT}(?:ing)?\b",
    r"\b(?:have|'ll have|going|will have|need|obliged|forced) (?:to |had to )?(?:say no|turn (?:this|it|you|your \w+) down|refuse|reject|decline|disappoint)\b",
    r"\b(?:isn't|is not|are not|aren't|was not|wasn't|not going to be|won't be|will not be|cannot be|can't be) (?:\w+ )?(?:possible|eligible"
    r"|entitled|covered|refundable|able to be|something (?:i|we)|available|refunded|waived|paid|removed|changed"
    r"|accepted|honou?red|extended|approved|offered|exchanged|due|taking this further|payable|valid|upheld|considered|moving|matched)\b",
    r"\b(?:has been|have been|was|were|is|been) (?:\w+ )?(?:declined|refused|rejected|denied|turned down|unsuccessful|not upheld|not approved|non-refundable)\b",
    r"\b(?:answer|decision|reply|response|outcome|verdict)\b[^.!?\n]* (?:is|remains|stays|stands|has to be|must be)(?: still| a| and)* (?:no|final|negative|unchanged)\b",
    r"(?:^|[,.] )(?:no|sorry, no|i'm afraid not|afraid not|not this time|that's a no|it's a no)(?:[,.:;]| from| way| to|$)",
    r"\b(?:fee|charge|price|bill|decision|deduction|penalty|fine|excess|cost|balance|contract|sum|amount) (?:\w+ )?(?:stays|stands|remains|will stand|has to stay|must be paid|still applies|is final|is correct|applies|is payable|is due)\b",
    r"\bno (?:refunds?|exceptions?|returns?|exchanges?|compensation|further action|grounds|entitlement|discretion|upgrade|credit|way)\b",
    r"\b(?:can't|cannot|can not) be (?:returned|refunded|changed|reactivated|extended|transferred|cancelled|moved|exchanged|reversed|waived|reissued|backdated|reopened|undone|altered|combined|used|granted|amended|restored)\b",
    r"\b(?:don't|doesn't|do not|does not|not|won't) (?:allow|permit|let (?:me|us|you|anyone)|accept (?:returns|cancellations))\b|\bhands are tied\b|\bnothing to be done\b|\bnone of us [^.!?\n]* can\b|\bnot (?:permitted|allowed|authori[sz]ed) to\b|\b(?:can't|cannot) (?:connect|put you through)\b|\bprocedures? (?:is|are) there\b|\bhow it(?:'s| has) always\b|\bhave to (?:follow|stick to)\b",
    r"\b(?:outside (?:the|our|of)|exclud\w+|not (?:included|entitled|eligible|valid|covered)|doesn't (?:qualify|cover)|does not (?:qualify|cover|include)"
    r"|do not qualify|don't qualify|no longer (?:possible|eligible|valid|available)|too late (?:to|for)|falls outside|nothing (?:more |further |else )?(?:i|we) can"
    r"|out of the question|not something (?:we|i)|won't be taking|have no (?:choice|option)|consider (?:this|the) (?:matter|case) closed)\b",
)  # fmt: skip
_SAYS_NO = Phrases(rf"\b{any_of(NO)}", rf"\b{any_of(OFF)}")
_SET_ASIDE = Phrases(rf"\b{any_of(SET_ASIDE)}")
_REASON = Phrases(
    r"\b(?:because|since|as (?:the|it|you|we|this|your|our|a|they|there)|reason|so that|due to|the law|which is why|that's why|, so\b|so (?:i|we|there|it|the|you)"
    r"|the \w+ (?:ended|closed|expired|began|is (?:full|gone|sold|let|over))|was (?:opened|used|bought|made|booked|sold|worn)|after|only (?:within|for|lets?|covers?|until|up to)"
    r"|within \d+|\d+ (?:days|months|hours|weeks|years)|ended on|ran out|expired|passed|older than|full|no (?:seats?|rooms?|stock|space|fault) |already (?:been )?\w+"
    r"|depends on|: )\b"
)
_INSTEAD = Phrases(
    r"\b(?:we|i) do (?:pay|refund|cover|replace|offer|give)\b",
    r"\b(?:instead|what (?:i|we) (?:can|am able)|(?:i|we)(?:'d| would| am| are|'m|'re)? (?:can|could|able to|happy to|be glad to) (?:\w+ )?(?:offer|give|send|book|do|put|move|swap|repair|extend|add|arrange|credit|pay|take|set|spread|get|raise|return|waive|keep|hold|ask|refund|replace|change|make|let)?"
    r"|you (?:can|may|could|still|are welcome|have the option)|option|alternatives?|either|choose|i(?:'ve| have) (?:\w+ )?(?:credited|refunded|booked|added|put|taken|sent|moved|reserved|extended|arranged|waived|approved|paid)|would you like|happy to|or if you)\b"
)  # fmt: skip
_APPEAL = Phrases(
    r"\b(?:appeals?|appealed|managers?|team leader|team lead|supervisors?|second (?:look|pair|opinion)|look (?:at|into) (?:it|this|that|your \w+) (?:again|afresh)|reconsider\w*"
    r"|complaints?|ombudsman|disagree\w*|not happy with (?:this|that|the|my)|unhappy with (?:this|that|the|my)|challenge|dispute|review(?:ed|er|s)?|arbitrat\w+|adr|regulator|head of|escalat\w+|independent|adjudicat\w+"
    r"|decides? (?:otherwise|about)|think (?:i'm|i am|we're|we are|this is) wrong|accept (?:this|that) decision|small claims|tribunal|relations@|complaints@|write to|case again|see it differently|feel (?:this|that|we|i))\b"
)
_HIDDEN = Phrases(
    r"\b(?:let me see what|see what (?:i|we) can|perhaps something|maybe something|we'll see|will see what|i'll see|take (?:this|your \w+|it) (?:on board|under (?:advisement|consideration)|into (?:account|consideration))"
    r"|(?:noted|passed on|logged|recorded|registered|forwarded) (?:your|the) (?:\w+ )?(?:request|comments?|feedback|concerns?|wish|suggestion|views?)"
    r"|(?:request|comments?|feedback|concerns?|wish|suggestion|views?) (?:has|have) been (?:noted|passed on|logged|recorded|registered|forwarded|taken)"
    r"|keep (?:an eye|it|your \w+|that|this) (?:on|in mind|on file)|bear (?:it|this|that) in mind|at this (?:time|moment|stage|point)|we will be in touch if|should (?:anything|that|something|a \w+) (?:change|come up|open up|become)|if anything (?:changes|comes up|opens up)|not (?:the right|a good) time"
    r"|trust (?:this|that) (?:clarifies|explains|answers|helps|resolves)|hope (?:you|that) (?:understand|clarifies)|appreciate your understanding|as (?:set out|stated|per) (?:in )?(?:our|the) terms|refer you to (?:our|the))\b"
)
_WANTED = frozenset(
    ("refund", "replacement", "compensation", "cancellation", "repair", "rebooking", "correction")
)
_DONE = Phrases(
    r"\b(?:i|we)(?:'ve| have) (?:\w+ )?(?:refunded|cancelled|taken|removed|waived|credited|replaced|sent|ordered|moved|booked|reversed|corrected|issued)\b"
)
_ASKED = Phrases(
    r"\b(?:refund|money back|compensat\w+|upgrade|promised|waive|take .* off|remove|cancel|want|replace\w*|give me|pay|honou?r|match|let me)\b"
)
_OTHERWISE = Phrases(
    r"\b(?:charge you|let (?:you|that|this)|open|see (?:the|any|your|that|it)|know|find|say|tell|read|hear|guarantee|promise|wait|happen|be charged)\b"
)
_NOT_A_REFUSAL = Phrases(
    r"\b(?:can't|cannot|won't|will not|not going to|shan't) (?:let|leave|make|have|ask|keep) (?:you|this|it|your|anybody)\b",
    r"\b(?:do not|don't|won't|will not) (?:\w+ )?(?:let this|need|charge|give up|make you|send it|send you|pay (?:anything|for)|put you|help|take long|change (?:anything|the fact)|agree)\b"
    r"|\bno (?:charge|cost|extra|fee|way of knowing)\b|\byou (?:don't|do not|won't|will not)\b|\b(?:can't|cannot|wouldn't|won't) (?:give|share|pass) (?:out|on)\b|\bcan't (?:give|send|make) (?:you )?(?:the|that|an?) (?:time|hours|evening|back|exact)\b"
)  # fmt: skip


def refusal_whole(review: Review) -> Outcome:
    """D23, in part: a refusal has a reason, an alternative and a route of appeal."""
    note = "in part: by phrases; a hidden refusal needs a model"
    spans = [span for phrases in (_REFUSAL, _SAYS_NO) for span in phrases.find(review.plain)
             if _refuses(review, span)]  # fmt: skip
    if spans:
        return found(_missing(review, spans[0]), note=note)
    return found(_hidden(review), note=note)


def _refuses(review: Review, span: Span) -> bool:
    sentence = review.sentence_at(span[0])
    if sentence is None or sentence.role != "body" or review.attributed(span):
        return False
    if _FINDING_OUT.within(review.before(span)):
        return False
    return not _NOT_A_REFUSAL.within(review.plain[span[0] : span[1] + 16])


_FINDING_OUT = Phrases(
    r"\b(?:ask\w*|check\w*|find\w* out|tell you|know|look\w* into)\b[^.!?;]*\b(?:why|whether|how|what|if)\b[^.!?;]*$"
)
"""What is to be found out is no answer yet."""


def _missing(review: Review, span: Span) -> Iterator[Hit]:
    parts = (
        ("a reason", _REASON),
        ("what is possible instead", _INSTEAD),
        ("a route of appeal", _APPEAL),
    )
    around = " ".join(s.text for s in review.body)
    missing = [name for name, phrases in parts if not phrases.within(around)]
    if missing:
        yield Hit(span, f"a refusal without {', '.join(missing)}", _REWRITE[missing[-1]], soft=True)


_REWRITE = {
    "a reason": "Say why in one sentence: “I cannot …, because …”.",
    "what is possible instead": "Add what you can do: “What I can do is …”.",
    "a route of appeal": "Add who can look again: “If you see it differently, … will review it.”",
}


def _hidden(review: Review) -> Iterator[Hit]:
    """A wish that was neither granted nor refused, but put aside with a formula."""
    if review.case is None or not _wishes(review) or _DONE.within(review.plain):
        return
    rewrite = "Say no or yes, with the reason and what you can do."
    for phrases in (_HIDDEN, _SET_ASIDE):
        for span in phrases.find(review.plain):
            if not review.attributed(span):
                yield Hit(span, "a hidden refusal", rewrite, soft=True)
                return
    if not _answers(review):
        yield Hit(None, "neither grants the wish nor says no", rewrite, soft=True)


def _answers(review: Review) -> bool:
    """Whether some sentence gives, asks, offers or promises anything."""
    if review.promises or review.claims:
        return True
    return any(_YIELDS.within(s.text) or s.text.rstrip().endswith("?") for s in review.body)


_YIELDS = Phrases(
    r"\b(?:i|we|you)(?:'ll|'ve|'d|'m|'re)\b|\b(?:i|we) (?:\w+ly |also |now )*(?:will|can|have|am|are|could|shall|may)\b"
    r"|\byou (?:\w+ly |also |now )*(?:will|can|could|may|get|keep|have|don't|do not)\b"
    r"|\b(?:please|is back|are back|goes back|is refunded|arrives?|comes?|reaches|leaves|by \w+day|tomorrow|today|within|booked|sent|on its way|free)\b"
)


def _wishes(review: Review) -> bool:
    asks = set(review.triage.asks) if review.triage else set()
    return bool(asks & _WANTED) or (review.case is not None and _ASKED.within(review.case.message))
