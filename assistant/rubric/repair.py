"""The check on repair: something specific is offered, and backed by somebody's authority (D10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import CommitmentAuthority
from assistant.rubric.deeds import deeds_of, matches
from assistant.rubric.generosity import SIZE_MISSING, UNDATED, beyond_authority
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.timing import timed
from assistant.rubric.work import work_of

_OWN = ("update", "keep", "other", "explanation", "confirmation", "callback")
_FOLLOWS_ON = ("delivery", "collection", "confirmation", "other", "correction", "repair")
_MONEY = ("refund", "compensation")
REMEDY = (
    r"(?:refund\w*|reimburs\w*|repay\w*|repaid|money back|pay(?:ing|s)? (?:you |for |it |the |back)|paid|credit"
    r"\w*|voucher|compensat\w*|replac\w*|exchang\w*|swap\w*|new|another|second|right|correct\w*|resen[dt]\w*"
    r"|re-?order\w*|order\w*|repair\w*|fix\w*|engineer|technician|plumber|rebook\w*|book\w*|seat|room"
    r"|restor\w*|reinstat\w*|revers\w*|waiv\w*|cancel\w*|remov\w*|delet\w*|unblock\w*|unlock\w*|reset|free"
    r"|discount|cash|parts?|collect\w*|deliver\w*|redeliver\w*|send\w*|sent|upgrad\w*|transfer\w*|moved?"
    r"|back|cover\w*|arrang\w*|install\w*|clos\w*|chang\w*|switch\w*|put|return\w*|add\w*|lower\w*|extend\w*"
    r"|re-?clean\w*|remake|remade|taxi|hotel|flight|train|slot|visit|appointment|[£$€]\d\S*)"
)
_DEED = Phrases(
    rf"\b(?:i(?:'ve| have)?|we(?:'ve| have)) (?:\w+ly |already |just |now |also |today |since |had )*{REMEDY}\b",
    rf"\b(?:i|we)(?:'ll| will|'m| am|'re| are| can| could)(?: going to| able to| happy to| glad to)?"
    rf" (?:\w+ly |now |also |then |either |be |have |have your |get |get your |get you |give you |give"
    rf" |offer |offer you |make |do |take |swap |let you )*(?:\w+ ){{0,4}}?{REMEDY}\b",
    r"\b(?:is|are|was|were|has been|have been|'s) (?:now |already |being |today |also )*(?:refunded|credited"
    r"|replaced|back (?:on|in|to|at|up|again|since)|on its way|on the way|restored|rebooked|reinstated|reversed"
    r"|waived|cancelled|repaired|fixed|corrected|removed|off your|unlocked|unblocked|booked|ordered|approved"
    r"|fitted|installed|swapped|exchanged|redone|working again|yours|free|covered|coming|ready|sent (?:to you |out )?(?:this|today|by|on))\b",
    r"\b(?:tak\w*|knock\w*|deduct\w*|cut\w*|refund\w*|pay\w*) (?:you )?[£$€]?\d",
    r"\b(?:comes off|goes back|goes out|go back|is paid|gets? paid|will be paid|takes? off|in the post)\b",
    rf"\byou(?:'ll| will| can| may| could|'re getting| get| are getting| have)(?: \w+){{0,4}}? {REMEDY}\b",
    r"\b(?:a|the|your|our) \w+, [^,.!?]{2,24}, (?:comes|arrives|rings|calls|visits|brings|fits|is)\b",
    r"\b(?:a|the|your|our) (?:\w+ ){0,4}?(?:comes|arrives|reaches|will (?:be|come|arrive|reach|call|visit|ring)"
    r"|goes out|leaves|repairs?|is (?:on|out|being|booked|back|ready|now|coming)|are (?:on|being|booked|back"
    r"|ready|now)|was (?:sent|booked|ordered|restored))\b",
    r"\b(?:what|all) i(?:'ve| have) (?:\w+ )?(?:done|arranged|put)\b|\bput(?:ting)? [^.!?]{1,40}\b(?:back|right|in its place)\b",
    r"\b(?:would you (?:like|prefer|rather)|you choose|your choice|whichever|here is (?:how|what)|here's (?:how"
    r"|what)|please (?:open|press|follow|use|tap|log|go to))\b",
)
_ASKED = Phrases(
    r"\b(?:i|we)(?:'ve| have|'m| am|'re| are|'ll| will)? (?:\w+ly |now |already |also )*(?:ask\w*|check\w*"
    r"|trac\w*|investigat\w*|look\w*|find\w*|request\w*|review\w*|contact\w*|call\w*|ring|write|tell|chas\w*"
    r"|speak\w*|email\w*|come back|get back|let you know|send\w*|update\w*|report\w*)\b"
)
_EMPTY = Phrases(
    r"\b(?:see|look at|look into|explore|check|work out|find out|think about|discuss|consider) (?:what|how|if"
    r"|whether|ways|options|some|something)(?: \w+){0,3} (?:can|could|might|may|possible|do|done|help|options"
    r"|offer)\b",
    r"\b(?:do|doing|try|trying) (?:our|my|the) (?:very |level )?(?:best|utmost|hardest|most)\b"
    r"|\b(?:all|everything|whatever) (?:we|i) (?:can|possibly can|could)\b|\b(?:in|within) (?:our|my) power\b",
    r"\b(?:make|put|set|making|putting) (?:this|it|things|that|everything|matters) (?:\w+ )?(?:right|up to you"
    r"|better|good)\b|\bmake (?:it|this) up\b|\bmake amends\b|\bmaking amends\b|\bturn this around\b",
    r"\b(?:find|finding|reach|come to|work towards?|work out|arrive at) (?:an?|the|some) (?:\w+ ){0,2}?(?:solution"
    r"|resolution|way forward|outcome|agreement|answer|arrangement|way)\b",
    r"\b(?:put|add\w*|sen[dt]\w*|made|record\w*|pass\w*|forward\w*|shar\w*|fed) (?:\w+ ){0,5}?(?:on file|note"
    r"|profile|feedback|complaint|comments?|concerns?|remarks|back to|to the (?:team|people|manager|relevant))\b",
    r"\b(?:look(?:ing)? forward|hope to|welcom\w+|next (?:time|visit|stay|order)|some day|one day)\b",
)
_VAGUE = Phrases(
    r"\b(?:some|a little|a bit of|some kind of|some sort of|some form of|any|appropriate|suitable|fair|adequate"
    r"|proper|reasonable|partial|a partial|a small|a modest|a suitable|a fair|an appropriate|generous|a generous"
    r"|a token|a nice|certain|an adequate|a degree of|a level of) (?:\w+ )?(?:of )?"
    r"(?:compensation|refund|credit|discount|gesture|recompense|reimbursement|remedy|redress|goodwill|amount"
    r"|money back|allowance|adjustment|reduction|rebate|settlement|voucher|contribution|token|treat"
    r"|freebie|deal|solution|offer|amends)\b",
    r"\b(?:refund|refunding|repay|repaying|return|returning|credit|crediting|reimburse|reimbursing|cover|covering)"
    r" (?:you )?(?:for )?(?:some|part|a part|a portion|a bit|most|a proportion|a percentage|something)\b",
    r"\b(?:a )?(?:little|small|wee|nice) (?:something|extra|treat|surprise|thank[- ]you|token|gift|gesture|bonus)\b",
    r"\bsomething (?:nice|extra|special|small|for (?:you|your)|on (?:your|the)|in return|off|to (?:make|say|put"
    r"|compensate|apologi[sz]e|cheer|brighten)|as a|by way of|along|towards|a little)\b",
    r"\b(?:receive|get|offer you|offer|give you|given|provide|entitled to|arrange|paid|pay you|be offered|with"
    r"|sort out|send you) (?:an? )?(?:compensation|goodwill gesture|gesture of goodwill|token of (?:our )?\w+"
    r"|discount|voucher|credit|gift card|gift|goodwill)\b(?: for| as| by| in| on| to|[.,;!]| and|$)",
    r"\b(?:compensate|reimburse|recompense|remunerate) you\b(?: for| in| as| properly| fairly| accordingly| fully"
    r"|[.,;!]|$)",
    r"\b(?:you(?:'ll| will)|be) (?:be )?(?:compensated|looked after|taken care of|reimbursed"
    r"|recompensed|rewarded)\b(?: for| in| as| properly| fairly| accordingly|[.,;!]|$)",
    r"\b(?:as|by way of) an? (?:\w+ )?(?:gesture|token|apology|thank you) (?:of (?:our )?\w+ )?(?:we|i|you)"
    r"[^.!?]{0,60}\b(?:something|compensation|a discount|a voucher|a credit)\b",
    r"\bworth your while\b|\bsee (?:you|that you are|you're) right\b|\bsquare things\b"
    r"|\b(?:a|some) money (?:back|off)\b|\btreat you\b|\bmake it (?:all )?up to you\b",
)
_FIGURE = Phrases(
    r"[£$€] ?\d|\b\d+(?:[.,]\d+)? ?(?:pounds|euros?|dollars|%|per ?cent|percent|points|miles|months?|nights?"
    r"|days?|gb|weeks?|pence|cents|quid|eur|gbp|usd|credits|sessions|classes)\b|\b(?:full|whole|entire|one|two"
    r"|three|four|six|ten|free|half|all) (?:refund|amount|sum|price|cost|fare|fee|months?|nights?|weeks?|meals?"
    r"|of it|replacement|payment|charge|delivery|tickets?|classes|sessions|seats|bill|stay|day'?s?)\b"
)
_COMING = Phrases(r"\b(?:will|'ll|by|until|within|tomorrow)\b")
_ASK = "Write “I am asking whether …, and will tell you by …”, or have it approved."
_REWRITE = "Say what, how much and by when: “I have refunded £20; it reaches you by Friday.”"


_REFUSED = re.compile(r"\b(?:cannot|can't|can not|may not|not able to)\s+$")
_NEAR_NO = 20
"""Characters before an offer in which a "cannot" makes it a no."""


def repair_backed(review: Review) -> Outcome:
    """D10: an offer of repair that is specific, and nothing promised without authority."""
    hits = [*_vague_offers(review), *_undated(review), *_nothing_offered(review)]
    if review.case is None:
        return found(hits, note="in part: what policy or case allow is not known without a case")
    hits += _unbacked(review)
    spans = [each.span for each in hits if each.span]
    for span, what in beyond_authority(review):
        if not any(start <= span[0] < end for start, end in spans):
            hits.append(Hit(span, what, _ASK, soft=True))
    return found(hits)


def _vague_offers(review: Review) -> Iterator[Hit]:
    """A remedy without its size: "some compensation", "a little something"."""
    for span in (*_VAGUE.find(review.plain), *SIZE_MISSING.find(review.plain)):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body" or review.attributed(span):
            continue
        if _REFUSED.search(review.plain, max(0, span[0] - _NEAR_NO), span[0]):
            continue
        place = review.body.index(sentence)
        near = " ".join(each.text for each in review.body[place : place + 2])
        if not _FIGURE.within(near) and not _OPEN_QUESTION.within(sentence.text):
            text = f"an offer without its size: “{review.reply[slice(*span)]}”"
            sure = review.case is not None and _VAGUE.starts(review.plain[span[0] :])
            yield Hit(span, text, _REWRITE, soft=not sure)


def _undated(review: Review) -> Iterator[Hit]:
    """A remedy under consideration, or one that "will be arranged", with no time anywhere near."""
    for span in UNDATED.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body" or review.attributed(span):
            continue
        place = review.body.index(sentence)
        near = " ".join(each.text for each in review.body[place : place + 2])
        if not (timed(near) or _FIGURE.within(sentence.text)):
            said = review.reply[slice(*span)]
            yield Hit(span, f"a remedy without its size or its day: “{said}”", _REWRITE, soft=True)


_OPEN_QUESTION = Phrases(
    r"\b(?:not|n't|whether|if|ask\w*|what (?:compensation|refund)|no|decide\w*|about|amount of|claim for"
    r"|before)\b[^.]{0,60}\b(?:compensat|refund|credit|discount|goodwill|voucher|gesture)"
)


def _nothing_offered(review: Review) -> Iterator[Hit]:
    ours = bool(review.case and review.case.facts.fault == "ours")
    calm = review.triage and not review.angry and not review.triage.asks
    if review.pleased or (calm and not ours):
        return
    if any(_repairs(each) for each in review.body):
        return
    if any(each.work not in _OWN and not _EMPTY.within(each.clause) for each in review.promises):
        return
    if review.case is None and (review.promises or len(review.body) < 3):
        return
    yield Hit(None, "no step or offer that repairs anything", _REWRITE)


def _repairs(sentence: Sentence) -> bool:
    """Whether a sentence holds a step, a sum or an answer with its time; empty ones do not."""
    text = sentence.text
    if _ASKED.within(text) and timed(text):
        return True
    if _EMPTY.within(text) or _VAGUE.within(text) or SIZE_MISSING.within(text):
        return _FIGURE.within(text) and _DEED.within(text)
    if _DEED.within(text):
        return True
    return _COMING.within(text) and timed(text) and not _HOLD_ON.starts(text)


_HOLD_ON = Phrases(r"^\W*(?:please|kindly|do|keep|hold|wait|sit|until then|in the meantime)\b")


def _unbacked(review: Review) -> Iterator[Hit]:
    for promise, grant in zip(review.promises, review.grants, strict=True):
        if grant.kind != "none" or promise.work in _OWN or _stands(review, promise):
            continue
        if not promise.binding and not _exceeds(review, promise):
            continue
        if _OVER.within(promise.clause) or _COURTESY.within(promise.clause):
            continue
        yield _without_authority(review, promise, grant)


_COURTESY = Phrases(
    r"\b(?:happy|glad|pleased|delighted|here|love|like|want) to (?:help|assist|support|guide|look)\b"
)
_OVER = Phrases(r"\b(?:above|beyond|more than|over|outside) (?:what|my|i)\b")


def _exceeds(review: Review, promise: Promise) -> bool:
    """Whether an offer is more than the case's own authority; a silent case forbids nothing."""
    from assistant.rubric.authority import promised_amount

    granted = review.case.facts.authority if review.case else None
    if granted is None or (granted.refund_up_to is None and not granted.actions):
        return False
    if promise.work in _MONEY:
        amount = promised_amount(review, promise)
        limit = granted.refund_up_to
        if amount is None or _PART.within(promise.clause):
            return False
        return limit is None or float(amount) > limit
    return promise.work in ("replacement", "rebooking") and not promise.conditional


_PART = Phrases(r"\b(?:half|a third|a quarter|part|\d+ ?(?:%|per ?cent)) of\b")


def _without_authority(review: Review, promise: Promise, grant: CommitmentAuthority) -> Hit:
    what = "promise" if promise.binding else "offer"
    who = f"; clause {grant.ref} asks for more than the agent may decide" if grant.ref else ""
    return Hit(
        promise.span,
        f"no case fact, clause or approval backs this {what}{who}",
        _ASK,
        soft=not promise.binding and bool(grant.ref),
    )


def _stands(review: Review, promise: Promise) -> bool:
    """Whether a promise only follows from what is done, or is the work that is authorised."""
    case = review.case
    if case is None:
        return False
    granted = case.facts.authority
    if _claimed(review, promise) or _authorised(promise, granted.actions):
        return True
    if _carries_on(review, promise):
        return True
    if promise.work in _MONEY:
        from assistant.rubric.authority import promised_amount

        limited = granted.refund_up_to is not None
        if limited and promise.work == "refund" and promised_amount(review, promise) is None:
            return True
        return _after_claim(review, promise) and not _FIGURE.within(promise.clause)
    named = [*granted.actions, *case.facts.actions_done]
    if any(work_of(each.replace("_", " ")) == promise.work for each in named):
        return True
    real = [each for each in named if not _ONLY_NOTED.within(each.replace("_", " "))]
    return promise.work in _FOLLOWS_ON and (bool(real) or _after_claim(review, promise))


def _authorised(promise: Promise, actions: tuple[str, ...]) -> bool:
    """Whether a promise without a sum is the very work that the case lets the agent do."""
    deed = deeds_of(promise.clause)
    named = [deeds_of(each.replace("_", " ")) for each in actions]
    return not deed.sums and any(matches(deed, each) for each in named)


_OF_BEFORE = Phrases(
    r"^\W*(?:it|that|this|they|both|the (?:money|sum|amount|refund|payment|credit))\b"
)


def _carries_on(review: Review, promise: Promise) -> bool:
    """Whether a promise only says when what was granted just before it will be there."""
    if not _OF_BEFORE.starts(promise.clause) or _FIGURE.within(promise.clause):
        return False
    place = review.promises.index(promise)
    if place == 0 or review.grants[place - 1].kind == "none":
        return False
    before = review.promises[place - 1].sentence
    return review.body.index(promise.sentence) - review.body.index(before) <= 1


def _claimed(review: Review, promise: Promise) -> bool:
    """Whether the promise is itself a claim of what the case shows as done."""
    start, end = promise.sentence.span
    return any(claim.ground and start <= claim.span[0] < end for claim in review.claims)


_ONLY_NOTED = Phrases(r"\b(?:logged|noted|passed on|feedback|recorded|apolog\w+|told|informed)\b")


def _after_claim(review: Review, promise: Promise) -> bool:
    """Whether a confirmed action stands in the same sentence or the one before."""
    place = review.body.index(promise.sentence)
    near = review.body[max(0, place - 1) : place + 1]
    return any(
        claim.ground and each.start <= claim.span[0] < each.end
        for claim in review.claims
        for each in near
    )
