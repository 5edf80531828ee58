"""Claims that something has been done, and whether the case confirms them (D16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Span
from assistant.rubric.authority import same_work, stems_of
from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import CONDITION, Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, weight

_DONE = (
    r"(?:refunded|reimbursed|credited|transferred|escalated|e-?mailed|sent|cancell?ed|replaced"
    r"|processed|issued|arranged|booked|rebooked|opened|"
    r"raised|logged|reported|contacted|asked|spoken|talked|checked|reviewed|looked|updated"
    r"|removed|waived|blocked|unblocked|unlocked|ordered|"
    r"dispatched|shipped|passed|forwarded|corrected|reset|restored|recorded|flagged|notified"
    r"|informed|fixed|repaired|approved|upgraded|returned|"
    r"reversed|submitted|requested|started|confirmed|verified|investigated|traced|located|found"
    r"|resolved|closed|deleted|added|applied|made|put|"
    r"called|phoned|paid|given|set up|scheduled|changed|moved|assigned|handed|taken|stopped"
    r"|completed)"
)
_ADVERB = r"(?:\w+ly |already |now |just |since |also |both )*"
_PERFECT = Phrases(
    rf"\b(?:i|we)(?:'ve| have) {_ADVERB}{_DONE}\b",
    rf"\b(?:has|have) {_ADVERB}been {_ADVERB}{_DONE}\b",
    rf"\b(?:your (?:\w+ ){{1,3}}|the (?:refund|replacement|case|ticket|payment|credit|charge"
    rf"|amount|money) |a (?:refund|replacement|case|ticket) |it )"
    rf"(?:is|was|were|are) {_ADVERB}(?:refunded|credited|escalated|issued|processed|forwarded"
    rf"|logged|dispatched|sent|reversed|cancelled|on its way|on the way)\b",
    r"\b(?:is|are) (?:now |already )?(?:on its way|on the way|in the post)\b",
    rf"\b(?:team|manager|department|colleague|supervisor|specialist|warehouse|carrier"
    rf"|bank) (?:has|have) {_ADVERB}{_DONE}\b",
    r"\b(?:my|the|our) (?:\w+ )?(?:team|manager|colleagues?|department) (?:is|are) (?:already|now"
    r"|currently) \w+ing\b",
)  # fmt: skip
_PAST = Phrases(
    rf"\bi {_ADVERB}(?:refunded|credited|transferred|escalated|emailed|sent|cancell?ed|replaced"
    rf"|processed|issued|arranged|booked|opened|raised|logged|"
    r"reported|contacted|asked|spoke|talked|checked|reviewed|looked|updated|removed|waived"
    r"|ordered|dispatched|passed|forwarded|corrected|flagged|"
    r"called|phoned|requested)\b",
    rf"\bwe {_ADVERB}(?:refunded|credited|escalated|issued|reviewed|waived|forwarded|reimbursed"
    r"|dispatched|reversed|investigated)\b",
)  # fmt: skip
_READ = Phrases(
    r"\b(?:looked|found) (?:at|through|in) your (?:message|email|e-mail|letter|complaint|review"
    r"|photos?|note)\b",
    r"\b(?:made|taken|put) (?:a note|note|up with|it (?:clear|harder|worse)|this (?:harder|worse)"
    r"|you|so)\b",
    r"\bgiven (?:us|me|the|you|all)\b",
    r"\b(?:i|we)(?:'ve| have) (?:been |\w+ )?(?:let|kept|given you|made you|put you|asked you"
    r"|told you|moved you|taken)\b",
    r"\bbeen (?:asked|told|sent round|given|called|moved|put|paid|made|taken|found)\b",
)
_NOT_DONE = Phrases(
    r"\b(?:not|never|n't|yet to|until|once|when|after|before|whether|if|should|unless|as soon as"
    r"|will|would|could|might|may|must|ought|to|why|how|what|where)\b"
)


@dataclass(frozen=True)
class Claim:
    """A statement that something was done; `ground` says what confirms it, "" is nothing."""

    span: Span
    text: str
    ground: str


def done_claims(review: Review) -> tuple[Claim, ...]:
    """Every claim of a done action in the reply's own voice."""
    return tuple(_claims(review))


def _claims(review: Review) -> Iterator[Claim]:
    spans = sorted({*_PERFECT.find(review.plain), *_PAST.find(review.plain)})
    last = -1
    for span in spans:
        sentence = review.sentence_at(span[0])
        if sentence is None or span[0] < last or _excused(review, span):
            continue
        last = span[1]
        yield Claim(span, sentence.text, _ground(review, span, sentence.text))


def _excused(review: Review, span: Span) -> bool:
    """Reading a message, a negation, a condition or somebody else's words claim nothing."""
    around = review.plain[span[0] : span[1] + 16]
    before = review.before(span)[-40:]
    clause = before.rsplit(",", 1)[-1]
    return (
        _READ.within(around)
        or _NOT_DONE.within(clause + " " + review.plain[slice(*span)])
        or CONDITION.within(clause)
        or review.attributed(span)
    )


def _ground(review: Review, span: Span, sentence: str) -> str:
    """What confirms a claim: an action done, the status, the history or the message."""
    claimed = stems_of(review.plain[slice(*span)])
    if review.is_prescribed(sentence):
        return "escalation"
    if review.case is None:
        return ""
    for done in review.case.facts.actions_done:
        if same_work(claimed, stems_of(done)) or (content(done.replace("_", " ")) & claimed):
            return "actions_done"
    for key, value in review.known.items():
        if key not in ("authority", "actions_done") and isinstance(value, str):
            stems = stems_of(value)
            if same_work(claimed, stems) or (claimed & content(value)):
                return key
    if _said(review.agent_text, claimed, sentence):
        return "history"
    return "message" if _said(review.customer_text, claimed, sentence) else ""


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
            claim.span, f"claims “{review.reply[slice(*claim.span)]}”, which the case does not show"
        )
        for claim in review.claims
        if not claim.ground
    )
