"""Checks on apology and fault (D06–D09)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import CLAUSE_BREAK, CONDITION, Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import tokens

APOLOGY = Phrases(r"\bsorry\b", r"\bapologi[sz]e[sd]?\b", r"\bapolog(?:y|ies)\b", r"\bregret\b")
_NO_APOLOGY = Phrases(
    r"\bsorry to (?:ask|bother|trouble)\b",
    r"\b(?:asked|wanted|waiting|want"
    r"|ask) (?:for )?an apology\b",
)
_ACKNOWLEDGING = Phrases(
    r"\b(?:understand|appreciate|imagine|recogni[sz]e|reali[sz]e|hear) (?:how|that|why|what|your"
    r"|the)\b",
    r"\bfrustrat\w+",
    r"\bdisappoint\w+",
    r"\bupset(?:ting)?\b",
    r"\blet you down\b",
    r"\bmust have (?:been|felt)\b",
    r"\bthank you for (?:telling|letting|raising|bringing|writing|taking|sharing|your message)\b",
    r"\bnot (?:the|what) (?:\w+ )?(?:service|experience|standard|you (?:expect|should expect"
    r"|deserve))\b",
    r"\byou (?:have )?(?:every right|deserve)\b",
)
_ACTION = Phrases(
    r"\b(?:i|we)(?:'ll| will| am| are|'m|'re)? (?:now )?(?:ask|send|refund|write|call|tell|find"
    r"|check|arrange"
    r"|asking|sending|refunding|checking|replac\w+|credit\w*|cancel\w*)\b",
)


def apologies(review: Review) -> list[Sentence]:
    """The sentences of the body that apologise in the reply's own voice."""
    return [
        each
        for each in review.body
        if (place := APOLOGY.first(each.text))
        and not _NO_APOLOGY.within(each.text)
        and not review.attributed((each.start + place[0], each.start + place[1]))
    ]


def apology_share(review: Review) -> Outcome:
    """D06: acknowledgement is short, one apology per failure, and none again at the end."""
    said = apologies(review)
    kept = {each.start for each in said}
    about = [
        each
        for each in review.body
        if each.start in kept
        or (_ACKNOWLEDGING.within(each.text) and not _ACTION.within(each.text))
    ]
    return found([*_too_long(review, about), *_too_many(review, said)])


def _too_long(review: Review, about: list[Sentence]) -> Iterator[Hit]:
    limits = review.thresholds
    count = sum(len(tokens(each.text)) for each in about)
    share = count / max(1, len(review.words))
    if len(about) > limits.acknowledgement_sentences and share > limits.acknowledgement_share:
        yield Hit(
            about[-1].span,
            f"{len(about)} sentences ({share:.0%} of the text) acknowledge or apologise",
        )


def _failures(review: Review) -> int:
    """How many failures there are to apologise for; two where no triage counts them."""
    if review.triage is None:
        return 2
    return max(1, len(review.triage.issues)) + review.triage.repeat_contact


def _too_many(review: Review, said: list[Sentence]) -> Iterator[Hit]:
    allowed = _failures(review)
    for extra in said[allowed:]:
        yield Hit(extra.span, f"apology number {said.index(extra) + 1} for {allowed} failure(s)")
    if 1 < len(said) <= allowed and len(review.body) >= 4 and said[-1] in review.body[-1:]:
        yield Hit(said[-1].span, "the apology is repeated at the end")


_SHIFTED = Phrases(
    r"\b(?:sorry|apologi[sz]e|apologies) if\b",
    r"\bsorry (?:to hear )?(?:that )?you(?:'re| are| were|'ve been| have been)? (?:\w+ly "
    r"|so )?(?:feel|felt|feeling|think|thought"
    r"|believe|believed|perceive|perceived|see it|saw it|took it|found it|misunderstood|upset"
    r"|offended|unhappy|disappointed"
    r"|frustrated|dissatisfied|angry)\b",
    r"\b(?:sorry|apologi[sz]e|apologies),? (?:but|however)\b",
    r"\b(?:sorry|apologi[sz]e|apologies|apology|regret)(?: \w+)? for any\b",
    r"\b(?:may|might|could) (?:\w+ )?have (?:been )?(?:caused|upset|experienced|inconvenienced"
    r"|offended|felt|made)\b",
    r"\b(?:any|whatever) (?:inconvenience|confusion|misunderstanding|upset|trouble|distress"
    r"|frustration)\b",
    r"\b(?:mistakes?|errors?) (?:were|was|have been|has been|had been) made\b",
    r"\bif (?:we|this|it|i|that|anything|something)\b[^.!?]{1,70}\b(?:i|we)(?:'m| am| are"
    r"|'re)? (?:\w+ )?(?:sorry|apologi[sz]e)\b",
    r"\b(?:sorry|regret) (?:that )?(?:it|this|that) (?:came across|seemed|appeared|was perceived"
    r"|may|might)\b",
    r"\bapologi[sz]e to anyone\b",
)  # fmt: skip


def shifted_apology(review: Review) -> Outcome:
    """D07: no conditional or shifted apology."""
    return found(
        Hit(span, f"a conditional or shifted apology: “{review.reply[slice(*span)]}”")
        for span in _SHIFTED.find(review.plain)
        if not review.attributed(span)
    )


_OUR_FAULT = (
    r"(?:charged|overcharged|billed|sent|shipped|delivered|lost|missed|failed|made|got|gave|broke"
    r"|damaged|let you down|left|cancelled"
    r"|canceled|took|forgot|kept|put|entered|told you|promised|did not|didn't|never|should have"
    r"|should not have|shouldn't have|were wrong"
    r"|was wrong|mixed|messed|closed|blocked|deleted|dropped|overbooked|wasted|refused|ignored"
    r"|caused|misread|mishandled|used|set|changed"
    r"|switched|wrote|quoted|booked|packed|handled|applied|renewed|treated|gave up)"
)
_OWNED = Phrases(
    rf"\b(?:we|i)(?:'ve| have| had)? (?:\w+ly |then |also |simply |still |again |twice "
    rf"|just )?{_OUR_FAULT}\b",
    r"\b(?:was|is|were|are|been) (?:entirely |clearly |completely |wholly )?(?:our"
    r"|my) (?:\w+ )?(?:mistake|error|fault|failure|doing|oversight)\b",
    r"\b(?:our|my) (?:own )?(?:mistake|error|fault|failure|oversight)\b",
    r"\b(?:we|i) (?:are|am|were|was) (?:fully |solely )?(?:responsible|to blame|at fault)\b",
    r"\b(?:we|i) (?:fully )?(?:own|take (?:full )?responsibility)\b",
)  # fmt: skip
_OWN_SENTENCE = Phrases(
    r"(?:we (?:\w+ )?\w+|our \w+)\b[^.!?]{8,}\b(?:i am|i'm|we are|we're) (?:\w+ )?sorry\b"
)
_PASSIVE = Phrases(
    r"\b(?:mistake|error|oversight|mix-up)s? (?:was|were|has been|had been|have been|occurred"
    r"|happened)\b",
    r"\byou (?:were|have been|had been) (?:\w+ )?(?:charged|billed|overcharged|sent|given|left"
    r"|told|cancelled|treated|let down)\b",
    r"\b(?:was|were|got|has been|have been) (?:lost|sent|damaged|cancelled|deleted|overlooked"
    r"|missed|charged)\b",
)  # fmt: skip


def fault_owned(review: Review) -> Outcome:
    """D08: fault that is ours and confirmed is owned in the active voice."""
    if review.case is None and review.triage is None:
        return skipped("whose fault it is, is not known without a case")
    if review.fault != "ours":
        return found(note="the fault is not confirmed as ours")
    own = [span for span in _OWNED.find(review.plain) if not review.attributed(span)]
    if own or any(_OWN_SENTENCE.starts(each.text) for each in review.body):
        return found()
    confirmed = review.case is not None and review.case.facts.fault == "ours"
    passive = _PASSIVE.first(review.plain)
    first = passive or (review.body[0].span if review.body else None)
    message = "our fault is told in the passive" if passive else "our fault is not owned"
    return found([Hit(first, message, soft=not confirmed)])


_ADMISSION = Phrases(
    r"\b(?:our|my) (?:own )?(?:mistake|error|fault|failure|negligence|oversight|wrongdoing"
    r"|blunder)\b",
    r"\bwe (?:have |had |clearly |obviously |really |simply |badly )*(?:failed|caused|made (?:a"
    r"|an|the|this|that) (?:\w+ )?(?:mistake|error)"
    r"|messed|got (?:it|this|that|your \w+) wrong|let you down|charged|overcharged|billed|lost"
    r"|broke|damaged|missed|forgot|mishandled"
    r"|sent (?:you )?the wrong|double[- ]charged|overbooked|mixed up|dropped the ball|neglected"
    r"|breached|misled|lied|discriminated)\b",
    r"\bwe (?:should|should not|shouldn't|ought to|could) (?:not )?have\b",
    r"\bwe (?:did not|didn't|never) (?:deliver|send|keep|"
    r"refund|ship|process|cancel|credit|honou?r|answer|reply|do|meet|tell|give|check|inform"
    r"|call)\b",
    r"\b(?:we|i) (?:are|were|am|was) (?:\w+ )?(?:wrong|at fault|to blame|liable|negligent"
    r"|responsible for)\b",
    r"\b(?:we|i) (?:fully |hereby )?(?:admit|accept|take|acknowledge) (?:full |all |any |our "
    r"|the |complete )*"
    r"(?:liability|responsibility|blame|fault|guilt|negligence)\b",
    r"\byou (?:were|have been) (?:wrongly|incorrectly|mistakenly|wrongfully|unfairly) \w+",
)  # fmt: skip


def fault_open(review: Review) -> Outcome:
    """D09: where fault is open, no statement of it; regret, and a time for finding out."""
    fault = review.fault
    if fault is None:
        return skipped("whose fault it is, is not known without a case")
    legal = review.triage is not None and any(flag.key == "legal" for flag in review.triage.flags)
    if fault not in ("unknown", "disputed") and not legal:
        return found(note="the fault is not open")
    hits = [
        Hit(span, f"states a fault that is not settled: “{review.reply[slice(*span)]}”")
        for span in _ADMISSION.find(review.plain)
        if not review.attributed(span) and not _conditional(review, span)
    ]
    return found([*hits, *_missing_regret(review), *_missing_date(review)])


def _conditional(review: Review, span: tuple[int, int]) -> bool:
    before = review.before(span)
    places = CONDITION.find(before)
    return bool(places) and not CLAUSE_BREAK.within(before[places[-1][1] :])


_REGRET = Phrases(
    r"\bsorry\b",
    r"\bregret\b",
    r"\bapolog\w+",
    r"\bunderstand\b",
    r"\bshould not\b",
    r"\bnot (?:right|acceptable|good enough)\b",
)
_FINDING_OUT = Phrases(
    r"\b(?:find|finding|found) out\b",
    r"\b(?:ask|asking|asked|check|checking|look(?:ing)? (?:at"
    r"|into)|investigat\w+|review\w*|trac(?:e|ing)|know|verif\w+)\b",
)


def _missing_regret(review: Review) -> Iterator[Hit]:
    heated = review.triage is None or (review.angry and review.triage.intensity >= 0.35)
    if heated and not _REGRET.within(review.plain):
        yield Hit(None, "no regret for the effect on the customer", soft=True)


def _missing_date(review: Review) -> Iterator[Hit]:
    from assistant.rubric.timing import timed

    if not any(_FINDING_OUT.within(s.text) and timed(s.text) for s in review.body):
        yield Hit(None, "no time by which the cause will be known", soft=True)
