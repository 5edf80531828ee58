"""Claims that something has been done, and whether the case confirms them (D16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import Span
from assistant.rubric.claim_signs import NO_DEED, signs_in, told_done
from assistant.rubric.deeds import DONE, Deed, deeds_of, matches
from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import CONDITION, Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, weight

_ADVERB = (
    r"(?:\w+ly |already |now |just |since |also |both |today |then |of course |in turn |gone ahead and"
    r" |went ahead and |re-|even |all |had )*"
)
_TEAM = (
    r"(?:team|manager|department|colleagues?|supervisor|specialists?|warehouse|carrier|courier|bank|engineer"
    r"|technician|store|shop|branch|kitchen|office|depot|driver|finance|billing|accounts|crew|hotel|restaurant"
    r"|firm|garage|clinic|head office|desk|staff|partner|airline)"
)
_CLAIMS = Phrases(
    rf"\b(?:i|we)(?:'ve| have) {_ADVERB}{DONE}\b",
    rf"\b(?:i) {_ADVERB}{DONE}\b",
    rf"\bwe {_ADVERB}(?:refunded|credited|escalated|issued|waived|forwarded|reimbursed|reversed|arranged|rebooked"
    rf"|emailed|reordered|upgraded|reinstated|notified|dispatched)\b",
    rf"\b(?:has|have) {_ADVERB}been {_ADVERB}{DONE}\b",
    rf"\b(?:your (?:\w+ ){{1,3}}|(?:the|a|an|our) (?:\w+ ){{1,3}}|it |they |both )"
    rf"(?:is|was|were|are) {_ADVERB}(?:refunded|credited|escalated|issued|processed|forwarded|reimbursed|waived"
    rf"|logged|dispatched|sent|reversed|cancelled|canceled|removed|deleted|booked|rebooked|reinstated|restored"
    rf"|approved|raised|emailed|transferred|repaid|reserved|reordered|on (?:its|the) way(?: back)?)\b",
    r"\b(?:is|are|'s|'re) (?:now |already )?(?:on (?:its|the|their) way(?: back)?|in the post|in the oven|out for"
    r" delivery|in your (?:inbox|account)|back (?:on|in) your (?:card|account)|with (?:the|our) (?:courier|carrier))\b",
    r"\b(?:refund|replacement|parcel|payment|money|credit|card|cheque|voucher|letter|label|order|transfer|new \w+)"
    r"(?: \w+){0,4}? (?:has (?:already |now |just )?(?:gone|left|cleared|landed)|went (?:out|off|through|back|in)"
    r"|left (?:our|us|the)|is (?:already |now )?(?:through|done|waiting|out)|cleared)\b",
    r"\b(?:just|have|i) (?:\w+ )?(?:got off the phone|been on the phone|had a (?:long |firm |quick )?(?:word|chat|talk"
    r"|call)) (?:to|with)\b",
    rf"\b{_TEAM}s? (?:has|have|'ve) {_ADVERB}{DONE}\b",
    rf"\b(?:my|the|our) (?:\w+ )?{_TEAM}s? (?:is|are) (?:already |now |currently |right now )*(?:working|looking"
    rf"|preparing|packing|picking|processing|investigating|checking|arranging|handling|on it|sending|tracing)\b",
    r"\b(?:they|he|she)(?:'re|'s| are| is) (?:already |now |currently )?(?:preparing|packing|picking|processing"
    r"|making|sending|working on|on (?:it|the case|the way))\b",
)  # fmt: skip
_MORE = Phrases(rf"(?:, | and |, and |; | then )(?:\w+ly |also |have |then |had )*{DONE}\b")
_READ = Phrases(
    r"\b(?:looked|found|read|checked|gone|reviewed) (?:\w+ )?(?:at|through|in|over|into)?\b[^.]{0,12}(?:your|the|all)"
    r" (?:\w+ )?(?:message|email|e-mail|letter|complaint|review|photos?|note|notes|order|history"
    r"|file|tracking|log|logs|booking|case|bill|details|pictures?|statement|scans?)\b",
    r"\b(?:made|taken|put) (?:a note|note|it (?:clear|harder|worse)|this (?:harder|worse)|you|so|in|us|me)\b",
    r"\bgiven (?:us|me|the|you (?:the (?:wrong|run)|no|a reason|every|cause|trouble|a hard)|all|up)\b",
    r"\b(?:i|we)(?:'ve| have)? (?:\w+ )?(?:let|kept|made you|put you (?:through|in (?:this|that|a (?:bad"
    r"|difficult)))|asked you|told you|sent you (?:the wrong|two|round)|called you back|given you)\b",
    r"\byou(?:'ve| have| had|'d|) (?:\w+ )?been (?:told|sent round|given|called|moved around|put|made|taken|found|asked|left)\b",
    r"\bthanked|\bi (?:asked|called|told|sent|wrote) (?:you|for your)\b",
)
_NOT_DONE = Phrases(
    r"\b(?:not|never|n't|yet to|until|once|when|after|before|whether|if|should|unless|as soon as|the moment"
    r"|will|would|could|might|may|must|ought to|to|why|how|what|where|who|that you|you|because|although|by"
    r" mistake|can|shall|needs?|let me know|hope|'ll|since you)\b"
)
_FAILED = Phrases(
    r"\b(?:wrong\w*|by mistake|in error|incorrect\w*|without (?:your|telling|notice|asking|warning)|twice|late|too"
    r" (?:much|late|early)|never|by accident|to somebody else|instead of|should (?:not|never))\b"
)


@dataclass(frozen=True)
class Claim:
    """A statement that something was done; `ground` says what confirms it, "" is nothing.

    A `sure` claim has a verb of service work; others are found by their form and warn.
    """

    span: Span
    text: str
    ground: str
    sure: bool = True


def done_claims(review: Review) -> tuple[Claim, ...]:
    """Every claim of a done action in the reply's own voice."""
    return tuple(_claims(review))


def _claims(review: Review) -> Iterator[Claim]:
    signs = signs_in([each.text for each in review.body])
    for number, sentence in enumerate(review.body):
        found_here = list(_places(review, sentence))
        for span in found_here:
            yield Claim(span, sentence.text, _ground(review, span, sentence))
        for span in _open_places(review, sentence, signs.get(number, [])):
            if not any(a < span[1] and span[0] < b for a, b in found_here):
                ground = _done_so(review, span, sentence) or _told(review, span, sentence)
                yield Claim(span, sentence.text, ground, sure=False)


def _open_places(
    review: Review, sentence: Sentence, signs: Sequence[tuple[Phrases, Phrases | None, Span]]
) -> Iterator[Span]:
    """Claims by their form: a result told as a state, hearsay, any act of the agent."""
    if sentence.text.rstrip().endswith("?"):
        return
    for start, end in told_done(sentence.text, signs):
        span = (sentence.start + start, sentence.start + end)
        unreal = _UNREAL.within(review.before(span)[-60:]) or _UNREAL.within(
            sentence.text[start:end]
        )
        failed = _FAILED.within(sentence.text[end:][:60].split(",", 1)[0])
        read = _READ.within(sentence.text[start:][: end - start + 34])
        idle = NO_DEED.starts(sentence.text[start:]) or unreal or failed or read
        if not idle and not review.attributed(span):
            yield span


_UNREAL = Phrases(
    r"\b(?:glad|happy to hear|pleased to hear|delighted|good to (?:hear|know|see)|great (?:to|news)|(?:thanks|thank you) for (?:confirming|letting|telling|the update))\b",
    r"\b(?:not|never|nothing|nobody|no one|yet to|until|once|when|whenever|before|whether|if|should|unless"
    r"|as soon as|the moment|will|would|could|might|may|must|ought|shall|hope|why|how|let me know|by the time|what|which)\b"
    r"|n't\b|'ll\b|'d\b",
)
"""What makes a clause one that tells of nothing done."""


def _done_so(review: Review, span: Span, sentence: Sentence) -> str:
    """What of the case's own words tells what an open claim says."""
    if review.is_prescribed(sentence.text):
        return "escalation"
    if review.case is None:
        return ""
    part = sentence.text[span[0] - sentence.start :][: span[1] - span[0] + 40]
    claim = deeds_of(part)
    for done in review.case.facts.actions_done:
        if _ALL_DONE.starts(part) or _same_deed(part, claim, done.replace("_", " ")):
            return "actions_done"
    for key, value in review.known.items():
        if key not in _NO_GROUND and _same_deed(part, claim, f"{key} {value}".replace("_", " ")):
            return key
    return ""


def _same_deed(part: str, claim: Deed, told: str) -> bool:
    """Two words shared, or one and the kind of work, or the verb itself."""
    shared = content(part) & content(told)
    own = _I.sub("", part).lstrip().split(" ", 1)[0]
    same_kind = bool(claim.kinds & deeds_of(told).kinds)
    return len(shared) > 1 or bool(shared and same_kind) or bool(content(own) & content(told))


_I = re.compile(r"^i(?:'ve| have)? (?:\w+ly |just |already |now |also )*", re.IGNORECASE)
_ALL_DONE = Phrases(r"^(?:all )?(?:done|sorted|fixed|settled|all set|job done)\b")


_NO_GROUND = ("authority", "actions_done", "fault", "customer_name", "currency", "order_id")


def _places(review: Review, sentence: Sentence) -> Iterator[Span]:
    """The claims of one sentence, and the further verbs that the first one carries."""
    if sentence.text.rstrip().endswith("?"):
        return
    last = -1
    for start, end in _CLAIMS.find(sentence.text):
        span = (sentence.start + start, sentence.start + end)
        if start < last or _excused(review, span, sentence):
            continue
        yield span
        last = end
        for more in _MORE.find(sentence.text[end:]):
            place = (sentence.start + end + more[0], sentence.start + end + more[1])
            between = sentence.text[end : end + more[0]]
            if _BROKEN.within(between) or more[0] > 90:
                break
            yield place
            last = end + more[1]


_BROKEN = Phrases(
    r"\b(?:i|we|they|he|she|which|who|that|will|'ll|because|if|when|where|but|is|was|are|were|has|have)\b"
    r"|[.:;]"
)


def _excused(review: Review, span: Span, sentence: Sentence) -> bool:
    """Reading a message, a failure told, a condition or somebody else's words claim nothing."""
    around = review.plain[span[0] : span[1] + 34]
    before = review.before(span)[-44:]
    clause = re.split(r"[,:;–—]| and | but | so ", before)[-1]
    rest = sentence.text[span[1] - sentence.start :][:60].split(",", 1)[0]
    return (
        _REGRETTED.within(review.before(span) + review.plain[slice(*span)])
        or _READ.within(around)
        or _NOT_DONE.within(clause + " " + review.plain[slice(*span)])
        or CONDITION.within(clause)
        or _FAILED.within(rest)
        or review.attributed(span)
    )


_REGRETTED = Phrases(r"\b(?:sorry|regret) that\b[^.!?;]*$")
"""What one is sorry for is the failure told, no work claimed."""


def _ground(review: Review, span: Span, sentence: Sentence) -> str:
    """What confirms a claim: an action done, the status, the history or the message."""
    if review.is_prescribed(sentence.text):
        return "escalation"
    if review.case is None:
        return ""
    deed = _deed(review, span, sentence)
    for done in review.case.facts.actions_done:
        if matches(deed, deeds_of(done.replace("_", " "))):
            return "actions_done"
    for key, value in review.known.items():
        if key in _NO_GROUND:
            continue
        if isinstance(value, str) and matches(deed, deeds_of(f"{key} {value}".replace("_", " "))):
            return key
    return _told(review, span, sentence)


def _deed(review: Review, span: Span, sentence: Sentence) -> Deed:
    """What a claim says was done, with the words up to the next verb or mark as its object."""
    rest = sentence.text[span[1] - sentence.start :]
    cut = _CUT.first(rest)
    object_ = rest[: cut[0]] if cut else rest[:80]
    return deeds_of(review.plain[slice(*span)] + object_, verb=review.plain[slice(*span)])


_CUT = Phrases(
    rf"[;:.!?]|, (?:and|so|which|but|it|i|we|you|they|then)\b| (?:and|so|but|which|because|then) (?:it|i|we|you|they"
    rf"|the|will|is|have|has|{DONE})\b"
)


def _told(review: Review, span: Span, sentence: Sentence) -> str:
    claimed = content(review.plain[slice(*span)])
    if _said(review.agent_text, claimed, sentence.text):
        return "history"
    return "message" if _said(review.customer_text, claimed, sentence.text) else ""


def _said(text: str, claimed: frozenset[str], sentence: str) -> bool:
    """Whether a text says the same thing happened, without a "not" or a wish for it."""
    telling = content(sentence)
    for part in re.split(r"[.,;!?\n]\s|\band\b|\bbut\b", text):
        if weight(telling & content(part)) < 1.5 or _DENIED.within(part):
            continue
        if claimed & content(part):
            return True
    return False


_DENIED = Phrases(
    r"\b(?:not|never|no|n't|haven't|hasn't|didn't|still|want|demand|please|need|will|when|where"
    r"|should|if|yet)\b|\?"
)


def phantom_actions(review: Review) -> Outcome:
    """D16: no claim of an action that the case does not confirm."""
    if review.case is None:
        return skipped("what was done is not known without a case")
    return found(
        Hit(
            claim.span,
            f"claims “{review.reply[slice(*claim.span)].strip(' ,;')}”, which the case does not show",
            "Do it first and note it in the case, or write “I will … by …”.",
            soft=not claim.sure,
        )
        for claim in review.claims
        if not claim.ground
    )
