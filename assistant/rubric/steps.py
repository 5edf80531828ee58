"""Checks on repair and next steps (D10, D13, D14, D22, D23)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.timing import VAGUE, timed
from assistant.rubric.wording import content, weight

_OWN = ("update", "keep", "other", "explanation", "confirmation")
_REPAIRS = Phrases(
    r"\byou (?:can|may) (?:choose|have|keep|take|either|also)\b", r"\b(?:i|we) can\b",
    r"\bwhat (?:i|we) can (?:do|offer)\b",
    r"\b(?:i|we)(?:'ll| will) \w+", r"\b(?:i|we)(?:'m| am|'re| are) (?:\w+ly |now )?\w+ing\b", r"\b(?:i|we)(?:'ve| have) (?:\w+ )?\w+ed\b",
    r"\bplease (?:send|reply|call|write|use|open|press|follow|take|keep|go)\b",
    r"\bhere (?:is|are) (?:how|what)\b",
    r"\b(?:refund|replacement|credit|voucher)\b",
)  # fmt: skip


def repair_backed(review: Review) -> Outcome:
    """D10: an offer of repair that is specific, and nothing promised without authority."""
    hits = list(_nothing_offered(review))
    if review.case is None:
        return found(hits, note="in part: what policy or case allow is not known without a case")
    return found([*hits, *_unbacked(review)])


def _nothing_offered(review: Review) -> Iterator[Hit]:
    if review.triage and not review.angry and not review.triage.asks:
        return
    if review.promises or any(_REPAIRS.within(each.text) for each in review.body):
        return
    yield Hit(None, "no step or offer that repairs anything")


def _unbacked(review: Review) -> Iterator[Hit]:
    for promise, grant in zip(review.promises, review.grants, strict=True):
        if grant.kind != "none" or not (promise.binding or promise.work not in _OWN):
            continue
        what = "promise" if promise.binding else "offer"
        who = f"; clause {grant.ref} asks for more than the agent may decide" if grant.ref else ""
        yield Hit(
            promise.span,
            f"no case fact, clause or approval backs this {what}{who}",
            "Write “I am asking whether …, and will tell you by …”, or have it approved.",
            soft=not promise.binding and bool(grant.ref),
        )


_NEVER_AGAIN = Phrases(
    r"\b(?:will|won't|does|doesn't|did|shall|would|can) (?:not |never )?(?:happen|occur|recur"
    r"|be repeated)(?: to \w+)?(?: ever)? ?again\b",
    r"\bwill (?:never|not) (?:happen|occur|recur|be repeated|let (?:this|it) happen)\b",
    r"\bwon't (?:happen|occur|recur|be repeated)\b",
    r"\b(?:ensure|make sure|making sure|guarantee|prevent|see to it|stop)\b[^.!?]{0,50}\b(?:again"
    r"|never|recurs?|recurring|in (?:the )?future)\b",
    r"\bnever again\b", r"\bthe last time (?:this|it|that) (?:will|happens)\b",
    r"\bsteps (?:are being|have been) taken to prevent\b",
)  # fmt: skip
_NOT_PROMISED = Phrases(
    r"\b(?:cannot|can't|not|unable to|won't) (?:\w+ )?(?:promise|guarantee|be sure|say|assure)\b"
    r"|\b(?:whether|if|so that you|want|asked|do not|don't) "
)
_CHANGE_KEY = Phrases(r"change|prevent|fixed|remedied|correction_made|lesson|measure")
_CHANGED = Phrases(
    r"\b(?:chang|fix|correct|replac|retrain|train|updat|add|remov|switch|introduc|install"
    r"|patch)\w*"
)


def again_promised(review: Review) -> Outcome:
    """D13: "it will not happen again" only where the case knows a real change."""
    spans = [
        span
        for span in _NEVER_AGAIN.find(review.plain)
        if not review.attributed(span)
        and not _NOT_PROMISED.within(review.before(span) + review.plain[span[0] : span[0] + 8])
    ]
    if not spans or _change_known(review):
        return found()
    note = "" if review.case else "without a case no change is known"
    return found([Hit(span, "promises that it will not recur; no change is known", soft=not review.case)
                  for span in spans], note=note)  # fmt: skip


def _change_known(review: Review) -> bool:
    if review.case is None:
        return False
    if any(_CHANGE_KEY.within(key) and review.known[key] for key in review.known):
        return True
    return any(_CHANGED.within(each.replace("_", " ")) for each in review.case.facts.actions_done)


_PASSIVE_STEP = Phrases(
    r"\b(?:it|this|that|they|your (?:\w+ ){0,2}\w+|the (?:\w+ ){0,2}\w+|action|steps|someone"
    r"|somebody|we|everything) will (?:now |also |then )?be (?:looked (?:into|at)|investigated|"
    r"reviewed|passed|forwarded|escalated|processed|checked|actioned|dealt with|handled|addressed"
    r"|taken|resolved|sorted|followed up|considered)\b",
    r"\b(?:someone|somebody|a (?:representative|colleague|member of (?:the|our) team"
    r"|specialist)) will\b", r"\b(?:steps|action|measures) will be taken\b",
)  # fmt: skip
_BY_WHOM = Phrases(
    r"\bby (?:me|us|the (?:\w+ ){1,3}|our (?:\w+ ){1,3}|my (?:\w+ ){1,2}|a (?:\w+ ){1,2}"
    r"|(?-i:[A-Z][a-z]+))"
)
_PAST_VAGUE = Phrases(
    r"^\w+ (?:after|before)\b|^(?:as )?soon as (?:you|it|the|your|that|they"
    r"|this)\b"
)
_EVENT = Phrases(
    r"\b(?:after|before|until|when|once|as soon as|every|each|while|throughout"
    r"|personally|myself|yourself)\b"
)
_HOLDING = ("keep",)
_NOW_DOING = Phrases(r"\b(?:i am|i'm) (?:\w+ly |now |also )*\w+ing\b")


def steps_timed(review: Review) -> Outcome:
    """D14: every next step has an owner and a date or time; vague times are flagged."""
    return found([*_vague(review), *_without_time(review), *_without_owner(review)])


def _vague(review: Review) -> Iterator[Hit]:
    for span in VAGUE.find(review.plain):
        around = review.plain[span[0] : span[1] + 12]
        before = review.before(span).lower()
        if _PAST_VAGUE.within(around) or before.endswith(("too ", "how ", "as ", "sooner ")):
            continue
        if review.attributed(span) or " hope" in f" {before}" or before.endswith(" as "):
            continue
        yield Hit(span, f"“{review.reply[slice(*span)]}” is not a time")


def _without_time(review: Review) -> Iterator[Hit]:
    """A promise without a time, unless it lasts, or a neighbour of its paragraph has the time."""
    for promise in review.promises:
        if not promise.binding or promise.work in _HOLDING:
            continue
        sentence = promise.sentence
        if (promise.work == "update" or _under_way(promise)) and _told_by(review):
            continue
        if timed(sentence.text) or _EVENT.within(promise.clause) or _near_time(review, sentence):
            continue
        if any(sentence.start <= a < sentence.end for a, _ in VAGUE.find(review.plain)):
            continue
        yield Hit(sentence.span, "a next step without a date or time")


def _told_by(review: Review) -> bool:
    """Whether some step of the reply says by when the customer hears."""
    return any(each.work == "update" and timed(each.sentence.text) for each in review.promises)


def _under_way(promise: Promise) -> bool:
    """Whether a step is being taken as the reply is written: "I am asking …"."""
    return _NOW_DOING.within(promise.clause)


def _near_time(review: Review, sentence: Sentence) -> bool:
    """Whether the sentence after or before, which speaks of the same step, has the time."""
    place = review.body.index(sentence)
    near = [*review.body[place + 1 : place + 2], *review.body[max(0, place - 1) : place]]
    promised = {promise.sentence.start for promise in review.promises}
    last = place == len(review.body) - 1 and any(timed(each.text) for each in review.body[:place])
    return last or any(timed(each.text) and each.start in promised for each in near)


def _without_owner(review: Review) -> Iterator[Hit]:
    for span in _PASSIVE_STEP.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or review.attributed(span) or _BY_WHOM.within(sentence.text):
            continue
        yield Hit(span, "a next step without an owner", soft=timed(sentence.text))


_CAUSE_KEY = Phrases(r"(?:^|_)(?:cause|reason|root|why|explanation|diagnosis)")
_TELLS_CAUSE = Phrases(
    r"\b(?:do not|don't|cannot|can't) (?:yet )?(?:know|say|tell|see)\b",
    r"\bfind(?:ing)? out\b",
    r"\b(?:cause|reason|why|because|how (?:this|it|that))\b",
    r"\b(?:investigat|trac|check|look|ask|review)\w*\b",
    r"\bwhat (?:went wrong|happened"
    r"|is holding)\b",
    r"\bdue to\b",
)
_STATED_CAUSE = Phrases(
    r"\b(?:because of|due to|caused by|as a result of|owing to) (?:an? |the |our "
    r"|some )?[^.,;!?]{4,60}",
)


def cause_told(review: Review) -> Outcome:
    """D22: the cause where the case knows it; otherwise when it will be known."""
    cause = " ".join(str(value) for key, value in review.known.items() if _CAUSE_KEY.within(key))
    if cause:
        wanted = content(cause)
        shared = weight(wanted & content(review.plain))
        if shared < min(2.0, weight(wanted) / 2):
            return found([Hit(None, "the case knows the cause and the reply does not tell it")])
        return found()
    return found([*_cause_invented(review), *_cause_unasked(review)],
                 note="in part: whether the cause is plain needs a model")  # fmt: skip


def _cause_invented(review: Review) -> Iterator[Hit]:
    if review.case is None:
        return
    for span in _STATED_CAUSE.find(review.plain):
        stems = content(review.plain[slice(*span)])
        known = content(review.allowed_text)  # only now: most replies state no cause
        if stems and weight(stems & known) < 0.5 * weight(stems) and not review.attributed(span):
            yield Hit(span, "states a cause that nothing known holds", soft=True)


def _cause_unasked(review: Review) -> Iterator[Hit]:
    wanted = review.triage is not None and "explanation" in review.triage.asks
    if wanted and not _TELLS_CAUSE.within(review.plain):
        yield Hit(None, "the customer asks why, and nothing says when they will know", soft=True)


_REFUSAL = Phrases(
    r"\b(?:i|we)(?:'m| am|'re| are)? (?:cannot|can't|can not|not able to|unable to"
    r"|won't be able to|will not be able to|will not|won't|do not|don't|have to decline"
    r"|must decline|"
    r"decline)(?: to)? (?:\w+ )?(?:refund|replace|offer|give|grant|accept|approve|agree|cancel"
    r"|waive|credit|pay|honou?r|return|extend|change|compensate|meet|do that|do this)\b",
    r"\b(?:is|are|was) not (?:possible|eligible|entitled|covered|refundable|something (?:i"
    r"|we) can)\b", r"\b(?:has been|was|is) (?:declined|refused|rejected|denied)\b",
)  # fmt: skip
_REASON = Phrases(
    r"\b(?:because|since|as (?:the|it|you|we|this)|reason|so that|due to"
    r"|the \w+ (?:ended|closed|expired|began)|was (?:opened|used|bought)|after|only within"
    r"|the law)\b"
)
_INSTEAD = Phrases(
    r"\b(?:instead|what (?:i|we) can|i can|we can|you can|can offer|option"
    r"|alternative|either|choose)\b"
)
_APPEAL = Phrases(
    r"\b(?:review|appeal|manager|team lead|second (?:look|pair)|look at (?:it"
    r"|this) again|reconsider|complain|ombudsman|disagree|not happy with this|challenge"
    r"|decision)\w*\b"
)


def refusal_whole(review: Review) -> Outcome:
    """D23, in part: a refusal has a reason, an alternative and a route of appeal."""
    note = "in part: by phrases; a hidden refusal needs a model"
    spans = [span for span in _REFUSAL.find(review.plain) if not review.attributed(span)]
    if not spans:
        return found(note=note)
    parts = (
        ("a reason", _REASON),
        ("what is possible instead", _INSTEAD),
        ("a route of appeal", _APPEAL),
    )
    missing = [name for name, phrases in parts if not phrases.within(review.plain)]
    hits = [Hit(spans[0], f"a refusal without {', '.join(missing)}")] if missing else []
    return found(hits, note=note)
